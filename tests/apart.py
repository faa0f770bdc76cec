"""Coroutines for tests, away from the main thread: there Playwright keeps a loop of its own running."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import anyio

_T = TypeVar("_T")


def run_apart(function: Callable[..., Awaitable[_T]], *given: Any) -> _T:
    """What the coroutine returns; its error is raised here."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(partial(anyio.run, function, *given)).result()
