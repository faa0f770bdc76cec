"""What the URL holds: the choices of a page, as ids, in both directions.

Streamlit can bind a widget to the URL itself, but writes the widget's *label* there: a link would
break with the next change of wording, and with every switch of language. So ids go through here.

The rules, in this order:

1. A reader who has just used a widget wins over the URL.
2. A URL that is not what we last wrote (a link, an edit, Back) wins over the widget.
3. Coming from another page, a parameter that is absent keeps the choice made there: pages share it.
4. A choice that equals the default is not written.

A value the URL holds but the page does not know is dropped and reported by `unknown_values`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_BOOK = "_url_book"


@dataclass(slots=True)
class _Book:
    """What one session remembers about its URL. Values are lists of strings, as the URL has them."""

    page: str = ""
    script: str = ""  # what Streamlit calls that page
    has_turned: bool = False
    values: dict[str, list[str]] = field(default_factory=dict)
    defaults: dict[str, list[str]] = field(default_factory=dict)
    written: dict[str, list[str]] = field(default_factory=dict)
    unknown: dict[str, list[str]] = field(default_factory=dict)


def _book() -> _Book:
    book = st.session_state.get(_BOOK)
    if not isinstance(book, _Book):
        book = st.session_state[_BOOK] = _Book()
    return book


def turn_to(page: str) -> None:
    """Note which page this run shows; to be called once a run, before any choice."""
    book = _book()
    book.has_turned = book.page != page
    book.page = page
    book.script = _script()
    book.unknown = {}
    if book.has_turned:
        book.written = {}


def page_in_view() -> str:
    """The page that `turn_to` was last told of."""
    return _book().page


def unknown_values() -> dict[str, list[str]]:
    """What this run's URL held that the page does not know, by parameter."""
    return dict(_book().unknown)


def read_raw(key: str) -> str:
    """The parameter as the URL has it; "" where absent. For ids that a page looks up itself."""
    return st.query_params.get(key, "")


def remembered(key: str) -> list[str]:
    """What is chosen for `key` before its widget is drawn: by the URL, the widget or an earlier page."""
    if found := [item for item in st.query_params.get_all(key) if item]:
        return found
    return as_list(st.session_state.get(key)) or list(_book().values.get(key, []))


def resolve(key: str, default: Sequence[str], known: Callable[[str], bool]) -> list[str]:
    """The choice to show now, by the rules above, and the widget's state set to it where it must move.

    The URL says "chosen: nothing" as an empty parameter. Values for which `known` is false are dropped.
    """
    book = _book()
    in_url = st.query_params.get_all(key)
    before = book.values.get(key)
    touched = _touched(key, before)
    if touched is not None:
        value = touched
    elif in_url != book.written.get(key, []):
        if in_url or not book.has_turned:
            wanted = [item for item in in_url if item]
            value = [item for item in wanted if known(item)] if in_url else list(default)
            if lost := [item for item in wanted if not known(item)]:
                book.unknown[key] = lost
                if not value:
                    value = list(default)
        else:
            value = before if before is not None else list(default)
    else:
        value = before if before is not None else list(default)
    return [item for item in value if known(item)]


def _touched(key: str, before: list[str] | None) -> list[str] | None:
    """What the reader has just chosen in the widget; None when the widget stands as we left it."""
    if before is None or key not in st.session_state:
        return None
    now = as_list(st.session_state[key])
    return now if now != before else None


def was_touched(key: str) -> bool:
    """Whether the reader has just used the widget of `key`."""
    return _touched(key, _book().values.get(key)) is not None


def is_only_news(key: str) -> bool:
    """Whether the reader has used the control of `key`, and nothing else, on the page as we last drew it.

    Not where a link, Back or another control came with it, and not where the browser had still to take in
    what we last wrote: then it may have put the control back to what that said.
    """
    book = _book()
    return (
        book.script == _script()
        and all(st.query_params.get_all(own) == wanted for own, wanted in book.written.items())
        and not any(
            _touched(other, value) is not None for other, value in book.values.items() if other != key
        )
    )


def hold_address() -> None:
    """Put back what we last wrote to the URL, where a part of a page is drawn.

    A link, an edit or Back always draws the whole page. A URL that differs in the run of a part is that of a
    browser which had not taken in our last answer when the reader clicked.
    """
    if _draws_a_part():
        for key, wanted in _book().written.items():
            _write(key, wanted)


def _draws_a_part() -> bool:
    run = get_script_run_ctx()
    return run is not None and bool(run.fragment_ids_this_run)


def _script() -> str:
    """What Streamlit calls the page that this run is of."""
    run = get_script_run_ctx()
    return run.page_script_hash if run is not None else ""


def take_up() -> None:
    """Take what the reader has just chosen in controls that stand on the page, without drawing them again."""
    book = _book()
    for key, default in list(book.defaults.items()):
        touched = _touched(key, book.values.get(key))
        if touched is not None:
            book.unknown = {}
            keep(key, touched, default)


def chosen(key: str, default: Sequence[str] = ()) -> list[str]:
    """What stands in the control of `key`, on this page or the last that had it; else `default`."""
    return list(_book().values.get(key, default))


def put(key: str, value: Sequence[str]) -> None:
    """Set a choice from within, before its widget is drawn; the URL's own value for it is let go."""
    book = _book()
    book.values[key] = list(value)
    book.written[key] = st.query_params.get_all(key)
    if key in st.session_state:
        del st.session_state[key]


def drop(key: str) -> None:
    """Take a parameter out of the URL."""
    if key in st.query_params:
        del st.query_params[key]


def keep(key: str, value: Sequence[str], default: Sequence[str], *, write: bool = True) -> None:
    """Remember the choice and write it to the URL, unless it is the default or `write` says no."""
    book = _book()
    book.values[key] = list(value)
    book.defaults[key] = list(default)
    wanted = [] if list(value) == list(default) or not write else (list(value) or [""])
    _write(key, wanted)
    book.written[key] = wanted


def _write(key: str, wanted: list[str]) -> None:
    if st.query_params.get_all(key) != wanted:
        if wanted:
            st.query_params[key] = wanted
        else:
            del st.query_params[key]


def as_list(value: Any) -> list[str]:
    """A widget's value as the URL has it: a list of strings; nothing chosen is the empty list."""
    if isinstance(value, bool):
        return ["1" if value else "0"]
    if value is None or value == "":
        return []
    if isinstance(value, (list, tuple)):
        return [str(item) for item in value]
    return [str(value)]
