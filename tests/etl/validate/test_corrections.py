"""A correction is made while it fits, and stops the build once anything changed under it."""

from dataclasses import replace
from pathlib import Path

import pytest

from etl.errors import CorrectionFault
from etl.model import Reading
from etl.sources import Corpus, load_corpus
from etl.validate import apply_corrections
from etl.validate.corrections import as_text
from tests.etl.corpora import PROJECT, SCHEME, copy_of_data, reading_of, rewrite, statement_at

TEXT = load_corpus(PROJECT).text_of(SCHEME)
QUOTE = "90%\nhồ sơ công việc cấp tỉnh, 80% hồ sơ công việc cấp huyện"
PROVINCE = statement_at(TEXT, QUOTE, "90%")
DISTRICT = statement_at(TEXT, QUOTE, "80%", scope="district", value=80.0)
ANCHOR = "Phổ cập internet tốc độ cao, băng thông rộng đến hộ gia đình"
COMMITMENT = statement_at(
    TEXT, ANCHOR, "hộ gia đình", statement_id="promise", kind="commitment", value=None, operator=None,
    value_unit=None, value_text=None, value_start=None, value_end=None, horizon=2045, firmness="vision",
    indicator_id="household_broadband_universal",
)  # fmt: skip
READINGS: list[Reading] = [reading_of(PROVINCE, DISTRICT, COMMITMENT)]

ROW = {
    "correction_id": "scheme-2025-province",
    "document_id": SCHEME,
    "guard_quote": "90%\nhồ sơ công việc cấp tỉnh",
    "value_text": "90%",
    "field": "horizon",
    "old_value": "2025",
    "new_value": "2024",
    "reason": "thử",
    "author": "người thử",
    "date": "2026-11-22",
}


def corpus_with(root: Path, *rows: dict[str, str]) -> Corpus:
    copy_of_data(root)
    rewrite(root, "corrections.csv", lambda kept: kept.extend(rows))
    return load_corpus(root)


def test_without_corrections_readings_stay_as_they_are() -> None:
    readings, applied = apply_corrections(load_corpus(PROJECT), READINGS)
    assert readings == tuple(READINGS)
    assert applied == ()


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({}, "horizon", 2024),
        ({"field": "value", "old_value": "90", "new_value": "90.5"}, "value", 90.5),
        ({"field": "scope", "old_value": "province", "new_value": "province; district"}, "scope",
         "province; district"),
        ({"field": "operator", "old_value": "=", "new_value": ">="}, "operator", ">="),
        ({"field": "variant", "old_value": "", "new_value": "level_3_4"}, "variant", "level_3_4"),
        ({"field": "indicator_id", "old_value": "work_files_processed_online_share", "new_value": ""},
         "indicator_id", None),
    ],
)  # fmt: skip
def test_a_correction_that_fits_changes_one_field_of_one_statement(
    tmp_path: Path, change: dict[str, str], field: str, value: object
) -> None:
    corpus = corpus_with(tmp_path, {**ROW, **change})
    (reading,), (applied,) = apply_corrections(corpus, READINGS)
    assert getattr(reading.statements[0], field) == value
    assert reading.statements[0] == replace(
        PROVINCE, **{field: value, "review_status": "corrected"}  # type: ignore[arg-type]
    )  # fmt: skip
    assert reading.statements[1:] == READINGS[0].statements[1:]
    assert applied.statement_id == PROVINCE.statement_id
    assert applied.date.isoformat() == "2026-11-22"


def test_a_commitment_is_corrected_by_its_passage(tmp_path: Path) -> None:
    change = {"guard_quote": ANCHOR, "value_text": "", "old_value": "2045", "new_value": "2050"}
    (reading,), _ = apply_corrections(corpus_with(tmp_path, {**ROW, **change}), READINGS)
    assert reading.statements[2].horizon == 2050


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"guard_quote": "câu đã bị sửa"}, "guard_quote", "câu đối chiếu xuất hiện 0 lần trong nguồn"),
        ({"guard_quote": "hồ sơ công việc"}, "guard_quote", "lần trong nguồn, phải đúng 1 lần"),
        ({"value_text": "70%"}, "value_text", "có 0 phát biểu giá trị '70%' trong câu đối chiếu"),
        ({"guard_quote": "80% hồ sơ công việc cấp huyện"}, "value_text", "có 0 phát biểu giá trị '90%'"),
        ({"old_value": "2030"}, "old_value", "horizon nay đọc là '2025', không còn là '2030'"),
        ({"old_value": "2025", "new_value": "2025"}, "new_value", "giá trị mới giống giá trị cũ"),
        ({"new_value": "sớm"}, "new_value", "giá trị 'sớm' không phải số"),
        (
            {"field": "indicator_id", "old_value": "work_files_processed_online_share", "new_value": "joy"},
            "new_value",
            "không có indicator_id 'joy'",
        ),
        ({"field": "kind", "old_value": "target", "new_value": "wish"}, "new_value", "không có kind 'wish'"),
        (
            {"field": "scope", "old_value": "province", "new_value": "moon"},
            "new_value",
            "không có scope 'moon'",
        ),
    ],
)
def test_a_correction_that_no_longer_fits_stops_the_build(
    tmp_path: Path, change: dict[str, str], column: str, reason: str
) -> None:
    with pytest.raises(CorrectionFault) as caught:
        apply_corrections(corpus_with(tmp_path, {**ROW, **change}), READINGS)
    (fault,) = caught.value.faults
    assert (fault.file, fault.row, fault.column) == ("corrections.csv", 2, column)
    assert "scheme-2025-province" in fault.reason
    assert SCHEME in fault.reason
    assert reason in fault.reason


def test_all_misfits_are_named_at_once(tmp_path: Path) -> None:
    rows = [{**ROW, "correction_id": f"c{n}", "old_value": "1999"} for n in range(3)]
    with pytest.raises(CorrectionFault) as caught:
        apply_corrections(corpus_with(tmp_path, *rows), READINGS)
    assert [fault.row for fault in caught.value.faults] == [2, 3, 4]


@pytest.mark.parametrize(
    ("value", "text"), [(None, None), ("", None), (90.0, "90"), (97.6, "97.6"), (2025, "2025"), (">=", ">=")]
)
def test_fields_are_compared_as_the_table_writes_them(value: str | float | None, text: str | None) -> None:
    assert as_text(value) == text
