"""For everybody: one document with its statements marked, and one statement with all that is known of it."""

from functools import partial

import streamlit as st

from dashboard import data, filters, frame, reading, state

w, names = frame.wording_and_names()

st.title(w("Bằng chứng"))


def choose() -> None:
    """Which document to read."""
    stated = data.statement(state.read_raw("statement"))
    filters.pick_document(
        names,
        lambda words, also: data.document_options(words, also, filters.MOST_OPTIONS),
        str(stated["document_id"]) if stated else None,
        total=data.totals()["documents"],
    )


def show_document() -> None:
    """The document with its statements marked, and all that is known of the statement in the address."""
    document_id = filters.chosen_document()
    wanted = state.read_raw("statement")
    chosen = data.statement(wanted)
    if wanted and chosen is None:
        st.warning(reading.unknown_statement(wanted, w), icon=":material/link_off:")
    elif chosen is not None and chosen["document_id"] != document_id:
        # The reader has turned to another document.
        state.drop("statement")
        chosen = None
    filters.report_unknown(w)

    document = data.document(document_id)
    statements, tasks = data.statements_of(document_id), data.tasks_of(document_id)
    marks = data.kept("marks", names, document_id, lambda: reading.marks(statements, tasks, names))
    task_id = state.read_raw("task")
    chosen_id = wanted if chosen else task_id if task_id in set(tasks["task_id"]) else ""

    seen = (document_id, chosen_id, chosen is not None, frame.base_url())
    card, text = st.columns([2, 3], gap="large")
    with card:
        if chosen is not None:
            frame.show(reading.neighbours(chosen_id, marks, w))
            frame.show(
                data.kept(
                    "statement_card",
                    names,
                    seen,
                    partial(
                        reading.statement_card,
                        chosen,
                        document,
                        names,
                        release=data.release_id(),
                        base=frame.base_url(),
                    ),
                )
            )
        frame.show(
            data.kept(
                "document_card",
                names,
                document_id,
                lambda: (
                    reading.document_card(document, names)
                    + reading.lineage_list(data.lineage_of(document_id), w)
                ),
            )
        )
    with text:
        if reading.has_text(document):
            frame.show(reading.legend(marks, w))
            with st.container(height=640, key="reader"):
                frame.show(
                    data.kept(
                        "document_html",
                        names,
                        seen,
                        lambda: reading.document_html(
                            document, marks, selected=chosen_id, w=w, pages=data.pages_of(document_id)
                        ),
                    )
                )
            frame.bring_into_view()
        else:
            st.info(w("Không giữ lời của văn bản này: các con số dưới đây là dẫn lại, kèm địa chỉ nguồn."))
        frame.show(
            data.kept(
                "statements_list",
                names,
                seen,
                lambda: reading.statements_list(statements, names, selected=chosen_id),
            )
        )


frame.page(show_document, w, choose=choose)
