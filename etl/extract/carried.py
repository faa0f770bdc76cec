"""What carries from one sentence to the next: whether goals or results are told, and for which year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.extract.horizons import YearMention
from etl.extract.kinds import CueMatch, Setting
from etl.extract.kinds.setting import cue_words
from etl.extract.model import Claim
from etl.extract.sections import ISSUED, Context
from etl.model import Firmness, HorizonBasis
from etl.text.layout import Block

_VISION = re.compile(r"(?<!\w)tầm\s+nhìn", re.IGNORECASE)
_ORIENTATION = re.compile(r"(?<!\w)định\s+hướng", re.IGNORECASE)
_FIRMNESS_REACH = 30  # characters between such a word and its year
_ASIDE_SENTENCE = re.compile(r"(?<!\w)riêng(?!\w)", re.IGNORECASE)
_BUT = re.compile(r"[,;]\s+(?:nhưng|song|rồi)\s", re.IGNORECASE)
# "đã nâng mục tiêu": what is done is that the goal was set.
_SETTING = re.compile(
    r"(?<!\w)(?:nâng|đặt|đề\s+ra|giao|điều\s+chỉnh|xác\s+định|bổ\s+sung|chốt|công\s+bố|thông\s+qua)(?!\w)",
    re.IGNORECASE,
)
_SETS_A_GOAL = re.compile(
    r"(?<!\w)(?:đặt|đề|đưa)\s+(?:ra\s+)?(?:các\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)(?!\w)", re.IGNORECASE
)
_DONE_WORD = re.compile(r"(?:đã|xong|về\s+đích|vượt)(?!\w)", re.IGNORECASE)
# "Theo lộ trình, năm 2025 tỉnh sẽ ...": where the plan is from, then its year.
_AS_PLANNED = re.compile(
    r"theo\s+(?:lộ\s+trình|kế\s+hoạch|tiến\s+độ|đề\s+án|chương\s+trình|dự\s+kiến|phương\s+án)[^,.;\d]{0,40},\s+",
    re.IGNORECASE,
)

_OF_TERM = re.compile(r"(?<!\w)nhiệm\s+kỳ\s+$", re.IGNORECASE)
_TO_END_OF_TERM = re.compile(r"(?<!\w)(?:cuối|hết)\s+nhiệm\s+kỳ(?!\s*(?:\d|trước))(?!\w)", re.IGNORECASE)
# "Giai đoạn 2011 - 2015, tỉnh đã đầu tư ...": the period that a report opens with.
_OPENS_REPORT = re.compile(
    r"(?:(?:trong|kết\s+thúc|hết|sau)\s+)*(?:giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ)?\s*", re.IGNORECASE
)
# "Theo kế hoạch vừa được ban hành, ...:", "Kế hoạch đề ra:": what follows is what the plan wants.
_PLAN_LEAD = re.compile(
    r"(?:(?:cũng\s+)?theo\s+)?(?:kế\s+hoạch|đề\s+án|chương\s+trình|lộ\s+trình|nghị\s+quyết|quyết\s+định|chiến\s+lược|mục\s+tiêu|"
    r"chỉ\s+tiêu)(?!\w)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Carried:
    """What the sentences before tell of the next one.

    `speaks`: "goal", "past" or "", with the words that say so in `reason`; `announced`: the plan issued.
    """

    speaks: str = ""
    reason: str = ""
    year: YearMention | None = None
    year_basis: HorizonBasis = "none"
    firmness: Firmness | None = None
    announced: str = ""
    term: YearMention | None = None  # the end of the term of office spoken of
    measured: YearMention | None = None  # the year whose results the paragraph tells

    def take_year(self, other: Carried) -> None:
        """Go on with the year of another."""
        self.year, self.year_basis, self.firmness = other.year, other.year_basis, other.firmness


def open_block(
    block: Block, context: Context, carried: Carried, lead: Carried, title_year: YearMention | None
) -> Carried:
    """What carries into a block: a heading begins anew, a list item goes on from the lead of its list.

    An item takes its year from the item before it only where the title names none.
    """
    if context.is_heading or context.body != block.body:
        fresh = Carried(
            speaks={"goal": "goal", "result": "past"}.get(context.mode or "", ""),
            reason=context.mode_text,
            firmness=context.firmness,
            term=carried.term,
        )
        if context.year is not None:
            fresh.year, fresh.year_basis = context.year, "heading"
        elif not context.is_heading:  # "Cụ thể, thành phố đặt ra các chỉ tiêu: ..." goes on
            fresh.take_year(carried)
        return fresh
    carried.measured = None
    if context.mode in {"goal", "result"}:
        carried.speaks, carried.reason = "", ""
    if not block.rank:
        return carried
    kept = replace(lead, term=carried.term)
    if kept.year is None and title_year is None:
        kept.take_year(carried)
    return kept


def carry(setting: Setting, carried: Carried, found: Sequence[Claim], title_year: YearMention | None) -> None:
    """Bring the state up to date after a sentence."""
    if setting.flow[setting.end - 1] == "?":
        _ask(setting, carried)
        return
    _carry_term(setting, carried)
    own_goal = next((cue for cue in setting.cues if cue.payload.sense == "goal"), None)
    targets = [claim for claim in found if claim.kind == "target"]
    if found:
        _carry_claims(setting, carried, found, targets)
        if not targets:
            carried.announced = ""
    else:
        _carry_cues(setting, carried, own_goal)
        plan_lead = _plan_lead(setting)
        if plan_lead is not None:
            carried.speaks, carried.reason = "goal", plan_lead
        issued = ISSUED.search(setting.flow, setting.start, min(setting.end, setting.start + 400))
        if issued is not None:
            carried.announced = " ".join(issued.group().split())
    if not (found and not targets):
        oldest = max(setting.document_year or 0, title_year.year if title_year is not None else 0)
        _carry_year(setting, carried, targets, oldest)
    if (
        targets
        and carried.term is not None
        and _TO_END_OF_TERM.search(setting.flow, setting.start, setting.end)
    ):
        carried.year, carried.year_basis, carried.firmness = carried.term, "heading", None


def _carry_term(setting: Setting, carried: Carried) -> None:
    """The term of office that a sentence names, and the period whose results it opens with."""
    for year in setting.years:
        if year.rule == "period-end" and _OF_TERM.search(
            setting.flow, max(setting.start, year.start - 12), year.start
        ):
            carried.term = year
    first = setting.years[0] if setting.years else None
    if first is not None and first.may_be_due and first.form in {"in", "by"}:
        told = any(cue.payload.sense in {"past", "now", "done"} for cue in setting.cues)
        aims = any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues)
        if told and not aims and _OPENS_REPORT.fullmatch(setting.flow, setting.start, first.start):
            carried.measured = first


def _plan_lead(setting: Setting) -> str | None:
    """The words of a lead that says what a plan wants, without a word for a goal: "Kế hoạch đề ra:"."""
    if setting.flow[setting.end - 1] != ":" or setting.values or setting.context.mode == "result":
        return None
    if any(cue.payload.sense in {"now", "done", "aside"} or cue.payload.id == "past" for cue in setting.cues):
        return None
    lead = _PLAN_LEAD.match(setting.flow, setting.start, setting.end)
    if lead is not None:
        return " ".join(lead.group().split())
    due = next((year for year in setting.years if year.may_be_due and year.rule == "until-year"), None)
    if due is None or (setting.document_year is not None and due.year < setting.document_year):
        return None
    return " ".join(setting.flow[due.start : due.end].split())


def _ask(setting: Setting, carried: Carried) -> None:
    """A question hands the word to somebody else: only a year that it asks about goes on."""
    due = next((year for year in setting.years if year.may_be_due and year.rule == "until-year"), None)
    asks_now = any(cue.payload.sense in {"now", "past"} for cue in setting.cues)
    carried.speaks, carried.reason = ("goal", "?") if due is not None else ("past" if asks_now else "", "?")
    if due is not None:
        carried.year, carried.year_basis, carried.firmness = due, "heading", None


def _carry_claims(
    setting: Setting, carried: Carried, found: Sequence[Claim], targets: Sequence[Claim]
) -> None:
    """What the claims of a sentence make of the sentences that follow."""
    only_beside = all(claim.rule.endswith("goal-beside") for claim in targets)
    is_set = _SETS_A_GOAL.search(setting.flow, setting.start, setting.end) is not None
    if targets and only_beside and not is_set and (carried.speaks == "past" or len(targets) < len(found)):
        carried.speaks, carried.reason = "past", carried.reason or _deciding_words(found[0])
        return  # "Mục tiêu cả năm là 70%." within a report: the report goes on
    if targets:
        carried.speaks = "goal" if found[-1].kind == "target" else "past"
        if len(targets) == len(found):
            carried.reason = _deciding_words(targets[-1])
    elif any(not claim.rule.endswith(("compared-with", "from-level", "no-cue")) for claim in found):
        carried.speaks, carried.reason = "past", _deciding_words(found[-1])


def _carry_cues(setting: Setting, carried: Carried, own_goal: CueMatch | None) -> None:
    """What a sentence without claims makes of the sentences that follow."""
    reported = next((cue for cue in setting.cues if cue.payload.sense in {"now", "past"}), None)
    if own_goal is not None and any(
        cue.payload.sense == "done"
        and 0 <= own_goal.start - cue.end < 26
        and not _SETTING.search(setting.flow, cue.start, own_goal.end)
        for cue in setting.cues
    ):
        carried.speaks, carried.reason = "past", "đã"  # "đã nỗ lực hoàn thành các mục tiêu"
    elif own_goal is not None and (reported is None or reported.start < own_goal.start):
        carried.speaks, carried.reason = "goal", cue_words(setting.flow, own_goal)
    elif reported is None and own_goal is None and _plans_ahead(setting):
        carried.speaks, carried.reason = "goal", "sẽ"
    elif reported is None and any(cue.payload.sense == "aside" for cue in setting.cues):
        carried.speaks, carried.reason = "past", "khảo sát"
    elif reported is None and carried.speaks == "goal" and _tells_what_is_done(setting):
        carried.speaks, carried.reason = "", ""
    elif reported is not None:
        carried.speaks, carried.reason = "past", cue_words(setting.flow, reported)


def _tells_what_is_done(setting: Setting) -> bool:
    """ "Nhiều việc đã xong sớm.": no goal is carried past a sentence that says what is done."""
    return not any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues) and any(
        cue.payload.id == "already" and _DONE_WORD.match(setting.flow, cue.start) for cue in setting.cues
    )


def _plans_ahead(setting: Setting) -> bool:
    """ "Năm 2026, huyện sẽ ...": a sentence that opens with a year and says what will be done in it."""
    first = setting.years[0] if setting.years else None
    if first is None or not first.may_be_due:
        return False
    from_now = setting.flow[max(0, first.start - 7) : first.start].lower().split() == ["từ", "nay"]
    if not from_now and first.start - setting.start > 3:
        planned = _AS_PLANNED.fullmatch(setting.flow, setting.start, first.start)
        if planned is None:
            return False
    if setting.document_year is not None and first.year < setting.document_year:
        return False
    if any(cue.payload.sense in {"past", "now", "done"} for cue in setting.cues):
        return False
    return from_now or any(cue.payload.id == "future" for cue in setting.cues)


def _carry_year(setting: Setting, carried: Carried, targets: Sequence[Claim], oldest: int) -> None:
    """The year that a sentence hands on to those that follow, if it does: none before the `oldest`."""
    goals = [cue for cue in setting.cues if cue.payload.sense == "goal"]
    own_goal = next((cue for cue in goals if cue.payload.id != "must"), goals[0] if goals else None)
    dues = [
        year
        for year in setting.years
        if year.may_be_due
        and year.form != "bare"
        and year.year >= oldest
        and not _dates_value_in_bracket(setting, year)
    ]
    if not dues or _ASIDE_SENTENCE.search(setting.flow, setting.start, setting.start + 8) is not None:
        return
    open_dues = [year for year in dues if setting.flow[year.start - 1 : year.start] != "("]
    dues = open_dues or dues  # "80% (2030: 95%)": a year in brackets does not go on
    last = dues[-1]
    if targets:
        last = next((year for year in reversed(dues) if year.year == targets[-1].horizon), last)
        first = targets[0]
        trails = last.start >= targets[-1].value.end
        turned = dues[-1].form == "by" and _BUT.search(setting.flow, targets[-1].value.end, dues[-1].start)
        if turned:
            last = dues[-1]  # "năm 2025 là 20%, nhưng bức tranh đến 2030 ...": what follows is due then
        elif trails and len({claim.horizon for claim in targets}) > 1 and dues[0].start >= first.value.end:
            return  # "chiếm 19%, hướng tới 30% vào năm 2030": only the second one is due then
        if (
            not turned
            and trails
            and dues[0].form == "by"
            and dues[0].end <= first.value.start
            and own_goal is not None
        ):
            last = dues[0]  # a year behind its value dates that value; the one that leads goes on
    elif (own_goal is None or own_goal.payload.id == "must") and _plans_ahead(setting):
        last = dues[0]
    elif _plan_lead(setting) is not None:
        last = dues[-1]
    elif own_goal is None or own_goal.payload.id == "must" or carried.speaks == "past":
        return
    leads = last.start - setting.start < 40 or any(claim.value.start > last.start for claim in targets)
    context = setting.context
    if context.in_list and any(claim.value.start < last.start for claim in targets):
        return  # "số hóa 60% hồ sơ; đến hết năm 2027 số hóa 100%" dates its own second half
    if context.in_list and not leads and (context.year is not None or carried.year is not None):
        return
    carried.year, carried.year_basis = last, "heading"
    if context.year is not None and context.year.year == last.year:
        carried.firmness = context.firmness
    else:
        carried.firmness = named_firmness(setting, last)


def _dates_value_in_bracket(setting: Setting, year: YearMention) -> bool:
    """Whether a year stands in brackets with a value of its own: "(năm học 2023 - 2024 mới có 37%)"."""
    opened = setting.flow.rfind("(", setting.start, year.at)
    closed = setting.flow.find(")", year.end, setting.end)
    if opened < 0 or closed < 0 or setting.flow.find(")", opened, year.at) >= 0:
        return False
    return any(opened < value.start < closed for value in setting.values)


def named_firmness(setting: Setting, year: YearMention) -> Firmness | None:
    """Whether the words before a year call it that of a vision or an orientation; None where they do not."""
    lead = setting.flow[max(setting.start, year.start - _FIRMNESS_REACH) : year.end]
    if _VISION.search(lead):
        return "vision"
    return "orientation" if _ORIENTATION.search(lead) else None


def _deciding_words(claim: Claim) -> str:
    return claim.reason.split(";")[0].removeprefix("loại: ")
