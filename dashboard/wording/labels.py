"""What the codes of the warehouse are called. One table per column; each row is a message to translate.

A code that a table does not know is shown as it is: a reader sees something odd instead of nothing,
and `tests/dashboard/test_labels.py` compares the tables with the schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from dashboard.wording import N_, Wording
from dashboard.wording.numbers import NBSP, is_missing, number, percent_sign

KINDS = {
    "target": N_("chỉ tiêu"),
    "commitment": N_("cam kết không kèm số"),
    "baseline": N_("hiện trạng đã đạt"),
    "task": N_("nhiệm vụ"),
    "aim": N_("mục tiêu không định lượng"),
}
EVIDENCE = {
    "quoted": N_("trích nguyên văn"),
    "cited": N_("dẫn lại, không có nguyên văn"),
}
EVIDENCE_SHORT = {"quoted": N_("nguyên văn"), "cited": N_("dẫn lại")}
FIRMNESS = {"goal": N_("mục tiêu"), "orientation": N_("định hướng"), "vision": N_("tầm nhìn")}
HORIZON_BASIS = {
    "heading": N_("theo đề mục phía trên"),
    "sentence": N_("nêu ngay trong câu"),
    "title": N_("theo tên văn bản"),
    "none": N_("văn bản không nêu mốc"),
}
DOUBT = {
    "none": N_("không"),
    "document": N_("chưa rõ số hoặc ngày của văn bản"),
    "territory": N_("chưa rõ nói về tỉnh trước hay sau sáp nhập"),
    "horizon": N_("chưa chắc chắn về mốc năm"),
}
CITED_CONFIDENCE = {
    "high": N_("hai nguồn độc lập cùng nêu"),
    "medium": N_("một nguồn nêu"),
}
REVIEW = {
    "unreviewed": N_("chưa có người soát"),
    "accepted": N_("đã soát, giữ nguyên"),
    "corrected": N_("đã soát và sửa"),
}
TIERS = {
    "seed": N_("có giữ lời"),
    "added": N_("có giữ lời, bổ sung"),
    "reference": N_("không giữ lời"),
}
OPERATORS = {
    "=": "",
    ">=": N_("ít nhất"),
    ">": N_("trên"),
    "<=": N_("không quá"),
    "<": N_("dưới"),
    "~": N_("khoảng"),
}
OPERATOR_SIGNS = {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈"}
IN_FORCE_BASIS = {
    "issued": N_("ngày ban hành"),
    "published": N_("ngày đăng tin, vì văn bản không ghi ngày ban hành"),
    "period": N_("cuối năm đầu của giai đoạn, vì văn bản không ghi ngày"),
    "unknown": N_("chưa rõ ngày"),
}

# Why a verdict is what it is, in a few words; `verdict_reasons` of the release has the sentences.
REASONS = {
    "same_terms": N_("cùng mọi điều kiện"),
    "range": N_("có bên nêu một khoảng"),
    "comparator_differs": N_("cùng mức, khác cách nói"),
    "same_level_other_horizon": N_("cùng mức, khác mốc"),
    "definition_differs": N_("khác định nghĩa"),
    "scope_differs": N_("khác phạm vi"),
    "variant_differs": N_("khác cách xác định"),
    "value_unit_differs": N_("khác đơn vị đo"),
    "no_number": N_("có bên không nêu con số"),
    "no_horizon": N_("có bên không nêu năm"),
    "operator_bounds_other_way": N_("có bên chỉ giới hạn theo chiều ngược"),
    "doubtful_horizon": N_("còn nghi ngờ về mốc"),
    "doubtful_territory": N_("còn nghi ngờ về địa giới"),
    "territory_changed": N_("địa giới đã đổi"),
    "district_level_ended": N_("cấp huyện đã kết thúc"),
    "national_goal_later": N_("quốc gia về sau mới có mục tiêu"),
    "stated_otherwise": N_("nêu theo cách tính hoặc phạm vi khác"),
    "other_horizon": N_("có ở mốc khác, mức khác"),
    "not_stated": N_("đã tìm trong văn bản có giữ lời, không thấy nêu"),
    "document_not_held": N_("chưa giữ văn bản cho mốc này nên chưa nói được"),
    "not_applicable": N_("không đặt ra cho bên kia"),
}

Tone = Literal["good", "even", "bad", "muted"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a verdict is shown: never by colour alone."""

    icon: str
    word: str
    tone: Tone


VERDICTS = {
    "ahead": Verdict("▲", N_("vượt mức quốc gia"), "good"),
    "aligned": Verdict("=", N_("bằng mức quốc gia"), "even"),
    "behind": Verdict("▼", N_("dưới mức quốc gia"), "bad"),
    "earlier": Verdict("◀", N_("sớm hơn quốc gia"), "good"),
    "later": Verdict("▶", N_("muộn hơn quốc gia"), "bad"),
    "not_comparable": Verdict("≠", N_("không so sánh được"), "muted"),
    "no_national": Verdict("○", N_("quốc gia chưa nêu"), "muted"),
    "no_province": Verdict("∅", N_("tỉnh chưa nêu"), "muted"),
}


def label(table: dict[str, str], code: object, w: Wording) -> str:
    """The word for `code`; "" for a missing one, the code itself where the table lacks it."""
    if is_missing(code):
        return ""
    message = table.get(str(code), str(code))
    return w(message) if message else ""


def verdict(code: object) -> Verdict:
    """How to show the verdict `code`."""
    return VERDICTS.get(str(code), Verdict("?", str(code), "muted"))


def value(row: Any, w: Wording, *, words: bool = False, unit_name: str = "") -> str:
    """The value of a statement as one reads it: "≥ 50 %", "15–20 %", "nhóm 10", "1.400".

    `words` says the operator in words ("trên 90 %") for use in a sentence. `unit_name` is the name
    of the unit of value where it is neither percent, rank, level nor a bare count. A statement
    without a number gives "": the caller says that it is a commitment.
    """
    if is_missing(row["value"]):
        return ""
    low, unit, operator = float(row["value"]), str(row["value_unit"]), str(row["operator"])
    high = None if is_missing(row["value_high"]) else float(row["value_high"])
    if unit == "rank" and operator == "<=":
        return w("nhóm {n}", n=number(high or low, w.language))
    text = number(low, w.language)
    if high is not None:
        text = f"{text}–{number(high, w.language)}"
    if unit == "percent":
        text += percent_sign(w.language)
    elif unit == "rank":
        text = w("hạng {n}", n=text)
    elif unit == "level":
        text = w("cấp độ {n}", n=text)
    elif unit != "count" and unit_name:
        text = f"{text}{NBSP}{unit_name}"
    sign = label(OPERATORS, operator, w) if words else OPERATOR_SIGNS.get(operator, operator)
    return f"{sign}{NBSP}{text}" if sign else text
