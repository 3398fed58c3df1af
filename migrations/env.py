"""Alembic's way in: the app's own settings and models, and SQLite's one trap.

Rebuilding a table on SQLite with foreign keys on deletes its children, and the pragma that turns
them off does nothing inside a transaction: so it is set on the bare connection beforehand, and
the result is checked afterwards.
"""

from alembic import context
from sqlalchemy import Connection

from iod import config, db
from iod.models import Base


def render_item(kind, item, _context):
    """Write our own column types as plain ones: an old migration imports no app code."""
    if kind == "type" and isinstance(item, db.Instant):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    """Apply the migrations asked for, each in its own transaction."""
    sqlite = connection.dialect.name == "sqlite"
    raw = connection.connection.dbapi_connection
    if sqlite:
        raw.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if sqlite:
        if orphans := raw.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"the migration left rows without their parent: {orphans[:5]}")
        raw.execute("PRAGMA foreign_keys=ON")


url = context.config.get_main_option("url") or config.load()["DATABASE_URL"]
engine = db.make_engine(url)
try:
    with engine.connect() as it:
        run(it)
finally:
    engine.dispose()
