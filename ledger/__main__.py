"""The command line of the ledger: `python -m ledger status | export DIR | import DIR | migrate`.

Exit codes: 0 done; 1 a named fault; 2 the command was not understood.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from etl.errors import DataFault
from etl.sources.additions import read_additions, write_addition
from ledger.store import Ledger, open_ledger
from warehouse.errors import MocSoError


def status(ledger: Ledger, arguments: argparse.Namespace) -> int:
    """Print where the ledger is, what it holds, and the last publication."""
    where = sa.make_url(ledger.url).render_as_string(hide_password=True)
    print(f"{where} (cấu trúc {ledger.revision})")
    names = {"in_review": "đang soát xét", "approved": "đã duyệt", "withdrawn": "đã rút"}
    for one in ledger.submissions():
        left = f", còn {one.undecided}/{one.candidates} phát biểu" if one.undecided else ""
        document = one.document["document_id"] or "chưa có mã văn bản"
        print(f"{one.submission_id}  {document}: {names[one.status]}{left}")
    for publication in ledger.publications()[:1]:
        said = "phát hành" if publication.action == "publish" else "quay lui về"
        print(f"{publication.at}  {publication.author} {said} {publication.release_id}")
    return 0


def export(ledger: Ledger, arguments: argparse.Namespace) -> int:
    """Write every approved document with its decisions below DIR, and remove those that were withdrawn."""
    folder = Path(arguments.folder)
    approved = ledger.approved()
    for addition in approved:
        complete = replace(addition, record=ledger.record_of(addition.submission_id))
        print(write_addition(complete, folder))
    names = {addition.document_id for addition in approved}
    ours = {one.submission_id for one in ledger.submissions() if one.status != "in_review"}
    for addition in read_additions(folder)[0]:
        if addition.submission_id in ours and addition.document_id not in names:
            shutil.rmtree(folder / addition.document_id)
    return 0


def import_(ledger: Ledger, arguments: argparse.Namespace) -> int:
    """Take in every document below DIR with its decisions; those that are here already stay as they are."""
    additions, faults = read_additions(Path(arguments.folder))
    if faults:
        raise DataFault(faults)
    for addition in additions:
        said = "đã nhập" if ledger.take_in(addition) else "đã có, giữ nguyên"
        print(f"{addition.document_id}: {said}")
    return 0


def migrate(ledger: Ledger, arguments: argparse.Namespace) -> int:
    """Bring the tables up to date (opening the ledger did) and print their revision."""
    print(ledger.revision)
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the person asked for; exits with code 2 and a usage line when it is not understood."""
    parser = argparse.ArgumentParser(prog="python -m ledger", description="Sổ quyết định của Mốc Số.")
    commands = parser.add_subparsers(required=True, metavar="LỆNH")

    def command(
        run: Callable[[Ledger, argparse.Namespace], int], name: str, help_vi: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_vi, description=help_vi)
        sub.set_defaults(run=run)
        return sub

    command(status, "status", "in những gì sổ đang giữ")
    command(migrate, "migrate", "đưa sổ về cấu trúc mới nhất")
    for run, name, help_vi in (
        (export, "export", "ghi văn bản đã duyệt cùng mọi quyết định ra thư mục, ví dụ data/added"),
        (import_, "import", "nhập văn bản và quyết định từ thư mục như vậy"),
    ):
        command(run, name, help_vi).add_argument("folder", metavar="THƯ_MỤC")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles default to a code page without Vietnamese letters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    asked = parse(arguments)
    try:
        with open_ledger() as ledger:
            return int(asked.run(ledger, asked))
    except MocSoError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
