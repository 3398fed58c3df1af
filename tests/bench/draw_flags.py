"""Draw flags at random from offers nobody labelled, for someone to judge one by one.

    python tests/bench/draw_flags.py FOLDER [--count 100] [--seed 7] [--family negotiable]
    python tests/bench/draw_flags.py FOLDER --judged tests/matching/judgements/negotiable.jsonl

FOLDER holds ``unlabelled.jsonl``: one offer a line with ``id``, ``text``, ``title`` and ``lang``.
Prints one JSON line per flag drawn: the offer's id, the rule, its severity, a short quote and the
evidence. The draw is uniform over the flags, but no rule gives more than a fifth; ``--count 0``
prints every flag. With ``--judged`` it tells how many of the flags judged still fire instead.
Offers written in another language than French are counted on the error output.
"""

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from matching import Offer, UnsupportedLanguage, analyse

WORDS = 12


def quoted(text):
    words = text.split()
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")


def row(offer, flag):
    quote = "" if flag.start is None else quoted(offer["text"][flag.start : flag.end])
    evidence = [f"{part.source}:{part.name}={quoted(part.value)}" for part in flag.evidence]
    return {
        "id": offer["id"],
        "rule": flag.rule,
        "severity": flag.severity,
        "quote": quote,
        "evidence": evidence,
    }


def fired(folder, family):
    rows, refused = [], 0
    lines = (folder / "unlabelled.jsonl").read_text("utf8").splitlines()
    for offer in map(json.loads, lines):
        asked = Offer(
            text=offer["text"], title=offer.get("title", ""), language=offer.get("lang", "fr")
        )
        try:
            flags = analyse(asked)
        except UnsupportedLanguage:
            refused += 1
            continue
        rows += [row(offer, flag) for flag in flags if flag.family == family]
    print(f"{len(lines) - refused} offers read, {refused} in another language", file=sys.stderr)
    return rows


def draw(rows, count, seed):
    """Take rows in a random order, none of a rule once it has a fifth of the count."""
    shuffled = random.Random(seed).sample(rows, len(rows))  # noqa: S311
    taken, per_rule = [], Counter()
    for candidate in shuffled:
        if len(taken) < count and per_rule[candidate["rule"]] < count // 5:
            taken.append(candidate)
            per_rule[candidate["rule"]] += 1
    return taken


def still_firing(rows, judged):
    """Count the flags judged that still fire on the same words, by verdict."""
    now = {(found["id"], found["rule"], found["quote"]) for found in rows}
    counts = Counter()
    for line in judged.read_text("utf8").splitlines():
        flag = json.loads(line)
        counts[flag["verdict"], (flag["id"], flag["rule"], flag["quote"]) in now] += 1
    return [
        f"{verdict}: {counts[verdict, True]} still fire, {counts[verdict, False]} no longer"
        for verdict in ("right", "doubtful", "wrong")
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--family", choices=("negotiable", "legal"), default="negotiable")
    parser.add_argument("--judged", type=Path)
    options = parser.parse_args()
    rows = fired(options.folder, options.family)
    per_rule = Counter(found["rule"] for found in rows).most_common()
    print(f"{len(rows)} flags: {dict(per_rule)}", file=sys.stderr)
    if options.judged:
        print("\n".join(still_firing(rows, options.judged)))
        return
    for taken in draw(rows, options.count, options.seed) if options.count else rows:
        print(json.dumps(taken, ensure_ascii=False))


if __name__ == "__main__":
    main()
