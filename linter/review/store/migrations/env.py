"""How Alembic runs our migrations: over the connection that it is given, in the transaction that is open."""

from __future__ import annotations

from alembic import context

from linter.review.store.schema import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
context.run_migrations()
