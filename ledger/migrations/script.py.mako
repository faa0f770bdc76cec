"""${message}."""

from alembic import op

from ledger.errors import LedgerUnavailable

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """The ledger only grows: raises `LedgerUnavailable`, and every decision stays."""
    raise LedgerUnavailable("Sổ quyết định chỉ thêm, không lùi về cấu trúc cũ. Hãy khôi phục từ bản sao lưu.")
