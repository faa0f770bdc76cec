"""The parameters: one definition each, from which requests are checked, described and explained.

Names and values are those of the dashboard's own addresses (docs/dashboard.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.problems import UNKNOWN_PARAMETER, Problem, bad_value, shown
from api.words import LANGUAGES, Language, Words

# More than any page can choose; it bounds what one request may ask for.
MOST_VALUES = 200
LONGEST_SEARCH = 100  # as in the dashboard's own search boxes
LONGEST_VALUE = 200

Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. `ids` names the list of allowed ids of the release, `values` fixes them instead.

    Without either it takes a text. `filter` is the filter of the slice that it sets; `is_of_page` marks
    what only the dashboard's page uses: it is taken, so that an address works here too, and does nothing.
    """

    name: str
    meaning: Words
    ids: str | None = None
    values: tuple[str, ...] = ()
    filter: str | None = None
    is_many: bool = True
    is_of_page: bool = False

    def allowed(self, ids: Mapping[str, Sequence[str]]) -> Sequence[str]:
        """The values it takes in a release; empty where it takes any text."""
        return ids[self.ids] if self.ids else self.values


def _many(name: str, ids: str, filter_: str, vi: str, en: str) -> Parameter:
    return Parameter(name, Words(vi, en), ids=ids, filter=filter_)


UNIT = _many("unit", "units", "units", "Đơn vị: cả nước hoặc tỉnh.", "Unit: the nation or a province.")
PROVINCE = _many("unit", "provinces", "units", "Tỉnh.", "Province.")
HORIZON = _many("horizon", "horizons", "horizons", "Mốc: năm phải đạt.", "Horizon: the year it is due by.")
THEME = _many("theme", "themes", "themes", "Lĩnh vực.", "Theme.")
KIND = _many("kind", "kinds", "kinds", "Loại phát biểu.", "Kind of statement.")
EVIDENCE = _many("evidence", "evidence", "evidence", "Trích nguyên văn hay dẫn lại.", "Quoted or cited.")
INDICATOR = _many("indicator", "indicators", "indicators", "Chỉ tiêu.", "Indicator.")
SCOPE = _many("scope", "scopes", "scopes", "Phạm vi.", "Scope.")
DOCUMENT = _many("document", "documents", "documents", "Văn bản.", "Document.")
VERDICT = _many("verdict", "verdicts", "verdicts", "Kết quả so sánh.", "Verdict of the comparison.")
REASON = _many(
    "reason",
    "reasons",
    "reasons",
    "Lý do của kết quả. Dòng not_applicable (không áp dụng) chỉ có khi hỏi đích danh.",
    "Reason of the verdict. Rows that are not_applicable come only when asked for by name.",
)
BASIS = Parameter(
    "basis",
    Words(
        "Mục tiêu quốc gia có hiệu lực khi tỉnh ban hành (at_issue, mặc định) hay hôm nay (today).",
        "The national goal in force when the province issued its own (at_issue, the default) or today.",
    ),
    ids="bases",
    filter="basis",
    is_many=False,
)
CERTAIN = Parameter(
    "certain",
    Words(
        "1: bỏ dòng còn nghi ngờ về mốc hoặc địa giới.", "1: leave out rows in doubt of year or territory."
    ),
    values=("0", "1"),
    is_many=False,
)
SEARCH_STATEMENTS = Parameter(
    "q",
    Words(
        "Các chữ phải có trong phát biểu hoặc văn bản; không cần dấu.",
        "Words that the statement or its document must hold; accents may be left out.",
    ),
    is_many=False,
)
SEARCH_INDICATORS = Parameter(
    "q",
    Words(
        "Các chữ phải có trong tên chỉ tiêu; không cần dấu. Bỏ qua khi đã chọn indicator.",
        "Words that the name of the indicator must hold; accents may be left out. "
        "Not used where indicator is given.",
    ),
    is_many=False,
)
RELEASE = Parameter(
    "release",
    Words("Ghim một bản phát hành; bỏ trống: bản đang dùng.", "Pins a release; left out: the current one."),
    is_many=False,
)
LANG = Parameter(
    "lang",
    Words("Ngôn ngữ của lời báo và liên kết.", "Language of messages and links."),
    values=LANGUAGES,
    is_many=False,
)
FORMAT = Parameter(
    "format",
    Words("Dạng tệp; hoặc viết đuôi: statements.csv.", "Kind of file; or as a suffix: statements.csv."),
    values=("json", "csv", "parquet", "arrow"),
    is_many=False,
)
LIMIT = Parameter(
    "limit",
    Words(
        "Số dòng một trang. JSON: mặc định 100, nhiều nhất 1000. CSV, Arrow, Parquet: bỏ trống là mọi dòng, "
        "nhiều nhất 10000 khi chia trang.",
        "Rows of a page. JSON: 100 unless said, at most 1000. CSV, Arrow, Parquet: all rows unless said, "
        "at most 10000 a page.",
    ),
    is_many=False,
)
CURSOR = Parameter(
    "cursor",
    Words("Trang sau: lấy nguyên từ `next` hoặc tiêu đề Link.", "The next page: taken from `next` or Link."),
    is_many=False,
)
COMMON = (RELEASE, LANG, FORMAT, LIMIT, CURSOR)


def of_page(name: str) -> Parameter:
    """A parameter that only the page of the dashboard uses."""
    return Parameter(
        name,
        Words(
            "Chỉ trang của bảng theo dõi dùng; ở đây không có tác dụng.", "Of the page only; no effect here."
        ),
        is_many=True,
        is_of_page=True,
    )


_NOT_ALLOWED = Words(
    "Tham số {parameter} không nhận giá trị “{value}”.", "Parameter {parameter} does not take “{value}”."
)
_TOO_LONG = Words(
    "Giá trị của {parameter} dài quá {most} ký tự.", "{parameter} takes {most} characters at most."
)
_ONLY_ONE = Words("Tham số {parameter} chỉ nhận một giá trị.", "Parameter {parameter} takes one value only.")
_TOO_MANY = Words(
    "Tham số {parameter} nhận nhiều nhất {most} giá trị.", "{parameter} takes {most} values at most."
)


def language_of(given: Given) -> Language:
    """The language to answer in: the one asked for where there is such a one, else Vietnamese."""
    return "en" if list(given.get("lang", ()))[:1] == ["en"] else "vi"


def check(
    parameters: Sequence[Parameter], given: Given, ids: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """What was asked for, by name; each value is one the parameter takes, empty ones are left out.

    Raises `Problem` for a name that is none of `parameters` or a value it does not take.
    """
    known = {parameter.name: parameter for parameter in parameters}
    chosen: dict[str, list[str]] = {}
    for name, values in given.items():
        if name not in known:
            raise Problem(
                UNKNOWN_PARAMETER,
                Words("Địa chỉ này không có tham số “{name}”.", "There is no parameter “{name}” here."),
                {"name": shown(name)},
                {"parameter": shown(name), "allowed": sorted(known)},
            )
        # The dashboard writes "nothing chosen" as an empty value, and "all themes" as all.
        kept = [
            value for value in dict.fromkeys(values) if value and not (name == "theme" and value == "all")
        ]
        if kept:
            _check_values(known[name], kept, known[name].allowed(ids))
            chosen[name] = kept
    return chosen


def _check_values(parameter: Parameter, values: list[str], allowed: Sequence[str]) -> None:
    if not parameter.is_many and len(values) > 1:
        raise _problem(parameter, values[1], _ONLY_ONE, allowed)
    if len(values) > MOST_VALUES:
        raise _problem(parameter, values[MOST_VALUES], _TOO_MANY, allowed, most=MOST_VALUES)
    longest = LONGEST_SEARCH if parameter.name == "q" else LONGEST_VALUE
    members = frozenset(allowed)
    for value in values:
        if parameter.name != "cursor" and len(value) > longest:
            raise _problem(parameter, value, _TOO_LONG, allowed, most=longest)
        if allowed and value not in members:
            raise _problem(parameter, value, _NOT_ALLOWED, allowed)


def _problem(
    parameter: Parameter, value: str, rule: Words, allowed: Sequence[str], **values: object
) -> Problem:
    found = bad_value(parameter.name, value, rule, allowed)
    return Problem(found.kind, found.detail, {**found.values, **values}, found.more)


_LIMIT_RULE = Words(
    "Tham số limit là số nguyên từ 1 đến {most}, không phải “{value}”.",
    "limit is a whole number from 1 to {most}, not “{value}”.",
)


def limit_of(chosen: Mapping[str, Sequence[str]], *, default: int | None, most: int) -> int | None:
    """The rows of a page; `default` where none were asked for. Raises `Problem` outside 1 to `most`."""
    if "limit" not in chosen:
        return default
    text = chosen["limit"][0]
    if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= most:
        more = {"parameter": "limit", "value": shown(text), "allowed": {"minimum": 1, "maximum": most}}
        found = bad_value("limit", text, _LIMIT_RULE)
        raise Problem(found.kind, found.detail, {"value": shown(text), "most": most}, more)
    return int(text)
