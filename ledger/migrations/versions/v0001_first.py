"""Submissions, candidates, decisions and publications, to which rows can only be added."""

import sqlalchemy as sa
from alembic import op

from ledger.errors import LedgerUnavailable

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Table -> columns of its key. SQLite runs no trigger for the row that INSERT OR REPLACE removes, so
# that an insert over a known key is refused, too.
KEYS = {
    "submissions": ("submission_id",),
    "submission_files": ("submission_id",),
    "page_images": ("submission_id", "number"),
    "candidates": ("submission_id", "statement_key"),
    "decisions": ("decision_id",),
    "publications": ("publication_id",),
}


def upgrade() -> None:
    """Create the tables, then close them against everything but new rows."""
    submission = "submissions.submission_id"
    op.create_table(
        "submissions",
        sa.Column("submission_id", sa.String, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("layout", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
    )
    op.create_table(
        "submission_files",
        sa.Column("submission_id", sa.String, sa.ForeignKey(submission), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "page_images",
        sa.Column("submission_id", sa.String, sa.ForeignKey(submission), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("png", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "candidates",
        sa.Column("submission_id", sa.String, sa.ForeignKey(submission), primary_key=True),
        sa.Column("statement_key", sa.String, primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("is_ocr", sa.Boolean, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("decision_id", sa.Integer, primary_key=True),
        sa.Column("submission_id", sa.String, sa.ForeignKey(submission), nullable=False),
        sa.Column("statement_key", sa.String),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("threshold", sa.Float),
        sa.CheckConstraint(
            "action IN ('accept', 'correct', 'reject', 'reopen', 'edit_document', 'approve', 'withdraw',"
            " 'bulk_accept', 'add')",
            name="decisions_action",
        ),
        sa.CheckConstraint("author <> ''", name="decisions_author"),
        sa.CheckConstraint("(threshold IS NOT NULL) = (action = 'bulk_accept')", name="decisions_threshold"),
        sqlite_autoincrement=True,
    )
    op.create_index("decisions_of", "decisions", ["submission_id", "decision_id"])
    op.create_table(
        "publications",
        sa.Column("publication_id", sa.Integer, primary_key=True),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("release_id", sa.String, nullable=False),
        sa.Column("previous_release_id", sa.String),
        sa.Column("documents", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.CheckConstraint("action IN ('publish', 'roll_back')", name="publications_action"),
        sa.CheckConstraint("author <> ''", name="publications_author"),
        sqlite_autoincrement=True,
    )
    close = _close_postgresql if op.get_bind().dialect.name == "postgresql" else _close_sqlite
    close()


def downgrade() -> None:
    """The ledger only grows: raises `LedgerUnavailable`, and every decision stays."""
    raise LedgerUnavailable("Sổ quyết định chỉ thêm, không lùi về cấu trúc cũ. Hãy khôi phục từ bản sao lưu.")


def _close_sqlite() -> None:
    for table, key in KEYS.items():
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: rows are only added'); END"
            )
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        known = " ".join(["SELECT 1 FROM", table, "WHERE", same])
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({known}) "
            f"BEGIN SELECT RAISE(ABORT, '{table}: rows are only added'); END"
        )


def _close_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: rows are only added', TG_TABLE_NAME; END $$"
    )
    for table in KEYS:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION ledger_only_grows()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()"
        )
