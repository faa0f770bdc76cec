"""The A4 brief: one page of HTML that needs nothing else, to be printed or sent.

Pure: findings, frames and names in, the text of the file out. Every number bears the number of a
footnote that says in which document, and where in it, the number stands; a count says what was counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
from markupsafe import Markup, escape

from dashboard.charts.marks import SIGNS, shape_of
from dashboard.findings import Finding
from dashboard.links import safe_urls
from dashboard.markup import anchor
from dashboard.names import Names, Row, rows_by_id
from dashboard.origin import Origin
from dashboard.wording import Wording
from dashboard.wording.labels import verdict
from dashboard.wording.numbers import day, is_missing, number, percent_sign

STYLE = Path(__file__).parent / "assets" / "brief.css"
ITEMS = 4  # lines of one finding; more would not fit the page and are on the screen
LINES = 10  # pairs in the table; the widest gaps come first
FEW = 4  # provinces named before they are counted
NAMED = 2  # documents named by the footnote of a count
EXCERPT = 44  # characters of a sentence in a footnote
TITLE = 34  # characters of a title in a footnote
TRACK, HEIGHT = 93.0, 11.0  # size of one line's drawing, in its own units


@dataclass(slots=True)
class Notes:
    """Footnotes in the order in which they are first called; the same source has the same number."""

    statements: Mapping[str, Row]
    documents: Mapping[str, Row]
    w: Wording
    texts: list[str] = field(default_factory=list)

    def of_statement(self, id_: str) -> Markup:
        """The mark of the footnote that says where a statement stands."""
        return self._mark(_place(self.statements[id_], self.w))

    def of_document(self, id_: str) -> Markup:
        """The mark of the footnote that says what a document is."""
        return self._mark(_source(self.documents[id_], self.w))

    def of_count(self, finding: Finding, page: str) -> Markup:
        """The mark of the footnote that says what a finding counted and on which page the rows are."""
        w = self.w
        counts: Counter[str] = Counter()
        for id_, n in finding.counted:
            counts[_short(self.documents[id_], w)] += n
        names = [f"{name} ({number(n, w.language)})" for name, n in counts.most_common(NAMED)]
        if (rest := len(counts) - NAMED) > 0:
            names.append(w.plural("{n} văn bản khác", rest))
        return self._mark(
            w(
                "Đếm trên trang {page}, {n}: {documents}",
                n=w.plural("{n} phát biểu", counts.total()),
                documents=", ".join(names),
                page=w("So sánh") if page == "compare" else w("Dữ liệu"),
            )
        )

    def listing(self) -> Markup:
        """All footnotes as a numbered list."""
        items = Markup("").join(
            Markup('<li id="n{}"><b>{}</b> {}</li>').format(at, at, text)
            for at, text in enumerate(self.texts, start=1)
        )
        return Markup("<ol>{}</ol>").format(items)

    def _mark(self, text: str) -> Markup:
        if text not in self.texts:
            self.texts.append(text)
        at = self.texts.index(text) + 1
        return Markup('<sup><a href="#n{}">{}</a></sup>').format(at, at)


class _Footnoted(HTMLParser):
    """Markup of a finding with a footnote behind each link, and absolute addresses."""

    def __init__(self, finding: Finding, notes: Notes, origin: Origin) -> None:
        super().__init__()
        self._finding, self._notes, self._origin = finding, notes, origin
        self._parts: list[Markup] = []
        self._links: list[tuple[str, str]] = []
        self._items = 0
        self.feed(finding.body)
        self.close()

    def markup(self) -> Markup:
        """The markup; lines beyond ITEMS are left to the screen, and the last one says so."""
        return Markup("").join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self._items += tag == "li"
        if tag == "a":
            href = given.get("href", "")
            self._links.append((href, given.get("class", "")))
            if self._is_shown():
                self._parts.append(
                    Markup('<a class="{}"{}>').format(given.get("class", ""), self._href(href))
                )
        elif self._is_shown():
            self._parts.append(Markup("<{}>").format(Markup(tag)))
        elif tag == "li" and self._items == ITEMS + 1:
            more = self._notes.w("Phần còn lại: xem trang Tổng quan.")
            self._parts.append(Markup("<li>{}</li>").format(more))

    def handle_data(self, data: str) -> None:
        if self._is_shown():
            self._parts.append(escape(data))

    def handle_endtag(self, tag: str) -> None:
        link = self._links.pop()[0] if tag == "a" else None
        if self._is_shown() or tag == "ul":
            self._parts.append(Markup("</{}>").format(Markup(tag)))
            if link is not None:
                self._parts.append(self._note(link))

    def _is_shown(self) -> bool:
        return self._items <= ITEMS

    def _href(self, href: str) -> Markup:
        if not self._origin.address:
            return Markup("")
        return Markup(' href="{}&amp;release={}"').format(self._origin.address + href, self._origin.release)

    def _note(self, href: str) -> Markup:
        url = urlsplit(href)
        query = parse_qs(url.query)
        if "statement" in query:
            return self._notes.of_statement(query["statement"][0])
        if "document" in query:
            return self._notes.of_document(query["document"][0])
        return self._notes.of_count(self._finding, url.path)


def statements_named(found: Sequence[Finding], glance: pd.DataFrame) -> list[str]:
    """Ids of the statements that the footnotes of a brief speak of."""
    linked = [id_ for finding in found for id_ in _linked(finding, "statement")]
    columns = glance.head(LINES)[["province_statement_id", "national_statement_id"]]
    return list(dict.fromkeys([*linked, *(str(id_) for id_ in columns.to_numpy().ravel())]))


def documents_named(found: Sequence[Finding]) -> list[str]:
    """Ids of the documents that the footnotes of a brief speak of."""
    linked = [id_ for finding in found for id_ in _linked(finding, "document")]
    return list(dict.fromkeys([*linked, *(id_ for finding in found for id_, _ in finding.counted)]))


def _linked(finding: Finding, parameter: str) -> list[str]:
    addresses = re.findall(r'href="([^"]*)"', finding.body)
    queries = (parse_qs(urlsplit(unescape(address)).query) for address in addresses)
    return [id_ for query in queries for id_ in query.get(parameter, [])]


def brief_html(
    found: Sequence[Finding],
    glance: pd.DataFrame,
    statements: pd.DataFrame,
    documents: pd.DataFrame,
    names: Names,
    *,
    provinces: Sequence[str],
    origin: Origin,
) -> str:
    """The brief as one HTML document.

    `found` are the findings on `provinces`, `glance` the pairs of `overview.at_a_glance`; `statements`
    and `documents` hold at least what `statements_named` and `documents_named` say, for the footnotes.
    """
    w = names.w
    notes = Notes(rows_by_id(statements, "statement_id"), rows_by_id(documents, "document_id"), w)
    title = w("{provinces} so với quốc gia", provinces=_listed(provinces, names))
    table = _glance(glance.head(LINES), names, notes)
    articles = Markup("").join(
        Markup("<article><h2>{}</h2><div>{}</div></article>").format(
            finding.title, _Footnoted(finding, notes, origin).markup()
        )
        for finding in found
    )
    body = Markup(
        '<header><p class="brand"><b>Mốc Số</b> · {}</p><h1>{}</h1><p class="lede">{}</p></header>'
        '{}<section class="findings">{}</section><section class="notes"><h2>{}</h2>{}</section>'
        "<footer>{}</footer>"
    ).format(
        w("bản tóm tắt cho lãnh đạo, ngày {date}", date=day(origin.made_on.isoformat(), w.language)),
        title,
        w(
            "Mục tiêu ghi trong văn bản của tỉnh, đặt cạnh mục tiêu quốc gia có hiệu lực khi tỉnh ban hành. "
            "Là lời hứa, không phải kết quả."
        ),
        table,
        articles,
        w("Nguồn của từng con số"),
        notes.listing(),
        _origin_line(provinces, names, origin),
    )
    return str(
        Markup(
            '<!doctype html><html lang="{}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<title>{}</title><style>{}</style></head><body><main>{}<p class="screen">'
            '<button type="button" onclick="print()">{}</button></p></main></body></html>'
        ).format(
            w.language,
            f"{title} · Mốc Số",
            Markup(STYLE.read_text(encoding="utf-8")),
            body,
            w("In trang này"),
        )
    )


def file_name(origin: Origin, language: str) -> str:
    """What the brief is called as a file."""
    name = "tom-tat" if language == "vi" else "brief"
    return f"moc-so-{name}-{origin.release}-{origin.made_on.isoformat()}.html"


def _listed(provinces: Sequence[str], names: Names) -> str:
    shown = [names.unit(unit) for unit in provinces]
    if len(shown) > FEW:
        return names.w.plural("{n} tỉnh", len(shown))
    return ", ".join(shown)


def _origin_line(provinces: Sequence[str], names: Names, origin: Origin) -> Markup:
    w = names.w
    parts = [
        w.rich("Lựa chọn: {provinces}.", provinces=", ".join(names.unit(unit) for unit in provinces))
        if len(provinces) <= 2 * FEW
        else w.rich("Lựa chọn: {provinces}.", provinces=_listed(provinces, names)),
        w.rich("Không kể dòng còn nghi ngờ về mốc hoặc địa giới."),
        w.rich(
            "Bản phát hành {release}, nội dung đến {date}.",
            release=origin.release,
            date=day(origin.content_date, w.language),
        ),
    ]
    if origin.address:
        parts.append(anchor(f"{origin.address}?release={origin.release}", origin.address))
    return Markup(" ").join(parts)


def _glance(pairs: pd.DataFrame, names: Names, notes: Notes) -> Markup:
    """The pairs that can be compared, a line each: values, a small drawing, the verdict."""
    if pairs.empty:
        return Markup("")
    w, lines = names.w, []
    for _, rows in groupby(pairs.to_dict("records"), lambda row: (row["unit_id"], row["indicator_id"])):
        group = list(rows)
        for at, row in enumerate(group):
            cells = [
                Markup("<td>{}</td>").format(names.scope(row["scope"], row["indicator_id"])),
                Markup('<td class="number">{}</td>').format(int(row["horizon"])),
                Markup('<td class="drawing">{}</td>').format(_drawing(row, names)),
                *(
                    Markup('<td class="number">{}{}</td>').format(
                        _value(row, side, names), notes.of_statement(str(row[f"{side}_statement_id"]))
                    )
                    for side in ("province", "national")
                ),
                Markup('<td class="{}">{} {}</td>').format(
                    verdict(row["verdict"]).tone,
                    verdict(row["verdict"]).icon,
                    w(verdict(row["verdict"]).word),
                ),
            ]
            if at == 0:
                head = Markup('<th scope="rowgroup" rowspan="{}"><b>{}</b> · {}</th>').format(
                    len(group), names.unit(row["unit_id"]), names.indicator(row["indicator_id"])
                )
                cells.insert(0, head)
            lines.append(Markup("<tr{}>{}</tr>").format(_first_of(at), Markup("").join(cells)))
    heads = (
        w("Chỉ tiêu"),
        w("Phạm vi"),
        w("Mốc"),
        f"0–100{percent_sign(w.language)}",
        w("Tỉnh"),
        w("Quốc gia"),
        w("Kết quả"),
    )
    return Markup(
        '<section><h2>{}</h2><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table><p class="key">{}</p>'
        "</section>"
    ).format(
        w("Tỉnh và quốc gia, nhìn nhanh"),
        Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        Markup("").join(lines),
        _key(pairs, names),
    )


def _first_of(at: int) -> Markup:
    return Markup(' class="first"') if at == 0 else Markup("")


def _value(row: Row, side: str, names: Names) -> Markup:
    """A value, underlined as in the dashboard: solid when quoted, dashed when cited."""
    kind = "cited" if row[f"is_{side}_cited"] else "quoted"
    return Markup('<span class="ms-of-{}">{}</span>').format(kind, names.value(row, prefix=f"{side}_"))


def _key(pairs: pd.DataFrame, names: Names) -> Markup:
    w, provinces = names.w, names.provinces()
    shown = [unit for unit in provinces if (pairs["unit_id"] == unit).any()]
    items = [f"▮ {names.unit(unit)}" for unit in names.nations()]
    items += [f"{SIGNS[shape_of(unit, provinces)]} {names.unit(unit)}" for unit in shown]
    items += [
        w("tô đặc, gạch chân liền: trích nguyên văn"),
        w("rỗng, gạch chân đứt: dẫn lại, không có nguyên văn"),
    ]
    return Markup(" &ensp; ").join(items)


def _drawing(row: Row, names: Names) -> Markup:
    """Nation and province on a line from 0 to 100; the bar between them is the gap."""
    own, national = (_at(row[f"{side}_value"]) for side in ("province", "national"))
    middle, parts = HEIGHT / 2, []
    parts.append(f'<path class="track" d="M{_at(0)} {middle}H{_at(100)}"/>')
    if own is not None and national is not None:
        parts.append(f'<path class="gap {verdict(row["verdict"]).tone}" d="M{national} {middle}H{own}"/>')
    if national is not None:
        cited = " cited" if row["is_national_cited"] else ""
        parts.append(f'<rect class="nation{cited}" x="{national - 1.3}" y="0.7" width="2.6" height="9.6"/>')
    if own is not None:
        cited = " cited" if row["is_province_cited"] else ""
        shape = _SHAPES[shape_of(str(row["unit_id"]), names.provinces())]
        parts.append(f'<path class="province{cited}" transform="translate({own} {middle})" d="{shape}"/>')
    # Numbers and names of classes of our own only: nothing to escape.
    return Markup('<svg viewBox="0 0 {} {}" aria-hidden="true">{}</svg>').format(
        f"{TRACK:g}", f"{HEIGHT:g}", Markup("".join(parts))
    )


def _at(value: object) -> float | None:
    if is_missing(value):
        return None
    share = min(max(float(str(value)), 0.0), 100.0)
    return round(5 + share / 100 * (TRACK - 10), 2)


_SHAPES = {
    "circle": "M-3.2 0A3.2 3.2 0 1 0 3.2 0A3.2 3.2 0 1 0 -3.2 0Z",
    "square": "M-2.9 -2.9H2.9V2.9H-2.9Z",
    "diamond": "M0 -4L4 0L0 4L-4 0Z",
    "triangle-up": "M0 -3.8L3.7 3H-3.7Z",
    "cross": "M-1.3 -3.9H1.3V-1.3H3.9V1.3H1.3V3.9H-1.3V1.3H-3.9V-1.3H-1.3Z",
    "triangle-down": "M0 3.8L3.7 -3H-3.7Z",
}


def _place(row: Row, w: Wording) -> str:
    """Where a statement stands: the document and the characters in it; for a cited one, who reports it."""
    name = _short(row, w)
    dated = _date(row, w)
    head = ", ".join(filter(None, [name, dated]))
    if row["evidence"] == "quoted":
        return w(
            "{document}, ký tự {start}–{end}: “{quote}”",
            document=head,
            start=number(int(row["quote_start"]), w.language),
            end=number(int(row["quote_end"]), w.language),
            quote=_cut(" ".join(str(row["quote"]).split())),
        )
    addresses = safe_urls(None if is_missing(row["source_urls"]) else str(row["source_urls"]))
    if not addresses:
        return head
    host = re.sub(r"^(www|m)\.", "", str(urlsplit(addresses[0]).hostname))
    return w("{document}, dẫn theo {page}", document=head, page=host)


def _source(row: Row, w: Wording) -> str:
    """A document that is named as a whole: who printed it and when."""
    where = row["publisher"] if is_missing(row["number"]) else row["number"]
    said = [str(part) for part in (row["issuer"], where) if not is_missing(part)]
    return ", ".join(filter(None, [*said, _date(row, w), w("có giữ lời") if row["has_text"] else ""]))


def _short(row: Row, w: Wording) -> str:
    """A document, or that of a statement, by its number, or by the beginning of its title without one."""
    of = "document_" if "document_number" in row else ""
    code = row[f"{of}number"]
    return f"“{_cut(w.name(row, f'{of}title'), TITLE)}”" if is_missing(code) else str(code)


def _date(row: Row, w: Wording) -> str:
    dates = (row[column] for column in ("issued_date", "published_date"))
    return next((day(str(text), w.language) for text in dates if not is_missing(text)), "")


def _cut(text: str, most: int = EXCERPT) -> str:
    """The beginning of a text, cut at a blank."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:") + "…"
