from iod import db
from iod.employers.models import ContactLog, Employer
from tests.factories import make_employer, make_site, make_user


def a_firm(**given):
    return {"name": "Boulangerie Les Deux Épis", "stage": "to_call"} | given


def test_a_firm_is_added_and_shown(client, log_in):
    log_in(make_user())
    page = client.post("/employers/new", data=a_firm(), follow_redirects=True)
    assert "Boulangerie Les Deux Épis" in page.text


def test_a_firm_of_the_same_name_is_pointed_out_and_nothing_typed_is_lost(client, log_in):
    coach = make_user()
    make_employer(coach=coach, name="Les Deux Épis SRL")
    log_in(coach)

    typed = a_firm(name="les deux epis", activity="Pains et tartes")
    page = client.post("/employers/new", data=typed)

    assert "est déjà dans votre liste" in page.text
    assert 'value="Pains et tartes"' in page.text
    assert db.session.query(Employer).count() == 1
    client.post("/employers/new", data=typed | {"different": "y"})
    assert db.session.query(Employer).count() == 2


def test_the_same_name_in_another_team_is_nobodys_business(client, log_in):
    make_employer(name="Les Deux Épis")
    log_in(make_user())
    page = client.post("/employers/new", data=a_firm(name="Les Deux Épis"), follow_redirects=True)
    assert "déjà dans votre liste" not in page.text


def test_an_enterprise_number_is_checked_and_written_one_way(client, log_in):
    log_in(make_user())
    page = client.post("/employers/new", data=a_firm(enterprise_number="0403.170.702"))
    assert "chiffres de contrôle" in page.text
    page = client.post(
        "/employers/new", data=a_firm(enterprise_number="BE 403170701"), follow_redirects=True
    )
    assert "0403.170.701" in page.text


def test_a_promised_step_needs_its_day_and_comes_back_until_done(client, log_in):
    coach = make_user()
    employer = make_employer(coach=coach)
    log_in(coach)
    said = {
        "kind": "call",
        "held_on": "2026-01-05",
        "said": "Cherche quelqu’un",
        "next_step": "Visiter",
    }
    page = client.post(f"/employers/{employer.id}/log/new", data=said)
    assert "Dites pour quand" in page.text
    assert "Cherche quelqu’un" in page.text

    client.post(f"/employers/{employer.id}/log/new", data=said | {"next_on": "2026-01-09"})
    line = db.session.query(ContactLog).one()
    client.post(f"/employers/log/{line.id}/done")
    assert line.done_on is not None


def test_a_firm_of_another_organisation_does_not_exist(client, log_in):
    employer = make_employer()
    log_in(make_user())
    for path in ("", "/edit", "/sites/new", "/contacts/new", "/log/new"):
        assert client.get(f"/employers/{employer.id}{path}").status_code == 404
    assert employer.name not in client.get("/employers/").text


def test_a_stale_form_shows_the_newer_text_beside_and_loses_nothing(client, log_in):
    coach = make_user()
    employer = make_employer(coach=coach, name="Net’Vesdre", activity="Bureaux")
    log_in(coach)
    opened = employer.version
    client.post(
        f"/employers/{employer.id}/edit",
        data=a_firm(name="Net’Vesdre", activity="Bureaux et écoles", version=opened),
    )
    page = client.post(
        f"/employers/{employer.id}/edit",
        data=a_firm(name="Net’Vesdre", activity="Usines", version=opened),
    )
    assert "Bureaux et écoles" in page.text
    assert 'value="Usines"' in page.text
    db.session.expire_all()
    assert db.session.get(Employer, employer.id).activity == "Bureaux et écoles"


def test_the_search_finds_a_firm_without_accents_and_reads_a_bad_page_as_the_first(client, log_in):
    coach = make_user()
    make_site(make_employer(coach=coach, name="Pâtisserie Éclair"), town="Spa")
    log_in(coach)
    assert "Pâtisserie Éclair" in client.get("/employers/?q=patisserie eclair&page=x").text
    assert "Pâtisserie Éclair" not in client.get("/employers/?q=toiture").text


def test_the_list_asks_the_database_as_often_for_many_firms_as_for_few(client, log_in, queries):
    coach = make_user()
    log_in(coach)
    make_site(make_employer(coach=coach))
    few = queries(lambda: client.get("/employers/"))
    for _each in range(9):
        make_site(make_employer(coach=coach))
    assert queries(lambda: client.get("/employers/")) == few


def test_what_no_keyboard_types_is_left_out_and_a_pasted_file_is_refused(client, log_in):
    log_in(make_user())
    client.post("/employers/new", data=a_firm(name="Chez\x00 Lucie"))
    assert db.session.query(Employer).one().name == "Chez Lucie"
    page = client.post("/employers/new", data=a_firm(activity="PK\x03\x04\x00\x01\x02\x05\x06\x07"))
    assert "un fichier a-t-il été collé par erreur" in page.text
