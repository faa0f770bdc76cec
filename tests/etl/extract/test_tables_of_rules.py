"""Every row of the rule tables reads its example and leaves its counter-example alone."""

import re
from pathlib import Path

import pytest

from etl.extract import kinds
from etl.extract.claims import Reader
from etl.extract.comparators import COMPARATORS, Comparator, find_bound
from etl.extract.cues import CUE_INDEX, CUES, Cue
from etl.extract.horizons import YEAR_RULES, YearRule, find_years
from etl.extract.kinds.rules import DECISION_RULES, DecisionRule
from etl.extract.numbers import MASK_RULES, VALUE_RULES, ValueRule, find_values
from etl.extract.sections import SECTION_RULES, SectionRule, section_mode
from etl.text import SourceText, Words, lay_out


def rule_ids(text: str) -> set[str]:
    return {value.rule.removesuffix("-range") for value in find_values(text)}


@pytest.mark.parametrize("rule", VALUE_RULES, ids=lambda rule: rule.id)
def test_a_value_rule_reads_its_example(rule: ValueRule) -> None:
    assert rule.id in rule_ids(rule.example)
    assert rule.id not in rule_ids(rule.counter)


@pytest.mark.parametrize(("name", "pattern", "example"), MASK_RULES, ids=lambda value: str(value)[:20])
def test_a_masked_number_is_no_value(name: str, pattern: str, example: str) -> None:
    assert re.search(pattern, example)
    assert find_values(example) == []


@pytest.mark.parametrize("cue", COMPARATORS, ids=lambda cue: cue.id)
def test_a_comparator_reads_its_example(cue: Comparator) -> None:
    value = find_values(cue.example)[0]
    assert find_bound(cue.example, value, 0).operator == cue.operator
    for other in find_values(cue.counter)[:1]:
        assert find_bound(cue.counter, other, 0).rule != cue.id


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.id)
def test_a_cue_is_found_in_its_example(cue: Cue) -> None:
    assert cue.id in {match.payload.id for match in CUE_INDEX.find_longest(Words(cue.example))}
    assert cue.id not in {match.payload.id for match in CUE_INDEX.find_longest(Words(cue.counter))}


def test_no_phrase_stands_for_two_cues() -> None:
    phrases = [phrase for cue in CUES for phrase in cue.phrases]
    assert sorted(phrases) == sorted(set(phrases))


@pytest.mark.parametrize("rule", YEAR_RULES, ids=lambda rule: rule.id)
def test_a_year_rule_reads_its_example(rule: YearRule) -> None:
    (mention,) = find_years(rule.example, 0, len(rule.example))
    assert (mention.rule, mention.form) == (rule.id, rule.form)


@pytest.mark.parametrize("rule", SECTION_RULES, ids=lambda rule: rule.id)
def test_a_section_rule_reads_its_example(rule: SectionRule) -> None:
    assert section_mode(rule.example) == (rule.mode, rule.firmness)


def decisions(text: str) -> set[tuple[str, str | None]]:
    layout = lay_out(SourceText.of(text).text)
    reader = Reader(layout, Words(layout.flow))
    reader.read()
    return {(decision.rule, decision.kind) for _, decision in reader.decisions}


@pytest.mark.parametrize("rule", DECISION_RULES, ids=lambda rule: rule.id)
def test_a_decision_is_made_in_its_example_only(rule: DecisionRule) -> None:
    assert (rule.id, rule.kind) in decisions(rule.example)
    assert (rule.id, rule.kind) not in decisions(rule.counter)


def test_every_decision_has_its_examples() -> None:
    named = {rule.id for rule in DECISION_RULES} | {f"cue-{cue.id}" for cue in CUES}
    package = Path(kinds.__file__).parent
    made = {
        found
        for module in package.glob("*.py")
        for found in re.findall(r'Decision\(\s*[^,()]+,\s*"([a-z-]+)"', module.read_text(encoding="utf-8"))
    }
    assert made - named == {"elsewhere", "budget-section"}  # need whole documents: tests/golden
