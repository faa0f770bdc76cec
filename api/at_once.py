"""Two works at the same time, where a core is free for the second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class AtOnce:
    """Lends one thread to whoever has two works to do, first come, first served.

    Nobody waits for it: what it has not begun when the first work is done, its owner does himself. So readers
    never have more threads than one beside their own, and one reader alone has both cores.
    """

    def __init__(self) -> None:
        self._helper = ThreadPoolExecutor(1, thread_name_prefix="mocso-second-half")

    def results(self, works: Sequence[Callable[[], T]]) -> list[T]:
        """What each work gives, in order; raises what the first of them that fails raises."""
        first, *others = works
        lent = [self._helper.submit(work) for work in others]
        try:
            results = [first()]
            for work, future in zip(others, lent, strict=True):
                results.append(work() if future.cancel() else future.result())
        finally:
            for future in lent:
                future.cancel()
        return results

    def close(self) -> None:
        """Give the thread back; it ends its work first."""
        self._helper.shutdown(cancel_futures=True)
