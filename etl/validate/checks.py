"""Named checks of what was read, each a row of `CHECKS`.

A check gets everything as an `Evidence` and returns what fails, one line each, naming the statement
or document. Severity `error` stops the build, `warning` asks for a look, `info` is worth knowing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from etl.errors import CheckFailed
from etl.model import Reading, Span, Statement
from etl.sources.corpus import Corpus
from etl.sources.reference import reference_statements
from etl.sources.table_schema import Row
from etl.validate.value_text import values_in

Severity = Literal["error", "warning", "info"]

# As many lines of detail as a person reads; the rest is counted.
_DETAIL_LINES = 20
# The first plans for information technology and the end of the longest horizon named today.
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of one check: a row of the table `checks`. `detail` is None when all is well."""

    check_id: str
    severity: Severity
    passed: bool
    failures: int
    title_vi: str
    title_en: str
    detail: str | None


@dataclass(frozen=True)
class Evidence:
    """What the checks look at: the corpus, what was read from it, and the cited figures."""

    corpus: Corpus
    readings: Sequence[Reading]

    @cached_property
    def quoted(self) -> tuple[Statement, ...]:
        """Statements read from texts."""
        return tuple(statement for reading in self.readings for statement in reading.statements)

    @cached_property
    def cited(self) -> tuple[Statement, ...]:
        """Statements of the reference set."""
        return reference_statements(self.corpus)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Decoded source of every document that was read."""
        return {reading.document_id: self.corpus.text_of(reading.document_id) for reading in self.readings}

    def by_key(self, table: str, key: str) -> dict[str, Row]:
        """The rows of a table by one column."""
        return {row[key]: row for row in self.corpus.rows(table)}


@dataclass(frozen=True, slots=True)
class Check:
    """One named check."""

    check_id: str
    severity: Severity
    title_vi: str
    title_en: str
    failures_in: Callable[[Evidence], Iterator[str]]


def run_checks(corpus: Corpus, readings: Sequence[Reading]) -> list[CheckResult]:
    """The result of every check of `CHECKS`, in that order; none of them stops another."""
    evidence = Evidence(corpus, readings)
    return [_result(check, list(check.failures_in(evidence))) for check in CHECKS]


def failed_errors(results: Sequence[CheckResult]) -> list[CheckResult]:
    """The results that must stop a build."""
    return [result for result in results if result.severity == "error" and not result.passed]


def require_passed(results: Sequence[CheckResult]) -> None:
    """Raise `CheckFailed` when a check of severity `error` failed; the message lists them."""
    if failed := failed_errors(results):
        raise CheckFailed("\n".join(f"{result.title_vi}\n{result.detail}" for result in failed))


def _result(check: Check, failures: list[str]) -> CheckResult:
    lines = failures[:_DETAIL_LINES]
    if len(failures) > _DETAIL_LINES:
        lines.append(f"và {len(failures) - _DETAIL_LINES} trường hợp nữa")
    return CheckResult(
        check_id=check.check_id,
        severity=check.severity,
        passed=not failures,
        failures=len(failures),
        title_vi=check.title_vi,
        title_en=check.title_en,
        detail="\n".join(lines) or None,
    )


def _sources_unchanged(evidence: Evidence) -> Iterator[str]:
    for document in evidence.corpus.registered():
        if hashlib.sha256(evidence.corpus.sources[document.document_id]).hexdigest() != document.sha256:
            yield f"{document.document_id}: tệp {document.path} không còn như khi đăng ký"


def _quotes_found(evidence: Evidence) -> Iterator[str]:
    for reading in evidence.readings:
        text = evidence.texts[reading.document_id]
        for statement in reading.statements:
            if text[statement.quote_start : statement.quote_end] != statement.quote or not statement.quote:
                yield f"{statement.statement_id}: trích dẫn không nằm đúng chỗ"
        for task in reading.tasks:
            if text[task.quote_start : task.quote_end] != task.quote or not task.quote:
                yield f"{task.task_id}: trích dẫn không nằm đúng chỗ"
        for citation in reading.citations:
            place = text[citation.start : citation.end]
            if not place or place not in citation.quote or citation.quote not in text:
                yield f"{reading.document_id}: số hiệu {citation.cited_number} không nằm đúng chỗ"


def _value_spans_inside(evidence: Evidence) -> Iterator[str]:
    for statement in evidence.quoted:
        if statement.value_start is None or statement.value_end is None:
            if statement.value is not None:
                yield f"{statement.statement_id}: có giá trị mà không có vị trí"
            continue
        quote = Span(statement.quote_start or 0, statement.quote_end or 0)
        if not quote.holds(Span(statement.value_start, statement.value_end)):
            yield f"{statement.statement_id}: giá trị {statement.value_text} nằm ngoài trích dẫn"


def _values_read_back(evidence: Evidence) -> Iterator[str]:
    for statement in evidence.quoted:
        if statement.value is None:
            continue
        # A person who corrects a number stands for it; beside a picture, also for how it is printed.
        is_by_hand = statement.reviewed_by is not None and statement.review_status == "corrected"
        if is_by_hand and statement.is_ocr:
            continue
        printed = evidence.texts[statement.document_id][statement.value_start : statement.value_end]
        if _folded(printed) != _folded(statement.value_text or ""):
            yield f"{statement.statement_id}: văn bản in '{printed}', ghi là '{statement.value_text}'"
        for value in () if is_by_hand else (statement.value, statement.value_high):
            if value is not None and not any(abs(value - read) < 1e-9 for read in values_in(printed)):
                yield f"{statement.statement_id}: '{printed}' không đọc thành {value:g}"


def _values_within_limits(evidence: Evidence) -> Iterator[str]:
    units = evidence.by_key("value_units", "value_unit")
    for statement in (*evidence.quoted, *evidence.cited):
        limits = units.get(statement.value_unit or "")
        for value in (statement.value, statement.value_high) if limits else ():
            if value is None or limits is None:
                continue
            low, high = limits["minimum"], limits["maximum"]
            if (low is not None and value < low) or (high is not None and value > high):
                yield f"{statement.statement_id}: {value:g} ngoài giới hạn của đơn vị {statement.value_unit}"


def _units_agree(evidence: Evidence) -> Iterator[str]:
    indicators = evidence.by_key("indicators", "indicator_id")
    for statement in (*evidence.quoted, *evidence.cited):
        indicator = indicators.get(statement.indicator_id or "")
        if indicator and statement.value_unit and statement.value_unit != indicator["value_unit"]:
            yield (
                f"{statement.statement_id}: đơn vị {statement.value_unit}, "
                f"chỉ số {statement.indicator_id} dùng {indicator['value_unit']}"
            )


def _ids_known(evidence: Evidence) -> Iterator[str]:
    known = {
        "unit_id": {row["unit_id"] for row in evidence.corpus.rows("units")},
        "territory_id": {row["territory_id"] for row in evidence.corpus.rows("territories")},
        "indicator_id": {row["indicator_id"] for row in evidence.corpus.rows("indicators")},
        "suggested_indicator_id": {row["indicator_id"] for row in evidence.corpus.rows("indicators")},
        "theme_id": {row["theme_id"] for row in evidence.corpus.rows("themes")},
        "value_unit": {row["value_unit"] for row in evidence.corpus.rows("value_units")},
        "variant": {row["variant"] for row in evidence.corpus.rows("variants")},
    }
    scopes = {row["scope_id"] for row in evidence.corpus.rows("scopes")}
    topics = {row["topic_id"] for row in evidence.corpus.rows("topics")}
    for statement in (*evidence.quoted, *evidence.cited):
        for field, ids in known.items():
            value = getattr(statement, field)
            if value is not None and value not in ids:
                yield f"{statement.statement_id}: không có {field} '{value}'"
        for scope in statement.scope.split("; ") if statement.scope else ():
            if scope not in scopes:
                yield f"{statement.statement_id}: không có scope_id '{scope}'"
    for reading in evidence.readings:
        for task in reading.tasks:
            if task.topic_id is not None and task.topic_id not in topics:
                yield f"{task.task_id}: không có topic_id '{task.topic_id}'"
            if task.theme_id is not None and task.theme_id not in known["theme_id"]:
                yield f"{task.task_id}: không có theme_id '{task.theme_id}'"


def _ids_unique(evidence: Evidence) -> Iterator[str]:
    ids = [statement.statement_id for statement in (*evidence.quoted, *evidence.cited)]
    ids += [task.task_id for reading in evidence.readings for task in reading.tasks]
    for identity, times in Counter(ids).items():
        if times > 1:
            yield f"{identity}: dùng {times} lần"


def _value_spans_unique(evidence: Evidence) -> Iterator[str]:
    seen: dict[tuple[str, int, int], str] = {}
    for statement in evidence.quoted:
        if statement.value_start is None or statement.value_end is None:
            continue
        place = (statement.document_id, statement.value_start, statement.value_end)
        first = seen.setdefault(place, statement.statement_id)
        if first != statement.statement_id:
            yield f"{statement.statement_id}: cùng con số với {first}"


def _kinds_consistent(evidence: Evidence) -> Iterator[str]:
    for statement in (*evidence.quoted, *evidence.cited):
        has_value = statement.value is not None
        if has_value != (statement.operator is not None) or has_value != (statement.value_unit is not None):
            yield f"{statement.statement_id}: giá trị, phép so và đơn vị phải cùng có hoặc cùng không"
        if statement.kind != "commitment" and not has_value:
            yield f"{statement.statement_id}: {statement.kind} mà không có giá trị"
        if statement.kind == "baseline" and statement.horizon is not None:
            yield f"{statement.statement_id}: hiện trạng mà có mốc {statement.horizon}"
        if statement.value is not None and (statement.value_high or statement.value) < statement.value:
            yield f"{statement.statement_id}: cận trên nhỏ hơn cận dưới"


def _horizons_plausible(evidence: Evidence) -> Iterator[str]:
    for statement in (*evidence.quoted, *evidence.cited):
        if statement.horizon is not None and not _FIRST_YEAR <= statement.horizon <= _LAST_YEAR:
            yield f"{statement.statement_id}: mốc {statement.horizon}"


def _horizons_after_document(evidence: Evidence) -> Iterator[str]:
    documents = {document.document_id: document for document in evidence.corpus.documents}
    for statement in (*evidence.quoted, *evidence.cited):
        on = documents[statement.document_id].in_force_on
        if statement.horizon is not None and on is not None and statement.horizon < on.year:
            yield f"{statement.statement_id}: mốc {statement.horizon} trước năm của văn bản ({on.year})"


# A number of task groups that a text announces as its own: the verb stands right before the number, so
# that a number of tasks of another programme, named in passing, is not taken for it.
_ANNOUNCED = re.compile(
    r"(?:triển khai|thực hiện|đề ra|tập trung|xác định|gồm|có)\s+(?:vào\s+)?(\d{1,2})\s+(?:nhóm\s+)?nhiệm vụ",
    re.IGNORECASE,
)


def _announced_tasks_found(evidence: Evidence) -> Iterator[str]:
    for reading in evidence.readings:
        found = sum(task.kind == "task" for task in reading.tasks)
        for announced in _ANNOUNCED.finditer(_nfc(evidence.texts[reading.document_id])):
            if int(announced[1]) != found:
                said = " ".join(announced[0].split())
                yield f"{reading.document_id}: văn bản nói '{said}', tìm được {found}"


def _documents_yield(evidence: Evidence) -> Iterator[str]:
    for reading in evidence.readings:
        if not reading.statements and not reading.tasks:
            yield f"{reading.document_id}: không đọc được phát biểu hay nhiệm vụ nào"
    read = {reading.document_id for reading in evidence.readings}
    for document in evidence.corpus.registered():
        if document.document_id not in read:
            yield f"{document.document_id}: đã đăng ký nhưng không được đọc"


def _indicators_found(evidence: Evidence) -> Iterator[str]:
    for statement in evidence.quoted:
        if statement.indicator_id is None:
            yield f"{statement.statement_id}: chưa có chỉ số cho '{statement.subject_vi}'"


def _numbers_resolved(evidence: Evidence) -> Iterator[str]:
    for reading in evidence.readings:
        unknown = {c.cited_number for c in reading.citations if c.cited_document_id is None}
        for number in sorted(unknown):
            yield f"{reading.document_id}: nhắc đến {number}, chưa có trong danh mục văn bản"


def _not_both_quoted_and_cited(evidence: Evidence) -> Iterator[str]:
    def key(statement: Statement) -> tuple[object, ...]:
        return (
            statement.unit_id,
            statement.indicator_id,
            statement.scope,
            statement.variant,
            statement.horizon,
        )

    cited = defaultdict(list)
    for statement in evidence.cited:
        cited[key(statement)].append(statement.statement_id)
    for statement in evidence.quoted:
        if statement.indicator_id and (same := cited.get(key(statement))):
            yield f"{statement.statement_id}: số trích dẫn nguồn cũng có ({', '.join(same)})"


def _cited_without_doubt(evidence: Evidence) -> Iterator[str]:
    doubts = Counter(s.doubt for s in evidence.cited if s.doubt not in (None, "none"))
    words = {"document": "văn bản", "territory": "địa giới", "horizon": "mốc thời gian"}
    for doubt, times in sorted(doubts.items(), key=lambda item: str(item[0])):
        yield f"{times} số liệu còn ngờ về {words.get(str(doubt), str(doubt))}"


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _folded(text: str) -> str:
    return "".join(_nfc(text).split())


CHECKS = (
    Check("sources_unchanged", "error", "Mọi văn bản nguồn giữ nguyên từng byte như khi đăng ký",
          "Every source is byte for byte as registered", _sources_unchanged),
    Check("quotes_found", "error", "Mọi trích dẫn nằm đúng vị trí trong văn bản nguồn",
          "Every quote stands in the source where it says", _quotes_found),
    Check("value_spans_inside", "error", "Con số nằm bên trong câu trích dẫn",
          "Every value lies inside its quote", _value_spans_inside),
    Check("values_read_back", "error", "Đọc lại con số in trong văn bản ra đúng giá trị đã ghi",
          "The printed token reads back as the value", _values_read_back),
    Check("value_spans_unique", "error", "Không có hai phát biểu cùng lấy một con số",
          "No two statements take the same number", _value_spans_unique),
    Check("values_within_limits", "error", "Giá trị nằm trong giới hạn của đơn vị đo (tỷ lệ từ 0 đến 100%)",
          "Values lie within the limits of their unit (shares 0 to 100 %)", _values_within_limits),
    Check("units_agree", "error", "Đơn vị đo của phát biểu trùng với đơn vị của chỉ số",
          "Statement and indicator have the same unit of value", _units_agree),
    Check("kinds_consistent", "error", "Mục tiêu, cam kết, hiện trạng có đủ và đúng thành phần",
          "Targets, commitments and baselines have the parts they need", _kinds_consistent),
    Check("ids_known", "error", "Mọi mã dùng đến đều có trong danh mục",
          "Every id used is in its table", _ids_known),
    Check("ids_unique", "error", "Mã phát biểu và nhiệm vụ không trùng nhau",
          "Ids of statements and tasks are unique", _ids_unique),
    Check("horizons_plausible", "error", f"Mốc thời gian trong khoảng {_FIRST_YEAR}-{_LAST_YEAR}",
          f"Horizons lie between {_FIRST_YEAR} and {_LAST_YEAR}", _horizons_plausible),
    Check("horizons_after_document", "warning", "Mốc thời gian không sớm hơn năm của văn bản",
          "No horizon is earlier than its document", _horizons_after_document),
    Check("announced_tasks_found", "warning", "Số nhiệm vụ tìm được bằng số nhiệm vụ văn bản công bố",
          "As many tasks were found as the text announces", _announced_tasks_found),
    Check("documents_yield", "warning", "Mỗi văn bản đã đăng ký cho ít nhất một phát biểu hoặc nhiệm vụ",
          "Every registered document yields a statement or a task", _documents_yield),
    Check("indicators_found", "warning", "Mỗi phát biểu có chỉ số",
          "Every statement has an indicator", _indicators_found),
    Check("numbers_resolved", "info", "Mỗi số hiệu được nhắc đến có trong danh mục văn bản",
          "Every number cited is a document we know", _numbers_resolved),
    Check("not_both_quoted_and_cited", "info", "Một số liệu không vừa đọc từ văn bản vừa trích từ nguồn khác",
          "No figure is both quoted and cited", _not_both_quoted_and_cited),
    Check("cited_without_doubt", "info", "Số liệu trích nguồn không còn điểm ngờ",
          "No cited figure is in doubt", _cited_without_doubt),
)  # fmt: skip
