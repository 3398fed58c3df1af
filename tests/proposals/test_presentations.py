"""One person for one post: agreement, lock, meeting on the work site, outcome."""

from datetime import datetime, timedelta

import pytest

from iod import db, web
from iod.candidates import services as candidates
from iod.candidates.models import Ability, AbilityKind, Agreement, SkillLevel, SkillProof
from iod.errors import Refused
from iod.offers.models import Offer
from iod.proposals import presentations as services
from iod.proposals.models import Introduction, Outcome, Presentation
from tests.factories import make_candidate, make_offer, make_user
from tests.proposals.people import approved_offer, willing


@pytest.fixture
def coach(session):
    return make_user()


@pytest.fixture
def browser(client, log_in, coach):
    return log_in(coach)


@pytest.fixture
def offer(coach):
    return approved_offer(coach)


@pytest.fixture
def person(coach, offer):
    return willing(coach, offer)


def text(answer):
    return answer.get_data(as_text=True)


def present(offer, person, coach, **given):
    given.setdefault("override_reason", "")
    row = services.present(offer, person, by=coach, **given)
    db.session.commit()
    return row


def conclude(row, outcome, coach, **given):
    blank = dict.fromkeys(
        ("reason", "worker_said", "employer_said", "words_for_person", "words_for_file"), ""
    )
    services.conclude(row, outcome, by=coach, **blank | given)


def meet(row, coach):
    services.plan(row, held_at=datetime.now(web.BRUSSELS), site=None, tasks_shown="", by=coach)


# --- opening ------------------------------------------------------------------------------------


def test_nobody_is_presented_before_the_employer_approved_this_very_profile(coach, offer, person):
    offer.tutor = "Quelqu’un d’autre"
    with pytest.raises(Refused, match=r"n’a pas approuvé|has not approved"):
        present(offer, person, coach)


def test_nobody_is_presented_who_did_not_say_yes(coach, offer):
    other = make_candidate(coach=coach)
    with pytest.raises(Refused, match=r"dit oui|said yes"):
        present(offer, other, coach)


def test_one_person_for_one_opening(coach, offer, person):
    other = willing(coach, offer, "Bart", "Peeters")
    present(offer, person, coach)
    with pytest.raises(Refused, match="Amina Diallo"):
        present(offer, other, coach)


def test_two_openings_take_two_people(coach):
    offer = approved_offer(coach, openings=2)
    rows = [present(offer, willing(coach, offer, first, "X"), coach) for first in ("Amina", "Bart")]
    assert [row.opening for row in rows] == [1, 2]


def test_a_written_reason_overrides_the_lock(coach, offer, person):
    other = willing(coach, offer, "Bart", "Peeters")
    present(offer, person, coach)
    row = present(offer, other, coach, override_reason="Amina est malade trois semaines.")
    assert row.override_reason
    third = willing(coach, offer, "Zoé", "Lejeune")
    with pytest.raises(Refused):
        present(offer, third, coach)


def test_closing_frees_the_opening_and_hiring_fills_it(coach, offer, person):
    other = willing(coach, offer, "Bart", "Peeters")
    first = present(offer, person, coach)
    meet(first, coach)
    conclude(first, Outcome.NOT_NOW, coach, reason="hours")
    second = present(offer, other, coach)
    meet(second, coach)
    conclude(second, Outcome.HIRED, coach)
    db.session.commit()
    with pytest.raises(Refused, match=r"place|filled"):
        present(offer, person, coach)


def test_the_clock_runs_from_the_approval(coach, offer):
    first, last = services.clock(offer)
    assert last - first == timedelta(days=5)
    assert services.clock(make_offer(coach=coach)) is None


# --- agreement and sheet ------------------------------------------------------------------------


def test_the_boxes_list_what_the_post_needs_and_none_is_ticked(browser, coach, offer, person):
    useless = SkillProof(label="CANARI-INUTILE", level=SkillLevel.ALONE)
    candidates.save_part(person, useless, by=coach)
    db.session.commit()
    page = text(browser.get(f"/proposals/offers/{offer.id}/present/{person.id}"))
    assert "laver-sol-serpilliere" in page
    assert "CANARI" not in page
    boxes = page.split("<fieldset")[1].split("</fieldset>")[0]
    assert 'value="first_name"' in boxes
    assert "checked" not in boxes


def test_the_employers_sheet_holds_agreed_items_and_nothing_else(browser, coach, offer, person):
    person.adaptation = "CANARI-ADAPTATION"
    person.phone, person.town = "CANARI-0470", "CANARI-VILLE"
    candidates.add_note(person, "CANARI-NOTE", by=coach)
    paper = Ability(kind=AbilityKind.LANGUAGE, code="ar", level="C2")
    candidates.save_part(person, paper, by=coach)
    db.session.commit()
    proof = next(p for p in person.proofs if p.level is SkillLevel.ALONE)
    given = {"items": [f"skill_proof:{proof.id}"], "how": "signed"}
    given["until"] = str(web.today() + timedelta(days=7))
    offer_id, person_id = offer.id, person.id
    answer = browser.post(f"/proposals/offers/{offer_id}/present/{person_id}", data=given)
    assert answer.status_code == 302, text(answer)
    row_id = db.session.query(Presentation).one().id
    kept = db.session.query(Agreement).one()
    assert (kept.item_type, kept.given_how, kept.scope_id) == ("skill_proof", "signed", row_id)
    sheet = text(browser.get(f"/proposals/presentations/{row_id}/sheet"))
    assert "Preuve de Amina." in sheet
    assert "avec l’aide de Rachida" in sheet
    for hidden in ("CANARI", "Amina Diallo", "Diallo", "Arabe", "arabe"):
        assert hidden not in sheet, hidden
    assert sheet.count("Preuve de") == 1


def test_taking_the_agreement_back_empties_the_sheet_at_once(browser, coach, offer, person):
    row = services.present_agreed(
        offer,
        person,
        [("first_name", None), ("skill_proof", person.proofs[0].id)],
        how="spoken",
        on=web.today(),
        until=None,
        override_reason="",
        by=coach,
    )
    db.session.commit()
    row_id = row.id
    assert "Amina" in text(browser.get(f"/proposals/presentations/{row_id}/sheet"))
    browser.post(f"/proposals/presentations/{row_id}/withdraw")
    sheet = text(browser.get(f"/proposals/presentations/{row_id}/sheet"))
    assert "Amina" not in sheet
    assert "Preuve" not in sheet


def test_an_agreement_ends_on_its_day(coach, offer, person):
    row = present(offer, person, coach)
    today = web.today()
    items = [("first_name", None)]
    services.agree(row, items, how="spoken", on=today, until=today, by=coach)
    assert services.agreed(row, on=today) == set(items)
    assert services.agreed(row, on=today + timedelta(days=1)) == set()


def test_an_item_that_was_not_offered_cannot_be_slipped_in(browser, coach, offer, person):
    given = {"items": ["skill_proof:00000000-0000-4000-8000-000000000000"], "how": "signed"}
    given["until"] = str(web.today())
    answer = browser.post(f"/proposals/offers/{offer.id}/present/{person.id}", data=given)
    assert answer.status_code == 200
    assert db.session.query(Presentation).count() == 0


def test_the_refusal_keeps_the_ticked_boxes(browser, coach, offer, person):
    present(offer, willing(coach, offer, "Bart", "Peeters"), coach)
    address = f"/proposals/offers/{offer.id}/present/{person.id}"
    given = {"items": ["first_name"], "how": "spoken", "until": str(web.today())}
    page = text(browser.post(address, data=given))
    assert "Déjà en présentation\u00a0: Bart Peeters" in page
    assert "checked" in page
    late = text(browser.post(address, data=given | {"until": "2020-01-01"}))
    assert "Ce jour est passé" in late


# --- meeting ------------------------------------------------------------------------------------


def test_the_meeting_is_set_moved_and_concluded_on_pages(browser, coach, offer, person):
    row_id, site_id = present(offer, person, coach).id, offer.site_id
    home = f"/proposals/presentations/{row_id}"
    assert "Rencontre à fixer" in text(browser.get(home))
    page = text(browser.get(f"{home}/meeting"))
    assert "Laver les sols" in page
    bad = text(browser.post(f"{home}/meeting", data={"held_on": "demain", "site_id": ""}))
    assert "Indiquez l’heure" in bad
    given = {"held_on": "2026-12-02", "held_at": "09:30", "site_id": str(site_id)}
    browser.post(f"{home}/meeting", data=given | {"tasks_shown": "Le hall"})
    assert "2 décembre 2026 à 09:30" in text(browser.get(home))
    browser.post(f"{home}/meeting", data=given | {"held_at": "14:00"})
    assert "à 14:00" in text(browser.get(home))
    lone = {"outcome": "not_now", "reason": ""}
    assert "Dites ce qui a décidé" in text(browser.post(f"{home}/outcome", data=lone))
    done = {"outcome": "not_now", "reason": "hours", "worker_said": "Trop tôt le matin."}
    done |= {"words_for_person": "Bon contact.", "words_for_file": "Horaire 5 h 45."}
    browser.post(f"{home}/outcome", data=done)
    kept = db.session.query(Introduction).one()
    assert (kept.reason, kept.words_for_person) == ("hours", "Bon contact.")
    assert kept.words_for_file == "Horaire 5 h 45."
    page = text(browser.get(home))
    assert "Pas maintenant" in page
    assert "Qui ensuite pour ce poste" in page
    assert "terminée" in text(browser.post(f"{home}/outcome", data=done))


def test_an_outcome_needs_a_meeting_unless_it_is_withdrawn(coach, offer, person):
    row = present(offer, person, coach)
    with pytest.raises(Refused):
        conclude(row, Outcome.HIRED, coach)
    conclude(row, Outcome.WITHDRAWN, coach)
    assert row.closed_at
    with pytest.raises(Refused):
        meet(row, coach)


def test_a_place_of_another_firm_cannot_be_chosen(browser, coach, offer, person):
    row_id = present(offer, person, coach).id
    elsewhere = approved_offer(coach, title="Autre").site_id
    given = {"held_on": "2026-12-02", "held_at": "09:30", "site_id": str(elsewhere)}
    assert browser.post(f"/proposals/presentations/{row_id}/meeting", data=given).status_code == 200
    assert db.session.query(Introduction).count() == 0


def test_a_presentation_of_another_team_is_not_found(browser):
    stranger = make_user()
    theirs = approved_offer(stranger)
    person = willing(stranger, theirs)
    row = present(theirs, person, stranger)
    home = f"/proposals/presentations/{row.id}"
    ask = f"/proposals/offers/{theirs.id}/present/{person.id}"
    for address in (home, f"{home}/sheet", f"{home}/meeting", f"{home}/outcome", ask):
        assert browser.get(address).status_code == 404, address
    assert browser.post(f"{home}/withdraw").status_code == 404


def test_the_shortlist_shows_who_is_presented_and_the_clock(browser, coach, offer, person):
    present(offer, person, coach)
    page = text(browser.get(f"/proposals/offers/{offer.id}"))
    assert "Présentations" in page
    assert "L’employeur a approuvé" in page
    assert db.session.query(Offer).count() == 1


def test_she_reads_the_words_meant_for_her_and_not_those_of_the_file(app, coach, offer, person):
    row = present(offer, person, coach)
    meet(row, coach)
    words = {"words_for_person": "Vos gestes étaient sûrs.", "words_for_file": "CANARI-DOSSIER"}
    conclude(row, Outcome.NOT_NOW, coach, reason="hours", employer_said="CANARI-PATRON", **words)
    token, person_id = candidates.give_link(person, by=coach), person.id
    db.session.commit()
    her = app.test_client()
    her.get(f"/l/{token}")
    page = text(her.get(f"/proposals/my/{person_id}"))
    assert "Vos gestes étaient sûrs." in page
    assert "CANARI" not in page
