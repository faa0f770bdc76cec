"""What git does to line ends: offsets and checksums hold on every system."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.etl.corpora import PROJECT

TEXT = b"m\xe1\xbb\x99t\r\nhai\r\n"


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        ("data/sources/005_new.txt", TEXT),
        ("data/reference/public_targets.csv", TEXT),
        ("data/reference/README-as-received.md", TEXT),
        ("data/indicators.csv", TEXT.replace(b"\r\n", b"\n")),
        ("data/lexicon/places.csv", TEXT.replace(b"\r\n", b"\n")),
        ("tests/golden/seeds/tasks.jsonl", TEXT.replace(b"\r\n", b"\n")),
        ("tests/golden/documents/tuning/plan.txt", TEXT.replace(b"\r\n", b"\n")),
        ("warehouse/schema.sql", TEXT.replace(b"\r\n", b"\n")),
    ],
)
def test_sources_come_back_as_they_came_and_tables_with_line_feeds(
    tmp_path: Path, file: str, kept: bytes
) -> None:
    def git(*arguments: str) -> bytes:
        return subprocess.run(
            ["git", "-c", "core.autocrlf=true", "-c", "core.safecrlf=false", *arguments],
            cwd=tmp_path, check=True, capture_output=True,
        ).stdout  # fmt: skip

    git("init", "--quiet")
    shutil.copy(PROJECT / ".gitattributes", tmp_path)
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_bytes(TEXT)
    git("add", file)
    assert git("show", f":{file}") == kept
    path.unlink()
    git("checkout", "--", file)
    assert path.read_bytes() == kept
