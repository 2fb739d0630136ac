"""Runs the migrations over the connection, and inside the transaction, it is given."""

from alembic import context

from recruitment_app.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
