"""Alembic's entry: migrates over the connection that the store has open, so that all of it is one transaction."""

from __future__ import annotations

from alembic import context

from coranto.stores.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
