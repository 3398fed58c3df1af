"""Dated tables: seeded, completed, never two rows at once, and nothing unconfirmed is used."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from iod import audit, db
from iod.access import Role
from iod.offers.reading import as_engine_sees
from iod.reference import dated
from iod.reference.models import DatedRow
from tests.factories import make_offer, make_user

FLOOR = {
    "label": "revenu minimum",
    "hourly": "11,11",
    "monthly": "1829.30",
    "weekly_hours": "38",
    "valid_from": "2027-01-01",
    "source": "avis lu au Moniteur",
    "checked_on": "2026-12-01",
    "verified": "yes",
}


@pytest.fixture
def manager(session):
    return make_user(role=Role.MANAGER)


@pytest.fixture
def page(manager, log_in):
    return log_in(manager)


def own_rows(user):
    return list(
        db.session.scalars(select(DatedRow).where(DatedRow.organisation_id == user.organisation_id))
    )


def seeded():
    dated.seed(db.session)
    db.session.commit()


def test_the_program_brings_its_tables_and_a_second_time_changes_nothing(session):
    assert dated.seed(db.session) > 40
    db.session.commit()
    assert dated.seed(db.session) == 0


def test_a_row_that_left_the_program_leaves_and_a_changed_one_is_put_right(session):
    seeded()
    row = dated.rows_of("diplomas", None)[0]
    row.label = "autre chose"
    db.session.add(
        DatedRow(kind="diplomas", code="X", label="x", values={}, valid_from=date(2020, 1, 1))
    )
    db.session.commit()
    assert dated.seed(db.session) == 2
    assert "autre chose" not in {r.label for r in dated.rows_of("diplomas", None)}


def test_every_table_opens_and_says_what_is_to_check(page):
    seeded()
    text = page.get("/reference/").get_data(as_text=True)
    for kind in dated.KINDS:
        name = kind.replace("_", "-")
        assert f"/reference/{name}" in text
        assert page.get(f"/reference/{name}").status_code == 200
    floors = page.get("/reference/wage-floors").get_data(as_text=True)
    assert "à vérifier" in floors
    assert page.get("/reference/horoscope").status_code == 404


def test_an_ended_row_is_to_check_only_while_nothing_follows():
    first = DatedRow(
        code="a", verified=True, valid_from=date(2024, 1, 1), valid_to=date(2024, 6, 1)
    )
    later = DatedRow(code="a", verified=True, valid_from=date(2024, 6, 2))
    today = date(2026, 1, 1)
    assert dated.to_check(first, [first], today)
    assert not dated.to_check(first, [first, later], today)


def test_a_row_of_ones_own_stands_in_front_of_the_programs(page, manager):
    seeded()
    row = next(r for r in dated.rows_of("wage_floors", None) if not r.verified)
    shown = page.get(f"/reference/rows/{row.id}").get_data(as_text=True)
    assert row.label in shown
    answer = page.post(f"/reference/rows/{row.id}", data=FLOOR | {"valid_from": "2026-04-01"})
    assert answer.status_code == 302
    [own] = own_rows(manager)
    assert own.values["hourly"] == "11.11"
    listed = dated.rows_of("wage_floors", manager.organisation_id)
    assert own.id in {r.id for r in listed}
    assert row.id not in {r.id for r in listed}
    others = dated.rows_of("wage_floors", make_user().organisation_id)
    assert row.id in {r.id for r in others}, "others keep theirs"
    events = select(audit.AuditEvent.event)
    assert "dated_row.added" in set(db.session.scalars(events))
    page.post(f"/reference/rows/{own.id}/remove")
    assert row.id in {r.id for r in dated.rows_of("wage_floors", manager.organisation_id)}


def test_two_rows_for_one_thing_on_one_day_are_refused_in_a_sentence(page, manager):
    assert page.post("/reference/wage-floors/new", data=FLOOR).status_code == 302
    again = page.post("/reference/wage-floors/new", data=FLOOR | {"valid_from": "2027-05-01"})
    assert "valable depuis le 1 janvier 2027, sans fin" in again.get_data(as_text=True)
    assert 'value="2027-05-01"' in again.get_data(as_text=True), "what was typed is kept"
    assert len(own_rows(manager)) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"source": ""}, "Citez la source"),
        ({"valid_to": "2026-12-31"}, "La fin vient avant le début"),
        ({"hourly": "900"}, "Un nombre de 5 à 100"),
        ({"label": ""}, "Écrivez le libellé"),
        ({"valid_from": "hier"}, "date"),
    ],
)
def test_a_wrong_cell_is_told_beside_it(page, manager, typed, words):
    answer = page.post("/reference/wage-floors/new", data=FLOOR | typed)
    assert answer.status_code == 200
    assert words in answer.get_data(as_text=True)
    assert own_rows(manager) == []


def test_another_organisations_row_is_not_found(page):
    other = make_user(role=Role.MANAGER)
    row = DatedRow(
        kind="levels",
        code="9",
        label="x",
        values={"isco": "9", "low": "1", "high": "2"},
        valid_from=date(2026, 1, 1),
        organisation_id=other.organisation_id,
    )
    db.session.add(row)
    db.session.commit()
    assert page.get(f"/reference/rows/{row.id}").status_code == 404
    assert page.post(f"/reference/rows/{row.id}/remove").status_code == 404


def test_a_row_of_the_program_cannot_be_removed(page):
    seeded()
    row = dated.rows_of("diplomas", None)[0]
    assert page.post(f"/reference/rows/{row.id}/remove").status_code == 404


# --- spreadsheets -----------------------------------------------------------------------------


def send(page, text, name="wage-floors"):
    data = {"file": (io.BytesIO(text.encode("utf-8")), "table.csv")}
    return page.post(f"/reference/{name}/import", data=data)


def exported(page, name="wage-floors"):
    return page.get(f"/reference/{name}/export").get_data(as_text=True)


def test_an_exported_table_comes_back_without_changing_anything(page, manager):
    seeded()
    for kind in dated.KINDS:
        name = kind.replace("_", "-")
        assert send(page, exported(page, name), name).status_code == 302, name
    assert own_rows(manager) == []


def test_a_line_added_in_the_spreadsheet_becomes_a_row_and_can_be_corrected(page, manager):
    seeded()
    line = "200;ouvrier;12,5;;38;barème;scale;01/01/2027;;;;non;\r\n"
    assert send(page, exported(page) + line).status_code == 302
    [own] = own_rows(manager)
    assert (own.code, own.values["hourly"], own.verified) == ("200/ouvrier", "12.5", False)
    text = exported(page).replace("12.5;", "13;")
    send(page, text)
    assert [row.values["hourly"] for row in own_rows(manager)] == ["13"]


def test_wrong_lines_are_all_named_and_nothing_is_kept(page, manager):
    head = ";".join(dated.columns("wage_floors")) + "\r\n"
    good = "200;a;12;;38;barème;;2027-01-01;;;;no;\r\n"
    bad = "201;a;douze;;38;;;2027-01-01;;;;no;\r\n"
    text = send(page, head + good + bad).get_data(as_text=True)
    assert "Ligne 3" in text
    assert "hourly" in text
    assert "label" in text
    assert own_rows(manager) == []
    twice = send(page, head + good + good.replace("2027-01-01", "2027-02-01"))
    assert "Ligne 3" in twice.get_data(as_text=True)
    assert own_rows(manager) == []


@pytest.mark.parametrize("text", ["", "a;b\r\n1;2\r\n", "\x00\x01"])
def test_a_file_that_is_no_such_table_is_refused(page, text):
    assert "colonnes" in send(page, text).get_data(as_text=True)


def test_a_file_in_another_encoding_is_refused(page):
    data = {"file": (io.BytesIO("é".encode("latin-1")), "t.csv")}
    answer = page.post("/reference/levels/import", data=data)
    assert "UTF-8" in answer.get_data(as_text=True)


def test_no_cell_is_a_formula_for_the_program_that_opens_it(page, manager):
    trick = "=HYPERLINK(1)"
    page.post("/reference/wage-floors/new", data=FLOOR | {"label": trick, "joint_committee": "-1"})
    text = exported(page)
    assert f"'{trick}" in text
    assert f";{trick}" not in text
    send(page, text)
    assert [row.label for row in own_rows(manager)] == [trick], "the mark does not come back"


# --- for the rules ----------------------------------------------------------------------------


def test_the_floor_of_a_day_is_the_confirmed_one_or_none(page, manager):
    seeded()
    whole = next(row for row in dated.rows_of("wage_floors", None) if row.values["hourly"])
    floor = dated.floor_on(whole.valid_from)
    assert floor is not None
    assert floor.hourly == float(whole.values["hourly"])
    assert dated.floor_on(date(2027, 6, 1)) is None, "its amount is not confirmed"
    page.post("/reference/wage-floors/new", data=FLOOR)
    assert dated.floor_on(date(2027, 6, 1), manager.organisation_id).hourly == 11.11
    assert dated.floor_on(date(2027, 6, 1)) is None, "it is this organisation's own"


def test_a_floor_nobody_verified_is_not_used(page, manager):
    row = {k: v for k, v in FLOOR.items() if k != "verified"}
    page.post("/reference/wage-floors/new", data=row)
    assert dated.floor_on(date(2027, 6, 1), manager.organisation_id) is None


def test_an_offer_is_read_with_the_levels_and_the_floor_of_its_organisation(page, manager):
    offer = make_offer(coach=manager)
    assert as_engine_sees(offer).levels is None
    assert as_engine_sees(offer).floor is None
    level = {"label": "aides", "isco": "94", "low": "1", "high": "1", "valid_from": "2020-01-01"}
    assert page.post("/reference/levels/new", data=level).status_code == 302
    floor = FLOOR | {"valid_from": "2020-01-01", "checked_on": "2020-01-01"}
    assert page.post("/reference/wage-floors/new", data=floor).status_code == 302
    seen = as_engine_sees(offer)
    assert [(x.low, x.high) for x in seen.levels if x.isco == "94"] == [(1, 1)]
    assert any(x.isco == "9" for x in seen.levels), "the embedded table stays behind"
    assert seen.floor.monthly == 1829.3
