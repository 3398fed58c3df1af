"""A risky wording is raised and its lawful neighbour, one passage away, is left alone."""

import json
from pathlib import Path

import pytest

from matching import Offer, analyse, read
from matching.types import Family

HERE = Path(__file__).parent
PAIRS = [
    json.loads(line)
    for line in (HERE / "more_pairs.jsonl").read_text(encoding="utf-8").splitlines()
]
DESCENT = {"nationalite", "origine", "langue"}  # a wording may point at each of them
MENTION = 1


def barred(pair, side):
    rows = read(pair[side], title=pair["title"])
    return {row.criterion for row in rows if row.criterion and not row.lawful}


def raised(pair, side):
    flags = analyse(Offer(text=pair[side], title=pair["title"]))
    return {flag.rule for flag in flags if flag.family is Family.LEGAL and flag.severity > MENTION}


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["id"] for pair in PAIRS])
def test_a_risky_wording_is_read_and_raised(pair):
    criterion = pair["criterion"]
    touched = DESCENT if criterion in DESCENT else {criterion}

    assert barred(pair, "risky") & touched
    assert raised(pair, "risky")


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["id"] for pair in PAIRS])
def test_its_lawful_neighbour_is_left_alone(pair):
    assert barred(pair, "lawful") == set()
    assert raised(pair, "lawful") == set()


def test_more_pairs_differ_in_one_line():
    assert len({pair["id"] for pair in PAIRS}) == len(PAIRS) >= 60
    for pair in PAIRS:
        risky, lawful = pair["risky"].splitlines(), pair["lawful"].splitlines()
        assert len(risky) == len(lawful)
        assert sum(one != other for one, other in zip(risky, lawful, strict=True)) == 1
