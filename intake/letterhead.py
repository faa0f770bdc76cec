"""What the head of a document says of it: issuer, number, place and date, kind, title, period.

Vietnamese official documents begin alike (Decree 30/2020/NĐ-CP, and the Party's rules on documents, which
have another motto): issuer on the left, motto on the right, number and date below, kind, title. Files keep
that as lines one below the other, as a table of two columns, or as columns that share lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.extract.citations import find_citations, normalise_number
from etl.sources.table_schema import Row
from etl.text import fold
from warehouse.errors import Message

NATION = "national"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value for one field of `documents.csv` and the part of the text that it was read from.

    `confidence` is 0..1, an estimate: how far the form of the place vouches for it. `reason` is a sentence
    for the reviewer.
    """

    value: str | int
    start: int
    end: int
    confidence: float
    reason: Message


@dataclass(frozen=True, slots=True)
class _Segment:
    """A piece of a line that stands apart from its neighbours."""

    start: int
    end: int
    text: str
    line: int


_HEAD_CHARACTERS = 6000
_HEAD_LINES = 60
_APART = re.compile(
    r"\s*\|\s*|\s{3,}|\t+|(?<=\S)\s+(?=(?:CỘNG\s+H(?:ÒA|OÀ)|ĐẢNG\s+CỘNG\s+SẢN|Độc\s+lập\s*[-–])\b)"
)
_MOTTO = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]|[-–_=*\s.]+$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"S[ốỐ]\s*[:.]?\s*(?P<number>\d{1,5}[a-zA-Z]?\s?(?:/\s?(?:19|20)\d\d\s?)?[-–/]\s?"
    r"[A-ZĐƯ][\wĐđƯư&]{0,11}(?:\s?[-–/]\s?[A-ZĐƯ][\wĐđƯư&]{1,11}){0,3})"
)
_DATE = re.compile(
    r"(?P<place>[^\W\d_](?:(?!\s{3})[^,|/\d\n]){1,40}),\s*ngày\s*(?P<day>\d{1,2})?[\s.…_]*"
    r"tháng\s*(?P<month>\d{1,2})?[\s.…_]*năm\s*(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    r"(?:ỦY\s+BAN\s+NHÂN\s+DÂN|UỶ\s+BAN\s+NHÂN\s+DÂN|UBND|HỘI\s+ĐỒNG\s+NHÂN\s+DÂN|HĐND|TỈNH\s+(?:ỦY|UỶ)|"
    r"THÀNH\s+(?:ỦY|UỶ)|BAN\s+CHẤP\s+HÀNH|BAN\s+THƯỜNG\s+VỤ|ĐẢNG\s+BỘ|THỦ\s+TƯỚNG|CHÍNH\s+PHỦ|QUỐC\s+HỘI|"
    r"BỘ\s+|BAN\s+CHỈ\s+ĐẠO|SỞ\s+)"
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("chương trình hành động", "programme"),
    ("chương trình", "programme"),
    ("kế hoạch hành động", "plan"),
    ("kế hoạch", "plan"),
    ("nghị quyết", "resolution"),
    ("quyết định", "decision"),
    ("đề án", "scheme"),
    ("bộ chỉ tiêu", "target_set"),
)
# Which row of `document_kinds.csv` an issuer's document is.
_KIND_IDS: Mapping[tuple[str, str], str] = {
    ("politburo", "resolution"): "party_resolution",
    ("assembly", "resolution"): "national_assembly_resolution",
    ("government", "resolution"): "government_resolution",
    ("prime_minister", "decision"): "prime_minister_decision",
    ("ministry", "decision"): "ministry_decision",
    ("ministry", "plan"): "ministry_plan",
    ("party", "resolution"): "provincial_party_resolution",
    ("party", "programme"): "provincial_party_programme",
    ("party", "scheme"): "provincial_party_scheme",
    ("party", "plan"): "provincial_party_plan",
    ("province", "scheme"): "provincial_scheme",
    ("province", "decision"): "provincial_decision",
    ("province", "plan"): "provincial_plan",
    ("province", "programme"): "provincial_plan",
    ("province", "resolution"): "provincial_decision",
    ("province", "target_set"): "provincial_target_set",
}
_LEVELS: tuple[tuple[str, str], ...] = (
    (r"thủ tướng", "prime_minister"),
    (r"bộ chính trị|ban chấp hành trung ương", "politburo"),
    (r"quốc hội", "assembly"),
    (r"tỉnh (?:ủy|uỷ)|thành (?:ủy|uỷ)|đảng bộ|ban chấp hành|ban thường vụ", "party"),
    (r"(?:ủy|uỷ) ban nhân dân|ubnd|hội đồng nhân dân|hđnd|sở ", "province"),
    (r"^chính phủ", "government"),
    (r"^bộ ", "ministry"),
)
# In capitals below the title: who decides.
_SIGNER = re.compile(
    r"(?:CHỦ\s+TỊCH|HỘI\s+ĐỒNG|(?:ỦY|UỶ)\s+BAN|THỦ\s+TƯỚNG|CHÍNH\s+PHỦ|BỘ\s+TRƯỞNG|BAN\s+CHẤP)"
)
_TITLE_ENDS = re.compile(
    r"(?:căn\s+cứ|thực\s+hiện|kính\s+gửi|theo\s+đề\s+nghị|xét\s|điều\s+1|phần\s|chương\s+[ivx\d]|"
    r"[IVX]{1,4}[.\s]|\d+[.)]|[-–_]{3,}|\(?kèm\s+theo|\(?ban\s+hành\s+kèm)",
    re.IGNORECASE,
)
_MOST_TITLE_LINES = 5
_YEAR_ENDS = re.compile(r"(?:19|20)\d\d\W*$")
_PERIOD = re.compile(
    r"(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ)\s+((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)", re.IGNORECASE
)
_UNTIL = re.compile(r"(?:đến|năm)\s+(?:hết\s+)?(?:năm\s+)?((?:19|20)\d\d)", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?P<said>(?:ngày\s+đăng|cập\s+nhật|đăng\s+lúc|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)[^\n\d]{0,25})?"
    r"(?<![\d/])(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>20\d\d)(?P<time>[^\n\d]{0,6}\d{1,2}[:hg]\d\d)?",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:^|\n)\s*\(?(?:nguồn|theo)\s*:?\s+(?P<name>[^\n.,;()]{3,50})\)?\s*(?=\n|$)", re.IGNORECASE
)


class Letterhead:
    """Reads the head of one text; each method gives a suggestion, or None where the text says nothing."""

    def __init__(self, text: str, provinces: Sequence[Row]) -> None:
        self._text = text
        self._segments = list(_segments(text))
        self._dated = next(iter(_DATE.finditer(text, 0, min(len(text), _HEAD_CHARACTERS))), None)
        self._names = _unit_names(provinces)
        self.is_official = any(_MOTTO.match(s.text) and len(s.text) > 12 for s in self._segments) or (
            self.number() is not None
        )

    def number(self) -> Suggestion | None:
        """The document's own number."""
        for segment in self._segments:
            found = _NUMBER.match(segment.text)
            if found:
                start, end = (segment.start + at for at in found.span("number"))
                return Suggestion(
                    normalise_number(found["number"]), start, end, 0.97, Message("Dòng “Số:” ở đầu văn bản")
                )
        return None

    def issued_date(self) -> Suggestion | None:
        """The date beside the place, with the precision that it is filled in to ("2021-03")."""
        found = self._dated
        if found is None:
            return None
        parts = [found["year"]]
        if found["month"]:
            parts += [part.zfill(2) for part in (found["month"], found["day"]) if part]
        if not _is_day(parts):
            return None
        start = found.end("place") + found.group()[found.end("place") - found.start() :].lower().index("ngày")
        confidence = 0.97 if len(parts) == 3 else 0.7
        reason = (
            Message("Dòng địa danh và ngày tháng")
            if len(parts) == 3
            else Message("Dòng địa danh và ngày tháng (để trống một phần)")
        )
        return Suggestion("-".join(parts), start, found.end(), confidence, reason)

    def issuer(self) -> Suggestion | None:
        """Who issued it: what stands in capitals above the number, beside or above the motto."""
        chosen: list[_Segment] = []
        for segment in self._segments:
            if _NUMBER.match(segment.text) or _DATE.search(segment.text) or self._kind_of(segment):
                break
            if _MOTTO.match(segment.text):
                continue
            if not segment.text.isupper():
                if chosen:
                    break
                continue
            if chosen or _ISSUER.match(segment.text):
                chosen.append(segment)
        if not chosen:
            return None
        words = " ".join(segment.text for segment in chosen[:3])
        return Suggestion(
            self._issuer_name(words), chosen[0].start, chosen[min(2, len(chosen) - 1)].end, 0.93,
            Message("Tên cơ quan ở góc trái đầu văn bản"),
        )  # fmt: skip

    def unit(self) -> Suggestion | None:
        """The unit whose document it is: the province that the issuer, else the place or the title, names."""
        issuer, title = self.issuer(), self.title()
        level = self._level(issuer)
        if issuer is not None and level not in {"province", "party", None}:
            return Suggestion(NATION, issuer.start, issuer.end, 0.95, Message("Cơ quan trung ương ban hành"))
        places: list[tuple[int, int, float, Message]] = []
        if issuer is not None:
            places.append((issuer.start, issuer.end, 0.97, Message("Tên tỉnh trong tên cơ quan ban hành")))
        if self._dated is not None:
            places.append((*self._dated.span("place"), 0.85, Message("Địa danh cạnh ngày ban hành")))
        if title is not None:
            places.append((title.start, title.end, 0.8, Message("Tên tỉnh trong trích yếu")))
        if not self.is_official:
            places.append((0, min(len(self._text), 1500), 0.5, Message("Tên tỉnh ở đầu bài")))
        for start, end, confidence, reason in places:
            found = self._province(start, end)
            if found is not None:
                unit_id, at, stop = found
                return Suggestion(unit_id, at, stop, confidence, reason)
        return None

    def kind(self) -> Suggestion | None:
        """The kind as in `document_kinds.csv`, from the line that names it and from who issued it."""
        if not self.is_official:
            return self._press_kind()
        level = self._level(self.issuer())
        for segment in self._segments:
            word = self._kind_of(segment)
            if word is not None:
                kind_id = _KIND_IDS.get((level or "province", word))
                if kind_id is None:
                    return None
                sure = 0.93 if level else 0.6
                return Suggestion(
                    kind_id, segment.start, segment.end, sure, Message("Dòng “{words}”", words=segment.text)
                )
        return None

    def title(self) -> Suggestion | None:
        """The lines below the kind; of a press text its first line."""
        if not self.is_official:
            first = next((s for s in self._segments if len(s.text) > 10), None)
            if first is None:
                return None
            return Suggestion(first.text, first.start, first.end, 0.8, Message("Dòng đầu của bài"))
        at = next((place for place, s in enumerate(self._segments) if self._kind_of(s)), None)
        if at is None:
            return None
        lines: list[_Segment] = []
        for segment in self._segments[at + 1 : at + 1 + _MOST_TITLE_LINES]:
            ends = _TITLE_ENDS.match(segment.text) or (segment.text.isupper() and _SIGNER.match(segment.text))
            if lines and ends:
                break
            if _MOTTO.match(segment.text):
                if lines:
                    break
                continue
            if lines and self._begins_text(segment, lines):
                break
            if lines and segment.line > lines[-1].line + 1 and len(" ".join(s.text for s in lines)) > 40:
                break  # an empty line below a title that is long enough
            lines.append(segment)
        if not lines:
            return None
        kind = self._segments[at].text.capitalize()
        words = " ".join(self._small(line.text) for line in lines).strip(" .")
        value = f"{kind} {words[0].lower() + words[1:]}"
        return Suggestion(
            value, lines[0].start, lines[-1].end, 0.85, Message("Trích yếu dưới tên loại văn bản")
        )

    def period(self) -> tuple[Suggestion | None, Suggestion | None]:
        """First and last year: of the title, else of the first lines."""
        title = self.title()
        places = [(title.start, title.end, 0.92)] if title else []
        places.append((0, min(len(self._text), 3000), 0.6))
        for start, end, confidence in places:
            found = _PERIOD.search(self._text, start, end)
            if found:
                said = Message("“{words}”", words=" ".join(found.group().split()))
                return (
                    Suggestion(int(found[1]), *found.span(1), confidence, said),
                    Suggestion(int(found[2]), *found.span(2), confidence, said),
                )
        found = _UNTIL.search(self._text, title.start, title.end) if title else None
        if found:
            return None, Suggestion(
                int(found[1]), *found.span(1), 0.8, Message("“{words}” trong trích yếu", words=found.group())
            )
        return None, None

    def implements(self) -> Suggestion | None:
        """The numbers of the documents that it says it carries out, separated by semicolons."""
        own = self.number()
        cited = [
            found
            for found in find_citations(self._text[:_HEAD_CHARACTERS])
            if found.relation == "implements" and not found.partial and (not own or found.number != own.value)
        ]
        if not cited:
            return None
        numbers = dict.fromkeys(found.number for found in cited)
        return Suggestion(
            ";".join(numbers), cited[0].start, cited[-1].end, 0.8, Message("Văn bản được viện dẫn ở đầu")
        )

    def published_date(self) -> Suggestion | None:
        """When a press text came out, where it says so."""
        if self.is_official:
            return None
        for found in _PUBLISHED.finditer(self._text[:_HEAD_CHARACTERS]):
            parts = [found["year"], found["month"].zfill(2), found["day"].zfill(2)]
            if (found["said"] or found["time"]) and _is_day(parts):
                return Suggestion(
                    "-".join(parts),
                    found.start("day"),
                    found.end("year"),
                    0.85,
                    Message("Ngày đăng trong bài"),
                )
        return None

    def publisher(self) -> Suggestion | None:
        """Where a press text came out, where a line of its own says so."""
        if self.is_official:
            return None
        found = _SOURCE.search(self._text)
        return found and Suggestion(
            found["name"].strip(), *found.span("name"), 0.6, Message("Dòng ghi nguồn của bài")
        )

    def _kind_of(self, segment: _Segment) -> str | None:
        words = " ".join(segment.text.lower().split()).strip(" .:")
        if not segment.text.isupper():
            return None
        return next((kind for name, kind in _KINDS if words == name), None)

    def _begins_text(self, segment: _Segment, title: Sequence[_Segment]) -> bool:
        """Whether a line below the title is no part of it, though no empty line parts them: it is not in
        capitals where the title is; or it begins with a capital that no name brings, below a title that
        ends with its last year, or itself ends a sentence."""
        if title[0].text.isupper():
            return not segment.text.isupper() and title[-1].text.isupper()
        names = ("Tỉnh ", "Thành phố ", "Việt Nam", "Chính phủ", *(name for name, _ in self._names))
        if not segment.text[0].isupper() or segment.text.startswith(names):
            return False
        return bool(_YEAR_ENDS.search(title[-1].text)) or segment.text[-1] in ".:;"

    def _press_kind(self) -> Suggestion | None:
        title, unit = self.title(), self.unit()
        if title is None:
            return None
        words = str(title.value).lower()
        if unit is not None and unit.value == NATION:
            kind = "press_government_programme"
        elif "đề án" in words:
            kind = "press_provincial_scheme"
        else:
            kind = "press_provincial_programme" if "chương trình" in words else "press_provincial_plan"
        return Suggestion(
            kind, title.start, title.end, 0.5, Message("Bài báo: không có quốc hiệu và số hiệu")
        )

    def _level(self, issuer: Suggestion | None) -> str | None:
        words = self._text[issuer.start : issuer.end].lower() if issuer else ""
        words = " ".join(words.split())
        return next((level for pattern, level in _LEVELS if re.search(pattern, words)), None)

    def _issuer_name(self, words: str) -> str:
        """The issuer as `documents.csv` writes it: "UBND tỉnh Nghệ An"."""
        name = " ".join(words.split()).lower()
        for long, short in (
            (r"(?:ủy|uỷ) ban nhân dân", "UBND"), (r"hội đồng nhân dân", "HĐND"), (r"\buỷ\b", "ủy"),
            (r"\bubnd\b", "UBND"), (r"\bhđnd\b", "HĐND"),
        ):  # fmt: skip
            name = re.sub(long, short, name)
        name = self._with_proper_names(name)
        return name[0].upper() + name[1:]

    def _small(self, line: str) -> str:
        """A line in capitals in small letters, but for the names that keep theirs."""
        return self._with_proper_names(line.lower()) if line.isupper() else line

    def _with_proper_names(self, words: str) -> str:
        for proper in ("Chính phủ", "Việt Nam", *sorted({name for name, _ in self._names}, key=len)):
            found = re.search(rf"(?<!\w){re.escape(proper.lower())}(?!\w)", words)
            if found:
                words = words[: found.start()] + proper + words[found.end() :]
        return words

    def _province(self, start: int, end: int) -> tuple[str, int, int] | None:
        """The province that a part of the text names first, the longest name where several begin there."""
        folded = fold(self._text[start:end])
        found = [
            (match.start(), -(match.end() - match.start()), unit_id)
            for name, unit_id in self._names
            if (match := re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded))
        ]
        if not found:
            return None
        at, length, unit_id = min(found)
        return unit_id, start + at, start + at - length


def _segments(text: str) -> Iterator[_Segment]:
    """The pieces of the first lines, from left to right and from top to bottom."""
    position = 0
    for number, line in enumerate(text[:_HEAD_CHARACTERS].split("\n")):
        if number >= _HEAD_LINES:
            return
        start = 0
        for gap in [*_APART.finditer(line), None]:
            stop = gap.start() if gap else len(line)
            piece = line[start:stop]
            words = piece.strip()
            if words:
                at = position + start + len(piece) - len(piece.lstrip())
                yield _Segment(at, at + len(words), words, number)
            start = gap.end() if gap else stop
        position += len(line) + 1


def _unit_names(provinces: Sequence[Row]) -> list[tuple[str, str]]:
    """The names of units; what stands behind "thành phố" or "tỉnh" in an alias is the name itself."""
    names = {(str(row["name_vi"]), str(row["unit_id"])) for row in provinces if row["unit_id"] != NATION}
    return sorted(names)


def _is_day(parts: Sequence[str]) -> bool:
    numbers = [int(part) for part in parts] + [1] * (3 - len(parts))
    try:
        date(*numbers)
    except ValueError:
        return False
    return True
