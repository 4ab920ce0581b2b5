"""Lets Alembic run its steps on the connection that lab/store/schema.py hands over."""

from alembic import context

from lab.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
