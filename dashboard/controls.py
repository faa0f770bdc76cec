"""Controls whose choice lives in the URL; each returns plain values.

All of them take the id as option and say its name with `name_of`, so that the URL holds ids only.
Select boxes of Streamlit do not fold accents: `search_box` and a folded text do.

A control that stands `alone` moves no other control: what it changes is the content below, which is all
that a click on it draws anew (`frame.page`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard import state
from warehouse.folding import fold

# The part of a page that its controls speak of, as `frame.page` draws it.
CONTENT = "content"


def choose_one(
    key: str,
    label: str,
    options: Sequence[str],
    name_of: Callable[[str], str],
    *,
    default: str,
    as_buttons: bool = False,
    hide_label: bool = False,
    write: bool = True,
    alone: bool = False,
) -> str:
    """One of `options`; `default` where the URL says nothing. `write` puts the choice into the URL."""
    chosen = state.resolve(key, [default], set(options).__contains__) or [default]
    st.session_state[key] = chosen[0]
    if as_buttons:
        picked = st.segmented_control(
            label,
            options,
            format_func=name_of,
            key=key,
            required=True,
            width="content",
            # In a grid buttons would stand in one line, cut off where it ends.
            wrap=None if hide_label else True,
            label_visibility="collapsed" if hide_label else "visible",
            on_change=_on_change(key, alone),
        )
    else:
        picked = st.selectbox(
            label,
            options,
            format_func=name_of,
            key=key,
            filter_mode="contains",
            on_change=_on_change(key, alone),
        )
    value = picked or default
    state.keep(key, [value], [default], write=write)
    return value


def choose_some(
    key: str,
    label: str,
    options: Sequence[str],
    name_of: Callable[[str], str],
    *,
    default: Sequence[str] = (),
    placeholder: str = "",
    as_buttons: bool = False,
    alone: bool = False,
) -> list[str]:
    """Any of `options`, in their order; the empty list where nothing is chosen."""
    chosen = state.resolve(key, default, set(options).__contains__)
    st.session_state[key] = chosen
    if as_buttons:
        picked = st.pills(
            label,
            options,
            selection_mode="multi",
            format_func=name_of,
            key=key,
            wrap=True,
            on_change=_on_change(key, alone),
        )
    else:
        # "Select all" would be English, and nothing chosen means all of them anyway.
        picked = st.multiselect(
            label,
            options,
            format_func=name_of,
            key=key,
            placeholder=placeholder,
            filter_mode="contains",
            select_all=False,
            on_change=_on_change(key, alone),
        )
    value = [option for option in options if option in set(picked)]
    state.keep(key, list(picked), default)
    return value


def search_box(
    key: str,
    label: str,
    *,
    placeholder: str,
    width: int | Literal["stretch"] = "stretch",
    alone: bool = False,
) -> str:
    """Words to look for, folded; "" where nothing was typed. `width` in pixels, or all there is."""
    chosen = state.resolve(key, [], lambda _: True)
    st.session_state[key] = chosen[0] if chosen else ""
    typed = st.text_input(
        label,
        key=key,
        placeholder=placeholder,
        max_chars=100,
        width=width,
        on_change=_on_change(key, alone),
    )
    state.keep(key, state.as_list(typed), [])
    return fold(typed)


def switch(
    key: str, label: str, *, default: bool = False, disabled: bool = False, alone: bool = False
) -> bool:
    """On or off; the URL holds 1 or 0."""
    start = ["1" if default else "0"]
    chosen = state.resolve(key, start, {"0", "1"}.__contains__) or start
    st.session_state[key] = chosen[0] == "1"
    value = bool(st.toggle(label, key=key, disabled=disabled, on_change=_on_change(key, alone)))
    state.keep(key, ["1" if value else "0"], start)
    return value


def _on_change(key: str, alone: bool) -> Callable[[], None] | None:
    return partial(_redraw, key) if alone else None


def _redraw(key: str) -> None:
    """Draw the content anew and nothing else, if the control of `key` is all that was used.

    A page that failed before its content is drawn with its controls.
    """
    if state.is_only_news(key):
        with suppress(StreamlitAPIException):
            st.rerun(CONTENT)
