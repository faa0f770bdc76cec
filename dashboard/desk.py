"""The review desk: what is left to look at, in which order, and how it reads. Pure; no widgets here.

The text is a stranger's: it becomes HTML through `evidence` and `Markup.format` only.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from babel.numbers import format_decimal
from markupsafe import Markup
from PIL import Image

from dashboard import evidence
from dashboard.evidence import MarkedSpan
from dashboard.intake import review_link
from dashboard.links import statement_link
from dashboard.markup import EMPTY, Column, anchor, facts, table
from dashboard.names import Names
from dashboard.wording import N_, Wording
from dashboard.wording.labels import FIRMNESS, KINDS, label
from dashboard.wording.numbers import is_missing, moment, percent
from etl.model import Statement
from etl.sources.statement_json import changed, statement_row
from intake.draft import DraftStatement, doubts_first
from intake.manuscript import Manuscript, Page
from ledger import Candidate, Decision
from warehouse.errors import Message
from warehouse.folding import fold

STATES = {
    "undecided": N_("chưa rà"),
    "accepted": N_("đã chấp nhận"),
    "corrected": N_("đã sửa"),
    "rejected": N_("đã loại"),
}
SIGNS = {"undecided": "○", "accepted": "✓", "corrected": "✎", "rejected": "✕"}
ACTIONS = {
    "accept": N_("chấp nhận"),
    "correct": N_("sửa"),
    "reject": N_("loại bỏ"),
    "reopen": N_("mở lại"),
    "edit_document": N_("sửa thông tin văn bản"),
    "approve": N_("duyệt văn bản"),
    "withdraw": N_("rút văn bản"),
    "bulk_accept": N_("chấp nhận hàng loạt"),
    "add": N_("thêm phát biểu"),
}
FIELDS = {
    "kind": N_("loại"),
    "horizon": N_("mốc"),
    "horizon_basis": N_("căn cứ của mốc"),
    "firmness": N_("độ chắc"),
    "indicator_id": N_("chỉ tiêu"),
    "theme_id": N_("lĩnh vực"),
    "scope": N_("phạm vi"),
    "variant": N_("cách xác định"),
    "operator": N_("phép so"),
    "value": N_("giá trị"),
    "value_high": N_("cận trên"),
    "value_unit": N_("đơn vị đo"),
    "value_text": N_("số như in"),
    "as_of_year": N_("năm của hiện trạng"),
    "note": N_("ghi chú"),
    "title_vi": N_("tên văn bản"),
    "number": N_("số, ký hiệu"),
    "issuer": N_("cơ quan ban hành"),
    "unit_id": N_("đơn vị"),
    "territory_id": N_("địa giới"),
    "issued_date": N_("ngày ban hành"),
    "published_date": N_("ngày đăng"),
    "period_start": N_("giai đoạn từ năm"),
    "period_end": N_("giai đoạn đến năm"),
    "publisher": N_("nơi đăng"),
    "url": N_("địa chỉ"),
    "document_id": N_("mã văn bản"),
    "status": N_("tình trạng"),
}
REASONS = (
    N_("Không phải chỉ tiêu"),
    N_("Câu trích hoặc con số bị đọc sai"),
    N_("Trùng với phát biểu khác"),
    N_("Nói về đơn vị hoặc văn bản khác"),
)
# What the record says, in Vietnamese, of a correction that only takes the suggested indicator.
SUGGESTED = "Chọn chỉ tiêu theo gợi ý"
# Longer texts are shown around the statement only: a browser is slow with more.
MOST_CHARACTERS = 60_000
# Contradictions that are linked; more of them would push the buttons off the screen.
_LINKED = 3
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Item:
    """One statement at the desk: the candidate, its page, and what to mind about it as it stands now."""

    candidate: Candidate
    page: int
    conflicts: tuple[str, ...]
    doubts: tuple[Message, ...]

    @property
    def key(self) -> str:
        """Its key in the ledger."""
        return self.candidate.statement_key

    @property
    def now(self) -> Statement:
        """The statement with its corrections."""
        return self.candidate.current

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on it."""
        return self.candidate.status == "undecided"


def queue(
    candidates: Sequence[Candidate],
    manuscript: Manuscript,
    document: Mapping[str, Any],
    known: Sequence[Statement],
) -> list[Item]:
    """The statements in the order to look at them, which decisions never change: doubts first.

    The order follows the drafts. What an item says of conflicts and doubts follows the statements as they
    stand, without the rejected ones.
    """
    first = _told(candidates, manuscript, document, known, as_drafted=True)
    now = {
        one.statement.statement_id: one
        for one in _told(candidates, manuscript, document, known, as_drafted=False)
    }
    by_key = {one.statement_key: one for one in candidates}
    items = []
    for one in first:
        key = one.statement.statement_id
        told = now.get(key)
        items.append(Item(by_key[key], one.page, told.conflicts if told else (), told.doubts if told else ()))
    return items


def _told(
    candidates: Sequence[Candidate],
    manuscript: Manuscript,
    document: Mapping[str, Any],
    known: Sequence[Statement],
    *,
    as_drafted: bool,
) -> tuple[DraftStatement, ...]:
    statements = [
        replace(
            one.drafted if as_drafted else one.current,
            statement_id=one.statement_key,
            unit_id=document.get("unit_id"),
            territory_id=document.get("territory_id"),
            is_ocr=one.is_ocr,
        )
        for one in candidates
        if as_drafted or one.status != "rejected"
    ]
    return doubts_first(statements, manuscript, known)


def step(items: Sequence[Item], key: str, by: int) -> str:
    """The key `by` places further in the queue, around its ends; "" for an empty queue."""
    keys = [item.key for item in items]
    if not keys:
        return ""
    return keys[(keys.index(key) + by) % len(keys)] if key in keys else keys[0]


def next_open(items: Sequence[Item], key: str) -> str:
    """The next statement that nobody has decided on, after `key` and around; `key` where none is left."""
    keys = [item.key for item in items]
    start = keys.index(key) + 1 if key in keys else 0
    for item in [*items[start:], *items[:start]]:
        if item.is_open and item.key != key:
            return item.key
    return key


def is_sure(item: Item, threshold: float) -> bool:
    """Whether a bulk acceptance may take it: undecided as drafted, no OCR, no doubt, sure enough."""
    return (
        item.is_open
        and item.candidate.last_decision_id is None
        and not item.candidate.is_ocr
        and not item.conflicts
        and not item.doubts
        and item.now.confidence is not None
        and item.now.confidence >= threshold
    )


# How things read


def headline(statement: Statement, names: Names) -> str:
    """Value, year, what is measured: one line for lists."""
    said = names.value(statement_row(statement)) or label(KINDS, statement.kind, names.w)
    what = names.indicator(statement.indicator_id) or statement.subject_vi
    return " · ".join(filter(None, [said, str(statement.horizon or ""), what]))


def card(item: Item, names: Names) -> Markup:
    """What a statement says in short, and who decided what about it."""
    w, now, status = names.w, item.now, item.candidate.status
    return Markup(
        '<p class="ms-value">{}</p><p>{}</p><p><span class="ms-badge ms-desk-{}">{}</span> {}</p>'
    ).format(
        names.value(statement_row(now), words=True) or label(KINDS, now.kind, w),
        names.indicator(now.indicator_id) or now.subject_vi,
        status,
        label(STATES, status, w),
        who(item.candidate, w),
    )


def fields_html(item: Item, names: Names) -> Markup:
    """Every field of a statement that matters, as it stands."""
    w, now = names.w, item.now
    return facts(
        [
            (w("Loại"), label(KINDS, now.kind, w)),
            (w("Mốc"), year_of(now, w)),
            (w("Phạm vi"), names.scope(now.scope, now.indicator_id) or w("chưa rõ")),
            (w("Chỉ tiêu"), names.indicator(now.indicator_id) or w("chưa rõ")),
            (w("Độ chắc"), label(FIRMNESS, now.firmness, w)),
            (w("Cách xác định"), names.variant(now.variant)),
            (w("Số như in"), now.value_text),
            (w("Độ tin cậy"), confidence(now.confidence, w)),
            (w("Vì sao"), now.reason),
            (w("Ghi chú"), now.note),
        ]
    )


def who(candidate: Candidate, w: Wording) -> Markup:
    """Who decided last, when and why; nothing before the first decision."""
    if candidate.decided_by is None:
        return EMPTY
    said = Markup('<span class="ms-quiet">{}, {}</span>').format(
        candidate.decided_by, moment(candidate.decided_at, w.language)
    )
    return said + (Markup(' <q class="ms-quiet">{}</q>').format(candidate.reason) if candidate.reason else "")


def year_of(statement: Statement, w: Wording) -> str:
    """The year by which it is due, or which it describes."""
    if statement.kind == "baseline":
        return w("hiện trạng {year}", year=str(statement.as_of_year or "")).strip()
    return str(statement.horizon) if statement.horizon else w("không nêu mốc")


def confidence(value: float | None, w: Wording) -> str:
    """How sure the rules are; "" for what a person added."""
    return "" if value is None else percent(round(value * 100), w.language)


def doubts_html(
    item: Item, items: Sequence[Item], known: Sequence[Statement], names: Names, submission_id: str
) -> Markup:
    """What to mind, and the statements that say otherwise; nothing where all is clear."""
    w = names.w
    rows = [Markup("<li>{}</li>").format(w.said(doubt)) for doubt in item.doubts]
    own = {one.key: one for one in items}
    others = {one.statement_id: one for one in known}
    for id_ in item.conflicts[:_LINKED]:
        if id_ in own:
            other = own[id_]
            text = w("{said}, trang {page}", said=headline(other.now, names), page=str(other.page))
            rows.append(
                Markup("<li>{} {}</li>").format(
                    w("Trong văn bản này:"), anchor(review_link(submission_id, w, statement=id_), text)
                )
            )
        elif id_ in others:
            link = statement_link(id_, language=w.language)
            rows.append(
                Markup("<li>{} {}</li>").format(w("Đã công bố:"), anchor(link, headline(others[id_], names)))
            )
    if not rows:
        return EMPTY
    return Markup('<div class="ms-minded"><b>{}</b><ul>{}</ul></div>').format(
        w("Cần để ý"), Markup("").join(rows)
    )


def legend(items: Sequence[Item], w: Wording) -> Markup:
    """How the marks look and how many there are of each state; only those that occur."""
    parts = []
    for state in STATES:
        if n := sum(item.candidate.status == state for item in items):
            parts.append(
                Markup('<span><mark class="ms-desk-{}">{}</mark> {}</span>').format(
                    state, label(STATES, state, w), str(n)
                )
            )
    return Markup('<div class="ms-legend">{}</div>').format(Markup("").join(parts)) if parts else EMPTY


def spans(items: Sequence[Item], names: Names, submission_id: str) -> list[MarkedSpan]:
    """The stretches of the text that statements were read from, marked by their state."""
    w = names.w
    found = []
    for item in items:
        now = item.now
        if now.quote_start is None or now.quote_end is None:
            continue
        found.append(
            MarkedSpan(
                id=item.key,
                kind=f"desk-{item.candidate.status}",
                start=now.quote_start,
                end=now.quote_end,
                title=f"{label(STATES, item.candidate.status, w)}: {headline(now, names)}",
                value_start=now.value_start,
                value_end=now.value_end,
                link=review_link(submission_id, w, statement=item.key),
            )
        )
    return found


def pages_around(pages: Sequence[Page], number: int, most: int = MOST_CHARACTERS) -> list[Page]:
    """As many pages around `number` as have `most` characters together, at least that one; in order."""
    place = next((at for at, page in enumerate(pages) if page.number == number), 0)
    low = high = place
    left = most - (pages[place].end - pages[place].start)
    while True:
        options = []
        if low > 0:
            options.append(low - 1)
        if high + 1 < len(pages):
            options.append(high + 1)
        fitting = [at for at in options if pages[at].end - pages[at].start <= left]
        if not fitting:
            return list(pages[low : high + 1])
        nearest = min(fitting, key=lambda at: abs(at - place))
        left -= pages[nearest].end - pages[nearest].start
        low, high = min(low, nearest), max(high, nearest)


def text_html(
    manuscript: Manuscript, marked: Sequence[MarkedSpan], pages: Sequence[Page], *, selected: str, w: Wording
) -> Markup:
    """The text page by page, each under its number, with its marks."""
    shown = [(page.number, *window(manuscript.text, page, marked, selected)) for page in pages]
    return evidence.pages_html(manuscript.text, marked, shown, selected=selected, page_name=lambda number: w(
        "Trang {page}", page=str(number)))  # fmt: skip


def window(text: str, page: Page, marked: Sequence[MarkedSpan], selected: str) -> tuple[int, int]:
    """What to show of a page: all of it, or of a very long one the part around the selected statement."""
    if page.end - page.start <= MOST_CHARACTERS:
        return page.start, page.end
    at = next((one.start for one in marked if one.id == selected), page.start)
    start = max(page.start, min(at, page.end) - MOST_CHARACTERS // 2)
    if start > page.start:
        start = text.rfind("\n", page.start, start) + 1 or start
    return start, min(page.end, start + MOST_CHARACTERS)


def crop(png: bytes, text: str, page: Page, start: int, end: int) -> bytes:
    """The part of a page's picture where a stretch of its text should stand, as a PNG.

    The place is told from the line of the text among the printed lines of its page, and from the rows of the
    picture that bear ink, so with a margin: where a page has stamps or drawings it may be off.
    """
    lines = [line for line in _lines(text, page) if text[slice(*line)].strip()]
    touched = [place for place, (low, high) in enumerate(lines) if low < end and start <= high]
    picture = Image.open(io.BytesIO(png))
    rows = _inked_rows(picture)
    if not touched or not rows:
        return png
    first = rows[min(len(rows) - 1, touched[0] * len(rows) // len(lines))]
    last = rows[min(len(rows) - 1, (touched[-1] + 1) * len(rows) // len(lines))]
    margin = int(_MARGIN * picture.height)
    top, bottom = max(0, first - margin), min(picture.height, last + margin)
    # Without its empty sides the part is shown larger.
    printed = picture.convert("L").crop((0, top, picture.width, bottom)).point(_DARK).getbbox()
    left, right = (printed[0], printed[2]) if printed else (0, picture.width)
    sides = int(_MARGIN * picture.width / 3)
    out = io.BytesIO()
    picture.crop((max(0, left - sides), top, min(picture.width, right + sides), bottom)).save(out, "PNG")
    return out.getvalue()


# Of the height of a page, above and below: about three lines of print.
_MARGIN = 0.06
# How much darker than the paper a row must be on the average to count as printed, of 255: a single word does.
_INK = 2
# A table of shades, as Pillow takes it: what is print and not paper becomes white, the rest black.
_DARK = [255 if shade < 160 else 0 for shade in range(256)]


def _lines(text: str, page: Page) -> list[tuple[int, int]]:
    """Start and end of each line of a page."""
    found, at = [], page.start
    for line in text[page.start : page.end].split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _inked_rows(picture: Image.Image) -> list[int]:
    """The rows of a picture that are darker than its paper, from above."""
    column = picture.convert("L").resize((1, picture.height), Image.Resampling.BOX).tobytes()
    paper = sorted(column)[int(len(column) * 0.9)]
    return [row for row, shade in enumerate(column) if shade <= paper - _INK]


def history_table(
    decisions: Sequence[Decision], items: Sequence[Item], names: Names, submission_id: str
) -> Markup:
    """Every decision, the newest first: when, who, what, before and after, why."""
    w = names.w
    own = {item.key: item for item in items}
    newest = list(reversed(decisions))

    def about(one: Decision) -> Markup | str:
        if one.statement_key is None:
            return w("văn bản")
        item = own.get(one.statement_key)
        text = headline(item.now, names) if item else one.statement_key
        return anchor(review_link(submission_id, w, statement=one.statement_key), text)

    def what(one: Decision) -> str:
        said = label(ACTIONS, one.action, w)
        if one.threshold is None:
            return said
        return w("{action} từ độ tin {threshold}", action=said,
                 threshold=percent(round(one.threshold * 100), w.language))  # fmt: skip

    return table(
        w("Mới nhất ở trên; không quyết định nào bị sửa hay xóa."),
        [
            Column(w("Lúc"), [moment(one.at, w.language) for one in newest]),
            Column(w("Ai"), [one.author for one in newest]),
            Column(w("Việc"), [what(one) for one in newest]),
            Column(w("Về"), [about(one) for one in newest]),
            Column(w("Trước → sau"), [difference(one, names) for one in newest]),
            Column(w("Lý do"), [one.reason or "" for one in newest]),
        ],
    )


def difference(decision: Decision, names: Names) -> Markup:
    """What a decision changed, field by field."""
    w = names.w
    before, after = dict(decision.before), dict(decision.after)
    if decision.statement_key is not None:
        before, after = dict(before.get("fields", {})), dict(after.get("fields", {}))
    if decision.action == "add":
        return EMPTY
    lines = []
    for name in FIELDS:
        if name in after and name != "status":
            lines.append(
                Markup("{}: <s>{}</s> → {}").format(
                    label(FIELDS, name, w),
                    said(name, before.get(name), names),
                    said(name, after[name], names),
                )
                if name in before
                else Markup("{}: {}").format(label(FIELDS, name, w), said(name, after[name], names))
            )
    return Markup("<br>").join(lines) if decision.action in ("correct", "edit_document") else EMPTY


def said(name: str, value: object, names: Names) -> str:
    """The value of a field in words."""
    w = names.w
    if is_missing(value) or value == "":
        return w("(trống)")
    words: dict[str, Callable[[object], str]] = {
        "indicator_id": names.indicator,
        "theme_id": names.theme,
        "scope": names.scope,
        "unit_id": names.unit,
        "territory_id": names.territory,
        "variant": names.variant,
        "kind": lambda one: label(KINDS, one, w),
        "firmness": lambda one: label(FIRMNESS, one, w),
    }
    if name in ("value", "value_high") and isinstance(value, int | float):
        return shown_number(float(value), w)
    return words[name](value) if name in words else str(value)


def overtaken(candidate: Candidate, w: Wording) -> str:
    """What somebody else decided meanwhile."""
    return w(
        "{who} đã quyết định trước bạn ({state}, {when}). Lựa chọn của bạn chưa được ghi; hãy xem rồi quyết "
        "định lại.",
        who=candidate.decided_by or "",
        state=label(STATES, candidate.status, w),
        when=moment(candidate.decided_at, w.language),
    )


def signs_html(w: Wording) -> Markup:
    """What the signs of the list mean."""
    signs = [(SIGNS[state], label(STATES, state, w)) for state in STATES] + [("(!)", w("cần để ý"))]
    said = Markup("").join(Markup("<span>{} {}</span>").format(sign, words) for sign, words in signs)
    return Markup('<div class="ms-legend">{}</div>').format(said)


def faults_html(faults: Sequence[str], w: Wording) -> Markup:
    """What stands against an approval; nothing where nothing does."""
    if not faults:
        return EMPTY
    items = Markup("").join(Markup("<li>{}</li>").format(fault) for fault in faults)
    return Markup('<div class="ms-minded"><b>{}</b><ul>{}</ul></div>').format(
        w("Chưa duyệt được, vì:"), items
    )


def with_suggestion(statement: Statement, names: Names) -> dict[str, Any]:
    """What changes when the suggested indicator is taken; nothing where there is none or it does not fit."""
    if statement.indicator_id is not None or statement.suggested_indicator_id is None:
        return {}
    fields = completed({"indicator_id": statement.suggested_indicator_id}, statement, names)
    return {} if field_faults(fields, statement, names) else changes(fields, statement)


def around(items: Sequence[Item], key: str, most: int) -> list[Item]:
    """At most `most` items of the queue around `key`, in order."""
    at = next((place for place, item in enumerate(items) if item.key == key), 0)
    start = max(0, min(at - most // 3, len(items) - most))
    return list(items[start : start + most])


def fault_in_words(fault: str, document_id: str, items: Sequence[Item], names: Names) -> str:
    """A fault of an approval with the statement's words in place of its id."""
    fault = fault.removeprefix("Chưa duyệt được: ")
    for item in items:
        id_ = f"{document_id}-{item.key}"
        if id_ in fault:
            words = names.w("{said} (trang {page})", said=headline(item.now, names), page=str(item.page))
            fault = fault.replace(id_, words)
    return fault


# Numbers and places that a person types


def shown_number(value: float | None, w: Wording) -> str:
    """A number as one types it in the language: "4,2" or "4.2", without grouping; "" for none."""
    if value is None:
        return ""
    return format_decimal(value, format="0.##########", locale=w.language)


def parse_number(text: str, w: Wording) -> float | None:
    """The number in a text, by the separators of the language; None for an empty one.

    Raises ValueError for anything else.
    """
    bare = re.sub(r"\s", "", text).removesuffix("%")
    if not bare:
        return None
    group, point = (".", ",") if w.language == "vi" else (",", ".")
    pattern = rf"-?(?:\d{{1,3}}(?:\{group}\d{{3}})+|\d+)(?:\{point}\d+)?"
    if not re.fullmatch(pattern, bare, re.ASCII):
        raise ValueError(text)
    return float(bare.replace(group, "").replace(point, "."))


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """Every place where `words` stand in `text`, whatever white space and page break lies between them."""
    parts = words.split()
    if not parts:
        return []
    pattern = r"\s+".join(map(re.escape, parts))
    return [match.span() for match in re.finditer(pattern, text)]


def indicator_order(statement: Statement, names: Names, words: str = "") -> list[str]:
    """Indicators to choose from: the suggested one, those that share words with the sentence, all others.

    With `words` only those whose name holds all of them, accents apart.
    """
    wanted = fold(words).split()
    said = set(fold(f"{statement.subject_vi} {statement.quote or ''}").split())

    def shared(id_: str) -> float:
        own = set(str(names.lists.indicators[id_]["folded"]).split())
        return len(own & said) / (len(own) or 1)

    ids = [
        id_ for id_, row in names.lists.indicators.items() if all(one in str(row["folded"]) for one in wanted)
    ]
    place = {id_: at for at, id_ in enumerate(ids)}
    return sorted(
        ids, key=lambda id_: (id_ != statement.suggested_indicator_id, -round(shared(id_), 2), place[id_])
    )


def fields_of(statement: Statement) -> dict[str, Any]:
    """The fields that a reviewer may change at the desk."""
    row = statement_row(statement)
    return {name: row[name] for name in EDITED}


EDITED = (
    "kind", "horizon", "horizon_basis", "firmness", "indicator_id", "theme_id", "scope", "variant",
    "operator", "value", "value_high", "value_unit", "value_text", "value_start", "value_end", "as_of_year",
    "note",
)  # fmt: skip


def completed(fields: Mapping[str, Any], statement: Statement, names: Names) -> dict[str, Any]:
    """Fields with what follows from them: theme, basis of the year, nothing that belongs to no value."""
    done = {**fields_of(statement), **fields}
    if done["kind"] == "baseline":
        done["as_of_year"], done["horizon"] = done["horizon"] or done["as_of_year"], None
    else:
        done["as_of_year"] = None
    if done["horizon"] != statement.horizon:
        in_quote = str(done["horizon"]) in (statement.quote or "")
        done["horizon_basis"] = "none" if done["horizon"] is None else "sentence" if in_quote else "heading"
    indicator = names.lists.indicators.get(str(done["indicator_id"]))
    if indicator is not None:
        done["theme_id"] = indicator["theme_id"]
    if done["value"] is None:
        empty = ("value_high", "value_unit", "operator", "value_text", "value_start", "value_end")
        done |= dict.fromkeys(empty)
    return done


def changes(fields: Mapping[str, Any], drafted: Statement) -> dict[str, Any]:
    """What of `fields` differs from the draft."""
    was = statement_row(drafted)
    return {name: value for name, value in fields.items() if value != was[name]}


def field_faults(fields: Mapping[str, Any], statement: Statement, names: Names) -> list[str]:
    """Why the fields cannot be, one sentence each: said before the ledger or a build refuses them."""
    w = names.w
    faults = []
    try:
        changed(statement, fields)
    except ValueError as error:
        faults.append(str(error))
    value, high, unit = fields["value"], fields["value_high"], fields["value_unit"]
    if value is None and fields["kind"] != "commitment":
        faults.append(w("Chỉ tiêu và hiện trạng phải có giá trị; nếu không có số, hãy chọn loại cam kết."))
    if value is not None and (unit is None or fields["operator"] is None):
        faults.append(w("Giá trị phải đi kèm phép so và đơn vị đo."))
    if value is not None and high is not None and high < value:
        faults.append(w("Cận trên nhỏ hơn giá trị."))
    limits = names.lists.value_units.get(str(unit))
    if limits is not None:
        low, top = limits["minimum"], limits["maximum"]
        for one in (value, high):
            if one is not None and (
                (not is_missing(low) and one < low) or (not is_missing(top) and one > top)
            ):
                faults.append(
                    w(
                        "{value} nằm ngoài giới hạn của đơn vị đo {unit}.",
                        value=shown_number(one, w),
                        unit=w.name(limits),
                    )
                )
    indicator = names.lists.indicators.get(str(fields["indicator_id"]))
    if indicator is not None and unit is not None and indicator["value_unit"] != unit:
        wanted = names.lists.value_units.get(str(indicator["value_unit"]))
        faults.append(
            w(
                "Chỉ tiêu này tính bằng {unit}; hãy đổi đơn vị đo hoặc chọn chỉ tiêu khác.",
                unit=w.name(wanted) if wanted else str(indicator["value_unit"]),
            )
        )
    for year in (fields["horizon"], fields["as_of_year"]):
        if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
            faults.append(w("Năm {year} không hợp lý.", year=str(year)))
    return faults


def new_statement(
    text: str, quote: tuple[int, int], value: tuple[int, int] | None, fields: Mapping[str, Any], names: Names
) -> Statement:
    """A statement that a person marked in the text; raises ValueError for fields that cannot be."""
    words = text[slice(*quote)]
    flat = " ".join(words.split())
    blank = Statement(
        statement_id="new", document_id="new", kind="target", unit_id=None, territory_id=None, horizon=None,
        horizon_basis="none", firmness="goal", indicator_id=None, theme_id=None, scope="", operator=None,
        value=None, value_high=None, value_unit=None, value_text=text[slice(*value)] if value else None,
        subject_vi=flat[:300], statement_vi=flat, statement_en=None, evidence="quoted", quote=words,
        quote_start=quote[0], quote_end=quote[1], value_start=value[0] if value else None,
        value_end=value[1] if value else None, rule="by_hand", reason=None, confidence=None,
        review_status="unreviewed", note=None,
    )  # fmt: skip
    return changed(blank, completed(fields, blank, names))
