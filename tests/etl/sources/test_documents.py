"""Documents: their ids, the territory they speak of and the date on which the national goal is looked up."""

from datetime import date

import pytest

from etl.sources import Document, load_corpus
from etl.sources.dates import last_day
from etl.sources.documents import (
    in_force,
    is_number,
    reference_document_id,
    reference_kind,
    territory_on,
    title_period,
)
from tests.etl.corpora import PROJECT

CORPUS = load_corpus(PROJECT)
DOCUMENTS = {document.document_id: document for document in CORPUS.documents}


@pytest.mark.parametrize(
    ("partial", "day"),
    [
        ("2025", date(2025, 12, 31)),
        ("2024-12", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2015-04-23", date(2015, 4, 23)),
    ],
)
def test_a_reduced_date_counts_as_its_last_day(partial: str, day: date) -> None:
    assert last_day(partial) == day


@pytest.mark.parametrize("partial", ["2024-13", "2023-02-29", "0000"])
def test_a_date_that_no_calendar_has_is_refused(partial: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        last_day(partial)


@pytest.mark.parametrize(
    ("issued", "published", "start", "expected"),
    [
        ("2020-06-03", "2020-07-01", 2019, (date(2020, 6, 3), "issued")),
        (None, "2015-04", 2014, (date(2015, 4, 30), "published")),
        (None, None, 2020, (date(2020, 12, 31), "period")),
        (None, None, None, (None, "unknown")),
    ],
)
def test_the_goal_in_force_is_looked_up_on_the_best_date_known(
    issued: str | None, published: str | None, start: int | None, expected: tuple[date | None, str]
) -> None:
    assert in_force(issued, published, start) == expected


@pytest.mark.parametrize(
    ("number", "document_id"),
    [
        ("749/QĐ-TTg", "749-qd-ttg"),
        ("36a/NQ-CP", "36a-nq-cp"),
        ("1330/ĐA-UBND", "1330-da-ubnd"),
        ("Kế hoạch hạ tầng số và IoT (Lào Cai)", "ke-hoach-ha-tang-so-va-iot-lao-cai"),
    ],
)
def test_a_reference_document_has_an_ascii_id(number: str, document_id: str) -> None:
    assert reference_document_id(number) == document_id
    assert document_id in DOCUMENTS


@pytest.mark.parametrize("number", ["749/QĐ-TTg", "52-NQ/TW", "30c/NQ-CP", "36/2016/NQ-HĐND", "08-ĐA/TU"])
def test_official_numbers_are_numbers(number: str) -> None:
    assert is_number(number)


@pytest.mark.parametrize("name", ["Đề án DTI 03/4/2025", "Nghị quyết sắp xếp tỉnh 12/6/2025", "20 chỉ tiêu"])
def test_names_are_not_taken_for_numbers(name: str) -> None:
    assert not is_number(name)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Kế hoạch giai đoạn 2019-2020", (2019, 2020)),
        ("Quy hoạch thời kỳ 2021-2030, tầm nhìn đến năm 2050", (2021, 2030)),
        ("Chương trình đến năm 2025", (None, None)),
    ],
)
def test_the_period_comes_from_the_title(title: str, period: tuple[int | None, int | None]) -> None:
    assert title_period(title) == period


@pytest.mark.parametrize(
    ("unit", "on", "territory"),
    [
        ("lao-cai", date(2025, 6, 30), "lao-cai-1991"),
        ("lao-cai", date(2025, 7, 1), "lao-cai-2025"),
        ("lao-cai", date(1985, 1, 1), None),
        ("tay-ninh", date(2014, 12, 31), "tay-ninh-1976"),
        ("tay-ninh", None, "tay-ninh-2025"),
        ("yen-bai", date(2020, 1, 1), "yen-bai-1991"),
        ("yen-bai", None, None),
        ("national", date(2020, 1, 1), "vn"),
    ],
)
def test_a_unit_stands_on_the_territory_of_the_day(unit: str, on: date | None, territory: str | None) -> None:
    assert territory_on(unit, on, CORPUS.rows("territories")) == territory


def test_kinds_of_the_reference_set_are_spelled_as_ours() -> None:
    assert reference_kind("prime-minister decision") == "prime_minister_decision"


def test_every_document_of_the_reference_set_is_known_also_without_figures() -> None:
    cited = [document for document in CORPUS.documents if document.tier == "reference"]
    assert len(cited) == len(CORPUS.rows("reference_documents"))
    assert DOCUMENTS["36-nq-tw"].number == "36-NQ/TW"
    assert all(document.path is None and document.sha256 is None for document in cited)
    assert DOCUMENTS["ke-hoach-ha-tang-so-va-iot-lao-cai"].number is None


def test_a_document_without_date_stands_where_its_period_began() -> None:
    plan: Document = DOCUMENTS["2177-kh-ubnd"]
    assert (plan.in_force_on, plan.in_force_basis) == (date(2019, 12, 31), "period")
    assert plan.territory_id == "tay-ninh-1976"


def test_the_party_outranks_the_government_and_the_government_its_prime_minister() -> None:
    ranks = [DOCUMENTS[name].rank for name in ("52-nq-tw", "17-nq-cp", "749-qd-ttg", "1920-qd-ubnd")]
    assert ranks == sorted(set(ranks))


def test_a_citation_says_how_exact_its_date_is() -> None:
    assert DOCUMENTS["749-qd-ttg"].citation == (
        "Thủ tướng Chính phủ, 749/QĐ-TTg ngày 03/06/2020, "
        "“Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030”"
    )
    assert "năm 2025, “" in DOCUMENTS["ke-hoach-ha-tang-so-va-iot-lao-cai"].citation
    assert "tháng 11/2025, “" in DOCUMENTS["2087-kh-ubnd"].citation
