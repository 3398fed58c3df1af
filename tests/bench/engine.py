"""Time the reading of offers and the rules, on one core and on all of them.

Run it from the project's root: ``python -m tests.bench.engine``. Offers are the open half of the
corpus, repeated; nothing is asserted.
"""

import json
import os
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from matching import Offer, analyse, read
from matching.analyse import complete

CORPUS = Path(__file__).parents[1] / "matching" / "corpus" / "open.jsonl"
BATCH = 1_000
PER = 2_000  # characters


def offers():
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [Offer(text=row["text"], title=row["title"]) for row in rows]


def count(offer):
    return len(analyse(offer))


def per_thousands(seconds, sample):
    return 1_000 * seconds * PER / sum(len(offer.text) for offer in sample)


def one_core(sample):
    for offer in sample:  # patterns are compiled at their first use
        analyse(offer)
    before = time.process_time()
    for offer in sample:
        read(offer.text, title=offer.title)
    reading = time.process_time() - before
    known = [complete(offer) for offer in sample]
    before = time.process_time()
    for offer in known:
        analyse(offer)
    return per_thousands(reading, sample), per_thousands(time.process_time() - before, sample)


def batch(sample, workers):
    many = (sample * (BATCH // len(sample) + 1))[:BATCH]
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(count, sample * workers, chunksize=len(sample)))  # warm each process
        before = time.perf_counter()
        list(pool.map(count, many, chunksize=25))
        return time.perf_counter() - before


def main():
    sample = offers()
    reading, rules = one_core(sample)
    print(f"read     {reading:6.2f} ms for {PER} characters, one core")
    print(f"analyse  {rules:6.2f} ms for {PER} characters, one core, requirements known")
    cores = os.cpu_count() or 1
    alone = batch(sample, 1)
    together = batch(sample, cores)
    print(f"{BATCH} offers: {alone:.2f} s on 1 core, {together:.2f} s on {cores}", end=" ")
    print(f"({alone / together:.1f} times faster)")


if __name__ == "__main__":
    main()
