"""Bring a database to the shape this version expects."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from iod import config, db
from iod.reference import dated


class BadDatabase(Exception):  # noqa: N818 - the state of things, told in one line
    """The database cannot be used as it is; the message says what to do."""


def alembic_config(url: str) -> Config:
    """Return Alembic's settings for a database."""
    settings = Config(stdout=io.StringIO())  # what it has to say comes back as a value
    settings.set_main_option("script_location", str(config.MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    settings.set_main_option("url", url.replace("%", "%%"))
    return settings


def revisions(url: str) -> tuple[str | None, str]:
    """Return the revision a database is at, and the one this version expects."""
    head = ScriptDirectory.from_config(alembic_config(url)).get_current_head()
    engine = db.make_engine(url)
    try:
        with engine.connect() as connection:
            present = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    return present, head or ""


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise BadDatabase(f"The database does not open: {error.orig}") from None


def upgrade(url: str) -> tuple[str | None, str]:
    """Create or upgrade a database; return the revisions before and after.

    A database made by a newer version is left alone.
    """
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite" and parts.database:
        Path(parts.database).parent.mkdir(parents=True, exist_ok=True)
    with _explained():
        present, head = revisions(url)
        known = {
            r.revision for r in ScriptDirectory.from_config(alembic_config(url)).walk_revisions()
        }
        if present is not None and present not in known:
            raise BadDatabase(
                f"This database comes from a newer version of iod (revision {present}; this one "
                f"knows up to {head}). Install that version, or restore an older backup."
            )
        if present != head:
            command.upgrade(alembic_config(url), "head")
        _seed(url)
    return present, head


def _seed(url: str) -> None:
    """Bring the dated rows that come with the program to what this version knows."""
    engine = db.make_engine(url)
    try:
        with Session(engine) as session:
            dated.seed(session)
            session.commit()
    finally:
        engine.dispose()


def check(url: str) -> str:
    """Return an empty text when a database has the shape this version expects, else why not."""
    with _explained():
        present, head = revisions(url)
        if present != head:
            return f"the database is at {present or 'nothing'}, this version expects {head}"
        try:
            command.check(alembic_config(url))
        except CommandError as error:
            return str(error)
    return ""
