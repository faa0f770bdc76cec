"""What Streamlit tells the browser of the runs of a page."""

from __future__ import annotations

from typing import Literal

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

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


def remember_theme() -> None:
    """Work out once what each run tells the browser of the theme: no run of a served page changes it.

    Streamlit 1.67 goes through all of its settings for each of the six parts of a theme in every run, twice
    in a click that draws the content only: 1.3 ms of its 6 (docs/benchmarks.md).
    """
    work_out = app_session._populate_theme_msg
    known: dict[str, CustomThemeConfig] = {}

    def populate(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            known[section] = CustomThemeConfig()
            work_out(known[section], section)
        if known[section].ByteSize():  # a part that says nothing stays absent
            msg.MergeFrom(known[section])

    app_session._populate_theme_msg = populate
