"""`python -m dashboard.wording`: bring the English catalogue in step with the source.

New messages come in empty and wait for a translator; messages that no source uses any more go.
"""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

import dashboard.people  # noqa: F401 - the classes of what may go wrong are known once they are there
import intake.readers  # noqa: F401
import ledger  # noqa: F401
from dashboard.wording import CATALOGUE, LANGUAGES
from warehouse.errors import Message, MocSoError

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("page_frame.py", "pages", "dashboard", "intake", "ledger", "warehouse")
HEADER = "# English for Mốc Số; the keys are the Vietnamese messages of the source."


def messages_of(source: str) -> list[tuple[str, bool]]:
    """The messages that a module says, each with whether it has a form for one and a form for many.

    A message is the literal that begins a call of `w`, `w.rich`, `w.plural` or `N_`, or that makes a
    `Message` or an error (in an `__init__`, too). Babel's own extractor loses track of calls within calls,
    which our sentences are full of.
    """
    found = []
    names = {"w", "rich", "plural", "N_", "__init__"} | makers()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = node.args[0]
        is_message = isinstance(first, ast.Constant) and isinstance(first.value, str)
        if is_message and name in names:
            found.append((ast.literal_eval(first), name == "plural"))
    return found


@cache
def makers() -> frozenset[str]:
    """The names of `Message` and of every error that a page may show."""
    found, waiting = {Message.__name__}, [MocSoError]
    while waiting:
        kind = waiting.pop()
        found.add(kind.__name__)
        waiting += kind.__subclasses__()
    return frozenset(found)


def messages_in_use() -> Catalog:
    """Every message of the source with the files that use it."""
    catalogue = Catalog(charset="utf-8")
    for name in SOURCES:
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if "migrations" in file.parts:  # run before there is a page
                continue
            for message, has_plural in messages_of(file.read_text(encoding="utf-8")):
                key = (message, message) if has_plural else message
                catalogue.add(key, locations=[(file.relative_to(ROOT).as_posix(), 0)])
    return catalogue


def updated(language: str) -> Catalog:
    """The catalogue of `language` with exactly the messages in use; translations are kept."""
    path = CATALOGUE / f"{language}.po"
    fresh = Catalog(locale=language, charset="utf-8")
    old = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=language)
    for message in messages_in_use():
        if message.id:
            known = old.get(message.id)
            fresh.add(message.id, known.string if known is not None else None, locations=message.locations)
    return fresh


def main() -> int:
    """Write the catalogues; 1 when a message still waits for its translation."""
    waiting = 0
    for language in LANGUAGES:
        if language == "vi":
            continue
        catalogue = updated(language)
        with (CATALOGUE / f"{language}.po").open("wb") as file:
            file.write(HEADER.encode() + b"\n\n")
            write_po(file, catalogue, width=100, include_lineno=False, omit_header=True, sort_output=True)
        waiting += sum(not message.string or not all(message.string) for message in catalogue if message.id)
    if waiting:
        sys.stderr.write(f"{waiting} thông điệp chưa có bản dịch\n")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
