"""What the evidence page shows. Pure: rows and names in, markup out; all text of documents is escaped."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from dashboard import evidence
from dashboard.evidence import MarkedSpan
from dashboard.links import document_link, safe_url, safe_urls, statement_link
from dashboard.markup import (
    EMPTY,
    Column,
    anchor,
    doubt_badge,
    evidence_badge,
    facts,
    statement_anchor,
    table,
)
from dashboard.names import Names, Row
from dashboard.wording import Wording
from dashboard.wording.labels import (
    CITED_CONFIDENCE,
    DOUBT,
    EVIDENCE,
    FIRMNESS,
    HORIZON_BASIS,
    KINDS,
    REVIEW,
    TIERS,
    label,
)
from dashboard.wording.numbers import day, is_missing, moment, percent


def unknown_statement(statement_id: str, w: Wording) -> str:
    """What to say when the URL names a statement that this release does not have."""
    return w(
        "Không có phát biểu nào mang mã “{id}” trong bản phát hành này. Địa chỉ có thể bị cắt bớt, "
        "hoặc phát biểu thuộc một bản phát hành khác. Bạn vẫn có thể chọn văn bản để đọc ở dưới.",
        id="".join(c for c in statement_id[:80] if c.isalnum() or c in "-_"),
    )


def marks(statements: pd.DataFrame, tasks: pd.DataFrame, names: Names) -> list[MarkedSpan]:
    """The stretches of a document that statements and tasks were read from, in the order of the text."""
    w = names.w
    spans = []
    for row in statements.to_dict("records"):
        if row["evidence"] != "quoted":
            continue
        value = None if is_missing(row["value_start"]) else (int(row["value_start"]), int(row["value_end"]))
        spans.append(
            MarkedSpan(
                id=str(row["statement_id"]),
                kind=str(row["kind"]),
                start=int(row["quote_start"]),
                end=int(row["quote_end"]),
                title=_headline(row, names),
                value_start=value[0] if value else None,
                value_end=value[1] if value else None,
                link=statement_link(str(row["statement_id"]), language=w.language),
            )
        )
    for row in tasks.to_dict("records"):
        spans.append(
            MarkedSpan(
                id=str(row["task_id"]),
                kind=str(row["kind"]),
                start=int(row["quote_start"]),
                end=int(row["quote_end"]),
                title=label(KINDS, row["kind"], w),
            )
        )
    return sorted(spans, key=lambda span: (span.value_start or span.start, span.start))


def legend(spans: Sequence[MarkedSpan], w: Wording) -> Markup:
    """What the marks mean and how many there are of each; only the kinds that occur."""
    items = []
    for kind in KINDS:
        if n := sum(span.kind == kind for span in spans):
            items.append(
                Markup('<span><mark class="ms-{}">{}</mark> {}</span>').format(
                    kind, label(KINDS, kind, w), str(n)
                )
            )
    if not items:
        items = [Markup("<span>{}</span>").format(w("Chưa đọc được phát biểu nào từ văn bản này."))]
    return Markup('<div class="ms-legend">{}</div>').format(Markup("").join(items))


def has_text(document: Row) -> bool:
    """Whether we hold the text of the document."""
    return not is_missing(document["text"])


def document_html(
    document: Row,
    spans: Sequence[MarkedSpan],
    *,
    selected: str,
    w: Wording,
    pages: pd.DataFrame | None = None,
) -> Markup:
    """The text of the document with its marks; page by page where `pages` says where they begin and end."""
    if pages is not None and len(pages):
        return evidence.pages_html(
            str(document["text"]),
            spans,
            [(int(row["page"]), int(row["start"]), int(row["end"])) for row in pages.to_dict("records")],
            selected=selected,
            page_name=lambda number: w("Trang {page}", page=str(number)),
        )
    return evidence.document_html(
        str(document["text"]),
        spans,
        selected=selected,
        label=w("Toàn văn: {title}", title=w.name(document, "title")),
    )


def statement_card(statement: Row, document: Row, names: Names, *, release: str, base: str) -> Markup:
    """One statement: its value, its sentence in context, how it was read, how to cite it."""
    w = names.w
    id_ = str(statement["statement_id"])
    number = names.value(statement, words=True) or label(KINDS, statement["kind"], w)
    badges = Markup(" ").join(
        filter(
            None,
            [
                evidence_badge(statement["evidence"], w, long=True),
                doubt_badge(statement["doubt"], w),
                ocr_badge(statement, w),
            ],
        )
    )
    head = Markup('<p class="ms-quiet">{}</p><p class="ms-value">{}</p><p>{}</p><p>{}</p>').format(
        _headline(statement, names),
        number,
        names.indicator(statement["indicator_id"]) or statement["subject_vi"],
        badges,
    )
    link = base + statement_link(id_, language=w.language)
    pinned = base + statement_link(id_, language=w.language, release=release)
    rows = facts(
        [
            (w("Phát biểu"), _in_words(statement, w)),
            (w("Loại"), label(KINDS, statement["kind"], w)),
            (w("Độ chắc"), label(FIRMNESS, statement["firmness"], w)),
            (w("Mốc"), _horizon(statement, w)),
            (w("Trang"), page_of(statement)),
            (w("Phạm vi"), names.scope(statement["scope"], statement["indicator_id"])),
            (w("Địa giới"), names.territory(statement["territory_id"])),
            (w("Lĩnh vực"), names.theme(statement["theme_id"])),
            (w("Định nghĩa"), names.definition(statement["indicator_id"])),
            (w("Cách xác định"), names.variant(statement["variant"])),
            (w("Lưu ý khi so sánh"), names.comparability(statement["indicator_id"])),
            (
                w("Nghi ngờ"),
                "" if statement["doubt"] in (None, "none") else label(DOUBT, statement["doubt"], w),
            ),
            (w("Ghi chú"), statement["note"]),
        ]
    )
    how = facts(
        [
            (w("Quy tắc đọc"), "" if statement["evidence"] == "cited" else statement["rule"]),
            (w("Vì sao"), statement["reason"]),
            (w("Độ tin cậy"), _confidence(statement, w)),
            (w("Soát xét"), reviewed(statement, w)),
            (
                w("Cách có chữ"),
                w("máy đọc từ ảnh quét (OCR), người soát đã so với ảnh") if is_by_ocr(statement) else "",
            ),
            (w("Trích dẫn ngắn"), short_citation(document, w)),
            (w("Trích dẫn đầy đủ"), full_citation(statement, document, release=release, link=pinned, w=w)),
            (w("Liên kết cố định"), anchor(link, link)),
        ]
    )
    return (
        head
        + sentence(statement, document, names)
        + rows
        + Markup("<h2>{}</h2>").format(w("Cách đọc và trích dẫn"))
        + how
    )


def page_of(statement: Row) -> str:
    """The page on which the sentence begins; "" where the text has no pages."""
    return "" if is_missing(statement["page"]) else str(int(statement["page"]))


def is_by_ocr(statement: Row) -> bool:
    """Whether the words came through the recognition of a picture."""
    return not is_missing(statement["is_ocr"]) and bool(statement["is_ocr"])


def ocr_badge(statement: Row, w: Wording) -> Markup:
    """That the words came through OCR; nothing where they did not."""
    if not is_by_ocr(statement):
        return EMPTY
    return Markup('<span class="ms-badge ms-ocr">{}</span>').format(w("qua OCR"))


def reviewed(statement: Row, w: Wording) -> str:
    """Whether somebody reviewed it, who and when."""
    said = label(REVIEW, statement["review_status"], w)
    if is_missing(statement["reviewed_by"]):
        return said
    return w(
        "{state}: {who}, {when}",
        state=said,
        who=str(statement["reviewed_by"]),
        when=moment(str(statement["reviewed_at"]), w.language),
    )


def sentence(statement: Row, document: Row, names: Names) -> Markup:
    """The sentence with the text around it; for a cited figure its addresses, and that no text is held."""
    w = names.w
    if statement["evidence"] == "quoted":
        span = MarkedSpan(
            id=str(statement["statement_id"]),
            kind=str(statement["kind"]),
            start=int(statement["quote_start"]),
            end=int(statement["quote_end"]),
            title="",
            value_start=None if is_missing(statement["value_start"]) else int(statement["value_start"]),
            value_end=None if is_missing(statement["value_end"]) else int(statement["value_end"]),
        )
        return evidence.context_html(str(document["text"]), span)
    addresses = safe_urls(None if is_missing(statement["source_urls"]) else str(statement["source_urls"]))
    items = Markup("").join(Markup("<li>{}</li>").format(anchor(url, url)) for url in addresses)
    return Markup('<div class="ms-context ms-cited-box"><b>{}</b> {}<ul>{}</ul></div>').format(
        label(EVIDENCE, "cited", w).capitalize() + ".",
        w("Con số được ghi theo các trang sau, bằng lời của chúng tôi:"),
        items,
    )


def neighbours(statement_id: str, spans: Sequence[MarkedSpan], w: Wording) -> Markup:
    """Links to the statement before and the one after in the same document; nothing for a lone one."""
    linked = [span for span in spans if span.link]
    place = next((at for at, span in enumerate(linked) if span.id == statement_id), None)
    if place is None or len(linked) < 2:
        return EMPTY
    parts: list[str] = []
    if place > 0:
        before = linked[place - 1]
        parts.append(anchor(str(before.link), w("← Phát biểu trước"), title=before.title))
    parts.append(w("{n} trên {total}", n=str(place + 1), total=str(len(linked))))
    if place + 1 < len(linked):
        after = linked[place + 1]
        parts.append(anchor(str(after.link), w("Phát biểu sau →"), title=after.title))
    return Markup('<p class="ms-steps">{}</p>').format(Markup(" · ").join(parts))


def document_card(document: Row, names: Names) -> Markup:
    """What is known of the document itself."""
    w = names.w
    rank = label(TIERS, document["tier"], w)
    badge = evidence_badge("cited" if document["tier"] == "reference" else "quoted", w)
    addresses = (
        []
        if is_missing(document["url"])
        else [url for part in str(document["url"]).split(";") if (url := safe_url(part))]
    )
    return Markup("<h2>{}</h2>{}").format(
        w("Văn bản"),
        facts(
            [
                (w("Tên"), w.name(document, "title")),
                (w("Số, ký hiệu"), document["number"]),
                (w("Loại văn bản"), w.name(document, "kind_name")),
                (w("Cơ quan ban hành"), document["issuer"]),
                (w("Ngày ban hành"), _day(document["issued_date"], w)),
                (w("Ngày đăng"), _day(document["published_date"], w)),
                (w("Nơi đăng"), document["publisher"]),
                (w("Đơn vị"), names.unit(document["unit_id"])),
                (w("Địa giới"), names.territory(document["territory_id"])),
                (w("Toàn văn"), Markup("{} {}").format(badge, rank)),
                (w("Địa chỉ"), Markup("<br>").join(anchor(url, url) for url in addresses)),
                (w("Ghi chú"), document["note"]),
            ]
        ),
    )


def statements_list(statements: pd.DataFrame, names: Names, *, selected: str) -> Markup:
    """All statements of a document as a jump list; the selected one is marked."""
    w = names.w
    if statements.empty:
        return EMPTY
    rows = statements.to_dict("records")
    has_quotes = bool((statements["evidence"] == "quoted").any())

    def said(row: Row) -> Markup:
        text = names.value(row, words=True) or label(KINDS, row["kind"], w)
        here = Markup(' <b aria-current="true">{}</b>').format(w("(đang xem)"))
        return statement_anchor(row["statement_id"], text, w) + (
            here if row["statement_id"] == selected else EMPTY
        )

    listing = table(
        w("Theo thứ tự trong văn bản; bấm vào giá trị để xem."),
        [
            Column(
                w("Nội dung"),
                [names.indicator(row["indicator_id"]) or str(row["subject_vi"]) for row in rows],
            ),
            Column(w("Giá trị"), [said(row) for row in rows]),
            Column(w("Mốc"), [_horizon(row, w, short=True) for row in rows]),
            Column(w("Phạm vi"), [names.scope(row["scope"], row["indicator_id"]) for row in rows]),
            *(
                [
                    Column(
                        w("Trang"), ["" if is_missing(row["page"]) else str(int(row["page"])) for row in rows]
                    )
                ]
                if statements["page"].notna().any()
                else []
            ),
            Column(
                w("Nguồn"),
                [
                    Markup(" ").join(
                        [evidence_badge(row["evidence"], w), doubt_badge(row["doubt"], w), ocr_badge(row, w)]
                    )
                    for row in rows
                ],
            ),
        ],
    )
    is_open = Markup("") if has_quotes else Markup(" open")
    return Markup("<details{}><summary>{}</summary>{}</details>").format(
        is_open, w.plural("{n} phát biểu của văn bản này", len(rows)), listing
    )


def lineage_list(lineage: pd.DataFrame, w: Wording) -> Markup:
    """Which documents this one names; with a link where we know the document."""
    if lineage.empty:
        return EMPTY
    items = []
    for row in lineage.drop_duplicates("cited_number").to_dict("records"):
        number, known = str(row["cited_number"]), row["cited_document_id"]
        items.append(
            Markup("<li>{}</li>").format(
                number
                if is_missing(known)
                else anchor(document_link(str(known), language=w.language), number)
            )
        )
    return Markup("<h2>{}</h2><ul>{}</ul>").format(w("Văn bản được nhắc tới"), Markup("").join(items))


def short_citation(document: Row, w: Wording) -> str:
    """A document as one names it in passing: its number and year, else its title and year."""
    number = document["number"]
    name = w.name(document, "title") if is_missing(number) else str(number)
    dated = next(
        (document[c] for c in ("issued_date", "published_date") if not is_missing(document[c])), None
    )
    return f"{name} ({str(dated)[:4] if dated else w('không ghi ngày')})"


def full_citation(statement: Row, document: Row, *, release: str, link: str, w: Wording) -> str:
    """The document, the place in it, this release and the address: enough to find it again."""
    place = ""
    if statement["evidence"] == "quoted":
        place = w(
            " Ký tự {start}–{end}.",
            start=str(int(statement["quote_start"])),
            end=str(int(statement["quote_end"])),
        )
        if page := page_of(statement):
            place = w(" Trang {page}.", page=page) + place
    return w(
        "{citation}{place} Theo Mốc Số, bản phát hành {release}. {link}",
        citation=str(document["citation"]).rstrip(".") + ".",
        place=place,
        release=release,
        link=link,
    )


def _in_words(row: Row, w: Wording) -> str:
    """The statement in our words; "" where it is just the quoted sentence shown above."""
    said = w.name(row, "statement")
    quote = "" if is_missing(row["quote"]) else " ".join(str(row["quote"]).split())
    return "" if said == quote else said


def _headline(row: Row, names: Names) -> str:
    """Who, for when, of what scope: "Lào Cai · 2025 · cấp xã"."""
    return " · ".join(
        filter(
            None,
            [
                names.unit(row["unit_id"]),
                _horizon(row, names.w, short=True),
                names.scope(row["scope"], row["indicator_id"]),
            ],
        )
    )


def _horizon(row: Row, w: Wording, *, short: bool = False) -> str:
    if is_missing(row["horizon"]):
        year = row["as_of_year"]
        if not is_missing(year):
            return w("hiện trạng {year}", year=str(int(year)))
        return w("hiện trạng") if row["kind"] == "baseline" else w("không nêu mốc")
    text = str(int(row["horizon"]))
    return (
        text
        if short or row["evidence"] == "cited"
        else f"{text} ({label(HORIZON_BASIS, row['horizon_basis'], w)})"
    )


def _confidence(row: Row, w: Wording) -> str:
    if row["evidence"] == "cited":
        return label(CITED_CONFIDENCE, row["cited_confidence"], w)
    return "" if is_missing(row["confidence"]) else percent(round(float(row["confidence"]) * 100), w.language)


def _day(text: object, w: Wording) -> str:
    return "" if is_missing(text) else day(str(text), w.language)
