"""Time the whole shortlist page of a large team: ``python -m tests.bench.shortlist_page``.

People are made up, the same for the same seed, in a SQLite file of its own.
"""

import argparse
import random
import statistics
import tempfile
import time
import uuid
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from iod import db, models, web
from iod.access import Role
from iod.accounts.models import Organisation, User, UserSession
from iod.app import create_app
from iod.candidates.models import (
    Ability,
    AbilityKind,
    Candidate,
    CandidateCensus,
    SkillLevel,
    SkillProof,
    Wish,
    WishKind,
)
from iod.employers.models import Employer, Site
from iod.offers.models import Necessity, Offer, Requirement, Task
from matching.reference import load
from matching.reference.dated import table

SKILLS = 10  # of each person, about
DEMANDS = (
    ("licence", "B"),
    ("language", "fr:B1"),
    ("language", "nl:A2"),
    ("diploma", "EQF4"),
    ("experience", "2"),
    ("certificate", "VCA"),
    ("certificate", "AFSCA"),
)


def people(count: int, team: User, rng: random.Random) -> None:
    """Fill the team with people who come from an occupation each, and a bit of another."""
    reference = load()
    jobs = sorted(reference.essential)
    codes = [row["postcodes"].split("|")[0].strip() for row in table("places")]
    mine, today = {"organisation_id": team.organisation_id}, web.today()
    rows: dict[type, list[dict]] = {
        kind: [] for kind in (Candidate, SkillProof, Ability, Wish, CandidateCensus)
    }
    for number in range(count):
        key = uuid.UUID(int=rng.getrandbits(128), version=4)
        whose = mine | {"candidate_id": key}
        job, other = rng.choice(jobs), rng.choice(jobs)
        known = dict.fromkeys([*reference.skills_of(job)[0], *reference.skills_of(other)[0][:3]])
        rows[Candidate].append(
            mine
            | {
                "id": key,
                "first_name": f"Prénom{number}",
                "last_name": f"Nom{number}",
                "search_key": f"prenom{number} nom{number}",
                "post_code": rng.choice(codes),
                "arrived_on": today - timedelta(days=rng.randrange(900)),
                "last_offer_on": today - timedelta(days=rng.randrange(300))
                if rng.random() < 0.7
                else None,
                "offers_shown": rng.randrange(12),
                "travel": {"foot": 30, "transit": rng.choice((45, 60, 90))},
                "hours": rng.choice((None, [], ["early"], ["early", "saturday"])),
                "responsible_id": team.id,
            }
        )
        rows[SkillProof] += [
            whose | {"skill_id": skill, "label": skill, "level": rng.choice(list(SkillLevel))}
            for skill in list(known)[:SKILLS]
        ]
        rows[Ability] += [
            whose | {"kind": kind, "code": code, "level": level}
            for kind, code, level, share in (
                (AbilityKind.LANGUAGE, "fr", rng.choice(("A2", "B1", "B2")), 0.95),
                (AbilityKind.LANGUAGE, "nl", rng.choice(("A1", "A2")), 0.3),
                (AbilityKind.LICENCE, "B", "", 0.45),
                (AbilityKind.CERTIFICATE, "VCA", "", 0.1),
                (AbilityKind.CERTIFICATE, "AFSCA", "", 0.05),
            )
            if rng.random() < share
        ]
        rows[Wish].append(whose | {"kind": WishKind.WISH, "occupation_id": job, "text": job})
        years = {"schooling_eqf": rng.randrange(1, 6), "years_of_practice": rng.randrange(8)}
        rows[CandidateCensus].append(whose | years)
    for kind, some in rows.items():
        db.session.execute(insert(kind), some)


def an_offer(team: User, occupation: str) -> Offer:
    """Make an offer for an occupation, with all its tasks and a pile of demands."""
    mine = {"organisation_id": team.organisation_id}
    employer = Employer(name="Firme", name_key="firme", responsible_id=team.id, **mine)
    offer = Offer(
        title=occupation,
        occupation_id=occupation,
        employer=employer,
        site=Site(employer=employer, town="Liège", post_code="4000", **mine),
        responsible_id=team.id,
        captured_on=web.today(),
        hours=["early"],
        tutor="Michel",
        **mine,
    )
    skills = load().skills_of(occupation)[0][:8]
    offer.tasks = [
        Task(text=skill, skills=[skill], position=n, **mine) for n, skill in enumerate(skills)
    ]
    offer.requirements = [
        Requirement(
            kind=kind,
            value=value,
            asked=value,
            position=n,
            necessity=Necessity.DROPPED if n % 2 else None,
            **mine,
        )
        for n, (kind, value) in enumerate(DEMANDS)
    ]
    db.session.add(offer)
    return offer


def timed(action) -> float:
    """Return how many milliseconds an action takes."""
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def summary(name: str, times: list[float]) -> None:
    times = sorted(times)
    p95 = times[max(0, -(-len(times) * 95 // 100) - 1)]
    print(f"{name:<42} median {statistics.median(times):7.1f} ms   p95 {p95:7.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--looks", type=int, default=30)
    options = parser.parse_args()
    rng = random.Random(7)  # noqa: S311 - made-up people
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        app = create_app({"DATABASE_URL": url, "SECRET_KEY": "x" * 40, "WTF_CSRF_ENABLED": False})
        with app.app_context():
            models.Base.metadata.create_all(db.session.get_bind())
            team = User(email="a@example.org", name="Nadia", role=Role.COACH)
            team.organisation = Organisation(name="MIRE", settings={})
            db.session.add(team)
            db.session.flush()
            people(options.people, team, rng)
            jobs = rng.sample(sorted(load().essential), 10)
            offers = [an_offer(team, job) for job in jobs]
            row = UserSession(user_id=team.id)
            db.session.add(row)
            db.session.commit()
            addresses = [f"/proposals/offers/{offer.id}" for offer in offers]
            client = app.test_client()
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = team.fs_uniquifier, True
                cookie["session_id"] = row.id.hex
            some = [key for (key,) in db.session.query(SkillProof.id).limit(options.looks)]
        print(f"{options.people} people, {len(offers)} offers of {len(DEMANDS)} demands, SQLite")

        def look(address: str) -> None:
            assert client.get(address).status_code == 200

        client.get("/")
        print(f"{'first page, the pool is made':<42} {timed(lambda: look(addresses[0])):14.1f} ms")
        for address in addresses:
            look(address)
        rest = [timed(lambda: look(rng.choice(addresses))) for _ in range(options.looks)]
        summary("whole page, opening effect included", rest)
        changed = []
        for key in some:
            with app.app_context():
                proof = db.session.get_one(SkillProof, key)
                proof.level = (
                    SkillLevel.ALONE
                    if proof.level is SkillLevel.WITH_HELP
                    else SkillLevel.WITH_HELP
                )
                db.session.commit()
            changed.append(timed(lambda: look(rng.choice(addresses))))
        summary("whole page just after a proof was changed", changed)
        page = client.get(addresses[0]).get_data()
        print(f"{'weight of the page':<42} {len(page) / 1024:14.1f} kB")


if __name__ == "__main__":
    main()
