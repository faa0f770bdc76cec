"""What the publish page says: what waits, what was published, by whom. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from dashboard import method
from dashboard.intake import review_link
from dashboard.links import document_link, page_link, statement_link
from dashboard.markup import EMPTY, Column, anchor, nowrap, table, verdict_chip
from dashboard.names import Names
from dashboard.record import Waiting
from dashboard.wording import N_, Wording
from dashboard.wording.labels import VERDICTS, label
from dashboard.wording.numbers import is_missing, moment, number
from ledger import Publication
from ledger.publish import Preview
from warehouse.queries.diff import Difference
from warehouse.queries.verdict_changes import VerdictChange

FIRST = 40  # rows of each table of what a publication changes
CHANGES = {"added": N_("sẽ thêm"), "changed": N_("sẽ cập nhật"), "removed": N_("sẽ bỏ")}
ACTIONS = {"publish": N_("công bố"), "roll_back": N_("quay về")}


def waiting_table(waiting: Sequence[Waiting], w: Wording) -> Markup:
    """The documents that the next publication adds, changes or takes out."""

    def name(one: Waiting) -> Markup:
        if one.submission_id:
            return anchor(review_link(one.submission_id, w), one.title)
        return anchor(document_link(one.document_id, language=w.language), one.title)

    def statements(one: Waiting) -> str:
        if one.change == "removed":
            return ""
        said = number(one.statements, w.language)
        if one.in_bulk:
            said += " " + w("({n} chấp nhận hàng loạt)", n=number(one.in_bulk, w.language))
        return said

    return table(
        w("Văn bản sẽ đổi trong lần công bố tới."),
        [
            Column(w("Văn bản"), [name(one) for one in waiting]),
            Column(w("Việc"), [label(CHANGES, one.change, w) for one in waiting], is_short=True),
            Column(w("Phát biểu"), [statements(one) for one in waiting]),
            Column(w("Ai quyết định"), [one.decided_by for one in waiting]),
            Column(w("Lúc"), [moment(one.decided_at, w.language) for one in waiting], is_short=True),
        ],
    )


def compared_before_and_after(preview: Preview, names: Names) -> Markup:
    """How many comparisons of each verdict every unit has that the publication touches: "0 → 3"."""
    w = names.w
    before, after = preview.counts_before, preview.counts_after
    ids = [*names.lists.units, *preview.units, *before]
    units = [id_ for id_ in dict.fromkeys(ids) if before.get(id_) != after.get(id_)]
    if not units:
        return EMPTY

    def change(unit: str, verdict: str) -> str:
        was, now = (counts.get(unit, {}).get(verdict, 0) for counts in (before, after))
        shown = number(now, w.language)
        return shown if was == now else f"{number(was, w.language)} → {shown}"

    used = [code for code in VERDICTS if any(code in counts.get(id_, {}) for id_ in units
                                             for counts in (before, after))]  # fmt: skip
    return table(
        w("Số so sánh của từng tỉnh theo kết quả, trước → sau khi công bố."),
        [
            Column(w("Tỉnh"), [nowrap(names.unit(id_)) for id_ in units]),
            *(
                Column(
                    f"{VERDICTS[code].icon} {w(VERDICTS[code].word)}",
                    [change(id_, code) for id_ in units],
                    is_number=True,
                )
                for code in used
            ),
        ],
    )


def _submissions(waiting: Sequence[Waiting]) -> dict[str, str]:
    """The submissions that wait, by document: their statements are read at the desk."""
    return {one.document_id: one.submission_id for one in waiting if one.submission_id}


def verdicts_table(preview: Preview, waiting: Sequence[Waiting], names: Names) -> Markup:
    """The first pairs of goals that are compared for the first time, otherwise, or no longer.

    Each value leads to its sentence: at the desk where nobody has published it yet.
    """
    w, shown = names.w, (preview.verdicts or [])[:FIRST]
    submissions = _submissions(waiting)
    if not shown:
        return EMPTY

    def result(one: VerdictChange) -> Markup:
        now = verdict_chip(one.after, w) if one.after else Markup("<b>{}</b>").format(w("không còn so sánh"))
        if one.after:
            now += Markup(' <span class="ms-quiet">{}</span>').format(names.reason(one.row["reason"]))
        if one.before is None:
            return now
        if one.before == one.after:
            return Markup("{} {}").format(now, w("(giá trị đổi)"))
        return Markup("{} → {}").format(verdict_chip(one.before, w), now)

    def what(one: VerdictChange) -> Markup:
        scope = names.scope(one.row["scope"], one.row["indicator_id"])
        return Markup('{} <span class="ms-quiet">{}</span>').format(
            names.indicator(one.row["indicator_id"]), scope
        )

    def side(one: VerdictChange, prefix: str) -> Markup:
        said = names.value(one.row, prefix=f"{prefix}_") or w("cam kết không kèm số")
        statement_id = str(one.row[f"{prefix}_statement_id"])
        document_id, _, key = statement_id.rpartition("-")
        if document_id in submissions:
            return anchor(review_link(submissions[document_id], w, statement=key), said)
        return anchor(statement_link(statement_id, language=w.language), said)

    def horizon(one: VerdictChange) -> str:
        year = one.row["horizon"]
        return w("không nêu mốc") if is_missing(year) else str(year)

    return table(
        w(
            "{shown} trong {n} cặp mục tiêu.",
            shown=str(len(shown)),
            n=number(len(preview.verdicts or []), w.language),
        ),
        [
            Column(w("Chỉ tiêu"), [what(one) for one in shown]),
            Column(w("Tỉnh"), [nowrap(names.unit(one.row["unit_id"])) for one in shown]),
            Column(w("Mốc"), [horizon(one) for one in shown], is_number=True),
            Column(w("Mục tiêu của tỉnh"), [nowrap(side(one, "province")) for one in shown]),
            Column(w("Mục tiêu quốc gia"), [nowrap(side(one, "national")) for one in shown]),
            Column(w("Kết quả"), [result(one) for one in shown]),
        ],
    )


def rows_table(preview: Preview, waiting: Sequence[Waiting], w: Wording) -> Markup:
    """The first documents, statements and tasks that come, go and change; each leads to where it is read now.

    That is the review desk for what nobody has published yet.
    """
    changes = preview.differences or []
    shown = changes[:FIRST]
    if not shown:
        return EMPTY
    submissions = _submissions(waiting)

    def what(one: Difference) -> Markup:
        text = " ".join(one.shown.split())
        submission = submissions.get(one.document_id)
        if submission and one.table == "statements" and one.change != "removed":
            key = one.row_id.removeprefix(f"{one.document_id}-")
            return anchor(review_link(submission, w, statement=key), text)
        if submission:
            return anchor(review_link(submission, w), text) if one.table == "documents" else escape(text)
        if one.table == "statements" and one.change != "added":
            return anchor(statement_link(one.row_id, language=w.language), text)
        return escape(text)

    return table(
        w("{shown} trong {n} thay đổi.", shown=str(len(shown)), n=number(len(changes), w.language)),
        [
            Column(w("Nội dung"), [what(one) for one in shown]),
            Column(
                w("Thay đổi"),
                [f"{w(method.TABLES[one.table])}: {w(method.CHANGES[one.change])}" for one in shown],
            ),
            Column(w("Từ → thành"), [method.changed_fields(one, w) for one in shown]),
        ],
    )


def with_new(names: Names, preview: Preview) -> Names:
    """Names that know what the publication brings."""
    units = {**names.lists.units, **preview.units}
    return Names(replace(names.lists, units=units, indicators=preview.indicators), names.w)


def release_name(release_id: str, publications: Sequence[Publication], w: Wording) -> str:
    """A kept release as one chooses it: its id, and when and by whom it was published last."""
    for one in publications:
        if one.release_id == release_id and one.action == "publish":
            return f"{release_id} · {moment(one.at, w.language)} · {one.author}"
    return release_id


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

    def action(one: Publication) -> str:
        said = label(ACTIONS, one.action, w)
        return f"{said}: {one.reason}" if one.reason else said

    return table(
        w("Mới nhất ở trên."),
        [
            Column(w("Lúc"), [moment(one.at, w.language) for one in publications], is_short=True),
            Column(w("Ai"), [one.author for one in publications]),
            Column(w("Việc"), [action(one) for one in publications]),
            Column(w("Bản phát hành"), [release(one) for one in publications]),
            Column(
                w("Văn bản bổ sung"),
                [str(len(one.documents)) if one.action == "publish" else "" for one in publications],
                is_number=True,
            ),
        ],
    )
