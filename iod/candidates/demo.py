"""The people of the demo: sixty portfolios put together from a file of invented lives."""

import tomllib
from datetime import date, timedelta
from importlib import resources
from random import Random
from typing import Any

from iod import db
from iod.accounts.models import User
from iod.candidates import services
from iod.candidates.models import (
    Ability,
    AbilityKind,
    ActionItem,
    Candidate,
    CandidateCensus,
    Experience,
    ExperienceKind,
    Phase,
    Side,
    SkillLevel,
    SkillProof,
    Wish,
    WishKind,
)
from iod.reference import services as reference

LEVELS = (SkillLevel.WITH_HELP, SkillLevel.ALONE, SkillLevel.ALONE, SkillLevel.CAN_SHOW)
FRENCH = ("A2", "B1", "B1", "B2", "B2", "C1", "C2")
SECOND_LANGUAGES = ("ar", "nl", "it", "tr", "de", "ln", "ro", "en", "ti", "uk", "ff", "pt")


def tell(story: Any) -> None:
    """Add sixty people, each with a portfolio, responsible and second."""
    text = resources.files("iod.candidates").joinpath("demo.toml").read_text("utf-8")
    told = tomllib.loads(text)
    users = story.told["users"]
    coaches = [users[f"{name}@demo.example"] for name in ("coach", "sarah", "karim")]
    chance = Random(1789)  # noqa: S311 - a story, not a secret
    people = []
    for number, name in enumerate(told["names"]):
        responsible, second = coaches[number % 3], coaches[(number + 1) % 3]
        person = _person(name, number, told, story.today, chance)
        services.save_candidate(person, by=responsible)
        person.second = second if number % 4 else None
        _portfolio(person, number, told, story.today, chance, responsible)
        people.append(person)
    db.session.flush()
    story.told["people"] = people


def _person(name: str, number: int, told: dict[str, Any], today: date, chance: Random) -> Candidate:
    first, _, last = name.partition(" ")
    post_code, town = told["places"][chance.randrange(len(told["places"]))]
    with_car = number % 3 == 0
    return Candidate(
        first_name=first,
        last_name=last,
        phone=f"0470 00 {number // 10:02} {number:02}",
        post_code=post_code,
        town=town,
        phase=Phase.INTAKE if number % 10 == 9 else Phase.TOWARDS,
        arrived_on=today - timedelta(days=20 + chance.randrange(400)),
        travel={"foot": 25, "transit": chance.choice((30, 45, 60))}
        | ({"car": 45} if with_car else {}),
        hours=[h for h in ("early", "evening", "saturday") if chance.random() < 0.5],
        weekly_hours_low=chance.choice((19, 20, 30)),
        weekly_hours_high=38,
        adaptation="Des consignes écrites, avec des dessins." if number % 15 == 4 else "",
    )


def _portfolio(
    person: Candidate,
    number: int,
    told: dict[str, Any],
    today: date,
    chance: Random,
    by: User,
) -> None:
    life = told["life"][number % len(told["life"])]
    home = told["home"][number % len(told["home"])]
    parts: list[services.Part] = []
    end = today - timedelta(days=chance.randrange(60, 900))
    experiences = []
    for kind, title, place, occupation, words in life["jobs"]:
        start = end - timedelta(days=chance.randrange(60, 1100))
        experiences.append(
            Experience(
                kind=ExperienceKind(kind),
                title=title,
                place=place,
                occupation_id=occupation,
                started_on=start,
                ended_on=end,
                story=words,
            )
        )
        end = start - timedelta(days=chance.randrange(30, 400))
    kept = [s for s in life["skills"] if chance.random() < 0.85] or life["skills"]
    for skill, proof in [*kept, home["skill"]]:
        parts.append(
            SkillProof(
                skill_id=skill,
                label=reference.skill_label(skill),
                level=chance.choice(LEVELS),
                proof=proof,
                experience=experiences[0] if skill != home["skill"][0] else None,
                wanted=chance.random() > 0.08,
            )
        )
    parts += _papers(life, number, today, chance)
    for kind in WishKind:
        occupation, words = life[kind.value]
        parts.append(Wish(kind=kind, occupation_id=occupation, text=words))
    parts += _plan(number, told, today)
    for part in [*experiences, *parts]:
        part.organisation_id = person.organisation_id
        part.candidate = person
    db.session.add_all([*experiences, *parts])
    _apart(person, number, told, today, chance, by)


def _papers(life: dict[str, Any], number: int, today: date, chance: Random) -> list[Ability]:
    papers = [Ability(kind=AbilityKind.LANGUAGE, code="fr", level=chance.choice(FRENCH))]
    other = SECOND_LANGUAGES[number % len(SECOND_LANGUAGES)]
    papers.append(Ability(kind=AbilityKind.LANGUAGE, code=other, level=chance.choice(FRENCH)))
    if "licence" in life or number % 3 == 0:
        papers.append(Ability(kind=AbilityKind.LICENCE, code="B"))
    if "certificate" in life:
        ends = today + timedelta(days=chance.randrange(-60, 1500))
        code = life["certificate"]
        papers.append(Ability(kind=AbilityKind.CERTIFICATE, code=code, expires_on=ends))
    return papers


def _plan(number: int, told: dict[str, Any], today: date) -> list[ActionItem]:
    lines = []
    for step in range(number % 3):
        text, owner = told["actions"][(number + step) % len(told["actions"])]
        due = today + timedelta(days=7 * step - 3 + number % 9)
        lines.append(ActionItem(text=text, owner=Side(owner), due_on=due))
    return lines


def _apart(
    person: Candidate,
    number: int,
    told: dict[str, Any],
    today: date,
    chance: Random,
    by: User,
) -> None:
    """Keep what eligibility needs, and a note of the team, apart from the portfolio."""
    row = CandidateCensus(
        organisation_id=person.organisation_id,
        candidate_id=person.id,
        schooling_eqf=chance.choice((1, 1, 2, 2, 2, 3, 4)),
        years_of_practice=chance.randrange(12),
        registered_on=today - timedelta(days=chance.randrange(90, 1500)),
    )
    services.save_census(row, by=by)
    if number % 5 == 0:
        services.add_note(person, told["notes"][number // 5 % len(told["notes"])], by=by)
