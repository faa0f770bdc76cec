"""Two works at once: in order, by whoever is free, and nothing is left behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from api.at_once import AtOnce

SECONDS = 20


@pytest.fixture
def at_once() -> Iterator[AtOnce]:
    at_once = AtOnce()
    yield at_once
    at_once.close()


def test_two_works_run_at_the_same_time_and_answer_in_order(at_once: AtOnce) -> None:
    both = threading.Barrier(2, timeout=SECONDS)

    def work(name: str) -> str:
        both.wait()
        return name

    assert at_once.results([lambda: work("a"), lambda: work("b")]) == ["a", "b"]
    assert at_once.results([lambda: "alone"]) == ["alone"]


def test_who_finds_the_thread_busy_does_the_second_work_himself(at_once: AtOnce) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def long() -> int:
        begun.set()
        assert may_end.wait(SECONDS)
        return threading.get_ident()

    def other() -> None:
        at_once.results([lambda: begun.wait(SECONDS), long])

    owner = threading.Thread(target=other)
    owner.start()
    assert begun.wait(SECONDS)
    assert at_once.results([threading.get_ident, threading.get_ident]) == [threading.get_ident()] * 2
    may_end.set()
    owner.join()


def test_what_a_work_raises_is_raised_and_the_thread_goes_on(at_once: AtOnce) -> None:
    def fails() -> int:
        raise ValueError("here")

    for works in ([fails, lambda: 1], [lambda: 1, fails]):
        with pytest.raises(ValueError, match="here"):
            at_once.results(works)
    assert at_once.results([lambda: 1, lambda: 2]) == [1, 2]
