"""Buttons that hand out files. Each file is made when it is asked for, not on every look at the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import charts, exports, package, workbook
from dashboard.charts import picture
from dashboard.charts.picture import Caption, legend_items
from dashboard.names import Names
from dashboard.origin import Origin, choice_link, citation, pairs_in_words, sources, stamp
from dashboard.package import About
from dashboard.selection import PairChoice, StatementChoice
from dashboard.wording import Wording

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_picture(
    spec: dict[str, Any], caption: Caption, name: str, w: Wording, *, key: str = "chart"
) -> None:
    """The chart on screen as a picture to take away, drawn and lettered; `name` is that of the file.

    Each chart of a page has its own `key`.
    """
    kinds: list[tuple[str, str, str, Callable[[], str | bytes]]] = [
        (w("Tải hình PNG"), "png", "image/png", lambda: picture.png(picture.svg(spec, caption))),
        (w("Tải hình SVG"), "svg", "image/svg+xml", lambda: picture.svg(spec, caption)),
    ]
    with st.container(horizontal=True):
        for label, extension, mime, make in kinds:
            st.download_button(
                label,
                make,
                f"moc-so-{name}.{extension}",
                mime,
                icon=":material/image:",
                type="tertiary",
                on_click="ignore",
                key=f"{key}_{extension}",
            )


def offer_pairs(
    spec: dict[str, Any],
    pairs: pd.DataFrame,
    documents: pd.DataFrame,
    names: Names,
    *,
    title: str,
    choice: PairChoice,
    origin: Origin,
) -> None:
    """The chart of `pairs` as a picture with its title, what was chosen, its documents and the release."""
    w = names.w
    caption = Caption(
        title=title,
        subtitle=pairs_in_words(choice, names),
        legend=legend_items(charts.legend(pairs, names), without=charts.click_hint(w)),
        source=sources(pairs, documents, w),
        origin=stamp(origin, w),
    )
    offer_picture(spec, caption, origin.release, w)


def offer_slice(
    statements: pd.DataFrame,
    choice: StatementChoice,
    origin: Origin,
    dictionary: pd.DataFrame,
    names: Names,
) -> None:
    """The chosen statements in four kinds of file with the same rows."""
    w = names.w
    about = About(choice, origin, len(statements), names)

    def rows() -> pd.DataFrame:
        return exports.slice_of(
            statements, release=origin.release, base_url=origin.address, language=w.language
        )

    def as_xlsx() -> bytes:
        made_on = datetime.combine(origin.made_on, time())
        return workbook.to_xlsx(rows(), dictionary, about.lines(), made_on=made_on, w=w)

    def as_parquet() -> bytes:
        note = citation(origin, choice_link(choice, origin, w.language), len(statements), w)
        return package.to_parquet(rows(), dictionary, note=note)

    kinds: list[tuple[str, str, str, Callable[[], bytes]]] = [
        (w("Tải CSV"), "csv", "text/csv", lambda: exports.to_csv(rows())),
        (w("Tải XLSX"), "xlsx", XLSX, as_xlsx),
        (w("Tải Parquet"), "parquet", "application/vnd.apache.parquet", as_parquet),
        (
            w("Tải gói dữ liệu ZIP"),
            "zip",
            "application/zip",
            lambda: package.to_package(rows(), dictionary, about),
        ),
    ]
    with st.container(horizontal=True):
        for place, (label, extension, mime, make) in enumerate(kinds):
            st.download_button(
                label,
                make,
                exports.file_name(origin.release, len(statements), extension),
                mime,
                icon=":material/download:",
                type="primary" if place == 0 else "secondary",
                on_click="ignore",
            )
