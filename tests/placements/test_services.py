from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from iod import audit, db, web
from iod.candidates.models import ExperienceKind, Phase, Side
from iod.errors import Refused
from iod.offers.models import Status
from iod.placements import alerts, services
from iod.placements.models import EndReason, FollowUpKind, TeamNote
from iod.proposals.models import Outcome
from tests.factories import make_organisation, make_user
from tests.placements.scene import MONDAY, learnable, make_presentation, start

pytestmark = pytest.mark.usefixtures("session")


def test_a_placement_starts_with_its_plan_and_the_person_is_in_a_job():
    coach = make_user()
    placement = start(coach)
    assert [p.label for p in placement.follow_ups][:3] == ["day-2", "week-1", "week-2"]
    assert placement.candidate.phase is Phase.IN_JOB
    assert placement.responsible_id == placement.candidate.responsible_id
    events = db.session.query(audit.AuditEvent.event).all()
    assert ("placement.started",) in events


def test_the_plan_follows_the_template_of_the_organisation():
    template = [{"kind": "visit", "after": "day-1"}, {"kind": "tripartite", "after": "week-4"}]
    coach = make_user(organisation=make_organisation(settings={"follow_up": template}))
    placement = start(coach)
    assert [(p.kind, p.due_on) for p in placement.follow_ups] == [
        (FollowUpKind.VISIT, date(2026, 3, 2)),
        (FollowUpKind.TRIPARTITE, date(2026, 3, 27)),
    ]


def test_what_can_be_learnt_on_the_post_gets_its_day_and_its_helper():
    coach = make_user()
    presentation = make_presentation(coach)
    row = learnable(presentation.offer, days=20, helper="Inès")
    milestone = start(coach, presentation).milestones[0]
    assert (milestone.text, milestone.helper) == ("Tenir la caisse", "Inès")
    assert milestone.due_on == date(2026, 3, 23)  # twenty days later is a Sunday
    assert milestone.requirement_id == row.id


def test_the_first_day_agreed_with_the_employer_is_to_be_ticked():
    coach = make_user()
    presentation = make_presentation(coach, first_day="Accueil par Marc, visite, vestiaire")
    milestone = start(coach, presentation, tutor="Marc").milestones[0]
    assert (milestone.text, milestone.due_on) == ("Accueil par Marc, visite, vestiaire", MONDAY)


def test_an_offer_is_filled_when_each_opening_has_somebody():
    coach = make_user()
    presentation = make_presentation(coach, openings=2)
    start(coach, presentation)
    assert presentation.offer.status is Status.ACTIVE
    second = make_presentation(coach)
    second.offer = presentation.offer
    second.opening = 2
    start(coach, second)
    assert presentation.offer.status is Status.FILLED


def test_a_work_trial_leaves_the_offer_open():
    coach = make_user()
    trial = make_presentation(coach, outcome=Outcome.WORK_TRIAL)
    start(coach, trial, contract="MISIP")
    assert trial.offer.status is Status.ACTIVE


@pytest.mark.parametrize("outcome", [None, Outcome.NOT_NOW, Outcome.WITHDRAWN])
def test_an_introduction_that_led_to_nothing_starts_no_placement(outcome):
    coach = make_user()
    with pytest.raises(Refused, match="has not led to work"):
        start(coach, make_presentation(coach, outcome=outcome))


def test_one_introduction_leads_to_one_placement():
    coach = make_user()
    presentation = make_presentation(coach)
    start(coach, presentation)
    with pytest.raises(Refused, match="already in post"):
        start(coach, presentation)


def test_two_coaches_in_the_same_second_make_one_placement(monkeypatch):
    coach = make_user()
    presentation = make_presentation(coach)
    start(coach, presentation)
    monkeypatch.setattr(services, "placed", lambda _presentation: None)  # as the second one sees it
    with pytest.raises(Refused, match="already in post"):
        start(coach, presentation)


def test_an_end_comes_after_the_beginning():
    coach = make_user()
    for terms in ({"contract_ends_on": MONDAY}, {"aid": "Prime", "aid_ends_on": MONDAY}):
        with pytest.raises(Refused, match="before the first day"):
            start(coach, **terms)
        db.session.rollback()


def test_the_end_of_an_aid_needs_the_aid():
    coach = make_user()
    with pytest.raises(Refused) as refusal:
        start(coach, aid_ends_on=date(2027, 3, 1))
    assert refusal.value.field == "aid"


def test_a_placement_that_starts_in_the_past_plans_only_what_is_to_come():
    coach = make_user()
    placement = start(coach, today=date(2026, 5, 4))
    assert [p.label for p in placement.follow_ups] == [
        "month-2",
        "month-3",
        "month-6",
        "month-12",
    ]
    assert alerts.alerts(placement, [], date(2026, 5, 4)) == []


def test_a_point_moves_with_a_reason_and_keeps_its_first_day():
    coach = make_user()
    point = start(coach).follow_ups[0]
    first = point.due_on
    services.move_point(point, due_on=date(2026, 3, 10), reason="En congé", by=coach)
    assert (point.planned_on, point.due_on) == (first, date(2026, 3, 10))
    with pytest.raises(Refused, match="Say why"):
        services.move_point(point, due_on=date(2026, 3, 11), reason="", by=coach)


def test_a_point_neither_moves_before_the_start_nor_once_held():
    coach = make_user()
    point = start(coach).follow_ups[0]
    with pytest.raises(Refused, match="before the first day"):
        services.move_point(point, due_on=date(2026, 3, 1), reason="Plus tôt", by=coach)
    services.hold_point(point, held_on=date(2026, 3, 3), summary="Tout va bien", by=coach)
    with pytest.raises(Refused, match="has been held"):
        services.move_point(point, due_on=date(2026, 3, 9), reason="Plus tard", by=coach)


def test_a_longer_contract_moves_the_point_about_its_end_and_fills_the_plan():
    coach = make_user()
    placement = start(coach, contract_ends_on=date(2026, 6, 1))
    placement.contract_ends_on = date(2026, 12, 31)
    services.save_terms(placement, today=MONDAY, by=coach)
    labels = {p.label: p.due_on for p in placement.follow_ups}
    assert labels["contract-end"] == date(2026, 12, 3)
    assert "month-6" in labels
    assert "month-12" not in labels


def test_a_completed_stay_joins_the_portfolio():
    coach = make_user()
    placement = start(coach, contract_ends_on=date(2026, 9, 1))
    services.end_placement(
        placement,
        ended_on=date(2026, 9, 1),
        reason=EndReason.CONTRACT_COMPLETED,
        ended_by=None,
        debrief="Le permis n’a jamais servi.",
        by=coach,
    )
    db.session.commit()
    line = placement.candidate.experiences[0]
    assert (line.kind, line.title) == (ExperienceKind.JOB, "Commis de cuisine")
    assert (line.started_on, line.ended_on) == (MONDAY, date(2026, 9, 1))
    assert placement.candidate.phase is Phase.TOWARDS


def test_whoever_stays_in_post_keeps_an_open_line_and_her_phase():
    coach = make_user()
    placement = start(coach)
    services.end_placement(
        placement,
        ended_on=date(2027, 3, 2),
        reason=EndReason.STAYS,
        ended_by=None,
        debrief="",
        by=coach,
    )
    assert placement.candidate.experiences[0].ended_on is None
    assert placement.candidate.phase is Phase.IN_JOB


def test_a_stay_cut_short_adds_nothing_that_could_weigh_on_her():
    coach = make_user()
    placement = start(coach)
    services.end_placement(
        placement,
        ended_on=date(2026, 3, 20),
        reason=EndReason.DISMISSED,
        ended_by=Side.EMPLOYER,
        debrief="",
        by=coach,
    )
    assert placement.candidate.experiences == []
    with pytest.raises(Refused, match="has ended"):
        services.add_point(placement, kind=FollowUpKind.CALL, due_on=date(2026, 4, 1), by=coach)


def test_nothing_ends_before_it_began():
    coach = make_user()
    with pytest.raises(Refused) as refusal:
        services.end_placement(
            start(coach),
            ended_on=date(2026, 3, 1),
            reason=EndReason.OTHER,
            ended_by=None,
            debrief="",
            by=coach,
        )
    assert refusal.value.field == "ended_on"


def test_a_private_note_is_a_row_of_its_own():
    coach = make_user()
    placement = start(coach)
    services.add_note(placement, "Le loyer est en retard", by=coach)
    assert [n.text for n in services.notes(placement)] == ["Le loyer est en retard"]
    assert db.session.query(TeamNote).one().organisation_id == coach.organisation_id


@pytest.mark.parametrize(
    "night",
    [
        datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Brussels")),  # an hour that is not
        datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Brussels")),  # an hour that is twice
        datetime(2026, 10, 24, 22, 30, tzinfo=UTC),  # already the next day where people live
    ],
)
def test_a_point_is_late_from_the_next_day_even_when_the_clocks_change(night):
    coach = make_user()
    placement = start(coach)
    point = placement.follow_ups[0]
    with time_machine.travel(night, tick=False):
        here = web.today()
        assert here == night.astimezone(web.BRUSSELS).date()
        for other in placement.follow_ups:
            other.due_on = date(2027, 1, 4)
        point.due_on = here
        assert alerts.missed(placement, here) == []
        point.due_on = date.fromordinal(here.toordinal() - 1)
        assert len(alerts.missed(placement, here)) == 1


def test_the_list_puts_whoever_is_due_first_on_top_and_leaves_others_out():
    coach = make_user()
    late = start(coach, starts_on=date(2026, 3, 9))
    early = start(coach, starts_on=MONDAY)
    start(make_user())  # another organisation
    assert list(db.session.scalars(services.listing(coach)).unique()) == [early, late]
    assert list(db.session.scalars(services.listing(make_user(), mine=True))) == []


def test_a_hire_waits_until_its_placement_is_made():
    coach = make_user()
    presentation = make_presentation(coach)
    assert list(db.session.scalars(services.hired(coach))) == [presentation]
    start(coach, presentation)
    assert list(db.session.scalars(services.hired(coach))) == []
