from datetime import date, timedelta

import pytest

from iod import db
from iod.candidates.models import ActionItem, Side
from iod.placements import alerts, labels
from iod.placements.alerts import Sign
from iod.placements.models import EndReason, Voice
from tests.factories import make_user
from tests.placements.scene import learnable, make_presentation, start

pytestmark = pytest.mark.usefixtures("session")


def signs(placement, today, agreements=()):
    return [alert.sign for alert in alerts.alerts(placement, agreements, today)]


def agreed(placement, **given):
    defaults = {
        "organisation_id": placement.organisation_id,
        "candidate_id": placement.candidate_id,
        "text": "Changer l’horaire du mardi",
        "owner": Side.EMPLOYER,
        "due_on": date(2026, 3, 20),
    }
    return ActionItem(**defaults | given)


def test_a_point_not_held_on_its_day_is_missed():
    placement = start(make_user())
    assert signs(placement, date(2026, 3, 3)) == []
    assert signs(placement, date(2026, 3, 4)) == [Sign.MISSED]


def test_an_agreement_past_its_day_is_overdue_until_it_is_kept():
    placement = start(make_user())
    placement.follow_ups = []
    item = agreed(placement)
    assert signs(placement, date(2026, 3, 20), [item]) == []
    assert signs(placement, date(2026, 3, 21), [item]) == [Sign.OVERDUE]
    item.done_on = date(2026, 3, 21)
    assert signs(placement, date(2026, 3, 22), [item]) == []


def test_a_contract_or_an_aid_about_to_end_is_told_six_weeks_before():
    placement = start(
        make_user(),
        contract_ends_on=date(2026, 9, 1),
        aid="Prime",
        aid_ends_on=date(2026, 9, 30),
    )
    placement.follow_ups = []
    assert signs(placement, date(2026, 7, 17)) == []
    assert signs(placement, date(2026, 7, 18)) == [Sign.CONTRACT]
    assert signs(placement, date(2026, 8, 16)) == [Sign.CONTRACT, Sign.AID]


def test_a_thing_to_learn_that_is_not_learnt_on_its_day_is_told():
    coach = make_user()
    presentation = make_presentation(coach)
    learnable(presentation.offer, days=20)
    placement = start(coach, presentation)
    placement.follow_ups = []
    assert signs(placement, date(2026, 3, 24)) == [Sign.LEARNING]
    placement.milestones[0].done_on = date(2026, 3, 23)
    assert signs(placement, date(2026, 3, 24)) == []


def say(placement, number, answers, side=Side.WORKER):
    meetings = [p for p in placement.follow_ups if p.kind == "tripartite"]
    voice = Voice(
        organisation_id=placement.organisation_id,
        side=side,
        answers={topic: {"mood": mood, "words": ""} for topic, mood in answers.items()},
        shared=[],
        given_at=db.now() + timedelta(days=number),
    )
    meetings[number].voices.append(voice)
    db.session.flush()


def test_two_answers_worse_than_the_time_before_are_told():
    placement = start(make_user())
    today = date(2026, 3, 3)
    say(placement, 0, {"work": 3, "hours": 3, "travel": 2})
    assert signs(placement, today) == []
    say(placement, 1, {"work": 2, "hours": 3, "travel": 1})
    assert signs(placement, today) == [Sign.WORSE]


def test_one_worse_answer_or_a_new_question_is_no_alarm():
    placement = start(make_user())
    say(placement, 0, {"work": 3, "hours": 2})
    say(placement, 1, {"work": 2, "hours": 2, "home": 1})
    say(placement, 0, {"work": 3, "learning": 3}, side=Side.EMPLOYER)
    assert signs(placement, date(2026, 3, 3)) == []


def test_an_ended_placement_warns_of_nothing():
    placement = start(make_user())
    placement.ended_on, placement.end_reason = date(2026, 4, 1), EndReason.RESIGNED
    assert signs(placement, date(2026, 12, 1)) == []


def test_every_warning_has_its_words(app):
    placement = start(make_user(), contract_ends_on=date(2026, 4, 1))
    found = alerts.alerts(placement, [agreed(placement)], date(2026, 3, 25))
    with app.test_request_context():
        words = [labels.alert_words(alert) for alert in found]
    assert len(words) == len(set(words)) >= 4
    assert all(words)
