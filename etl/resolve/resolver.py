"""From what a text says to statements, tasks and citations in the warehouse's terms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from etl.extract.model import CitedNumber, Claim, Extraction, TaskItem
from etl.extract.tasks import find_aims
from etl.model import Citation, Reading, Span, Statement, Task
from etl.resolve.commitments import Commitment, find_commitments
from etl.resolve.confidence import COMMITMENT, confidence_of
from etl.resolve.indicators import Hits, IndicatorFinder
from etl.resolve.lexicon import (
    Entry,
    GroupedLexicon,
    WeightedLexicon,
    load_grouped,
    load_phrases,
    load_weighted,
    read_rows,
)
from etl.resolve.places import PlaceFinder
from etl.resolve.quotes import Quotes, folded_space
from etl.resolve.scopes import ScopeFinder, is_elliptical
from etl.resolve.suggest import Suggester
from etl.text import PhraseIndex, fold

_LEAST_THEME = 1.0
_LEAST_TOPIC = 1.0
_KIND_LETTERS = {
    "nghị quyết": ("NQ",),
    "quyết định": ("QĐ",),
    "chỉ thị": ("CT",),
    "nghị định": ("NĐ",),
    "thông tư": ("TT",),
}
_ISSUER_LETTERS = (
    ("bộ chính trị", "TW"),
    ("trung ương", "TW"),
    ("chính phủ", "CP"),
    ("thủ tướng", "TTg"),
    ("tỉnh ủy", "TU"),
    ("hđnd", "HĐND"),
)


# Words of a variant, folded, and the variant they name.
Variants = Sequence[tuple[re.Pattern[str], str]]


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """What is known of a document apart from its text; None where nothing is."""

    document_id: str
    unit_id: str | None = None
    territory_id: str | None = None
    unit_kind: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Terms:
    """What resolution says of one claim."""

    indicator_id: str | None
    theme_id: str | None
    scope: str
    variant: str | None
    suggested: str | None


class Resolver:
    """Gives claims their indicator, theme, scope and unit, from the lexicons under `data/`."""

    def __init__(
        self,
        indicators: GroupedLexicon,
        commitments: GroupedLexicon,
        themes: WeightedLexicon,
        topics: WeightedLexicon,
        scopes: PhraseIndex[Entry],
        variants: Mapping[str, Variants],
        places: PlaceFinder,
        indicator_rows: Iterable[Mapping[str, str]],
        commitment_scopes: Mapping[str, str],
        topic_themes: Mapping[str, str],
        numbers: Mapping[str, str],
    ) -> None:
        rows = list(indicator_rows)
        self._themes_of = {row["indicator_id"]: row["theme_id"] for row in rows}
        self._units_of = {row["indicator_id"]: row["value_unit"] for row in rows}
        self._indicators = IndicatorFinder(indicators, self._units_of)
        self._commitments = commitments
        self._themes = themes
        self._topics = topics
        self._scopes = ScopeFinder(scopes)
        self._variants = variants
        self._places = places
        self._commitment_scopes = commitment_scopes
        self._topic_themes = topic_themes
        self._numbers = numbers
        self._suggester = Suggester(
            (row["indicator_id"], row["name_vi"], row["value_unit"])
            for row in rows
            if row["value_unit"] != "boolean"
        )

    @classmethod
    def load(cls, root: Path) -> Resolver:
        """The resolver of the project at `root`, from its `data/` folder."""
        data = root / "data"
        lexicon = data / "lexicon"
        variants: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for row in read_rows(lexicon / "variants.csv"):
            phrase = re.compile(rf"(?<!\w){re.escape(fold(row['phrase']))}(?!\w)")
            variants.setdefault(row["indicator_id"], []).append((phrase, row["variant"]))
        numbers = {
            row["number"]: row["document_id"]
            for row in read_rows(data / "documents.csv")
            if row.get("number")
        }
        return cls(
            load_grouped(lexicon / "indicators.csv", "indicator_id"),
            load_grouped(lexicon / "commitments.csv", "indicator_id"),
            load_weighted(lexicon / "themes.csv", "theme_id"),
            load_weighted(lexicon / "topics.csv", "topic_id"),
            load_phrases(lexicon / "scopes.csv", "scope"),
            {key: tuple(found) for key, found in variants.items()},
            PlaceFinder.of(read_rows(lexicon / "places.csv")),
            read_rows(data / "indicators.csv"),
            {
                row["indicator_id"]: row["scope"]
                for row in read_rows(lexicon / "commitments.csv")
                if row["scope"]
            },
            {row["topic_id"]: row["theme_id"] for row in read_rows(data / "topics.csv")},
            numbers,
        )

    def with_numbers(self, numbers: Mapping[str, str]) -> Resolver:
        """Make `numbers` (document number -> document id) the documents that citations resolve to."""
        self._numbers = numbers
        return self

    def resolve(self, extraction: Extraction, document: DocumentRef) -> Reading:
        """The statements, tasks and citations of one document, each in the order of its text."""
        unit_id, whole = document.unit_id, ""
        if unit_id is None:
            title_end = extraction.layout.blocks[0].end if extraction.layout.blocks else 0
            place = self._places.find(extraction.words, title_end)
            unit_id = place.unit_id if place else None
        if unit_id is not None:
            whole = "national" if unit_id == "national" else "province"
        statements: list[Statement] = []
        quotes = Quotes(extraction, document.document_id)
        hits = self._indicators.scan(extraction.words, extraction.claims)
        commitments = find_commitments(self._commitments, extraction.words, extraction.passages)
        items: list[Claim | Commitment] = sorted([*extraction.claims, *commitments], key=_position)
        previous: tuple[Claim, _Terms] | None = None
        for item in items:
            if isinstance(item, Claim):
                terms = self._terms(extraction, item, whole, hits, previous)
                previous = (item, terms)
                statements.append(self._claim(extraction, document, unit_id, item, terms, quotes))
            else:
                statements.append(self._commitment(extraction, document, unit_id, whole, item, quotes))
        return Reading(
            document.document_id,
            tuple(statements),
            tuple(self._tasks(extraction, document, unit_id, commitments)),
            tuple(self._citations(extraction, document)),
        )

    def _claim(
        self,
        extraction: Extraction,
        document: DocumentRef,
        unit_id: str | None,
        claim: Claim,
        terms: _Terms,
        quotes: Quotes,
    ) -> Statement:
        flow, source = extraction.layout.flow, extraction.source
        quote = quotes.at(claim.sentence)
        value = source.to_raw(claim.value.start, claim.value.end)
        value_text = folded_space(source.raw[value.start : value.end])
        unit = claim.unit
        if terms.indicator_id and self._units_of.get(terms.indicator_id) in {"score", "points"}:
            unit = self._units_of[terms.indicator_id]
        return Statement(
            statement_id=quotes.statement_id(quote, value_text),
            document_id=document.document_id,
            kind=claim.kind,
            unit_id=unit_id,
            territory_id=document.territory_id,
            horizon=claim.horizon,
            horizon_basis=claim.basis,
            firmness=claim.firmness,
            indicator_id=terms.indicator_id,
            theme_id=terms.theme_id,
            scope=terms.scope,
            operator=claim.operator,
            value=claim.value.value,
            value_high=claim.value.high,
            value_unit=unit,
            value_text=value_text,
            subject_vi=folded_space(flow[claim.near[0] : claim.near[1]]).strip(" ,;:.-") or quote.text,
            statement_vi=quote.text,
            statement_en=None,
            evidence="quoted",
            quote=quote.raw,
            quote_start=quote.start,
            quote_end=quote.end,
            value_start=value.start,
            value_end=value.end,
            rule=claim.rule,
            reason=claim.reason,
            confidence=confidence_of(claim.rule),
            review_status="unreviewed",
            note=None,
            variant=terms.variant,
            as_of_year=_as_of_year(claim, document, extraction),
            suggested_indicator_id=terms.suggested,
        )

    def _terms(
        self,
        extraction: Extraction,
        claim: Claim,
        whole: str,
        hits: Hits,
        previous: tuple[Claim, _Terms] | None,
    ) -> _Terms:
        words = extraction.words
        if previous is not None and _continues(extraction, previous[0], claim):
            earlier = previous[1]
            scope = self._scopes.find(words, claim, "")
            return replace(earlier, scope=scope or earlier.scope)
        found = self._indicators.find(words, claim, hits)
        scope = self._scopes.find(words, claim, whole)
        if scope == whole and previous is not None and is_elliptical(words.text, previous[0], claim):
            scope = previous[1].scope
        if found is not None:
            variants = self._variants.get(found.indicator_id)
            variant = _variant(words.text, claim, variants) if variants else None
            return _Terms(found.indicator_id, self._themes_of.get(found.indicator_id), scope, variant, None)
        near = bisect_left(words.starts, claim.near[0]), bisect_left(words.starts, claim.near[1]) - 1
        theme = self._themes.best(words, *near, least=_LEAST_THEME)
        if theme is None:
            clause = (
                bisect_left(words.starts, claim.clause[0]),
                bisect_left(words.starts, claim.clause[1]) - 1,
            )
            theme = self._themes.best(words, *clause, least=_LEAST_THEME)
        subject = " ".join(words.folded[near[0] : near[1] + 1])
        return _Terms(None, theme, scope, None, self._suggester.suggest(subject, claim.unit))

    def _commitment(
        self,
        extraction: Extraction,
        document: DocumentRef,
        unit_id: str | None,
        whole: str,
        commitment: Commitment,
        quotes: Quotes,
    ) -> Statement:
        flow, passage = extraction.layout.flow, commitment.passage
        quote = quotes.at((passage.start, passage.end))
        subject = folded_space(flow[commitment.start : commitment.end])
        return Statement(
            statement_id=quotes.statement_id(quote, subject),
            document_id=document.document_id,
            kind="commitment",
            unit_id=unit_id,
            territory_id=document.territory_id,
            horizon=passage.horizon,
            horizon_basis=passage.basis,
            firmness=passage.firmness,
            indicator_id=commitment.indicator_id,
            theme_id=self._themes_of.get(commitment.indicator_id),
            scope=self._commitment_scopes.get(commitment.indicator_id, whole),
            operator=None,
            value=None,
            value_high=None,
            value_unit=None,
            value_text=None,
            subject_vi=subject,
            statement_vi=quote.text,
            statement_en=None,
            evidence="quoted",
            quote=quote.raw,
            quote_start=quote.start,
            quote_end=quote.end,
            value_start=None,
            value_end=None,
            rule="commitment/lexicon",
            reason=f"loại: {folded_space(passage.reason)}; cam kết: {subject}",
            confidence=COMMITMENT,
            review_status="unreviewed",
            note=None,
        )

    def _tasks(
        self,
        extraction: Extraction,
        document: DocumentRef,
        unit_id: str | None,
        commitments: Iterable[Commitment],
    ) -> list[Task]:
        flow = extraction.layout.flow
        taken = [(item.start, item.end) for item in extraction.tasks]
        used = [(claim.value.start, claim.value.end) for claim in extraction.claims]
        used += [(commitment.start, commitment.end) for commitment in commitments]
        items = [*extraction.tasks, *find_aims(flow, extraction.passages, taken, used)]
        return [
            self._task(extraction, document, unit_id, ordinal, item)
            for ordinal, item in enumerate(sorted(items, key=lambda item: item.start), 1)
        ]

    def _task(
        self, extraction: Extraction, document: DocumentRef, unit_id: str | None, ordinal: int, item: TaskItem
    ) -> Task:
        words, flow = extraction.words, extraction.layout.flow
        quote = extraction.source.to_raw(item.start, item.end)
        title_end = _first_clause(flow, item.start, item.end)
        topic = None
        for end in (title_end, item.end):
            first, last = bisect_left(words.starts, item.start), bisect_left(words.starts, end) - 1
            topic = self._topics.best(words, first, last, least=_LEAST_TOPIC)
            if topic is not None:
                break
        title = _title(flow[item.start : title_end], is_whole=title_end == item.end or _ends(flow, title_end))
        return Task(
            task_id=f"{document.document_id}-{item.kind}-{ordinal:02d}",
            document_id=document.document_id,
            unit_id=unit_id,
            kind=item.kind,
            ordinal=ordinal,
            label=item.label,
            topic_id=topic,
            theme_id=self._topic_themes.get(topic) if topic else None,
            horizon=item.horizon,
            title_vi=title,
            quote=extraction.source.raw[quote.start : quote.end],
            quote_start=quote.start,
            quote_end=quote.end,
            rule=item.rule,
        )

    def _citations(self, extraction: Extraction, document: DocumentRef) -> list[Citation]:
        full: _Numbers = {}
        for known in {cited.number for cited in extraction.citations if not cited.partial} | set(
            self._numbers
        ):
            full.setdefault(_figure(known), set()).add(known)
        named: _Numbers = {}
        citations: list[Citation] = []
        for cited in extraction.citations:
            # A short form refers back: to what the text has named before it, where that leaves one document.
            number = (_completed(cited, named) or _completed(cited, full)) if cited.partial else cited.number
            if number is not None and not cited.partial:
                named.setdefault(_figure(number), set()).add(number)
            if number is None:
                continue
            span: Span = extraction.source.to_raw(cited.start, cited.end)
            citations.append(
                Citation(
                    document_id=document.document_id,
                    cited_number=number,
                    cited_document_id=self._numbers.get(number),
                    relation=cited.relation,
                    start=span.start,
                    end=span.end,
                    quote=extraction.source.raw[span.start : span.end],
                )
            )
        return citations


# Document numbers by the figure they begin with: "36a" -> "36a/NQ-CP".
_Numbers = dict[str, set[str]]
_FIGURE = re.compile(r"\d+[a-z]*")


def _figure(number: str) -> str:
    figure = _FIGURE.match(number)
    return figure.group() if figure else ""


def _completed(cited: CitedNumber, numbers: _Numbers) -> str | None:
    """The one full number of its kind that a bare figure stands for; None when there is none or several."""
    letters = _KIND_LETTERS.get(cited.document_kind, ())
    fitting = [number for number in numbers.get(cited.number, ()) if any(kind in number for kind in letters)]
    issuer = fold(cited.issuer_words)
    for words, code in _ISSUER_LETTERS:
        if fold(words) in issuer:
            fitting = [number for number in fitting if code in number]
            break
    return fitting[0] if len(fitting) == 1 else None


# Words that add nothing to what is measured: "và 100% vào năm 2030", "90% ở cấp huyện".
# fmt: off
_EMPTY = frozenset({
    "con", "cuối", "các", "còn", "có", "cả", "cấp", "dưới", "giai", "gần", "huyện", "hơn", "hết",
    "khoảng", "không", "khối", "kết", "là", "lên", "lượt", "lần", "lệ", "mục", "mức", "nhất", "này",
    "nâng", "năm", "phải", "phấn", "phố", "quá", "quý", "riêng", "sẽ", "số", "thiểu", "thành", "tháng",
    "thì", "thúc", "tiêu", "trong", "trên", "trước", "trở", "tương", "tại", "tỉnh", "tối", "tới", "từ",
    "tỷ", "và", "vào", "xuống", "xã", "ít", "đoạn", "đó", "được", "đạt", "đấu", "đến", "ở", "ứng",
})
# fmt: on


def _variant(flow: str, claim: Claim, variants: Variants) -> str | None:
    """The variant that the words of the value, else those of its clause, name first in the table."""
    for start, end in (claim.near, claim.clause):
        text = fold(flow[start:end])
        for phrase, variant in variants:
            if phrase.search(text):
                return variant
    return None


def _continues(extraction: Extraction, previous: Claim, claim: Claim) -> bool:
    """Whether a value goes on about what the value before it in the sentence measures."""
    if previous.sentence != claim.sentence or previous.unit != claim.unit:
        return False
    words = extraction.words
    start = claim.near[0] if claim.after_verb else previous.value.end
    first = bisect_left(words.starts, max(start, previous.value.end))
    last = bisect_left(words.starts, max(claim.near[1], claim.value.end)) - 1
    if not claim.after_verb:  # the words before a value belong to the one before it
        first = bisect_left(words.starts, claim.value.end)
    own = words.accented[first : last + 1]
    return all(word in _EMPTY or word.isdigit() for word in own)


def _position(item: Claim | Commitment) -> int:
    return item.value.start if isinstance(item, Claim) else item.start


# A clause ends with its sentence or at a semicolon; dots for what is left out end it before a capital only.
_CLAUSE_END = re.compile(r"(?<![.…])[.;](?=\s)|(?:\.{2,}|…)(?=\s+[A-ZĐÀ-Ỹ])|:(?=\s)|\n")
# Before a colon: words that only open what follows ("cũng xác định:"), so that the clause goes on behind it.
_OPENER = re.compile(
    r"(?<!\w)(?:xác\s+định|nêu(?:\s+rõ)?|đề\s+ra|đặt\s+ra|yêu\s+cầu|gồm|là|cụ\s+thể|sau(?:\s+đây)?|rằng)\s*$",
    re.IGNORECASE,
)
_TITLE_LONGEST = 220


def _first_clause(flow: str, start: int, end: int) -> int:
    """Where the first clause of flow[start:end] ends; a long one is cut at a blank."""
    stop = end
    for cut in _CLAUSE_END.finditer(flow, start + 12, min(end, start + _TITLE_LONGEST + 1)):
        if cut.group() == ":" and _OPENER.search(flow[start : cut.start()]):
            continue
        stop = cut.start() if cut.group() in ".;:\n" else cut.end()
        break
    if stop - start <= _TITLE_LONGEST:
        return stop
    longest = start + _TITLE_LONGEST
    blank = flow.rfind(" ", start + 1, longest)
    return blank if blank != -1 else longest


def _ends(flow: str, at: int) -> bool:
    """Whether a clause ends at `at`, and is not cut there for its length."""
    return _CLAUSE_END.match(flow, at) is not None or flow[max(at - 3, 0) : at].endswith(("...", "…"))


def _title(clause: str, *, is_whole: bool) -> str:
    """A clause as a title: white space folded, no mark at its end, "…" where it was cut."""
    text = folded_space(clause)
    if not is_whole:
        return text.rstrip(" ,;:") + "…"
    return text if text.endswith(("...", "…")) else text.rstrip(" .,;:")


def _as_of_year(claim: Claim, document: DocumentRef, extraction: Extraction) -> int | None:
    """The year whose state a baseline describes: its own, the registry's, else the text's latest date."""
    if claim.kind != "baseline":
        return None
    return claim.as_of_year or document.year or extraction.document_year
