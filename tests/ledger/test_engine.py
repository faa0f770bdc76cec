"""The store itself: made once, closed against changes, the same on both engines."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from etl.sources import Corpus
from ledger import Ledger, LedgerUnavailable, open_ledger
from ledger.engine import ledger_url, migrate, open_engine, reading, writing
from ledger.tables import metadata
from tests.ledger.conftest import PROJECT
from tests.ledger.example import approve, submit

NEWEST = "0003"


def test_several_processes_open_a_new_ledger_at_once(url: str) -> None:
    script = f"from ledger.store import open_ledger; print(open_ledger({url!r}).revision)"
    started = [
        subprocess.Popen([sys.executable, "-c", script], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [process.communicate(timeout=60)[0].strip() for process in started] == [NEWEST] * 3


def test_an_older_ledger_is_brought_up_to_date_with_all_it_holds(url: str) -> None:
    """What an older version wrote is read, added to, and still closed against changes."""
    engine = sa.create_engine(url)
    migrate(engine, "0001")
    before = "publish", "aaa", "[]", "ai đó", "2026-01-01T00:00:00.000Z"
    with engine.begin() as connection:
        columns = "action, release_id, documents, author, at"
        connection.execute(
            sa.text(f"INSERT INTO publications ({columns}) VALUES (:a, :b, :c, :d, :e)"),
            dict(zip("abcde", before, strict=True)),
        )
    engine.dispose()
    with open_ledger(url) as ledger:
        assert ledger.revision == NEWEST
        ledger.record_publication("roll_back", "bbb", "aaa", [], "Chi", "in nhầm")
        assert [(one.release_id, one.author, one.reason) for one in ledger.publications()] == [
            ("bbb", "Chi", "in nhầm"),
            ("aaa", "ai đó", None),
        ]
    engine = sa.create_engine(url)
    with pytest.raises(sa.exc.DBAPIError, match="rows are only added"), engine.begin() as connection:
        connection.execute(sa.text("UPDATE publications SET reason = 'khác'"))
    engine.dispose()


def test_the_migrations_make_the_tables_that_the_code_uses(url: str) -> None:
    engine = open_engine(url)
    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_every_table_refuses_changes(url: str, ledger: Ledger, corpus: Corpus) -> None:
    approve(ledger, corpus, submit(ledger, corpus, ocr=True))
    ledger.record_publication("publish", "aaa", None, [], "ai đó")
    engine = sa.create_engine(url)
    for table in metadata.sorted_tables:
        with engine.connect() as connection:
            before = connection.execute(sa.select(table)).all()
        assert before, table.name
        column = next(iter(table.columns))
        changes = [sa.delete(table), sa.update(table).values({column: column})]
        for change in changes:
            with pytest.raises(sa.exc.DBAPIError, match="rows are only added"), engine.begin() as connection:
                connection.execute(change)
        with engine.connect() as connection:
            assert connection.execute(sa.select(table)).all() == before
    engine.dispose()


def test_no_row_is_replaced_and_no_table_emptied(url: str, ledger: Ledger, corpus: Corpus) -> None:
    submission = submit(ledger, corpus)
    ledger.accept(submission.submission_id, "00000001", "ai đó", seen=None)
    engine = sa.create_engine(url)
    if engine.dialect.name == "sqlite":
        change = "INSERT OR REPLACE INTO decisions SELECT * FROM decisions"
    else:
        change = "TRUNCATE decisions"
    with pytest.raises(sa.exc.DBAPIError, match="rows are only added"), engine.begin() as connection:
        connection.execute(sa.text(change))
    engine.dispose()
    assert [one.action for one in ledger.decisions()] == ["accept"]


def test_no_submission_takes_the_place_of_another_of_the_same_file(tmp_path: Path, corpus: Corpus) -> None:
    """SQLite would remove the row of the same checksum without a word to any trigger of deletions."""
    url = f"sqlite:///{tmp_path}/ledger.sqlite"
    with open_ledger(url) as ledger:
        submission = submit(ledger, corpus)
        engine = sa.create_engine(url)  # whose references are not checked
        columns = ", ".join(column.name for column in metadata.tables["submissions"].columns)
        change = f"INSERT OR REPLACE INTO submissions SELECT {columns} FROM submissions"
        change = change.replace("SELECT submission_id", "SELECT 'other'")
        with pytest.raises(sa.exc.DBAPIError, match="rows are only added"), engine.begin() as connection:
            connection.execute(sa.text(change))
        engine.dispose()
        assert [one.submission_id for one in ledger.submissions()] == [submission.submission_id]


def test_sqlite_keeps_every_commit_and_its_references(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/deep/down/ledger.sqlite")
    with writing(engine) as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    engine.dispose()
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 30000}


def test_a_ledger_of_a_newer_version_is_left_alone(url: str, ledger: Ledger) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LedgerUnavailable, match="mới hơn"):
        open_ledger(url)


@pytest.mark.parametrize(
    "url",
    ["postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=2", "sqlite:////dev/null/x", "not a url"],
)
def test_a_store_that_cannot_be_reached_is_named(url: str) -> None:
    with pytest.raises(LedgerUnavailable):
        open_ledger(url)


def test_an_address_needs_no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ledger_url("postgres://a@b/c") == "postgresql+psycopg://a@b/c"
    monkeypatch.setenv("MOCSO_LEDGER_URL", "postgresql://a@b/c")
    assert ledger_url() == "postgresql+psycopg://a@b/c"
    monkeypatch.delenv("MOCSO_LEDGER_URL")
    assert ledger_url().endswith("build/ledger.sqlite")


def test_no_migration_goes_back() -> None:
    folder = ScriptDirectory(str(PROJECT / "ledger" / "migrations"))
    for revision in folder.walk_revisions():
        with pytest.raises(LedgerUnavailable, match="không lùi"):
            revision.module.downgrade()
