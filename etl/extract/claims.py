"""From values, cues, years and headings to claims: one pass over the blocks of a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from etl.extract.carried import Carried, carry, open_block
from etl.extract.cues import CUE_INDEX
from etl.extract.governing import governs
from etl.extract.headlines import complete_headline
from etl.extract.horizons import YearMention, document_year, find_years
from etl.extract.kinds import CueMatch, Decision, Setting
from etl.extract.kinds.setting import cue_words
from etl.extract.model import Claim, Passage
from etl.extract.numbers import Value, find_values
from etl.extract.quoting import cut_between_values, quote_in_parts
from etl.extract.sections import Context, Outline, title_years
from etl.extract.sentence import Sentence
from etl.extract.tables import find_tables
from etl.model import HorizonBasis
from etl.text.layout import Block, Layout, split_sentences
from etl.text.words import Words

_DEADLINE = re.compile(
    r"(?<!\w)(?:Hoàn\s+thành|Thời\s+gian|Thời\s+hạn|Tiến\s+độ)(?:\s+(?:thực\s+hiện|hoàn\s+thành))?\s*:\s",
    re.IGNORECASE,
)
# "Các chỉ tiêu này dự kiến hoàn thành vào cuối năm 2027": said of the sentences before.
_ALL_DUE = re.compile(
    r"(?<!\w)(?:chỉ\s+tiêu|mục\s+tiêu|nội\s+dung|công\s+việc)\s+(?:này|trên|nêu\s+trên)\s[^.;\d]{0,30}?"
    r"hoàn\s+thành\s[^.;\d]{0,24}20\d\d",
    re.IGNORECASE,
)
_GOAL_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DUE_YEAR = re.compile(  # the year first: what stands before it is asked only where one is
    r"(?P<year>20\d\d)(?!\d)"
    r"(?:(?<=[Đđ]ến ....)|(?<=tới ....)|(?<=vào ....)|(?<=[Đđ]ến năm ....)|(?<=tới năm ....)|"
    r"(?<=vào năm ....)|(?<=hết năm ....)|(?<=\d-....)|(?<=\d - ....))"
)
_GOAL_REACH = 50  # characters between a word for a goal and its year
_PLAN_TITLE = re.compile(
    r"(?:kế\s+hoạch|đề\s+án|chương\s+trình\s+(?:hành\s+động|chuyển)|chiến\s+lược|"
    r"nghị\s+quyết|mục\s+tiêu|phấn\s+đấu|chỉ\s+tiêu)",
    re.IGNORECASE,
)
_TITLE_BLOCKS = 6  # the first ones, among which a title stands
_LONGEST_TITLE = 260


@dataclass(slots=True)
class Reader:
    """Reads one laid-out text; `read` gives its claims and passages.

    `decisions` then holds every value of running text with what was decided on it, also those that make
    no claim: the answer to "why not?".
    """

    layout: Layout
    words: Words
    values: list[Value] = field(init=False)
    cues: list[CueMatch] = field(init=False)
    document_year: int | None = field(init=False)
    goal_year: int | None = field(init=False)
    last_due: int | None = field(init=False)
    decisions: list[tuple[Value, Decision]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        flow = self.layout.flow
        self.values = find_values(flow, self.words)
        self.cues = [cue for cue in CUE_INDEX.find_longest(self.words) if governs(flow, cue)]
        self.document_year = document_year(flow)
        goal_years = [
            int(year)
            for cue in self.cues
            if cue.payload.id in {"strive", "goal-word"}
            for year in _GOAL_YEAR.findall(flow, max(0, cue.start - _GOAL_REACH), cue.end + _GOAL_REACH)
        ]
        self.goal_year = max(goal_years, default=None)
        self.last_due = max((int(match["year"]) for match in _DUE_YEAR.finditer(flow)), default=None)

    def read(self) -> tuple[list[Claim], list[Passage]]:
        """Claims and passages in the order of the text."""
        flow, blocks = self.layout.flow, self.layout.blocks
        outline = Outline(flow, blocks[0].start if blocks else 0)
        title_year, _ = title_years(flow, blocks)
        has_plan_title = self._has_plan_title()
        carried, lead = Carried(), Carried()
        value_starts = [value.start for value in self.values]
        cue_starts = [cue.start for cue in self.cues]
        in_tables, tabled = find_tables(self.layout)
        in_tables = sorted(quote_in_parts(in_tables), key=lambda claim: claim.value.start)
        table_starts = [claim.value.start for claim in in_tables]
        claims: list[Claim] = []
        unsure: list[Claim] = []
        passages: list[Passage] = []
        for place, block in enumerate(blocks):
            if place in tabled:
                first, last = bisect_left(table_starts, block.start), bisect_left(table_starts, block.end)
                governing = outline.governing(block)
                claims.extend(
                    _in_table(flow, claim, governing, title_year) for claim in in_tables[first:last]
                )
                continue
            inside = self.values[
                bisect_left(value_starts, block.start) : bisect_left(value_starts, block.end)
            ]
            context = outline.enter(block, inside)
            carried = open_block(block, context, carried, lead, title_year)
            if context.is_heading:
                lead = replace(carried)
                continue
            deadline = self._deadline(block)
            for start, end in self._sentences(block, context, value_starts):
                setting = Setting(
                    flow=flow,
                    start=start,
                    end=end,
                    values=self.values[bisect_left(value_starts, start) : bisect_left(value_starts, end)],
                    cues=self.cues[bisect_left(cue_starts, start) : bisect_left(cue_starts, end)],
                    years=find_years(flow, start, end),
                    context=context,
                    state=carried.speaks,
                    state_reason=carried.reason,
                    document_year=self.document_year,
                    goal_year=self.goal_year,
                    last_due=self.last_due,
                    plan_title=has_plan_title,
                    announced=carried.announced,
                    deadline=deadline,
                )
                sentence = Sentence(setting, carried, title_year)
                found = sentence.claims()
                claims.extend(found)
                if not place:
                    unsure.extend(sentence.unsure)
                self.decisions.extend(zip(setting.values, sentence.decisions, strict=True))
                carry(setting, carried, found, title_year)
                passages.append(_passage(setting, carried, title_year, has_claim=bool(found)))
            if block.rank == 0 or flow[block.end - 1] in ":?":
                lead = replace(carried)
        claims.sort(key=lambda claim: claim.value.start)
        if blocks:
            claims = complete_headline(claims, unsure, blocks[0])
        return claims, passages

    def _has_plan_title(self) -> bool:
        """Whether a title among the first blocks is that of a plan."""
        flow = self.layout.flow
        return any(
            _PLAN_TITLE.search(flow, block.start, block.end)
            for block in self.layout.blocks[:_TITLE_BLOCKS]
            if block.end - block.start < _LONGEST_TITLE and flow[block.end - 1] not in ".;?"
        )

    def _deadline(self, block: Block) -> YearMention | None:
        """The year of "Hoàn thành: năm 2024" at the end of a list item."""
        text = self.layout.flow[block.start : block.end]
        if "oàn thành" in text and (" này " in text or " trên " in text):
            said = _ALL_DUE.search(self.layout.flow, block.start, block.end)
            if said is not None:
                return next(iter(find_years(self.layout.flow, said.start(), said.end())), None)
        if not block.rank or ":" not in text:
            return None
        match = _DEADLINE.search(self.layout.flow, block.start, block.end)
        if match is None:
            return None
        years = [year for year in find_years(self.layout.flow, match.start(), block.end) if year.year >= 2000]
        return years[-1] if years else None

    def _sentences(self, block: Block, context: Context, value_starts: list[int]) -> list[tuple[int, int]]:
        """The sentences of a block behind its heading, cut where they hold very many values."""
        flow = self.layout.flow
        return [
            part
            for start, end in split_sentences(flow, context.body, block.end)
            for part in cut_between_values(
                flow,
                start,
                end,
                self.values[bisect_left(value_starts, start) : bisect_left(value_starts, end)],
            )
        ]


def _in_table(flow: str, claim: Claim, context: Context, title_year: YearMention | None) -> Claim:
    """A claim of a table with what the headings above it say, where its own columns and rows do not."""
    if claim.basis != "none" or claim.kind != "target":
        return claim
    if context.mode == "result":
        return replace(claim, kind="baseline", firmness=None, reason=f"loại: {context.mode_text}")
    year = context.year or title_year
    if year is None:
        return claim
    return replace(
        claim,
        horizon=year.year,
        basis="heading" if context.year else "title",
        firmness=context.firmness or "goal",
        reason=f"{claim.reason}; mốc: {' '.join(flow[year.start : year.end].split())}",
    )


def _passage(
    setting: Setting, carried: Carried, title_year: YearMention | None, *, has_claim: bool
) -> Passage:
    """A sentence with what governs it, once it has been read."""
    context = setting.context
    due = next((year for year in setting.years if year.may_be_due and year.rule.startswith("until")), None)
    horizon: int | None = None
    basis: HorizonBasis = "none"
    if due is not None:
        horizon, basis = due.year, "sentence"
    elif carried.year is not None:
        horizon, basis = carried.year.year, carried.year_basis
    elif context.year is not None:
        horizon, basis = context.year.year, "heading"
    elif title_year is not None and context.mode == "goal":
        horizon, basis = title_year.year, "title"
    intent = next((cue for cue in setting.cues if cue.payload.sense == "goal"), None)
    return Passage(
        start=setting.start,
        end=setting.end,
        speaks_of=context.mode or {"goal": "goal", "past": "result"}.get(carried.speaks, ""),
        horizon=horizon,
        basis=basis,
        firmness=carried.firmness or context.firmness or "goal",
        has_claim=has_claim,
        in_section=context.mode is not None,
        reason=cue_words(setting.flow, intent) if intent else context.mode_text or carried.reason,
    )
