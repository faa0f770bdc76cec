"""What the publish page says: what waits, what was published, by whom. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.intake import review_link
from dashboard.links import document_link, page_link
from dashboard.markup import Column, anchor, table
from dashboard.record import Waiting
from dashboard.wording import N_, Wording
from dashboard.wording.labels import label
from dashboard.wording.numbers import moment
from ledger import Publication

CHANGES = {"added": N_("sẽ thêm"), "changed": N_("sẽ cập nhật"), "removed": N_("sẽ bỏ")}
ACTIONS = {"publish": N_("công bố"), "roll_back": N_("quay về")}


def waiting_table(waiting: Sequence[Waiting], w: Wording) -> Markup:
    """The documents that the next publication adds, changes or takes out."""

    def name(one: Waiting) -> Markup:
        if one.submission_id:
            return anchor(review_link(one.submission_id, w), one.title)
        return anchor(document_link(one.document_id, language=w.language), one.title)

    return table(
        w("Văn bản sẽ đổi trong lần công bố tới."),
        [
            Column(w("Văn bản"), [name(one) for one in waiting]),
            Column(w("Việc"), [label(CHANGES, one.change, w) for one in waiting]),
        ],
    )


def publications_table(
    publications: Sequence[Publication], kept: Sequence[str], current: str, w: Wording
) -> Markup:
    """Every publication and way back; the kept ones can be looked at."""

    def release(one: Publication) -> Markup:
        if one.release_id not in kept:
            return Markup("{} <span class='ms-quiet'>{}</span>").format(one.release_id, w("không còn giữ"))
        link = page_link("method", {"release": one.release_id}, language=w.language)
        here = Markup(" <b>{}</b>").format(w("đang dùng")) if one.release_id == current else ""
        return anchor(link, one.release_id) + here

    return table(
        w("Mới nhất ở trên."),
        [
            Column(w("Lúc"), [moment(one.at, w.language) for one in publications]),
            Column(w("Ai"), [one.author for one in publications]),
            Column(w("Việc"), [label(ACTIONS, one.action, w) for one in publications]),
            Column(w("Bản phát hành"), [release(one) for one in publications]),
            Column(
                w("Văn bản bổ sung"),
                [str(len(one.documents)) if one.action == "publish" else "" for one in publications],
                is_number=True,
            ),
        ],
    )
