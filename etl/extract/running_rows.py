"""Rows of a table without bars whose lines were broken anywhere: what parts them is the run of their figures.

"Nội dung Năm 2023 Kế hoạch 2025 / Kế hoạch 2030 Hộ có cáp / quang (%) 64 80 / 100 Cơ quan ký số 70 90 100":
where the head names three columns, each row ends with three figures side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from etl.text.layout import Layout

_FIGURE = (
    r"(?:(?:≥|≤|>|<|>=|<=|trên|tối\s+thiểu|ít\s+nhất|khoảng)\s*)?"
    r"\d(?:[\d.,]*\d)?(?:\s?%)?(?:\s?[-–]\s?\d(?:[\d.,]*\d)?(?:\s?%)?)?"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
# A row that holds so much more than its figures, or the words of a paragraph, belongs to no table.
_LONGEST_LABEL = 260
_ENDS_TABLE = re.compile(r"[.;](?:\s|$)|(?:^|\s)(?:ghi\s+chú|nguồn|người\s+lập)\s*[^\w\s]", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"\d{1,3}\s?\.?\s")
_FEWEST_ROWS = 2
_MOST_BLOCKS = 80

_SIDE_BY_SIDE = re.compile(rf"(?<=[\s)%])(?!20\d\d\s)(?:{_FIGURE}|[-–])\s+{_FIGURE}(?=\s|$)", re.IGNORECASE)

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RunningRow:
    """One row: its label and its cells, one a column; a dash stands for an empty one."""

    label: Range
    cells: tuple[Range, ...]


@cache
def _run(count: int) -> re.Pattern[str]:
    """So many figures side by side, and no more but the number of the next row."""
    cells = r"\s+".join([rf"({_FIGURE}|[-–](?=\s+\d))"] * count)
    return re.compile(
        rf"(?<=[\s)%]){cells}(?=\s|$)(?:(?=\s+\d{{1,2}}\.?\s+[^\W\d_])|(?!\s+{_FIGURE}(?:\s|$)))",
        re.IGNORECASE,
    )


def reach(layout: Layout, place: int) -> int:
    """Where the blocks end that may hold a table beginning at a block: at a blank line, or far away."""
    end = layout.blocks[place].end
    for block in layout.blocks[place + 1 : place + _MOST_BLOCKS]:
        if block.after_blank or 0 < block.rank < 3:
            break
        end = block.end
    return end


def first_run(flow: str, start: int, end: int) -> int | None:
    """Where two figures first stand side by side; None where they nowhere do."""
    found = _SIDE_BY_SIDE.search(flow, start, end)
    return found.start() if found else None


def runs_at(flow: str, start: int, end: int, count: int) -> bool:
    """Whether so many figures stand side by side right there."""
    return _run(count).match(flow, start, end) is not None


def running_rows(flow: str, start: int, end: int, count: int) -> list[RunningRow]:
    """The rows between two places, each with `count` figures; none where they are fewer than two."""
    rows: list[RunningRow] = []
    position = start
    for found in _run(count).finditer(flow, start, end):
        label = (position, found.start())
        if label[1] - label[0] > _LONGEST_LABEL or _WORD.search(flow, *label) is None:
            break
        if rows and _ENDS_TABLE.search(flow, *label) is not None:
            break
        while label[0] < label[1] and flow[label[0]].isspace():
            label = (label[0] + 1, label[1])
        rows.append(RunningRow(label, tuple(found.span(group) for group in range(1, count + 1))))
        position = found.end()
    return rows if len(rows) >= _FEWEST_ROWS and _numbers_agree(flow, rows) else []


def _numbers_agree(flow: str, rows: list[RunningRow]) -> bool:
    """Whether every row has its number where the first one has: else numbers were read as figures."""
    numbers = [_ROW_NUMBER.match(flow, *row.label) for row in rows]
    if numbers[0] is None:
        return True
    return all(number is not None for number in numbers)


def blocks_until(layout: Layout, place: int, end: int) -> int:
    """How many blocks, from one on, begin before a place of the flow."""
    count = 0
    for block in layout.blocks[place:]:
        if block.start >= end:
            break
        count += 1
    return count
