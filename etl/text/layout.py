"""The layout of a text: hard wraps undone, blocks with their markers, sentences.

`Layout.flow` is as long as the text; a line break inside a block is a space in it, a line break
between blocks stays. So every offset of the flow is an offset of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

# What may stand before the words of a line. The order of `rank` is the order in which headings nest.
_MARKERS: tuple[tuple[str, int, str], ...] = (
    ("part", 1, r"(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:thứ\s+\w+|[IVX]{1,5}|\d{1,2})\b\s*[.:)-]?"),
    ("article", 1, r"Điều\s+\d{1,3}[.:]"),
    ("roman", 2, r"[IVX]{1,5}\s?[.)/-](?=\s)"),
    ("capital", 2, r"[A-H]\s?[.)](?=\s)"),
    ("ordinal", 6, r"(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Bẩy|Tám|Chín|Mười)\s+là(?=[\s,:])"),
    ("ordinal", 6, r"Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|bẩy|tám|chín|mười)(?=[\s,:])"),
    ("decimal", 4, r"\d{1,2}(?:\.\d{1,2}){1,3}\s?[.)]?(?=\s+[^\W\d_])"),
    ("number", 3, r"\d{1,2}\s?[.)/](?=\s)"),
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
_TERMINAL = re.compile(r"(?:[.;:!?…]|\./\.?)[\s\"”’')\]]*$")
# A line that ends so goes on in the next one, whatever that begins with.
_OPEN_END = re.compile(
    r"(?:[,(/“\"‘]|\s[-–]|\b(?:năm|đến|tới|của|và|là|với|cho|các|những|từ|trong|trên|dưới|"
    r"hơn|về|tại|theo|ở|được|"
    r"đạt|tỷ|lệ|có|ít|nhất|tối|thiểu|đa|khoảng|gần|vượt|không|quá|số|nhóm|top|tốp|thứ|hạng|giai|đoạn|mức|độ|"
    r"hoặc|như|do|bởi|để|bằng|cấp|tỉnh|ngày|tháng|quý|hết|cuối|trước|vào|một|mỗi|toàn|bộ))\s*$",
    re.IGNORECASE,
)
_SECTION_WORD = re.compile(
    r"(?:(?:các\s+)?(?:mục tiêu|chỉ tiêu|định hướng|tầm nhìn|nhiệm vụ|giải pháp|quan điểm|mục đích|kết quả|"
    r"tổ chức thực hiện|kinh phí|hiện trạng|thực trạng|tình hình|đánh giá|căn cứ|phạm vi|nội dung)|"
    r"(?:giai đoạn|đến (?:hết |cuối )?năm|năm)\s+\d{4})\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:TP|Tp|TX|Tx|TT|Q|P|Th?S|TS|PGS|GS|BS|KS|CN|Mr|Ms|Dr|tr|vv|v|St|No|Co|Ltd|"
    r"Inc|đ/c|Đ/c)|\b[A-ZĐ])$"
)
_SENTENCE_END = re.compile(r"(?:\./\.?|[!?…]+|\.{2,}|\.)[\"”’')\]]*(?=\s)|\n")
# Rules look about within a sentence, so that its length bounds their time; the longest real ones, lists
# between semicolons, stay below.
_LONGEST_SENTENCE = 2400
_NEXT_SENTENCE = re.compile(r"[\s\"“‘'(\[*•+–-]*([^\W_])")


@dataclass(frozen=True, slots=True)
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
    usual = _usual_wrapped_length(text, lines)
    flow: list[str] = []
    blocks: list[Block] = []
    position = 0
    open_start: int | None = None
    open_blank = False
    for index, line in enumerate(lines):
        if open_start is None:
            open_start, open_blank = line.start, line.after_blank
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following is not None and _goes_on(text, line, following, open_start, usual):
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
    for stop in _SENTENCE_END.finditer(flow, start, end):
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


def _usual_wrapped_length(text: str, lines: list[_Line]) -> float | None:
    """The length that a wrapped line usually has, None where the text is not wrapped.

    Wrapped lines are known by their followers, which begin with a small letter. 0.25 is the share of
    such breaks above which a text counts as wrapped: in running Vietnamese about 0.8 of the
    words begin with a small letter, in a text of whole paragraphs hardly a line does.
    """
    lengths = [
        line.end - line.start
        for line, following in pairwise(lines)
        if not following.after_blank
        and text[following.start].islower()
        and not _MARKER.match(text, following.start)
    ]
    breaks = sum(not line.after_blank for line in lines[1:])
    if not lengths or len(lengths) < 0.25 * breaks:
        return None
    lengths.sort()
    return lengths[bisect_left(range(len(lengths)), len(lengths) // 2)] * 0.7


def _goes_on(text: str, line: _Line, following: _Line, open_start: int, usual: float | None) -> bool:
    """Whether the next line continues this one: the line break is only a wrap."""
    if following.after_blank:
        return False
    last = text[line.start : line.end]
    if _LONE_MARKER.fullmatch(last) and line.start == open_start:
        return True
    if text[following.start : following.end] == "%":
        return False  # the unit cell of a table copied cell by cell
    first = text[following.start]
    ends = _TERMINAL.search(last) is not None
    open_end = not ends and _OPEN_END.search(last) is not None
    if _MARKER.match(text, following.start):
        return not ends and _marker_is_text(text, following, open_end)
    if first.islower():
        return True
    capitals, next_capitals = _is_capitals(last), _is_capitals(text[following.start : following.end])
    if (
        open_end
        and (usual is not None or not first.isupper() or last[-1] == ",")
        and capitals >= next_capitals
    ):
        return True
    if ends:
        return False
    if capitals or next_capitals:
        return capitals and next_capitals and not _opens_section(text, following.start, following.end)
    if usual is None or _opens_section(text, open_start, line.end):
        return False
    return len(last) >= usual


def _marker_is_text(text: str, following: _Line, open_end: bool) -> bool:
    """Whether what looks like a marker is a wrapped dash or number: "kinh tế / - xã hội"."""
    match = _MARKER.match(text, following.start)
    assert match is not None
    kind = _marker_kind(match)[0]
    if kind == "dash":
        after = text[match.end() : match.end() + 1]
        return after.islower() and text[following.start + 1 : following.start + 2].isspace()
    return open_end and kind in {"number", "decimal"}


def _opens_section(text: str, start: int, end: int) -> bool:
    marker = _MARKER.match(text, start)
    body = marker.end() if marker else start
    while body < end and text[body].isspace():
        body += 1
    return end - start < 120 and _SECTION_WORD.match(text, body) is not None


def _is_capitals(line: str) -> bool:
    if sum(char.islower() for char in line[:20]) > 8:
        return False
    letters = [char for char in line if char.isalpha()]
    return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.85 * len(letters)


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
        if inner is not None and _marker_kind(inner)[1] < rank:
            kind, rank = _marker_kind(inner)
            body = inner.end()
            while body < end and text[body].isspace():
                body += 1
    return Block(start, end, body, kind, rank, after_blank)
