"""Simulate a year of proposals: python -m tests.bench.equity.

One organisation, posts coming in every week, each shown to a few people; some are hired and leave,
others arrive. The same year is lived twice: with the order of ``Pool.shortlist``, and with people
ordered by how much of the post they cover. Printed for both: the Gini of offers shown per person
(0: the same for all), how many were shown nothing, and the coverage of the people shown, in two
readings: needs answered (held, or with an agreed way) and needs held by herself.
"""

import argparse
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from matching import Match, Need, Pool, Portfolio, Profile, State
from tests.bench.population import Population, make

START = date(2026, 1, 5)
HIRED = 0.3  # of the people shown a post
ARRIVAL = timedelta(days=540)  # people present at the start arrived within this time


@dataclass
class Year:
    shown: Counter
    answered: list[float]
    held: list[float]


def portfolios(population: Population, rng: np.random.Generator) -> list[Portfolio]:
    """Turn the made-up columns into portfolios: skills, French, wishes; trips and hours aside."""
    columns, vocabulary = population.columns, population.columns["vocabulary"]
    facts: dict[int, list] = {}
    for person, code, level in zip(
        columns["person"].tolist(), columns["code"].tolist(), columns["level"].tolist(), strict=True
    ):
        facts.setdefault(person, []).append((*vocabulary[code], level))
    return [
        Portfolio(
            id=person,
            skills={value: level for kind, value, level in said if kind == "skill"},
            languages={"fr": "B1"} if rng.random() < 0.8 else {"fr": "A1"},
            wishes=frozenset(value for kind, value, _ in said if kind == "wish"),
            arrived_on=START - timedelta(days=int(rng.integers(0, ARRIVAL.days))),
        )
        for person, said in sorted(facts.items())
    ]


def weekly_posts(population: Population, weeks: int, each: int, rng) -> list[list[Profile]]:
    """Draw realistic posts: four strict skills, four learnable, everyday French; often a helper."""

    def one() -> Profile:
        occupation = rng.choice(len(population.popularity), p=population.popularity)
        core = list(dict.fromkeys(population.cores[occupation].tolist()))[:8]
        needs = [
            Need(
                kind="skill",
                value=str(skill),
                necessity="strict" if place < 4 else "learnable",
                learnable_days=10,
            )
            for place, skill in enumerate(core)
        ]
        needs.append(Need(kind="language", value="fr:A2"))
        helper = "Ana" if rng.random() < 0.7 else ""
        return Profile(needs=tuple(needs), occupation=f"o{occupation}", helper=helper)

    return [[one() for _ in range(each)] for _ in range(weeks)]


def answered(match: Match) -> float:
    states = [reason.state for reason in match.reasons if reason.need]
    return sum(state is not State.ASK for state in states) / len(states)


def held(match: Match) -> float:
    states = [reason.state for reason in match.reasons if reason.need]
    return sum(state is State.HAS for state in states) / len(states)


def by_waiting(pool: Pool, profile: Profile, people: int) -> list[Match]:
    return pool.shortlist(profile, people)


def by_coverage(pool: Pool, profile: Profile, people: int) -> list[Match]:
    """Order by needs answered, then needs held, then id: who covers most comes first."""
    found = pool.shortlist(profile, len(pool))
    return sorted(found, key=lambda m: (-answered(m), -held(m), m.id))[:people]


def live(order, population, portfolios, weeks, people: int, seed: int) -> Year:
    """Live one year; the same posts and the same luck for both orders."""
    rng = np.random.default_rng(seed)
    waiting = list(portfolios[len(portfolios) // 2 :])  # the other half arrives as posts are filled
    present = {p.id: p for p in portfolios[: len(portfolios) // 2]}
    pool = Pool(present.values(), close=population.close)
    year = Year(Counter(dict.fromkeys(present, 0)), [], [])
    for week, posts in enumerate(weeks):
        today = START + timedelta(weeks=week)
        for profile in posts:
            chosen = order(pool, profile, people)
            for match in chosen:
                year.shown[match.id] += 1
                year.answered.append(answered(match))
                year.held.append(held(match))
                seen = present[match.id]
                seen = replace(seen, offers_shown=seen.offers_shown + 1, last_shown_on=today)
                present[match.id] = seen
                pool.update(seen)
            if chosen and rng.random() < HIRED * people:
                leaving = chosen[int(rng.integers(len(chosen)))].id
                pool.remove(leaving)
                del present[leaving]
                if waiting:
                    arriving = replace(waiting.pop(), arrived_on=today)
                    present[arriving.id] = arriving
                    pool.update(arriving)
                    year.shown[arriving.id] = 0
    return year


def gini(counts: list[int]) -> float:
    values = np.sort(np.array(counts, dtype=float))
    if not values.sum():
        return 0.0
    ranks = np.arange(1, len(values) + 1)
    return float((2 * ranks - len(values) - 1) @ values / (len(values) * values.sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300, help="present at the start")
    parser.add_argument("--posts", type=int, default=6, help="a week")
    parser.add_argument("--shown", type=int, default=3, help="people a post is shown to")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    print(f"{options.people} people, {options.posts} posts a week, each shown to {options.shown}")
    print(f"{'seed':>4} {'order':10} {'Gini':>6} {'none':>6} {'answered':>9} {'held':>6}")
    for seed in range(options.seeds):
        population = make(2 * options.people, seed=seed)
        rng = np.random.default_rng(seed)
        people = portfolios(population, rng)
        weeks = weekly_posts(population, 52, options.posts, rng)
        years = {
            name: live(order, population, people, weeks, options.shown, seed)
            for name, order in (("waiting", by_waiting), ("coverage", by_coverage))
        }
        for name, year in years.items():
            counts = list(year.shown.values())
            none = sum(count == 0 for count in counts) / len(counts)
            print(
                f"{seed:4} {name:10} {gini(counts):6.3f} {none:6.1%}"
                f" {np.mean(year.answered):9.3f} {np.mean(year.held):6.3f}"
            )
        ours, theirs = years["waiting"], years["coverage"]
        print(
            f"     of coverage's: answered {np.mean(ours.answered) / np.mean(theirs.answered):.1%},"
            f" held {np.mean(ours.held) / np.mean(theirs.held):.1%}"
        )


if __name__ == "__main__":
    main()
