"""Readers without a browser: sessions that speak Streamlit's own websocket protocol."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

TIMEOUT_S = 120.0
# Both kinds of a run that came to its end (ForwardMsg.ScriptFinishedStatus).
FINISHED = (0, 3)
# `global.maxCachedMessageAge` as it is by default.
KEPT_RUNS = 2


class PageFailed(RuntimeError):
    """A page answered with an error instead of its content."""


@dataclass(slots=True)
class Times:
    """What sessions saw: milliseconds of first runs and of reruns, bytes of each rerun."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    size: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Control:
    """A control of a page, by its key, and the places of the options that a reader goes round between."""

    key: str
    options: tuple[int, ...] = (0, 1)


@dataclass(slots=True)
class Session:
    """One reader on one page, who goes round between the options of `control`.

    Without a control it turns to the addresses of `queries`, as a link does; without either it clicks the
    button "Go".
    """

    port: int
    page: str = ""
    queries: Sequence[str] = ()
    control: Control | None = None
    _socket: ClientConnection | None = None
    _hash: str = ""
    _button: str = ""
    # Long messages that the reader still has, by the run in which they last came, as a browser keeps them.
    _held: dict[str, int] = field(default_factory=dict)
    _run_number: int = 0
    # Every control on the page with what stands in it: a browser sends them all with each click.
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _options: dict[str, list[str]] = field(default_factory=dict)
    _address: str = ""

    async def open(self, times: Times) -> None:
        """Connect and look at the page for the first time."""
        start = time.perf_counter()
        self._socket = await connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
        )
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self.queries[0] if self.queries else ""
        await self._run(message)
        times.first.append((time.perf_counter() - start) * 1000)

    async def look(self, times: Times, place: int) -> None:
        """One rerun: choice number `place` of the control or of `queries`, round and round, or the button."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self._hash
        if self.control is not None:
            message.rerun_script.query_string = self._address
            message.rerun_script.widget_states.widgets.extend(self._choosing(self.control, place))
        elif self.queries:
            message.rerun_script.query_string = self.queries[place % len(self.queries)]
        else:
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id, widget.trigger_value = self._button, True
        start = time.perf_counter()
        times.size.append(await self._run(message))
        times.again.append((time.perf_counter() - start) * 1000)

    async def close(self) -> None:
        """Go away."""
        if self._socket is not None:
            await self._socket.close()

    async def _run(self, message: BackMsg) -> int:
        assert self._socket is not None
        self._run_number += 1
        message.rerun_script.cached_message_hashes.extend(
            hash_ for hash_, run in self._held.items() if self._run_number - run <= KEPT_RUNS
        )
        await self._socket.send(message.SerializeToString())
        size = 0
        while True:
            raw = await asyncio.wait_for(self._socket.recv(), TIMEOUT_S)
            assert isinstance(raw, bytes)
            size += len(raw)
            said = ForwardMsg()
            said.ParseFromString(raw)
            kind = said.WhichOneof("type")
            if kind == "ref_hash":
                self._held[said.ref_hash] = self._run_number
            elif said.metadata.cacheable:
                self._held[said.hash] = self._run_number
            if kind == "new_session":
                self._hash = self._hash or said.new_session.page_script_hash
            elif kind == "navigation":
                self._turned_to(said)
            elif kind == "script_finished" and said.script_finished in FINISHED:
                return size
            elif kind == "page_info_changed":
                self._address = said.page_info_changed.query_string
            elif kind == "delta":
                self._note(said)

    def _choosing(self, control: Control, place: int) -> Iterable[WidgetState]:
        """What stands in every control once option number `place` is chosen in this one."""
        for id_ in self._options:
            if id_.endswith(f"-{control.key}"):
                chosen = self._options[id_][control.options[place % len(control.options)]]
                state = self._states[id_]
                if state.WhichOneof("value") == "string_array_value":
                    state.string_array_value.data[:] = [chosen]
                else:
                    state.string_value = chosen
                return self._states.values()
        raise PageFailed(f"{self.page} has no control {control.key}")

    def _turned_to(self, said: ForwardMsg) -> None:
        """Which page is shown; another one than asked for is a failure."""
        self._hash = said.navigation.page_script_hash
        shown = [
            page.url_pathname for page in said.navigation.app_pages if page.page_script_hash == self._hash
        ]
        if self.page and shown != [self.page]:
            raise PageFailed(f"asked for {self.page}, got {shown}")

    def _note(self, said: ForwardMsg) -> None:
        element = said.delta.new_element
        kind = element.WhichOneof("type")
        if state := _state_of(element):
            self._states[state.id] = state
            if kind != "text_input" and kind != "checkbox":
                own = getattr(element, str(kind)).options
                self._options[state.id] = [getattr(option, "content", option) for option in own]
        if kind == "button":
            self._button = element.button.id
        elif kind == "exception":
            raise PageFailed(element.exception.message)
        elif kind == "alert" and element.alert.format == element.alert.ERROR:
            raise PageFailed(element.alert.body)


def _state_of(element: Element) -> WidgetState | None:
    """What a control says of itself when it is drawn; None for what is no control."""
    kind = element.WhichOneof("type")
    state = WidgetState()
    if kind == "button_group":
        group = element.button_group
        standing = (
            group.raw_values if group.set_value else [group.options[at].content for at in group.default]
        )
        state.string_array_value.data.extend(standing)
        state.id = group.id
    elif kind == "multiselect":
        list_ = element.multiselect
        standing = list_.raw_values if list_.set_value else [list_.options[at] for at in list_.default]
        state.string_array_value.data.extend(standing)
        state.id = list_.id
    elif kind == "selectbox":
        box = element.selectbox
        state.string_value = box.raw_value if box.set_value else box.options[box.default]
        state.id = box.id
    elif kind == "text_input":
        text = element.text_input
        state.string_value = text.value if text.set_value else text.default
        state.id = text.id
    elif kind == "checkbox":
        switch = element.checkbox
        state.bool_value = switch.value if switch.set_value else switch.default
        state.id = switch.id
    else:
        return None
    return state


async def visit(
    port: int,
    *,
    page: str = "",
    queries: Sequence[str] = (),
    control: Control | None = None,
    sessions: int,
    looks: int,
) -> tuple[Times, float]:
    """`sessions` readers arrive at once and then look `looks` times each, without a pause between.

    What they saw, and the seconds that all looks took together.
    """
    times = Times()
    readers = [Session(port, page, queries, control) for _ in range(sessions)]
    await asyncio.gather(*(reader.open(times) for reader in readers))

    async def read(reader: Session, start: int) -> None:
        for place in range(looks):
            await reader.look(times, start + place)

    begun = time.perf_counter()
    await asyncio.gather(*(read(reader, at + 1) for at, reader in enumerate(readers)))
    taken = time.perf_counter() - begun
    await asyncio.gather(*(reader.close() for reader in readers))
    return times, taken
