"""What the intake page says and understands: days, units, places, what is known already."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import intake
from dashboard.wording import Wording
from etl.sources import Corpus, load_corpus
from intake.letterhead import Suggestion
from ledger import AlreadyKnown
from tests.ledger.example import manuscript
from warehouse.errors import Message

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(ROOT).with_additions(())


@pytest.fixture(params=["vi", "en"])
def w(request: pytest.FixtureRequest) -> Wording:
    return Wording(request.param)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("15/3/2022", "2022-03-15"),
        ("15-03-2022", "2022-03-15"),
        ("15.3.2022", "2022-03-15"),
        ("3/2022", "2022-03"),
        ("2022", "2022"),
        ("2022-03-15", "2022-03-15"),
        ("2022-03", "2022-03"),
        (" ", None),
    ],
)
def test_a_day_is_read_however_it_is_typed(text: str, iso: str | None) -> None:
    assert intake.parse_day(text) == iso
    if iso:
        assert intake.parse_day(intake.shown_day(iso)) == iso


@pytest.mark.parametrize("text", ["31/2/2022", "13/2022", "hôm qua", "15/3/22", "2022-13-01", "1/1/1/2022"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        intake.parse_day(text)


@pytest.mark.parametrize("text", ["22", "2022a", "3022", "-2022"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        intake.parse_year(text)


def test_every_province_of_both_lists_can_be_chosen(corpus: Corpus, w: Wording) -> None:
    options = intake.unit_options(corpus, w)
    listed = {str(row["unit_id"]) for row in corpus.rows("provinces")}
    assert listed <= set(options)
    assert len({name.casefold() for name in options.values()}) == len(options)
    ended = options["yen-bai"]
    assert "2025" in ended
    assert options["hung-yen"] in ("Hưng Yên", "Hung Yen")


def test_a_unit_is_found_without_accents(corpus: Corpus) -> None:
    options = intake.unit_options(corpus, Wording("vi"))
    assert intake.named(options, "hung yen") == ["hung-yen"]
    assert "lao-cai" in intake.named(options, "hung yen", keep=["lao-cai"])
    assert intake.named(options, "") == list(options)


def test_a_unit_that_had_ended_is_refused_with_its_successor(corpus: Corpus) -> None:
    late = {"unit_id": "yen-bai", "issued_date": "2025-10-01"}
    assert "Lào Cai" in str(intake.territory_fault(late, corpus, Wording("vi")))
    early = {"unit_id": "yen-bai", "issued_date": "2022-03-15"}
    assert intake.territory_fault(early, corpus, Wording("vi")) is None
    assert "Yên Bái" in intake.territory_name(early, corpus, Wording("vi"))


def test_a_suggestion_says_where_it_was_read(w: Wording) -> None:
    paper = manuscript()
    at = paper.text.index("70%")
    said = intake.place_of(Suggestion("x", at, at + 3, 0.9, Message("Vì vậy")), paper, w)
    assert "70%" in said
    assert "2" in said
    assert intake.place_of(None, paper, w)


def test_a_known_document_is_linked(w: Wording) -> None:
    assert "submission=abc" in intake.known_links(AlreadyKnown("", submission_id="abc"), w)
    assert "document=749-qd-ttg" in intake.known_links(AlreadyKnown("", document_id="749-qd-ttg"), w)
    assert not intake.known_links(AlreadyKnown(""), w)


def test_a_document_without_number_is_named_by_its_title() -> None:
    fields = {"unit_id": "hung-yen", "title_vi": "Kế hoạch chuyển đổi số"}
    assert intake.document_id_of(fields) == "hung-yen-ke-hoach-chuyen-doi-so"
    assert intake.document_id_of({**fields, "number": "1/KH"}) is None
    assert intake.document_id_of({"title_vi": "x"}) is None


def test_limits_and_formats_are_said_beforehand(w: Wording) -> None:
    said = intake.what_is_taken(w)
    assert "DOCX" in said
    assert "40 MB" in said
