"""How well targets are read: `python -m benchmarks.accuracy [--errors N] [--attributes] [--write]`.

Scores the extractor and the naive reader on the labelled development set (tuning and held-back parts
apart) and on the five seed documents, each text plain, wrapped at 60 columns and after every 4 words.
`--write` stores the result in `docs/accuracy.md` and `docs/accuracy.json`, which the method page shows.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.golden import PROJECT, SPLITS, load_documents, load_seeds, load_sentences
from benchmarks.naive import read_naively
from benchmarks.scoring import (
    ATTRIBUTES,
    FORMS,
    LEVEL_NAMES,
    LEVELS,
    Attribute,
    Comparison,
    Passage,
    Prediction,
    Score,
    agrees,
    compare,
    is_right,
    reliability,
    rewrap,
    score,
    score_by_family,
    score_by_rule,
)
from etl.read import read_file
from etl.resolve import Resolver
from etl.sources.content import content_sha256

Reader = Callable[[str, str], list[Prediction]]

REPORT = PROJECT / "docs" / "accuracy.md"
RESULT = PROJECT / "docs" / "accuracy.json"
COMMAND = "python -m benchmarks.accuracy --write"

LAYOUTS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "60 columns": lambda text: rewrap(text, columns=60),
    "4 words": lambda text: rewrap(text, words=4),
}
# Finer where most predictions lie.
CONFIDENCE_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
# What the extractor must reach on texts it has never seen, plain and wrapped (F1 at the three levels).
GOAL = (0.95, 0.93, 0.90)


@dataclass(frozen=True, slots=True)
class Run:
    """One reader over one part in one layout."""

    reader: str
    part: str
    layout: str
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing a reader got wrong, with the words around it."""

    kind: str
    passage: str
    family: str
    value: str
    detail: str
    context: str


def load_extractor(folder: Path) -> Reader:
    """The extractor, entered through the same door as `python -m etl extract`; `folder` holds its input."""
    resolver = Resolver.load(PROJECT)

    def read(text: str, name: str) -> list[Prediction]:
        path = folder / f"{name}.txt"
        path.write_bytes(text.encode("utf-8"))
        return [
            Prediction(
                start=statement.value_start,
                end=statement.value_end,
                value=statement.value,
                value_high=statement.value_high,
                operator=statement.operator,
                value_unit=statement.value_unit,
                horizon=statement.horizon,
                scope=statement.scope,
                theme=statement.theme_id,
                indicator=statement.indicator_id,
                rule=statement.rule,
                confidence=statement.confidence,
            )
            for statement in read_file(path, resolver).statements
            if statement.kind == "target"
            and statement.value is not None
            and statement.value_start is not None
            and statement.value_end is not None
        ]

    return read


def load_parts() -> dict[str, list[Passage]]:
    """The passages of each part that is reported apart."""
    parts: dict[str, list[Passage]] = {
        split: load_sentences(split) + load_documents(split) for split in SPLITS
    }
    return parts | {"seeds": load_seeds()}


def run(reader_name: str, reader: Reader, part: str, passages: Sequence[Passage], layout: str) -> Run:
    """Read every passage in `layout` and compare with its labels."""
    lay_out = LAYOUTS[layout]
    laid = [replace(passage, text=lay_out(passage.text)) for passage in passages]
    return Run(
        reader_name,
        part,
        layout,
        tuple(compare(passage, reader(passage.text, passage.name)) for passage in laid),
    )


def list_mistakes(comparisons: Iterable[Comparison], attributes: Sequence[Attribute] = ()) -> list[Mistake]:
    """Every missed, invented or wrongly dated or compared target value, in reading order.

    With `attributes`, also every judged attribute of a value found that is not the label's.
    """
    mistakes = []
    for comparison in comparisons:
        text, name, family = comparison.passage.text, comparison.passage.name, comparison.passage.family

        def mistake(
            kind: str,
            start: int,
            end: int,
            detail: str,
            text: str = text,
            name: str = name,
            family: str = family,
        ) -> tuple[int, Mistake]:
            context = " ".join(text[max(0, start - 70) : end + 40].split())
            return start, Mistake(kind, name, family, text[start:end], detail, context)

        found = [
            mistake("missed", x.start, x.end, f"{x.operator} {x.value} {x.horizon}")
            for x in comparison.missed
        ]
        found += [mistake("invented", x.start, x.end, f"rule {x.rule}") for x in comparison.invented]
        for label, prediction in comparison.pairs:
            if not is_right(label, prediction, "horizon"):
                detail = f"{prediction.horizon}, should be {label.horizon}"
                found.append(mistake("horizon", label.start, label.end, detail))
            elif not is_right(label, prediction, "operator"):
                detail = f"{prediction.operator}, should be {label.operator}"
                found.append(mistake("operator", label.start, label.end, detail))
            for attribute in attributes:
                if attribute not in label.unjudged and not agrees(label, prediction, attribute):
                    detail = f"{getattr(prediction, attribute)!r}, should be {getattr(label, attribute)!r}"
                    found.append(mistake(attribute, label.start, label.end, detail))
        mistakes += [entry for _, entry in sorted(found, key=lambda item: item[0])]
    return mistakes


def summarise(runs: Sequence[Run]) -> list[dict[str, object]]:
    """One row a run: counts, the rates of every level, the accuracy of every attribute."""
    rows = []
    for entry in runs:
        total = score(entry.comparisons)
        rows.append(
            {
                "reader": entry.reader,
                "part": entry.part,
                "layout": entry.layout,
                "labelled": total.labelled,
                "predicted": total.predicted,
                "levels": {level: _rates(total, level) for level in LEVELS},
                "attributes": {attribute: total.accuracy(attribute) for attribute in ATTRIBUTES},
            }
        )
    return rows


def render(runs: Sequence[Run]) -> str:
    """The report in Markdown."""
    extractor = [entry for entry in runs if entry.reader == "extractor"]
    plain = [entry for entry in extractor if entry.layout == "plain"]
    lines = [
        "# Accuracy of the extractor",
        "",
        f"Generated by `{COMMAND}`; do not edit by hand (`make accuracy` only prints it).",
        "The labelled texts and the rules of labelling: `tests/golden/README.md`. A predicted value counts",
        "where its span overlaps a labelled one; each level holds the one before. The extractor was tuned on",
        "the tuning part only. The naive reader takes every percentage, the nearest year before it and “=”.",
        f"The goal on texts never seen is F1 {' / '.join(f'{x:.2f}' for x in GOAL)}, plain and wrapped.",
        "",
        "## Target values",
        "",
        *_table(
            [
                "part",
                "layout",
                "reader",
                "labels",
                "found",
                *(f"{LEVEL_NAMES[x]}: P / R / **F1**" for x in LEVELS),
            ],
            [
                [
                    entry.part,
                    entry.layout,
                    entry.reader,
                    *_counts(score(entry.comparisons)),
                    *(_cell(score(entry.comparisons), level) for level in LEVELS),
                ]
                for entry in runs
            ],
        ),
        "",
        "## Sentences and documents apart, plain",
        "",
        *_form_table([entry for entry in plain if entry.part != "seeds"]),
        "",
        "## What is said of the values found",
        "",
        "Shares of the values found (and committed to by their label) where the attribute agrees.",
        "",
        *_table(
            ["part", "layout", *ATTRIBUTES],
            [
                [
                    entry.part,
                    entry.layout,
                    *(_share(score(entry.comparisons).accuracy(x)) for x in ATTRIBUTES),
                ]
                for entry in extractor
            ],
        ),
    ]
    for entry in plain:
        if entry.part != "seeds":
            lines += ["", f"## By phenomenon: {entry.part}, plain", "", *_family_table(entry)]
    everything = [comparison for entry in plain for comparison in entry.comparisons]
    lines += ["", "## By rule: all parts, plain", "", *_rule_table(everything)]
    lines += [
        "",
        "## Does the confidence mean something? The held-back part, plain",
        "",
        *_reliability_table([c for entry in plain if entry.part == "heldback" for c in entry.comparisons]),
    ]
    return "\n".join(lines) + "\n"


def _form_table(runs: Sequence[Run]) -> list[str]:
    rows = []
    for entry in runs:
        for form in FORMS:
            total = score(x for x in entry.comparisons if x.passage.form == form)
            rows.append([entry.part, f"{form}s", *_counts(total), *(_cell(total, level) for level in LEVELS)])
    return _table(
        ["part", "form", "labels", "found", *(f"{LEVEL_NAMES[x]}: P / R / **F1**" for x in LEVELS)], rows
    )


def _family_table(entry: Run) -> list[str]:
    rows = [
        [family, *_counts(total), *(f"{total.rates(level).f1:.2f}" for level in LEVELS)]
        for family, total in score_by_family(entry.comparisons).items()
    ]
    return _table(["phenomenon", "labels", "found", *(f"F1 {LEVEL_NAMES[x]}" for x in LEVELS)], rows)


def _rule_table(comparisons: Sequence[Comparison]) -> list[str]:
    rows = [
        [f"`{rule}`", str(total.predicted), *(f"{total.rates(level).precision:.2f}" for level in LEVELS)]
        for rule, total in score_by_rule(comparisons).items()
    ]
    return _table(["rule", "found", *(f"right: {LEVEL_NAMES[x]}" for x in LEVELS)], rows)


def _reliability_table(comparisons: Sequence[Comparison]) -> list[str]:
    rows = [
        [
            f"{row.low:.2f} to {row.high:.2f}",
            str(row.predictions),
            f"{row.mean_confidence:.2f}",
            f"{row.right_share:.2f}",
        ]
        for row in reliability(comparisons, CONFIDENCE_EDGES, "operator")
    ]
    return _table(
        ["confidence", "found", "mean confidence", f"share right ({LEVEL_NAMES['operator']})"], rows
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(header) + " |", "| " + " | ".join("---" for _ in header) + " |"]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def _counts(total: Score) -> list[str]:
    return [str(total.labelled), str(total.predicted)]


def _cell(total: Score, level: str) -> str:
    rates = _rates(total, level)
    return f"{rates['precision']:.3f} / {rates['recall']:.3f} / **{rates['f1']:.3f}**"


def _rates(total: Score, level: str) -> dict[str, float]:
    rates = total.rates(next(x for x in LEVELS if x == level))
    return {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def write(runs: Sequence[Run]) -> None:
    """Store the report and the figures behind it."""
    REPORT.write_text(render(runs), encoding="utf-8")
    held_back = [
        c
        for entry in runs
        if (entry.reader, entry.layout, entry.part) == ("extractor", "plain", "heldback")
        for c in entry.comparisons
    ]
    figures = {
        "command": COMMAND,
        # The checksum of a release built from the same data and code: figures and release belong together.
        "content_sha256": content_sha256(PROJECT / "data"),
        "goal": dict(zip(LEVELS, GOAL, strict=True)),
        "runs": summarise(runs),
        "families": [
            {
                "part": entry.part,
                "family": family,
                "labelled": total.labelled,
                "predicted": total.predicted,
                "levels": {level: _rates(total, level) for level in LEVELS},
            }
            for entry in runs
            if (entry.reader, entry.layout) == ("extractor", "plain")
            for family, total in score_by_family(entry.comparisons).items()
        ],
        "reliability": [asdict(row) for row in reliability(held_back, CONFIDENCE_EDGES, "operator")],
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and store where asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N mistakes a part")
    parser.add_argument(
        "--heldback-errors",
        action="store_true",
        help="list those of the held-back part too (who tunes rules by them needs a new held-back part)",
    )
    parser.add_argument("--attributes", action="store_true", help="list wrong scopes and indicators too")
    parser.add_argument("--write", action="store_true", help=f"store {REPORT.name} and {RESULT.name}")
    options = parser.parse_args(arguments)
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        readers: dict[str, Reader] = {"extractor": load_extractor(Path(folder)), "naive": read_naively}
        for part, passages in load_parts().items():
            for layout in LAYOUTS:
                runs += [run(name, reader, part, passages, layout) for name, reader in readers.items()]
    print(render(runs))
    for entry in runs:
        if entry.reader != "extractor" or (entry.part == "heldback" and not options.heldback_errors):
            continue
        attributes: tuple[Attribute, ...] = ("scope", "theme", "indicator") if options.attributes else ()
        for mistake in list_mistakes(entry.comparisons, attributes)[: options.errors]:
            print(
                f"{entry.part}, {entry.layout}: {mistake.kind} {mistake.value!r} in {mistake.passage} "
                f"({mistake.family}): {mistake.detail}\n    … {mistake.context} …"
            )
    if options.write:
        write(runs)


if __name__ == "__main__":
    main()
