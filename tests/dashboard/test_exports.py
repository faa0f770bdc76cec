from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from dashboard.exports import COLUMNS, dictionary, safe_cell, statements_csv, to_csv
from warehouse import queries
from warehouse.connect import Release
from warehouse.spreadsheets import BOM


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("cell", "kept"), [(-5, -5), (-2.5, -2.5), (90.0, 90), ("90%", "90%"), ("=", "="), (None, "")]
)
def test_numbers_stay_numbers_and_missing_is_empty(cell: object, kept: object) -> None:
    assert safe_cell(cell) == kept


def test_a_file_opens_by_a_double_click() -> None:
    data = to_csv(pd.DataFrame({"tên": ['=A1 "x"', "dòng\nhai", None], "n": [-1.5, float("nan"), 90.0]}))
    text = data.decode("utf-8")
    assert text.startswith(BOM)
    assert text[1:] == 'tên,n\r\n"\'=A1 ""x""",-1.5\r\n"dòng\nhai",\r\n,90\r\n'


def test_a_slice_explains_itself_and_reads_back_as_it_was(release: Release) -> None:
    chosen = queries.statements(release.cursor(), units=["lao-cai"], horizons=[2025])
    before = chosen.copy(deep=True)
    file = statements_csv(chosen, release=release.release_id, base_url="https://a.vn/", language="vi")
    pd.testing.assert_frame_equal(chosen, before)
    rows = list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row["statement_id"] for row in rows] == list(chosen["statement_id"])
    assert [row["quote"].lstrip("'") for row in rows] == list(chosen["quote"].fillna(""))
    assert [float(row["value"]) if row["value"] else None for row in rows] == [
        None if pd.isna(value) else value for value in chosen["value"]
    ]
    for row in rows:
        assert row["release"] == release.release_id
        assert row["permalink"].startswith(f"https://a.vn/evidence?statement={row['statement_id']}&release=")
        assert row["citation"]
        assert row["evidence"] in {"quoted", "cited"}
        assert bool(row["quote"]) == (row["evidence"] == "quoted")
    assert release.release_id in file.name


def test_a_slice_without_its_quote_does_not_leave(release: Release) -> None:
    chosen = queries.statements(release.cursor()).drop(columns="quote")
    with pytest.raises(KeyError, match="quote"):
        statements_csv(chosen, release="r", base_url="", language="vi")


def test_every_column_of_a_slice_is_explained_in_both_languages(release: Release) -> None:
    explained = dictionary(queries.dictionary(release.cursor()))
    assert tuple(explained["name"]) == COLUMNS
    assert explained[["type", "meaning_vi", "meaning_en"]].map(lambda text: bool(text.strip())).all(axis=None)
    assert (explained["meaning_vi"] != explained["meaning_en"]).all()
