import pytest

from iod import db
from iod.offers.models import Decision, Flag, Necessity, Offer, Requirement, Step
from tests.factories import make_employer, make_offer, make_task, make_user

TEXT = """Commis de cuisine H/F/X.

CESS exigé. Permis B indispensable. Vous avez moins de 30 ans.
Vous êtes dynamique. Contrat : CDI de 24 h/semaine."""


@pytest.fixture
def coach(log_in):
    coach = make_user()
    log_in(coach)
    return coach


@pytest.fixture
def offer(coach, client):
    employer = make_employer(coach=coach)
    typed = {"employer_id": str(employer.id), "title": "Commis", "text": TEXT, "openings": "1"}
    client.post("/offers/new", data=typed | {"site_id": ""})
    return db.session.query(Offer).one()


def fresh(row):
    """Return a row as the database holds it now; a request closes the session it was read in."""
    return db.session.get(type(row), row.id)


def row(offer, kind):
    return next(r for r in fresh(offer).requirements if r.kind == kind)


def rules(offer):
    return {f.rule for f in fresh(offer).flags}


def flag_of(offer, rule):
    return next(f for f in fresh(offer).flags if f.rule == rule)


def test_a_pasted_offer_is_read_and_each_requirement_shown_in_its_place(client, offer):
    page = client.get(f"/offers/{offer.id}")
    assert page.status_code == 200
    for kind in ("diploma", "licence", "age", "cliche"):
        found = row(offer, kind)
        assert offer.text[found.start : found.end] == found.asked
        assert found.asked in page.text
    assert "Risque légal" in page.text
    assert offer.contract == "CDI"
    assert offer.weekly_hours == 24


def test_the_questions_quote_the_text_and_give_a_softer_wording(client, offer):
    flag = flag_of(offer, "age-bound")
    assert flag.quote in TEXT
    page = client.get(f"/offers/{offer.id}").text
    assert flag.quote in page
    assert "?" in page


def test_a_requirement_that_no_task_calls_for_is_asked_about_once_tasks_exist(client, offer):
    before = rules(offer)
    assert "licence-without-driving" not in before
    task = {"text": "Éplucher les légumes", "frequency": "daily", "learnable": ""}
    client.post(f"/offers/{offer.id}/tasks/new", data=task)
    assert "licence-without-driving" in rules(offer)

    driving = {"text": "Conduire la camionnette au marché", "frequency": "weekly"}
    client.post(f"/offers/{offer.id}/tasks/new", data=driving | {"learnable": ""})
    assert "licence-without-driving" not in rules(offer)


def discuss(client, found, **given):
    typed = {"necessity": "dropped", "agreed": found.asked, "level": "", "version": found.version}
    return client.post(f"/offers/requirements/{found.id}", data=typed | given)


def test_dropping_a_requirement_is_told_in_its_story_and_settles_its_question(client, offer):
    age = row(offer, "age")
    assert discuss(client, age, reason="Aucune tâche ne l’appelle").status_code == 302
    age = fresh(age)
    assert age.necessity is Necessity.DROPPED
    assert [line.step for line in age.ledger] == [Step.ASKED, Step.DROPPED]
    assert flag_of(offer, "age-bound").decision is Decision.ACCEPTED
    story = client.get(f"/offers/{offer.id}/ledger").text
    assert "Aucune tâche ne l’appelle" in story


def test_keeping_a_requirement_that_is_questioned_needs_a_reason(client, offer):
    age = row(offer, "age")
    page = discuss(client, age, necessity="strict")
    assert "Dites pourquoi le travail l’exige" in page.text
    db.session.expire_all()
    assert db.session.get(Requirement, age.id).necessity is None


def test_learning_on_the_post_needs_somebody_who_shows(client, offer):
    page = discuss(client, row(offer, "diploma"), necessity="learnable")
    assert "Nommez la personne qui montre" in page.text


def test_reading_the_text_again_keeps_what_was_discussed(client, offer):
    discuss(client, row(offer, "diploma"))
    typed = {
        "employer_id": str(offer.employer_id),
        "site_id": "",
        "title": "Commis",
        "text": "Bonjour. " + TEXT,
        "openings": "1",
        "version": offer.version,
    }
    client.post(f"/offers/{offer.id}/edit", data=typed)
    diploma = row(offer, "diploma")
    assert diploma.necessity is Necessity.DROPPED
    offer = fresh(offer)
    assert offer.text[diploma.start : diploma.end] == diploma.asked
    assert len([r for r in offer.requirements if r.kind == "diploma"]) == 1


def test_a_question_is_set_aside_with_a_reason_and_taken_up_again(client, offer):
    flag = flag_of(offer, "age-bound")
    page = client.post(f"/offers/flags/{flag.id}/override", data={"reason": " "})
    assert "Dites pourquoi cette question ne se pose pas ici" in page.text
    client.post(f"/offers/flags/{flag.id}/override", data={"reason": "Âge imposé par la loi"})
    assert fresh(flag).decision is Decision.OVERRIDDEN
    client.post(f"/offers/flags/{flag.id}/reopen")
    assert flag_of(offer, "age-bound").decision is Decision.OPEN


def test_a_flag_that_was_set_aside_is_not_raised_again(client, offer):
    flag = flag_of(offer, "age-bound")
    client.post(f"/offers/flags/{flag.id}/override", data={"reason": "Âge imposé par la loi"})
    task = {"text": "Éplucher", "frequency": "daily", "learnable": ""}
    client.post(f"/offers/{offer.id}/tasks/new", data=task)
    assert len([f for f in fresh(offer).flags if f.rule == "age-bound"]) == 1


def test_an_offer_in_dutch_is_kept_and_said_to_be_unread(client, coach):
    employer = make_employer(coach=coach)
    text = (
        "Wij zoeken een gemotiveerde medewerker voor ons magazijn. Je hebt ervaring met het "
        "verzamelen van bestellingen en je werkt graag in een team. Wij bieden een vast contract."
    )
    typed = {"employer_id": str(employer.id), "title": "Magazijnier", "text": text, "openings": "1"}
    page = client.post("/offers/new", data=typed | {"site_id": ""}, follow_redirects=True)
    assert "n’est pas en français" in page.text
    assert "néerlandais" in page.text
    assert db.session.query(Offer).one().text == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a " * 100_000, "plus long que 50"),
        ("PK\x03\x04\x00\x01\x02\x05\x06\x07\x08 docx", "ne ressemble pas à du texte"),
    ],
)
def test_a_text_that_cannot_be_an_offer_gets_a_clear_sentence(client, coach, text, sentence):
    employer = make_employer(coach=coach)
    typed = {"employer_id": str(employer.id), "title": "Commis", "text": text, "openings": "1"}
    page = client.post("/offers/new", data=typed | {"site_id": ""})
    assert page.status_code == 200
    assert sentence in page.text
    assert 'value="Commis"' in page.text
    assert db.session.query(Offer).count() == 0


def test_an_empty_offer_names_each_missing_thing(client, coach):
    page = client.post("/offers/new", data={})
    assert "Choisissez l’entreprise" in page.text
    assert "Indiquez l’intitulé du poste" in page.text


def test_an_offer_without_text_starts_from_its_tasks(client, coach):
    employer = make_employer(coach=coach)
    typed = {"employer_id": str(employer.id), "title": "Aide", "text": "", "openings": "1"}
    page = client.post("/offers/new", data=typed | {"site_id": ""}, follow_redirects=True)
    assert "de la première heure à la dernière" in page.text


def test_a_firm_of_another_team_cannot_be_chosen(client, coach):
    stranger = make_employer()
    typed = {"employer_id": str(stranger.id), "title": "Aide", "text": "", "openings": "1"}
    assert client.post("/offers/new", data=typed | {"site_id": ""}).status_code == 200
    assert db.session.query(Offer).count() == 0


def test_an_offer_of_another_organisation_does_not_exist(client, coach):
    offer = make_offer(text=TEXT)
    task = make_task(offer)
    for path in ("", "/edit", "/tasks/new", "/requirements/new", "/ledger", "/conditions",
                 "/welcome", "/holder", "/hand-over"):  # fmt: skip
        assert client.get(f"/offers/{offer.id}{path}").status_code == 404
    assert client.get(f"/offers/tasks/{task.id}").status_code == 404
    assert client.post(f"/offers/tasks/{task.id}/remove").status_code == 404
    assert client.post(f"/offers/{offer.id}/status", data={"status": "filled"}).status_code == 404


def test_two_coaches_discussing_one_requirement_lose_nothing(client, offer):
    found = row(offer, "diploma")
    opened = found.version
    discuss(client, found, agreed="Savoir lire une recette", necessity="strict", reason="Un")
    page = discuss(
        client, found, version=opened, agreed="Savoir compter", necessity="strict", reason="Deux"
    )
    assert "Savoir lire une recette" in page.text
    assert 'value="Savoir compter"' in page.text


def test_the_page_asks_the_database_as_often_for_many_tasks_as_for_few(client, offer, queries):
    make_task(offer)
    few = queries(lambda: client.get(f"/offers/{offer.id}"))
    for number in range(8):
        make_task(offer, text=f"Tâche {number}", position=number + 1)
    assert queries(lambda: client.get(f"/offers/{offer.id}")) == few


def test_an_offer_is_handed_over_in_one_action(client, coach, offer):
    colleague = make_user(organisation=coach.organisation, name="Karim Benali")
    data = {"responsible": str(colleague.id), "second": str(coach.id)}
    page = client.post(f"/offers/{offer.id}/hand-over", data=data, follow_redirects=True)
    assert "Karim Benali suit maintenant cette offre" in page.text
    assert fresh(offer).second_id == coach.id
    assert db.session.query(Flag).count() > 0


def test_the_conditions_are_kept_in_the_words_of_the_page(client, offer):
    typed = {
        "contract_kind": "CDD",
        "contract_months": "6",
        "weekly_hours": "19",
        "pay_low": "14.37",
        "pay_unit": "h",
        "hours": ["early", "sunday"],
        "timetable": "Lundi à vendredi",
        "version": fresh(offer).version,
    }
    client.post(f"/offers/{offer.id}/conditions", data=typed)
    assert fresh(offer).contract == "CDD:6m"
    page = client.get(f"/offers/{offer.id}").text
    for words in ("Durée déterminée (CDD), 6 mois", "14,37", "Tôt le matin", "Dimanche"):
        assert words in page


def test_who_does_it_today_raises_the_strongest_question(client, offer):
    typed = {"holder_eqf": "0", "holder_years": "0", "version": fresh(offer).version}
    client.post(f"/offers/{offer.id}/holder", data=typed | {"language": "", "language_level": ""})
    assert "holder-has-less" in rules(offer)
