"""The migrations make the tables the models describe, on both databases, and can be undone."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from iod import migrate, models


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/migrated.sqlite"
    return request.getfixturevalue("postgres_url_fresh")


def test_migrations_and_models_agree_and_can_be_undone(url, capsys):
    assert migrate.upgrade(url)[0] is None
    assert migrate.check(url) == ""
    assert migrate.upgrade(url)[0] == migrate.revisions(url)[1], "the second time changes nothing"

    command.downgrade(migrate.alembic_config(url), "base")
    engine = create_engine(url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()
    assert migrate.upgrade(url)[0] is None


def test_a_database_of_a_newer_version_is_left_alone(url):
    migrate.upgrade(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(migrate.BadDatabase, match="newer version"):
        migrate.upgrade(url)


def test_a_place_where_no_database_can_be_gets_one_line(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(migrate.BadDatabase, match="does not open"):
        migrate.upgrade(f"sqlite:///{tmp_path}/folder")


def test_there_is_one_line_of_revisions():
    scripts = ScriptDirectory.from_config(migrate.alembic_config("sqlite://"))
    assert len(scripts.get_heads()) == 1


def test_every_table_of_a_team_says_whose_it_is():
    ours = {"access_log", "audit_event", "mail", "organisation", "requirement_task", "user_session"}
    shared = {"concept", "label", "link", "match", "release"}  # official lists belong to nobody
    ours |= {f"reference_{name}" for name in shared}
    for table in models.Base.metadata.tables.values():
        if table.name not in ours:
            assert "organisation_id" in table.columns, table.name
