"""Who can be led to an offer, and why, in sentences."""

from datetime import timedelta

import pytest

from iod import db, web
from iod.candidates import services as candidates
from iod.candidates.models import (
    Ability,
    AbilityKind,
    CandidateCensus,
    Phase,
    SkillLevel,
    SkillProof,
    Wish,
    WishKind,
)
from iod.offers.models import Necessity, Requirement, Task
from iod.offers.services import save_task
from iod.proposals import shortlist
from iod.proposals.models import PassedOver
from matching import Group
from tests.factories import make_candidate, make_offer, make_site, make_task, make_user

SOLS, SANITAIRES = "laver-sol-serpilliere", "nettoyer-desinfecter-sanitaires"


@pytest.fixture
def coach(session):
    return make_user()


@pytest.fixture
def browser(client, log_in, coach):
    return log_in(coach)


@pytest.fixture
def offer(coach):
    offer = make_offer(coach=coach, title="Nettoyage de bureaux", occupation_id="nettoyeur-bureaux")
    make_task(offer, text="Laver les sols", skills=[SOLS])
    make_task(offer, text="Nettoyer les sanitaires", skills=[SANITAIRES])
    return offer


def a_person(coach, first, *skills, level=SkillLevel.ALONE, **given):
    person = make_candidate(
        coach=coach, first_name=first, last_name="Exemple", search_key=first.lower(), **given
    )
    for skill in skills:
        candidates.save_part(person, SkillProof(skill_id=skill, label=skill, level=level), by=coach)
    db.session.commit()
    return person


def add_demand(offer, **given):
    row = Requirement(offer=offer, organisation_id=offer.organisation_id, asked="…", **given)
    db.session.add(row)
    db.session.commit()
    return row


def text(answer):
    return answer.get_data(as_text=True)


def names(found):
    return [each.candidate.first_name for each in found]


def test_people_stand_in_three_groups_and_everybody_else_is_there_too(coach, offer):
    offer.tutor = "Rachida"
    a_person(coach, "Prête", SOLS, SANITAIRES)
    a_person(coach, "Aidée", SOLS, SANITAIRES, level=SkillLevel.WITH_HELP)
    a_person(coach, "Demi", SOLS)
    a_person(coach, "Autre")
    found = shortlist.for_offer(offer, coach)
    assert names(found.groups[Group.READY]) == ["Prête"]
    assert names(found.groups[Group.SUPPORTED]) == ["Aidée"]
    assert names(found.groups[Group.TO_DISCUSS]) == ["Demi"]
    assert names(found.others) == ["Autre"]
    assert found.others[0].reasons


def test_whoever_waited_longest_comes_first_and_a_wish_before(coach, offer):
    today = web.today()
    a_person(coach, "Servie", SOLS, SANITAIRES, last_offer_on=today, arrived_on=today)
    a_person(coach, "Patiente", SOLS, SANITAIRES, arrived_on=today - timedelta(days=300))
    wisher = a_person(coach, "Désireuse", SOLS, SANITAIRES, last_offer_on=today)
    wish = Wish(kind=WishKind.WISH, text="nettoyer", occupation_id="nettoyeur-bureaux")
    candidates.save_part(wisher, wish, by=coach)
    db.session.commit()
    found = shortlist.for_offer(offer, coach)
    assert names(found.groups[Group.READY]) == ["Désireuse", "Patiente", "Servie"]


def test_schooling_and_years_change_nothing(coach, offer):
    person = a_person(coach, "Prête", SOLS, SANITAIRES)
    before = shortlist.for_offer(offer, coach)
    row = CandidateCensus(
        organisation_id=person.organisation_id,
        candidate_id=person.id,
        schooling_eqf=1,
        years_of_practice=0,
    )
    candidates.save_census(row, by=coach)
    add_demand(offer, kind="diploma", value="EQF4")
    add_demand(offer, kind="experience", value="5")
    db.session.commit()
    assert shortlist.for_offer(offer, coach).groups == before.groups


def test_who_left_or_works_or_is_followed_elsewhere_is_not_looked_at(coach, offer):
    a_person(coach, "Partie", SOLS, SANITAIRES, phase=Phase.LEFT)
    a_person(coach, "Occupée", SOLS, SANITAIRES, phase=Phase.IN_JOB)
    a_person(make_user(), "Ailleurs", SOLS, SANITAIRES)
    found = shortlist.for_offer(offer, coach)
    assert not any(found.groups.values())
    assert not found.others


def test_a_dropped_demand_is_not_asked_and_a_learnable_one_says_how(coach, offer):
    person = a_person(coach, "Prête", SOLS, SANITAIRES)
    add_demand(offer, kind="licence", value="B", necessity=Necessity.DROPPED)
    assert shortlist.for_one(offer, person).group is Group.READY
    add_demand(
        offer,
        kind="certificate",
        value="VCA",
        necessity=Necessity.LEARNABLE,
        learnable_days=2,
        helper="Michel",
    )
    db.session.refresh(offer)
    assert shortlist.for_one(offer, person).group is Group.SUPPORTED


def test_a_certificate_past_its_end_is_asked_again(coach, offer):
    add_demand(offer, kind="certificate", value="VCA", necessity=Necessity.STRICT)
    person = a_person(coach, "Prête", SOLS, SANITAIRES)
    paper = Ability(
        kind=AbilityKind.CERTIFICATE, code="VCA", expires_on=web.today() - timedelta(days=1)
    )
    candidates.save_part(person, paper, by=coach)
    db.session.commit()
    assert shortlist.for_one(offer, person).group is Group.TO_DISCUSS
    paper.expires_on = web.today() + timedelta(days=1)
    assert shortlist.for_one(offer, person).group is Group.READY


def test_two_languages_asked_in_one_line_are_two_needs(coach, offer):
    add_demand(offer, kind="language", value="fr:B1+nl:A2")
    add_demand(offer, kind="language", value="?")
    add_demand(offer, kind="software", value="Excel")
    needs = {(n.kind, n.value) for n in shortlist.profile(offer).needs}
    assert needs == {
        ("skill", SOLS),
        ("skill", SANITAIRES),
        ("language", "fr:B1"),
        ("language", "nl:A2"),
    }


def test_the_wording_of_a_task_is_enough_to_compare(coach):
    offer = make_offer(coach=coach)
    for words in ("Déplacer des palettes au transpalette manuel", "Xyzzy"):
        save_task(offer, Task(text=words), by=coach)
    needs = {n.value for n in shortlist.profile(offer).needs if n.kind == "skill"}
    assert needs == {"deplacer-palette-transpalette"}


def test_the_page_says_the_reasons_and_never_a_score(browser, coach, offer):
    offer.site = make_site(offer.employer)
    offer.hours = ["early"]
    offer.weekly_hours = 20
    person = a_person(coach, "Amina", SOLS, travel={"foot": 30}, post_code="4800")
    db.session.commit()
    page = text(browser.get(f"/proposals/offers/{offer.id}"))
    for said in (
        "À discuter ensemble",
        "Amina Exemple",
        "laver un sol à la serpillière",
        "Le trajet prend environ 15 minutes à pied",
        "on n’a jamais parlé des horaires",
        "le poste prend 20 heures par semaine",
    ):
        assert said in page, said
    assert "%" not in page.split("<main")[1].split("</main")[0]
    alone = text(browser.get(f"/proposals/offers/{offer.id}/people/{person.id}"))
    assert "Amina Exemple et ce poste" in alone


def test_an_offer_without_tasks_asks_for_them_first(browser, coach):
    offer = make_offer(coach=coach)
    assert "Notez d’abord les tâches" in text(browser.get(f"/proposals/offers/{offer.id}"))


def test_passing_somebody_over_needs_a_reason_that_stays(browser, coach, offer):
    person = a_person(coach, "Amina", SOLS)
    listing = f"/proposals/offers/{offer.id}"
    address = f"{listing}/people/{person.id}"
    assert "Dites pourquoi" in text(browser.post(address, data={"reason": ""}))
    browser.post(address, data={"reason": "En formation jusqu’en mars."})
    assert db.session.query(PassedOver).one().reason == "En formation jusqu’en mars."
    assert "Pas cette fois" in text(browser.get(listing))
    assert "jusqu’en mars" in text(browser.get(address))


def test_another_teams_offer_or_person_is_not_found(browser, coach, offer):
    stranger = make_user()
    theirs, person = make_offer(coach=stranger), a_person(stranger, "Ailleurs")
    mine = a_person(coach, "Amina")
    assert browser.get(f"/proposals/offers/{theirs.id}").status_code == 404
    assert browser.get(f"/proposals/offers/{offer.id}/people/{person.id}").status_code == 404
    assert browser.get(f"/proposals/offers/{theirs.id}/people/{mine.id}").status_code == 404
    assert browser.get(f"/proposals/people/{person.id}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_people(browser, coach, offer, queries):
    address = f"/proposals/offers/{offer.id}"
    browser.get(address)  # makes the pool
    counted = []
    for several in (1, 8):
        coach = db.session.merge(coach)
        for number in range(several):
            a_person(coach, f"Nom{several}{number}", SOLS, SANITAIRES)
        counted.append(queries(lambda: browser.get(address)))
    assert counted[1] == counted[0]
    assert queries(lambda: browser.get(address)) < counted[0]  # nothing changed: nothing to follow
