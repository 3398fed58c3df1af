"""The arrays a pool is built from, at their edges."""

import numpy as np
import pytest

from matching import Census, Column, Need, Pool, Portfolio, Profile, pool_index
from matching.pool import at_least

SEW = Profile(needs=(Need(kind="skill", value="sew"),))
ARRAYS = {
    "ids": [5, 9_000_000_000, -3],
    "vocabulary": [("skill", "sew"), ("skill", "cook")],
    "person": [9_000_000_000, 5, 9_000_000_000],
    "code": [1, 0, 0],
    "level": [2, 1, 2],
}


def found(pool, profile=SEW):
    return {match.id: match.group.value for match in pool.shortlist(profile, 10)}


def test_ids_far_apart_and_facts_in_any_order_are_understood():
    assert found(Pool.from_columns(**ARRAYS)) == {9_000_000_000: "ready", 5: "to-discuss"}


def test_facts_in_any_order_keep_the_place_they_were_shown():
    pool = Pool.from_columns(**ARRAYS, proof=[30, 20, 10])
    assert pool.explain(SEW, 9_000_000_000).reasons[0].proof == 10
    assert pool.explain(SEW, 5).reasons[0].proof == 20


def test_a_pool_of_people_who_said_nothing_and_an_empty_pool_answer():
    alone = Pool.from_columns(ids=[4], vocabulary=[], person=[], code=[], level=[])
    assert found(alone, Profile(needs=())) == {4: "ready"}
    assert Pool().shortlist(SEW, 3) == []
    assert Pool().opening(SEW)[0].after == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"person": [6, 5, 5]}, "not in the pool"),
        ({"person": [5, 9_000_000_001, 5]}, "not in the pool"),
        ({"ids": [], "vocabulary": []}, "not in the pool"),
        ({"vocabulary": [("skill", "sew"), ("skill", "sew")]}, "names one thing twice"),
        ({"shown": [1]}, "shown must have shape"),
        ({"last_shown": np.array(["2025-01-01"], dtype="datetime64[D]")}, "last_shown must have"),
    ],
)
def test_arrays_that_cannot_be_true_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        Pool.from_columns(**ARRAYS | change)


@pytest.mark.parametrize(
    ("portfolios", "message"),
    [
        ([Portfolio(id=1), Portfolio(id=1)], "same id"),
        ([Portfolio(id=1, skills={"sew": 4})], "expected 1, 2 or 3"),
        ([Portfolio(id=1, minutes={"horse": 30})], "unknown travel mode 'horse'"),
    ],
)
def test_portfolios_that_cannot_be_true_are_refused(portfolios, message):
    with pytest.raises(ValueError, match=message):
        Pool(portfolios)


@pytest.mark.parametrize(
    ("need", "message"),
    [
        (Need(kind="diploma", value="bachelor"), "such as EQF4"),
        (Need(kind="experience", value="long"), "a number of years"),
        (Need(kind="language", value="fr:B1+nl:B1"), "one language"),
    ],
)
def test_a_requirement_that_cannot_be_counted_is_said_plainly(need, message):
    pool = Pool([Portfolio(id=1)])
    with pytest.raises(ValueError, match=message):
        pool.opening(Profile(needs=(need,)), Census(eqf={}, years={}))


def test_a_negative_number_of_people_is_refused():
    with pytest.raises(ValueError, match="must not be negative"):
        Pool().shortlist(SEW, -1)


def test_a_census_that_knows_other_people_counts_only_those_of_the_pool():
    pool = Pool([Portfolio(id=2), Portfolio(id=4)])
    two_years = Profile(needs=(Need(kind="experience", value="2"),))
    for years, count in ((Column([1, 4, 9], [5, 5, 5]), 1), (Column([], []), 0)):
        assert pool.opening(two_years, Census(eqf={}, years=years))[0].after == count
    with pytest.raises(ValueError, match="as many values as ids"):
        Column([1, 2], [1])
    with pytest.raises(KeyError):
        Column([1], [1])[2]


def test_what_is_kept_for_later_posts_stays_small_and_changes_nothing(monkeypatch):
    monkeypatch.setattr(pool_index, "CACHE_BYTES", 1)
    pool = Pool([Portfolio(id=1, skills={"sew": 2}), Portfolio(id=2, skills={"cook": 2})])
    cook = Profile(needs=(Need(kind="skill", value="cook"),))
    assert [found(pool), found(pool, cook), found(pool)] == [
        {1: "ready"},
        {2: "ready"},
        {1: "ready"},
    ]


def test_two_different_limits_of_one_hash_stay_two(monkeypatch):
    monkeypatch.setattr(pool_index, "MIX", np.uint64(0))
    people = [Portfolio(id=1, place=(50.0, 4.0)), Portfolio(id=2, place=(50.0, 5.0))]
    here = Profile(needs=(), place=(50.0, 4.0))
    pool = Pool([*people, Portfolio(id=3, place=(50.0, 4.0), minutes={"foot": 15})])
    assert found(pool, here) == {3: "ready", 1: "to-discuss", 2: "to-discuss"}


@pytest.mark.parametrize("sets", [0, 1, 2, 3, 7, 8, 31, 40])
def test_counting_by_binary_digits_counts_right(sets):
    rng = np.random.default_rng(sets)
    marks = rng.random((sets, 640)) < 0.5
    packed = [np.packbits(row, bitorder="little").view(np.uint64) for row in marks]
    everyone = np.full(10, np.uint64(2**64 - 1))
    for least in range(sets + 3):
        found = np.unpackbits(at_least(packed, least, everyone).view(np.uint8), bitorder="little")
        assert (found == (marks.sum(axis=0) >= least)).all()
