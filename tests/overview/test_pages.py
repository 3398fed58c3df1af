import re
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import event

from iod import db
from iod.candidates.models import ActionItem, Phase, Side
from iod.employers.models import ContactKind
from iod.employers.services import log_contact
from iod.offers.models import Requirement
from iod.offers.profile import fingerprint, profile
from iod.overview import services
from iod.overview.lines import Line, Turn, oldest_first
from iod.placements import voices
from iod.proposals.models import Choice, ChoiceAnswer, ChoiceSheet, Introduction, Presentation
from iod.reviews.models import Approval, Review
from tests.factories import (
    make_candidate,
    make_employer,
    make_offer,
    make_organisation,
    make_task,
    make_user,
)
from tests.placements.scene import make_presentation, meeting, start

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def on_monday():
    with time_machine.travel("2026-03-02 09:00+01:00", tick=False):
        yield


@pytest.fixture
def coach(session):
    return make_user()


@pytest.fixture
def page(on_monday, coach, log_in):
    return log_in(coach)


def read(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text)


def lines(coach, turn=Turn.TEAM, *, mine=True, today=MONDAY):
    return services.home(coach, mine=mine, today=today).turns[turn]


def keep(*rows):
    db.session.add_all(rows)
    db.session.commit()
    return rows[0]


def promise(coach, days=0):
    employer = make_employer(coach=coach)
    log_contact(
        employer,
        kind=ContactKind.CALL,
        held_on=MONDAY,
        said="À rappeler",
        next_step="Rappeler pour la visite",
        next_on=MONDAY + timedelta(days=days),
        by=coach,
    )
    db.session.commit()
    return employer


def requirement(offer, **given):
    row = {"organisation_id": offer.organisation_id, "offer": offer, "kind": "diploma"}
    return keep(Requirement(**row | {"asked": "CESS exigé"} | given))


def review(offer, coach, **given):
    row = {"organisation_id": offer.organisation_id, "offer": offer, "sent_by": coach}
    prints = {"fingerprint": fingerprint(profile(offer)), "profile": profile(offer)}
    return keep(Review(**row | prints | given))


def approve(row):
    return keep(
        Approval(
            organisation_id=row.organisation_id,
            review=row,
            offer_id=row.offer_id,
            fingerprint=row.fingerprint,
            profile=row.profile,
            name="Luc",
        )
    )


def sheet(candidate, coach, *offers, answer=ChoiceAnswer.OPEN):
    mine = {"organisation_id": coach.organisation_id, "candidate_id": candidate.id}
    choices = [Choice(**mine, offer=offer, answer=answer) for offer in offers]
    return keep(ChoiceSheet(**mine, given_on=MONDAY, given_by_id=coach.id, choices=choices))


def test_nothing_says_what_to_do_first(page):
    text = read(page, "/home/")
    assert "Rien n’attend" in text
    assert "Choisir une entreprise à appeler" in text


def test_the_oldest_promise_comes_first():
    def line(day, title):
        return Line(Turn.TEAM, day, title, "", "", "")

    days = [line(MONDAY, "b"), line(date(2026, 2, 1), "c"), line(MONDAY, "a")]
    assert [x.title for x in oldest_first(days)] == ["c", "a", "b"]


def test_a_step_promised_to_a_firm_is_one_click_away(page, coach):
    employer = promise(coach, days=-3)
    text = read(page, "/home/")
    assert "Rappeler pour la visite" in text
    assert f"/employers/{employer.id}" in text
    assert 'class="late"' in text


def test_a_step_of_next_month_does_not_crowd_the_page(coach):
    promise(coach, days=30)
    assert services.home(coach, mine=True, today=MONDAY).nothing


def test_an_offer_asks_first_for_its_tasks_then_for_its_requirements(coach):
    offer = make_offer(coach=coach)
    assert lines(coach)[0].endpoint == "offers.show"
    make_task(offer)
    requirement(offer)
    assert "1" in lines(coach)[0].detail
    requirement(offer, modality="offered", kind="pay")  # a term given, not a demand
    assert "1" in lines(coach)[0].detail


def test_a_profile_goes_from_the_employer_to_the_team_and_back(coach):
    offer = make_offer(coach=coach)
    make_task(offer)
    assert lines(coach)[0].endpoint == "reviews.show"  # ready to be sent
    row = review(offer, coach)
    assert lines(coach) == []
    assert lines(coach, Turn.EMPLOYER)[0].values == {"offer_id": offer.id}
    row.answered_at = db.now()
    db.session.commit()
    assert lines(coach)[0].endpoint == "reviews.show"
    approve(row)
    ready = lines(coach)[0]
    assert (ready.endpoint, ready.on) == ("proposals.shortlist", MONDAY + timedelta(days=7))
    offer.title = "Autre chose"
    db.session.commit()
    assert lines(coach)[0].endpoint == "reviews.show"  # changed since the approval


def test_a_post_somebody_is_led_to_waits_for_its_meeting_then_its_outcome(coach):
    presentation = make_presentation(coach, outcome=None)
    presentation.closed_at = None
    make_task(presentation.offer)
    approve(review(presentation.offer, coach))
    assert [x.endpoint for x in lines(coach)] == ["proposals.meeting"]
    row = {"organisation_id": coach.organisation_id, "presentation": presentation}
    held = keep(Introduction(**row, held_at=db.now() + timedelta(days=2)))
    assert lines(coach)[0].endpoint == "proposals.presentation"
    held.held_at = db.now() - timedelta(days=2)
    db.session.commit()
    assert lines(coach)[0].endpoint == "proposals.outcome"


def test_a_choice_sheet_waits_for_the_person_and_a_yes_for_the_team(coach):
    offer, person = make_offer(coach=coach), make_candidate(coach=coach)
    make_task(offer)
    row = sheet(person, coach, offer)
    assert lines(coach, Turn.PERSON)[0].values == {"sheet_id": row.id}
    row.choices[0].answer = ChoiceAnswer.YES
    db.session.commit()
    assert lines(coach, Turn.PERSON) == []
    assert "proposals.present" not in [x.endpoint for x in lines(coach)]  # not approved yet
    approve(review(offer, coach))
    yes = next(x for x in lines(coach) if x.endpoint == "proposals.present")
    assert yes.values == {"offer_id": offer.id, "candidate_id": person.id}
    keep(
        Presentation(
            organisation_id=coach.organisation_id,
            offer=offer,
            candidate=person,
            opened_by_id=coach.id,
        )
    )
    assert "proposals.present" not in [x.endpoint for x in lines(coach)]


def test_a_hire_waits_for_its_first_day_then_for_its_points(coach):
    presentation = make_presentation(coach)
    make_task(presentation.offer)
    assert "placements.new" in [x.endpoint for x in lines(coach)]
    start(coach, presentation)
    points = [x for x in lines(coach) if x.endpoint == "placements.point"]
    assert [x.on for x in points] == [date(2026, 3, 3), date(2026, 3, 6)]  # within the week


def test_an_open_question_before_a_meeting_is_the_turn_of_whoever_was_asked(coach):
    placement = start(coach)
    point = meeting(placement)
    for side in (Side.WORKER, Side.EMPLOYER):
        voices.ask(point, side, recipient="", by=coach)
    db.session.commit()
    later = date(2026, 3, 30)
    for turn in (Turn.PERSON, Turn.EMPLOYER):
        assert lines(coach, turn, today=later)[0].endpoint == "placements.ask"


def test_an_action_is_shown_on_its_day_and_not_before(coach):
    row = ActionItem(text="Carte d’accès", owner=Side.WORKER, due_on=MONDAY + timedelta(days=1))
    row.organisation_id, row.candidate_id = coach.organisation_id, make_candidate(coach=coach).id
    keep(row)
    assert lines(coach, Turn.PERSON) == []
    assert len(lines(coach, Turn.PERSON, today=row.due_on)) == 1


def test_the_action_plan_is_shown_to_its_owner_with_agreements_of_meetings(coach):
    placement = start(coach)
    for owner in Side:
        keep(
            ActionItem(
                organisation_id=coach.organisation_id,
                candidate_id=placement.candidate_id,
                origin_id=meeting(placement).id if owner is Side.EMPLOYER else None,
                text=f"À faire : {owner}",
                owner=owner,
                due_on=MONDAY,
            )
        )
    assert lines(coach, Turn.EMPLOYER)[0].endpoint == "placements.show"
    assert lines(coach, Turn.PERSON)[0].endpoint == "candidates.show"
    assert "À faire : coach" in [x.detail for x in lines(coach)]


def test_a_warning_is_shown_with_its_reason(page, coach):
    start(coach, contract_ends_on=date(2026, 4, 1))
    assert "Le contrat se termine le 1 avril 2026" in read(page, "/home/")


def test_whoever_waits_longest_without_an_offer_is_named_after_a_month(page, coach):
    make_candidate(coach=coach, first_name="Récente", arrived_on=MONDAY - timedelta(days=29))
    make_candidate(coach=coach, first_name="Ancienne", arrived_on=MONDAY - timedelta(days=90))
    make_candidate(
        coach=coach,
        first_name="Embauchée",
        arrived_on=MONDAY - timedelta(days=400),
        phase=Phase.LEFT,
    )
    text = read(page, "/home/")
    assert "Ancienne" in text
    assert "Récente" not in text
    assert "Embauchée" not in text


def test_mine_and_team_are_links_and_another_organisation_is_never_there(page, coach):
    colleague = make_user(organisation=coach.organisation)
    stranger = make_user(organisation=make_organisation())
    promise(colleague)
    promise(stranger)
    for owner in (colleague, stranger):
        start(owner, starts_on=MONDAY - timedelta(days=1))
        make_candidate(coach=owner, arrived_on=MONDAY - timedelta(days=90))
        sheet(make_candidate(coach=owner), owner, make_offer(coach=owner))
    assert services.home(coach, mine=True, today=MONDAY).nothing
    team = services.home(coach, mine=False, today=MONDAY)
    alone = services.home(colleague, mine=True, today=MONDAY)
    assert team.turns == alone.turns
    assert 'href="/home/?team="' in read(page, "/home/")
    assert "Rappeler pour la visite" in read(page, "/home/?team=")


def crowd(coach, number):
    for _each in range(number):
        promise(coach)
        offer = make_offer(coach=coach)
        make_task(offer)
        requirement(offer)
        approve(review(offer, coach))
        sheet(make_candidate(coach=coach), coach, offer)
        sheet(make_candidate(coach=coach), coach, offer, answer=ChoiceAnswer.YES)
        make_candidate(coach=coach, arrived_on=MONDAY - timedelta(days=90))
        presentation = make_presentation(coach, outcome=None)
        presentation.closed_at = None
        make_presentation(coach)
        placement = start(coach)
        point = meeting(placement)
        point.due_on = MONDAY
        voices.ask(point, Side.WORKER, recipient="", by=coach)
    db.session.commit()


@pytest.mark.parametrize("url", ["/home/", "/home/?team=", "/home/board"])
def test_a_page_asks_the_database_as_often_for_many_rows_as_for_one(page, coach, url):
    def count():
        asked = []

        def listen(_conn, _cursor, statement, *_rest):
            asked.append(statement)

        engine = db.session.get_bind()
        event.listen(engine, "before_cursor_execute", listen)
        assert page.get(url).status_code == 200
        event.remove(engine, "before_cursor_execute", listen)
        return len(asked)

    crowd(coach, 1)
    one = count()
    crowd(coach, 4)
    assert count() == one


def test_the_board_shows_the_three_columns(page, coach):
    make_candidate(coach=coach, first_name="Wassim")
    make_offer(coach=coach, title="Plongeur")
    placement = start(coach, starts_on=date(2026, 1, 5), today=MONDAY)
    name = placement.candidate.name
    text = read(page, "/home/board")
    for words in ("Wassim", "Plongeur", name, "Mois 2 et 3"):
        assert words in text
    mine = make_user(organisation=coach.organisation)
    assert services.board(mine, mine=True, today=MONDAY).waiting == []


def test_an_empty_board_says_how_it_fills(page):
    text = read(page, "/home/board")
    assert "un nom suffit" in text


def test_a_long_board_says_how_many_more_wait(coach):
    for _each in range(4):
        make_candidate(coach=coach)
    found = services.board(coach, mine=False, today=MONDAY, most=3)
    assert (len(found.waiting), found.more_waiting) == (3, 1)
