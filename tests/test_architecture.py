"""Imports point one way, and nothing that builds or reads a release knows the user interface."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# What each part may import of our own parts. `etl` knows `warehouse`, never the other way round.
ALLOWED = {
    "warehouse": {"warehouse"},
    "etl": {"etl", "warehouse"},
    "ledger": {"ledger", "etl", "warehouse"},
    "intake": {"intake", "ledger", "etl", "warehouse"},
    "dashboard": {"dashboard", "intake", "ledger", "etl", "warehouse"},
    "pages": {"dashboard"},
    "api": {"api", "warehouse"},
    "serving": {"serving"},
}
# The single doors between two parts: file (or part) -> what it alone may import beside the above.
DOORS = {
    "etl/__main__.py": {"ledger.store"},
    "ledger": {"intake.manuscript"},
}
PARTS = set(ALLOWED) | {"benchmarks", "tests"}


def imported_modules(path: Path) -> set[str]:
    """Full names of all modules that a file imports, at its top or inside a function."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def files_of(part: str) -> list[Path]:
    return sorted((ROOT / part).rglob("*.py"))


@pytest.mark.parametrize("part", ALLOWED)
def test_a_part_imports_only_what_stands_below_it(part: str) -> None:
    files = files_of(part)
    assert files, f"no Python file under {part}/"
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files
        for name in imported_modules(path)
        if name.split(".")[0] in PARTS - ALLOWED[part]
        and name not in DOORS.get(path.relative_to(ROOT).as_posix(), DOORS.get(part, set()))
    }
    assert not wrong


@pytest.mark.parametrize("part", ["api", "serving", "etl", "warehouse", "ledger", "intake"])
def test_nothing_that_builds_or_reads_a_release_imports_streamlit(part: str) -> None:
    for path in files_of(part):
        assert "streamlit" not in {name.split(".")[0] for name in imported_modules(path)}, path


def test_pages_hold_no_sql_and_no_frames() -> None:
    for path in files_of("pages"):
        roots = {name.split(".")[0] for name in imported_modules(path)}
        assert not roots & {"duckdb", "pandas", "pyarrow", "re"}, path


def test_no_module_is_called_utils() -> None:
    assert not [p for part in PARTS for p in files_of(part) if p.stem in {"utils", "util", "helpers", "misc"}]
