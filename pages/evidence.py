"""For everybody: one document with its statements marked, and one statement with all that is known of it."""

import streamlit as st

from dashboard import data, filters, frame, reading, state

w, names = frame.wording_and_names()

st.title(w("Bằng chứng"))
wanted = state.read_raw("statement")
statement = data.statement(wanted)
if wanted and statement is None:
    st.warning(reading.unknown_statement(wanted, w), icon=":material/link_off:")

of_statement = str(statement["document_id"]) if statement else None
document_id = filters.pick_document(names, data.documents(), of_statement)
filters.report_unknown(w)

document = data.document(document_id)
statements, tasks = data.statements_of(document_id), data.tasks_of(document_id)
marks = reading.marks(statements, tasks, names)
chosen = statement if document_id == of_statement else None
task_id = state.read_raw("task")
chosen_id = wanted if chosen else task_id if task_id in set(tasks["task_id"]) else ""

card, text = st.columns([2, 3], gap="large")
with card:
    if chosen is not None:
        frame.show(reading.neighbours(chosen_id, marks, w))
        frame.show(
            reading.statement_card(chosen, document, names, release=data.release_id(), base=frame.base_url())
        )
    frame.show(reading.document_card(document, names) + reading.lineage_list(data.lineage_of(document_id), w))
with text:
    if reading.has_text(document):
        frame.show(reading.legend(marks, w))
        with st.container(height=640, key="reader"):
            frame.show(reading.document_html(document, marks, selected=chosen_id, w=w))
        frame.bring_into_view()
    else:
        st.info(w("Không giữ lời của văn bản này: các con số dưới đây là dẫn lại, kèm địa chỉ nguồn."))
    frame.show(reading.statements_list(statements, names, selected=chosen_id))
