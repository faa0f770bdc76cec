"""For planners: the nation's tasks beside each province's, and which document carries out which."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard import controls, data, downloads, filters, frame, lineage, state, tasks
from dashboard.charts import arcs
from dashboard.charts.picture import Drawing
from dashboard.markup import noted

w, names = frame.wording_and_names()

st.title(w("Nhiệm vụ"))


def choose() -> None:
    """Which view, of which provinces."""
    columns = st.columns([4, 7], vertical_alignment="bottom")
    with columns[0]:
        controls.choose_one(
            "part",
            w("Xem"),
            ["topics", "lineage"],
            {"topics": w("Nhiệm vụ theo chủ đề"), "lineage": w("Văn bản dẫn văn bản")}.__getitem__,
            default="topics",
            as_buttons=True,
            alone=True,
        )
    with columns[1]:
        filters.pick_units(names, with_nation=False)


def show_topics(units: list[str]) -> None:
    """The nation's tasks beside those of the first provinces, topic by topic."""
    with_aims = controls.switch("aims", w("Kèm mục tiêu không định lượng"))
    provinces = units or names.provinces()
    beside = provinces[: tasks.MOST_COLUMNS]

    def topics() -> Markup:
        parts = [tasks.summary(data.task_alignment(provinces), names, provinces)]
        if len(provinces) > len(beside):
            parts.append(
                noted(
                    w(
                        "Đặt cạnh nhau {n} tỉnh đầu trong số đã chọn; chọn tỉnh ở trên để xem tỉnh khác.",
                        n=str(tasks.MOST_COLUMNS),
                    )
                )
            )
        parts.append(
            tasks.side_by_side(
                data.tasks([*names.nations(), *beside], with_aims=with_aims, of_cell=tasks.MOST_IN_CELL),
                data.task_alignment(beside),
                names,
                units=beside,
                with_aims=with_aims,
            )
        )
        parts.append(
            noted(
                w("Chủ đề do quy tắc xếp theo từ ngữ; hai nhiệm vụ cùng chủ đề chưa chắc đòi hỏi như nhau.")
            )
        )
        return Markup("").join(parts)

    frame.show(data.kept("tasks", names, (provinces, with_aims), topics))


def show_lineage(units: list[str]) -> None:
    """Which document carries out which, as arcs and as a table."""
    is_cut = not units and len(names.provinces()) > lineage.MOST_UNITS
    first = names.provinces()[: lineage.MOST_UNITS] if is_cut else units
    shown = [*names.nations(), *first] if first else []

    def read_graph() -> lineage.Graph:
        """The references that are drawn."""
        edges = data.lineage(shown, lineage.MOST_EDGES)
        documents = data.documents_named([*edges["document_id"], *edges["cited_document_id"]])
        return lineage.graph(edges, documents, names, units=shown)

    graph = data.kept("lineage", names, shown, read_graph)
    if not graph.edges:
        st.info(w("Các văn bản đang có của lựa chọn này không dẫn văn bản nào."))
        return

    def drawing() -> Markup:
        said = [w("Mũi tên đi từ văn bản dẫn tới văn bản được dẫn; văn bản gốc ở trên cùng.")]
        if is_cut:
            n = str(lineage.MOST_UNITS)
            said.append(
                w("Vẽ văn bản của quốc gia và của {n} tỉnh đầu; chọn tỉnh ở trên để xem tỉnh khác.", n=n)
            )
        if sum(edge.times for edge in graph.edges) >= lineage.MOST_EDGES:
            n = str(lineage.MOST_EDGES)
            said.append(w("Chỉ vẽ {n} lần dẫn đầu; chọn tỉnh ở trên để xem tỉnh khác.", n=n))
        return Markup("").join(
            [*(noted(line) for line in said), lineage.legend(graph, w), arcs.markup(graph, names)]
        )

    def table() -> Markup:
        return lineage.edges_table(graph, names)

    frame.show(data.kept("lineage_drawn", names, (shown, is_cut), drawing))
    with st.container(horizontal=True):
        downloads.offer_lineage(
            Drawing(data.kept("lineage_chart", names, shown, lambda: arcs.chart(graph, names))),
            graph,
            data.load_documents(lambda: [edge.source for edge in graph.edges]),
            names,
            title=w("Văn bản dẫn văn bản"),
            origin=data.origin(date.today(), frame.base_url()),
        )
    if len(graph.edges) <= lineage.MOST_ROWS:
        frame.show(data.kept("lineage_table", names, shown, table))
    else:
        # A table of so many rows weighs more than the drawing: it is sent to who opens it.
        frame.folded(
            w("Bảng: {n} dòng của biểu đồ", n=str(len(graph.edges))),
            lambda: data.kept("lineage_table", names, shown, table),
            key="rows",
        )


def show() -> None:
    """The part that is chosen."""
    filters.report_unknown(w)
    units = filters.chosen_units(names, with_nation=False)
    if state.chosen("part") == ["topics"]:
        show_topics(units)
    else:
        show_lineage(units)


frame.page(show, w, choose=choose)
