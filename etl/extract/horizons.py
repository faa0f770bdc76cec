"""Years of a text and what they are: the year by which something is due, a date, a part of a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

YearForm = Literal["by", "in", "from", "date", "bare"]


@dataclass(frozen=True, slots=True)
class YearRule:
    """Words before a year and the form they give it.

    `by`: due until then ("đến năm", the end of a period); `in`: in that year; `from`: a starting
    point or a comparison ("so với năm"); `date`: a day or month of the calendar; `bare`: nothing says.
    """

    id: str
    form: YearForm
    pattern: str
    example: str


_DAY = (
    r"(?:ngày\s+)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?|"
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+|(?:ngày\s+)?\d{1,2}/\d{1,2}\s+năm\s+"
)
_MONTH = (
    r"(?:tháng\s+)?\d{1,2}\s?/\s?|tháng\s+\d{1,2}\s+(?:năm\s+)?|quý\s+(?:[IV]+|\d|"
    r"\w+)\s?(?:/|năm|của năm|-)?\s?"
)
_UNTIL = (
    r"(?:đến|tới|trước|chậm\s+nhất(?:\s+là|\s+đến|\s+trong)?|muộn\s+nhất|"
    r"hoàn\s+thành\s+(?:trong|vào|trước)|hết|trong|vào|cuối)"
)

YEAR_RULES: tuple[YearRule, ...] = (
    YearRule(
        "compared",
        "from",
        r"(?:\d\s+lần(?:\s+so\s+với)?(?:\s+của)?|gấp\s+(?:đôi|ba|rưỡi)|so\s+(?:với|cùng\s+kỳ)(?:\s+(?:cuối|đầu|"
        r"kết\s+quả|mức|thời\s+điểm|con\s+số))?|cùng\s+kỳ)(?:\s+(?:của\s+)?(?:các\s+)?năm)?\s+",
        "so với năm 2020",
    ),
    YearRule(
        "compared-figure",
        "from",
        r"(?:cao|thấp|nhiều|ít|lớn)?\s?(?:hơn|so\s+với|thay\s+vì)\s+(?:mức|con\s+số|tỷ\s+lệ)\s+(?:trên\s+|gần\s+|khoảng\s+)?"
        r"\d[\d.,]*(?:\s?%)?\s+(?:(?:của|vào|hồi|ở)\s+)?(?:cuối\s+|đầu\s+)?năm\s+",
        "cao hơn mức 16% của năm 2021",
    ),
    YearRule(
        "compared-period",
        "from",
        r"(?:so\s+với|gấp\s+(?:đôi|ba|rưỡi)|\d\s+lần)\s+(?:(?:bình\s+quân|mức|kết\s+quả|giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|của)\s+)+"
        r"(?:19|20)\d\d\s?[-–—]\s?",
        "so với giai đoạn 2016 - 2020",
    ),
    YearRule(
        "period-end",
        "by",
        r"(?:19|20)\d\d\s?(?:[-–—]|đến(?:\s+hết)?|tới)\s?(?:năm\s+)?",
        "giai đoạn 2021-2025",
    ),
    YearRule(
        "span-of-years",
        "by",
        r"(?:trong|qua|sau)\s+(?:cả\s+)?(?:hai|0?2|ba|0?3)\s+năm\s+(?:(?:19|20)\d\d\s?(?:,|và)\s+)+",
        "trong hai năm 2026 và 2027",
    ),
    YearRule(
        "since",
        "from",
        r"(?:từ|kể\s+từ|sau|bắt\s+đầu\s+từ)\s+(?:đầu\s+|giữa\s+|cuối\s+)?năm\s+|(?:từ|kể\s+từ)\s+",
        "từ năm 2021",
    ),
    YearRule(
        "as-of-day",
        "date",
        rf"tính\s+(?:đến|tới)\s+(?:hết\s+)?(?:{_DAY}|{_MONTH})",
        "tính đến ngày 31/10/2023",
    ),
    YearRule("until-day", "by", rf"{_UNTIL}\s+(?:{_DAY})", "trước ngày 31/12/2025"),
    YearRule(
        "until-month",
        "by",
        rf"{_UNTIL}\s+(?:hết\s+|cuối\s+|đầu\s+|thời\s+điểm\s+)?(?:{_MONTH})",
        "đến tháng 9/2024",
    ),
    YearRule(
        "deadline",
        "by",
        rf"(?<!\w)(?:hạn\s+chót|thời\s+hạn|trước\s+hạn|đúng\s+hạn|hạn)(?:\s+[^\W\d]+){{0,4}}?\s+(?:là\s+)?(?:{_DAY}|{_MONTH})",
        "trước hạn tắt sóng tháng 9/2027",
    ),
    YearRule(
        "time-of-event",
        "date",
        r"(?:kỳ\s+họp|hội\s+nghị|phiên\s+họp|cuộc\s+họp|đại\s+hội)(?:\s+[^\W\d]+){0,3}?\s+(?:cuối|đầu|giữa)\s+năm\s+",
        "tại kỳ họp cuối năm 2026",
    ),
    YearRule("day", "date", rf"(?:{_DAY})", "ngày 03/6/2020"),
    YearRule("month", "date", rf"(?:{_MONTH})", "tháng 7/2014"),
    YearRule(
        "until-year",
        "by",
        r"(?:đến|tới|trước|vào|hết|cuối|kết\s+thúc|khép\s+lại|mốc|(?<!định\s)hướng\s+(?:tới|đến)|thềm|"
        r"chậm\s+nhất(?:\s+là)?|ngay\s+trong|muộn\s+nhất)\s+"
        r"(?:hết\s+|cuối\s+|đầu\s+|giữa\s+|khoảng\s+|mốc\s+|các\s+|trong\s+)?(?:kỳ\s+)?(?:năm\s+)?",
        "đến hết năm 2025",
    ),
    YearRule("in-year", "in", r"(?:trong\s+)?năm\s+", "năm 2025"),
    YearRule(
        "goal-year",
        "in",
        r"(?:mục\s+tiêu|chỉ\s+tiêu|phấn\s+đấu|quyết\s+tâm|đích|tầm\s+nhìn|định\s+hướng)\s+",
        "mục tiêu 2025",
    ),
)
# "20% (2030: 30%)", "...; 2030 là 30%": a year on its own that opens what is stated for it.
_LABELS = re.compile(
    r"\s*:\s|\s+\((?=\d[\d.,]*\s?%\))|\s+(?:là|đạt|chiếm|có|phủ|tăng|giảm|lên|còn|sẽ)\s", re.IGNORECASE
)
_OPENS_LABEL = ("(", ";", ",", ":", "-", "–", ".")
_FORMS = tuple((rule, re.compile(rf"(?<!\w)(?:{rule.pattern})$", re.IGNORECASE)) for rule in YEAR_RULES)
_YEAR = re.compile(  # the digits first, then what may not stand before them: far faster to find
    r"(?:19[5-9]\d|20\d\d)(?<![\d,]....)(?<!\d{3}\.....)(?![\d%]|[.,]\d(?!\d{1,2}\s?%))"
)
# Wider than the longest rule; a look-behind of fixed width keeps the scan linear.
_LEFT = 48
_NEXT_PERIOD = re.compile(r"\s?(?:[-–—]|đến|tới)\s?(?:năm\s+)?(?:19|20)\d\d(?!\d)")
# "trong hai năm 2026 và 2027": as long as a period.
_SPAN_OF_YEARS = re.compile(
    r"(?<!\w)(?:trong|qua|sau)\s+(?:cả\s+)?(?:hai|0?2|ba|0?3)\s+năm\s+(?:20\d\d,\s+)?$", re.IGNORECASE
)
_NEXT_OF_YEARS = re.compile(r"\s*(?:,|và)\s+20\d\d(?!\d)")
_DOCUMENT = re.compile(
    r"(?<!\w)(?:kế\s+hoạch|đề\s+án|chương\s+trình|quyết\s+định|nghị\s+quyết|chiến\s+lược|"
    r"quy\s+hoạch|dự\s+án|luật|nghị\s+định|"
    r"chỉ\s+thị|thông\s+tư|công\s+văn|đại\s+hội|báo\s+cáo|tờ\s+trình|khung|kiến\s+trúc|"
    r"bộ\s+tiêu\s+chí|đề\s+cương|văn\s+bản)(?!\w)",
    re.IGNORECASE,
)
# What ends a document's name: the verb of the sentence, or a mark.
_NAME_ENDS = re.compile(
    r"[;:)”\"]|(?<!\w)(?:đặt|đề\s+ra|xác\s+định|phấn\s+đấu|mục\s+tiêu(?!\s+quốc\s+gia)|"
    r"nêu|yêu\s+cầu|giao(?!\s+(?:thông|dịch|tiếp|diện))|sẽ|đạt|là|trong\s+đó|tỷ\s+lệ|chỉ\s+tiêu|"
    r"hướng\s+tới|quyết\s+tâm|dự\s+kiến|hoàn\s+thành|chiếm|tối\s+thiểu|ít\s+nhất)(?!\w)|%|"
    r",\s*(?:đến|tới|trong|vào|năm|trước|từ\s+nay|kể\s+từ)\s",
    re.IGNORECASE,
)
# "nhiệm kỳ 2025-2030" is a term, not a name; a comma after the number of a document ends its name.
_OF_NUMBER = re.compile(r"\d[\w/]*[-/][A-ZĐ]{2,}[\w-]*\s*$")
# "Cũng theo đề án, giai đoạn 2026 - 2030 phấn đấu 95% ...": the plan is the source, the period its goal's.
_ACCORDING = re.compile(r"(?<!\w)theo\s+(?:[^\W\d]+\s+){0,2}$", re.IGNORECASE)
_PERIOD_BEHIND = re.compile(
    r",\s+(?:trong\s+|cho\s+)?(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ)\s+$", re.IGNORECASE
)
_GOAL_OF = re.compile(r"(?<!\w)(?:mục\s+tiêu|chỉ\s+tiêu)[^,.;:]{0,14}$", re.IGNORECASE)
_SAYS = re.compile(r"\s*(?::|là(?!\w)|,?\s*(?:phấn\s+đấu|đạt)(?!\w))", re.IGNORECASE)
_TERM = re.compile(r"(?:nhiệm\s+kỳ|5\s+năm|năm\s+năm)\s*$", re.IGNORECASE)
_CITED = re.compile(r"\s+(?:số\s+)?\d[\w/-]*(?:\s+ngày\s+[\d/.-]+)?(?:\s+của\s+[^,;]{2,60})?,", re.IGNORECASE)
_CHAINED = re.compile(
    r"(?:định\s+hướng|tầm\s+nhìn|và\s+định\s+hướng|hướng|và\s+tầm\s+nhìn|"
    r"và)(?:\s+(?:phát\s+triển|cho))?(?:\s+(?:giai\s+đoạn|đến|tới|những|"
    r"các))*\s*(?:năm\s*)?$",
    re.IGNORECASE,
)


@dataclass(slots=True)  # made by the thousand: freezing would double the time
class YearMention:
    """A year of the flow: characters start..end with the words that lead it, its form, and whether it
    belongs to a document's name."""

    start: int
    at: int
    end: int
    year: int
    form: YearForm
    rule: str
    in_name: bool

    @property
    def may_be_due(self) -> bool:
        """Whether the year can be a horizon at all."""
        return self.form in {"by", "in", "bare"} and not self.in_name


def find_years(flow: str, start: int, end: int) -> list[YearMention]:
    """The years of a range of the flow (a sentence or a heading), in order."""
    mentions: list[YearMention] = []
    for match in _YEAR.finditer(flow, start, end):
        following = flow[match.end() : match.end() + 1]
        other = _OTHER_YEAR.match(flow, match.end(), end) if following == "/" else None
        slashed = other is not None and int(other.group(1)) > int(match.group()) + 1
        if (following == "/" and not slashed) or (
            following == "-" and flow[match.end() + 1 : match.end() + 2].isalpha()
        ):
            continue
        if _NEXT_PERIOD.match(flow, match.end(), end) or _first_of_years(flow, match, start, end):
            continue  # the first year of a period; its last one counts
        lead, rule, form = _lead(flow, match.start(), start)
        if form == "bare" and mentions and flow[mentions[-1].end : match.start()].strip() in {",", "và"}:
            rule, form = mentions[-1].rule, mentions[-1].form  # "các năm 2024, 2025"
        if mentions and match.start() - mentions[-1].end == 1 and flow[match.start() - 1] == "/":
            rule, form = mentions[-1].rule, mentions[-1].form  # "Đến năm 2025/2030"
        if rule == "in-year" and _OF_NUMBER.search(flow, max(start, lead - 24), lead):
            rule, form = "year-of-issue", "date"  # "Kế hoạch 1914/KH-UBND năm 2023"
        in_name = form in {"by", "in"} and _belongs_to_name(flow, lead, match.start(), start, mentions)
        mentions.append(
            YearMention(lead, match.start(), match.end(), int(match.group()), form, rule, in_name)
        )
    return mentions


# "2025/2030": two horizons; "2024/2025" is a school year, "2024/NQ" a document.
_OTHER_YEAR = re.compile(r"/(20\d\d)(?!\d)")


def _first_of_years(flow: str, year: re.Match[str], start: int, end: int) -> bool:
    """Whether a year is followed by the next one of a span: "trong hai năm 2026 và 2027"."""
    return (
        _NEXT_OF_YEARS.match(flow, year.end(), end) is not None
        and _SPAN_OF_YEARS.search(flow, max(start, year.start() - 30), year.start()) is not None
    )


def _lead(flow: str, at: int, start: int) -> tuple[int, str, YearForm]:
    left_from = max(start, at - _LEFT)
    left = flow[left_from:at]
    for rule, pattern in _FORMS:
        found = pattern.search(left)
        if found is not None:
            return left_from + found.start(), rule.id, rule.form
    opened = left.rstrip()
    if opened.endswith(("/", "-")) and opened == left:
        return at, "part-of-number", "date"
    if (not opened or opened.endswith(_OPENS_LABEL)) and _LABELS.match(flow, at + 4):
        return at, "year-label", "in"
    return at, "bare", "bare"


def _belongs_to_name(flow: str, lead: int, at: int, start: int, earlier: list[YearMention]) -> bool:
    """Whether the year stands inside the name of a document ("Đề án ... giai đoạn 2016-2020")."""
    left = flow[start:lead]
    if earlier and earlier[-1].in_name and _CHAINED.search(flow[earlier[-1].end : lead]):
        return True
    if earlier and earlier[-1].in_name and "," in flow[earlier[-1].end : lead]:
        return False  # the name ended with its own year
    opened = None
    for found in _DOCUMENT.finditer(left):
        opened = found
    if opened is None:
        return False
    between = left[opened.end() :]
    if _GOAL_OF.search(flow, max(start, start + opened.start() - 30), start + opened.start()) and _SAYS.match(
        flow, at + 4
    ):
        return False  # "mục tiêu của chương trình ... năm 2027 là": the year of the goal
    if _is_subject(flow, start, start + opened.start(), at + 4):
        return False
    named = start + opened.end()
    if _ACCORDING.search(flow, start, start + opened.start()) and _PERIOD_BEHIND.search(between):
        return False  # "Theo đề án của tỉnh, giai đoạn 2026 - 2030 phấn đấu ..."
    if any(named <= year.start and "," in flow[year.end : lead] for year in earlier):
        return False  # "Nghị quyết Đại hội nhiệm kỳ 2020 - 2025, tạo tiền đề đến năm 2030": the name is over
    if _TERM.search(flow, max(start, lead - 12), lead) or _CITED.match(between):
        return False
    if _NAME_ENDS.search(between + flow[lead : lead + 5]) or between.rstrip().endswith(","):
        return False
    return len(between.split()) >= 2


# "Kế hoạch chuyển đổi số năm 2025 của tỉnh đặt mục tiêu ...": the plan itself sets goals, due in its year.
_SETS = re.compile(
    r"(?:\s+(?:của|do)\s+[^,;.:()]{2,60}?)?\s*:|(?:\s+(?:của|do)\s+[^,;.:()]{2,60}?)?\s+(?:cũng\s+|đã\s+)?(?:đặt|đề\s+ra|đòi\s+hỏi|xác\s+định|phấn\s+đấu|"
    r"hướng\s+tới|hướng\s+đến|lấy|nêu\s+(?:rõ|mục)|nhắm|đưa\s+ra|yêu\s+cầu)(?!\w)",
    re.IGNORECASE,
)
_BEFORE_SUBJECT = re.compile(r"(?:^|[,:;.\n]\s*|(?<!\w)bản\s+)$", re.IGNORECASE)
_SUBJECTS = re.compile(r"(?:kế\s+hoạch|đề\s+án|chương\s+trình|chiến\s+lược)(?!\w)", re.IGNORECASE)


def _is_subject(flow: str, start: int, named: int, behind: int) -> bool:
    """Whether a named plan is the subject that sets goals for its own year."""
    return (
        _SUBJECTS.match(flow, named) is not None
        and _BEFORE_SUBJECT.search(flow[start:named]) is not None
        and _SETS.match(flow, behind) is not None
    )


def document_year(flow: str) -> int | None:
    """The latest year of a full date that is no deadline: a document is not older than what it cites.

    None where the text bears no date.
    """
    years = [
        int(match.group("year"))
        for found in _ANY_YEAR.finditer(flow)
        if (
            match := _FULL_DATE.search(flow, max(0, found.start() - 34), found.end())
            or _ISO_DATE.match(flow, found.start())
        )
        and not _DEADLINE.search(flow, max(0, match.start() - 24), match.start())
    ]
    return max(years) if years else None


_ANY_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_ISO_DATE = re.compile(r"(?<![\w-])(?P<year>20\d\d)-(?:0\d|1[0-2])-[0-3]\d(?!\d)")
_FULL_DATE = re.compile(
    r"(?<![\d/])(?:\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?|"
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+)(?P<year>(?:19|20)\d\d)(?!\d)"
)
_DEADLINE = re.compile(
    r"(?<!\w)(?<!tính\s)(?:trước|đến|tới|chậm\s+nhất|hết|muộn\s+nhất)\s+(?:hết\s+)?(?:ngày\s+)?(?:là\s+)?$",
    re.IGNORECASE,
)
