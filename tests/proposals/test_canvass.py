"""Where her skills would serve, what one paper would open, and other ways to cut a post."""

import pytest

from iod import db
from iod.candidates import services as candidates
from iod.candidates.models import Ability, AbilityKind, SkillLevel, SkillProof, Wish, WishKind
from iod.offers.models import Requirement
from iod.proposals import canvass, carvings
from iod.reference import services as reference
from tests.factories import make_candidate, make_employer, make_offer, make_task, make_user

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


def a_person(coach, *skills, **given):
    person = make_candidate(coach=coach, **given)
    for skill in skills:
        proof = SkillProof(skill_id=skill, label=skill, level=SkillLevel.ALONE)
        candidates.save_part(person, proof, by=coach)
    db.session.commit()
    return person


def an_offer(coach, *demands, **given):
    offer = make_offer(coach=coach, **given)
    make_task(offer, text="Laver les sols", skills=[SOLS])
    for kind, value in demands:
        row = Requirement(
            offer=offer,
            organisation_id=offer.organisation_id,
            kind=kind,
            value=value,
            asked=value,
        )
        db.session.add(row)
    db.session.commit()
    return offer


def test_one_paper_is_named_with_the_posts_where_nothing_else_is_missing(here, coach):
    person = a_person(coach, SOLS)
    for number in range(3):
        an_offer(coach, ("licence", "B"), title=f"Avec permis {number}")
    an_offer(coach, ("licence", "B"), ("certificate", "VCA"), title="Deux choses")
    an_offer(coach, title="Déjà possible")
    found = canvass.gains(person, coach)
    assert [(g.need.kind, g.need.value, len(g.offers)) for g in found] == [("licence", "B", 3)]
    candidates.save_part(person, Ability(kind=AbilityKind.LICENCE, code="B"), by=coach)
    db.session.commit()
    assert [(g.need.value, len(g.offers)) for g in canvass.gains(person, coach)] == [("VCA", 1)]


def test_occupations_come_with_the_firms_of_the_team_that_have_had_such_a_post(here, coach):
    usual = reference.essential_skills()["nettoyeur-bureaux"]
    person = a_person(coach, *usual)
    firm = make_employer(coach=coach, name="Net & Cie")
    for _ in range(2):
        make_offer(coach=coach, employer=firm, occupation_id="nettoyeur-bureaux")
    make_offer(coach=make_user(), occupation_id="nettoyeur-bureaux")
    field = next(
        f for f in canvass.occupations_for(person, coach) if f.occupation == "nettoyeur-bureaux"
    )
    assert {need.value for need in field.brings} == set(usual)
    assert [employer.name for employer in field.firms] == ["Net & Cie"]
    limit = Wish(kind=WishKind.LIMIT, text="bureaux", occupation_id="nettoyeur-bureaux")
    candidates.save_part(person, limit, by=coach)
    db.session.commit()
    db.session.refresh(person)
    left = [f.occupation for f in canvass.occupations_for(person, coach)]
    assert "nettoyeur-bureaux" not in left


def test_somebody_without_skills_gets_no_occupation_out_of_thin_air(here, coach):
    assert canvass.occupations_for(a_person(coach), coach) == []


def test_her_page_says_what_would_open_and_where_to_look(browser, coach):
    person = a_person(coach, *reference.essential_skills()["nettoyeur-bureaux"])
    an_offer(coach, ("licence", "B"), title="Avec permis")
    page = browser.get(f"/proposals/people/{person.id}").get_data(as_text=True)
    assert "1\N{NO-BREAK SPACE}poste de plus" in page or "1 poste de plus" in page
    assert "entreprises à prospecter" in page


def test_a_draft_moves_tasks_lifts_a_demand_and_says_how_many_people_it_opens_to(
    here, browser, coach
):
    for _ in range(4):
        a_person(coach, SOLS)
    offer = an_offer(coach, ("licence", "B"), weekly_hours=38)
    offer.tasks[0].share = 85
    driving = make_task(offer, text="Conduire la camionnette", share=15)
    offer.requirements[0].tasks = [driving]
    db.session.commit()
    draft = carvings.carvings(offer, coach)[0]
    assert draft.kind == "move"
    assert [task.text for task in draft.moved] == ["Conduire la camionnette"]
    assert [need.value for need in draft.lifted] == ["B"]
    assert (draft.before, draft.after) == (0, 4)
    page = browser.get(f"/proposals/offers/{offer.id}/carving").get_data(as_text=True)
    assert "4 au lieu de 0" in page


def test_a_post_that_is_already_part_time_is_not_cut(here, browser, coach):
    offer = an_offer(coach, ("licence", "B"), weekly_hours=18)
    assert carvings.carvings(offer, coach) == []
    page = browser.get(f"/proposals/offers/{offer.id}/carving").get_data(as_text=True)
    assert "Rien à découper" in page
