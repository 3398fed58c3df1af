"""What somebody might try, and what happens in a hurry: tokens, hosts, links, double clicks."""

import re
from datetime import date
from decimal import Decimal
from urllib.parse import urljoin, urlsplit

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm.exc import StaleDataError

from iod import db, web
from iod.access import Role
from iod.accounts.models import LinkPurpose
from iod.accounts.services import give_link, hashed, revoke_links
from iod.candidates.models import Ability
from iod.employers import services as employers
from iod.employers.models import Employer
from iod.errors import Refused
from iod.proposals import presentations
from iod.proposals.models import ChoiceSheet
from tests.factories import make_candidate, make_employer, make_offer, make_user
from tests.placements.scene import meeting, start
from tests.proposals.people import approved_offer, willing
from tests.test_house import a_url, pages


@pytest.fixture
def coach(session):
    return make_user()


@pytest.fixture
def browser(client, log_in, coach):
    return log_in(coach)


def fresh(row):
    return db.session.get(type(row), row.id)


# --- at the door --------------------------------------------------------------------------------


@pytest.mark.parametrize("signed_in", [True, False])
def test_nothing_is_written_without_the_token_of_a_page(
    app, client, log_in, monkeypatch, signed_in
):
    if signed_in:
        log_in(make_user(role=Role.MANAGER))
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    for rule in pages(app):
        for method in rule.methods - {"GET", "HEAD", "OPTIONS"}:
            answer = client.open(a_url(app, rule), method=method)
            assert answer.status_code == 400, (rule.endpoint, method)


def test_a_foreign_host_gets_no_page(client):
    for host in ("evil.example", "localhost.evil.example", "localhost@evil.example"):
        assert client.get("/sign-in", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil"],
)
def test_signing_in_and_choosing_a_language_never_lead_elsewhere(app, client, coach, elsewhere):
    with app.app_context():
        kept = hashed("trois mots simples")
    coach.password = kept
    db.session.add(coach)
    db.session.commit()
    answer = client.post("/language", data={"language": "en", "next": elsewhere})
    assert answer.location == "/"
    data = {"email": coach.email, "password": "trois mots simples", "next": elsewhere}
    answer = client.post("/sign-in", query_string={"next": elsewhere}, data=data)
    address = urlsplit(urljoin("http://localhost/", answer.location or ""))
    assert address.hostname == "localhost"
    assert "\\" not in (answer.location or "")


def test_the_address_of_a_list_builds_no_foreign_link(browser, coach):
    for _each in range(31):
        make_employer(coach=coach)
    strange = "?_scheme=javascript&_external=1&_host=evil&endpoint=x&pagination=1"
    page = browser.get(f"/employers/{strange}")
    assert page.status_code == 200
    assert 'href="javascript' not in page.text
    assert "page=2" in page.text


@pytest.mark.parametrize("path", ["/offers/", "/employers/", "/candidates/", "/placements/"])
def test_a_search_for_what_nobody_types_finds_nothing(browser, path):
    for words in ("\x00", "a\x00b", "%", "_", "x" * 5000, "🍞"):
        assert browser.get(path, query_string={"q": words}).status_code == 200


def test_a_link_opens_nothing_once_it_is_closed_even_in_an_open_browser(client, coach):
    person = make_candidate(coach=coach)
    token = give_link(LinkPurpose.PERSON, person, role=Role.WORKER, by=coach)
    db.session.commit()
    address = client.get(f"/l/{token}").location
    assert client.get(address).status_code == 200
    revoke_links(person.id, by=coach)
    db.session.commit()
    assert client.get(address).status_code == 403
    assert client.get(f"/l/{token}").status_code == 410


# --- in a hurry ---------------------------------------------------------------------------------


def test_a_pay_is_typed_with_a_comma_and_shown_with_one(browser, coach):
    offer = make_offer(coach=coach)
    data = {
        "contract_kind": "",
        "pay_low": "14,37",
        "pay_high": "1 500,50",
        "weekly_hours": "37.5",
        "pay_unit": "m",
    }
    address = f"/offers/{offer.id}/conditions"
    answer = browser.post(address, data=data)
    assert answer.status_code == 302, re.findall(r'wrong".*?</div>', answer.text, re.DOTALL)
    kept = fresh(offer)
    assert (kept.pay_low, kept.pay_high) == (Decimal("14.37"), Decimal("1500.50"))
    assert 'value="14,37"' in browser.get(address).text


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "1e400", "12,5,0", "-1", "beaucoup"])
def test_an_amount_that_is_none_is_said_and_the_rest_kept(browser, coach, amount):
    offer = make_offer(coach=coach)
    data = {"pay_low": amount, "pay_unit": "h", "timetable": "De 7h à 12h"}
    page = browser.post(f"/offers/{offer.id}/conditions", data=data)
    assert page.status_code == 200
    assert "pay_low-wrong" in page.text
    assert "De 7h à 12h" in page.text
    assert f'value="{amount}"' in page.text


def test_a_pay_range_goes_up(browser, coach):
    offer = make_offer(coach=coach)
    data = {"pay_low": "20", "pay_high": "10", "pay_unit": "h"}
    page = browser.post(f"/offers/{offer.id}/conditions", data=data)
    assert "Le maximum est plus petit que le minimum" in page.text


@pytest.mark.parametrize("day", ["0001-01-01", "1026-03-01", "9999-12-31"])
def test_an_impossible_year_is_said(browser, coach, day):
    person = make_candidate(coach=coach)
    page = browser.post(
        f"/candidates/{person.id}/parts/action/new",
        data={"text": "Appeler", "owner": "coach", "due_on": day},
    )
    assert "Vérifiez l’année" in page.text
    assert "Appeler" in page.text


def test_a_certificate_known_already_is_said_and_what_was_typed_stays(browser, coach):
    person = make_candidate(coach=coach)
    address = f"/candidates/{person.id}/parts/certificate/new"
    for _each in range(2):
        page = browser.post(address, data={"code": "", "other": "Brevet maison"})
    assert "déjà dans le portefeuille" in page.text or "déjà" in page.text
    assert 'value="Brevet maison"' in page.text
    assert [a.code for a in db.session.scalars(select(Ability))] == ["Brevet maison"]


def test_one_person_is_not_presented_twice_for_one_offer(coach):
    offer = approved_offer(coach, openings=2)
    person = willing(coach, offer)
    presentations.present(offer, person, override_reason="", by=coach)
    with pytest.raises(Refused, match="Amina"):
        presentations.present(offer, person, override_reason="", by=coach)


def test_a_choice_sheet_sent_twice_is_given_and_counted_once(browser, coach):
    offer = approved_offer(coach)
    person = willing(coach, approved_offer(coach))
    shown = person.offers_shown
    data = {"offers": [str(offer.id)], "fewer_reason": "Une seule"}
    browser.post(f"/proposals/people/{person.id}", data=data)
    page = browser.post(f"/proposals/people/{person.id}", data=data)
    assert "déjà été présentées aujourd’hui" in page.text
    assert fresh(person).offers_shown == shown + 1
    mine = select(ChoiceSheet).where(ChoiceSheet.candidate_id == person.id)
    assert len(db.session.scalars(mine).all()) == 2


def test_without_any_agreement_the_employers_sheet_says_nothing_of_her(browser, coach):
    offer = approved_offer(coach)
    person = willing(coach, offer)
    row = presentations.present(offer, person, override_reason="", by=coach)
    db.session.commit()
    address = f"/proposals/presentations/{row.id}/sheet"
    assert "Rachida" not in browser.get(address).text
    presentations.agree(
        row, [("first_name", None)], how="spoken", on=web.today(), until=None, by=coach
    )
    db.session.commit()
    assert "Rachida" in browser.get(address).text


# --- at the same moment -------------------------------------------------------------------------


def test_whoever_saves_a_moment_later_overwrites_nothing_and_loses_no_word(app, coach):
    """The other's change comes between the check of the version and the writing."""
    employer = make_employer(coach=coach)
    employer.activity = "Tartes"
    with app.test_request_context(), db.session.no_autoflush:
        form = web.Form()
        db.session.execute(update(Employer.__table__).values(activity="Pains", version=2))
        assert not form.attempt(db.session.flush)
    assert "plus rapide" in form.form_errors[0]


def test_a_change_at_the_same_moment_outside_a_form_gets_a_sentence(browser, coach, monkeypatch):
    employer = make_employer(coach=coach)

    def too_late(*_given, **_more):
        raise StaleDataError

    monkeypatch.setattr(employers, "hand_over", too_late)
    answer = browser.post(f"/employers/{employer.id}/take-over")
    assert answer.status_code == 409
    assert "plus rapide" in answer.text


def test_a_page_opened_before_its_row_existed_overwrites_nothing(browser, coach):
    """The minutes of a meeting are opened twice while none are written yet."""
    point = meeting(start(coach, starts_on=web.today(), today=web.today()))
    point.placement.starts_on = date(2026, 1, 5)
    db.session.commit()
    data = {
        "version": "",
        "held_on": web.today().isoformat(),
        "agreed-0-text": "Un autre horaire",
        "agreed-0-owner": "employer",
        "agreed-0-due_on": web.today().isoformat(),
        "agreed-1-owner": "coach",
        "agreed-2-owner": "coach",
    }
    address = f"/placements/points/{point.id}/minutes"
    assert browser.post(address, data=data | {"worker_said": "Bien"}).status_code == 302
    page = browser.post(address, data=data | {"worker_said": "Autre chose"})
    assert page.status_code == 200
    assert "Autre chose" in page.text
    assert "Bien" in page.text
