"""Publishing replaces the pointer, never a file that somebody reads, and fails without a trace."""

import os
from pathlib import Path

import duckdb
import pytest

from warehouse import publish as publishing
from warehouse.connect import (
    POINTER,
    RELEASES_ENV,
    SCHEMA_VERSION,
    current_release,
    open_release,
    releases_root,
)
from warehouse.errors import BrokenRelease, NoRelease
from warehouse.publish import list_releases, publish, release_file, roll_back

_SCHEMA = (Path(__file__).parents[2] / "warehouse" / "schema.sql").read_text(encoding="utf-8")


def _build(root: Path, release_id: str, *, version: int = SCHEMA_VERSION, documents: int = 0) -> Path:
    path = root / f".{release_id}.tmp.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(_SCHEMA)
        connection.execute(
            "INSERT INTO release VALUES ($id, $version, 'x', '2025', $documents, 0, false)",
            {"id": release_id, "version": version, "documents": documents},
        )
    return path


def test_a_published_release_is_the_current_one(tmp_path: Path) -> None:
    build = _build(tmp_path, "aaa")
    path = publish(build, tmp_path)
    assert current_release(tmp_path) == path == release_file(tmp_path, "aaa")
    assert sorted(file.name for file in tmp_path.iterdir()) == [POINTER, "mocso-aaa.duckdb"]
    with open_release(current_release(tmp_path)) as release:
        assert release.release_id == "aaa"


def test_a_reader_keeps_its_release_while_the_next_is_published(tmp_path: Path) -> None:
    publish(_build(tmp_path, "aaa"), tmp_path)
    with open_release(current_release(tmp_path)) as old:
        publish(_build(tmp_path, "bbb"), tmp_path)
        with open_release(current_release(tmp_path)) as new:
            assert new.release_id == "bbb"
            assert old.cursor().execute("SELECT release_id FROM release").fetchall() == [("aaa",)]


def test_the_same_content_again_leaves_the_file_alone(tmp_path: Path) -> None:
    path = publish(_build(tmp_path, "aaa", documents=1), tmp_path)
    inode = path.stat().st_ino
    with open_release(path, threads=1):  # open in this process, with other settings
        again = publish(_build(tmp_path, "aaa", documents=2), tmp_path)
    assert again == path
    assert path.stat().st_ino == inode
    assert list_releases(tmp_path) == [path]


def test_a_damaged_file_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    release_file(tmp_path, "aaa").write_bytes(b"not a database")
    publish(_build(tmp_path, "aaa"), tmp_path)
    with open_release(current_release(tmp_path)) as release:
        assert release.release_id == "aaa"


@pytest.mark.parametrize("content", [b"", b"not a database"])
def test_a_build_that_is_no_release_changes_nothing(tmp_path: Path, content: bytes) -> None:
    path = publish(_build(tmp_path, "aaa"), tmp_path)
    broken = tmp_path / ".broken.tmp.duckdb"
    broken.write_bytes(content)
    with pytest.raises(BrokenRelease):
        publish(broken, tmp_path)
    assert current_release(tmp_path) == path


def test_a_failure_before_the_pointer_leaves_the_old_release_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = publish(_build(tmp_path, "aaa"), tmp_path)
    build = _build(tmp_path, "bbb")

    def fail(_path: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(publishing, "_sync", fail)
    with pytest.raises(OSError, match="disk full"):
        publish(build, tmp_path)
    assert current_release(tmp_path) == path


def test_roll_back_points_to_a_kept_release(tmp_path: Path) -> None:
    old = publish(_build(tmp_path, "aaa"), tmp_path)
    publish(_build(tmp_path, "bbb"), tmp_path)
    assert roll_back(tmp_path, "aaa") == old
    assert current_release(tmp_path) == old
    for unknown in ("ccc", "../aaa"):
        with pytest.raises(NoRelease):
            roll_back(tmp_path, unknown)
    assert current_release(tmp_path) == old


def test_old_releases_are_removed_but_never_the_current_one(tmp_path: Path) -> None:
    for number, release_id in enumerate(["aaa", "bbb", "ccc", "ddd"]):
        path = publish(_build(tmp_path, release_id), tmp_path, keep=2)
        os.utime(path, ns=(number, number))
    assert [path.name for path in list_releases(tmp_path)] == ["mocso-ddd.duckdb", "mocso-ccc.duckdb"]
    assert current_release(tmp_path).name == "mocso-ddd.duckdb"


def test_no_pointer_and_bad_pointers_are_named(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="python -m etl build"):
        current_release(tmp_path / "nowhere")
    (tmp_path / "else.duckdb").write_bytes(b"")
    for name in ("", "gone.duckdb", "../else.duckdb", str(tmp_path / "else.duckdb")):
        (tmp_path / POINTER).write_text(name)
        with pytest.raises(BrokenRelease):
            current_release(tmp_path)


def test_another_schema_version_is_refused(tmp_path: Path) -> None:
    build = _build(tmp_path, "aaa", version=SCHEMA_VERSION + 1)
    with pytest.raises(BrokenRelease, match="cấu trúc"):
        open_release(build)


def test_the_connection_reads_this_file_only_and_its_settings_are_locked(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    publish(_build(tmp_path, "aaa"), tmp_path)
    with open_release(current_release(tmp_path)) as release:
        for statement in (
            "DELETE FROM release",
            f"SELECT * FROM read_csv('{secret}')",
            f"COPY (SELECT 1) TO '{tmp_path / 'out.csv'}'",
            "SET enable_external_access = true",
            "INSTALL fts",
            "SELECT no_such_function(1)",
        ):
            with pytest.raises(duckdb.Error):
                release.cursor().execute(statement).fetchall()
        settings = dict(
            release.cursor()
            .execute(
                "SELECT name, value FROM duckdb_settings() WHERE name IN "
                "('autoinstall_known_extensions', 'autoload_known_extensions', 'enable_external_access')"
            )
            .fetchall()
        )
    assert set(settings.values()) == {"false"}


def test_the_environment_names_the_releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RELEASES_ENV, str(tmp_path))
    assert releases_root() == tmp_path
    monkeypatch.delenv(RELEASES_ENV)
    assert releases_root().parts[-2:] == ("build", "releases")
