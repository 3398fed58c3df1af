"""The person chooses among several offers."""

import pytest

from iod import db, web
from iod.candidates import services as candidates
from iod.candidates.models import Candidate, SkillLevel, SkillProof
from iod.proposals.models import Choice, ChoiceAnswer, ChoiceSheet
from tests.factories import make_candidate, make_offer, make_task, make_user

SOLS = "laver-sol-serpilliere"


@pytest.fixture
def coach(session):
    return make_user(phone="087 00 00 01")


@pytest.fixture
def browser(client, log_in, coach):
    return log_in(coach)


@pytest.fixture
def person(coach):
    hours = {"weekly_hours_low": 19, "weekly_hours_high": 38}
    person = make_candidate(coach=coach, first_name="Amina", last_name="Diallo", **hours)
    proof = SkillProof(skill_id=SOLS, label="laver", level=SkillLevel.ALONE)
    candidates.save_part(person, proof, by=coach)
    db.session.commit()
    return person


@pytest.fixture
def offers(coach):
    found = []
    for title in ("Nettoyage de bureaux", "Nettoyage d’une école", "Entretien d’un hall"):
        offer = make_offer(coach=coach, title=title, pay_low=14, weekly_hours=20, tutor="Rachida")
        make_task(offer, text="Laver les sols", skills=[SOLS])
        found.append(offer)
    return found


def text(answer):
    return answer.get_data(as_text=True)


def give(browser, person_id, ids, **more):
    return browser.post(f"/proposals/people/{person_id}", data={"offers": ids} | more)


def test_three_offers_are_put_before_the_person_together(browser, person, offers):
    person_id, ids = person.id, [str(o.id) for o in offers]
    page = text(browser.get(f"/proposals/people/{person_id}"))
    assert "Prête dès maintenant" in page
    answer = give(browser, person_id, ids)
    sheet = db.session.query(ChoiceSheet).one()
    assert answer.location.endswith(f"/proposals/sheets/{sheet.id}")
    assert [str(c.offer_id) for c in sheet.choices] == ids
    kept = db.session.query(Candidate).one()
    assert (kept.last_offer_on, kept.offers_shown) == (web.today(), 3)


def test_fewer_than_three_needs_a_reason(browser, person, offers):
    ids, person_id = [str(offers[0].id)], person.id
    refused = text(give(browser, person_id, ids))
    assert "Moins de 3 offres" in refused
    assert f'value="{ids[0]}"' in refused
    assert "checked" in refused
    give(browser, person_id, ids, fewer_reason="Une seule ouverte ce mois-ci.")
    assert "Une seule ouverte" in text(
        browser.get(f"/proposals/sheets/{db.session.query(ChoiceSheet).one().id}")
    )


def test_no_offer_at_all_is_no_choice(browser, person, offers):
    assert "au moins une offre" in text(give(browser, person.id, []))


def test_an_offer_of_another_team_cannot_be_slipped_in(browser, person, offers):
    theirs = make_offer()
    answer = give(browser, person.id, [str(theirs.id)], fewer_reason="…")
    assert answer.status_code == 200
    assert db.session.query(ChoiceSheet).count() == 0


def test_the_sheet_says_work_hours_pay_and_with_whom_and_can_be_printed(browser, person, offers):
    give(browser, person.id, [str(o.id) for o in offers])
    sheet_id = db.session.query(ChoiceSheet).one().id
    for end in ("", "/print"):
        page = text(browser.get(f"/proposals/sheets/{sheet_id}{end}"))
        for said in ("Laver les sols", "20 heures par semaine", "14,00 € brut", "Rachida"):
            assert said in page, said
    assert "Vous ne devez pas dire pourquoi" in page
    assert "☐ Pas celle-ci" in page


def test_the_coach_takes_down_an_answer_by_telephone(browser, person, offers):
    give(browser, person.id, [str(o.id) for o in offers])
    ids = [c.id for c in db.session.query(ChoiceSheet).one().choices]
    browser.post(f"/proposals/choices/{ids[0]}", data={"answer": "yes"})
    browser.post(f"/proposals/choices/{ids[1]}", data={"answer": "perhaps"})
    first, second = (db.session.get(Choice, key) for key in ids[:2])
    assert (first.answer, first.answered_on) == (ChoiceAnswer.YES, web.today())
    assert second.answer is ChoiceAnswer.OPEN
    assert "A dit oui" in text(browser.get(f"/proposals/offers/{first.offer_id}"))


@pytest.fixture
def her(app, person, coach):
    token = candidates.give_link(person, by=coach)
    db.session.commit()
    visitor = app.test_client()
    visitor.get(f"/l/{token}")
    return visitor


def test_she_answers_on_her_link_without_a_reason(browser, her, person, offers):
    person_id = person.id
    assert "pas encore d’offre" in text(her.get(f"/proposals/my/{person_id}"))
    give(browser, person_id, [str(o.id) for o in offers])
    page = text(her.get(f"/proposals/my/{person_id}"))
    assert "Nettoyage d’une école" in page
    assert "Oui, je veux les rencontrer" in page
    choice_id = db.session.query(ChoiceSheet).one().choices[1].id
    her.post(f"/proposals/my/choices/{choice_id}", data={"answer": "not_chosen"})
    assert db.session.get(Choice, choice_id).answer is ChoiceAnswer.NOT_CHOSEN
    assert "Vous pouvez la changer" in text(her.get(f"/proposals/my/{person_id}"))
    assert "raison" not in text(her.get(f"/proposals/my/{person_id}")).lower()


def test_she_cannot_answer_for_somebody_else(browser, her, coach, offers):
    other = make_candidate(coach=coach, first_name="Bart")
    proof = SkillProof(skill_id=SOLS, label="laver", level=SkillLevel.ALONE)
    candidates.save_part(other, proof, by=coach)
    db.session.commit()
    other_id = other.id
    give(browser, other_id, [str(o.id) for o in offers])
    choice_id = db.session.query(ChoiceSheet).one().choices[0].id
    answer = her.post(f"/proposals/my/choices/{choice_id}", data={"answer": "yes"})
    assert answer.status_code == 404
    assert her.get(f"/proposals/my/{other_id}").status_code == 404


def test_a_sheet_of_another_team_is_not_found(app, browser, person, offers, log_in):
    give(browser, person.id, [str(o.id) for o in offers])
    sheet = db.session.query(ChoiceSheet).one()
    sheet_id, choice_id = sheet.id, sheet.choices[0].id
    stranger = log_in(make_user(), app.test_client())
    assert stranger.get(f"/proposals/sheets/{sheet_id}").status_code == 404
    assert stranger.get(f"/proposals/sheets/{sheet_id}/print").status_code == 404
    answer = stranger.post(f"/proposals/choices/{choice_id}", data={"answer": "yes"})
    assert answer.status_code == 404
