from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from functools import partial

import pandas as pd
import pytest

from warehouse.kept import Kept, frozen, size_of


def test_a_result_is_made_once_however_many_ask_at_once() -> None:
    kept, made = Kept(), []

    def make() -> str:
        time.sleep(0.02)
        made.append(1)
        return "x"

    readers = [threading.Thread(target=kept.get, args=("key", make)) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert made == [1]
    assert kept.get("key", lambda: "y") == "x"


def test_a_result_that_is_none_is_kept_too() -> None:
    kept, made = Kept(), []
    for _ in range(2):
        assert kept.get("key", lambda: made.append(1)) is None
    assert made == [1]


def test_the_one_asked_for_longest_ago_goes_first() -> None:
    kept = Kept(most_entries=2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, partial(str, key))
    assert kept.get("a", lambda: "again") == "a"
    assert kept.get("b", lambda: "again") == "again"


def test_it_never_holds_more_bytes_than_it_may() -> None:
    kept = Kept(most_bytes=10_000)
    for place in range(50):
        kept.get(place, lambda: "x" * 1_000)
        assert kept.held[1] <= 10_000
    assert 0 < kept.held[0] < 50
    before = kept.held
    assert kept.get("too much for it", lambda: "x" * 20_000) == "x" * 20_000
    assert kept.held == before


def test_what_fails_is_not_kept() -> None:
    kept = Kept()

    def fail() -> str:
        raise ValueError("not today")

    with pytest.raises(ValueError, match="not today"):
        kept.get("key", fail)
    assert kept.held == (0, 0)
    assert kept.get("key", lambda: "well") == "well"


@dataclass(frozen=True)
class Choice:
    units: list[str]
    year: int


def test_a_choice_becomes_a_key_by_its_content() -> None:
    assert frozen(Choice(["a"], 1)) == frozen(Choice(["a"], 1))
    assert frozen(Choice(["a"], 1)) != frozen(Choice(["a", "b"], 1))
    assert hash(frozen((Choice([], 1), ["x", ("y",)]))) is not None


def test_sizes_grow_with_what_is_held() -> None:
    frame = pd.DataFrame({"a": ["x" * 100] * 1_000})
    assert size_of(frame) > 100_000
    assert size_of(["x" * 1_000, {"k": "y" * 1_000}]) > 2_000
    assert size_of(Choice(["x" * 1_000], 1)) > 1_000
    assert size_of([memoryview(b"x" * 1_000)]) > 1_000
