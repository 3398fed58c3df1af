"""What a coach sees and does on the pages about people."""

from datetime import date, timedelta

import pytest
from sqlalchemy import inspect

from iod import db, web
from iod.accounts.models import User
from iod.audit import AccessLog
from iod.candidates import services
from iod.candidates.models import (
    Candidate,
    CandidateCensus,
    CandidateNote,
    Experience,
    ExperienceKind,
    Phase,
    SkillLevel,
    SkillProof,
)
from tests.factories import make_candidate, make_organisation, make_user


@pytest.fixture
def coach(session):
    return make_user()


@pytest.fixture
def browser(client, log_in, coach):
    return log_in(coach)


def text(answer):
    return answer.get_data(as_text=True)


def a_person(coach, first="Amina", last="Diallo", **given):
    key = services.folded(f"{first} {last}")
    return make_candidate(coach=coach, first_name=first, last_name=last, search_key=key, **given)


def kept(person):
    """Read a person again, as the request left her."""
    return db.session.get(Candidate, inspect(person).identity[0])


def test_an_empty_list_says_what_it_is_for_and_what_to_do_first(browser):
    page = text(browser.get("/candidates/"))
    assert "Un nom suffit pour commencer" in page
    assert "/candidates/new" in page


def test_whoever_waited_longest_without_an_offer_comes_first(browser, coach):
    old = web.today() - timedelta(days=200)
    a_person(coach, "Bart", "Peeters", arrived_on=old, last_offer_on=web.today())
    a_person(coach, "Chiara", "Russo", arrived_on=web.today() - timedelta(days=30))
    a_person(coach, "Zoé", "Lejeune", arrived_on=old)
    page = text(browser.get("/candidates/"))
    assert page.index("Zoé") < page.index("Chiara") < page.index("Bart")


@pytest.mark.parametrize("typed", ["zoe n", "ZOÉ", "guessan zoé", "N’Guessan"])
def test_the_search_is_blind_to_accents_case_and_order(browser, coach, typed):
    a_person(coach, "Zoé", "N'Guessan")
    a_person(coach, "Amina", "Diallo")
    page = text(browser.get("/candidates/", query_string={"q": typed}))
    assert "Guessan" in page
    assert "Diallo" not in page


def test_signs_of_a_search_pattern_are_only_signs(browser, coach):
    a_person(coach)
    assert "Diallo" in text(browser.get("/candidates/?q=%25"))
    assert browser.get("/candidates/?q=%00_'&page=x&phase=none").status_code == 200


def test_the_filters_are_links_and_hold_together(browser, coach):
    other = make_user(organisation=coach.organisation)
    a_person(other, "Bart", "Peeters", phase=Phase.TOWARDS)
    a_person(coach, "Chiara", "Russo", phase=Phase.INTAKE)
    gone = a_person(coach, "Dalia", "Haddad", phase=Phase.LEFT)
    mine = text(browser.get("/candidates/?mine="))
    assert "Chiara" in mine
    assert "Bart" not in mine
    towards = text(browser.get("/candidates/?phase=towards"))
    assert "Bart" in towards
    assert "Chiara" not in towards
    assert gone.name not in text(browser.get("/candidates/"))
    assert gone.name in text(browser.get("/candidates/?phase=left"))


def test_a_long_list_has_pages(browser, coach):
    for number in range(35):
        a_person(coach, "Nom", f"Personne{number:02}")
    assert "Page 1 sur 2" in text(browser.get("/candidates/"))
    assert "Personne34" in text(browser.get("/candidates/?page=99"))


def test_a_name_is_enough_to_start(browser):
    given = {"first_name": "Zoé", "last_name": "N'Guessan", "arrived_on": "2026-01-05"}
    answer = browser.post("/candidates/new", data=given | {"language": "fr"})
    person = db.session.query(Candidate).one()
    assert answer.location.endswith(str(person.id))
    assert (person.search_key, person.arrived_on) == ("zoe n guessan", date(2026, 1, 5))


def test_two_people_of_one_name_must_be_meant(browser, coach):
    a_person(coach, "Amina", "Diallo")
    given = {"first_name": "AMINA", "last_name": "diallo", "arrived_on": "2026-01-05"}
    given["language"] = "fr"
    page = text(browser.post("/candidates/new", data=given))
    assert "quelqu’un d’autre" in page
    assert 'value="AMINA"' in page
    browser.post("/candidates/new", data=given | {"different": "y"})
    assert db.session.query(Candidate).count() == 2


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"first_name": ""}, "Indiquez le nom"),
        ({"post_code": "48"}, "quatre chiffres"),
        ({"email": "pas une adresse"}, "adresse e-mail"),
        ({"arrived_on": "2999-01-01"}, "Cette date"),
        ({"arrived_on": "hier"}, "date"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_the_rest_is_kept(browser, bad, said):
    good = {"first_name": "Zoé", "last_name": "Lejeune", "arrived_on": "2026-01-05"}
    page = text(browser.post("/candidates/new", data=good | {"language": "fr"} | bad))
    assert said in page
    assert "Lejeune" in page
    assert db.session.query(Candidate).count() == 0


def add(browser, person, name, **given):
    return browser.post(f"/candidates/{person.id}/parts/{name}/new", data=given)


def test_every_part_of_a_portfolio_can_be_told_and_read(browser, coach):
    person = a_person(coach)
    parts = (
        ("experience", {"kind": "family", "title": "Aidé à la boulangerie de mon oncle"}),
        ("language", {"code": "ar", "level": "C1"}),
        ("licence", {"code": "B"}),
        ("certificate", {"code": "VCA", "expires_on": "2020-01-01"}),
        ("wish", {"text": "Travailler dans une cuisine"}),
        ("limit", {"text": "Pas de travail de nuit"}),
        ("action", {"text": "Visiter une boulangerie", "owner": "coach", "due_on": "2026-12-01"}),
        ("skill", {"label": "balayer un sol", "level": "alone", "proof": "Au centre, 3 mois."}),
    )
    for name, given in parts:
        assert add(browser, person, name, **given).status_code == 302, name
    page = text(browser.get(f"/candidates/{person.id}"))
    for said in (
        "boulangerie de mon oncle",
        "Arabe",
        "Très à l’aise",
        "Permis B",
        "certificat de sécurité VCA",
        "Expiré le 1 janvier 2020",
        "dans une cuisine",
        "travail de nuit",
        "Visiter une boulangerie",
        "Sans aide",
        "Au centre, 3 mois.",
    ):
        assert said in page, said


def test_a_part_can_be_corrected_and_taken_out(browser, coach):
    person = a_person(coach)
    add(browser, person, "wish", text="Cuisine")
    wish = kept(person).wishes[0]
    assert 'value="Cuisine"' in text(browser.get(f"/candidates/parts/wish/{wish.id}"))
    browser.post(f"/candidates/parts/wish/{wish.id}", data={"text": "Boulangerie"})
    assert "Boulangerie" in text(browser.get(f"/candidates/{person.id}"))
    assert browser.get(f"/candidates/parts/limit/{wish.id}").status_code == 404
    browser.post(f"/candidates/parts/wish/{wish.id}/remove")
    assert "Boulangerie" not in text(browser.get(f"/candidates/{person.id}"))


def test_a_skill_is_chosen_among_suggestions_for_her_words(browser, coach):
    person = a_person(coach)
    page = text(browser.get(f"/candidates/{person.id}/skills?q=conduire+un+clark"))
    assert "conduire un chariot élévateur frontal" in page
    assert "garder «\u00a0conduire un clark\u00a0»" in page
    form = text(
        browser.get(
            f"/candidates/{person.id}/parts/skill/new?skill=conduire-chariot-elevateur-frontal"
        )
    )
    assert 'value="conduire un chariot élévateur frontal"' in form
    add(
        browser,
        person,
        "skill",
        label="conduire un chariot élévateur frontal",
        skill_id="conduire-chariot-elevateur-frontal",
        level="alone",
    )
    assert kept(person).proofs[0].skill_id == "conduire-chariot-elevateur-frontal"


def test_words_that_fit_nothing_are_kept_as_they_are(browser, coach):
    person = a_person(coach)
    add(browser, person, "skill", label="tresser des paniers", level="can_show", skill_id="gone")
    assert (kept(person).proofs[0].label, kept(person).proofs[0].skill_id) == (
        "tresser des paniers",
        "",
    )


def test_an_experience_suggests_the_skills_of_its_occupation(browser, coach):
    person = a_person(coach)
    add(browser, person, "experience", kind="job", title="Femme de ménage")
    assert kept(person).experiences[0].occupation_id == "aide-menager"
    page = text(browser.get(f"/candidates/{person.id}/skills"))
    assert "À partir de\u00a0: Femme de ménage" in page
    assert "skill=" in page


def test_a_skill_or_a_language_is_told_once(browser, coach):
    person = a_person(coach)
    for _time in range(2):
        last = add(browser, person, "skill", label="balayer un sol", level="alone")
        again = add(browser, person, "language", code="nl", level="A1")
    assert "déjà dans le portefeuille" in text(last)
    assert "déjà dans le portefeuille" in text(again)
    assert len(kept(person).proofs) == len(kept(person).abilities) == 1


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("skill", {"label": "cuire"}, "Choisissez une réponse"),
        ("skill", {"label": "x" * 161, "level": "alone"}, "problems"),
        ("experience", {"kind": "job", "title": ""}, "Dites-le en quelques mots"),
        (
            "experience",
            {"kind": "job", "title": "a", "started_on": "2025-02-02", "ended_on": "2024-01-01"},
            "avant le début",
        ),
        ("certificate", {"code": "", "other": ""}, "écrivez son nom"),
        ("language", {"code": "klingon", "level": "A1"}, "problems"),
        ("action", {"text": "Appeler", "owner": "coach", "due_on": ""}, "Indiquez le jour"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused_in_words(browser, coach, name, given, said):
    person = a_person(coach)
    answer = add(browser, person, name, **given)
    assert answer.status_code == 200
    assert said in text(answer)


def test_a_part_of_no_known_kind_is_not_found(browser, coach):
    person = a_person(coach)
    assert browser.get(f"/candidates/{person.id}/parts/nationality/new").status_code == 404


def test_travel_and_hours_are_told_in_one_small_form(browser, coach):
    person = a_person(coach)
    given = {"foot": "20", "transit": "60", "asked": "y", "hours": ["early", "saturday"]}
    given |= {"weekly_hours_low": "20", "weekly_hours_high": "38"}
    answer = browser.post(f"/candidates/{person.id}/availability", data=given)
    assert answer.status_code == 302, text(answer)
    assert kept(person).travel == {"foot": 20, "transit": 60}
    assert kept(person).hours == ["early", "saturday"]
    page = text(browser.get(f"/candidates/{person.id}"))
    assert "jusqu’à 60 minutes" in page
    assert "Tôt le matin (avant 7 h), Le samedi" in page
    bad = text(browser.post(f"/candidates/{person.id}/availability", data={"foot": "900"}))
    assert "Entre 0 et 180 minutes" in bad


def test_handing_over_is_one_action(browser, coach):
    person = a_person(coach)
    karim = make_user(organisation=coach.organisation, name="Karim Benali")
    stranger = make_user()
    karim_id, coach_id = karim.id, coach.id
    address = f"/candidates/{person.id}/hand-over"
    same = {"responsible_id": str(karim_id), "second_id": str(karim_id)}
    elsewhere = {"responsible_id": str(stranger.id), "second_id": ""}
    assert "deux personnes différentes" in text(browser.post(address, data=same))
    assert browser.post(address, data=elsewhere).status_code == 200
    browser.post(address, data={"responsible_id": str(karim_id), "second_id": str(coach_id)})
    assert (kept(person).responsible_id, kept(person).second_id) == (karim_id, coach_id)


def test_schooling_stands_on_its_own_page(browser, coach):
    person = a_person(coach)
    given = {"schooling_eqf": "2", "years_of_practice": "4"}
    answer = browser.post(f"/candidates/{person.id}/census", data=given)
    assert answer.status_code == 302, text(answer)
    kept = db.session.query(CandidateCensus).one()
    assert (kept.schooling_eqf, kept.years_of_practice) == (2, 4)
    assert "Secondaire inférieur" not in text(browser.get(f"/candidates/{person.id}"))
    assert "Jamais utilisé" in text(browser.get(f"/candidates/{person.id}/census"))


def test_an_action_can_be_ticked_off(browser, coach):
    person = a_person(coach)
    add(browser, person, "action", text="Appeler", owner="worker", due_on="2026-01-01")
    assert "En retard" in text(browser.get(f"/candidates/{person.id}"))
    browser.post(f"/candidates/parts/action/{kept(person).actions[0].id}/done")
    assert kept(person).actions[0].done_on == web.today()


def test_opening_a_file_is_logged(browser, coach):
    person_id, coach_id = a_person(coach).id, coach.id
    browser.get(f"/candidates/{person_id}")
    line = db.session.query(AccessLog).one()
    assert (line.subject_id, line.actor_id, line.page) == (person_id, coach_id, "file")


def test_nothing_of_another_team_can_be_opened_or_changed(browser):
    stranger = make_user(organisation=make_organisation())
    person = a_person(stranger)
    note = services.add_note(person, "secret", by=stranger)
    proof = SkillProof(label="cuire", level="alone")
    services.save_part(person, proof, by=stranger)
    db.session.commit()
    assert "Diallo" not in text(browser.get("/candidates/"))
    home = f"/candidates/{person.id}"
    for end in ("", "/edit", "/notes", "/census", "/link", "/skills", "/availability", "/phase"):
        assert browser.get(home + end).status_code == 404, end
    assert browser.get(f"/candidates/parts/skill/{proof.id}").status_code == 404
    for end in ("/link/new", "/link/close", "/parts/wish/new"):
        assert browser.post(home + end).status_code == 404, end
    assert browser.post(f"/candidates/parts/skill/{proof.id}/remove").status_code == 404
    assert browser.post(f"/candidates/notes/{note.id}/remove").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_portfolio(browser, coach, queries):
    person = a_person(coach)
    address = f"/candidates/{person.id}"
    few = queries(lambda: browser.get(address))
    person, coach = kept(person), db.session.get(User, inspect(coach).identity[0])
    for number in range(6):
        done = Experience(kind=ExperienceKind.JOB, title=f"Emploi {number}")
        services.save_part(person, done, by=coach)
        proof = SkillProof(label=f"Tâche {number}", level=SkillLevel.ALONE, experience=done)
        services.save_part(person, proof, by=coach)
    db.session.commit()
    assert queries(lambda: browser.get(address)) <= few + 1


# --- her own page -------------------------------------------------------------------------------


def open_own_page(app, person, coach):
    token = services.give_link(person, by=coach)
    db.session.commit()
    visitor = app.test_client()
    return visitor, visitor.get(f"/l/{token}")


def test_the_person_reads_her_portfolio_but_never_the_teams_notes(app, browser, coach):
    person = a_person(coach)
    services.add_note(person, "CANARI-NOTE-PRIVEE", by=coach)
    services.save_part(
        person, SkillProof(label="balayer un sol", level="alone", proof="Au centre."), by=coach
    )
    visitor, answer = open_own_page(app, person, coach)
    assert answer.location.endswith(f"/candidates/own/{person.id}")
    page = text(visitor.get(answer.location))
    assert "Bonjour Amina" in page
    assert "Je le fais sans aide" in page
    assert "Au centre." in page
    assert "CANARI" not in page
    assert "CANARI" in text(browser.get(f"/candidates/{person.id}/notes"))


def test_her_link_opens_her_page_alone(app, client, coach):
    person, other = a_person(coach), a_person(coach, "Bart", "Peeters")
    visitor, answer = open_own_page(app, person, coach)
    assert visitor.get(f"/candidates/own/{other.id}").status_code == 404
    assert visitor.get(f"/candidates/{person.id}").status_code in {302, 403}
    assert client.get(answer.location).status_code in {302, 403}
    services.close_links(person, by=coach)
    db.session.commit()
    assert visitor.get(answer.location).status_code in {302, 403, 404}


def test_the_address_of_a_link_is_shown_once(browser, coach):
    person = a_person(coach)
    browser.post(f"/candidates/{person.id}/link/new")
    first = text(browser.get(f"/candidates/{person.id}/link"))
    assert "http://localhost/l/" in first
    assert "data:image/svg+xml" in first
    again = text(browser.get(f"/candidates/{person.id}/link"))
    assert "http://localhost/l/" not in again
    assert "Liens ouverts" in again
    browser.post(f"/candidates/{person.id}/link/close")
    assert "Liens ouverts" not in text(browser.get(f"/candidates/{person.id}/link"))


def test_a_note_can_be_written_and_removed(browser, coach):
    person = a_person(coach)
    browser.post(f"/candidates/{person.id}/notes", data={"text": "Rappeler jeudi"})
    note_id = db.session.query(CandidateNote).one().id
    assert "Rappeler jeudi" in text(browser.get(f"/candidates/{person.id}/notes"))
    browser.post(f"/candidates/notes/{note_id}/remove")
    assert db.session.query(CandidateNote).count() == 0


def test_a_stale_form_shows_what_was_saved_meanwhile(browser, coach):
    person = a_person(coach)
    page = text(browser.get(f"/candidates/{person.id}/edit"))
    assert 'name="version"' in page
    given = {"first_name": "Amina", "last_name": "Diallo", "language": "fr"}
    given |= {"arrived_on": "2026-01-05", "town": "Dison", "version": str(person.version)}
    browser.post(f"/candidates/{person.id}/edit", data=given)
    late = text(browser.post(f"/candidates/{person.id}/edit", data=given | {"town": "Spa"}))
    assert "Dison" in late
    assert 'value="Spa"' in late
    assert kept(person).town == "Dison"
