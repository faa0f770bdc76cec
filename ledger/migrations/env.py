"""What Alembic runs: the steps, inside the transaction that `ledger/engine.py` has begun and locked."""

from alembic import context

from ledger.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
