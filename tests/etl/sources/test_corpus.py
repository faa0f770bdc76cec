"""The data folder as it is loads; whatever is broken in it is named, all at once."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import Package

from etl.errors import DataFault
from etl.sources import load_corpus
from tests.etl.corpora import PROJECT, Rows, copy_of_data, rewrite


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_data(tmp_path)


def faults_of(root: Path) -> list[str]:
    with pytest.raises(DataFault) as caught:
        load_corpus(root)
    return [str(fault) for fault in caught.value.faults]


def test_the_real_corpus_has_no_fault_and_holds_the_five_texts_as_they_came() -> None:
    corpus = load_corpus(PROJECT)
    registered = corpus.registered()
    assert [document.tier for document in registered] == ["seed"] * 5
    for document in registered:
        assert document.path
        data = (PROJECT / "data" / document.path).read_bytes()
        assert corpus.sources[document.document_id] == data
        assert hashlib.sha256(data).hexdigest() == document.sha256
        assert corpus.text_of(document.document_id).encode() == data


def test_what_a_seed_text_does_not_print_is_not_made_up() -> None:
    for document in load_corpus(PROJECT).registered():
        assert document.number is None
        assert document.issued_date is None


def test_cells_have_the_type_that_the_schema_declares() -> None:
    corpus = load_corpus(PROJECT)
    percent = next(row for row in corpus.rows("value_units") if row["value_unit"] == "percent")
    assert (percent["minimum"], percent["maximum"], percent["decimals"]) == (0.0, 100.0, 2)
    old = next(row for row in corpus.rows("territories") if row["territory_id"] == "lao-cai-1991")
    assert old["valid_to"].isoformat() == "2025-06-30"
    assert old["has_district_level"] is True


def set_cell(column: str, value: str, row: int = 0) -> Callable[[Rows], object]:
    def change(rows: Rows) -> None:
        rows[row][column] = value

    return change


@pytest.mark.parametrize(
    ("file", "change", "fault"),
    [
        (
            "value_units.csv",
            set_cell("maximum", "abc"),
            "value_units.csv, dòng 2, cột maximum: giá trị 'abc' không phải số",
        ),
        (
            "value_units.csv",
            set_cell("decimals", "1.5"),
            "value_units.csv, dòng 2, cột decimals: giá trị '1.5' không phải số nguyên",
        ),
        (
            "value_units.csv",
            set_cell("decimals", "9"),
            "value_units.csv, dòng 2, cột decimals: giá trị 9 lớn hơn 6",
        ),
        (
            "indicators.csv",
            set_cell("direction", "up"),
            "indicators.csv, dòng 2, cột direction: giá trị 'up' không thuộc: higher, lower",
        ),
        (
            "indicators.csv",
            set_cell("name_vi", ""),
            "indicators.csv, dòng 2, cột name_vi: ô bắt buộc nhưng để trống",
        ),
        (
            "indicators.csv",
            set_cell("theme_id", "weather"),
            "indicators.csv, dòng 2, cột theme_id: không có theme_id 'weather' trong themes.csv",
        ),
        (
            "units.csv",
            set_cell("unit_id", "lao-cai"),
            "units.csv, dòng 3, cột unit_id: giá trị 'lao-cai' đã có ở dòng 2",
        ),
        (
            "territories.csv",
            set_cell("valid_to", "2025-02-30", row=1),
            "territories.csv, dòng 3, cột valid_to: giá trị '2025-02-30' không phải ngày dạng năm-tháng-ngày",
        ),
        (
            "territories.csv",
            set_cell("valid_to", "1980-01-01", row=1),
            "territories.csv, dòng 3, cột valid_to: valid_to 1980-01-01 trước valid_from 1991-10-01",
        ),
        (
            "territories.csv",
            set_cell("has_district_level", "yes"),
            "territories.csv, dòng 2, cột has_district_level: giá trị 'yes' không phải true hoặc false",
        ),
        (
            "documents.csv",
            set_cell("published_date", "2015-13", row=1),
            "documents.csv, dòng 3, cột published_date: không có ngày '2015-13'",
        ),
        (
            "documents.csv",
            set_cell("territory_id", "tay-ninh-1976"),
            "documents.csv, dòng 2, cột territory_id: 'tay-ninh-1976' không phải địa giới của lao-cai",
        ),
        (
            "documents.csv",
            set_cell("path", "sources/gone.txt"),
            "documents.csv, dòng 2, cột path: không có tệp sources/gone.txt",
        ),
        (
            "reference/public_targets.csv",
            set_cell("indicator", "happiness"),
            "reference/public_targets.csv, dòng 2, cột indicator: "
            "không có indicator_id 'happiness' trong indicators.csv",
        ),
        (
            "reference/public_targets.csv",
            set_cell("scope", "province; moon"),
            "reference/public_targets.csv, dòng 2, cột scope: "
            "không có cách gọi 'moon' trong cột aliases của scopes.csv",
        ),
        (
            "reference/refinements.csv",
            set_cell("value", "GNP"),
            "reference/refinements.csv, dòng 2, cột value: không có scope 'GNP'",
        ),
        (
            "reference/documents.csv",
            set_cell("kind", "poem"),
            "reference/documents.csv, dòng 2, cột kind: không có kind 'poem' trong document_kinds.csv",
        ),
    ],
)
def test_a_broken_cell_is_named_with_file_row_column_and_reason(
    root: Path, file: str, change: Callable[[Rows], object], fault: str
) -> None:
    rewrite(root, file, change)
    assert fault in faults_of(root)


def test_faults_of_all_files_are_named_at_once(root: Path) -> None:
    data = root / "data"
    rewrite(root, "value_units.csv", set_cell("maximum", "abc"))
    rewrite(root, "indicators.csv", set_cell("direction", "up"))
    (data / "themes.csv").unlink()
    (data / "topics.csv").write_bytes(b"topic_id,theme_id\n\xff\xfe")
    (data / "units.csv").write_text("unit_id;kind\nnational;nation\n", encoding="utf-8")
    (data / "sources" / "stray.txt").write_text("x", encoding="utf-8")
    (data / "notes.csv").write_text("a\n1\n", encoding="utf-8")
    source = next((data / "sources").glob("000_*"))
    source.write_bytes(source.read_bytes() + b"\xff")

    found = "\n".join(faults_of(root))

    for expected in (
        "value_units.csv, dòng 2, cột maximum",
        "indicators.csv, dòng 2, cột direction",
        "themes.csv: không có tệp này",
        "topics.csv: không phải UTF-8 (byte thứ 19 không giải mã được)",
        "units.csv, dòng 1: các ô ngăn bằng dấu ';', phải ngăn bằng dấu ','",
        "sources/stray.txt: tệp chưa được đăng ký trong documents.csv",
        "notes.csv: datapackage.json không mô tả tệp này",
        f"documents.csv, dòng 2, cột sha256: tệp sources/{source.name} đã đổi",
        f"documents.csv, dòng 2, cột path: tệp sources/{source.name} không phải UTF-8",
    ):
        assert expected in found


def test_rows_and_headers_of_a_wrong_shape_are_named(root: Path) -> None:
    units = root / "data" / "units.csv"
    lines = units.read_text(encoding="utf-8").splitlines()
    units.write_text("\n".join([lines[0] + ",extra", *lines[1:]]) + "\n", encoding="utf-8")
    variants = root / "data" / "variants.csv"
    lines = variants.read_text(encoding="utf-8").splitlines()
    variants.write_text("\n".join([*lines[:2], "", lines[2] + ",more", *lines[3:]]) + "\n", encoding="utf-8")

    found = faults_of(root)

    assert "units.csv, dòng 1, cột extra: có cột lạ, datapackage.json không mô tả" in found
    assert "variants.csv, dòng 3: dòng trống" in found
    assert "variants.csv, dòng 4: có 4 ô, phải có 3 ô" in found
    # The row of a wrong length is still known to those that refer to it.
    assert not [fault for fault in found if fault.startswith("reference/")]


def test_a_schema_word_that_nobody_checks_is_a_fault_of_the_package(root: Path) -> None:
    package = root / "data" / "datapackage.json"
    text = package.read_text(encoding="utf-8")
    package.write_text(text.replace('"minimum": 0', '"minLength": 0', 1), encoding="utf-8")
    assert any(fault.startswith("datapackage.json: bảng 'units'") for fault in faults_of(root))


def test_the_same_content_gives_the_same_release_id_and_any_change_another(root: Path) -> None:
    first = load_corpus(root)
    assert load_corpus(root).content_sha256 == first.content_sha256
    assert load_corpus(PROJECT).content_sha256 == first.content_sha256
    rewrite(root, "units.csv", set_cell("name_en", "Viet Nam, all of it"))
    changed = load_corpus(root)
    assert changed.content_sha256 != first.content_sha256
    assert changed.release_id != first.release_id


def test_prose_about_the_data_makes_no_other_release(root: Path) -> None:
    first = load_corpus(root)
    (root / "data" / "README.md").write_text("changed", encoding="utf-8")
    (root / "data" / "reference" / "README-as-received.md").unlink()
    assert load_corpus(root).release_id == first.release_id


def test_a_quote_inside_an_unquoted_cell_is_a_fault_of_its_row(root: Path) -> None:
    variants = root / "data" / "variants.csv"
    lines = variants.read_text(encoding="utf-8").splitlines()
    lines[1] = 'GDP,"tính trên ""GDP""\ncả nước",share of GDP'  # one row, two lines, quoted as it should be
    lines[3] = 'level_3_4,gộp "mức 3" và 4,levels 3 and 4'
    lines[5] = 'eligible_procedures,chỉ thủ tục 5" đủ điều kiện,only eligible procedures'
    variants.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\r\n")
    rewrite(root, "indicators.csv", set_cell("direction", "up"))

    found = faults_of(root)

    quotes = [fault for fault in found if fault.startswith("variants.csv")]
    assert [fault.partition(":")[0] for fault in quotes] == ["variants.csv, dòng 4", "variants.csv, dòng 6"]
    assert all('có dấu " trong ô' in fault for fault in quotes)
    assert any(fault.startswith("indicators.csv, dòng 2, cột direction") for fault in found)


def test_values_that_their_unit_cannot_have_are_named_with_all_other_faults(root: Path) -> None:
    targets = "reference/public_targets.csv"
    units = [row["value_unit"] for row in load_corpus(root).rows("reference_targets")]
    high, low, rank = units.index("percent"), units.index("percent") + 3, units.index("rank")
    assert units[low] == "percent"
    rewrite(root, targets, set_cell("value", "195", row=high))
    rewrite(root, targets, set_cell("value", "-80", row=low))
    rewrite(root, targets, set_cell("value", "0", row=rank))
    rewrite(root, "indicators.csv", set_cell("direction", "up"))

    found = faults_of(root)

    for row, value, unit in ((high, "195", "percent"), (low, "-80", "percent"), (rank, "0", "rank")):
        place = f"{targets}, dòng {row + 2}, cột value"
        assert f"{place}: giá trị {value} ngoài giới hạn của đơn vị {unit}" in found
    assert any(fault.startswith("indicators.csv, dòng 2, cột direction") for fault in found)


def test_a_table_saved_by_excel_with_a_byte_order_mark_is_read(root: Path) -> None:
    units = root / "data" / "units.csv"
    units.write_bytes(b"\xef\xbb\xbf" + units.read_bytes())
    assert load_corpus(root).rows("units")[0]["unit_id"] == "national"


def test_the_tables_also_satisfy_the_standard_tool() -> None:
    report = Package(str(PROJECT / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


def test_every_indicator_of_the_golden_list_is_defined_with_its_unit() -> None:
    indicators = {row["indicator_id"]: row for row in load_corpus(PROJECT).rows("indicators")}
    for path in (PROJECT / "tests" / "golden" / "seeds").glob("0*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert indicators[row["indicator"]]["value_unit"] == (row["value_unit"] or "boolean")


def test_the_reference_files_are_kept_byte_for_byte() -> None:
    # Checksums of the files as they were handed over.
    found = {
        name: hashlib.sha256((PROJECT / "data" / "reference" / name).read_bytes()).hexdigest()
        for name in ("public_targets.csv", "documents.csv", "README-as-received.md")
    }
    assert found == {
        "public_targets.csv": "451895efdfb4c726b4d1a906b1026ea4c39906d1612c6e84cffc59c3aa2f7706",
        "documents.csv": "73034f6c5f529c13b1b699b33c51f0f69e586e0540862ce6c5bd4874acf3f29a",
        "README-as-received.md": "f87bbb6df9a03c8e85a2a153b76ed328ea96c2f72d74aece6ff9ac19f1ebed5e",
    }


def test_indicators_that_could_be_taken_for_each_other_say_what_must_not_be_compared() -> None:
    indicators = load_corpus(PROJECT).rows("indicators")
    families = Counter(row["family"] for row in indicators)
    silent = [
        row["indicator_id"]
        for row in indicators
        if families[row["family"]] > 1 and not row["comparability_vi"]
    ]
    assert silent == []


def test_every_text_in_vietnamese_has_its_english() -> None:
    for table in ("indicators", "themes", "topics", "scopes", "value_units", "variants", "units"):
        for row in load_corpus(PROJECT).rows(table):
            for column in row:
                if column.endswith("_vi") and column != "dti_index_vi":
                    assert bool(row[column]) == bool(row[column.removesuffix("_vi") + "_en"]), (
                        table,
                        row,
                        column,
                    )
