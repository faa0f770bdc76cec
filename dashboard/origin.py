"""What a file to take away says of itself: release, choice, how to cite it, what its codes mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.links import page_link
from dashboard.names import Names
from dashboard.selection import StatementChoice
from dashboard.wording import Wording
from dashboard.wording.labels import (
    CITED_CONFIDENCE,
    DOUBT,
    EVIDENCE,
    FIRMNESS,
    HORIZON_BASIS,
    KINDS,
    OPERATORS,
    REVIEW,
    label,
)
from dashboard.wording.numbers import day

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
