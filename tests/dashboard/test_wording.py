from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from dashboard.wording import CATALOGUE, Wording, catalogue
from dashboard.wording.__main__ import messages_in_use, messages_of
from dashboard.wording.numbers import NBSP, day, is_missing, number, percent


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
