from __future__ import annotations

import pandas as pd
import pytest

from dashboard import method
from dashboard.names import Names
from warehouse import queries
from warehouse.connect import Release
from warehouse.queries.diff import Difference


@pytest.fixture(scope="module")
def rules(release: Release) -> pd.DataFrame:
    return queries.rules(release.cursor())


def test_every_rule_stands_with_its_count_and_an_example(
    rules: pd.DataFrame, statements: pd.DataFrame, names: Names
) -> None:
    html = method.rules_table(rules, names.w)
    quoted = statements[statements["evidence"] == "quoted"]
    assert html.count("<code>") == quoted["rule"].nunique() == len(rules)
    assert int(rules["statements"].sum()) == len(quoted)
    for id_ in rules["example_id"]:
        assert f"statement={id_}" in html


def test_checks_are_told_with_their_failures(names: Names) -> None:
    rows = pd.DataFrame(
        [
            {"check_id": "a", "severity": "error", "passed": True, "failures": 0, "detail": None},
            {"check_id": "b", "severity": "info", "passed": False, "failures": 2, "detail": "một\n<b>hai"},
        ]
    ).assign(title_vi="Kiểm", title_en="Check")
    html = method.checks_table(rows, names.w)
    assert html.count("<li>") == 2
    assert "&lt;b&gt;hai" in html
    assert names.w("chặn phát hành") in html
    assert "1/2" in method.checks_summary(rows, names.w) or "1 of 2" in method.checks_summary(rows, names.w)


def test_a_correction_says_what_why_and_who(names: Names) -> None:
    row = {
        "correction_id": "c1", "document_id": "d", "statement_id": "s1", "field": "value", "old_value": None,
        "new_value": "<9>", "reason": "sai", "author": "An", "date": pd.Timestamp("2026-11-20"),
    }  # fmt: skip
    html = method.corrections_table(pd.DataFrame([row]), names.w)
    assert "&lt;9&gt;" in html
    assert names.w("(trống)") in html
    assert "2026" in html
    assert "statement=s1" in html


def change(n: int, **fields: object) -> Difference:
    row: dict[str, object] = {
        "table": "statements", "change": "changed", "document_id": "d", "row_id": f"s{n}",
        "shown": f"câu {n}", "fields": {"value": (None, 5.0)},
    }  # fmt: skip
    return Difference(**(row | fields))  # type: ignore[arg-type]


def test_changes_are_counted_and_listed(names: Names) -> None:
    changes = [change(n) for n in range(method.FIRST + 5)]
    changes.append(change(99, table="tasks", change="removed", fields={}))
    summary = method.changes_summary(changes, "abc", names.w)
    assert str(method.FIRST + 5) in summary
    assert names.w("bớt") in summary
    html = method.changes_table(changes, names.w)
    assert html.count("<tr>") == method.FIRST + 1
    assert "statement=s0" in html
    assert names.w("(trống)") in html


def test_what_is_gone_has_no_link(names: Names) -> None:
    assert "statement=" not in method.changes_table([change(1, change="removed", fields={})], names.w)


def test_equal_releases_say_so(names: Names) -> None:
    summary = method.changes_summary([], "abc", names.w)
    assert "abc" in summary
    assert not method.changes_table([], names.w)
