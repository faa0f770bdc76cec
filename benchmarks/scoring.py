"""How read targets are compared with labelled ones: pure functions, no files.

A predicted target value meets a labelled one where their spans overlap; each meets at most one.
Three levels are counted, each holding the one before: the value was found, with the right horizon,
with the right operator too. Precision, recall and F1 follow from the counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

Form = Literal["sentence", "document"]
FORMS: tuple[Form, ...] = ("sentence", "document")
Level = Literal["value", "horizon", "operator"]
LEVELS: tuple[Level, ...] = ("value", "horizon", "operator")
LEVEL_NAMES: dict[Level, str] = {
    "value": "value",
    "horizon": "value + horizon",
    "operator": "value + horizon + operator",
}

# "no wrong indicator": the indicator is right or left open, so that nothing false is compared.
Attribute = Literal["number", "unit", "scope", "theme", "indicator", "no wrong indicator"]
ATTRIBUTES: tuple[Attribute, ...] = ("number", "unit", "scope", "theme", "indicator", "no wrong indicator")
_JUDGED_AS: dict[Attribute, str] = {"no wrong indicator": "indicator"}

# Labels speak of the kind of owner; the tables tell some of them apart more finely (data/scopes.csv).
_COARSE_SCOPES = {
    "national": "",
    "province": "",
    "adult_population": "population",
    "working_age_population": "population",
    "population_15_plus": "population",
    "labour_force": "population",
    "rural_population": "population",
    "urban_population": "population",
    "users": "population",
    "residential_areas": "population",
    "agency_leaders": "officials",
}


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled statement of a passage; offsets are those of its value token in the passage.

    `optional` marks a figure that careful readers may or may not list: finding it is neither right
    nor wrong. `unjudged` names the attributes that the label does not commit itself to.
    """

    kind: str
    start: int
    end: int
    value: float | None
    value_high: float | None
    operator: str | None
    value_unit: str | None
    horizon: int | None
    scope: str
    theme: str | None
    indicator: str | None
    optional: bool = False
    unjudged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Prediction:
    """One target value that a reader found in a passage; `confidence` is 0..1, None where it has none."""

    start: int
    end: int
    value: float | None
    value_high: float | None
    operator: str | None
    value_unit: str | None
    horizon: int | None
    scope: str
    theme: str | None
    indicator: str | None
    rule: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its labels. `family` names the phenomenon it was written for."""

    name: str
    family: str
    text: str
    labels: tuple[Label, ...]
    form: Form = "sentence"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of one passage: pairs that met, labels missed, predictions that no label holds."""

    passage: Passage
    pairs: tuple[tuple[Label, Prediction], ...]
    missed: tuple[Label, ...]
    invented: tuple[Prediction, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1, each 0..1; a rate over nothing is 1 (nothing to do, nothing done wrong)."""

    right: int
    labelled: int
    predicted: int

    @property
    def precision(self) -> float:
        """The share of predictions that are right."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """The share of labels that were found."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.labelled + self.predicted
        return 2 * self.right / total if total else 1.0


@dataclass(slots=True)
class Score:
    """Counts over many passages."""

    labelled: int = 0
    predicted: int = 0
    right: Counter[Level] = field(default_factory=Counter)
    judged: Counter[Attribute] = field(default_factory=Counter)
    agreed: Counter[Attribute] = field(default_factory=Counter)

    def rates(self, level: Level) -> Rates:
        """Precision, recall and F1 at `level`."""
        return Rates(self.right[level], self.labelled, self.predicted)

    def accuracy(self, attribute: Attribute) -> float | None:
        """The share of met and judged labels whose `attribute` agrees; None where none was judged."""
        judged = self.judged[attribute]
        return self.agreed[attribute] / judged if judged else None


def rewrap(text: str, columns: int | None = None, words: int | None = None) -> str:
    """`text` with some spaces turned into line ends, so that every offset stays what it was.

    With `columns`, a line ends at the last space before that width; with `words`, after that many
    words. Line ends that the text has already stay.
    """
    characters = list(text)
    line_start = 0
    last_space: int | None = None
    count = 0
    for index, character in enumerate(text):
        if character == "\n":
            line_start, last_space, count = index + 1, None, 0
        elif character == " ":
            last_space = index
            count += 1
            if words is not None and count == words:
                characters[index] = "\n"
                count = 0
        if columns is not None and last_space is not None and index - line_start >= columns:
            characters[last_space] = "\n"
            line_start, last_space = last_space + 1, None
    return "".join(characters)


def compare(passage: Passage, predictions: Iterable[Prediction]) -> Comparison:
    """Let the predictions meet the labelled targets of `passage`, the largest overlap first.

    Optional labels take the predictions that lie on them out of the count.
    """
    wanted = [label for label in passage.labels if label.kind == "target" and label.value is not None]
    found = list(predictions)
    overlaps = sorted(
        (
            (_overlap(label, prediction), li, pi)
            for li, label in enumerate(wanted)
            for pi, prediction in enumerate(found)
            if _overlap(label, prediction) > 0
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    label_taken: set[int] = set()
    prediction_taken: set[int] = set()
    pairs: list[tuple[Label, Prediction]] = []
    for _, li, pi in overlaps:
        if li in label_taken or pi in prediction_taken:
            continue
        label_taken.add(li)
        prediction_taken.add(pi)
        if not wanted[li].optional:
            pairs.append((wanted[li], found[pi]))
    return Comparison(
        passage=passage,
        pairs=tuple(sorted(pairs, key=lambda pair: pair[0].start)),
        missed=tuple(x for i, x in enumerate(wanted) if i not in label_taken and not x.optional),
        invented=tuple(x for i, x in enumerate(found) if i not in prediction_taken),
    )


def is_right(label: Label, prediction: Prediction, level: Level) -> bool:
    """Whether a prediction that met `label` is right at `level`."""
    if level == "value":
        return True
    if prediction.horizon != label.horizon:
        return False
    return level == "horizon" or prediction.operator == label.operator


def agrees(label: Label, prediction: Prediction, attribute: Attribute) -> bool:
    """Whether one attribute of a prediction is the label's.

    Scopes are compared as sets, coarsely: the whole unit is "", "province" or "national"; kinds of
    people count as the population.
    """
    if attribute == "number":
        return _near(label.value, prediction.value) and _near(label.value_high, prediction.value_high)
    if attribute == "unit":
        return label.value_unit == prediction.value_unit
    if attribute == "scope":
        return coarse_scope(label.scope) == coarse_scope(prediction.scope)
    if attribute == "theme":
        return label.theme == prediction.theme
    if attribute == "no wrong indicator" and prediction.indicator is None:
        return True
    return label.indicator == prediction.indicator


def coarse_scope(scope: str) -> frozenset[str]:
    """The scopes that `scope` names, folded to the kinds that labels tell apart."""
    names = [name.strip() for name in scope.split(";")]
    return frozenset(_COARSE_SCOPES.get(name, name) for name in names)


def score(comparisons: Iterable[Comparison]) -> Score:
    """The counts over `comparisons`."""
    total = Score()
    for comparison in comparisons:
        total.labelled += len(comparison.pairs) + len(comparison.missed)
        total.predicted += len(comparison.pairs) + len(comparison.invented)
        for label, prediction in comparison.pairs:
            total.right.update(level for level in LEVELS if is_right(label, prediction, level))
            for attribute in ATTRIBUTES:
                if _JUDGED_AS.get(attribute, attribute) not in label.unjudged:
                    total.judged[attribute] += 1
                    total.agreed[attribute] += agrees(label, prediction, attribute)
    return total


def score_by_family(comparisons: Iterable[Comparison]) -> dict[str, Score]:
    """One score a family of phenomena, in the order of the alphabet."""
    groups: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        groups.setdefault(comparison.passage.family, []).append(comparison)
    return {family: score(groups[family]) for family in sorted(groups)}


def score_by_rule(comparisons: Iterable[Comparison]) -> dict[str, Score]:
    """One score a rule that fired: `labelled` equals `predicted`, so only its precision says something."""
    scores: dict[str, Score] = {}
    for comparison in comparisons:
        for label, prediction in comparison.pairs:
            entry = scores.setdefault(prediction.rule, Score())
            entry.right.update(level for level in LEVELS if is_right(label, prediction, level))
            entry.predicted += 1
        for prediction in comparison.invented:
            scores.setdefault(prediction.rule, Score()).predicted += 1
    for entry in scores.values():
        entry.labelled = entry.predicted
    return dict(sorted(scores.items()))


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions whose confidence lies in [low, high): how sure they were and how often right."""

    low: float
    high: float
    predictions: int
    mean_confidence: float
    right_share: float


def reliability(comparisons: Iterable[Comparison], edges: Sequence[float], level: Level) -> list[Bin]:
    """Confidence against the share that is right at `level`, one row a bin that is not empty.

    The last bin takes its upper edge in. Predictions without a confidence are left out.
    """
    outcomes: list[tuple[float, bool]] = []
    for comparison in comparisons:
        for label, prediction in comparison.pairs:
            if prediction.confidence is not None:
                outcomes.append((prediction.confidence, is_right(label, prediction, level)))
        outcomes.extend((p.confidence, False) for p in comparison.invented if p.confidence is not None)
    bins = []
    for low, high in pairwise(edges):
        inside = [x for x in outcomes if low <= x[0] < high or (high == edges[-1] and x[0] == high)]
        if inside:
            bins.append(
                Bin(
                    low=low,
                    high=high,
                    predictions=len(inside),
                    mean_confidence=sum(confidence for confidence, _ in inside) / len(inside),
                    right_share=sum(right for _, right in inside) / len(inside),
                )
            )
    return bins


def _overlap(label: Label, prediction: Prediction) -> int:
    return min(label.end, prediction.end) - max(label.start, prediction.start)


def _near(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= 1e-9 * max(1.0, abs(left), abs(right))
