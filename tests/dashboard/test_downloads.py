"""Every kind of file is read back and held against the CSV: the same rows, the same cells."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.exports import COLUMNS, dictionary, slice_of, to_csv
from dashboard.names import Names
from dashboard.origin import LEGENDS, Origin, choice_in_words, choice_link, citation
from dashboard.package import About, to_package, to_parquet
from dashboard.selection import StatementChoice
from dashboard.workbook import LONGEST, to_xlsx
from warehouse import queries
from warehouse.connect import Release

MADE_ON = date(2026, 11, 22)
CHOICE = StatementChoice(
    units=["lao-cai", "national"], horizons=[2025, 2030], themes=["digital_government"], search="ho so"
)


@pytest.fixture(scope="module")
def rows(statements: pd.DataFrame, release: Release, names: Names) -> pd.DataFrame:
    return slice_of(
        statements, release=release.release_id, base_url="https://a.vn/", language=names.w.language
    )


@pytest.fixture(scope="module")
def columns(release: Release) -> pd.DataFrame:
    return dictionary(queries.dictionary(release.cursor()))


@pytest.fixture(scope="module")
def about(rows: pd.DataFrame, release: Release, names: Names) -> About:
    origin = Origin(release.release_id, "2025-12-31", MADE_ON, "https://a.vn/")
    return About(CHOICE, origin, len(rows), names)


@pytest.fixture(scope="module")
def as_csv(rows: pd.DataFrame) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(rows).decode("utf-8-sig"), newline="")))


def as_in_csv(cell: Any) -> str:
    """A cell of another file as the CSV has it, but for the apostrophe before would-be formulas."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell)


def bare(cells: list[str]) -> list[str]:
    return [cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell for cell in cells]


def workbook(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def made(rows: pd.DataFrame, columns: pd.DataFrame, about: About) -> bytes:
    made_on = datetime(2026, 11, 22)
    return to_xlsx(rows, columns, about.lines(), made_on=made_on, w=about.names.w)


def test_the_workbook_holds_the_cells_of_the_csv(
    rows: pd.DataFrame, columns: pd.DataFrame, about: About, as_csv: list[list[str]]
) -> None:
    sheet = workbook(made(rows, columns, about)).worksheets[0]
    read = [[as_in_csv(cell.value) for cell in line] for line in sheet.iter_rows()]
    assert [[text.replace("_x000D_", "\r") for text in line] for line in read] == [
        bare(line) for line in as_csv
    ]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref
    assert all(8 < sheet.column_dimensions[name].width < 60 for name in sheet.column_dimensions)


def test_nothing_in_the_workbook_is_a_formula_or_a_link(columns: pd.DataFrame, about: About) -> None:
    texts = ["=1+1", "+84", "-1", "@SUM(A1)", "{=1}", "https://a.vn", "0123", "'x", "dòng\nhai"]
    data = made(pd.DataFrame({"x": texts}), columns, about)
    book = workbook(data)
    cells = [cell for (cell,) in book.worksheets[0].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            assert {cell.data_type for cell in line} <= {"s", "n"}
            assert not [cell for cell in line if cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_the_workbook_explains_itself(
    rows: pd.DataFrame, columns: pd.DataFrame, about: About, names: Names
) -> None:
    _, meanings, origin = workbook(made(rows, columns, about)).worksheets
    read = [[cell.value for cell in line] for line in meanings.iter_rows(min_row=2)]
    assert read == columns.to_numpy().tolist()
    text = "\n".join(str(cell.value) for line in origin.iter_rows() for cell in line)
    assert about.origin.release in text
    assert names.unit("lao-cai") in text
    assert choice_link(CHOICE, about.origin, names.w.language) in text
    for column in LEGENDS:
        assert column in text


def test_a_text_that_excel_would_lose_is_an_error(columns: pd.DataFrame, about: About) -> None:
    with pytest.raises(ValueError, match="characters"):
        made(pd.DataFrame({"x": ["a" * (LONGEST + 1)]}), columns, about)


def test_the_parquet_holds_the_cells_of_the_csv_with_types_and_meanings(
    rows: pd.DataFrame, columns: pd.DataFrame, as_csv: list[list[str]]
) -> None:
    table = pq.read_table(io.BytesIO(to_parquet(rows, columns, note="c")))
    assert tuple(table.column_names) == COLUMNS
    read = [[as_in_csv(row[name]) for name in COLUMNS] for row in table.to_pylist()]
    assert read == [bare(line) for line in as_csv[1:]]
    assert str(table.schema.field("horizon").type) == "int32"
    assert str(table.schema.field("value").type) == "double"
    for row in columns.to_dict("records"):
        meaning = table.schema.field(row["name"]).metadata
        assert meaning[b"description_vi"].decode() == row["meaning_vi"]
        assert meaning[b"description_en"].decode() == row["meaning_en"]
    assert table.schema.metadata[b"citation"] == b"c"


@pytest.fixture
def unpacked(rows: pd.DataFrame, columns: pd.DataFrame, about: About, tmp_path: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(to_package(rows, columns, about))) as archive:
        assert sorted(archive.namelist()) == ["README.md", "data.csv", "data.parquet", "datapackage.json"]
        archive.extractall(tmp_path)
    return tmp_path


def test_the_package_is_valid_by_the_standard(unpacked: Path, rows: pd.DataFrame) -> None:
    report = frictionless.validate(str(unpacked / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert [task.name for task in report.tasks] == ["statements", "statements-parquet"]
    assert report.tasks[0].stats["rows"] == len(rows)
    assert report.tasks[0].stats["fields"] == len(COLUMNS)


def test_a_changed_cell_is_found_by_the_standard(unpacked: Path) -> None:
    data = (unpacked / "data.csv").read_bytes()
    (unpacked / "data.csv").write_bytes(data.replace(b',"target",', b',"wish",', 1))
    assert not frictionless.validate(str(unpacked / "datapackage.json")).valid


def test_the_package_holds_the_same_rows_twice(unpacked: Path, rows: pd.DataFrame) -> None:
    assert (unpacked / "data.csv").read_bytes() == to_csv(rows)
    assert pq.read_table(unpacked / "data.parquet")["statement_id"].to_pylist() == list(rows["statement_id"])


def test_each_field_of_the_package_is_described_in_both_languages(
    unpacked: Path, columns: pd.DataFrame
) -> None:
    described = json.loads((unpacked / "datapackage.json").read_text(encoding="utf-8"))
    fields = described["resources"][0]["schema"]["fields"]
    assert [(f["name"], f["description"], f["description_en"]) for f in fields] == [
        (row["name"], row["meaning_vi"], row["meaning_en"]) for row in columns.to_dict("records")
    ]


def test_the_readme_says_all_in_both_languages(unpacked: Path, about: About) -> None:
    text = (unpacked / "README.md").read_text(encoding="utf-8")
    assert about.origin.release in text
    for lang, words in (("vi", "Cách trích dẫn"), ("en", "How to cite")):
        assert f"## {words}" in text
        assert choice_link(CHOICE, about.origin, lang) in text
    for column, table in LEGENDS.items():
        for code in table:
            assert f"| {column} | {code} |" in text


def test_the_same_input_gives_the_same_bytes(rows: pd.DataFrame, columns: pd.DataFrame, about: About) -> None:
    assert to_package(rows, columns, about) == to_package(rows, columns, about)
    assert made(rows, columns, about) == made(rows, columns, about)


def test_the_choice_is_told_in_words_and_as_a_link(about: About, names: Names) -> None:
    said = dict(choice_in_words(CHOICE, names))
    assert said[names.w("Đơn vị")] == f"{names.unit('lao-cai')}, {names.unit('national')}"
    assert said[names.w("Mốc")] == "2025, 2030"
    assert said[names.w("Loại")] == names.w("tất cả")
    link = choice_link(CHOICE, about.origin, "vi")
    assert link == (
        "https://a.vn/data?unit=lao-cai&unit=national&horizon=2025&horizon=2030"
        f"&theme=digital_government&q=ho+so&release={about.origin.release}"
    )
    assert link in citation(about.origin, link, 3, names.w)


def test_every_code_of_a_slice_is_in_the_legend(rows: pd.DataFrame) -> None:
    for column, table in LEGENDS.items():
        assert set(rows[column].dropna()) <= set(table), column
