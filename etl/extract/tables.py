"""Tables flattened by copy and paste: a header with years, then rows of a label and its values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from etl.extract.comparators import find_bound
from etl.extract.grids import CellUnit, GridValue, cell_unit, find_grid
from etl.extract.horizons import YearMention, find_years
from etl.extract.model import Claim
from etl.extract.numbers import Value, parse_number
from etl.extract.running_rows import RunningRow, blocks_until, first_run, reach, running_rows, runs_at
from etl.extract.year_columns import find_year_columns
from etl.text.layout import Block, Layout

_HEADER_WORD = re.compile(
    r"(?<!\w)(?:s?tt|chỉ\s+tiêu|mục\s+tiêu|nội\s+dung|đơn\s+vị(?:\s+tính)?|đvt|chỉ\s+số|tên\s+chỉ)(?!\w)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_DONE_COLUMN = re.compile(
    r"(?:thực\s+hiện|kết\s+quả|hiện\s+trạng|(?<!\w)(?:th|ưth)(?!\w)|ước)(?:(?!kế\s+hoạch|mục\s+tiêu|[|)]).){0,20}$",
    re.IGNORECASE,
)
_DONE_BEHIND = re.compile(r"\s*\(\s*(?:đã\s+)?(?:thực\s+hiện|kết\s+quả|hiện\s+trạng|ước|th)\b", re.IGNORECASE)
_CELL = (
    r"(?:(?:≥|≤|>|<|>=|<=|trên|tối thiểu|ít nhất|"
    r"khoảng)\s*)?\d[\d.,]*(?:\s?%)?(?:\s?[-–]\s?\d[\d.,]*(?:\s?%)?)?"
)
_VALUE_CELL = re.compile(rf"\s*(?:{_CELL})\s*", re.IGNORECASE)
_PUBLISHED = re.compile(r"\d{1,2}:\d{2}|\d{1,2}[-/]\d{1,2}[-/]\d{4}")  # a line of a portal, no header
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_TOKEN = re.compile(r"\d(?:[\d.,]*\d)?(?:\s?%)?(?:\s?[-–]\s?\d(?:[\d.,]*\d)?(?:\s?%)?)?")
_UNIT_CELL = re.compile(r"\s*(?:%|phần trăm|tỷ lệ(?: %)?)\s*", re.IGNORECASE)
_SHARE_LABEL = re.compile(r"(?<!\w)(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng)(?!\w)|\(\s*%\s*\)", re.IGNORECASE)
_PER_PEOPLE = re.compile(r"/\s?100\s+(?:người\s+)?dân", re.IGNORECASE)
# Longer lines are paragraphs, not cells or header rows.
_LONGEST_CELL = 160
_MOST_COLUMNS = 10
_WRAPPED_LINES = 4  # that a row may take more, where long cells were wrapped


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the range of its words and its value cells with the year of their column."""

    start: int
    end: int
    label: tuple[int, int]
    cells: tuple[tuple[int, int, YearMention | None, bool], ...]
    is_share: bool
    unit: CellUnit | None = None  # as a cell of the row names it


def find_tables(layout: Layout) -> tuple[list[Claim], set[int]]:
    """The claims of all tables and the blocks (by place) that hold them; linear in the number of blocks."""
    claims: list[Claim] = []
    taken: set[int] = set()
    place = 0
    blocks = layout.blocks
    while place < len(blocks):
        values, used = find_year_columns(layout, place)
        rows: list[Row] = []
        if not values:
            rows, used = _barred_table(layout, place)
        if rows:
            taken.update(range(place, place + used))
            claims.extend(claim for row in rows for claim in _claims(layout.flow, row))
            place += used
            continue
        if not values:
            values, used = find_grid(layout, place)
        if values:
            taken.update(range(place, place + used))
            claims.extend(_grid_claim(layout.flow, value) for value in values)
            place += used
            continue
        rows, used = _lined_table(layout, place)
        if not rows:
            rows, used = _celled_table(layout, place)
        if not rows:
            rows, used = _matrix(layout, place)
        streamed, length = _streamed_table(layout, place)
        if len(streamed) > len(rows):
            rows, used = streamed, length
        running, covered = _running_table(layout, place)
        if len(running) > len(rows):
            rows, used = running, covered  # lines that were broken within rows
        if not rows:
            place += 1
            continue
        taken.update(range(place, place + used))
        for row in rows:
            claims.extend(_claims(layout.flow, row))
        place += used
    return claims, taken


def _grid_claim(flow: str, found: GridValue) -> Claim:
    start, end = found.token
    token = flow[start:end]
    unit = "percent" if "%" in token else found.unit.unit
    numbers = [parse_number(number) * found.unit.scale for number in _NUMBER.findall(token)]
    high = numbers[1] if len(numbers) > 1 and numbers[1] > numbers[0] else None
    value = Value(start, end, numbers[0], high, unit, "share", "table-cell", end)
    year = found.year
    is_done = found.is_done
    return Claim(
        kind="baseline" if is_done else "target",
        value=value,
        unit=unit,
        operator="<=" if found.is_within else find_bound(flow, value, found.cell[0]).operator,
        horizon=year.year if year and not is_done else None,
        basis="heading" if year and not is_done else "none",
        firmness=None if is_done else "goal",
        as_of_year=year.year if year and is_done else None,
        sentence=found.row,
        clause=found.shared or found.label,
        near=found.label,
        after_verb=True,
        rule="table-cell/table",
        reason="loại: bảng chỉ tiêu"
        + (f"; mốc: {' '.join(flow[year.start : year.end].split())}" if year else ""),
    )


def _text(layout: Layout, place: int) -> str:
    block = layout.blocks[place]
    return layout.flow[block.start : block.end]


def _columns(layout: Layout, block: Block) -> list[YearMention]:
    return [
        year
        for year in find_years(layout.flow, block.start, block.end)
        if year.form in {"by", "in", "bare"} and year.year >= 2000
    ]


def _lined_table(layout: Layout, place: int) -> tuple[list[Row], int]:
    """A header on one line and rows on one line each, with or without bars between the cells."""
    block, text = layout.blocks[place], _text(layout, place)
    if (
        len(text) > _LONGEST_CELL
        or text[-1] in ".;:"
        or not _HEADER_WORD.search(text)
        or _PUBLISHED.search(text)
    ):
        return [], 0
    years = _columns(layout, block)
    if not years or (len(years) == 1 and "|" not in text and "\t" not in text):
        return [], 0
    rows: list[Row] = []
    following = place + 1
    while following < len(layout.blocks):
        row = _lined_row(layout, layout.blocks[following], years)
        if row is None and rows is not None and _is_title_row(layout, following):
            following += 1
            continue
        if row is None:
            break
        rows.append(row)
        following += 1
    return rows, following - place


_BARRED_HEAD = re.compile(r"\s*S?TT\s*\|", re.IGNORECASE)
_FIRST_ROW = re.compile(r"(?:^|[\s|])(?:0?1|I|A)\s*\.?\s*\|")
_NEXT_ROW = re.compile(r"(?<=[\d%])\s+(?:\d{1,3}|[IVX]{1,4}|[A-H])\s*\.?\s*$")
_LABEL_CELL = re.compile(r"\s*[^\W\d_]")


def _barred_table(layout: Layout, place: int) -> tuple[list[Row], int]:
    """Rows between bars with a column a year, however lines were broken: rows go by their numbers."""
    flow, blocks = layout.flow, layout.blocks
    if _BARRED_HEAD.match(flow, blocks[place].start) is None:
        return [], 0
    following = place
    while following < len(blocks) and "|" in _text(layout, following):
        following += 1
    start, end = blocks[place].start, blocks[following - 1].end
    first = _FIRST_ROW.search(flow, start + 5, end)
    if first is None:
        return [], 0
    columns = [
        (column, years[-1], cell)
        for column, cell in enumerate(_bar_cells(flow, start, first.start() + 1))
        if (years := find_years(flow, *cell)) and years[-1].year >= 2000 and cell[1] - cell[0] < _LONGEST_CELL
    ]
    if len(columns) < 2:
        return [], 0
    rows: list[Row] = []
    position, ordinal = first.start(), 1
    while (
        found := re.compile(rf"(?:^|[\s|])0?{ordinal}\s*\.?\s*\|").search(flow, position, end)
    ) is not None:
        position = found.end()
        if _LABEL_CELL.match(flow, position, end) is None:
            continue
        cells = _bar_cells(flow, position, end, columns[-1][0] + 1)
        if len(cells) <= columns[-1][0] - 1:
            break
        rows.extend(_barred_row(layout, cells, columns))
        position, ordinal = cells[columns[-1][0] - 1][0], ordinal + 1
    return (rows, following - place) if rows else ([], 0)


def _bar_cells(flow: str, start: int, end: int, most: int = _MOST_COLUMNS + 4) -> list[tuple[int, int]]:
    """The first cells of a range that bars part."""
    cells: list[tuple[int, int]] = []
    while start < end and len(cells) < most:
        bar = flow.find("|", start, end)
        stop = end if bar < 0 else bar
        cells.append((start, stop))
        start = stop + 1
    return cells


def _barred_row(
    layout: Layout,
    cells: Sequence[tuple[int, int]],
    columns: Sequence[tuple[int, YearMention, tuple[int, int]]],
) -> list[Row]:
    """The values of one row; `cells` begin behind its number, so that column 1 is the first of them."""
    flow = layout.flow
    valued = []
    for column, year, head in columns:
        start, end = cells[column - 1]
        glued = _NEXT_ROW.search(flow, start, end)  # the last cell of a row and the number of the next
        if glued is not None:
            end = glued.start()
        if _VALUE_CELL.fullmatch(flow, start, end):
            done = _DONE_COLUMN.search(flow, head[0], year.start) is not None
            valued.append((start, end, year, done or _DONE_BEHIND.match(flow, year.end) is not None))
    if not valued:
        return []
    label = cells[0]
    words = [flow[start:end] for start, end in cells[1 : columns[0][0] - 1]]
    unit = next((found for word in words if (found := cell_unit(word.strip()))), None)
    is_share = _SHARE_LABEL.search(flow, *label) is not None and unit is None
    return [Row(label[0], valued[-1][1], label, tuple(valued), is_share, unit)]


_STREAM_HEAD = re.compile(
    r"(?<!\w)S?TT\s+(?:tên\s+|các\s+|nội\s+dung\s+)?(?:chỉ\s+tiêu|mục\s+tiêu|nội\s+dung|chỉ\s+số|tên)(?!\w)",
    re.IGNORECASE,
)
_STREAM_SIGN = re.compile(r"[Tt][Tt]\s")  # every such head holds it; a set alone is found far faster
_STREAM_FIRST = re.compile(r"\s0?1\.?\s+(?=[^\W\d_])")
_LONGEST_HEADER = 320  # characters from "STT" to the first row
_LONGEST_LABEL = 240


def _streamed_table(layout: Layout, place: int) -> tuple[list[Row], int]:
    """Rows of a number, a label and a value a year, whose lines were broken anywhere; two rows at least."""
    flow, blocks = layout.flow, layout.blocks
    begins, ends = blocks[place].start, min(blocks[place].end, blocks[place].start + _LONGEST_LABEL)
    if _STREAM_SIGN.search(flow, begins, ends) is None:
        return [], 0
    head = _STREAM_HEAD.search(flow, begins, ends)
    if head is None:
        return [], 0
    start = head.start()
    first = _STREAM_FIRST.search(flow, start, min(len(flow), start + _LONGEST_HEADER))
    if first is None or "|" in flow[start : first.start()]:
        return [], 0
    years = [
        year
        for year in find_years(flow, start, first.start())
        if year.form in {"by", "in", "bare"} and year.year >= 2000
    ]
    if len(years) < 2:
        return [], 0
    rows: list[Row] = []
    position, ordinal = first.start(), 1
    values = _cells_pattern(len(years))
    while (opened := re.compile(rf"\s0?{ordinal}\.?\s+(?=[^\W\d_])").match(flow, position)) is not None:
        found = values.search(flow, opened.end(), min(len(flow), opened.end() + _LONGEST_LABEL))
        if found is None:
            break
        ordinal += 1
        valued = [found.span(group) for group in range(2, len(years) + 2)]
        label = (opened.end(), found.start())
        rows.append(_row(layout, label[0], found.end(), label, valued, years, bool(found["unit"])))
        following = re.compile(rf"\s0?{ordinal}\.?\s+(?=[^\W\d_])").search(
            flow, found.end(), min(len(flow), found.end() + _LONGEST_LABEL)
        )
        if following is None:
            break
        position = following.start()
    if len(rows) < 2:
        return [], 0
    used = sum(1 for block in blocks[place:] if block.start < rows[-1].end)
    return rows, used


_SHARE_HEAD = re.compile(r"\(\s*%\s*\)")
_ABOUT_GOALS = re.compile(
    r"(?<!\w)(?:chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch|đăng\s+ký|phấn\s+đấu)(?!\w)", re.IGNORECASE
)
_DONE_ROW = re.compile(r"\s*(?:kết\s+quả|thực\s+hiện|hiện\s+trạng|đã\s+đạt|ước)(?!\w)", re.IGNORECASE)
_TITLE_ABOVE = 4  # blocks above a matrix that may say what it holds


def _matrix(layout: Layout, place: int) -> tuple[list[Row], int]:
    """A row a place and a column a share, lines broken or not: "Xã / Hồ sơ (%) / Chữ ký số (%)"."""
    flow, blocks = layout.flow, layout.blocks
    block, text = blocks[place], _text(layout, place)
    if "%" not in text or text[-1] in ".;:" or _SHARE_HEAD.search(text) is None or _DIGIT.search(text):
        return [], 0
    last = place
    while last + 1 < len(blocks) and last - place < _HEAD_LINES and _is_more_head(_text(layout, last + 1)):
        last += 1
    heads = list(_SHARE_HEAD.finditer(flow, block.start, blocks[last].end))
    above = " ".join(_text(layout, at) for at in range(max(0, place - _TITLE_ABOVE), place))
    if len(heads) < 2 or _ABOUT_GOALS.search(above) is None:
        return [], 0
    labels = list(pairwise([block.start, *(head.end() for head in heads)]))
    pattern = _cells_pattern(len(heads))
    rows: list[Row] = []
    position, count = blocks[last].end, 0
    while (found := pattern.search(flow, position, min(len(flow), position + _LONGEST_PLACE))) is not None:
        if _YEAR.fullmatch(found.group(2).strip()):  # "Kết quả năm 2026 73,9 48,2"
            found = pattern.search(flow, found.end(2) - 1, min(len(flow), position + _LONGEST_PLACE))
        if found is None:
            break
        name = flow[position : found.start()].strip()
        if not name[:1].isalpha() or any(mark in name for mark in ".;:%"):
            break
        done = _DONE_ROW.match(name) is not None
        for group, label in enumerate(labels, 2):
            start, end = found.span(group)
            rows.append(Row(position, found.end(), label, ((start, end, None, done),), True))
        position, count = found.end(), count + 1
    if count < 2:
        return [], 0
    return rows, sum(1 for other in blocks[place:] if other.start < position)


def _is_more_head(text: str) -> bool:
    """Whether a line goes on with the names of columns that are shares."""
    return _SHARE_HEAD.search(text) is not None and _DIGIT.search(text) is None and text[-1] not in ".;:"


_HEAD_LINES = 5
_LONGEST_PLACE = 120  # characters of the name of a place and its values


_YEAR = re.compile(r"20\d\d(?<!\d....)(?!\d)")
_LONGEST_HEAD = 600  # characters from the first line of a head to the first figures
# The heads of columns that stand behind the years; the first label begins after them.
_LAST_HEADS = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?(?:(?:ghi\s+chú|(?:đơn\s+vị\s+|cơ\s+quan\s+)?chủ\s+trì|phụ\s+trách|đvt)(?!\w)\s*)*",
    re.IGNORECASE,
)


def _running_table(layout: Layout, place: int) -> tuple[list[Row], int]:
    """A table without bars, its lines broken anywhere: a column a year, or a row a place."""
    flow, block = layout.flow, layout.blocks[place]
    if "|" in _text(layout, place) or block.end - block.start > 2 * _LONGEST_CELL:
        return [], 0
    shares = _SHARE_HEAD.search(flow, block.start, block.end) is not None
    if not shares and _YEAR.search(flow, block.start, block.end) is None:
        return [], 0
    head = _HEADER_WORD.search(flow, block.start, block.end)
    if not shares and head is None:
        return [], 0
    stop = reach(layout, place)
    start = head.start() if head is not None and not shares else block.start
    first = first_run(flow, start, min(stop, block.end + _LONGEST_HEAD))
    if first is None:
        return [], 0
    years = [
        year
        for year in find_years(flow, start, first)
        if year.form in {"by", "in", "bare"} and year.year >= 2000
    ]
    if len(years) > 1 and runs_at(flow, first, stop, len(years)):
        behind = _LAST_HEADS.match(flow, years[-1].end)
        found = running_rows(flow, behind.end() if behind else years[-1].end, stop, len(years))
        rows = [
            _row(layout, row.label[0], row.cells[-1][1], row.label, row.cells, years, False) for row in found
        ]
    else:
        rows, found = _running_matrix(layout, place, first, stop)
    return (rows, blocks_until(layout, place, found[-1].cells[-1][1])) if found else ([], 0)


def _running_matrix(layout: Layout, place: int, first: int, stop: int) -> tuple[list[Row], list[RunningRow]]:
    """The rows of places whose columns are shares: "Xã Hồ sơ trực / tuyến (%) Chữ ký số (%) / Xã A 90 75"."""
    flow, start = layout.flow, layout.blocks[place].start
    heads = list(_SHARE_HEAD.finditer(flow, start, first))
    above = " ".join(_text(layout, at) for at in range(max(0, place - _TITLE_ABOVE), place))
    if len(heads) < 2 or not runs_at(flow, first, stop, len(heads)) or _ABOUT_GOALS.search(above) is None:
        return [], []
    labels = list(pairwise([start, *(head.end() for head in heads)]))
    found = running_rows(flow, heads[-1].end(), stop, len(heads))
    rows = []
    for line in found:
        done = _DONE_ROW.match(flow, *line.label) is not None
        for label, (left, right) in zip(labels, line.cells, strict=True):
            rows.append(Row(line.label[0], line.cells[-1][1], label, ((left, right, None, done),), True))
    return rows, found


def _is_title_row(layout: Layout, place: int) -> bool:
    """Whether a row between bars only names the group of rows below it: "II | Kinh tế số | | |"."""
    text = _text(layout, place)
    if "|" not in text:
        return False
    cells = [cell.strip() for cell in text.split("|")]
    return not any(_DIGIT.search(cell) for cell in cells) and any(not cell for cell in cells)


def _lined_row(layout: Layout, block: Block, years: Sequence[YearMention]) -> Row | None:
    flow = layout.flow
    if "|" in flow[block.start : block.end]:
        cells: list[tuple[int, int]] = []
        position = block.start
        for part in flow[block.start : block.end].split("|"):
            cells.append((position, position + len(part)))
            position += len(part) + 1
        valued = [cell for cell in cells if _VALUE_CELL.fullmatch(flow[cell[0] : cell[1]])]
        if len(cells) >= 3 and len(valued) > len(years):
            valued = valued[1:] if valued[0] == cells[0] else valued
        words = [cell for cell in cells if cell not in valued and flow[cell[0] : cell[1]].strip()]
        has_unit = any(_UNIT_CELL.fullmatch(flow[cell[0] : cell[1]]) for cell in words)
        words = [cell for cell in words if not _UNIT_CELL.fullmatch(flow[cell[0] : cell[1]])]
        if len(valued) != len(years) or not words:
            return None
        label = max(words, key=lambda cell: cell[1] - cell[0])
        named = next((unit for cell in words if (unit := cell_unit(flow[cell[0] : cell[1]]))), None)
        return replace(_row(layout, block.start, block.end, label, valued, years, has_unit), unit=named)
    found = _cells_pattern(len(years)).search(flow, block.body, block.end)
    if found is None or found.start() == block.body:
        return None
    valued = [found.span(group) for group in range(2, len(years) + 2)]
    return _row(
        layout, block.start, block.end, (block.body, found.start()), valued, years, bool(found["unit"])
    )


@cache
def _cells_pattern(count: int) -> re.Pattern[str]:
    """`count` value cells in a row, perhaps behind a cell with the unit."""
    cells = r"\s+".join([rf"({_CELL}|[-–](?=\s))"] * count)
    return re.compile(rf"(?P<unit>\s%)?\s+{cells}(?=\s|$)", re.IGNORECASE)


def _celled_table(layout: Layout, place: int) -> tuple[list[Row], int]:
    """Every cell on a line of its own: the header ends where the first row is numbered 1."""
    flow, blocks = layout.flow, layout.blocks
    if _text(layout, place).lower() not in {"tt", "stt"}:
        return [], 0
    width = 0
    years: dict[int, YearMention] = {}
    while place + width < len(blocks) and width <= _MOST_COLUMNS:
        text = _text(layout, place + width)
        if _is_ordinal(text, 1):
            break
        found = _columns(layout, blocks[place + width])
        if found and len(text) < 60:
            years[width] = found[-1]
        width += 1
    if not years or width < 3 or width > _MOST_COLUMNS:
        return [], 0
    rows: list[Row] = []
    position, ordinal, end = place + width, 1, place
    while position < len(blocks) and _is_ordinal(_text(layout, position), ordinal):
        first = _value_run(layout, position + 1, len(years), width)
        if first is None:
            break
        cells = blocks[first : first + len(years)]
        unit = blocks[first - 1]
        has_unit = first - 1 > position + 1 and _UNIT_CELL.fullmatch(flow[unit.start : unit.end]) is not None
        label_end = blocks[first - 2 if has_unit else first - 1].end
        label = (blocks[position + 1].start, label_end)
        valued = [(cell.start, cell.end) for cell in cells]
        rows.append(_row(layout, label[0], cells[-1].end, label, valued, list(years.values()), has_unit))
        ordinal += 1
        end = first + len(years)
        after = range(end, min(end + width + _WRAPPED_LINES, len(blocks)))
        position = next((at for at in after if _is_ordinal(_text(layout, at), ordinal)), len(blocks))
        if position == len(blocks):
            end = min(max(end, end + width - (first - 1 - place) - len(years)), len(blocks))
    return rows, end - place


def _is_ordinal(text: str, ordinal: int) -> bool:
    """Whether a cell holds the number of a row: "7", "07" or "7."."""
    return text.removesuffix(".") in {str(ordinal), f"0{ordinal}"}


def _value_run(layout: Layout, start: int, count: int, width: int) -> int | None:
    """Where the value cells of a row begin: so many in a row, not far behind its ordinal."""
    for first in range(start + 1, min(start + width + _WRAPPED_LINES, len(layout.blocks) - count + 1)):
        if all(_VALUE_CELL.fullmatch(_text(layout, first + step)) for step in range(count)):
            return first
    return None


def _row(
    layout: Layout,
    start: int,
    end: int,
    label: tuple[int, int],
    valued: Sequence[tuple[int, int]],
    years: Sequence[YearMention],
    has_unit: bool,
) -> Row:
    flow = layout.flow
    cells = tuple(
        (
            cell[0],
            cell[1],
            year,
            _DONE_COLUMN.search(flow, max(before, year.start - 30), year.start) is not None
            or _DONE_BEHIND.match(flow, year.end) is not None,
        )
        for cell, year, before in zip(valued, years, [0, *(year.end for year in years[:-1])], strict=True)
    )
    is_share = has_unit or _SHARE_LABEL.search(flow, *label) is not None
    return Row(start, end, label, cells, is_share)


def _claims(flow: str, row: Row) -> list[Claim]:
    claims: list[Claim] = []
    for start, end, year, is_done in row.cells:
        token = _TOKEN.search(flow, start, end)
        if token is None:
            continue
        scale = row.unit.scale if row.unit else 1
        numbers = [parse_number(number) * scale for number in _NUMBER.findall(token.group())]
        signed = "%" in token.group()
        unit = (
            "percent"
            if signed or row.is_share
            else row.unit.unit
            if row.unit
            else "per_100_people"
            if _PER_PEOPLE.search(flow, *row.label)
            else "count"
        )
        high = numbers[1] if len(numbers) > 1 and numbers[1] > numbers[0] else None
        value = Value(token.start(), token.end(), numbers[0], high, unit, "share", "table-cell", token.end())
        bound = find_bound(flow, value, start)
        claims.append(
            Claim(
                kind="baseline" if is_done else "target",
                value=value,
                unit=unit,
                operator=bound.operator,
                horizon=None if is_done or year is None else year.year,
                basis="none" if is_done or year is None else "heading",
                firmness=None if is_done else "goal",
                as_of_year=year.year if is_done and year is not None else None,
                sentence=(row.start, row.end),
                clause=row.label,
                near=row.label,
                after_verb=True,
                rule="table-cell/table",
                reason="loại: cột bảng" + (f"; mốc: {flow[year.start : year.end]}" if year else ""),
            )
        )
    return claims
