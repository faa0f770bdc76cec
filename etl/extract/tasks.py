"""Task groups and aims: enumerations of tasks behind a lead, and goal sentences without a number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from etl.extract.model import Passage, TaskItem
from etl.text.layout import Block, Layout

_TASK_WORD = r"(?:nhiệm\s+vụ|giải\s+pháp)"
# A lead names tasks and says that they follow: it ends in a colon, or counts them.
_LEAD = re.compile(
    rf"(?<!\w){_TASK_WORD}(?!\w)[^.!?\n]{{0,160}}?:|(?<!\w){_TASK_WORD}(?!\w)[^.:!?\n]{{0,160}}\.?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<!\w)(\d{{1,2}}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:nhóm\s+)?{_TASK_WORD}", re.IGNORECASE
)
_ORDINALS = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Bẩy", "Tám", "Chín", "Mười")
_LABEL = re.compile(
    rf"(?:(?P<ordinal>(?:{'|'.join(_ORDINALS)})\s+là|Thứ\s+(?:nhất|"
    r"hai|ba|tư|năm|sáu|bảy|bẩy|tám|chín|mười))(?=[\s,:])"
    r"|(?<=và )(?P<last>cuối\s+cùng)(?=\s+là))"
)
# Where a label may begin. Alternatives that begin with letters of their own are found far faster.
_LABEL_SIGN = re.compile("|".join([*(rf"{word}\s+là" for word in _ORDINALS), r"Thứ\s", r"cuối\s+cùng"]))
_ITEM_CUT = re.compile(r";\s+(?=[A-ZĐÀ-Ỹ])")
_OPENING = re.compile(
    r"^(?:Cụ\s+thể|Theo\s+đó|Đó\s+là|Gồm|Bao\s+gồm|"
    r"Trong\s+đó)[,:]?[^;.]{0,80}?(?<!\w)(?:cần|phải|là|gồm)(?:\s*:)?\s+",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(r"^Theo\s+đó,\s+", re.IGNORECASE)
# Items of a list of tasks or aims begin with what is to be done.
_DOING = re.compile(
    r"(?:tiếp\s+tục|đổi\s+mới|xây\s+dựng|ứng\s+dụng|phát\s+triển|đẩy\s+mạnh|tăng\s+cường|"
    r"hoàn\s+thiện|nâng|tạo|bảo\s+đảm|đảm\s+bảo|phổ\s+cập|"
    r"hình\s+thành|triển\s+khai|thực\s+hiện|tổ\s+chức|chuyển|kết\s+nối|số\s+hóa|số\s+hoá|"
    r"huy\s+động|thu\s+hút|khuyến\s+khích|hỗ\s+trợ|đào\s+tạo|"
    r"mở\s+rộng|chủ\s+động|tích\s+cực|tập\s+trung|thúc\s+đẩy|quán\s+triệt|rà\s+soát|"
    r"ban\s+hành|cải\s+cách|cải\s+thiện|đầu\s+tư|khai\s+thác|"
    r"quản\s+lý|bồi\s+dưỡng|tuyên\s+truyền|duy\s+trì|phấn\s+đấu|hiện\s+đại|thu\s+hẹp|gắn|"
    r"lấy|đưa|làm|cung\s+cấp|xác\s+định|liên\s+kết|hợp\s+tác)(?!\w)",
    re.IGNORECASE,
)
# What announces an aim: letters that every match holds (the first one may be a capital), and the pattern,
# which is tried only where they stand.
_AIM_CUES: tuple[tuple[str, str], ...] = (
    ("ẽ ", r"(?<!\w)sẽ(?!\s+phải\s+tổ\s+chức)(?!\w)"),
    ("ắt buộc", r"(?<!\w)bắt\s+buộc(?!\w)"),
    (
        "êu cầu",
        r"(?:Chính\s+phủ|Tỉnh\s+ủy|UBND|Bộ|tỉnh|Thủ\s+tướng)(?:\s+\w+){0,3}\s+(?:cũng\s+)?yêu\s+cầu(?!\w)",
    ),
    (
        "ục tiêu",
        r"(?:đề\s+ra|đặt\s+ra|đặt|xác\s+định|với|nêu)\s+(?:các\s+)?mục\s+tiêu(?!\w)|"
        r"(?:^|[,.:]\s+)mục\s+tiêu\s[^;]{0,80}?\slà(?!\w)",
    ),
    (
        "ác định",
        r"^(?:Chương\s+trình|Kế\s+hoạch|Nghị\s+quyết|Đề\s+án)[^,;.]{0,60}?\s(?:cũng\s+)?xác\s+định\s*:",
    ),
    ("ội dung", r"(?<!\w)nội\s+dung\s+(?:rất\s+)?(?:quan\s+trọng|trọng\s+tâm)[^,;.]{0,60}?\slà(?!\w)"),
    ("hấn đấu", r"(?<!\w)phấn\s+đấu(?!\w)"),
    ("ịnh hướng", r"(?:^|[,.:]\s+)định\s+hướng\s[^,;.]{0,40}?\slà(?!\w)"),
)
_AIMS = tuple((letters, re.compile(pattern, re.IGNORECASE)) for letters, pattern in _AIM_CUES)
_CARRIED = re.compile(
    r"(?:đồng\s+thời|bên\s+cạnh\s+đó|cùng\s+với\s+đó|ngoài\s+ra|qua\s+đó)(?!\w)", re.IGNORECASE
)
_REPORTED = re.compile(
    r"(?<!\w)(?:đã|vừa|hiện\s+nay|thời\s+gian\s+qua|đến\s+nay|những\s+năm\s+qua)(?!\w)", re.IGNORECASE
)
# "Chuyển đổi số toàn diện ..., cụ thể:" is an aim that goes on in a list; "Mục tiêu là:" is only a lead.
_OPENS_LIST = re.compile(
    r"^(?!.*(?:mục\s+tiêu|nhiệm\s+vụ|chỉ\s+tiêu)).{40,},\s+cụ\s+thể(?:\s+như\s+sau)?\s*:$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER_WORDS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
# A lead may be followed by a caption or two before its tasks.
_LEAD_REACH = 3
_FEWEST_ITEMS = 3
_BLANKS = 16  # more do not stand between two words


def _counted_tasks(text: str) -> re.Match[str] | None:
    """The words that announce a number of tasks: "8 nhiệm vụ trọng tâm"."""
    if not any(letters in text for letters in ("hiệm", "iải", "HIỆM", "IẢI")):
        return None  # far cheaper than the pattern
    return _COUNTED.search(text)


def _labels(flow: str, block: Block) -> list[re.Match[str]]:
    """The labels of a block, in order."""
    signs = _LABEL_SIGN.finditer(flow, block.start, block.end)
    found = (_LABEL.match(flow, sign.start(), block.end) for sign in signs)
    return [label for label in found if label is not None]


def find_tasks(layout: Layout) -> list[TaskItem]:
    """The task groups of a text: labelled items, or items between semicolons, behind a lead that names tasks.

    Where the lead announces a number of tasks, items between semicolons count only when they are as many.
    """
    flow = layout.flow
    tasks: list[TaskItem] = []
    open_lead = False
    announced: tuple[int, int] | None = None  # how many, and at which block
    for place, block in enumerate(layout.blocks):
        text = flow[block.start : block.end]
        labels = _labels(flow, block)
        lead = None
        if "hiệm" in text or "iải" in text or "HIỆM" in text or "IẢI" in text:
            lead = _LEAD.search(flow, block.start, labels[0].start() if labels else block.end)
        at_start = bool(labels) and labels[0].start() == block.start
        if labels and (at_start and open_lead):
            tasks.extend(_labelled(flow, block, labels))
            continue
        if labels and lead is not None and lead.group().endswith(":"):
            tasks.extend(_labelled(flow, block, labels))
            continue
        if announced is not None and place - announced[1] <= _LEAD_REACH:
            items = _separated(flow, layout, block)
            if len(items) == announced[0]:
                tasks.extend(items)
                announced = None
                continue
        if lead is not None:
            open_lead = text.endswith(":")
            counted = _counted_tasks(text)
            if counted is not None:
                word = counted.group(1).lower()
                announced = (int(word) if word.isdigit() else _NUMBER_WORDS[word], place)
        elif text.endswith(":"):
            open_lead = False
    return tasks


def _labelled(flow: str, block: Block, labels: Sequence[re.Match[str]]) -> list[TaskItem]:
    items: list[TaskItem] = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        if (
            label.start() > block.start
            and flow[max(0, label.start() - _BLANKS) : label.start()].rstrip()[-1:] not in ":;.,"
            and label["last"] is None
        ):
            continue
        end = following.start() if following is not None else block.end
        if following is not None and following["last"] is not None:
            end -= 3  # the "và" before "cuối cùng"
        start, end = _trim(flow, label.start(), end, " ;")
        items.append(TaskItem("task", " ".join(label.group().split()), start, end, None, "task-labelled"))
    return items


def _separated(flow: str, layout: Layout, block: Block) -> list[TaskItem]:
    """Items between semicolons that begin with a capital, in the block's only long sentence."""
    for start, end in layout.sentences(block):
        parts = split_items(flow, start, end)
        if len(parts) >= _FEWEST_ITEMS:
            opening = _OPENING.match(flow[parts[0][0] : parts[0][1]])
            first = parts[0][0] + (opening.end() if opening else 0)
            parts[0] = (first, parts[0][1])
            return [
                TaskItem("task", None, *_trim(flow, left, right, " ;"), None, "task-separated")
                for left, right in parts
            ]
    return []


def split_items(flow: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence cut at semicolons before items that begin with a capital and say what is to be done."""
    parts: list[tuple[int, int]] = []
    previous = start
    for cut in _ITEM_CUT.finditer(flow, start, end):
        if _DOING.match(flow, cut.end()):
            parts.append((previous, cut.start()))
            previous = cut.end()
    parts.append((previous, end))
    return parts


def find_aims(
    flow: str, passages: Sequence[Passage], taken: Sequence[tuple[int, int]], used: Sequence[tuple[int, int]]
) -> list[TaskItem]:
    """Goal sentences that hold neither a value nor a commitment (`used`) and belong to no task (`taken`)."""
    aims: list[TaskItem] = []
    in_tasks, in_statements = Ranges(taken), Ranges(used)
    previous_was_aim = False
    for passage in passages:
        text = flow[passage.start : passage.end]
        in_goals = passage.speaks_of == "goal" and passage.in_section
        if in_tasks.meet(passage.start, passage.end):
            previous_was_aim = False
            continue
        if (
            text[-1] == "?"
            or (text[-1] == ":" and not _OPENS_LIST.search(text))
            or (not in_goals and _counted_tasks(text) is not None and _LEAD.search(text) is not None)
        ):
            previous_was_aim = False
            continue
        is_aim = text.count(" ") >= 4 and (
            in_goals
            or (previous_was_aim and _CARRIED.match(text) is not None)
            or (passage.speaks_of != "task" and _announces_aim(text))
        )
        previous_was_aim = False
        if not is_aim:
            continue
        for start, end in split_items(flow, passage.start, passage.end):
            if in_statements.meet(start, end):
                continue
            connective = _CONNECTIVE.match(flow[start:end])
            start += connective.end() if connective else 0
            start, end = _trim(flow, start, end, " ;")
            aims.append(
                TaskItem("aim", None, start, end, passage.horizon, "aim-section" if in_goals else "aim-cue")
            )
            previous_was_aim = True
    return aims


def _announces_aim(text: str) -> bool:
    """Whether a sentence says that it sets an aim, and does not begin with a report."""
    wrapped = "  " in text  # two blanks may stand inside the letters
    announced = any((wrapped or letters in text) and pattern.search(text) for letters, pattern in _AIMS)
    return announced and _REPORTED.search(text[:40]) is None


class Ranges:
    """Ranges of a text that can be asked, in logarithmic time, whether one of them meets another range."""

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def meet(self, start: int, end: int) -> bool:
        """Whether any of the ranges shares a character with start..end."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start


def _trim(flow: str, start: int, end: int, marks: str) -> tuple[int, int]:
    while start < end and (flow[start].isspace() or flow[start] in marks):
        start += 1
    while end > start and (flow[end - 1].isspace() or flow[end - 1] in marks):
        end -= 1
    return start, end
