"""For those who publish: what waits, what it will change, one button, and the way back to a kept release."""

import time

import streamlit as st

from dashboard import account, data, frame, method, publication, record
from dashboard.markup import plain
from dashboard.wording.numbers import number

w, names = frame.wording_and_names()
PAUSE = 0.3  # seconds between two looks at a build


def watch(build: record.Build) -> None:
    """Show the steps of a build until it is over; it goes on when the person turns away."""
    with st.status(w("Đang dựng bản phát hành…"), expanded=True) as status:
        line = st.empty()
        while not build.is_over:
            if build.steps:
                line.text(build.steps[-1])
            time.sleep(PAUSE)
        if build.fault:
            status.update(label=w("Không công bố được; bản đang dùng vẫn giữ nguyên"), state="error")
        else:
            status.update(label=w("Đã công bố"), state="complete", expanded=False)
    if not build.fault:
        st.rerun()


def outcome(build: record.Build) -> None:
    """How the last build ended, and what it changed."""
    if build.fault:
        for line in w.said(build.fault).split("\n"):
            frame.say("error", line)
        return
    data.forget_replaced()  # said here
    if build.after == build.before:
        st.success(w("Nội dung không đổi: bản đang dùng đã là mới nhất."))
        return
    text = w("Đã công bố bản {release}. Ai đang mở trang sẽ thấy ở thao tác kế tiếp.", release=build.after)
    st.success(text, icon=":material/check_circle:")
    changes = record.changes_between(build.before, build.after) if build.before else None
    if changes:
        frame.show(method.changes_summary(changes, build.before, w))
        with st.expander(w("Những gì đã đổi so với bản trước")):
            frame.show(method.changes_table(changes, w))


def begin(expected: str | None) -> None:
    """Start a build of what was looked at."""
    record.attempt(lambda: record.publish(expected))


def previewed() -> record.Preview | record.MocSoError:
    """What a publication would change, or why it would fail."""
    try:
        return record.preview()
    except record.MocSoError as error:
        return error


def look_ahead(waiting: list[record.Waiting]) -> str | None:
    """Show what a publication would change; the id of what it would publish, None where it would fail."""
    with st.spinner(w("Đang dựng thử để xem sẽ đổi gì…")):
        found = previewed()
    if not isinstance(found, record.Preview):
        st.error(w("Chưa công bố được; bản đang dùng vẫn giữ nguyên"), icon=":material/error:")
        for line in w.said(found).split("\n"):
            frame.say("error", line)
        return None
    if found.differences is None or found.verdicts is None:
        st.info(w("Chưa có bản nào cùng cấu trúc để so: mọi nội dung đều là mới."))
        return found.release_id
    named = publication.with_new(names, found)
    frame.show(method.changes_summary(found.differences, record.current_id(), w))
    frame.show(publication.compared_before_and_after(found, named))
    if found.verdicts:
        with st.expander(w("Từng cặp mục tiêu được so sánh khác đi"), expanded=True):
            frame.show(publication.verdicts_table(found, waiting, named))
    if found.differences:
        with st.expander(w("Từng văn bản, phát biểu và nhiệm vụ")):
            frame.show(publication.rows_table(found, waiting, w))
    return found.release_id


def go_back(release_id: str) -> None:
    """Make a kept release current again, for the reason that was given."""
    reason = str(st.session_state.get("back_why", ""))
    record.attempt(
        lambda: record.roll_back(release_id, reason), w("Đã quay về bản {release}.", release=release_id)
    )


def way_back(others: list[str], publications: tuple[record.Publication, ...]) -> None:
    """The choice of an earlier release, what it would change, and why one goes back."""
    chosen = st.selectbox(
        w("Bản phát hành"),
        others,
        format_func=lambda id_: plain(publication.release_name(id_, publications, w)),
        key="back_to",
    )
    st.write(w("Bản đang dùng sẽ là bản này, ngay ở thao tác kế tiếp của mọi người."))
    changes = record.changes_between(record.current_id(), chosen)
    if changes is not None:
        frame.show(method.changes_summary(changes, record.current_id(), w))
    st.text_input(w("Vì sao quay về"), key="back_why", max_chars=300)
    st.button(w("Quay về bản này"), key="go_back", on_click=go_back, args=(chosen,))


st.title(w("Công bố"))
if (person := account.enter("publish", w)) is not None:
    for kind, text in record.told():
        frame.say(kind, text)
    build = record.build_under_way()
    if build is not None and not build.is_over:
        watch(build)
    # To who began it, and until another release is current: then it is no news any more.
    is_news = build is not None and build.is_over and build.author == person.author
    if build is not None and is_news and (build.fault or build.after == record.current_id()):
        outcome(build)
    st.header(w("Đang chờ công bố"), anchor=False)
    waiting = record.waiting()
    is_pending = record.is_pending()
    if waiting:
        frame.show(publication.waiting_table(waiting, w))
    elif is_pending:
        st.info(w("Không có văn bản nào đổi, nhưng dữ liệu hoặc mã đã khác bản đang dùng."))
    else:
        st.info(w("Không có gì chờ công bố."))
    next_id = None
    if is_pending:
        st.subheader(w("Công bố sẽ đổi những gì"), anchor=False)
        next_id = look_ahead(waiting)
    st.button(
        w("Công bố bản phát hành mới"),
        key="publish",
        type="primary",
        disabled=next_id is None,
        on_click=begin,
        args=(next_id,),
        icon=":material/publish:",
    )
    st.header(w("Các bản phát hành"), anchor=False)
    frame.note(
        w(
            "Giữ bản đang dùng và {n} bản công bố gần nhất ngoài nó; bản cũ hơn được bỏ khi có bản mới.",
            n=number(record.KEPT_RELEASES - 1, w.language),
        )
    )
    kept, current = record.kept_releases(), record.current_id()
    publications = record.publications()
    if others := [id_ for id_ in kept if id_ != current]:
        with st.popover(w("Quay về một bản trước")):
            way_back(others, publications)
    if publications:
        frame.show(publication.publications_table(publications, kept, current, w))
    else:
        st.info(w("Sổ chưa ghi lần công bố nào."))
