"""Every named check passes on a sound reading and catches the one thing it is for."""

from dataclasses import replace

import pytest

from etl.errors import CheckFailed
from etl.model import Citation, Reading, Task
from etl.sources import load_corpus
from etl.validate import CheckResult, failed_errors, require_passed, run_checks
from etl.validate.checks import CHECKS
from tests.etl.corpora import PROJECT, SCHEME, reading_of, statement_at

CORPUS = load_corpus(PROJECT)
TEXT = CORPUS.text_of(SCHEME)
QUOTE = "90%\nhồ sơ công việc cấp tỉnh, 80% hồ sơ công việc cấp huyện"
SOUND = statement_at(TEXT, QUOTE, "90%")


def results_of(reading: Reading) -> dict[str, CheckResult]:
    return {result.check_id: result for result in run_checks(CORPUS, [reading])}


def test_a_sound_statement_fails_no_check_that_stops_a_build() -> None:
    results = run_checks(CORPUS, [reading_of(SOUND)])
    assert [result.check_id for result in results] == [check.check_id for check in CHECKS]
    assert failed_errors(results) == []
    require_passed(results)


@pytest.mark.parametrize(
    ("check_id", "change"),
    [
        ("quotes_found", {"quote": QUOTE + "x"}),
        ("quotes_found", {"quote_start": 0}),
        ("value_spans_inside", {"value_start": 0, "value_end": 3}),
        ("value_spans_inside", {"value_start": None, "value_end": None}),
        ("values_read_back", {"value": 80.0}),
        ("values_read_back", {"value_high": 95.0}),
        ("values_read_back", {"value_text": "80%"}),
        ("values_within_limits", {"value": 190.0}),
        ("values_within_limits", {"value": -1.0}),
        ("units_agree", {"value_unit": "count"}),
        ("kinds_consistent", {"operator": None}),
        ("kinds_consistent", {"kind": "baseline"}),
        ("kinds_consistent", {"value": None, "operator": None, "value_unit": None}),
        ("kinds_consistent", {"value_high": 10.0}),
        ("ids_known", {"indicator_id": "happiness"}),
        ("ids_known", {"scope": "province; moon"}),
        ("ids_known", {"variant": "GNP"}),
        ("ids_known", {"suggested_indicator_id": "happiness"}),
        ("ids_unique", {"statement_id": "nat-749-2025-egdi-rank"}),
        ("horizons_plausible", {"horizon": 20250}),
    ],
)
def test_an_error_is_found_and_stops_the_build(check_id: str, change: dict[str, object]) -> None:
    broken = replace(SOUND, **change)  # type: ignore[arg-type]
    results = run_checks(CORPUS, [reading_of(broken)])
    assert check_id in {result.check_id for result in failed_errors(results)}
    with pytest.raises(CheckFailed, match=broken.statement_id):
        require_passed(results)


def test_two_statements_may_not_take_the_same_number() -> None:
    twin = replace(SOUND, statement_id="twin", scope="district")
    result = results_of(reading_of(SOUND, twin))["value_spans_unique"]
    assert (result.passed, result.failures) == (False, 1)
    assert result.detail == f"twin: cùng con số với {SOUND.statement_id}"


@pytest.mark.parametrize(
    ("check_id", "change"),
    [
        ("indicators_found", {"indicator_id": None}),
        ("horizons_after_document", {"horizon": 2015}),
    ],
)
def test_a_warning_does_not_stop_the_build(check_id: str, change: dict[str, object]) -> None:
    results = run_checks(CORPUS, [reading_of(replace(SOUND, **change))])  # type: ignore[arg-type]
    result = next(result for result in results if result.check_id == check_id)
    assert (result.passed, result.severity) == (False, "warning")
    assert failed_errors(results) == []


def a_task(document_id: str, ordinal: int, start: int, text: str) -> Task:
    return Task(
        task_id=f"{document_id}-task-{ordinal}",
        document_id=document_id,
        unit_id="lao-cai",
        kind="task",
        ordinal=ordinal,
        label=None,
        topic_id="data",
        theme_id="digital_data",
        horizon=None,
        title_vi="",
        quote=text[start : start + 20],
        quote_start=start,
        quote_end=start + 20,
        rule="test",
    )


@pytest.mark.parametrize(("document_id", "announced"), [
    ("lao-cai-chuong-trinh-hanh-dong-2015", 6),
    ("quoc-gia-chuong-trinh-hanh-dong-2015", 8),
])  # fmt: skip
def test_as_many_tasks_must_be_found_as_the_text_announces(document_id: str, announced: int) -> None:
    text = CORPUS.text_of(document_id)
    tasks = tuple(a_task(document_id, n, 100 + n, text) for n in range(announced))
    assert results_of(Reading(document_id, (), tasks, ()))["announced_tasks_found"].passed
    too_few = results_of(Reading(document_id, (), tasks[1:], ()))["announced_tasks_found"]
    assert not too_few.passed
    assert f"tìm được {announced - 1}" in (too_few.detail or "")


def test_tasks_of_another_programme_named_in_passing_are_not_announced() -> None:
    assert "7 nhiệm vụ trọng tâm" in " ".join(TEXT.split())
    assert results_of(reading_of(SOUND))["announced_tasks_found"].passed


def test_quotes_of_tasks_and_places_of_citations_are_checked_too() -> None:
    document_id = "tay-ninh-chuong-trinh-hanh-dong-2015"
    text = CORPUS.text_of(document_id)
    start = text.index("45-CTr/TU")
    citation = Citation(document_id, "45-CTr/TU", "45-ctr-tu", "implements", start, start + 9, "45-CTr/TU")
    task = a_task(document_id, 1, 500, text)
    assert results_of(Reading(document_id, (), (task,), (citation,)))["quotes_found"].passed

    moved = replace(citation, start=start + 20, end=start + 29)
    torn = replace(task, quote_end=530)
    assert results_of(Reading(document_id, (), (torn,), (moved,)))["quotes_found"].failures == 2


def test_a_number_that_no_document_bears_is_listed() -> None:
    document_id = "lao-cai-phong-van-2016"
    start = CORPUS.text_of(document_id).index("36/2016/NQ-HĐND")
    citation = Citation(
        document_id, "36/2016/NQ-HĐND", None, "mentions", start, start + 15, "36/2016/NQ-HĐND"
    )
    result = results_of(Reading(document_id, (), (), (citation,)))["numbers_resolved"]
    assert (result.severity, result.failures) == ("info", 1)
    assert "36/2016/NQ-HĐND" in (result.detail or "")


def test_a_figure_both_quoted_and_cited_is_pointed_out() -> None:
    cited_too = replace(SOUND, unit_id="national")
    result = results_of(reading_of(cited_too))["not_both_quoted_and_cited"]
    assert "nat-749-2025-work-files-province" in (result.detail or "")


def test_a_registered_text_that_was_not_read_is_pointed_out() -> None:
    detail = results_of(reading_of(SOUND))["documents_yield"].detail or ""
    assert "lao-cai-phong-van-2016: đã đăng ký nhưng không được đọc" in detail
    assert SCHEME not in detail


def test_long_details_are_cut_and_the_rest_is_counted() -> None:
    many = [replace(SOUND, statement_id=f"s{n}", indicator_id=None) for n in range(25)]
    result = results_of(reading_of(*many))["indicators_found"]
    assert result.failures == 25
    assert (result.detail or "").endswith("và 5 trường hợp nữa")


def test_a_changed_source_is_noticed_after_loading() -> None:
    changed = replace(CORPUS, sources={**CORPUS.sources, SCHEME: b"other"})
    results = run_checks(changed, [])
    assert [result.check_id for result in failed_errors(results)] == ["sources_unchanged"]


def test_a_token_broken_over_two_lines_is_the_same_token() -> None:
    wrapped = statement_at(TEXT, "mức độ 3, mức\nđộ 4 thiết yếu", "3, mức\nđộ 4", value=3.0)
    as_printed = replace(wrapped, value_text="3, mức độ 4")
    assert failed_errors(run_checks(CORPUS, [reading_of(as_printed)])) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.check_id)
def test_every_check_is_worded_in_both_languages(check: object) -> None:
    title_vi, title_en = getattr(check, "title_vi", ""), getattr(check, "title_en", "")
    assert title_vi
    assert title_en
    assert title_vi != title_en


def test_check_ids_are_unique() -> None:
    ids = [check.check_id for check in CHECKS]
    assert len(ids) == len(set(ids))
