"""Fixtures of the whole house: one application, one transaction per test, both databases."""

import pytest
from sqlalchemy import event

from iod import db, models
from iod.accounts.models import UserSession
from iod.app import create_app
from tests.postgres import postgres_url, postgres_url_fresh  # noqa: F401 - fixtures

SETTINGS = {
    "TESTING": True,
    "WTF_CSRF_ENABLED": False,
    "SECRET_KEY": "only for the tests, only for the tests",
    "IOD_BASE_URL": "http://localhost",
}


def pytest_addoption(parser):
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


@pytest.fixture(scope="session")
def database_url(request, tmp_path_factory):
    if request.config.getoption("--database") == "postgresql":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path_factory.mktemp('db')}/test.sqlite"


@pytest.fixture(scope="session")
def app(database_url):
    return create_app(SETTINGS | {"DATABASE_URL": database_url})


@pytest.fixture(scope="session")
def engine(app):
    engine = db.session.get_bind()
    models.Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine):
    """One transaction per test, rolled back whatever the code under test commits."""
    with engine.connect() as connection:
        transaction = connection.begin()
        db.session.remove()
        db.session.configure(bind=connection, join_transaction_mode="create_savepoint")
        yield db.session
        db.session.remove()
        transaction.rollback()
        db.session.configure(bind=engine, join_transaction_mode="conditional_savepoint")


@pytest.fixture
def client(app, session):
    return app.test_client()


@pytest.fixture
def log_in(client):
    """Sign a member in without typing the password."""

    def log_in(user, client=client):
        row = UserSession(user_id=user.id)
        db.session.add(row)
        db.session.commit()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = user.fs_uniquifier
            cookie["_fresh"] = True
            cookie["session_id"] = row.id.hex
        return client

    return log_in


@pytest.fixture
def queries(engine):
    """Count the statements an action sends to the database."""

    def count(action):
        seen = []

        def note(_connection, _cursor, statement, *_more):
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            action()
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    return count
