"""The layout of a text: hard wraps undone, blocks with their markers, sentences.

`Layout.flow` is as long as the text; a line break inside a block is a space in it, a line break
between blocks stays. So every offset of the flow is an offset of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

# What may stand before the words of a line. The order of `rank` is the order in which headings nest.
_MARKERS: tuple[tuple[str, int, str], ...] = (
    ("part", 1, r"(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:thứ\s+\w+|[IVX]{1,5}|\d{1,2})\b\s*[.:)-]?"),
    ("article", 1, r"Điều\s+\d{1,3}[.:]"),
    ("roman", 2, r"[IVX]{1,5}\s?[.)/-](?=\s)"),
    ("capital", 2, r"[A-H]\s?[.)](?=\s)"),
    ("ordinal", 6, r"(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Bẩy|Tám|Chín|Mười)\s+là(?=[\s,:])"),
    ("ordinal", 6, r"Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|bẩy|tám|chín|mười)(?=[\s,:])"),
    ("decimal", 4, r"\d{1,2}(?:\.\d{1,2}){1,3}(?:\s?[.)]?(?=\s+[^\W\d_])|[.)](?=\s+\d))"),
    ("number", 3, r"\d{1,2}(?:\s?[.)/](?=\s)|-(?=\s+[^\W\d_]))"),
    ("bracketed", 5, r"\(\s?(?:\d{1,2}|[ivx]{1,4}|[a-zđ])\s?\)"),
    ("letter", 5, r"[a-zđ]\s?[.)](?=\s)"),
    ("bullet", 6, r"[*•·▪■□◦●○►➢✓❖\u25a0\uf0b7\uf02d](?:\s|(?=\S))"),
    ("dash", 7, r"[-–—](?:\s|(?=[^\W\d_]|\d+\s?%))"),
    ("plus", 8, r"\+(?:\s|(?=\S))"),
)
_MARKER = re.compile(
    r"\s*(?:" + "|".join(f"(?P<m{place}>{pattern})" for place, (_, _, pattern) in enumerate(_MARKERS)) + ")"
)
_LONE_MARKER = re.compile(r"[-–—*•·▪■◦●○►➢✓+]|\d{1,2}[.)]|[a-zđ]\)|[IVX]{1,5}\.")
# The last words of a heading in capitals, too few letters to tell by: "CHÍNH QUYỀN / SỐ", "ĐẦU / TƯ: 80 tỷ".
_FIRST_WORDS = re.compile(r"([^\W\d_]+(?:\s[^\W\d_]+)?)(?::\s|:?$)")
_DASHED = re.compile(r"[-–—]\s+[^\W\d_]")  # "Phan Rang / - Tháp Chàm"
_RULE = re.compile(r"[-–—_*=.]{3,}")
# A line that ends a sentence, perhaps in quotes or brackets ("./." closes a letter), and one that goes on in
# the next one, whatever that begins with. Asked of every line, so without a pattern.
_ENDS = (".", ";", ":", "!", "?", "…", "./")
_CLOSING = " \"”’')]"
_OPEN_MARKS = (*',(/“"‘<>≥≤=~', " -", " –")
# fmt: off
_OPEN_WORDS = frozenset({
    "bằng", "bộ", "bởi", "cho", "cuối", "các", "có", "cấp", "của", "do", "dưới", "giai", "gần", "hoặc",
    "hơn", "hạng", "hết", "khoảng", "không", "là", "lệ", "mỗi", "một", "mức", "ngày", "nhóm", "như",
    "nhất", "những", "năm", "quá", "quý", "số", "theo", "thiểu", "tháng", "thứ", "top", "toàn", "trong",
    "trên", "trước", "tại", "tỉnh", "tối", "tốp", "tới", "từ", "tỷ", "và", "vào", "vượt", "về", "với",
    "ít", "lên", "đa", "đoạn", "được", "đạt", "đến", "để", "độ", "ở",
})
# fmt: on
# Farther back no word of these begins.
_LONGEST_END = 32
_LAST_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?:,\d{1,2})?$")
_DIGITS = re.compile(r"\d{1,4}(?:,\d{1,2})?(?!\d)")
_BARE_VALUE = re.compile(r"(?:[<>≥≤]=?\s?)?\d[\d.,]*\s?(?:%|[^\W\d_]{1,5}(?:/[^\W\d_]{1,3})?)?\s?[.;,]?")
# Common words have a capital only where a sentence begins: the line before was a headline or a heading.
_OPENER = re.compile(
    r"(?:Đến\s+(?:năm|hết|cuối|nay|ngày)|Ngày\s+\d|Sáng\s+(?:ngày\s+)?\d|Chiều\s+(?:ngày\s+)?\d|"
    r"Theo\s|Thực\s+hiện|Nhằm|Để\s|Trong\s|Căn\s+cứ|Mục\s+tiêu|Phấn\s+đấu|T[ỷỉ]\s+lệ|Tỷ\s+trọng|Các\s|"
    r"Triển\s+khai|Đẩy\s+mạnh|Nâng\s+cao|Tiếp\s+tục|Tập\s+trung|Cụ\s+thể|Về\s|Với\s|Tại\s|Trước\s|Sau\s|"
    r"Khi\s|Đối\s+với|Ngoài\s+ra|Bên\s+cạnh|Đồng\s+thời|Hiện\s+(?:nay|tại|có)|Năm\s+\d|Giai\s+đoạn|Mới\s+đây|"
    r"Vừa\s+qua|Qua\s|Chỉ\s+tiêu)"
)
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,2})*\.?|[IVX]{1,5}|S?TT")
_WANTS_NUMBER = re.compile(
    r"(?<!\w)(?:đạt|là|khoảng|trên|dưới|hơn|từ|đến|nhóm|top|tốp|thứ|hạng|số|năm|tháng|quý|ngày|có|mức|độ|kỳ|và|hoặc)$|"
    r"[,(<>≥≤=–-]$",
    re.IGNORECASE,
)
_CELL_LINE = re.compile(r"%(?:\s.{1,30})?|(?:[<>≥≤]=?\s?)?\d[\d.,]*\s?%?(?:\s?[-–]\s?\d[\d.,]*\s?%?)?")
_ROW = re.compile(r"\d{1,3}(?:\.\d{1,2})*\.?\s?\|")  # the first cell of a table row: "12 | Tỷ lệ ..."
_ROW_OPENS = re.compile(r"(?P<number>\d{1,3}|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5}|[A-HĐ]|S?TT)\.?\s?\|")
_SECTION_WORD = re.compile(
    r"(?:(?:(?:các|một số|những)\s+)?(?:mục tiêu|chỉ tiêu|định hướng|tầm nhìn|nhiệm vụ|giải pháp|quan điểm|"
    r"mục đích|kết quả|tổ chức thực hiện|kinh phí|hiện trạng|thực trạng|tình hình|đánh giá|căn cứ|phạm vi|"
    r"nội dung)|"
    r"(?:giai đoạn|đến (?:hết |cuối )?năm|năm)\s+\d{4})\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:TP|Tp|TX|Tx|TT|Q|P|Th?S|TS|PGS|GS|BS|KS|CN|Mr|Ms|Dr|tr|vv|v|St|No|Co|Ltd|"
    r"Inc|đ/c|Đ/c)|\b[A-ZĐ])$"
)
_SENTENCE_SIGN = re.compile(r"[.!?…\n]")  # where an end may be; far faster to find
_SENTENCE_END = re.compile(r"(?:\./\.?|(?<![!?…])[!?…]+|(?<!\.)\.{2,}|\.)[\"”’')\]]*(?=\s)|\n")
# Rules look about within a sentence, so that its length bounds their time; the longest real ones, lists
# between semicolons, stay below.
_LONGEST_SENTENCE = 2400
_NEXT_SENTENCE = re.compile(r"[\s\"“‘'(\[*•+–-]*([^\W_])")


@dataclass(slots=True)  # made by the thousand: freezing would double the time
class Block:
    """A run of lines that belong together: a paragraph, a list item or a heading.

    `start`..`end` hold the marker too; `body` is where the words begin. `rank` orders markers from
    the outermost (1) to the innermost (8); a block without a marker has rank 0.
    """

    start: int
    end: int
    body: int
    marker: str
    rank: int
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The flow of a text and its blocks, in order."""

    flow: str
    blocks: tuple[Block, ...]

    def sentences(self, block: Block) -> list[tuple[int, int]]:
        """The sentences of a block as ranges of the flow, without blanks around them."""
        return split_sentences(self.flow, block.body, block.end)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    after_blank: bool


def lay_out(text: str) -> Layout:
    """Undo hard wraps and cut the text into blocks; linear in the length of the text."""
    lines = _lines(text)
    wraps = _Wraps.of(text, lines)
    flow: list[str] = []
    blocks: list[Block] = []
    position = 0
    open_start: int | None = None
    open_blank = False
    for index, line in enumerate(lines):
        if open_start is None:
            open_start, open_blank = line.start, line.after_blank
        following = lines[index + 1] if index + 1 < len(lines) else None
        after = lines[index + 2] if index + 2 < len(lines) else None
        if following is not None and (
            _goes_on(text, line, following, (open_start, open_blank), wraps)
            or _completes(text, open_start, line, following, after)
        ):
            flow.append(text[position : line.end])
            flow.append(" " * (following.start - line.end))
            position = following.start
            continue
        blocks.append(_block(text, open_start, line.end, open_blank))
        open_start = None
    flow.append(text[position:])
    return Layout("".join(flow), tuple(blocks))


def split_sentences(flow: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a range at full stops that end a sentence; abbreviations and numbers do not."""
    cuts: list[int] = []
    position = start
    for sign in _SENTENCE_SIGN.finditer(flow, start, end):
        stop = _SENTENCE_END.match(flow, sign.start(), end) if sign.start() >= position else None
        if stop is None:
            continue
        position = stop.end()
        following = _NEXT_SENTENCE.match(flow, stop.end(), end)
        if following is None:
            continue
        begins = following.group(1)
        if begins.islower() and stop.group() != "\n":
            continue
        if stop.group() == "." and (
            _ABBREVIATION.search(flow, max(start, stop.start() - 4), stop.start())
            or _is_list_number(flow, start, stop.start())
        ):
            continue
        cuts.append(stop.end())
    sentences: list[tuple[int, int]] = []
    previous = start
    for cut in [*cuts, end]:
        left, right = previous, cut
        while left < right and flow[left].isspace():
            left += 1
        while right > left and flow[right - 1].isspace():
            right -= 1
        while right - left > _LONGEST_SENTENCE:
            middle = _long_sentence_cut(flow, left)
            sentences.append((left, middle))
            left = middle
            while left < right and flow[left].isspace():
                left += 1
        if left < right:
            sentences.append((left, right))
        previous = cut
    return sentences


def _long_sentence_cut(flow: str, start: int) -> int:
    """Where to cut a sentence that is too long: behind a semicolon, else a comma, else a blank."""
    stop = start + _LONGEST_SENTENCE
    for mark in ";, ":
        cut = flow.rfind(mark, start + _LONGEST_SENTENCE // 2, stop)
        if cut >= 0:
            while flow[cut].isspace():
                cut -= 1
            return cut + 1
    return stop


def _is_list_number(flow: str, start: int, stop: int) -> bool:
    """Whether the full stop belongs to a number that opens a sentence, as in "1. Mục tiêu"."""
    first = stop
    while first > start and flow[first - 1].isdigit():
        first -= 1
    if first == stop or stop - first > 2:
        return False
    before = flow[max(start, first - 2) : first].rstrip()
    return before == "" or before[-1] in ".;:"


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    position = 0
    after_blank = True
    for part in text.split("\n"):
        stripped = part.strip()
        if stripped:
            start = position + len(part) - len(part.lstrip())
            lines.append(_Line(start, start + len(stripped), after_blank))
            after_blank = False
        else:
            after_blank = True
        position += len(part) + 1
    return lines


_Break = tuple[_Line, _Line]


@dataclass(frozen=True, slots=True)
class _Wraps:
    """How the lines of a text were wrapped; each part is None where the text shows no such habit.

    `words`: every line of a paragraph but its last has so many words. `columns`: no line is longer, and the
    first word of the next would not have fitted. `usual`: lines are about as long as this, give or take.
    """

    words: int | None
    columns: int | None
    usual: float | None
    spaced: bool = False  # blank lines part all paragraphs
    closed: bool = False  # what stands before an item with a dash ends with a mark

    @classmethod
    def of(cls, text: str, lines: list[_Line]) -> _Wraps:
        """The habits of a text, from the line breaks inside its paragraphs."""
        found = cls._lengths(text, lines)
        if not found.found:
            return found
        ends = [
            (found.filled(text, line, following), following.after_blank)
            for line, following in pairwise(lines)
            if _ends_sentence(text[line.start : line.end]) and not _MARKER.match(text, following.start)
        ]
        before_dashes = [
            _ends_sentence(text[line.start : line.end])
            for line, following in pairwise(lines)
            if text[following.start] in "-–—"
            and not following.after_blank
            and (
                _ends_sentence(text[line.start : line.end])
                or (found.filled(text, line, following) and not _is_numbered(text, line))
            )
        ]
        parted = sum(after_blank for _, after_blank in ends)
        return replace(
            found,
            spaced=parted >= _SOME and all(filled or after_blank for filled, after_blank in ends),
            closed=sum(before_dashes) >= max(_SOME, 0.75 * len(before_dashes)),
        )

    @classmethod
    def _lengths(cls, text: str, lines: list[_Line]) -> _Wraps:
        breaks = [
            (line, following)
            for line, following in pairwise(lines)
            if not following.after_blank and not _MARKER.match(text, following.start)
        ]
        if not breaks:
            return cls(None, None, None)
        inside = [pair for pair in breaks if text[pair[1].start].islower()]
        if not inside and (
            len(breaks) < 0.4 * (len(lines) - 1)
            or any(_is_capitals(text[line.start : line.end]) for line, _ in breaks)
        ):
            return cls(None, None, None)  # a list, a heading, or paragraphs between blank lines
        most = max(_words_of(text, line) for line in lines)
        if most <= _FEW_WORDS and _most(
            breaks, inside, [pair for pair in breaks if _words_of(text, pair[0]) == most]
        ):
            return cls(most, None, None)
        width = max(line.end - line.start for line in lines)
        if width <= _WIDEST and _most(
            breaks, inside, [pair for pair in breaks if not _would_fit(text, *pair, width)]
        ):
            return cls(None, width, None)
        if len(inside) < 0.25 * len(breaks):
            return cls(None, None, None)
        lengths = sorted(line.end - line.start for line, _ in inside)
        return cls(None, None, lengths[len(lengths) // 2] * 0.7)

    @property
    def found(self) -> bool:
        """Whether the text is wrapped at all."""
        return (self.words, self.columns, self.usual) != (None, None, None)

    def filled(self, text: str, line: _Line, following: _Line) -> bool:
        """Whether a line is as long as lines get, so that its end may be only a wrap."""
        if self.words is not None:
            return _words_of(text, line) >= self.words
        if self.columns is not None:
            return not _would_fit(text, line, following, self.columns)
        return self.usual is not None and line.end - line.start >= self.usual


def _is_numbered(text: str, line: _Line) -> bool:
    """Whether a line opens with a marker other than a dash, as headings do."""
    return text[line.start] not in "-–—" and _MARKER.match(text, line.start) is not None


def _most(breaks: list[_Break], inside: list[_Break], full: list[_Break]) -> bool:
    """Whether full lines are the habit: half of all breaks, and nearly all of those within a sentence.

    A text of whole paragraphs has one longest line; the last lines of paragraphs are shorter in any text.
    """
    starts = {line.start for line, _ in full}
    missed = sum(line.start not in starts for line, _ in inside)
    if missed > 0.1 * len(inside) or not full:
        return False
    if len(inside) >= 3 and len(full) >= 0.2 * len(breaks):
        return True  # the cells of a table may be the most
    return len(full) >= 0.5 * len(breaks) and (len(inside) >= 0.25 * len(breaks) or len(full) == len(breaks))


_SOME = 2  # fewer show no habit
# Narrower than the narrowest column, wider than the widest page; paragraphs left whole are longer.
_FEW_WORDS = 12
_WIDEST = 132


def _words_of(text: str, line: _Line) -> int:
    return len(text[line.start : line.end].split())


def _would_fit(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the next line would have had room on this one."""
    word = following.start
    while word < following.end and not text[word].isspace():
        word += 1
    return line.end - line.start + 1 + word - following.start <= width


def _goes_on(text: str, line: _Line, following: _Line, opened: tuple[int, bool], wraps: _Wraps) -> bool:
    """Whether the next line continues this one: the line break is only a wrap.

    `opened` is where the block began, and whether a blank line stands before it.
    """
    open_start = opened[0]
    last, coming = text[line.start : line.end], text[following.start : following.end]
    if following.after_blank or _RULE.fullmatch(coming):
        return False
    if _LONE_MARKER.fullmatch(last) and line.start == open_start:
        return True
    ends = _ends_sentence(last)
    filled = wraps.filled(text, line, following)
    if _MARKER.match(text, following.start):
        in_item = wraps.closed and text[open_start] in "-–—"
        in_name = in_item and filled and not ends and _DASHED.match(coming) is not None
        return in_name or _marker_is_text(text, line, following, filled)
    cells = _cells_go_on(text, open_start, last, coming, filled)
    if cells is not None:
        return cells
    if coming[0].islower():
        return True
    if wraps.found:
        if _closes_bracket(text, open_start, line, coming):
            return True
    elif _CELL_LINE.fullmatch(coming) and last[-1] != ",":
        return False  # the unit or the value of a table, each cell on a line
    if ends:
        return filled and _same_paragraph(text, line, following, opened, spaced=wraps.spaced)
    # So many words a line: a shorter one ends it.
    goes = wraps.found if wraps.words is None else filled
    asks = _is_open(last) and (goes or not coming[0].isupper() or last[-1] == ",")
    return _words_go_on(text, line, following, opened, asks=asks, filled=filled)


def _words_go_on(
    text: str, line: _Line, following: _Line, opened: tuple[int, bool], *, asks: bool, filled: bool
) -> bool:
    """Whether a line without an end mark goes on in one with a capital; `asks`: its last word wants more."""
    last, coming = text[line.start : line.end], text[following.start : following.end]
    capitals = _is_capitals(last)
    if capitals or _is_capitals(coming):
        return _capitals_go_on(text, line, following, capitals=capitals, asks=asks, filled=filled)
    if asks:
        return True
    if not filled or _OPENER.match(coming):
        return False
    return not _is_title(text, opened, line, coming[0])


def _capitals_go_on(
    text: str, line: _Line, following: _Line, *, capitals: bool, asks: bool, filled: bool
) -> bool:
    """Whether a heading in capitals goes on; `asks`: the end of its line asks for more."""
    coming = text[following.start : following.end]
    next_capitals = _is_capitals(coming) or (capitals and filled and _ends_capitals(coming))
    if not capitals:
        return False
    if asks and (next_capitals or not coming[0].isupper()):
        return True
    return next_capitals and not _opens_section(text, following.start, following.end)


def _closes_bracket(text: str, open_start: int, line: _Line, coming: str) -> bool:
    """Whether the next line closes a bracket that this one leaves open: "(chỉ tiêu" / "100%)"."""
    start = max(open_start, line.end - _BRACKET)
    opened = text.rfind("(", start, line.end)
    if opened <= text.rfind(")", start, line.end):
        return False
    return ")" in coming[:_BRACKET] or (line.end - opened < _JUST_OPENED and not coming[0].isupper())


_JUST_OPENED = 12  # characters: "(trừ" / "03 xã ..."
_BRACKET = 80  # characters: longer brackets hold sentences of their own


def _ends_sentence(line: str) -> bool:
    return line[-_LONGEST_END:].rstrip(_CLOSING).endswith(_ENDS)


def _is_open(line: str) -> bool:
    """Whether the last mark or word of a line asks for another one."""
    if line.endswith(_OPEN_MARKS):
        return True
    tail = line[-_LONGEST_END:].lower()
    first = len(tail)
    while first and (tail[first - 1].isalnum() or tail[first - 1] == "_"):
        first -= 1
    return tail[first:] in _OPEN_WORDS


def _cells_go_on(text: str, open_start: int, last: str, coming: str, filled: bool) -> bool | None:
    """Whether a row of a table goes on in the next line; None where neither is part of a table."""
    if coming == "%":
        return False  # the unit cell of a table copied cell by cell
    opened = _ROW_OPENS.match(text, open_start) if filled else None
    if opened is not None and ("|" in coming or last[-1] == "|"):
        return not _next_row(opened, coming)  # a numbered row without bars at its ends
    is_row = last.count("|") == coming.count("|") >= 2
    if is_row and (last[0] + last[-1] != "||" or coming[0] == "|" or _ROW.match(coming)):
        return False  # two rows between bars with as many cells, not halves of one
    if coming[0] == "|":
        return filled and last[-1] != "|"
    if text[open_start] == "|":
        return filled or coming[0].islower() or "|" in coming  # its rows begin with a bar
    if coming[0] == "%" and not last[-1].isdigit():
        return False  # "% GRDP"
    if _ROW.match(coming) or (_NUMBERED.fullmatch(coming) and not _WANTS_NUMBER.search(last)):
        return False  # a row of a table, or the number of one
    return None


def _next_row(opened: re.Match[str], coming: str) -> bool:
    """Whether a line opens the row after the open one: it bears the next number, or one of another kind."""
    number = _ROW_OPENS.match(coming)
    if number is None:
        return False
    one, other = opened["number"], number["number"]
    return not (one.isdigit() and other.isdigit()) or int(other) == int(one) + 1


def _completes(text: str, open_start: int, line: _Line, following: _Line, after: _Line | None) -> bool:
    """Whether the next line is the value of a list item and all of it: "- Tỷ lệ hộ có Internet: / 90%."."""
    if text[line.end - 1] != ":" or following.after_blank or not _MARKER.match(text, open_start):
        return False
    if _BARE_VALUE.fullmatch(text, following.start, following.end) is None:
        return False
    return after is None or after.after_blank or _MARKER.match(text, after.start) is not None


def _same_paragraph(
    text: str, line: _Line, following: _Line, opened: tuple[int, bool], *, spaced: bool
) -> bool:
    """Whether a full line that ends a sentence is followed by the next sentence of its paragraph."""
    if text[line.end - 1] == ":":
        return not _is_capitals(text[following.start : following.end])
    if text[line.end - 1] == ";":
        return text[following.start].isdigit()
    if not spaced and _opens_section(text, following.start, following.end):
        return False
    return spaced or _MARKER.match(text, opened[0]) is not None


def _is_title(text: str, opened: tuple[int, bool], line: _Line, first: str) -> bool:
    """Whether a full line without an end mark is a heading all the same, not the start of a sentence."""
    start, after_blank = opened
    if not _opens_section(text, start, line.end) or not first.isupper():
        return False
    if "," in text[start : line.end]:
        return False  # "Đến năm 2030, Hà" goes on
    marker = _MARKER.match(text, start)
    return after_blank or (marker is not None and _marker_kind(marker)[1] <= 5)


def _marker_is_text(text: str, line: _Line, following: _Line, filled: bool) -> bool:
    """Whether what looks like a marker is a wrapped dash or number: "kinh tế / - xã hội", "50 / - 60%"."""
    match = _MARKER.match(text, following.start)
    assert match is not None
    if _ends_sentence(text[line.start : line.end]):
        return False
    kind = _marker_kind(match)[0]
    if kind == "dash":
        after = text[match.end() : match.end() + 1]
        if after.isdigit():
            low, high = (
                _LAST_NUMBER.search(text, max(line.start, line.end - 6), line.end),
                _DIGITS.match(text, match.end()),
            )
            if low is None or high is None or _number(low) >= _number(high):
                return False
            years = len(low.group()) == 4, len(high.group()) == 4
            return all(years) or (filled and not any(years))
        return after.islower() and text[following.start + 1 : following.start + 2].isspace()
    return _is_open(text[line.start : line.end]) and kind in {"number", "decimal", "roman"}


def _number(found: re.Match[str]) -> float:
    return float(found.group().replace(",", "."))


def _opens_section(text: str, start: int, end: int) -> bool:
    marker = _MARKER.match(text, start)
    body = marker.end() if marker else start
    while body < end and text[body].isspace():
        body += 1
    return end - start < 120 and _SECTION_WORD.match(text, body) is not None


def _ends_capitals(line: str) -> bool:
    """Whether a line is, or begins with, the last words of a heading in capitals: "SỐ", "TƯ: 80 tỷ"."""
    words = _FIRST_WORDS.match(line)
    return words is not None and words.group(1).isupper()


def _is_capitals(line: str) -> bool:
    if sum(map(str.islower, line[:20])) > 8:
        return False
    letters = [char for char in line if char.isalpha()]
    if line[0].isdigit() and not _MARKER.match(line):
        return False  # "15 - 20% GRDP,", "42/2022/NĐ-CP."
    return len(letters) >= 3 and sum(map(str.isupper, letters)) >= 0.85 * len(letters)


def _marker_kind(match: re.Match[str]) -> tuple[str, int]:
    place = int((match.lastgroup or "m0")[1:])
    return _MARKERS[place][0], _MARKERS[place][1]


def _block(text: str, start: int, end: int, after_blank: bool) -> Block:
    match = _MARKER.match(text, start, end)
    if match is None or match.end() >= end:
        return Block(start, end, start, "", 0, after_blank)
    kind, rank = _marker_kind(match)
    body = match.end()
    while body < end and text[body].isspace():
        body += 1
    if kind in {"bullet", "dash"}:  # "* 1. Mục tiêu": the second marker says more
        inner = _MARKER.match(text, body, end)
        if inner is not None and inner.end() < end and _marker_kind(inner)[1] < rank:
            kind, rank = _marker_kind(inner)
            body = inner.end()
            while body < end and text[body].isspace():
                body += 1
    return Block(start, end, body, kind, rank, after_blank)
