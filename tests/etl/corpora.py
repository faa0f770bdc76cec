"""A copy of the real data folder that a test may break, and readings made by hand."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from etl.model import Reading, Statement

PROJECT = Path(__file__).resolve().parents[2]
SCHEME = "lao-cai-de-an-2020-2025"

Rows = list[dict[str, str]]


def copy_of_data(target: Path) -> Path:
    """A project root with a copy of data/."""
    shutil.copytree(PROJECT / "data", target / "data")
    return target


def rewrite(root: Path, name: str, change: Callable[[Rows], object]) -> None:
    """Let `change` edit the rows of one table of the copy in place."""
    path = root / "data" / name
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        header = list(reader.fieldnames or ())
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def statement_at(text: str, quote: str, token: str, **changes: object) -> Statement:
    """A target of the Lào Cai scheme whose quote and token stand in `text`."""
    start = text.index(quote)
    value_start = start + quote.index(token)
    statement = Statement(
        statement_id=f"{SCHEME}-{value_start}",
        document_id=SCHEME,
        kind="target",
        unit_id="lao-cai",
        territory_id="lao-cai-1991",
        horizon=2025,
        horizon_basis="heading",
        firmness="goal",
        indicator_id="work_files_processed_online_share",
        theme_id="digital_government",
        scope="province",
        operator="=",
        value=90.0,
        value_high=None,
        value_unit="percent",
        value_text=token,
        subject_vi="hồ sơ công việc",
        statement_vi=" ".join(quote.split()),
        statement_en=None,
        evidence="quoted",
        quote=quote,
        quote_start=start,
        quote_end=start + len(quote),
        value_start=value_start,
        value_end=value_start + len(token),
        rule="test",
        reason=None,
        confidence=0.9,
        review_status="unreviewed",
        note=None,
    )
    return replace(statement, **changes)  # type: ignore[arg-type]


def reading_of(*statements: Statement) -> Reading:
    """A reading of the Lào Cai scheme with just these statements."""
    return Reading(SCHEME, statements, (), ())
