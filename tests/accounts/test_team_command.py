"""How an installation starts: `iod team create`, then the manager invites."""

import re

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from iod import cli, config, db
from iod.access import Role
from iod.accounts.commands import team
from iod.accounts.models import Organisation, User
from iod.audit import AuditEvent
from tests.factories import make_user

PASSWORD = "quatre mots faciles ensemble"  # noqa: S105
GIVEN = (
    "--name",
    " MIRE  du Condroz ",
    "--manager",
    "Benoît Delvaux",
    "--email",
    "Ben@example.org",
)


@pytest.fixture
def run(app, session):
    def run(*arguments):
        return CliRunner().invoke(team, arguments, obj=lambda: app)

    return run


def path_in(output):
    return re.search(r"http://localhost(/forgotten-password/\S+)", output)[1]


def choose_and_sign_in(client, path):
    client.post(path, data={"password": PASSWORD, "password_confirm": PASSWORD})
    return client.post("/sign-in", data={"email": "ben@example.org", "password": PASSWORD})


def test_a_new_installation_starts_with_a_team_and_its_manager(run, client):
    result = run("create", *GIVEN)
    assert result.exit_code == 0, result.output

    answer = choose_and_sign_in(client, path_in(result.output))
    assert answer.status_code == 302
    assert "MIRE du Condroz" in client.get("/team").text
    manager = db.session.scalars(select(User)).one()
    assert (manager.name, manager.role) == ("Benoît Delvaux", Role.MANAGER)


def test_making_a_team_is_recorded(run):
    run("create", *GIVEN)
    events = db.session.scalars(select(AuditEvent.event)).all()
    assert sorted(events) == ["team.created", "user.added"]


def test_an_address_that_signs_in_elsewhere_makes_no_team(run):
    make_user(email="ben@example.org")
    before = len(db.session.scalars(select(Organisation)).all())
    result = run("create", *GIVEN)
    assert result.exit_code == 1
    assert "a déjà un compte" in result.output
    db.session.rollback()
    assert len(db.session.scalars(select(Organisation)).all()) == before


@pytest.mark.parametrize(
    ("option", "value"), [("--email", "no address"), ("--name", "  "), ("--manager", "")]
)
def test_what_cannot_be_used_is_refused_by_name(run, option, value):
    result = run("create", *GIVEN, option, value)
    assert result.exit_code == 2
    assert option in result.output
    assert db.session.scalars(select(User)).all() == []


def test_a_link_that_expired_is_replaced(run, client):
    run("create", *GIVEN)
    result = run("link", "BEN@example.org")
    assert choose_and_sign_in(client, path_in(result.output)).status_code == 302
    events = db.session.scalars(select(AuditEvent.event)).all()
    assert "user.link_printed" in events


def test_a_link_for_nobody_is_refused(run):
    result = run("link", "nobody@example.org")
    assert result.exit_code == 1
    assert "Nobody signs in" in result.output


def test_the_commands_ask_for_the_secret_that_signs_the_links(monkeypatch, tmp_path):
    monkeypatch.setattr(config.os, "environ", {"IOD_DATA": str(tmp_path)})
    result = CliRunner().invoke(cli.main, ["team", "create", *GIVEN])
    assert result.exit_code == 1
    assert "Set SECRET_KEY" in result.output
    assert list(tmp_path.iterdir()) == []
