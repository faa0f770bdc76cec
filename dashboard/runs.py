"""What Streamlit's messages to the browser say of the run that they belong to."""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# Bytes of the longest message that can say whether a script runs: a few flags.
_SHORT = 64


def run_state(data: bytes) -> bool | None:
    """Whether a message says that a script runs, or that none does: the last message of a run; else None."""
    if len(data) > _SHORT:
        return None
    said = ForwardMsg.FromString(data)
    if said.WhichOneof("type") != "session_status_changed":
        return None
    return bool(said.session_status_changed.script_is_running)
