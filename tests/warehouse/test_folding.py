"""Search finds what was typed without accents, the same in Python and in SQL."""

import unicodedata

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.folding import FOLD_SQL, fold

_QUERY = f"SELECT {FOLD_SQL.format(column='text')} FROM (SELECT $text AS text)"
# Letters and marks of Vietnamese and its neighbours, combining marks on their own, anything ASCII.
_LETTERS = st.characters(min_codepoint=1, max_codepoint=0x1EFF, exclude_categories=["Cs", "Cn", "Co"])
_MARKS = st.sampled_from("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")


def _fold_in_sql(text: str) -> str:
    rows = duckdb.cursor().execute(_QUERY, {"text": text}).fetchall()
    return str(rows[0][0])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đến năm 2025, Tỉnh Lào Cai", "den nam 2025, tinh lao cai"),
        ("ĐƯỜNG SỐ", "duong so"),
        ("hồ sơ công việc", "ho so cong viec"),
        ("", ""),
        ("ΟΔΟΣ İ", "οδοσ i"),
    ],
)
def test_fold_drops_accents_and_case(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert _fold_in_sql(text) == folded


@settings(deadline=None)
@given(st.text(st.one_of(_LETTERS, _MARKS), max_size=40))
def test_python_and_sql_fold_alike(text: str) -> None:
    assert _fold_in_sql(text) == fold(text)


@settings(deadline=None)
@given(st.text(st.one_of(_LETTERS, _MARKS), max_size=40))
def test_both_normal_forms_fold_alike_and_folding_again_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(folded) == folded
