"""What a coach may count on when she asks the pool about a post."""

import dataclasses
import pickle
from datetime import date

import numpy as np
import pytest

from matching import Census, Column, Group, Need, Pool, Portfolio, Profile, Reason, State

NEVER_AN_INPUT = {
    "diploma", "eqf", "schooling", "age", "birth", "sex", "gender", "origin", "health",
    "disability", "nationality", "family", "children", "unemployed", "out_of_work", "years",
}  # fmt: skip


def skill(value, **options):
    return Need(kind="skill", value=value, **options)


def post(*needs, **options):
    return Profile(needs=needs, **options)


def groups(pool, profile):
    return {match.id: match.group.value for match in pool.shortlist(profile, 100)}


def only(pool, profile):
    (match,) = pool.shortlist(profile, 10)
    return match


def test_a_portfolio_has_no_field_for_what_may_never_count():
    fields = {field.name for field in dataclasses.fields(Portfolio)}
    assert not fields & NEVER_AN_INPUT
    assert fields == {
        "id", "skills", "languages", "licences", "certificates", "place", "minutes", "hours",
        "weekly_hours", "wishes", "refusals", "offers_shown", "last_shown_on", "arrived_on",
        "proofs",
    }  # fmt: skip


def test_no_score_leaves_the_engine():
    names = {f.name for kind in (Reason,) for f in dataclasses.fields(kind)}
    assert names == {"state", "need", "topic", "covers", "level", "proof"}
    match = only(Pool([Portfolio(id=1)]), post())
    assert {f.name for f in dataclasses.fields(match)} == {"id", "group", "reasons"}


def test_someone_who_does_it_alone_is_ready_and_the_place_it_was_shown_is_said():
    pool = Pool([Portfolio(id=1, skills={"sew": 2}, proofs={"sew": 77})])
    match = only(pool, post(skill("sew")))
    assert match.group is Group.READY
    assert match.reasons == (
        Reason(state=State.HAS, need=skill("sew"), covers="sew", level=2, proof=77),
    )


def test_help_counts_only_where_somebody_is_named_to_help():
    pool = Pool([Portfolio(id=1, skills={"sew": 1})])
    assert groups(pool, post(skill("sew"))) == {1: "to-discuss"}
    assert groups(pool, post(skill("sew", helper="Ana"))) == {1: "supported"}
    assert groups(pool, post(skill("sew"), helper="Ana")) == {1: "supported"}


def test_a_close_skill_is_read_off_the_structure_of_the_reference():
    pool = Pool(
        [Portfolio(id=1, skills={"knit": 3, "darn": 2}), Portfolio(id=2, skills={"weld": 3})],
        close={"sew": ["darn", "knit"]},
    )
    match = only(pool, post(skill("sew", helper="Ana")))
    assert match.group is Group.SUPPORTED
    assert (match.reasons[0].state, match.reasons[0].covers) == (State.CLOSE, "knit")


def test_what_is_learnable_here_is_a_way_once_days_or_a_person_are_named():
    pool = Pool([Portfolio(id=1)])
    vague = skill("sew", necessity="learnable")
    agreed = skill("sew", necessity="learnable", learnable_days=10)
    assert groups(pool, post(vague)) == {1: "to-discuss"}
    assert only(pool, post(agreed)).reasons[0].state is State.LEARNABLE


def test_a_licence_the_post_needs_is_asked_and_leaves_nobody_out():
    pool = Pool([Portfolio(id=1), Portfolio(id=2, licences=frozenset({"B"}))])
    need = Need(kind="licence", value="B")
    assert groups(pool, post(need)) == {2: "ready", 1: "to-discuss"}


def test_whoever_brings_less_than_half_is_in_no_group_and_still_explained():
    pool = Pool([Portfolio(id=1, skills={"a": 2}), Portfolio(id=2, skills={"a": 2, "b": 2})])
    profile = post(*(skill(value) for value in "abcd"))
    assert groups(pool, profile) == {2: "to-discuss"}
    why = pool.explain(profile, 1)
    assert why.group is None
    assert [reason.state.value for reason in why.reasons] == ["has", "ask", "ask", "ask"]


def test_a_wished_thing_nobody_has_changes_nothing():
    pool = Pool([Portfolio(id=1)])
    assert only(pool, post(skill("sew", necessity="wished"))).reasons == ()


def test_one_language_level_below_is_near():
    pool = Pool([Portfolio(id=1, languages={"fr": "A2"}), Portfolio(id=2, languages={"fr": "A1"})])
    profile = post(Need(kind="language", value="fr:B1", helper="Ana"))
    assert groups(pool, profile) == {1: "supported"}
    assert only(pool, profile).reasons[0].covers == "fr:A2"


@pytest.mark.parametrize(
    ("portfolio", "state", "covers"),
    [
        ({"minutes": {"bicycle": 45}, "place": (50.61, 5.51)}, State.HAS, "bicycle:30"),
        ({"minutes": {"foot": 30}, "place": (50.61, 5.51)}, State.ASK, "foot:75"),
        ({"minutes": {"car": 60}}, State.ASK, ""),
        ({"place": (50.61, 5.51)}, State.ASK, ""),
    ],
)
def test_a_long_or_unknown_trip_is_asked_and_never_shuts_out(portfolio, state, covers):
    match = only(Pool([Portfolio(id=1, **portfolio)]), post(place=(50.63, 5.57)))
    assert match.reasons == (Reason(state=state, topic="travel", covers=covers),)
    assert match.group is (Group.READY if state is State.HAS else Group.TO_DISCUSS)


@pytest.mark.parametrize(
    ("portfolio", "asked"),
    [
        ({"hours": frozenset({"early", "night"}), "weekly_hours": (20, 38)}, []),
        ({"hours": frozenset({"early"}), "weekly_hours": (20, 30)}, ["night", "weekly:38"]),
        ({}, ["", "weekly:38"]),
    ],
)
def test_hours_not_possible_or_not_said_are_asked(portfolio, asked):
    match = only(
        Pool([Portfolio(id=1, **portfolio)]), post(hours=("early", "night"), weekly_hours=38)
    )
    assert [r.covers for r in match.reasons if r.state is State.ASK] == asked


def test_other_wishes_and_refusals_are_questions_to_her():
    people = [
        Portfolio(id=1, wishes=frozenset({"baker"})),
        Portfolio(id=2, wishes=frozenset({"clerk"})),
        Portfolio(id=3, refusals=frozenset({"cook"})),
        Portfolio(id=4),
    ]
    pool = Pool(people, close={"cook": ["baker"]})
    assert groups(pool, post(occupation="cook")) == {
        1: "ready", 4: "ready", 2: "to-discuss", 3: "to-discuss",
    }  # fmt: skip


def test_the_order_is_wish_then_longest_wait_then_fewest_shown_then_id():
    may, june = date(2025, 5, 1), date(2025, 6, 1)
    people = [
        Portfolio(id=1, last_shown_on=june, arrived_on=date(2020, 1, 1)),
        Portfolio(id=2, arrived_on=may, offers_shown=2),
        Portfolio(id=4, arrived_on=may, offers_shown=1),
        Portfolio(id=3, arrived_on=may, offers_shown=1),
        Portfolio(id=5, last_shown_on=june, wishes=frozenset({"cook"})),
        Portfolio(id=6),
    ]
    pool = Pool(people)
    assert [m.id for m in pool.shortlist(post(occupation="cook"), 10)] == [5, 6, 3, 4, 2, 1]


def test_a_change_is_seen_at_once_and_a_person_removed_is_gone():
    pool = Pool([Portfolio(id=1), Portfolio(id=2, skills={"sew": 2})])
    pool.update(Portfolio(id=1, skills={"sew": 2, "new": 3}, arrived_on=date(2020, 1, 1)))
    pool.update(Portfolio(id=3, skills={"sew": 3}))
    pool.remove(2)
    assert groups(pool, post(skill("sew"))) == {3: "ready", 1: "ready"}
    assert groups(pool, post(skill("new"))) == {1: "ready"}
    assert (len(pool), 2 in pool, 3 in pool) == (2, False, True)
    with pytest.raises(ValueError, match="person 2 is not in the pool"):
        pool.explain(post(), 2)


def test_many_changes_are_laid_out_anew_without_a_trace():
    pool = Pool([Portfolio(id=i, skills={"sew": 2}) for i in range(10)])
    for turn in range(3000):
        pool.update(Portfolio(id=turn % 10, skills={"sew": 1 + turn % 3, f"new{turn % 7}": 2}))
    last = {turn % 10: 1 + turn % 3 for turn in range(2990, 3000)}
    ready = {i for i, level in last.items() if level > 1}
    assert {m.id for m in pool.shortlist(post(skill("sew")), 99, group=Group.READY)} == ready


def test_one_group_alone_can_be_asked_for():
    pool = Pool([Portfolio(id=1, skills={"sew": 2}), Portfolio(id=2, skills={"sew": 1})])
    profile = post(skill("sew"))
    assert [m.id for m in pool.shortlist(profile, 5, group=Group.TO_DISCUSS)] == [2]
    assert pool.counts(profile) == {Group.READY: 1, Group.SUPPORTED: 0, Group.TO_DISCUSS: 1}


def test_each_requirement_and_each_pair_has_its_price():
    people = [
        Portfolio(id=1, skills={"sew": 2}, licences=frozenset({"B"})),
        Portfolio(id=2, skills={"sew": 2}),
        Portfolio(id=3),
    ]
    need_b, sew = Need(kind="licence", value="B"), skill("sew")
    school = Need(kind="diploma", value="EQF4/CESS")
    census = Census(eqf={1: 4, 2: 2}, years={})
    rows = Pool(people).opening(post(school, sew, need_b), census)
    assert [(row.without, row.before, row.after) for row in rows] == [
        ((), 1, 1),
        ((school,), 1, 1),
        ((sew,), 1, 1),
        ((need_b,), 1, 1),
        ((school, sew), 1, 1),
        ((school, need_b), 1, 2),
        ((sew, need_b), 1, 1),
    ]


def test_schooling_and_years_never_touch_a_shortlist():
    pool = Pool([Portfolio(id=1)])
    profile = post(Need(kind="diploma", value="EQF7"), Need(kind="experience", value="10"))
    assert groups(pool, profile) == {1: "ready"}
    with pytest.raises(ValueError, match="takes a census"):
        pool.opening(profile)


def test_columns_and_portfolios_build_the_same_pool():
    pool = Pool.from_columns(
        ids=[7, 3],
        vocabulary=[("skill", "sew"), ("language", "fr"), ("wish", "cook")],
        person=[3, 7, 3, 7, 7],
        code=[0, 0, 1, 2, 0],
        level=[2, 1, 3, 1, 3],
        proof=[5, 6, -1, -1, 8],
        place=[[50.6, 5.5], [np.nan, np.nan]],
        minutes=[[0, 30, 0, 0], [0, 0, 0, 0]],
        weekly=[[19, 38], [np.nan, np.nan]],
        shown=[1, 0],
        last_shown=np.array(["2025-01-02", "NaT"], dtype="datetime64[D]"),
        arrived=np.array(["2024-01-02", "2024-02-02"], dtype="datetime64[D]"),
    )
    same = Pool(
        [
            Portfolio(
                id=7, skills={"sew": 3}, wishes=frozenset({"cook"}), place=(50.6, 5.5),
                minutes={"bicycle": 30}, weekly_hours=(19, 38), offers_shown=1,
                last_shown_on=date(2025, 1, 2), arrived_on=date(2024, 1, 2), proofs={"sew": 8},
            ),
            Portfolio(
                id=3, skills={"sew": 2}, languages={"fr": "B1"}, arrived_on=date(2024, 2, 2),
                proofs={"sew": 5},
            ),
        ]
    )  # fmt: skip
    profile = post(
        skill("sew"), Need(kind="language", value="fr:A1"), place=(50.6, 5.5), weekly_hours=30
    )
    assert pool.shortlist(profile, 5) == same.shortlist(profile, 5)
    sent = pickle.loads(pickle.dumps(pool))  # noqa: S301 - to another process of ours
    assert sent.shortlist(profile, 5) == same.shortlist(profile, 5)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ids": [1, 1]}, "same id"),
        ({"person": [9]}, "not in the pool"),
        ({"code": [4]}, "outside the vocabulary"),
        ({"level": [0]}, "level must be"),
        ({"vocabulary": [("age", "30")]}, "unknown kind 'age'"),
        ({"place": [[1.0, 2.0]]}, "place must have shape"),
        ({"level": [1, 2]}, "same length"),
    ],
)
def test_arrays_that_do_not_hold_together_are_refused(change, message):
    arrays = {
        "ids": [1, 2], "vocabulary": [("skill", "a")], "person": [1], "code": [0], "level": [2],
    }  # fmt: skip
    with pytest.raises(ValueError, match=message):
        Pool.from_columns(**arrays | change)


@pytest.mark.parametrize(
    ("need", "message"),
    [
        (Need(kind="age", value="30"), "unknown kind of need 'age'"),
        (Need(kind="skill", value="a", necessity="vital"), "unknown necessity 'vital'"),
        (Need(kind="language", value="fr:Z9"), "unknown language level 'Z9'"),
    ],
)
def test_a_need_not_understood_is_said_plainly(need, message):
    with pytest.raises(ValueError, match=message):
        Pool([Portfolio(id=1)]).shortlist(post(need), 5)


def test_a_census_held_in_arrays_counts_like_one_held_in_a_dictionary():
    pool = Pool([Portfolio(id=i) for i in (2, 9, 5)])
    profile = post(Need(kind="experience", value="2"))
    plain = pool.opening(profile, Census(eqf={}, years={9: 3, 5: 1}))
    arrays = Column([9, 5], [3, 1])
    assert pool.opening(profile, Census(eqf={}, years=arrays)) == plain
    assert (plain[0].after, plain[1].after) == (1, 3)
    assert (dict(arrays), arrays.get(2)) == ({5: 1.0, 9: 3.0}, None)
