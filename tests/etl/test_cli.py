"""The command line as a person meets it: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

import etl.__main__ as cli
from warehouse.connect import RELEASES_ENV, current_release, open_release

PLAN = "Mục tiêu đến năm 2030\n- Trên 85% hộ gia đình của tỉnh Cao Bằng được phủ cáp quang.\n"


@pytest.fixture
def releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "releases"
    monkeypatch.setenv(RELEASES_ENV, str(root))
    monkeypatch.setenv("MOCSO_LEDGER_URL", f"sqlite:///{tmp_path}/ledger.sqlite")  # there is none
    return root


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of data/ that a test may break."""
    root = tmp_path / "project"
    shutil.copytree(cli.PROJECT / "data", root / "data")
    for path in root.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    monkeypatch.setattr(cli, "PROJECT", root)
    return root


def test_extract_prints_one_object_a_statement_with_the_contract_fields(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text(PLAN, encoding="utf-8")
    assert cli.main(["extract", str(plan), "--format", "jsonl"]) == 0
    [row] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert tuple(row) == cli.EXTRACT_FIELDS
    assert (row["doc"], row["kind"], row["horizon"], row["operator"]) == ("ke-hoach", "target", 2030, ">")
    assert (row["value"], row["value_unit"]) == (85, "percent")
    assert PLAN[row["value_start"] : row["value_end"]] == "85%"
    assert PLAN[row["quote_start"] : row["quote_end"]] == row["quote"]


def test_extract_offsets_point_into_the_file_as_it_came(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = "\ufeff" + PLAN.replace(" của ", "\u00a0của\u200b\u00a0").replace("\n", "\r\n")
    plan = tmp_path / "plan.txt"
    plan.write_bytes(raw.encode())
    assert cli.main(["extract", str(plan)]) == 0
    row = json.loads(capsys.readouterr().out)
    decoded = plan.read_bytes().decode("utf-8-sig")
    assert decoded[row["value_start"] : row["value_end"]] == "85%"
    assert decoded[row["quote_start"] : row["quote_end"]] == row["quote"]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, legacy, missing = (tmp_path / name for name in ("good.txt", "tcvn3.txt", "missing.txt"))
    good.write_text(PLAN, encoding="utf-8")
    legacy.write_bytes(b"\xb5\xb8\xb6\xb7")
    assert cli.main(["extract", str(legacy), str(missing), str(good)]) == 1
    printed = capsys.readouterr()
    assert [json.loads(line)["doc"] for line in printed.out.splitlines()] == ["good"]
    assert "tcvn3.txt" in printed.err
    assert "missing.txt" in printed.err


@pytest.mark.parametrize("digits", [20, 400, 5000])
def test_a_run_of_digits_is_no_value(tmp_path: Path, capsys: pytest.CaptureFixture[str], digits: int) -> None:
    plan = tmp_path / "digits.txt"
    plan.write_text(f"{PLAN}- Trên {'9' * digits}% hộ gia đình.\n", encoding="utf-8")
    assert cli.main(["extract", str(plan)]) == 0
    assert [json.loads(line)["value"] for line in capsys.readouterr().out.splitlines()] == [85]


def test_extract_as_csv_has_a_header_even_when_nothing_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("Hội nghị đã thành công tốt đẹp.", encoding="utf-8")
    assert cli.main(["extract", str(empty), "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [list(cli.EXTRACT_FIELDS)]


def test_text_from_a_document_runs_no_formula_in_a_spreadsheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "formula.txt"
    plan.write_text('=HYPERLINK("http://x.vn") đến năm 2030, 85% hộ gia đình có cáp quang.', encoding="utf-8")
    assert cli.main(["extract", str(plan), "--format", "csv"]) == 0
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["quote"].startswith("'=HYPERLINK")
    assert row["operator"] == "="


def test_building_twice_gives_the_same_release(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build"]) == 0
    first = Path(capsys.readouterr().out.strip())
    assert cli.main(["build"]) == 0
    assert Path(capsys.readouterr().out.strip()) == first == current_release()
    assert [path.name for path in releases.glob("*.duckdb")] == [first.name]
    assert cli.main(["path"]) == 0
    assert capsys.readouterr().out.strip() == str(first)


def test_an_unchanged_corpus_is_not_built_again(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--if-changed"]) == 0
    built = current_release().stat().st_mtime_ns
    assert cli.main(["build", "--if-changed"]) == 0
    assert current_release().stat().st_mtime_ns == built
    assert "đã là mới nhất" in capsys.readouterr().err


def test_broken_data_names_every_fault_and_leaves_the_old_release_current(
    releases: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build"]) == 0
    before = current_release()
    capsys.readouterr()
    source = next((project / "data" / "sources").glob("000_*.txt"))
    source.write_bytes(source.read_bytes() + b"\nthem")
    indicators = project / "data" / "indicators.csv"
    indicators.write_text(
        indicators.read_text(encoding="utf-8").replace(",higher,", ",upward,", 1), encoding="utf-8"
    )
    assert cli.main(["build"]) == 1
    printed = capsys.readouterr()
    assert source.name in printed.err
    assert "indicators.csv, dòng" in printed.err
    assert "upward" in printed.err
    assert printed.out == ""
    assert current_release() == before
    left = {path.name for path in releases.iterdir()}  # nothing half done
    assert left == {before.name, "CURRENT", ".build.lock"}


def test_every_quoted_statement_of_the_release_is_found_in_its_source(releases: Path) -> None:
    assert cli.main(["build"]) == 0
    with open_release(current_release()) as release:
        rows = (
            release.cursor()
            .execute(
                """SELECT d.path, s.quote, s.quote_start, s.quote_end,
                          s.value_text, s.value_start, s.value_end
                   FROM statements AS s JOIN documents AS d USING (document_id) WHERE s.evidence = 'quoted'"""
            )
            .fetchall()
        )
    assert rows
    for path, quote, start, end, value_text, value_start, value_end in rows:
        text = (cli.PROJECT / "data" / path).read_bytes().decode("utf-8-sig")
        assert text[start:end] == quote
        if value_text is not None:
            assert start <= value_start < value_end <= end
            assert text[value_start:value_end] == value_text


def test_diff_of_a_release_with_itself_says_that_nothing_changed(
    releases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build"]) == 0
    capsys.readouterr()
    assert cli.main(["diff", "current", current_release().stem.removeprefix("mocso-")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_without_a_release_path_says_what_to_do(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["path"]) == 1
    assert "python -m etl build" in capsys.readouterr().err


def test_check_prints_every_check_and_publishes_nothing(
    releases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check"]) == 0
    assert "quotes_found" in capsys.readouterr().out
    assert not releases.exists()
