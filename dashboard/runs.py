"""What Streamlit's messages to the browser say of the run that they belong to."""

from __future__ import annotations

from typing import Literal

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# Bytes of the longest message that can say whether a script runs: a few flags, or how it ended.
_SHORT = 96


def run_state(data: bytes) -> Literal["runs", "rests", "yields"] | None:
    """Whether a message says that a script runs, that none does, or that a run makes way for another."""
    if len(data) > _SHORT:
        return None
    said = ForwardMsg.FromString(data)
    kind = said.WhichOneof("type")
    if kind == "session_status_changed":
        return "runs" if said.session_status_changed.script_is_running else "rests"
    if kind == "script_finished" and said.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
        return "yields"
    return None
