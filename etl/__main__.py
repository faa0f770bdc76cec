"""The command line: `python -m etl build | check | extract FILE… | diff A B | path | rollback RELEASE`.

Exit codes: 0 done; 1 a named fault (nothing was published); 2 the command was not understood.
Results go to standard output, progress and faults to standard error.
"""

from __future__ import annotations

import argparse
import csv
import getpass
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from etl.errors import PublishError, SourceError
from etl.load import build_release
from etl.model import Reading, Statement
from etl.read import read_corpus, read_file
from etl.resolve import Resolver
from etl.sources import Corpus, load_corpus
from etl.validate import apply_corrections, failed_errors, require_passed, run_checks
from warehouse.connect import current_release, open_release, releases_root
from warehouse.errors import BrokenRelease, MocSoError, NoRelease
from warehouse.lock import build_lock
from warehouse.publish import left_by_roll_back, publish, release_file, remove_unfinished, roll_back
from warehouse.queries.diff import describe_differences

if TYPE_CHECKING:
    from ledger.store import Ledger

PROJECT = Path(__file__).resolve().parent.parent

# The contract of `extract`: one JSON object a statement, in this order. `doc` is the file's stem.
EXTRACT_FIELDS = (
    "doc", "kind", "unit", "horizon", "horizon_basis", "firmness", "operator", "value", "value_high",
    "value_unit", "value_text", "scope", "theme", "indicator", "subject", "value_start", "value_end",
    "quote_start", "quote_end", "quote", "rule", "reason", "confidence",
)  # fmt: skip


def say(message: str) -> None:
    """Write progress for the person at the keyboard."""
    print(message, file=sys.stderr, flush=True)


def build(arguments: argparse.Namespace) -> int:
    """Read everything under data/, add what the ledger approved, and publish it as the current release."""
    root = releases_root()
    with build_lock(root) as is_ours, existing_ledger() as ledger:
        if not is_ours:
            raise PublishError("Đang có một bản phát hành khác được dựng; hãy thử lại sau ít phút")
        corpus = load_corpus(PROJECT)
        if ledger is not None:
            corpus = corpus.with_additions(ledger.additions_beside(corpus))
        if arguments.if_changed and is_current(corpus):
            say(f"Bản phát hành {corpus.release_id} đã là mới nhất.")
            return 0
        if arguments.if_changed and corpus.release_id in left_by_roll_back(root):
            say(f"Đã có người quay lui khỏi bản {corpus.release_id}; giữ nguyên bản hiện hành.")
            return 0
        remove_unfinished(root)
        readings = read_and_correct(corpus)
        checks = run_checks(corpus, readings)
        require_passed(checks)
        previous = current_id()
        try:
            path = publish(build_release(corpus, readings, checks, root), root)
        except OSError as error:
            raise PublishError(
                f"Không ghi được bản phát hành vào {root}: {error.strerror or error}"
            ) from error
        if ledger is not None:
            documents = [addition.document_id for addition in corpus.additions]
            ledger.record_publication("publish", corpus.release_id, previous, documents, person())
    found = sum(len(reading.statements) for reading in readings)
    say(f"Đã phát hành {corpus.release_id}: {found} phát biểu đọc từ văn bản.")
    print(path)
    return 0


def rollback(arguments: argparse.Namespace) -> int:
    """Make an earlier release current again; `build --if-changed` keeps to it until the content changes."""
    root = releases_root()
    with build_lock(root) as is_ours, existing_ledger() as ledger:
        if not is_ours:
            raise PublishError("Đang có một bản phát hành được dựng; hãy thử lại sau ít phút")
        previous = current_id()
        path = roll_back(root, arguments.release)
        if ledger is not None:
            ledger.record_publication(
                "roll_back", arguments.release, previous, [], person(), arguments.reason
            )
    print(path)
    return 0


@contextmanager
def existing_ledger() -> Iterator[Ledger | None]:
    """The ledger of this project, open; None where nobody has submitted anything yet."""
    # Imported here only: the other commands start without a database.
    from ledger.store import ledger_exists, open_ledger

    if not ledger_exists():
        yield None
        return
    with open_ledger() as ledger:
        yield ledger


def person() -> str:
    """Who is at the keyboard, for the ledger."""
    return f"dòng lệnh ({getpass.getuser()})"


def current_id() -> str | None:
    """The id of the current release; None when there is none."""
    try:
        return current_release().stem.removeprefix("mocso-")
    except (NoRelease, BrokenRelease):
        return None


def read_and_correct(corpus: Corpus) -> tuple[Reading, ...]:
    """What the rules read from every registered document, with the corrections that people made."""
    readings, _ = apply_corrections(corpus, read_corpus(corpus, progress=say))
    return readings


def is_current(corpus: Corpus) -> bool:
    """Whether the current release was built from just this content."""
    try:
        return current_release() == release_file(releases_root(), corpus.release_id)
    except NoRelease:
        return False


def check(arguments: argparse.Namespace) -> int:
    """Read everything and print the result of every named check; publish nothing."""
    corpus = load_corpus(PROJECT)
    checks = run_checks(corpus, read_and_correct(corpus))
    for result in checks:
        mark = (
            "đạt"
            if result.passed
            else {"error": "LỖI", "warning": "cảnh báo", "info": "lưu ý"}[result.severity]
        )
        print(
            f"{mark:9} {result.check_id}: {result.title_vi}"
            + (f" ({result.failures})" if result.failures else "")
        )
        if not result.passed and result.detail:
            print("          " + result.detail.replace("\n", "\n          "))
    return 1 if failed_errors(checks) else 0


def extract(arguments: argparse.Namespace) -> int:
    """Print the statements of any text files; a file that cannot be read does not stop the others."""
    resolver = Resolver.load(PROJECT)
    write = print_jsonl if arguments.format == "jsonl" else print_csv
    failed = False

    def rows() -> Iterable[dict[str, object]]:
        nonlocal failed
        for name in arguments.files:
            try:
                reading = read_file(Path(name), resolver)
            except SourceError as error:
                failed = True
                say(str(error))
            else:
                yield from extract_rows(Path(name).stem, reading)

    write(rows())
    return 1 if failed else 0


def extract_rows(doc: str, reading: Reading) -> Iterable[dict[str, object]]:
    """The statements of `reading` as rows of `EXTRACT_FIELDS`."""
    renamed = {"unit": "unit_id", "theme": "theme_id", "indicator": "indicator_id", "subject": "subject_vi"}

    def cell(statement: Statement, field: str) -> object:
        return doc if field == "doc" else getattr(statement, renamed.get(field, field))

    for statement in reading.statements:
        yield {field: cell(statement, field) for field in EXTRACT_FIELDS}


def print_jsonl(rows: Iterable[dict[str, object]]) -> None:
    """One JSON object a line."""
    for row in rows:
        print(json.dumps(row, ensure_ascii=False, allow_nan=False))


def print_csv(rows: Iterable[dict[str, object]]) -> None:
    """A header and one line a statement."""
    writer = csv.DictWriter(sys.stdout, EXTRACT_FIELDS)
    writer.writeheader()
    writer.writerows({field: safe_cell(value) for field, value in row.items()} for row in rows)


def safe_cell(value: object) -> object:
    """`value`, with an apostrophe before text that a spreadsheet would run as a formula ("-SUM(A1)").

    A lone sign such as the operator "=" runs nothing and stays.
    """
    runs = isinstance(value, str) and len(value) > 1 and value[0] in "=+-@\t\r"
    return f"'{value}" if runs else value


def diff(arguments: argparse.Namespace) -> int:
    """Print what changed from release A to release B, by document."""
    with (
        open_release(named_release(arguments.a)) as before,
        open_release(named_release(arguments.b)) as after,
    ):
        for line in describe_differences(before.reader(), after.reader()):
            print(line)
    return 0


def named_release(name: str) -> Path:
    """The release file behind a release id, a path, or `current`."""
    if name == "current":
        return current_release()
    path = Path(name)
    return path if path.is_file() else release_file(releases_root(), name)


def path(arguments: argparse.Namespace) -> int:
    """Print the file of the current release."""
    print(current_release())
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the person asked for; exits with code 2 and a usage line when it is not understood."""
    parser = argparse.ArgumentParser(
        prog="python -m etl", description="Từ văn bản tới bản phát hành của Mốc Số."
    )
    commands = parser.add_subparsers(required=True, metavar="LỆNH")

    def command(run: Callable[[argparse.Namespace], int], help_vi: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(run.__name__, help=help_vi, description=help_vi)
        sub.set_defaults(run=run)
        return sub

    command(build, "dựng và phát hành từ data/").add_argument(
        "--if-changed", action="store_true", help="không làm gì khi bản hiện hành đã dựng từ nội dung này"
    )
    command(check, "kiểm tra data/ mà không phát hành")
    sub = command(extract, "đọc chỉ tiêu trong tệp văn bản UTF-8 bất kỳ")
    sub.add_argument("files", nargs="+", metavar="TỆP")
    sub.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
    sub = command(diff, "so sánh hai bản phát hành")
    sub.add_argument("a", help="mã bản phát hành, đường dẫn hoặc 'current'")
    sub.add_argument("b", help="mã bản phát hành, đường dẫn hoặc 'current'")
    sub = command(rollback, "quay lại một bản phát hành trước")
    sub.add_argument("release", help="mã bản phát hành")
    sub.add_argument("--reason", metavar="LÝ_DO", help="vì sao, để ghi vào sổ quyết định")
    command(path, "in đường dẫn bản phát hành hiện hành")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles default to a code page without Vietnamese letters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    asked = parse(arguments)
    try:
        return int(asked.run(asked))
    except MocSoError as error:
        say(str(error))
        return 1
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
