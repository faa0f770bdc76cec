from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.runs import run_state
from serving.together import Together


def said(**fields: object) -> Message:
    """A message of Streamlit as it goes over the websocket."""
    message = ForwardMsg()
    if "finished" in fields:
        message.script_finished = ForwardMsg.ScriptFinishedStatus.Value(str(fields["finished"]))
    elif "runs" in fields:
        message.session_status_changed.script_is_running = bool(fields["runs"])
    else:
        message.delta.new_element.text.body = str(fields["text"])
    return {"type": "websocket.send", "bytes": message.SerializeToString()}


BEGUN, ENDED = said(runs=True), said(runs=False)
YIELDED, DONE = said(finished="FINISHED_EARLY_FOR_RERUN"), said(finished="FINISHED_FRAGMENT_RUN_SUCCESSFULLY")
ONE, OTHER = said(text="one"), said(text="other")


class Reader:
    """Takes messages; closed, it refuses them as a socket does."""

    def __init__(self) -> None:
        self.got: list[Message] = []
        self.is_closed = False

    async def __call__(self, message: Message) -> None:
        if self.is_closed:
            raise OSError("closed")
        self.got.append(message)


async def first_run(reader: Reader, *, longest: float = 60.0) -> Together:
    together = Together(reader, run_state, longest=longest)
    for message in ({"type": "websocket.accept"}, BEGUN, ONE, ENDED):
        await together(message)
    return together


def test_the_first_run_is_sent_as_it_comes() -> None:
    async def run() -> None:
        reader = Reader()
        together = Together(reader, run_state, longest=60)
        for n, message in enumerate([{"type": "websocket.accept"}, BEGUN, ONE, ENDED], 1):
            await together(message)
            assert len(reader.got) == n

    asyncio.run(run())


def test_another_run_is_sent_when_it_ends_and_begins_at_its_end() -> None:
    async def run() -> None:
        reader = Reader()
        together = await first_run(reader)
        reader.got.clear()
        for message in (ONE, BEGUN, OTHER):
            await together(message)
        assert reader.got == []
        await together(ENDED)
        assert reader.got == [ONE, OTHER, BEGUN, ENDED]

    asyncio.run(run())


def test_a_run_that_makes_way_for_another_is_sent_with_it() -> None:
    async def run() -> None:
        reader = Reader()
        together = await first_run(reader)
        reader.got.clear()
        first, second = [BEGUN, ONE, YIELDED, ENDED], [BEGUN, OTHER, DONE]
        for message in [*first, *second]:
            await together(message)
            assert reader.got == []
        await together(ENDED)
        assert reader.got == [ONE, YIELDED, ENDED, OTHER, DONE, BEGUN, BEGUN, ENDED]
        reader.got.clear()
        for message in (BEGUN, ONE, DONE, ENDED):
            await together(message)
        assert reader.got[-1] == ENDED

    asyncio.run(run())


def test_what_takes_long_is_sent_in_order_and_in_parts() -> None:
    async def run() -> None:
        reader = Reader()
        together = await first_run(reader, longest=0.01)
        reader.got.clear()
        for message in (BEGUN, ONE):
            await together(message)
        assert reader.got == []
        await asyncio.sleep(0.05)
        assert reader.got == [BEGUN, ONE]
        await together(OTHER)
        assert reader.got == [BEGUN, ONE]
        await together(ENDED)
        assert reader.got == [BEGUN, ONE, OTHER, ENDED]

    asyncio.run(run())


def test_a_closed_socket_is_told_at_the_next_message() -> None:
    async def run() -> None:
        reader = Reader()
        together = await first_run(reader, longest=0.01)
        reader.is_closed = True
        await together(ONE)
        await asyncio.sleep(0.05)
        with pytest.raises(OSError, match="closed"):
            await together(OTHER)

    asyncio.run(run())


def test_closing_is_not_held_and_nothing_follows_it() -> None:
    async def run() -> None:
        reader = Reader()
        together = await first_run(reader, longest=0.01)
        reader.got.clear()
        await together(ONE)
        await together({"type": "websocket.close"})
        assert reader.got == [ONE, {"type": "websocket.close"}]
        await together(OTHER)
        await together.close()
        await asyncio.sleep(0.05)
        assert reader.got == [ONE, {"type": "websocket.close"}]

    asyncio.run(run())
