"""For planners: the nation's tasks beside each province's, and which document carries out which."""

from datetime import date

import streamlit as st

from dashboard import data, downloads, filters, frame, lineage, tasks
from dashboard.charts import arcs
from dashboard.charts.picture import Drawing

w, names = frame.wording_and_names()

st.title(w("Nhiệm vụ"))
columns = st.columns([4, 3, 4], vertical_alignment="bottom")
with columns[0]:
    part = filters.choose_one(
        "part",
        w("Xem"),
        ["topics", "lineage"],
        {"topics": w("Nhiệm vụ theo chủ đề"), "lineage": w("Văn bản dẫn văn bản")}.__getitem__,
        default="topics",
        as_buttons=True,
    )
with columns[1]:
    units = filters.pick_units(names, with_nation=False)
with columns[2]:
    with_aims = part == "topics" and filters.switch("aims", w("Kèm mục tiêu không định lượng"))
filters.report_unknown(w)

if part == "topics":
    provinces = units or names.provinces()
    alignment = data.task_alignment()
    frame.show(tasks.summary(alignment, names, provinces))
    if len(provinces) > tasks.MOST_COLUMNS:
        frame.note(
            w(
                "Đặt cạnh nhau {n} tỉnh đầu trong số đã chọn; chọn tỉnh ở trên để xem tỉnh khác.",
                n=str(tasks.MOST_COLUMNS),
            )
        )
    frame.show(
        tasks.side_by_side(
            data.tasks(), alignment, names, units=provinces[: tasks.MOST_COLUMNS], with_aims=with_aims
        )
    )
    frame.note(w("Chủ đề do quy tắc xếp theo từ ngữ; hai nhiệm vụ cùng chủ đề chưa chắc đòi hỏi như nhau."))
else:
    shown = [*names.nations(), *units] if units else []
    documents = data.documents()
    graph = lineage.graph(data.lineage(), documents, names, units=shown)
    if not graph.edges:
        st.info(w("Các văn bản đang có của lựa chọn này không dẫn văn bản nào."))
    else:
        frame.note(w("Mũi tên đi từ văn bản dẫn tới văn bản được dẫn; văn bản gốc ở trên cùng."))
        frame.show(lineage.legend(graph, w))
        spec = arcs.chart(graph, names)
        frame.chart_to_evidence(spec, arcs.alt_text(graph, names), w)
        downloads.offer_lineage(
            Drawing(spec),
            graph,
            documents,
            names,
            title=w("Văn bản dẫn văn bản"),
            origin=data.origin(date.today(), frame.base_url()),
        )
        frame.show(lineage.edges_table(graph, names))
