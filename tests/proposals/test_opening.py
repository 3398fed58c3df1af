"""What each demand costs: counted for the coach, in frozen steps of five for the employer."""

import pytest

from iod import db
from iod.candidates import services as candidates
from iod.candidates.models import (
    Ability,
    AbilityKind,
    CandidateCensus,
    SkillLevel,
    SkillProof,
)
from iod.offers.models import Necessity, Requirement
from iod.proposals import opening
from iod.reviews.models import Review, ShownOpening
from iod.reviews.services import send, shown_opening
from tests.factories import make_candidate, make_offer, make_task, make_user

SOLS = "laver-sol-serpilliere"


@pytest.fixture
def coach(session):
    return make_user()


@pytest.fixture
def browser(client, log_in, coach):
    return log_in(coach)


@pytest.fixture
def here(app, session):
    with app.test_request_context():
        yield


@pytest.fixture
def offer(coach):
    offer = make_offer(coach=coach, title="Nettoyage de bureaux")
    make_task(offer, text="Laver les sols", skills=[SOLS])
    return offer


def people(coach, count, *, licence=False, eqf=None, years=None):
    for _ in range(count):
        person = make_candidate(coach=coach)
        proof = SkillProof(skill_id=SOLS, label=SOLS, level=SkillLevel.ALONE)
        candidates.save_part(person, proof, by=coach)
        if licence:
            paper = Ability(kind=AbilityKind.LICENCE, code="B")
            candidates.save_part(person, paper, by=coach)
        if eqf or years:
            row = CandidateCensus(
                organisation_id=person.organisation_id,
                candidate_id=person.id,
                schooling_eqf=eqf,
                years_of_practice=years,
            )
            candidates.save_census(row, by=coach)
    db.session.commit()


def demand(offer, kind, value, **given):
    row = Requirement(
        offer=offer,
        organisation_id=offer.organisation_id,
        kind=kind,
        value=value,
        asked=value,
        **given,
    )
    db.session.add(row)
    db.session.commit()
    return row


def told(bars):
    return [("+".join(need.kind for need in bar.without), bar.people) for bar in bars]


def test_each_demand_and_each_pair_that_matters_is_counted_on_the_whole_team(here, coach, offer):
    people(coach, 2, licence=True, eqf=4)
    people(coach, 3, eqf=4)
    people(coach, 4, licence=True)
    people(coach, 5, eqf=2)
    people(make_user(), 7)
    demand(offer, "licence", "B")
    demand(offer, "diploma", "EQF4/2")
    demand(offer, "language", "fr:B1", modality="preferred")
    found = opening.effect(offer, coach)
    assert (found.everyone, found.asked, found.agreed) == (14, 2, 2)
    assert told(found.costly) == [("diploma", 6), ("licence", 5)]
    assert told(found.pairs) == [("licence+diploma", 14)]


def test_what_was_agreed_is_counted_beside_what_was_asked(here, coach, offer):
    people(coach, 6)
    row = demand(offer, "licence", "B")
    years = demand(offer, "experience", "2")
    assert (opening.effect(offer, coach).asked, opening.effect(offer, coach).agreed) == (0, 0)
    row.necessity = years.necessity = Necessity.DROPPED
    db.session.commit()
    found = opening.effect(offer, coach)
    assert (found.asked, found.agreed) == (0, 6)
    assert told(found.pairs) == [("licence+experience", 6)]


def test_years_of_practice_are_read_again_after_a_change(here, coach, offer):
    people(coach, 1, years=1)
    demand(offer, "experience", "2")
    assert opening.effect(offer, coach).asked == 0
    db.session.query(CandidateCensus).one().years_of_practice = 3
    db.session.commit()
    assert opening.effect(offer, coach).asked == 1


def test_a_length_or_a_level_not_said_costs_nobody(here, coach, offer):
    people(coach, 1)
    for kind, value in (("experience", "?"), ("experience", "0"), ("diploma", "none")):
        demand(offer, kind, value)
    found = opening.effect(offer, coach)
    assert (found.asked, found.bars) == (1, [])


def test_the_employer_is_told_steps_of_five_that_never_move_for_one_profile(here, coach, offer):
    people(coach, 3, licence=True)
    people(coach, 11)
    row = demand(offer, "licence", "B")
    row.necessity = Necessity.DROPPED
    db.session.commit()
    kept = opening.show(offer, by=coach)
    assert (kept.as_asked, kept.as_agreed) == (0, 15)
    people(coach, 9, licence=True)
    assert opening.show(offer, by=coach).id == kept.id
    assert db.session.query(ShownOpening).one().as_agreed == 15


def test_a_change_that_asks_nothing_else_of_people_does_not_count_again(here, coach, offer):
    people(coach, 6)
    first = opening.show(offer, by=coach)
    people(coach, 9)
    offer.title = "Nettoyage"
    db.session.commit()
    assert shown_opening(offer) is None
    again = opening.show(offer, by=coach)
    assert again.id != first.id
    assert again.as_agreed == first.as_agreed == 5
    demand(offer, "certificate", "VCA", modality="preferred")
    assert opening.show(offer, by=coach).as_agreed == 15


def test_the_coach_reads_counts_and_the_employer_one_rounded_sentence(app, browser, coach, offer):
    people(coach, 3, licence=True)
    people(coach, 11)
    demand(offer, "licence", "B").necessity = Necessity.DROPPED
    db.session.commit()
    address = f"/proposals/offers/{offer.id}"
    page = browser.get(address).get_data(as_text=True)
    assert "Ce que coûte chaque exigence" in page
    assert "14\N{NO-BREAK SPACE}personnes" in page or "14 personnes" in page
    assert browser.post(f"{address}/opening").status_code == 302
    page = browser.get(address).get_data(as_text=True)
    assert "environ 15 personnes" in page
    assert "au lieu de moins de 5" in page
    assert "Montrer à l’employeur" not in page
    with app.test_request_context():
        _review, token = send(offer, recipient="", by=coach)
        db.session.commit()
    visitor = app.test_client()
    visitor.get(f"/l/{token}", follow_redirects=True)
    review = db.session.query(Review).one()
    seen = visitor.get(f"/reviews/{review.id}").get_data(as_text=True)
    assert "environ 15 personnes suivies par l’équipe" in seen
    assert "Ce que coûte" not in seen


def test_a_group_is_read_page_by_page_and_an_unknown_one_is_not_found(browser, coach, offer):
    people(coach, 33)
    address = f"/proposals/offers/{offer.id}/groups"
    first = browser.get(f"{address}/ready").get_data(as_text=True)
    second = browser.get(f"{address}/ready?page=2").get_data(as_text=True)
    assert (first.count("Amina Diallo</a>"), second.count("Diallo")) != (0, 0)
    assert "Prêt" in first
    assert "(33)" in second
    assert browser.get(f"{address}/others").status_code == 200
    assert browser.get(f"{address}/nobody").status_code == 404
