"""What a file to take away says of itself: release, choice, how to cite it, what its codes mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.links import page_link
from dashboard.markup import document_name
from dashboard.names import Names
from dashboard.selection import PairChoice, StatementChoice
from dashboard.wording import Wording
from dashboard.wording.labels import (
    CITED_CONFIDENCE,
    DOUBT,
    EVIDENCE,
    FIRMNESS,
    HORIZON_BASIS,
    KINDS,
    OPERATORS,
    REASONS,
    REVIEW,
    VERDICTS,
    label,
)
from dashboard.wording.numbers import day, is_missing

# The columns whose codes need a legend, each with its words.
LEGENDS = {
    "kind": {code: KINDS[code] for code in ("target", "commitment", "baseline")},
    "evidence": EVIDENCE,
    "firmness": FIRMNESS,
    "horizon_basis": HORIZON_BASIS,
    "operator": OPERATORS,
    "doubt": DOUBT,
    "cited_confidence": CITED_CONFIDENCE,
    "review_status": REVIEW,
}


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file was made from. `address` of the dashboard ends in "/"; "" where it is not known."""

    release: str
    content_date: str
    made_on: date
    address: str


def choice_link(choice: StatementChoice, origin: Origin, language: str) -> str:
    """The address of the data page with the same choice and release."""
    wanted = {
        "unit": list(choice.units),
        "horizon": [str(year) for year in choice.horizons],
        "evidence": list(choice.evidence),
        "theme": list(choice.themes),
        "kind": list(choice.kinds),
        "q": [choice.search] if choice.search else [],
        "certain": ["1"] if choice.only_certain else [],
        "release": [origin.release],
    }
    return origin.address + page_link("data", wanted, language=language)


def choice_in_words(choice: StatementChoice, names: Names) -> list[tuple[str, str]]:
    """The choice as filter and value; a filter that was left open says "all"."""
    w = names.w
    listed: list[tuple[str, Sequence[str]]] = [
        (w("Đơn vị"), [names.unit(id_) for id_ in choice.units]),
        (w("Mốc"), [str(year) for year in choice.horizons]),
        (w("Lĩnh vực"), [names.theme(id_) for id_ in choice.themes]),
        (w("Loại"), [label(KINDS, code, w) for code in choice.kinds]),
        (w("Nguồn"), [label(EVIDENCE, code, w) for code in choice.evidence]),
    ]
    said = [(name, ", ".join(values) or w("tất cả")) for name, values in listed]
    if choice.search:
        said.append((w("Tìm trong phát biểu"), choice.search))
    said.append((w("Bỏ dòng còn nghi ngờ"), w("có") if choice.only_certain else w("không")))
    return said


def pairs_in_words(choice: PairChoice, names: Names) -> str:
    """Which pairs are compared, on one line; filters that were left open are not mentioned."""
    w = names.w
    said = [
        ", ".join(names.unit(id_) for id_ in choice.units or names.provinces()),
        ", ".join(str(year) for year in choice.horizons),
        ", ".join(names.theme(id_) for id_ in choice.themes),
        ", ".join(names.indicator(id_) for id_ in choice.indicators),
        ", ".join(names.scope(id_) for id_ in choice.scopes),
        ", ".join(w(VERDICTS[code].word) for code in choice.verdicts if code in VERDICTS),
        ", ".join(label(REASONS, code, w) for code in choice.reasons),
        w("bỏ dòng còn nghi ngờ") if choice.only_certain else "",
        w("so với mục tiêu quốc gia có hiệu lực khi tỉnh ban hành")
        if choice.basis == "at_issue"
        else w("so với mục tiêu quốc gia có hiệu lực hôm nay"),
    ]
    return "; ".join(filter(None, said))


def sources(pairs: pd.DataFrame, documents: pd.DataFrame, w: Wording) -> str:
    """The documents that pairs rest on, each once, in the order of the pairs."""
    return sources_named(
        pairs[["province_document_id", "national_document_id"]].to_numpy().ravel(), documents, w
    )


def sources_named(ids: Iterable[object], documents: pd.DataFrame, w: Wording) -> str:
    """The documents of `ids`, each once, in their order; missing ids are left out."""
    known = {str(row["document_id"]): row for row in documents.to_dict("records")}
    named = [document_name(known[str(id_)], w) for id_ in dict.fromkeys(ids) if not is_missing(id_)]
    return w("Nguồn: {documents}.", documents="; ".join(named))


def stamp(origin: Origin, w: Wording) -> str:
    """Release, date of content and day, for the foot of a picture."""
    return w(
        "Mốc Số, bản phát hành {release}, nội dung đến {content}, lấy ngày {made}. {address}",
        release=origin.release,
        content=day(origin.content_date, w.language),
        made=day(origin.made_on.isoformat(), w.language),
        address=origin.address,
    ).rstrip()


def citation(origin: Origin, link: str, rows: int, w: Wording) -> str:
    """How to cite a slice of `rows` statements."""
    return w(
        "Mốc Số, bản phát hành {release}, nội dung đến {content}, {rows}, lấy ngày {made}. {link}",
        release=origin.release,
        content=day(origin.content_date, w.language),
        rows=w.plural("{n} phát biểu", rows),
        made=day(origin.made_on.isoformat(), w.language),
        link=link,
    )


def legend(w: Wording) -> list[tuple[str, str, str]]:
    """What the codes of a slice mean: column, code, meaning."""
    return [
        (column, code, w(message) if message else w("bằng"))
        for column, table in LEGENDS.items()
        for code, message in table.items()
    ]


def rights(w: Wording) -> str:
    """Whose the words of a slice are."""
    return w(
        "Câu trích thuộc về cơ quan ban hành và nơi đăng; cột citation ghi rõ. "
        "Số dẫn lại được ghi bằng lời của chúng tôi, cột source_urls ghi nơi nêu."
    )
