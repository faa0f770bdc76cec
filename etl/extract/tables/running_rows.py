"""Tables without bars whose lines were broken anywhere: what parts the rows is the run of their figures.

"Nội dung Năm 2023 Kế hoạch 2025 / Kế hoạch 2030 Hộ có cáp / quang (%) 64 80 / 100 Cơ quan ký số 70 90 100":
where the head names three columns, each row ends with three figures side by side. Columns are years, or
shares in a table with a row a place: "Xã Hồ sơ (%) Chữ ký số (%) / Xã A 90 75".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from etl.extract.model import Claim
from etl.extract.tables.cells import (
    FIGURE,
    HEAD_WORD,
    LONGEST_CELL,
    NO_TABLE,
    SHARE,
    SHARE_HEAD,
    Column,
    Range,
    Row,
    Table,
    block_text,
    blocks_until,
    cell_claims,
    column_years,
    columns_of,
    label_unit,
    row_claims,
    trimmed,
)
from etl.text.layout import Layout

_YEAR = re.compile(r"20\d\d(?<!\d....)(?!\d)")
_SIDE_BY_SIDE = re.compile(rf"(?<=[\s)%])(?!20\d\d\s)(?:{FIGURE}|[-–])\s+{FIGURE}(?=\s|$)", re.IGNORECASE)
_LONGEST_HEAD = 600  # characters from its first line to the first figures
# The heads of columns that stand behind the years; the first label begins after them.
_LAST_HEADS = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?(?:(?:ghi\s+chú|(?:đơn\s+vị\s+|cơ\s+quan\s+)?chủ\s+trì|phụ\s+trách|đvt)(?!\w)\s*)*",
    re.IGNORECASE,
)
_ABOUT_GOALS = re.compile(
    r"(?<!\w)(?:chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch|đăng\s+ký|phấn\s+đấu)(?!\w)", re.IGNORECASE
)
_TITLE_ABOVE = 4  # blocks above a table of places that may say that it holds goals
_DONE_ROW = re.compile(r"\s*(?:kết\s+quả|thực\s+hiện|hiện\s+trạng|đã\s+đạt|ước)(?!\w)", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_]{2,}")
# A row that holds so much more than its figures, or the words of a paragraph, belongs to no table.
_LONGEST_LABEL = 260
_ENDS_TABLE = re.compile(r"[.;](?:\s|$)|(?:^|\s)(?:ghi\s+chú|nguồn|người\s+lập)\s*[^\w\s]", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"\d{1,3}\s?\.?\s")
_FEWEST_ROWS = 2
_MOST_BLOCKS = 80


@dataclass(frozen=True, slots=True)
class RunningRow:
    """One row: its label and its cells, one a column; a dash stands for an empty one."""

    label: Range
    cells: tuple[Range, ...]


def read_running_rows(layout: Layout, place: int) -> Table:
    """The table whose head begins in the block at `place`."""
    flow, block = layout.flow, layout.blocks[place]
    if "|" in block_text(layout, place) or block.end - block.start > 2 * LONGEST_CELL:
        return NO_TABLE
    has_shares = SHARE_HEAD.search(flow, block.start, block.end) is not None
    if not has_shares and _YEAR.search(flow, block.start, block.end) is None:
        return NO_TABLE
    head = HEAD_WORD.search(flow, block.start, block.end)
    if not has_shares and head is None:
        return NO_TABLE
    start = head.start() if head is not None and not has_shares else block.start
    stop = _reach(layout, place)
    figures = _SIDE_BY_SIDE.search(flow, start, min(stop, block.end + _LONGEST_HEAD))
    if figures is None:
        return NO_TABLE
    first = figures.start()
    years = column_years(flow, start, first)
    if len(years) > 1 and _run(len(years)).match(flow, first, stop):
        behind = _LAST_HEADS.match(flow, years[-1].end)
        rows = find_rows(flow, behind.end() if behind else years[-1].end, stop, len(years))
        claims = _claims_of_years(flow, rows, columns_of(flow, years))
    else:
        heads = list(SHARE_HEAD.finditer(flow, block.start, first))
        above = " ".join(block_text(layout, at) for at in range(max(0, place - _TITLE_ABOVE), place))
        if len(heads) < 2 or not _run(len(heads)).match(flow, first, stop) or not _ABOUT_GOALS.search(above):
            return NO_TABLE
        rows = find_rows(flow, heads[-1].end(), stop, len(heads))
        claims = _claims_of_places(flow, rows, list(pairwise([block.start, *(head.end() for head in heads)])))
    return Table(claims, blocks_until(layout, place, rows[-1].cells[-1][1])) if claims else NO_TABLE


def _claims_of_years(flow: str, rows: list[RunningRow], columns: list[Column]) -> list[Claim]:
    return [
        claim
        for row in rows
        for claim in row_claims(
            flow,
            Row((row.label[0], row.cells[-1][1]), row.label, label_unit(flow, row.label)),
            row.cells,
            columns,
        )
    ]


def _claims_of_places(flow: str, rows: list[RunningRow], heads: list[Range]) -> list[Claim]:
    """What the rows of places claim; what is measured stands in the heads of their columns."""
    return [
        claim
        for row in rows
        for head, cell in zip(heads, row.cells, strict=True)
        for claim in cell_claims(
            flow,
            cell,
            Row((row.label[0], row.cells[-1][1]), head, SHARE),
            Column(is_done=_DONE_ROW.match(flow, *row.label) is not None),
        )
    ]


def _reach(layout: Layout, place: int) -> int:
    """Where the blocks end that may hold a table beginning at a block: at a blank line, or far away."""
    end = layout.blocks[place].end
    for block in layout.blocks[place + 1 : place + _MOST_BLOCKS]:
        if block.after_blank or 0 < block.rank < 3:
            break
        end = block.end
    return end


@cache
def _run(count: int) -> re.Pattern[str]:
    """So many figures side by side, and no more but the number of the next row."""
    cells = r"\s+".join([rf"({FIGURE}|[-–](?=\s+\d))"] * count)
    return re.compile(
        rf"(?<=[\s)%])(?<!(?i:năm)\s){cells}(?=\s|$)(?:(?=\s+\d{{1,2}}\.?\s+[^\W\d_])|(?!\s+{FIGURE}(?:\s|$)))",
        re.IGNORECASE,
    )


def find_rows(flow: str, start: int, end: int, count: int) -> list[RunningRow]:
    """The rows between two places, each with `count` figures; none where they are fewer than two."""
    rows: list[RunningRow] = []
    position = start
    for found in _run(count).finditer(flow, start, end):
        label = (position, found.start())
        if label[1] - label[0] > _LONGEST_LABEL or _WORD.search(flow, *label) is None:
            break
        if rows and _ENDS_TABLE.search(flow, *label) is not None:
            break
        label = (trimmed(flow, *label)[0], label[1])
        rows.append(RunningRow(label, tuple(found.span(group) for group in range(1, count + 1))))
        position = found.end()
    return rows if len(rows) >= _FEWEST_ROWS and _numbers_agree(flow, rows) else []


def _numbers_agree(flow: str, rows: list[RunningRow]) -> bool:
    """Whether every row has its number where the first one has: else numbers were read as figures."""
    numbers = [_ROW_NUMBER.match(flow, *row.label) for row in rows]
    return numbers[0] is None or all(numbers)
