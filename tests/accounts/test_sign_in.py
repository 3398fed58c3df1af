"""Coming in, going out, and the way back for whoever forgot the password."""

import re

import pytest
from sqlalchemy import select

from iod import db
from iod.access import Role
from iod.accounts import services
from iod.accounts.models import LinkPurpose, User
from iod.mail import Mail
from tests.factories import make_employer, make_organisation, make_user

PASSWORD = "quatre mots faciles ensemble"  # noqa: S105


@pytest.fixture
def coach(app, session):
    with app.app_context():
        return make_user(email="nadia@example.org", password=services.hashed(PASSWORD))


def sign_in(client, password=PASSWORD):
    return client.post("/sign-in", data={"email": "nadia@example.org", "password": password})


def choose(client, path, password):
    """Choose a password at the address of a mail."""
    return client.post(path, data={"password": password, "password_confirm": password})


def test_the_right_password_opens_the_first_page(client, coach):
    assert sign_in(client).status_code == 302
    assert client.get("/employers/").status_code == 200


def test_a_wrong_password_says_so_and_keeps_the_address(client, coach):
    page = sign_in(client, "pas celui-ci du tout")
    assert page.status_code == 200
    assert "nadia@example.org" in page.text
    assert "field" in page.text
    assert client.get("/employers/").status_code == 302


def test_known_and_unknown_addresses_get_the_same_answer(client, coach):
    answers = [
        client.post("/sign-in", data={"email": email, "password": "pas celui-ci du tout"})
        for email in ("nadia@example.org", "nobody@example.org")
    ]
    known, unknown = (
        re.sub(r'value="[^"]*"', "", answer.text).replace("\n", " ") for answer in answers
    )
    assert known == unknown
    assert answers[0].status_code == answers[1].status_code


def test_a_cookie_copied_before_sign_out_opens_nothing_afterwards(app, client, coach):
    sign_in(client)
    stolen = client.get_cookie("session").value
    client.post("/sign-out")

    thief = app.test_client()
    thief.set_cookie("session", stolen)
    assert thief.get("/employers/").status_code == 302


def test_sign_out_needs_a_post(client, coach):
    sign_in(client)
    assert client.get("/sign-out").status_code == 405
    assert client.get("/employers/").status_code == 200


def test_a_forgotten_password_is_replaced_by_mail(client, coach):
    client.post("/forgotten-password", data={"email": "nadia@example.org"})
    mail = db.session.scalars(select(Mail)).one()
    path = re.search(r"http://localhost(/\S+)", mail.text)[1]

    page = client.get(path, follow_redirects=True)
    assert page.status_code == 200
    choose(client, path, "une autre suite de mots")

    assert sign_in(client).status_code == 200
    assert sign_in(client, "une autre suite de mots").status_code == 302


def test_the_reset_link_ignores_the_host_the_request_came_by(client, coach):
    answer = client.post(
        "/forgotten-password",
        data={"email": "nadia@example.org"},
        headers={"Host": "evil.example"},
    )
    assert answer.status_code == 400
    assert db.session.scalars(select(Mail)).all() == []


def test_an_invited_member_gets_an_address_where_she_chooses_a_password(client, log_in):
    manager = make_user(role=Role.MANAGER)
    log_in(manager)
    data = {"name": "Karim Benali", "email": "karim@example.org", "role": "coach"}
    assert client.post("/team", data=data).status_code == 302

    mail = db.session.scalars(select(Mail)).one()
    path = re.search(r"http://localhost(/forgotten-password/\S+)", mail.text)[1]
    client.post("/sign-out")
    choose(client, path, PASSWORD)
    answer = client.post("/sign-in", data={"email": "karim@example.org", "password": PASSWORD})
    assert answer.status_code == 302
    member = db.session.scalars(select(User).where(User.email == "karim@example.org")).one()
    assert member.organisation_id == manager.organisation_id


def test_an_address_is_invited_once(client, log_in):
    make_user(email="taken@example.org")
    log_in(make_user(role=Role.MANAGER))
    page = client.post(
        "/team", data={"name": "Deux", "email": "taken@example.org", "role": "coach"}
    )
    assert "a déjà un compte" in page.text
    assert 'value="taken@example.org"' in page.text


def test_a_link_is_kept_as_a_fingerprint_only(session):
    employer = make_employer()
    token = services.give_link(LinkPurpose.REVIEW, employer, role=Role.EMPLOYER, by=None)
    link = services.find_link(token)
    assert link.target_id == employer.id
    assert token not in str({k: str(v) for k, v in vars(link).items()})
    assert services.find_link(token[:-1]) is None


def test_a_wrong_or_closed_link_gets_a_clear_page(client, session):
    employer = make_employer()
    assert client.get("/l/nothing-like-it").status_code == 404
    token = services.give_link(LinkPurpose.REVIEW, employer, role=Role.EMPLOYER, by=None)
    services.revoke_links(employer.id, by=None)
    db.session.commit()
    page = client.get(f"/l/{token}")
    assert page.status_code == 410
    assert "Ce lien ne s’ouvre pas" in page.text


def test_an_expired_link_gets_a_clear_page(client, session, time_machine):
    time_machine.move_to("2026-03-01T10:00:00+01:00")
    employer = make_employer()
    token = services.give_link(LinkPurpose.REVIEW, employer, role=Role.EMPLOYER, by=None)
    db.session.commit()
    time_machine.move_to("2026-03-15T10:00:01+01:00")
    assert client.get(f"/l/{token}").status_code == 410


def test_the_language_is_chosen_by_a_button_and_stays(client, session):
    assert "Se connecter" in client.get("/sign-in").text
    client.post("/language", data={"language": "en", "next": "/sign-in"})
    assert "Sign in" in client.get("/sign-in").text


@pytest.mark.parametrize("next_page", ["//evil.example", "https://evil.example", "/\\evil"])
def test_nobody_is_sent_elsewhere(client, session, next_page):
    answer = client.post("/language", data={"language": "en", "next": next_page})
    assert answer.location == "/"


def test_a_team_sees_no_member_of_another(client, log_in):
    make_user(name="Autre Équipe", organisation=make_organisation())
    log_in(make_user(role=Role.MANAGER))
    assert "Autre Équipe" not in client.get("/team").text


def test_a_manager_does_not_make_an_administrator(client, log_in):
    log_in(make_user(role=Role.MANAGER))
    data = {"name": "Karim Benali", "email": "karim@example.org", "role": "administrator"}
    assert client.post("/team", data=data).status_code == 200
    assert db.session.scalars(select(User).where(User.email == "karim@example.org")).all() == []
