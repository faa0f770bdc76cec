"""The review desk without a browser: order, what reads how, and what a correction may be."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from markupsafe import Markup
from PIL import Image

from dashboard import desk
from dashboard.desk import Item
from dashboard.names import Names
from dashboard.wording import Wording
from etl.model import Statement
from intake.draft import doubts_first
from intake.manuscript import Page
from ledger import Candidate
from ledger.review import drafted
from tests.ledger.example import DOCUMENT, manuscript, statements
from warehouse.errors import Message


def candidates(**first: object) -> list[Candidate]:
    """The candidates of the example; `first` changes the first of them."""
    text = manuscript().text
    found = [drafted(one, one.statement_id.removeprefix("draft-"), is_ocr=False) for one in statements(text)]
    return [replace(found[0], **first), *found[1:]]  # type: ignore[arg-type]


def items(*, known: tuple[Statement, ...] = (), **first: object) -> list[Item]:
    document = {**DOCUMENT, "territory_id": "hung-yen-before-2025"}
    return desk.queue(candidates(**first), manuscript(), document, known)


def contradiction() -> Statement:
    """What the release says of the first goal: another value for the same thing."""
    first = statements(manuscript().text)[0]
    return replace(
        first,
        statement_id="published",
        unit_id="hung-yen",
        territory_id="hung-yen-before-2025",
        value=95.0,
    )


def test_what_contradicts_something_comes_first_then_what_is_least_sure() -> None:
    assert [one.now.value for one in items()] == [4.2, 70.0, 80.0]
    found = items(known=(contradiction(),))
    assert found[0].now.value == 80.0
    assert found[0].conflicts == ("published",)


def test_decisions_do_not_move_the_queue() -> None:
    before = [one.key for one in items(known=(contradiction(),))]
    after = items(known=(contradiction(),), status="rejected", last_decision_id=1)
    assert [one.key for one in after] == before
    assert after[0].conflicts == ()


def test_the_queue_goes_on_to_what_nobody_decided_on() -> None:
    found = items()
    keys = [one.key for one in found]
    assert desk.step(found, keys[0], 1) == keys[1]
    assert desk.step(found, keys[0], -1) == keys[-1]
    assert desk.step(found, "unknown", 1) == keys[0]
    assert desk.step([], "", 1) == ""
    assert desk.next_open(found, keys[-1]) == keys[0]
    decided = [replace(one, candidate=replace(one.candidate, status="accepted")) for one in found]
    assert desk.next_open(decided, keys[0]) == keys[0]
    assert desk.next_open([decided[0], decided[1], found[2]], keys[0]) == keys[2]


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "accepted"},
        {"last_decision_id": 3},
        {"is_ocr": True},
    ],
)
def test_only_what_nobody_touched_is_accepted_with_many(changed: dict[str, object]) -> None:
    sure = next(one for one in items() if one.now.value == 80.0)
    assert desk.is_sure(sure, 0.9)
    assert not desk.is_sure(sure, 0.96)
    assert not desk.is_sure(replace(sure, candidate=replace(sure.candidate, **changed)), 0.9)  # type: ignore[arg-type]
    assert not desk.is_sure(replace(sure, doubts=(Message("?"),)), 0.9)
    assert not desk.is_sure(replace(sure, conflicts=("x",)), 0.9)


def test_the_text_is_shown_by_page_and_never_as_markup(names: Names) -> None:
    paper = replace(manuscript(), text=manuscript().text.replace("KẾ HOẠCH", "<b>HOẠCH"))
    found = items()
    html = desk.text_html(
        paper, desk.spans(found, names, "abc"), paper.pages, selected=found[0].key, w=names.w
    )
    assert isinstance(html, Markup)
    assert "&lt;b&gt;" in html
    assert "<b>HOẠCH" not in html
    assert html.count('class="ms-page"') == 2
    assert html.count('id="chosen"') == 1
    assert "submission=abc" in html


def test_a_long_text_is_shown_around_the_page() -> None:
    pages = [Page(n, (n - 1) * 100, n * 100) for n in range(1, 11)]
    assert [one.number for one in desk.pages_around(pages, 5, most=300)] == [4, 5, 6]
    assert [one.number for one in desk.pages_around(pages, 1, most=250)] == [1, 2]
    assert [one.number for one in desk.pages_around(pages, 10, most=10)] == [10]
    assert [one.number for one in desk.pages_around(pages, 5, most=9999)] == list(range(1, 11))


@pytest.mark.parametrize(
    ("text", "value"),
    [("4,2", 4.2), ("1.400", 1400.0), ("1.400,5", 1400.5), ("80 %", 80.0), ("  ", None), ("-3", -3.0)],
)
def test_a_number_is_read_as_vietnamese_writes_it(text: str, value: float | None) -> None:
    from dashboard.wording import Wording

    assert desk.parse_number(text, Wording("vi")) == value


@pytest.mark.parametrize("text", ["4.2", "1,4,2", "80 phần trăm", "1e5", "NaN", "٣"])
def test_what_could_be_two_numbers_is_refused(text: str) -> None:
    from dashboard.wording import Wording

    with pytest.raises(ValueError, match=r".*"):
        desk.parse_number(text, Wording("vi"))


def test_a_number_comes_back_as_it_is_shown(names: Names) -> None:
    for value in (4.2, 1400.0, 0.05, 98765432.125, -3.0, 0.0):
        assert desk.parse_number(desk.shown_number(value, names.w), names.w) == value


def test_words_are_found_over_line_and_page_breaks() -> None:
    text = "Đến năm 2025,\n80%  hồ sơ\n\fcấp tỉnh. Đến năm 2025, 80% hồ sơ cấp tỉnh."
    found = desk.find_words(text, "Đến năm 2025, 80% hồ sơ cấp tỉnh")
    assert [" ".join(text[start:end].split()) for start, end in found] == [
        "Đến năm 2025, 80% hồ sơ cấp tỉnh"
    ] * 2
    assert desk.find_words(text, "90%") == []
    assert desk.find_words(text, " ") == []


def test_fields_bring_what_follows_from_them(names: Names) -> None:
    first = statements(manuscript().text)[2]
    done = desk.completed({"indicator_id": "household_fibre_accessible_share"}, first, names)
    assert done["theme_id"] == names.lists.indicators["household_fibre_accessible_share"]["theme_id"]
    assert desk.completed({"horizon": 2030}, first, names)["horizon_basis"] == "heading"
    assert desk.completed({"horizon": None}, first, names)["horizon_basis"] == "none"
    baseline = desk.completed({"kind": "baseline"}, first, names)
    assert (baseline["horizon"], baseline["as_of_year"]) == (None, 2025)
    bare = desk.completed({"kind": "commitment", "value": None}, first, names)
    assert (bare["operator"], bare["value_unit"], bare["value_text"]) == (None, None, None)
    assert desk.field_faults(bare, first, names) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": None},
        {"value": 180.0},
        {"value": 50.0, "value_high": 20.0},
        {"operator": None},
        {"value_unit": None},
        {"value_unit": "count", "indicator_id": "household_fibre_accessible_share"},
        {"horizon": 20},
        {"value": float("nan")},
    ],
)
def test_fields_that_cannot_be_are_named_before_the_ledger_sees_them(
    wrong: dict[str, object], names: Names
) -> None:
    first = statements(manuscript().text)[2]
    assert desk.field_faults(desk.completed({}, first, names), first, names) == []
    assert desk.field_faults(desk.completed(wrong, first, names), first, names)


def test_the_suggested_indicator_comes_first_then_what_shares_words(names: Names) -> None:
    last = list(names.lists.indicators)[-1]
    first = replace(statements(manuscript().text)[1], suggested_indicator_id=last)
    order = desk.indicator_order(first, names)
    assert sorted(order) == sorted(names.lists.indicators)
    assert order[0] == last
    assert "household_fibre_share" in order[1:4]
    assert desk.indicator_order(first, names, "cap quang ho gia dinh")
    assert desk.indicator_order(first, names, "khongcogi") == []


def test_taking_the_suggestion_changes_indicator_and_theme_only(names: Names) -> None:
    first = statements(manuscript().text)[2]
    assert desk.with_suggestion(first, names) == {}
    hinted = replace(first, suggested_indicator_id="household_fibre_accessible_share")
    assert set(desk.with_suggestion(hinted, names)) == {"indicator_id", "theme_id"}
    assert desk.with_suggestion(replace(hinted, value=None, operator=None, value_unit=None), names) == {}


def test_a_statement_by_hand_quotes_the_text(names: Names) -> None:
    text = manuscript().text
    quote = desk.find_words(text, "70% hộ gia đình được phủ cáp quang")[0]
    value = (quote[0], quote[0] + 3)
    fields = {"value": 70.0, "operator": "=", "value_unit": "percent", "horizon": 2025}
    made = desk.new_statement(text, quote, value, fields, names)
    assert made.quote == text[quote[0] : quote[1]]
    assert (made.value_text, made.rule, made.confidence) == ("70%", "by_hand", None)
    assert desk.field_faults(desk.fields_of(made), made, names) == []


@pytest.mark.parametrize("wanted", [0, 7, 19])
def test_a_picture_is_cut_where_its_line_stands(wanted: int) -> None:
    # Twenty printed lines in the upper part of a page, as a short page has them.
    whole = Image.new("RGB", (200, 2000), (250, 248, 245))
    for line in range(20):
        colour = (200, 0, 0) if line == wanted else (30, 30, 30)
        whole.paste(colour, (20, 150 + 40 * line, 120, 162 + 40 * line))
    out = io.BytesIO()
    whole.save(out, "PNG")
    text = "\n\n".join(f"dòng {n:02}" for n in range(20))
    at = text.index(f"dòng {wanted:02}")
    part = Image.open(io.BytesIO(desk.crop(out.getvalue(), text, Page(1, 0, len(text)), at, at + 7)))
    assert 100 <= part.width < 200
    assert part.height < 400
    assert (200, 0, 0) in {part.getpixel((part.width // 2, y)) for y in range(part.height)}


def test_an_empty_picture_is_shown_whole() -> None:
    out = io.BytesIO()
    Image.new("RGB", (10, 100), "white").save(out, "PNG")
    assert desk.crop(out.getvalue(), "x", Page(1, 0, 1), 0, 1) == out.getvalue()


def test_a_fault_names_the_statement_in_words(names: Names) -> None:
    found = items()
    told = desk.fault_in_words(f"hung-yen-45-{found[0].key}: mốc 20", "hung-yen-45", found, names)
    assert found[0].key not in told
    assert "mốc 20" in told


def test_every_doubt_of_a_draft_is_said_in_english() -> None:
    goal = statements(manuscript().text)[2]
    twice = [replace(goal, indicator_id="x"), replace(goal, indicator_id="x", value=1.0, statement_id="b")]
    drafts = [
        [replace(goal, is_ocr=True, value=400.0, horizon=None)],
        [replace(goal, suggested_indicator_id="x")],
        twice,
    ]
    told = [text for one in drafts for found in doubts_first(one, manuscript(), ()) for text in found.doubts]
    assert len({text.text for text in told}) == 7
    assert not {Wording("en").said(text) for text in told} & {str(text) for text in told}
