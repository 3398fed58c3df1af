import pytest
from sqlalchemy import create_engine, text

from tests.postgres import postgres_url  # noqa: F401

pytestmark = pytest.mark.postgres


def test_the_server_of_the_wheel_keeps_french_text_and_is_a_recent_version(postgres_url):  # noqa: F811
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE words (word text)"))
        connection.execute(text("INSERT INTO words VALUES ('ménagère – 12 €')"))
        assert connection.scalar(text("SELECT word FROM words")) == "ménagère – 12 €"
        assert connection.dialect.server_version_info >= (18,)
    engine.dispose()


def test_each_test_process_has_a_database_of_its_own(postgres_url, worker_id):  # noqa: F811
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        name = "main" if worker_id == "master" else worker_id
        assert connection.scalar(text("SELECT current_database()")) == f"iod_{name}"
    engine.dispose()
