"""Print the pool beside scipy, scikit-learn, bm25s and SQL joins: python -m tests.bench.pool.

Each engine works alone in a process of its own, on the same made-up people and posts. Memory is
what the process holds more after all posts. Ratios are medians against "matching.Pool, skills
alone", which answers the same question as the SQL joins, reasons included. PostgreSQL's memory is
its own server's and is not counted.
"""

import argparse
import ctypes
import gc
import multiprocessing
import time
from dataclasses import dataclass, field

import numpy as np
import psutil

from matching import Portfolio
from tests.bench.pool_rivals import ENGINES, Ours, census, twelve
from tests.bench.population import Population, make, plain_posts, posts


@dataclass
class Result:
    build: float = 0.0
    memory: float = 0.0
    times: list[float] = field(default_factory=list)
    found: list[list[int]] = field(default_factory=list)
    extra: dict[str, list[float]] = field(default_factory=dict)
    failure: str = ""


def measured(function, *arguments) -> tuple[float, object]:
    start = time.perf_counter()
    answer = function(*arguments)
    return (time.perf_counter() - start) * 1e3, answer


def held() -> float:
    """Give the memory of this process alone, in MB, once freed pages are handed back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return psutil.Process().memory_full_info().uss / 2**20


def run(name: str, population: Population, count: int) -> Result:
    result, engine = Result(), ENGINES[name]()
    before = held()
    result.build = measured(engine.build, population)[0] / 1e3
    for profile in (posts if name == "ours" else plain_posts)(population, count):
        taken, found = measured(engine.ask, profile)
        result.times.append(taken)
        result.found.append(found)
    result.memory = held() - before
    if isinstance(engine, Ours):
        result.extra = whole_pool(engine.pool, population, count, name)
    if hasattr(engine, "close"):
        engine.close()
    return result


def whole_pool(pool, population: Population, count: int, name: str) -> dict[str, list[float]]:
    """Time what only the pool does: groups alone, opening effect, one person changed."""
    asked = (posts if name == "ours" else plain_posts)(population, count, seed=17)
    groups = {"groups of everyone, no reasons": [measured(pool.counts, p)[0] for p in asked]}
    if name != "ours":
        return groups
    asked = [twelve(profile) for profile in plain_posts(population, min(count, 30))]
    counts = census(population)
    changed = [
        Portfolio(id=i + 1, skills={str(i * j % 30_000): 2 for j in range(20)}) for i in range(500)
    ]
    return groups | {
        "opening, 12 requirements, all pairs": [
            measured(pool.opening, profile, counts)[0] for profile in asked
        ],
        "update of one person": [measured(pool.update, one)[0] for one in changed],
        "shortlist after 500 updates": [
            measured(pool.shortlist, profile, 50)[0] for profile in posts(population, count)
        ],
    }


def child(pipe, name: str, population: Population, count: int) -> None:
    try:
        pipe.send(run(name, population, count))
    except ImportError as missing:
        pipe.send(Result(failure=f"not installed: {missing.name}"))


def alone(name: str, population: Population, count: int) -> Result:
    context = multiprocessing.get_context("fork")  # people are made once and shared
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=child, args=(theirs, name, population, count))
    process.start()
    theirs.close()
    result = ours.recv()
    process.join()
    return result


def percentiles(times: list[float]) -> str:
    return "{:9.2f} {:9.2f}".format(*np.percentile(times, [50, 95]))


def agreement(plain: Result, other: Result) -> str:
    same = sum(a == b for a, b in zip(plain.found, other.found, strict=True))
    return f"{same}/{len(plain.found)} lists identical"


def report(results: dict[str, Result]) -> None:
    plain = results.get("plain")
    print(f"{'engine':38} {'build s':>8} {'MB':>6} {'p50 ms':>9} {'p95 ms':>9} {'ratio':>6}")
    for name, result in results.items():
        label = ENGINES[name].name
        if result.failure:
            print(f"{label:38} {result.failure}")
            continue
        line = f"{label:38} {result.build:8.2f} {result.memory:6.0f} {percentiles(result.times)}"
        if plain and name not in {"ours", "plain"}:
            line += f" {np.median(result.times) / np.median(plain.times):6.1f}"
            line += f"  {agreement(plain, result)}" if ENGINES[name].ordered else ""
        print(line)
    for name, result in results.items():
        for label, times in result.extra.items():
            print(f"{ENGINES[name].name + ': ' + label:62} {percentiles(times)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--posts", type=int, default=100)
    parser.add_argument("--only", nargs="*", choices=ENGINES, default=list(ENGINES))
    options = parser.parse_args()
    population = make(options.people)
    facts = len(population.columns["code"])
    print(
        f"{options.people} people, {population.skill_facts} skills, {facts} facts,"
        f" {options.posts} posts, load {psutil.getloadavg()[0]:.1f} on {psutil.cpu_count()} cores"
    )
    report({name: alone(name, population, options.posts) for name in options.only})
    print(f"load at the end {psutil.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
