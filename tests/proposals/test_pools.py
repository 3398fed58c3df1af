"""The pool of a team is exact at every look, in every process, and holds nobody else."""

import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import select

from iod import db, models, web
from iod.candidates import services as candidates
from iod.candidates.models import (
    Ability,
    AbilityKind,
    Candidate,
    Phase,
    SkillLevel,
    SkillProof,
    Wish,
    WishKind,
)
from iod.proposals import pools, portfolios
from iod.proposals.portfolios import pool_of, portfolio
from matching import Need, Pool, Profile
from tests.factories import make_candidate, make_user

SOLS, SANITAIRES = "laver-sol-serpilliere", "nettoyer-desinfecter-sanitaires"
ASKED = Profile(needs=(Need(kind="skill", value=SOLS), Need(kind="skill", value=SANITAIRES)))


@pytest.fixture
def coach(session):
    return make_user()


@pytest.fixture
def here(app, session):
    with app.test_request_context():
        yield


def a_person(coach, first, *parts, **given):
    person = make_candidate(
        coach=coach, first_name=first, last_name="Exemple", search_key=first.lower(), **given
    )
    for part in parts:
        candidates.save_part(person, part, by=coach)
    db.session.commit()
    return person


def skill(key, level=SkillLevel.ALONE, **given):
    return SkillProof(skill_id=key, label=key, level=level, **given)


def paper(kind, code, **given):
    return Ability(kind=kind, code=code, **given)


def found(teams, coach, asked=ASKED):
    """The first names in each group, everybody else last."""
    with teams.of(coach.organisation_id) as team:
        members = team.pool.members(asked)
        numbers = [*members.values(), team.others(members)]
        ids = [[team.people[number] for number in some] for some in numbers]
    return [[db.session.get(Candidate, person).first_name for person in some] for some in ids]


def test_a_pool_made_from_columns_says_what_the_rows_say(here, coach):
    language, licence = AbilityKind.LANGUAGE, AbilityKind.LICENCE
    past, future = web.today() - timedelta(days=1), web.today() + timedelta(days=1)
    a_person(
        coach,
        "Amina",
        skill(SOLS, SkillLevel.CAN_SHOW),
        skill(SANITAIRES, SkillLevel.WITH_HELP, wanted=False),
        paper(language, "fr", level="B2"),
        paper(language, "nl", level=""),
        paper(licence, "B", expires_on=past),
        paper(AbilityKind.CERTIFICATE, "VCA", expires_on=past),
        paper(AbilityKind.CERTIFICATE, "AFSCA", expires_on=future),
        Wish(kind=WishKind.WISH, text="x", occupation_id="nettoyeur-bureaux"),
        Wish(kind=WishKind.LIMIT, text="y", occupation_id="boucher"),
        post_code="4800",
        travel={"foot": 30, "car": 45},
        hours=["early"],
        weekly_hours_low=19,
        offers_shown=2,
        last_offer_on=past,
    )
    a_person(coach, "Zoé", hours=[], post_code="nowhere")
    people, pool = pool_of(coach.organisation_id)
    rows = [db.session.get(Candidate, person) for person in people]
    plain = Pool(portfolio(row, number) for number, row in enumerate(rows))
    kept = [
        [one._index.person(one._index.row(number)) for number in range(len(rows))]
        for one in (pool, plain)
    ]
    assert [row.first_name for row in rows] == ["Amina", "Zoé"]
    assert kept[0] == kept[1]


def test_a_change_of_one_proof_is_seen_at_the_next_look_without_a_new_pool(
    here, coach, monkeypatch
):
    amina = a_person(coach, "Amina", skill(SOLS), skill(SANITAIRES, SkillLevel.WITH_HELP))
    a_person(coach, "Zoé")
    teams = pools.Teams()
    assert found(teams, coach) == [[], [], ["Amina"], ["Zoé"]]
    monkeypatch.setattr(pools, "pool_of", lambda _organisation: pytest.fail("made anew"))
    amina.proofs[1].level = SkillLevel.ALONE
    db.session.commit()
    assert found(teams, coach) == [["Amina"], [], [], ["Zoé"]]
    candidates.remove_part(amina.proofs[0], by=coach)
    db.session.commit()
    db.session.expire_all()
    assert found(teams, coach) == [[], [], ["Amina"], ["Zoé"]]
    amina.phase = Phase.LEFT
    db.session.commit()
    assert found(teams, coach) == [[], [], [], ["Zoé"]]
    a_person(coach, "Nouvelle", skill(SOLS), skill(SANITAIRES))
    assert found(teams, coach) == [["Nouvelle"], [], [], ["Zoé"]]
    db.session.delete(amina)
    db.session.commit()
    assert found(teams, coach) == [["Nouvelle"], [], [], ["Zoé"]]


def test_nobody_of_another_organisation_is_in_the_pool(here, coach):
    stranger = make_user()
    a_person(coach, "Amina", skill(SOLS))
    a_person(stranger, "Ailleurs", skill(SOLS), skill(SANITAIRES))
    teams = pools.Teams()
    assert found(teams, coach) == [[], [], ["Amina"], []]
    a_person(stranger, "Encore", skill(SOLS), skill(SANITAIRES))
    assert found(teams, coach) == [[], [], ["Amina"], []]
    assert found(teams, stranger)[0] == ["Ailleurs", "Encore"]


def test_what_is_rolled_back_leaves_no_trace_in_the_kept_pool(here, coach):
    amina = a_person(coach, "Amina", skill(SOLS), skill(SANITAIRES, SkillLevel.WITH_HELP))
    teams = pools.Teams()
    found(teams, coach)
    with db.session.begin_nested() as savepoint:
        amina.proofs[1].level = SkillLevel.ALONE
        assert found(teams, coach)[0] == ["Amina"]  # in the transaction that changes her
        savepoint.rollback()
    db.session.rollback()
    assert found(teams, coach)[0] == []


def test_a_certificate_that_ends_tonight_is_not_held_tomorrow(here, coach, monkeypatch):
    asked = Profile(needs=(Need(kind="certificate", value="VCA"),))
    a_person(coach, "Amina", paper(AbilityKind.CERTIFICATE, "VCA", expires_on=web.today()))
    teams = pools.Teams()
    assert found(teams, coach, asked)[0] == ["Amina"]
    tomorrow = web.today() + timedelta(days=1)
    for module in (pools, portfolios):
        monkeypatch.setattr(module, "today", lambda: tomorrow)
    assert found(teams, coach, asked)[0] == []


def test_many_changes_at_once_make_a_new_pool(here, coach, monkeypatch):
    teams = pools.Teams()
    assert found(teams, coach) == [[], [], [], []]
    monkeypatch.setattr(pools, "IN_PLACE", 1)
    for name in ("Amina", "Zoé"):
        a_person(coach, name, skill(SOLS), skill(SANITAIRES))
    assert found(teams, coach)[0] == ["Amina", "Zoé"]


EDIT = """
import sys
from sqlalchemy import select
from iod import db
from iod.app import create_app
from iod.candidates.models import SkillLevel, SkillProof
app = create_app({"DATABASE_URL": sys.argv[1], "SECRET_KEY": "x" * 40})
with app.app_context():
    for proof in db.session.scalars(select(SkillProof)):
        proof.level = SkillLevel.ALONE
    db.session.commit()
"""


@pytest.fixture
def database(app, engine, tmp_path):
    """A database of its own, which another process can open; the usual one comes back after."""
    url = f"sqlite:///{tmp_path}/two.sqlite"
    own = db.make_engine(url)
    models.Base.metadata.create_all(own)
    db.session.remove()
    db.session.configure(bind=own)
    with app.app_context():
        yield url
    db.session.remove()
    db.session.configure(bind=engine)
    own.dispose()


def test_a_change_made_by_another_process_is_seen_at_the_next_look(database):
    coach = make_user()
    a_person(coach, "Amina", skill(SOLS), skill(SANITAIRES, SkillLevel.WITH_HELP))
    teams = pools.Teams()
    assert found(teams, coach)[0] == []
    db.session.remove()
    subprocess.run([sys.executable, "-c", EDIT, database], check=True, timeout=120)
    coach = db.session.scalars(select(type(coach))).one()
    assert found(teams, coach)[0] == ["Amina"]
