"""People and posts made up for the benches: nobody real, the same for the same seed."""

from dataclasses import dataclass

import numpy as np

from matching import Need, Profile

SKILLS, OCCUPATIONS, FAMILY = 30_000, 1_500, 56  # families of 56 skills: about 530, as in ROME 4.0
CORE = 25  # skills of one occupation
COMMUNES = 600
TODAY = np.datetime64("2026-01-01")
HOURS = ("early", "late", "night", "saturday", "sunday")
CERTIFICATES = 40


@dataclass(frozen=True)
class Population:
    """Arrays for ``Pool.from_columns`` (``columns``), and what posts are drawn from."""

    columns: dict
    skill_facts: int  # the first ones: person position, code, level of skills alone
    cores: np.ndarray  # (occupations, CORE) skill numbers
    popularity: np.ndarray  # (occupations,) chance of each
    communes: np.ndarray  # (communes, 2)
    close: dict


def make(n: int, seed: int = 7) -> Population:
    """Make n people who bring about 20 skills each, with levels, papers, hours, trips, wishes."""
    rng = np.random.default_rng(seed)
    cores = _cores(rng)
    popularity = 1 / np.arange(1, OCCUPATIONS + 1) ** 0.9
    popularity /= popularity.sum()
    jobs = rng.choice(OCCUPATIONS, size=n, p=popularity)
    second = np.where(rng.random(n) < 0.4, rng.choice(OCCUPATIONS, size=n, p=popularity), -1)
    person, skill = _skills(rng, cores, jobs, second)
    level = rng.choice([1, 2, 3], size=len(person), p=[0.25, 0.5, 0.25]).astype(np.uint8)
    vocabulary = [("skill", str(s)) for s in range(SKILLS)]
    blocks = [(person, skill, level)]
    for kind, value, share, levels in _papers():
        who = np.flatnonzero(rng.random(n) < share).astype(np.int32)
        code = np.full(len(who), len(vocabulary), dtype=np.int32)
        vocabulary.append((kind, value))
        blocks.append((who, code, rng.integers(1, levels + 1, len(who)).astype(np.uint8)))
    first = len(vocabulary)
    vocabulary += [("wish", f"o{o}") for o in range(OCCUPATIONS)]
    who = np.flatnonzero(rng.random(n) < 0.6).astype(np.int32)
    blocks.append((who, (first + jobs[who]).astype(np.int32), np.ones(len(who), dtype=np.uint8)))
    communes = np.column_stack((rng.uniform(49.6, 50.8, COMMUNES), rng.uniform(2.9, 6.3, COMMUNES)))
    person, code, level = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    order = np.argsort(person, kind="stable")  # as a database returns them: ORDER BY person
    return Population(
        columns={
            "ids": np.arange(1, n + 1),
            "vocabulary": vocabulary,
            "person": person[order] + 1,
            "code": code[order],
            "level": level[order],
            **_limits(rng, n, communes),
            **_history(rng, n),
        },
        skill_facts=len(blocks[0][0]),
        cores=cores,
        popularity=popularity,
        communes=communes,
        close=_families(rng),
    )


def _cores(rng: np.random.Generator) -> np.ndarray:
    """Half of an occupation's skills are common to many, half are of its own families."""
    common = 1 / np.arange(1, SKILLS + 1) ** 0.8
    shared = rng.choice(SKILLS, size=(OCCUPATIONS, CORE), p=common / common.sum())
    starts = rng.integers(0, SKILLS - 200, size=(OCCUPATIONS, 1))
    own = starts + rng.integers(0, 200, size=(OCCUPATIONS, CORE))
    return np.where(rng.random((OCCUPATIONS, CORE)) < 0.4, shared, own)


def _skills(rng, cores, jobs, second):
    n = len(jobs)
    parts = []
    for which, share in ((jobs, 0.6), (second, 0.35)):
        has = np.flatnonzero(which >= 0)
        taken = rng.random((len(has), CORE)) < share
        row, column = np.nonzero(taken)
        parts.append((has[row], cores[which[has[row]], column]))
    noise = rng.poisson(1.5, n)
    common = 1 / np.arange(1, SKILLS + 1) ** 0.8
    parts.append(
        (np.repeat(np.arange(n), noise), rng.choice(SKILLS, noise.sum(), p=common / common.sum()))
    )
    key = np.unique(
        np.concatenate([person.astype(np.int64) * SKILLS + skill for person, skill in parts])
    )
    person, skill = np.divmod(key, SKILLS)
    return person.astype(np.int32), skill.astype(np.int32)


def _papers():
    yield from (
        ("language", iso, share, 6) for iso, share in (("fr", 0.9), ("nl", 0.3), ("en", 0.3))
    )
    yield from (
        ("hours", code, share, 1)
        for code, share in zip(HOURS, (0.6, 0.5, 0.2, 0.5, 0.3), strict=True)
    )
    yield ("licence", "B", 0.5, 1)
    yield from (("certificate", f"c{i}", 0.15 / (1 + i), 1) for i in range(CERTIFICATES))


def _limits(rng, n, communes):
    trips = np.array(
        [[30, 0, 60, 0], [30, 30, 60, 0], [0, 0, 90, 60], [15, 0, 45, 0], [0, 0, 0, 45]]
    )
    weeks = np.array([[19, 38], [30, 38], [15, 25], [38, 38], [np.nan, np.nan]])
    weight = 1 / np.arange(1, COMMUNES + 1)
    return {
        "place": communes[rng.choice(COMMUNES, n, p=weight / weight.sum())],
        "minutes": trips[rng.integers(0, len(trips), n)].astype(np.int16),
        "weekly": weeks[rng.choice(len(weeks), n, p=[0.4, 0.2, 0.15, 0.15, 0.1])],
    }


def _history(rng, n):
    arrived = TODAY - rng.integers(1, 900, n)
    last = TODAY - rng.integers(1, 200, n)
    shown = rng.poisson(1.2, n)
    last[shown == 0] = np.datetime64("NaT")
    return {"shown": shown, "last_shown": last, "arrived": arrived}


def _families(rng) -> dict[str, list[str]]:
    """Cut the skills into families, in the order their numbers are drawn around."""
    found = {}
    for start in range(0, SKILLS, FAMILY):
        family = [str(s) for s in range(start, min(start + FAMILY, SKILLS))]
        found.update(dict.fromkeys(family, family))
    return found


def posts(population: Population, count: int, seed: int = 11) -> list[Profile]:
    """Draw whole posts: 15 strict, 6 learnable and 4 wished skills, papers, place and hours."""
    rng = np.random.default_rng(seed)
    kinds = ["strict"] * 15 + ["learnable"] * 6 + ["wished"] * 4
    found = []
    for occupation in rng.choice(OCCUPATIONS, size=count, p=population.popularity):
        core = list(dict.fromkeys(population.cores[occupation].tolist()))
        needs = [
            Need(kind="skill", value=str(s), necessity=kind, learnable_days=10)
            for s, kind in zip(core, kinds, strict=False)
        ]
        needs.append(Need(kind="language", value="fr:A2"))
        if rng.random() < 0.5:
            needs.append(Need(kind="licence", value="B"))
        place = population.communes[rng.integers(0, 60)]
        found.append(
            Profile(
                needs=tuple(needs),
                place=(float(place[0]), float(place[1])),
                hours=("early", "saturday") if rng.random() < 0.5 else (),
                weekly_hours=38.0,
                occupation=f"o{occupation}",
                helper="Ana",
            )
        )
    return found


def plain_posts(population: Population, count: int, seed: int = 13) -> list[Profile]:
    """Draw posts of skills alone, all strict, somebody helping: what SQL can be asked too."""
    rng = np.random.default_rng(seed)
    chosen = rng.choice(OCCUPATIONS, size=count, p=population.popularity)
    return [
        Profile(
            needs=tuple(
                Need(kind="skill", value=str(s))
                for s in dict.fromkeys(population.cores[occupation].tolist())
            ),
            helper="Ana",
        )
        for occupation in chosen
    ]
