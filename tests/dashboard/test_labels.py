from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.wording import Wording
from dashboard.wording import labels as tables
from dashboard.wording.labels import label, value, verdict
from dashboard.wording.numbers import NBSP
from warehouse.connect import Release

SCHEMA = (Path(__file__).parents[2] / "warehouse" / "schema.sql").read_text(encoding="utf-8")


def codes(column: str) -> list[set[str]]:
    """What the schema allows in `column`, one set for each table that has it."""
    found = re.findall(rf"CHECK \({column} IN \((.*?)\)", SCHEMA, re.DOTALL)
    assert found, column
    return [set(re.findall(r"'([^']*)'", one)) for one in found]


@pytest.mark.parametrize(
    ("column", "table"),
    [
        ("evidence", tables.EVIDENCE),
        ("evidence", tables.EVIDENCE_SHORT),
        ("firmness", tables.FIRMNESS),
        ("horizon_basis", tables.HORIZON_BASIS),
        ("doubt", tables.DOUBT),
        ("cited_confidence", tables.CITED_CONFIDENCE),
        ("review_status", tables.REVIEW),
        ("tier", tables.TIERS),
        ("operator", tables.OPERATORS),
        ("operator", tables.OPERATOR_SIGNS),
        ("verdict", tables.VERDICTS),
    ],
)
def test_every_code_of_the_schema_has_its_word_and_no_other(column: str, table: dict[str, object]) -> None:
    assert all(allowed == set(table) for allowed in codes(column))


def test_every_reason_of_a_verdict_has_a_few_words_and_no_other(release: Release) -> None:
    known = {
        str(code) for (code,) in release.cursor().execute("SELECT reason FROM verdict_reasons").fetchall()
    }
    assert known == set(tables.REASONS)


def test_every_kind_has_its_word() -> None:
    kinds = {kind for allowed in codes("kind") for kind in allowed} - {"nation", "province", "commune"}
    assert kinds == set(tables.KINDS)


def test_verdicts_are_told_apart_without_colour() -> None:
    shown = [verdict(code) for code in tables.VERDICTS]
    assert len({one.icon for one in shown}) == len({one.word for one in shown}) == len(shown)


def test_an_unknown_code_is_shown_as_it_is_and_a_missing_one_not_at_all() -> None:
    w = Wording("vi")
    assert label(tables.KINDS, "novel", w) == "novel"
    assert label(tables.KINDS, None, w) == ""


@pytest.mark.parametrize(
    ("row", "sign", "words"),
    [
        (("=", 90, None, "percent"), "90 %", "90 %"),
        ((">=", 50, None, "percent"), "≥ 50 %", "ít nhất 50 %"),
        ((">", 90, None, "percent"), "> 90 %", "trên 90 %"),
        (("=", 15, 20, "percent"), "15–20 %", "15–20 %"),
        (("<=", 10, None, "rank"), "nhóm 10", "nhóm 10"),
        (("=", 3, None, "rank"), "hạng 3", "hạng 3"),
        (("=", 3, None, "level"), "cấp độ 3", "cấp độ 3"),
        ((">", 1400, None, "count"), "> 1.400", "trên 1.400"),
        (("=", 105, None, "per_100_people"), "105 /100 dân", "105 /100 dân"),
        ((None, None, None, None), "", ""),
    ],
)
def test_values_read_as_one_says_them(
    row: tuple[str | None, float | None, float | None, str | None], sign: str, words: str
) -> None:
    cells = dict(zip(("operator", "value", "value_high", "value_unit"), row, strict=True))
    w = Wording("vi")
    unit = "/100 dân" if cells["value_unit"] == "per_100_people" else ""
    assert value(cells, w, unit_name=unit).replace(NBSP, " ") == sign
    assert value(cells, w, words=True, unit_name=unit).replace(NBSP, " ") == words
