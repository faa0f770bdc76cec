"""Why somebody went back to an earlier release."""

import sqlalchemy as sa
from alembic import op

from ledger.errors import LedgerUnavailable

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column more; the publications so far have no reason."""
    op.add_column("publications", sa.Column("reason", sa.Text))


def downgrade() -> None:
    """The ledger only grows: raises `LedgerUnavailable`, and every decision stays."""
    raise LedgerUnavailable("Sổ quyết định chỉ thêm, không lùi về cấu trúc cũ. Hãy khôi phục từ bản sao lưu.")
