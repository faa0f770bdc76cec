"""No submission takes the place of another of the same file."""

from alembic import op

from ledger.errors import LedgerUnavailable

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """SQLite refuses to insert a checksum that is there already.

    INSERT OR REPLACE would remove the row that has it, whose key is another, and run no trigger for that.
    """
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER submissions_no_replace_file BEFORE INSERT ON submissions "
            "WHEN EXISTS (SELECT 1 FROM submissions WHERE sha256 = NEW.sha256) "
            "BEGIN SELECT RAISE(ABORT, 'submissions: rows are only added'); END"
        )


def downgrade() -> None:
    """The ledger only grows: raises `LedgerUnavailable`, and every decision stays."""
    raise LedgerUnavailable("Sổ quyết định chỉ thêm, không lùi về cấu trúc cũ. Hãy khôi phục từ bản sao lưu.")
