import re
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import event, select

from iod import db
from iod.access import Role
from iod.accounts.models import Link, LinkPurpose, User
from iod.accounts.services import give_link
from iod.audit import AccessLog
from iod.candidates.models import ActionItem, Side
from iod.employers.models import Contact
from iod.mail import Mail
from iod.placements import services, voices
from iod.placements.models import EndReason, Milestone, Minutes, Placement, Voice
from tests.factories import make_user
from tests.placements.scene import learnable, make_presentation, meeting, start

CANARY = {
    "note": "CANARI-NOTE",
    "summary": "CANARI-RÉSUMÉ",
    "unshared": "CANARI-PAS-PARTAGÉ",
    "home": "CANARI-GARDE",
}


@pytest.fixture
def coach(session):
    return make_user(email="coach@example.org")


@pytest.fixture
def page(coach, log_in):
    return log_in(coach)


@pytest.fixture
def on_1_march():
    with time_machine.travel("2026-03-01 09:00+01:00", tick=False):
        yield


@pytest.fixture
def on_2_april():
    with time_machine.travel("2026-04-02 09:00+02:00", tick=False):
        yield


def read(client, url, code=200, **given):
    answer = client.get(url, **given)
    assert answer.status_code == code, answer.text
    return re.sub(r"\s+", " ", answer.text)


def only(model):
    return db.session.scalars(select(model)).one()


def fill(**given):
    return {"starts_on": "2026-03-02", "contract": "CDI"} | given


def test_an_empty_list_says_what_it_is_for(page):
    assert "après leur mise en relation" in read(page, "/placements/")


def test_a_coach_puts_a_person_in_post_from_her_introduction(on_1_march, page, coach):
    presentation = make_presentation(coach, contract="CDD 6 mois", weekly_hours=38)
    learnable(presentation.offer)
    name, url = presentation.candidate.name, f"/placements/from/{presentation.id}"
    assert name in read(page, "/placements/")
    form = read(page, url)
    assert "CDD 6 mois" in form
    assert 'value="38"' in form
    assert "Marc Servais" in form
    answer = page.post(url, data=fill(weekly_hours="22.5"))
    shown = read(page, answer.location)
    assert "3 mars 2026" in shown
    assert "Tenir la caisse" in shown
    assert "22.5" in shown or "22,5" in shown
    assert page.get(url).location == answer.location


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"starts_on": ""}, "Indiquez la date"),
        ({"starts_on": "31/02/2026"}, "starts_on-wrong"),
        ({"contract": ""}, "contract-wrong"),
        ({"contract_ends_on": "2026-03-01"}, "contract_ends_on-wrong"),
        ({"weekly_hours": "400"}, "weekly_hours-wrong"),
        ({"weekly_hours": "beaucoup"}, "weekly_hours-wrong"),
        ({"aid_ends_on": "2027-03-01"}, "aid-wrong"),
        ({"contract": "x" * 81}, "contract-wrong"),
        ({"starts_on": "9999-12-31"}, "starts_on-wrong"),
    ],
)
def test_bad_terms_are_explained_and_what_was_typed_stays(page, coach, given, wrong):
    presentation = make_presentation(coach)
    answer = page.post(f"/placements/from/{presentation.id}", data=fill(tutor="Inès") | given)
    assert answer.status_code == 200
    assert wrong in answer.text
    assert "Inès" in answer.text
    assert db.session.scalar(select(Placement.id)) is None


def test_a_stale_form_overwrites_nothing(page, coach):
    placement = start(coach)
    url = f"/placements/{placement.id}/edit"
    page.post(url, data=fill(contract="CDD 3 mois", version="1"))
    answer = page.post(url, data=fill(contract="Intérim", version="1"))
    assert answer.status_code == 200
    assert "CDD 3 mois" in answer.text
    assert "Intérim" in answer.text


def test_nothing_of_another_organisation_opens(page, coach):
    placement = start(make_user())
    learning = services.add_milestone(
        placement, text="x", helper="", due_on=date(2026, 4, 1), by=placement.responsible
    )
    point = meeting(placement)
    item = ActionItem(
        organisation_id=placement.organisation_id,
        candidate_id=placement.candidate_id,
        origin_id=point.id,
        text="x",
        owner=Side.COACH,
        due_on=date(2026, 4, 1),
    )
    db.session.add(item)
    db.session.commit()
    reads = [
        f"/placements/from/{placement.presentation_id}",
        f"/placements/{placement.id}",
        f"/placements/{placement.id}/edit",
        f"/placements/{placement.id}/end",
        f"/placements/{placement.id}/points/new",
        f"/placements/{placement.id}/milestones/new",
        f"/placements/points/{point.id}",
        f"/placements/points/{point.id}/move",
        f"/placements/points/{point.id}/ask/worker",
        f"/placements/points/{point.id}/table",
        f"/placements/points/{point.id}/minutes",
        f"/placements/points/{point.id}/minutes/shared",
    ]
    writes = [
        f"/placements/{placement.id}/notes/new",
        f"/placements/milestones/{learning.id}/tick",
        f"/placements/agreements/{item.id}/tick",
        f"/placements/points/{point.id}/ask/worker/link",
        f"/placements/points/{point.id}/minutes/send",
    ]
    for url in reads:
        assert page.get(url).status_code == 404, url
    for url in reads + writes:
        if page.post(url).status_code != 405:
            assert page.post(url).status_code == 404, url
    assert placement.candidate.name not in read(page, "/placements/")


def test_a_call_is_noted_and_a_point_is_moved(on_2_april, page, coach):
    placement = start(coach)
    call, visit = placement.follow_ups[0], placement.follow_ups[1]
    page.post(
        f"/placements/points/{call.id}", data={"held_on": "2026-03-03", "summary": "Bien arrivée"}
    )
    page.post(
        f"/placements/points/{visit.id}/move", data={"due_on": "2026-04-08", "reason": "Congé"}
    )
    shown = read(page, f"/placements/{placement.id}")
    assert "Bien arrivée" in shown
    assert "Congé" in shown
    wrong = page.post(f"/placements/points/{visit.id}/move", data={"due_on": "2026-04-09"})
    assert "reason-wrong" in wrong.text
    future = page.post(
        f"/placements/points/{visit.id}", data={"held_on": "2026-12-03", "summary": "x"}
    )
    assert "held_on-wrong" in future.text


def test_something_to_learn_is_added_and_ticked(page, coach):
    placement = start(coach)
    page.post(
        f"/placements/{placement.id}/milestones/new",
        data={"text": "Régler le four", "helper": "Marc", "due_on": "2026-04-01"},
    )
    page.post(f"/placements/milestones/{only(Milestone).id}/tick")
    assert only(Milestone).done_on
    assert "Régler le four" in read(page, f"/placements/{placement.id}")


def test_one_more_point_is_planned_and_the_follow_up_ends(on_2_april, page, coach):
    placement = start(coach)
    name = placement.candidate.name
    page.post(
        f"/placements/{placement.id}/points/new", data={"kind": "visit", "due_on": "2026-04-10"}
    )
    assert date(2026, 4, 10) in [p.due_on for p in only(Placement).follow_ups]
    unsaid = page.post(f"/placements/{placement.id}/end", data={"ended_on": "2026-04-01"})
    assert unsaid.status_code == 200
    answer = page.post(
        f"/placements/{placement.id}/end",
        data={"ended_on": "2026-04-01", "reason": "resigned", "ended_by": "worker"},
    )
    assert answer.status_code == 302
    assert only(Placement).end_reason is EndReason.RESIGNED
    assert name in read(page, "/placements/?ended=")
    assert name not in read(page, "/placements/")


def give(placement, side, role, coach):
    point = meeting(placement)
    voice, token = voices.ask(point, side, recipient="", by=coach)
    db.session.commit()
    assert db.session.scalars(select(Link).where(Link.target_id == voice.id)).one().role is role
    return voice, token


def test_a_worker_answers_on_her_link_and_can_change_her_mind(client, coach):
    _voice, token = give(start(coach), Side.WORKER, Role.WORKER, coach)
    url = client.get(f"/l/{token}").location
    assert "Bonjour" in read(client, url)
    data = {
        "work-mood": "3",
        "work-share": "y",
        "hours-mood": "1",
        "hours-words": "Le bus de 4h50",
        "home-mood": "2",
        "home-share": "y",
    }
    assert client.post(url, data=data).status_code == 302
    assert only(Voice).answers["hours"] == {"mood": 1, "words": "Le bus de 4h50"}
    assert only(Voice).shared == ["work"]
    assert "Le bus de 4h50" in read(client, url)
    client.post(url, data={"work-mood": "2"})
    assert only(Voice).shared == []


def test_a_strange_answer_gets_a_sentence(client, coach):
    _voice, token = give(start(coach), Side.WORKER, Role.WORKER, coach)
    url = client.get(f"/l/{token}").location
    for data in ({"work-mood": "9"}, {"work-words": "x" * 501}, {}):
        answer = client.post(url, data=data)
        assert answer.status_code == 200
        assert "À vérifier" in answer.text or "-wrong" in answer.text
    client.post(url, data={"work-mood": "3", "work-words": "a\x00b"})
    assert only(Voice).answers["work"]["words"] == "ab"


def test_a_voice_link_opens_its_own_page_only(client, coach):
    placement = start(coach)
    voice, token = give(placement, Side.WORKER, Role.WORKER, coach)
    other, _token = give(placement, Side.EMPLOYER, Role.EMPLOYER, coach)
    client.get(f"/l/{token}")
    assert client.get(f"/placements/voices/{voice.id}").status_code == 200
    assert client.get(f"/placements/voices/{other.id}").status_code == 404
    table = client.get(f"/placements/points/{voice.follow_up_id}/table")
    assert table.location.startswith("/sign-in")


def test_a_link_of_another_purpose_opens_no_voice(client, coach):
    placement = start(coach)
    voice, _token = give(placement, Side.WORKER, Role.WORKER, coach)
    token = give_link(LinkPurpose.PERSON, placement.candidate, role=Role.WORKER, by=coach)
    db.session.commit()
    client.get(f"/l/{token}")
    assert client.get(f"/placements/voices/{voice.id}").status_code == 404


def test_the_coach_makes_a_link_shown_once_and_mails_it(page, coach):
    point = meeting(start(coach))
    url = f"/placements/points/{point.id}/ask/worker"
    assert "amina@example.org" in read(page, url)
    page.post(f"{url}/link", data={"recipient": "amina@example.org"})
    address = re.search(r"http://localhost/l/[\w-]+", read(page, url)).group()
    sent = db.session.scalars(select(Mail)).one()
    assert address in sent.text
    wrong = page.post(f"{url}/link", data={"recipient": "amina"})
    assert "recipient-wrong" in wrong.text
    assert page.get(url.replace("worker", "coach")).status_code == 404


def test_the_coach_fills_a_voice_on_the_telephone(page, coach):
    point = meeting(start(coach))
    url = f"/placements/points/{point.id}/ask/employer"
    page.post(url, data={"work-mood": "2", "work-words": "Encore lente", "work-share": "y"})
    assert only(Voice).recorded_by_id == only(User).id
    assert "Encore lente" in read(page, f"/placements/points/{point.id}")


def minutes_form(**given):
    return {
        "held_on": "2026-04-02",
        "worker_said": "Je préfère finir à 14h",
        "agreed-0-text": "Essayer un autre horaire",
        "agreed-0-owner": "employer",
        "agreed-0-due_on": "2026-04-20",
        "agreed-1-owner": "worker",
        "agreed-2-owner": "worker",
        "employer_disagrees": "Pas avant mai",
        "next_on": "2026-06-03",
    } | given


def test_minutes_are_written_read_together_and_sent_to_the_three(on_2_april, page, coach):
    contact = Contact(
        organisation_id=coach.organisation_id, name="Luc Lejeune", email="luc@example.org"
    )
    placement = start(coach, make_presentation(coach, contact=contact))
    point = meeting(placement)
    answer = page.post(f"/placements/points/{point.id}/minutes", data=minutes_form())
    shown = read(page, answer.location)
    for words in ("finir à 14h", "Essayer un autre horaire", "Pas avant mai", "3 juin 2026"):
        assert words in shown
    page.post(f"/placements/points/{point.id}/minutes/send")
    sent = {m.recipient: m.text for m in db.session.scalars(select(Mail))}
    assert sent.keys() == {"amina@example.org", "luc@example.org", "coach@example.org"}
    assert "Essayer un autre horaire" in sent["luc@example.org"]
    page.post(f"/placements/agreements/{only(ActionItem).id}/tick")
    assert only(ActionItem).done_on == date(2026, 4, 2)


def test_whoever_has_no_address_is_named(on_2_april, page, coach):
    placement = start(coach)
    point = meeting(placement)
    page.post(f"/placements/points/{point.id}/minutes", data=minutes_form())
    answer = page.post(f"/placements/points/{point.id}/minutes/send", follow_redirects=True)
    assert "Employeur" in answer.text
    assert len(db.session.scalars(select(Mail)).all()) == 2


@pytest.mark.parametrize(
    "given",
    [
        {"held_on": "2026-04-03"},
        {"held_on": ""},
        {"agreed-0-due_on": ""},
        {"agreed-0-due_on": "bientôt"},
        {"agreed-0-owner": "voisin"},
        {"agreed-0-text": "x" * 201},
        {"next_on": "2026-04-01"},
    ],
)
def test_minutes_with_a_mistake_keep_what_was_typed(on_2_april, page, coach, given):
    point = meeting(start(coach))
    data = minutes_form(coach_said="Merci à vous deux") | given
    answer = page.post(f"/placements/points/{point.id}/minutes", data=data)
    assert answer.status_code == 200
    assert "À vérifier" in answer.text
    assert "Merci à vous deux" in answer.text
    assert db.session.scalar(select(Minutes.id)) is None


def test_minutes_written_by_a_colleague_meanwhile_are_shown_and_not_lost(on_2_april, page, coach):
    url = f"/placements/points/{meeting(start(coach)).id}/minutes"
    page.post(url, data=minutes_form(coach_said="Le texte de ma collègue", next_on=""))
    late = page.post(url, data=minutes_form(coach_said="Mon texte", version="", next_on=""))
    assert late.status_code == 200
    assert "Le texte de ma collègue" in late.text
    assert "Mon texte" in late.text
    assert only(Minutes).coach_said == "Le texte de ma collègue"


def test_minutes_that_are_not_written_cannot_be_read_or_sent(page, coach):
    placement = start(coach)
    point, call = meeting(placement), placement.follow_ups[0]
    assert page.get(f"/placements/points/{point.id}/minutes/shared").status_code == 404
    assert page.post(f"/placements/points/{point.id}/minutes/send").status_code == 404
    for page_name in ("minutes", "table", "minutes/shared"):
        assert page.get(f"/placements/points/{call.id}/{page_name}").status_code == 404


def test_what_is_private_reaches_no_page_of_the_three(on_2_april, page, coach, app):
    contact = Contact(
        organisation_id=coach.organisation_id, name="Luc Lejeune", email="luc@example.org"
    )
    placement = start(coach, make_presentation(coach, contact=contact))
    point = meeting(placement)
    services.add_note(placement, CANARY["note"], by=coach)
    call = placement.follow_ups[0]
    services.hold_point(call, held_on=date(2026, 3, 3), summary=CANARY["summary"], by=coach)
    answers = {
        "work": {"mood": 3, "words": "PARTAGÉ"},
        "hours": {"mood": 1, "words": CANARY["unshared"]},
        "home": {"mood": 1, "words": CANARY["home"]},
    }
    voices.answer_for(point, Side.WORKER, answers, ["work", "home"], by=coach)
    _voice, token = voices.ask(point, Side.EMPLOYER, recipient="", by=coach)
    db.session.commit()
    url = f"/placements/points/{point.id}"
    assert CANARY["unshared"] in read(page, url)  # the coach reads it

    page.post(f"{url}/minutes", data=minutes_form())
    page.post(f"{url}/minutes/send")
    visitor = app.test_client()
    employer_page = read(visitor, visitor.get(f"/l/{token}").location)
    table = read(page, f"{url}/table")
    shown = {
        "employer": employer_page,
        "table": table,
        "minutes": read(page, f"{url}/minutes"),
        "shared": read(page, f"{url}/minutes/shared"),
        "mail": "".join(m.text + m.subject for m in db.session.scalars(select(Mail))),
    }
    assert "PARTAGÉ" in table
    for where, text in shown.items():
        for canary in CANARY.values():
            assert canary not in text, where
    assert "PARTAGÉ" not in employer_page


def test_the_list_asks_the_database_as_often_for_ten_people_as_for_one(page, coach):
    def count():
        asked = []

        def listen(_conn, _cursor, statement, *_rest):
            asked.append(statement)

        engine = db.session.get_bind()
        event.listen(engine, "before_cursor_execute", listen)
        page.get("/placements/")
        event.remove(engine, "before_cursor_execute", listen)
        return len(asked)

    start(coach)
    one = count()
    for days in range(9):
        placement = start(coach, starts_on=date(2026, 3, 2) + timedelta(days=days))
        voices.answer_for(
            meeting(placement), Side.WORKER, {"work": {"mood": 1, "words": ""}}, [], by=coach
        )
    db.session.commit()
    assert count() == one


def test_reading_a_placement_is_noted_in_the_access_log(page, coach):
    placement = start(coach)
    person = placement.candidate_id
    page.get(f"/placements/{placement.id}")
    assert (only(AccessLog).subject_id, only(AccessLog).page) == (person, "placement")
