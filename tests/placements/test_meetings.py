from datetime import date

import pytest
from sqlalchemy import event, select

from iod import db
from iod.candidates.models import ActionItem, Side
from iod.errors import Refused
from iod.placements import meetings, services, voices
from iod.placements.meetings import Agreed
from iod.placements.models import FollowUpKind
from tests.factories import make_user
from tests.placements.scene import meeting, start

pytestmark = pytest.mark.usefixtures("session")
HELD = date(2026, 4, 2)


def mood(number, words=""):
    return {"mood": number, "words": words}


def write(point, coach, **given):
    said = dict.fromkeys(
        (
            "worker_said",
            "employer_said",
            "coach_said",
            "worker_disagrees",
            "employer_disagrees",
        ),
        "",
    )
    said |= {"worker_said": "Je suis contente"} | given.pop("said", {})
    defaults = {"held_on": HELD, "next_on": None, "agreed": []}
    minutes = meetings.save_minutes(point, said=said, by=coach, **defaults | given)
    db.session.commit()
    return minutes


def test_only_the_answers_that_are_shared_reach_the_sheet():
    coach = make_user()
    point = meeting(start(coach))
    answers = {"work": mood(3, "ça va"), "hours": mood(1, "trop tôt"), "home": mood(1, "la garde")}
    voices.answer_for(point, Side.WORKER, answers, ["work", "home"], by=coach)
    voices.answer_for(point, Side.EMPLOYER, {"work": mood(2)}, ["work"], by=coach)
    db.session.commit()
    lines = meetings.sheet(point.id, coach.organisation_id).lines
    assert [line.topic for line in lines] == ["work"]
    assert lines[0].worker == mood(3, "ça va")
    assert lines[0].employer == mood(2)


def test_childcare_and_money_are_never_shared_even_if_the_row_says_so():
    answers = {"home": mood(1, "la garde"), "work": mood(3)}
    assert voices.shared_answers(Side.WORKER, answers, ["home", "work"]) == {"work": mood(3)}
    assert voices.shared_answers(Side.EMPLOYER, answers, ["home"]) == {}


def test_the_sheet_does_not_even_load_notes_summaries_or_debriefs():
    coach = make_user()
    placement = start(coach)
    services.add_note(placement, "Canari", by=coach)
    point = meeting(placement)
    write(point, coach)
    asked = []

    def listen(_conn, _cursor, statement, *_rest):
        asked.append(statement)

    engine = db.session.get_bind()
    event.listen(engine, "before_cursor_execute", listen)
    meetings.sheet(point.id, coach.organisation_id)
    event.remove(engine, "before_cursor_execute", listen)
    assert asked
    for private in ("team_note", "candidate_note", "summary", "debrief", "adaptation", "phone"):
        assert not any(private in statement for statement in asked), private


def test_agreements_join_the_one_action_plan_and_come_back_until_they_are_kept():
    coach = make_user()
    placement = start(coach)
    first, second, third = (p for p in placement.follow_ups if p.kind is FollowUpKind.TRIPARTITE)
    write(first, coach, agreed=[Agreed("Montrer la caisse", Side.EMPLOYER, date(2026, 4, 20))])
    item = placement.candidate.actions[0]
    assert (item.origin_id, item.owner) == (first.id, Side.EMPLOYER)
    assert meetings.sheet(second.id, coach.organisation_id).agreements[0].text == item.text
    meetings.tick_agreement(item, on=date(2026, 5, 1), by=coach)
    write(second, coach, held_on=date(2026, 6, 2))
    sheet = meetings.sheet(second.id, coach.organisation_id)
    assert sheet.agreements[0].done_on == date(2026, 5, 1)  # kept since the meeting before
    write(third, coach, held_on=date(2026, 9, 2))
    assert meetings.sheet(third.id, coach.organisation_id).agreements == ()


def test_minutes_tell_what_was_known_on_their_day():
    coach = make_user()
    placement = start(coach)
    first, second, _third = (p for p in placement.follow_ups if p.kind is FollowUpKind.TRIPARTITE)
    write(first, coach, agreed=[Agreed("Montrer la caisse", Side.EMPLOYER, date(2026, 4, 20))])
    meetings.tick_agreement(placement.candidate.actions[0], on=date(2026, 5, 1), by=coach)
    later = [Agreed("Plus tard", Side.COACH, date(2026, 6, 20))]
    write(second, coach, held_on=date(2026, 6, 2), agreed=later)
    agreed = meetings.sheet(first.id, coach.organisation_id).agreements
    assert [(a.text, a.done_on) for a in agreed] == [("Montrer la caisse", None)]


def test_an_agreement_ticked_by_mistake_opens_again():
    coach = make_user()
    point = meeting(start(coach))
    write(point, coach, agreed=[Agreed("Prévenir", Side.COACH, HELD)])
    item = db.session.scalars(select(ActionItem)).one()
    meetings.tick_agreement(item, on=HELD, by=coach)
    meetings.tick_agreement(item, on=HELD, by=coach)
    assert item.done_on is None


def test_the_day_chosen_at_the_meeting_moves_the_next_one():
    coach = make_user()
    placement = start(coach)
    first, second, _third = (p for p in placement.follow_ups if p.kind is FollowUpKind.TRIPARTITE)
    write(first, coach, next_on=date(2026, 5, 20))
    assert second.due_on == date(2026, 5, 20)
    assert second.moved_reason


def test_the_day_chosen_at_the_last_meeting_plans_another():
    coach = make_user()
    placement = start(coach)
    for point in [p for p in placement.follow_ups if p.kind is FollowUpKind.TRIPARTITE]:
        write(point, coach, held_on=point.due_on)
    write(point, coach, held_on=date(2026, 9, 2), next_on=date(2026, 12, 1))
    planned = [p for p in placement.follow_ups if p.due_on == date(2026, 12, 1)]
    assert [p.kind for p in planned] == [FollowUpKind.TRIPARTITE]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"held_on": date(2026, 3, 1)}, "held_on"),
        ({"next_on": HELD}, "next_on"),
        ({"said": {"worker_said": ""}}, "worker_said"),
        ({"agreed": [Agreed("Hier", Side.COACH, date(2026, 4, 1))]}, None),
    ],
)
def test_minutes_that_cannot_be_are_refused(given, field):
    coach = make_user()
    with pytest.raises(Refused) as refusal:
        write(meeting(start(coach)), coach, **given)
    assert refusal.value.field == field


def test_only_a_three_way_meeting_has_minutes_and_voices():
    coach = make_user()
    call = start(coach).follow_ups[0]
    with pytest.raises(Refused):
        write(call, coach)
    with pytest.raises(Refused):
        voices.ask(call, Side.WORKER, recipient="", by=coach)
    assert meetings.sheet(call.id, coach.organisation_id) is None


def test_nobody_answers_after_the_meeting():
    coach = make_user()
    point = meeting(start(coach))
    voice, _token = voices.ask(point, Side.WORKER, recipient="", by=coach)
    write(point, coach)
    with pytest.raises(Refused, match="has been held"):
        voices.answer(voice, {"work": mood(3)}, [])


def test_an_empty_answer_is_not_an_answer():
    coach = make_user()
    voice, _token = voices.ask(meeting(start(coach)), Side.WORKER, recipient="", by=coach)
    with pytest.raises(Refused, match="at least one"):
        voices.answer(voice, {"work": mood(None)}, [])
    with pytest.raises(Refused, match="at least one"):
        voices.answer(voice, {"learning": mood(3)}, [])  # a question of the other side


def test_correcting_the_minutes_means_sending_them_again():
    coach = make_user()
    point = meeting(start(coach))
    minutes = write(point, coach)
    meetings.share_minutes(minutes, ["a@example.org"], subject="x", text="y", by=coach)
    assert minutes.shared_at
    write(point, coach, said={"coach_said": "Bravo"})
    assert minutes.shared_at is None
