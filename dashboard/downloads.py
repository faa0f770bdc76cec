"""Buttons that hand out files. Each file is made when it is asked for, not on every look at the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time

import pandas as pd
import streamlit as st

from dashboard import charts, exports, lineage, package, workbook
from dashboard.charts import picture, steps
from dashboard.charts.picture import Caption, Drawing, legend_items
from dashboard.lineage import Graph
from dashboard.names import Names
from dashboard.origin import Origin, choice_link, citation, pairs_in_words, sources, sources_named, stamp
from dashboard.package import About
from dashboard.roadmap import Road
from dashboard.selection import PairChoice, StatementChoice
from dashboard.wording import Wording
from dashboard.wording.numbers import number

MOST_ROWS = 50_000  # of one file made by a page; the API streams any number
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_picture(
    drawings: Sequence[Drawing], caption: Callable[[], Caption], name: str, w: Wording, *, across: int = 1
) -> None:
    """The charts on screen as one picture to take away, drawn and lettered; `name` is that of the file.

    Two buttons, in the row of buttons that one is at.
    """
    kinds: list[tuple[str, str, str, Callable[[], str | bytes]]] = [
        (
            w("Tải hình PNG"),
            "png",
            "image/png",
            lambda: picture.png(picture.svg(drawings, caption(), across=across)),
        ),
        (
            w("Tải hình SVG"),
            "svg",
            "image/svg+xml",
            lambda: picture.svg(drawings, caption(), across=across),
        ),
    ]
    for label, extension, mime, make in kinds:
        st.download_button(
            label,
            make,
            f"moc-so-{name}.{extension}",
            mime,
            icon=":material/image:",
            type="tertiary",
            on_click="ignore",
            key=f"picture_{extension}",
        )


def offer_pairs(
    drawings: Sequence[Drawing],
    pairs: pd.DataFrame,
    documents: Callable[[], pd.DataFrame],
    names: Names,
    *,
    title: str,
    choice: PairChoice,
    origin: Origin,
    across: int = 1,
) -> None:
    """The charts of `pairs` as a picture with title, what was chosen, their documents and the release.

    `documents` reads the documents of the pairs when a picture is asked for.
    """
    w = names.w

    def caption() -> Caption:
        return Caption(
            title=title,
            subtitle=pairs_in_words(choice, names),
            legend=legend_items(charts.legend(pairs, names), without=charts.click_hint(w)),
            source=sources(pairs, documents(), w),
            origin=stamp(origin, w),
        )

    offer_picture(drawings, caption, origin.release, w, across=across)


def offer_roads(
    drawings: Sequence[Drawing],
    roads: Sequence[Road],
    documents: Callable[[], pd.DataFrame],
    names: Names,
    *,
    title: str,
    origin: Origin,
    across: int,
) -> None:
    """The panels of a roadmap as one picture, with the documents that the steps rest on."""
    w = names.w

    def caption() -> Caption:
        ids = documents_of(roads)
        units = dict.fromkeys(names.unit(road.unit_id) for road in roads)
        return Caption(
            title=title,
            subtitle=", ".join(units),
            legend=legend_items(steps.legend(roads, names), without=charts.click_hint(w)),
            source=sources_named(ids, documents(), w) if ids else "",
            origin=stamp(origin, w),
        )

    offer_picture(drawings, caption, origin.release, w, across=across)


def documents_of(roads: Sequence[Road]) -> list[str]:
    """Ids of the documents that roads rest on, one for each of their statements."""
    return [
        str(row["document_id"])
        for road in roads
        for row in (*road.baselines, *(row for step in road.steps for row in step.statements))
    ]


def offer_lineage(
    drawing: Drawing,
    graph: Graph,
    documents: Callable[[], pd.DataFrame],
    names: Names,
    *,
    title: str,
    origin: Origin,
) -> None:
    """The graph of documents as a picture; its source are the documents that name others."""
    w = names.w

    def caption() -> Caption:
        return Caption(
            title=title,
            subtitle=w("Mũi tên đi từ văn bản dẫn tới văn bản được dẫn; văn bản gốc ở trên cùng."),
            legend=legend_items(lineage.legend(graph, w), without=charts.click_hint(w)),
            source=sources_named([edge.source for edge in graph.edges], documents(), w),
            origin=stamp(origin, w),
        )

    offer_picture([drawing], caption, origin.release, w)


def offer_slice(
    total: int,
    load: Callable[[], pd.DataFrame],
    choice: StatementChoice,
    origin: Origin,
    dictionary: pd.DataFrame,
    names: Names,
) -> None:
    """The chosen statements in four kinds of file with the same rows.

    `total` is how many are chosen, `load` reads them, at most MOST_ROWS of them, when a file is asked for.
    """
    w = names.w
    n = min(total, MOST_ROWS)
    about = About(choice, origin, n, names)

    def rows() -> pd.DataFrame:
        return exports.slice_of(load(), release=origin.release, base_url=origin.address, language=w.language)

    def as_xlsx() -> bytes:
        made_on = datetime.combine(origin.made_on, time())
        return workbook.to_xlsx(rows(), dictionary, about.lines(), made_on=made_on, w=w)

    def as_parquet() -> bytes:
        note = citation(origin, choice_link(choice, origin, w.language), n, w)
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
                exports.file_name(origin.release, n, extension),
                mime,
                icon=":material/download:",
                type="primary" if place == 0 else "secondary",
                on_click="ignore",
            )
    if total > n:
        st.info(
            w(
                "Mỗi tệp ở đây có {n} dòng đầu trong {total}: hãy chọn hẹp hơn, hoặc lấy tất cả qua API.",
                n=number(n, w.language),
                total=number(total, w.language),
            )
        )
