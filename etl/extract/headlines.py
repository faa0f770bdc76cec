"""A headline says what the text below it says too: what it leaves out is told there."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.extract.model import Claim
from etl.text.layout import Block

# A longer first block is no headline.
_LONGEST_HEADLINE = 160
# The rules that make a goal of a value without a word for one.
_WEAK = re.compile(r"/(?:due-year|in-year|listed|plan)$")


def complete_headline(claims: list[Claim], unsure: list[Claim], headline: Block) -> list[Claim]:
    """The claims of a text in order, those of its headline with what is said below of the same figure.

    "Nhà mạng muốn máy 2G còn dưới 4%" above "... đến năm 2027 phấn đấu còn dưới 4%" is the same goal.
    So is a count of the headline, which says too little itself (`unsure`), where the text sets it as a goal.
    """
    if headline.rank or headline.end - headline.start > _LONGEST_HEADLINE:
        return claims
    told = [claim for claim in unsure if _is_set_below(claim, claims, headline)]
    claims = sorted([*claims, *told], key=lambda claim: claim.value.start)
    return [
        _completed(claim, [other for other in claims if other.value.start >= headline.end])
        if claim.value.start < headline.end
        else claim
        for claim in claims
    ]


def _is_set_below(claim: Claim, claims: list[Claim], headline: Block) -> bool:
    below = [
        other for other in claims if other.value.start >= headline.end and _figure(other) == _figure(claim)
    ]
    return bool(below) and all(other.kind == "target" for other in below)


def _completed(claim: Claim, text: list[Claim]) -> Claim:
    """A claim of a headline with what the text says of its figure: of the same thing, where it is a goal."""
    below = [other for other in text if _figure(other) == _figure(claim)]
    if not below:
        return claim
    is_open = claim.kind == "target" and (claim.horizon is None or claim.rule.endswith("uncertain-count"))
    if (is_open or claim.rule.endswith("no-cue")) and all(other.kind == "target" for other in below):
        year = below[0].horizon
        return replace(
            claim,
            kind="target",
            horizon=year,
            basis="heading" if year is not None else "none",
            firmness=below[0].firmness,
            as_of_year=None,
            reason=below[0].reason,
        )
    if (
        claim.kind == "target"
        and _WEAK.search(claim.rule)
        and all(other.kind == "baseline" for other in below)
    ):
        return replace(
            claim,
            kind="baseline",
            horizon=None,
            basis="none",
            firmness=None,
            as_of_year=below[0].as_of_year,
            reason=below[0].reason,
        )
    return claim


def _figure(claim: Claim) -> tuple[float, float | None, str]:
    return claim.value.value, claim.value.high, claim.value.unit
