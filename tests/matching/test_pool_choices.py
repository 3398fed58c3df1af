"""The same comparison from the person's side, and over all open offers at night."""

import numpy as np
import pytest

from matching import (
    Gain,
    Group,
    Need,
    Pool,
    Portfolio,
    Processes,
    Profile,
    Serial,
    match_all,
    offers_for,
    would_open,
)

SEW, COOK = Need(kind="skill", value="sew"), Need(kind="skill", value="cook")
FORKLIFT = Need(kind="certificate", value="CARISTE")
OFFERS = {
    10: Profile(needs=(SEW,), place=(50.63, 5.57)),
    11: Profile(needs=(SEW,), occupation="tailor", place=(50.46, 4.87)),
    12: Profile(needs=(SEW, FORKLIFT)),
    13: Profile(needs=(SEW, FORKLIFT), hours=("night",)),
    14: Profile(needs=(COOK,)),
    15: Profile(needs=(Need(kind="skill", value="cook", helper="Ana"),)),
    16: Profile(needs=(SEW,), place=(50.61, 5.51)),
}
PERSON = Portfolio(
    id=1,
    skills={"sew": 2, "bake": 2},
    wishes=frozenset({"tailor"}),
    place=(50.63, 5.57),
    minutes={"car": 120},
)
CLOSE = {"cook": ["bake"]}


def test_offers_stand_in_the_same_three_groups_wish_first_then_the_shortest_trip():
    found = offers_for(PERSON, OFFERS, close=CLOSE)
    assert [(match.id, match.group.value) for match in found] == [
        (11, "ready"),
        (10, "ready"),
        (16, "ready"),
        (15, "supported"),
        (12, "to-discuss"),
        (13, "to-discuss"),
        (14, "to-discuss"),
    ]


def test_both_sides_say_the_same():
    pool = Pool([PERSON], close=CLOSE)
    for match in offers_for(PERSON, OFFERS, close=CLOSE):
        seen = pool.explain(OFFERS[match.id], PERSON.id)
        assert (seen.group, seen.reasons) == (match.group, match.reasons)


def test_one_certificate_opens_posts_and_they_are_named():
    assert would_open(PERSON, OFFERS, close=CLOSE)[0] == Gain(
        need=Need(kind="certificate", value="CARISTE"), opens=(12, 13)
    )


def test_where_two_things_miss_none_of_them_alone_opens_the_post():
    profile = Profile(needs=(SEW, FORKLIFT, Need(kind="licence", value="C")))
    assert would_open(PERSON, {1: profile}) == []


def some_people():
    rng = np.random.default_rng(3)
    return [
        Portfolio(id=i, skills={s: int(rng.integers(1, 4)) for s in ("sew", "cook")[: i % 3]})
        for i in range(1, 40)
    ]


def flat(blocks):
    return {
        key: {group: ids.tolist() for group, ids in members.items()}
        for block in blocks
        for key, members in block.items()
    }


def test_every_person_is_grouped_for_every_offer():
    pool = Pool(some_people(), close=CLOSE)
    found = flat(match_all(pool, OFFERS, block=2))
    assert list(found) == list(OFFERS)
    for key, profile in OFFERS.items():
        shortlist = pool.shortlist(profile, 100)
        for group in Group:
            assert found[key][group] == sorted(m.id for m in shortlist if m.group is group)


def test_starting_again_after_a_stop_gives_the_rest():
    pool = Pool(some_people(), close=CLOSE)
    first = next(iter(match_all(pool, OFFERS, block=3)))
    rest = {key: profile for key, profile in OFFERS.items() if key not in first}
    assert flat([first]) | flat(match_all(pool, rest, block=3)) == flat(match_all(pool, OFFERS))


def test_several_processes_find_what_one_finds():
    pool = Pool(some_people(), close=CLOSE)
    one = flat(match_all(pool, OFFERS, engine=Serial(), block=2))
    assert flat(match_all(pool, OFFERS, engine=Processes(2), block=2)) == one


def test_an_empty_block_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        next(match_all(Pool(), OFFERS, block=0))
