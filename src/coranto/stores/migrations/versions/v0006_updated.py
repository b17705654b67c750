"""When the publisher says that an article was changed last: of those that are there already, it is not known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coranto.stores.kinds import Key

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty."""
    op.add_column("articles", sa.Column("updated_at", Key))
