import re

import pytest
from sqlalchemy import select

from iod import db
from iod.access import Role
from iod.accounts.models import LinkPurpose
from iod.accounts.services import give_link, revoke_links
from iod.mail import Mail
from iod.offers import services as offers
from iod.offers.models import Necessity, Step
from iod.offers.profile import fingerprint, profile
from iod.reviews import services
from iod.reviews.models import Approval, Reply, Review
from tests.factories import make_candidate, make_offer, make_task, make_user

TEXT = "Commis H/F/X. CESS exigé. Permis B indispensable. 2 ans d’expérience. CDI."


@pytest.fixture
def coach(session):
    return make_user(name="Nadia Lambert")


@pytest.fixture
def offer(coach):
    offer = make_offer(coach=coach, text=TEXT, title="Commis de cuisine")
    offers.save_offer(offer, by=coach)
    offers.reading.read_text(offer)
    make_task(offer, text="Éplucher les légumes")
    for row in offer.requirements:
        if row.kind == "licence":
            settle(row, Necessity.DROPPED, coach)
        if row.kind == "experience":
            settle(row, Necessity.LEARNABLE, coach, helper="Luca")
        if row.kind == "diploma":
            settle(row, Necessity.WISHED, coach)
    db.session.commit()
    return offer


def fresh(row):
    """Return a row as the database holds it now; a request closes the session it was read in."""
    return db.session.get(type(row), row.id)


def settle(row, necessity, by, helper=""):
    offers.discuss(
        row,
        necessity,
        agreed=row.asked,
        agreed_value=row.value,
        tasks=[],
        learnable_days=None,
        helper=helper,
        reason="",
        by=by,
    )


@pytest.fixture
def review(offer, coach):
    review, token = services.send(offer, recipient="luca@example.org", by=coach)
    db.session.commit()
    review.token = token
    return review


@pytest.fixture
def employer(client, review):
    client.get(f"/l/{review.token}")
    return client


def answers(review, default="agree", **by_kind):
    data = {}
    for line in services.lines(fresh(review)):
        prefix = line.requirement.id.hex
        reply, words = by_kind.get(line.requirement.kind, (default, ""))
        data |= {f"{prefix}-reply": reply, f"{prefix}-words": words}
    return data


def signed(**given):
    """Sign the profile as the page shows it now."""
    seen = fingerprint(profile(db.session.query(Review).one().offer))
    return {"seen": seen, "name": "Luca Bertolini", "function": "Chef"} | given


def test_the_employer_opens_his_page_by_the_link_alone(client, review):
    assert client.get(f"/reviews/{review.id}").status_code == 403
    answer = client.get(f"/l/{review.token}")
    assert answer.location == f"/reviews/{review.id}"
    page = client.get(answer.location).text
    for words in ("Commis de cuisine", "CESS exigé", "Éplucher les légumes", "Nadia Lambert"):
        assert words in page


def test_opening_the_link_changes_nothing_and_may_be_done_twice(client, review):
    for _each in range(2):
        assert client.get(f"/l/{review.token}").status_code == 302
        assert client.get(f"/reviews/{review.id}").status_code == 200
    db.session.expire_all()
    assert fresh(review).answered_at is None


def test_agreeing_with_every_line_leads_to_the_approval(employer, review, offer):
    answer = employer.post(f"/reviews/{review.id}", data={"go": "agree-all"})
    assert answer.location == f"/reviews/{review.id}/approve"
    page = employer.post(answer.location, data=signed(), follow_redirects=True)
    assert "Vous avez approuvé ce profil" in page.text
    assert services.approved_profile(fresh(offer)).name == "Luca Bertolini"


def test_keeping_a_line_needs_a_reason_and_the_rest_of_the_answers_stays(employer, review):
    data = answers(review, licence=("keep", ""), experience=("propose", "Six mois"))
    page = employer.post(f"/reviews/{review.id}", data=data)
    assert "Dites ce que le travail exige" in page.text
    assert 'value="Six mois"' in page.text
    assert db.session.query(Review).one().answers == []


def test_what_the_employer_keeps_with_a_reason_goes_back_into_the_profile(employer, review, offer):
    data = answers(review, licence=("keep", "Il faut aller au marché"))
    employer.post(f"/reviews/{review.id}", data=data)
    licence = next(r for r in fresh(offer).requirements if r.kind == "licence")
    assert licence.necessity is Necessity.STRICT
    assert licence.ledger[-1].step is Step.KEPT
    assert licence.ledger[-1].reason == "Il faut aller au marché"
    employer.post(f"/reviews/{review.id}/approve", data=signed())
    assert services.approved_profile(fresh(offer)) is not None


def test_a_proposal_waits_for_the_coach(employer, review, offer, coach, log_in):
    data = answers(review, experience=("propose", "Six mois suffisent"))
    page = employer.post(f"/reviews/{review.id}", data=data, follow_redirects=True)
    assert "vous serez rappelé" in page.text
    page = employer.post(f"/reviews/{review.id}/approve", data=signed())
    assert db.session.query(Approval).count() == 0
    log_in(coach)
    assert "Six mois suffisent" in employer.get(f"/reviews/offers/{offer.id}").text


def test_an_edit_clears_the_approval_and_the_page_says_so(employer, review, offer, coach, log_in):
    employer.post(f"/reviews/{review.id}", data={"go": "agree-all"})
    employer.post(f"/reviews/{review.id}/approve", data=signed())
    offer = fresh(offer)
    assert services.standing(offer, fresh(review)) is services.Standing.APPROVED
    offer.timetable = "6h–14h"
    db.session.commit()
    assert services.approved_profile(fresh(offer)) is None
    log_in(coach)
    assert "Modifié depuis l’approbation" in employer.get(f"/reviews/offers/{offer.id}").text


def test_a_profile_that_changed_under_the_employers_eyes_is_not_approved(employer, review, offer):
    employer.post(f"/reviews/{review.id}", data={"go": "agree-all"})
    opened = signed()
    fresh(offer).timetable = "6h–14h"
    services.take_in(fresh(review), by=review.sent_by)
    db.session.commit()
    page = employer.post(f"/reviews/{review.id}/approve", data=opened)
    assert "Le profil a changé" in page.text
    assert 'value="Luca Bertolini"' in page.text
    assert db.session.query(Approval).count() == 0
    employer.post(f"/reviews/{review.id}/approve", data=signed())
    assert services.approved_profile(fresh(offer)) is not None


def test_approving_twice_is_one_approval(employer, review):
    for _each in range(2):
        employer.post(f"/reviews/{review.id}/approve", data=signed())
    assert db.session.query(Approval).count() == 1


def test_a_wording_the_law_does_not_allow_is_never_approved(client, coach):
    offer = make_offer(coach=coach, text="Commis H/F/X. Vous avez moins de 30 ans.")
    offers.save_offer(offer, by=coach)
    make_task(offer)
    review, token = services.send(offer, recipient="", by=coach)
    db.session.commit()
    client.get(f"/l/{token}")
    age = next(line.requirement for line in services.lines(fresh(review)))
    data = {f"{age.id.hex}-reply": "keep", f"{age.id.hex}-words": "L’équipe est jeune"}
    page = client.post(f"/reviews/{review.id}", data=data, follow_redirects=True)
    assert "vous serez rappelé" in page.text
    client.post(f"/reviews/{review.id}/approve", data=signed())
    assert db.session.query(Approval).count() == 0
    assert fresh(review).call_back


def test_a_link_opens_its_own_review_only(client, review, coach):
    other = make_offer(text=TEXT)
    make_task(other)
    foreign, _token = services.send(other, recipient="", by=make_user())
    db.session.commit()
    client.get(f"/l/{review.token}")
    assert client.get(f"/reviews/{foreign.id}").status_code == 404
    assert client.post(f"/reviews/{foreign.id}", data={"go": "agree-all"}).status_code == 404


def test_a_closed_link_stops_at_its_next_opening(employer, review, coach):
    assert employer.get(f"/reviews/{review.id}").status_code == 200
    revoke_links(review.id, by=coach)
    db.session.commit()
    assert employer.get(f"/reviews/{review.id}").status_code == 403


def test_sending_again_closes_the_earlier_link(client, review, offer, coach):
    services.send(offer, recipient="", by=coach)
    db.session.commit()
    assert client.get(f"/l/{review.token}").status_code == 410


def test_the_coach_sends_the_link_by_mail_and_sees_it_once(client, offer, coach, log_in):
    log_in(coach)
    page = client.post(
        f"/reviews/offers/{offer.id}/send",
        data={"recipient": "luca@example.org"},
        follow_redirects=True,
    )
    mail = db.session.scalars(select(Mail)).one()
    address = re.search(r"http://localhost/l/\S+", mail.text)[0]
    assert address in page.text
    assert "Commis de cuisine" in mail.subject


def test_a_profile_without_tasks_is_not_sent(client, coach, log_in):
    offer = make_offer(coach=coach, text=TEXT)
    log_in(coach)
    page = client.post(f"/reviews/offers/{offer.id}/send", data={"recipient": ""})
    assert "Notez d’abord les tâches" in page.text
    assert db.session.query(Review).count() == 0


def test_no_candidate_appears_on_the_employers_pages(employer, review, coach):
    make_candidate(coach=coach, first_name="Zébulon", last_name="Canari")
    for path in (f"/reviews/{review.id}", f"/reviews/{review.id}/approve"):
        page = employer.get(path).text
        assert "Zébulon" not in page
        assert "Canari" not in page


def test_an_offer_of_another_team_has_no_answer_to_show(client, review, log_in):
    log_in(make_user())
    assert client.get(f"/reviews/offers/{review.offer_id}").status_code == 404
    assert client.post(f"/reviews/{review.id}/revoke").status_code == 404
    assert client.post(f"/reviews/{review.id}/update").status_code == 404


def test_a_link_for_another_purpose_does_not_open_the_review(client, review):
    token = give_link(LinkPurpose.PERSON, review, role=Role.EMPLOYER, by=None)
    db.session.commit()
    client.get(f"/l/{token}")
    assert client.get(f"/reviews/{review.id}").status_code == 404


def test_an_answer_may_change_until_it_is_approved(review):
    line = services.lines(review)[0]
    services.answer(review, line.requirement, Reply.AGREE, "")
    services.answer(review, line.requirement, Reply.KEEP, "Pour le marché")
    assert [a.reply for a in review.answers] == [Reply.KEEP]


def test_an_approved_profile_is_answered_no_more(employer, review, offer):
    employer.post(f"/reviews/{review.id}", data={"go": "agree-all"})
    page = employer.get(f"/reviews/{review.id}/approve").text
    seen = re.search(r'name="seen"[^>]*value="([^"]*)"', page)
    given = signed(seen=seen[1]) if seen else signed()
    employer.post(f"/reviews/{review.id}/approve", data=given)
    assert services.approved_profile(fresh(offer)) is not None
    data = answers(review, licence=("keep", "Il faut aller au marché"))
    answer = employer.post(f"/reviews/{review.id}", data=data)
    assert answer.location == f"/reviews/{review.id}/approve"
    assert services.approved_profile(fresh(offer)) is not None
