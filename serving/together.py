"""What one run says reaches the browser as one answer, not drop by drop.

Streamlit sends a page in dozens of messages and passes them on every 10 ms. With the first of them the
browser takes all that stands on the page for outdated and draws it faded; then it draws it anew for each
drop that comes. Where a run takes 20 ms, the browser was busy with that for longer than the run. Held back
until the run has ended, the same messages are drawn once. Measured in docs/benchmarks.md.

The first run of a connection is not held: there, the browser asks for scripts as it sees what it needs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Literal

from starlette.types import Message, Send

# Seconds that a message waits for the end of its run. People take what comes within 0.1 s for immediate
# (Miller 1968, Nielsen 1993); after that they see what has come so far.
LONGEST = 0.1
# What a message says: that a script runs, that none does any more (the last message of a run), that a run
# makes way for another which follows at once, or nothing of the kind.
Said = Literal["runs", "rests", "yields"]
RunState = Callable[[bytes], Said | None]


class Together:
    """Takes the place of `send` for one websocket: keeps order and content, and holds what belongs together.

    What goes wrong with a message that left later is raised at the next one, as a closed socket is.
    """

    def __init__(self, send: Send, run_state: RunState, *, longest: float = LONGEST) -> None:
        self._send = send
        self._run_state = run_state
        self._longest = longest
        self._held: list[Message] = []
        self._sending = asyncio.Lock()
        self._waiting: asyncio.Task[None] | None = None
        self._fault: Exception | None = None
        self._has_run = False
        self._another_follows = False

    async def __call__(self, message: Message) -> None:
        """Send or hold a message."""
        if self._fault is not None:
            raise self._fault
        self._held.append(message)
        data = message.get("bytes")
        said = self._run_state(data) if data is not None else None
        if said == "rests" and self._another_follows:
            self._another_follows = False
            said = None
        elif said == "yields":
            self._another_follows = True
        if said == "rests":
            self._has_run = True
            self._say_begun_last()
            await self._let_go()
        elif data is None or not self._has_run:
            await self._let_go()
        elif self._waiting is None:
            self._waiting = asyncio.create_task(self._let_go_later())

    async def close(self) -> None:
        """Send nothing more: the connection has ended."""
        self._held.clear()
        if self._waiting is not None:
            self._waiting.cancel()

    async def _let_go(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        await self._send_held()

    async def _send_held(self) -> None:
        async with self._sending:
            held, self._held = self._held, []
            for message in held:
                await self._send(message)

    async def _let_go_later(self) -> None:
        await asyncio.sleep(self._longest)
        # From here on a new message needs a wait of its own, and nobody breaks this one off.
        self._waiting = None
        try:
            await self._send_held()
        except Exception as fault:  # noqa: BLE001 - nobody waits for this task: the next message tells it
            self._fault = fault

    def _say_begun_last(self) -> None:
        """Of runs held whole, put that they began before that the last one ended."""
        begun = [held for held in self._held if self._run_state(held.get("bytes") or b"") == "runs"]
        others = [held for held in self._held if held not in begun]
        self._held = [*others[:-1], *begun, *others[-1:]]
