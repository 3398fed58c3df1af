"""Every person against every open offer, each night, and again after a stop."""

from datetime import timedelta

import pytest

from iod import db, web
from iod.candidates import services as candidates
from iod.candidates.models import SkillLevel, SkillProof
from iod.offers.models import Status
from iod.proposals import nightly
from iod.proposals.models import MatchedOffer, PossibleOffer
from tests.factories import make_candidate, make_offer, make_task, make_user

SOLS, TOLE = "laver-sol-serpilliere", "deplacer-palette-transpalette"


@pytest.fixture
def coach(session):
    return make_user()


@pytest.fixture
def here(app, session):
    with app.test_request_context():
        yield


def a_person(coach, first, *skills):
    person = make_candidate(coach=coach, first_name=first)
    for skill in skills:
        proof = SkillProof(skill_id=skill, label=skill, level=SkillLevel.ALONE)
        candidates.save_part(person, proof, by=coach)
    db.session.commit()
    return person


def an_offer(coach, title, skill=SOLS):
    offer = make_offer(coach=coach, title=title)
    make_task(offer, text=title, skills=[skill])
    return offer


def new(coach):
    found = nightly.new_offers(coach, web.today())
    return {person: [offer.title for offer in offers] for person, offers in found.items()}


def test_a_night_finds_new_offers_and_who_has_none(here, coach):
    amina, zoe = a_person(coach, "Amina", SOLS), a_person(coach, "Zoé")
    stranger = make_user()
    a_person(stranger, "Ailleurs", SOLS)
    an_offer(coach, "Sols")
    assert list(nightly.run(coach.organisation_id)) == [(0, 1), (1, 1)]
    assert new(coach) == {amina.id: ["Sols"]}
    assert nightly.without_offer(coach) == [zoe]
    assert new(stranger) == {}


def test_a_stopped_run_goes_on_where_it_stood(here, coach, monkeypatch):
    amina = a_person(coach, "Amina", SOLS)
    monkeypatch.setattr(nightly, "BLOCK", 1)
    for title in ("Un", "Deux", "Trois"):
        an_offer(coach, title)
    stopped = nightly.run(coach.organisation_id)
    assert [next(stopped), next(stopped)] == [(0, 3), (1, 3)]
    stopped.close()
    db.session.rollback()
    assert db.session.query(MatchedOffer).count() == 1
    assert list(nightly.run(coach.organisation_id)) == [(1, 3), (2, 3), (3, 3)]
    assert sorted(new(coach)[amina.id]) == ["Deux", "Trois", "Un"]
    assert list(nightly.run(coach.organisation_id)) == [(3, 3)]


def test_the_next_night_only_what_is_new_counts_as_new(here, coach, monkeypatch):
    amina = a_person(coach, "Amina", SOLS)
    first = an_offer(coach, "Avant")
    list(nightly.run(coach.organisation_id))
    tomorrow = web.today() + timedelta(days=1)
    monkeypatch.setattr(nightly, "today", lambda: tomorrow)
    an_offer(coach, "Après")
    list(nightly.run(coach.organisation_id))
    found = nightly.new_offers(coach, tomorrow)
    assert [offer.title for offer in found[amina.id]] == ["Après"]
    first.status = Status.WITHDRAWN
    db.session.commit()
    list(nightly.run(coach.organisation_id))
    kept = [row.offer_id for row in db.session.query(PossibleOffer)]
    assert first.id not in kept
    candidates.remove_part(amina.proofs[0], by=coach)
    db.session.commit()
    db.session.expire_all()
    monkeypatch.setattr(nightly, "today", lambda: tomorrow + timedelta(days=1))
    list(nightly.run(coach.organisation_id))
    assert nightly.without_offer(coach) == [amina]
