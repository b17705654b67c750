"""Editions are numbered in the order in which they were written: it is cheap to ask whether there is a new one.

And a store that is there already has been looked at by maintenance, which from now on says how far it has come.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coranto.stores.kinds import POSTGRESQL, Number

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Number the editions that are there by the order in which SQLite has them, and else by the time of composing."""
    op.add_column("editions", sa.Column("seq", Number, nullable=False, server_default="0"))
    if op.get_bind().dialect.name == POSTGRESQL:
        op.execute("ALTER TABLE editions DISABLE TRIGGER editions_never_change")
        op.execute(
            "UPDATE editions SET seq = n FROM (SELECT story_id AS s, revision AS r, "
            "row_number() OVER (ORDER BY composed_at, story_id, revision) AS n FROM editions) AS every "
            "WHERE s = story_id AND r = revision"
        )
        op.execute("ALTER TABLE editions ENABLE TRIGGER editions_never_change")
    else:
        connection = op.get_bind()
        trigger = connection.execute(
            sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'editions_never_change'")
        ).scalar_one()
        op.execute("DROP TRIGGER editions_never_change")
        op.execute("UPDATE editions SET seq = rowid")
        op.execute(trigger)
    op.execute(
        "INSERT INTO meta (key, value) SELECT 'tended', CAST(max(seq) AS varchar) FROM assignments HAVING count(*) > 0"
    )
    op.create_index("ix_editions_seq", "editions", ["seq"], unique=True)
