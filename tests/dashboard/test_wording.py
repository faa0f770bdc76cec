from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from dashboard.wording import CATALOGUE, Wording, catalogue
from dashboard.wording.__main__ import ROOT, SOURCES, makers, messages_in_use, messages_of
from dashboard.wording.numbers import NBSP, day, is_missing, number, percent
from ledger import NotReady
from warehouse.errors import Message, NoRelease


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def forms(message: object) -> list[str]:
    return [message] if isinstance(message, str) else [str(form) for form in message]  # type: ignore[attr-defined]


def in_use() -> set[object]:
    return {message.id for message in messages_in_use() if message.id}


def translated() -> dict[object, object]:
    known = catalogue("en")
    assert known is not None
    return {message.id: message.string for message in known if message.id}


def test_every_message_has_its_english() -> None:
    english = translated()
    assert not [message for message in in_use() if not all(forms(english.get(message, "")))]


def test_no_translation_is_left_over() -> None:
    assert not set(translated()) - in_use()


def test_a_translation_has_the_gaps_of_its_message() -> None:
    wrong = [
        (key, form)
        for key, value in translated().items()
        for form in forms(value)
        if gaps(form) != gaps(forms(key)[0])
    ]
    assert not wrong


def test_no_translation_is_still_vietnamese() -> None:
    marked = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
    names = ("Mốc Số",)  # a proper name

    def bare(text: str) -> str:
        for name in names:
            text = text.replace(name, "")
        return text

    assert not [form for value in translated().values() for form in forms(value) if marked.search(bare(form))]


def test_messages_inside_calls_of_other_messages_are_found() -> None:
    source = 'w.rich("ngoài {a}", a=w.plural("{n} trong", 3, b=w("sâu")))'
    assert set(messages_of(source)) == {("ngoài {a}", False), ("{n} trong", True), ("sâu", False)}


def test_a_message_without_translation_is_said_in_vietnamese() -> None:
    assert Wording("en")("một câu không ai dịch {a}", a="x") == "một câu không ai dịch x"


def test_what_may_go_wrong_is_said_in_both_languages() -> None:
    error = NotReady(undecided=3, missing=[Message("đơn vị")], faults=[Message("{fault}", fault="{x}: sai")])
    assert str(error) == Wording("vi").said(error)
    assert str(error) == ("Chưa duyệt được: còn 3 phát biểu chưa quyết định; chưa điền: đơn vị; {x}: sai")
    assert Wording("en").said(error) == (
        "Not ready to be approved: statements still to be decided: 3; not filled in: unit; {x}: sai"
    )
    assert Wording("en").said(NoRelease("một câu có {ngoặc}")) == "một câu có {ngoặc}"


def test_every_error_that_a_page_may_show_is_a_sentence_that_can_be_looked_up() -> None:
    """Not put together from parts: each is a literal, which the tests above find in the catalogue."""
    made = []
    for name in SOURCES:
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            # Seen on no page: steps of the store, command lines, a difference that cannot be told;
            # `errors.py` is where messages are made.
            if "migrations" in file.parts or file.name in {"__main__.py", "diff.py", "errors.py"}:
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and getattr(node.func, "id", "") in makers():
                    made.append((f"{file.relative_to(ROOT)}:{node.lineno}", node.args[0]))
    assert len(made) > 50
    apart = [place for place, first in made if not (isinstance(first, ast.Constant) and first.value)]
    assert not apart


def test_gaps_of_rich_messages_are_escaped() -> None:
    assert Wording("vi").rich("{a} & b", a="<script>") == "&lt;script&gt; &amp; b"


@pytest.mark.parametrize(("n", "said"), [(0, "0 documents"), (1, "1 document"), (1200, "1,200 documents")])
def test_english_tells_one_from_many(n: int, said: str) -> None:
    assert Wording("en").plural("{n} văn bản", n) == said


def test_vietnamese_has_one_form() -> None:
    assert Wording("vi").plural("{n} văn bản", 1) == "1 văn bản"
    assert Wording("vi").plural("{n} văn bản", 1200) == "1.200 văn bản"


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [(97.6, "97,6", "97.6"), (1400, "1.400", "1,400"), (100.0, "100", "100"), (0.4582, "0,458", "0.458")],
)
def test_numbers_follow_the_language(value: float, vi: str, en: str) -> None:
    assert (number(value, "vi"), number(value, "en")) == (vi, en)


def test_shares_follow_the_language() -> None:
    assert percent(97.6, "vi") == f"97,6{NBSP}%"
    assert percent(97.6, "en") == "97.6%"


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("2025-10-15", "15/10/2025", "15 October 2025"),
        ("2025-10", "10/2025", "October 2025"),
        ("2025", "2025", "2025"),
        (None, "", ""),
    ],
)
def test_dates_of_any_precision(text: str | None, vi: str, en: str) -> None:
    assert (day(text, "vi"), day(text, "en")) == (vi, en)


def test_missing_is_none_nan_and_their_kin_but_not_a_word() -> None:
    assert is_missing(None)
    assert is_missing(float("nan"))
    assert not is_missing("nan")
    assert not is_missing(0)


def test_catalogue_stands_beside_the_code() -> None:
    assert [path.name for path in sorted(Path(CATALOGUE).glob("*.po"))] == ["en.po"]
