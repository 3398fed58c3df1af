"""Choosing an occupation or a skill: suggestions as one types, a plain form without."""

import pytest

from iod.access import Role
from iod.offers.models import Offer
from tests.factories import make_employer, make_offer, make_user


@pytest.fixture
def coach(session):
    return make_user()


@pytest.fixture
def page(coach, log_in):
    return log_in(coach)


def typed(offer, **more):
    return {
        "employer_id": str(offer.employer_id),
        "title": offer.title,
        "text": offer.text,
        "openings": "1",
    } | more


def test_typed_words_are_answered_with_labels(page):
    found = page.get("/reference/suggest/occupation?q=cariste").json["suggestions"]
    assert found[0] == {"id": "cariste", "label": "cariste"}
    skills = page.get("/reference/suggest/skill?q=conduire un clark").json["suggestions"]
    assert skills[0]["id"] == "conduire-chariot-elevateur-frontal"


@pytest.mark.parametrize("words", ["", "%00", "xyzzy", "é" * 5000])
def test_words_that_mean_nothing_are_answered_with_nothing(page, words):
    assert page.get(f"/reference/suggest/skill?q={words}").json == {"suggestions": []}


def test_only_the_team_is_answered_and_only_about_what_there_is(page, client, app):
    assert page.get("/reference/suggest/person?q=a").status_code == 404
    stranger = app.test_client().get("/reference/suggest/skill?q=a")
    assert stranger.status_code == 302


def test_an_administrator_is_answered_too(session, log_in):
    page = log_in(make_user(role=Role.ADMINISTRATOR))
    assert page.get("/reference/suggest/skill?q=balayer").status_code == 200


def test_the_occupation_can_be_chosen_without_javascript(page, coach, session):
    offer = make_offer(coach=coach, title="Perle rare")
    shown = page.get(f"/offers/{offer.id}/edit").get_data(as_text=True)
    assert '<option value="cariste">' in shown
    page.post(f"/offers/{offer.id}/edit", data=typed(offer, occupation="cariste"))
    assert session.get(Offer, offer.id).occupation_id == "cariste"
    assert 'value="cariste"' in page.get(f"/offers/{offer.id}/edit").get_data(as_text=True)


def test_everyday_words_are_taken_for_the_occupation_they_clearly_name(page, coach):
    offer = make_offer(coach=coach, title="Perle rare")
    page.post(f"/offers/{offer.id}/edit", data=typed(offer, occupation="femme de ménage"))
    assert offer.occupation_id == "aide-menager"


def test_an_unknown_occupation_is_refused_with_those_that_may_be_meant(page, coach):
    offer = make_offer(coach=coach, occupation_id="cariste")
    answer = page.post(f"/offers/{offer.id}/edit", data=typed(offer, occupation="caristerie fine"))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Est-ce l’un de ceux-ci" in text
    assert 'value="caristerie fine"' in text, "what was typed is kept"
    assert offer.occupation_id == "cariste"
    nothing = page.post(f"/offers/{offer.id}/edit", data=typed(offer, occupation="zzzz"))
    assert "Essayez un autre mot" in nothing.get_data(as_text=True)


def test_left_empty_the_title_decides(page, coach):
    offer = make_offer(coach=coach, title="Cariste H/F", occupation_id="aide-menager")
    page.post(f"/offers/{offer.id}/edit", data=typed(offer, occupation=""))
    assert offer.occupation_id == "cariste"


def test_a_new_offer_takes_the_chosen_occupation(page, coach, session):
    employer = make_employer(coach=coach)
    data = {"employer_id": str(employer.id), "title": "Renfort", "text": "", "openings": "1"}
    assert page.post("/offers/new", data=data | {"occupation": "cariste"}).status_code == 302
    assert session.query(Offer).filter_by(title="Renfort").one().occupation_id == "cariste"
