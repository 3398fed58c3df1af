"""The pool against a plain, slow reading of docs/pool.md, on random profiles and people."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching import Census, Group, Need, Pool, Portfolio, Profile, State

SKILLS = [f"s{i}" for i in range(8)]
OCCUPATIONS = ["cook", "baker", "cleaner"]
CLOSE = {"s0": ["s1", "s2"], "s1": ["s0"], "s3": ["s4", "s3"], "cook": ["baker"]}
CEFR = ["A1", "A2", "B1", "B2", "C1", "C2"]
CODES = ["early", "night"]
PLACES = [None, (50.63, 5.57), (50.46, 4.87), (50.61, 5.51)]
SPEEDS = {"foot": 5, "bicycle": 15, "transit": 25, "car": 50}
START = date(2025, 1, 1)


def some(values, **limits):
    return st.frozensets(st.sampled_from(values), **limits)


days = st.none() | st.integers(0, 5).map(lambda n: START + timedelta(days=n))


@st.composite
def portfolios(draw):
    ids = draw(st.lists(st.integers(1, 40), unique=True, max_size=14))
    return [draw(one_portfolio(i)) for i in ids]


def one_portfolio(person_id):
    return st.builds(
        Portfolio,
        id=st.just(person_id),
        skills=st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 3), max_size=6),
        languages=st.dictionaries(st.sampled_from(["fr", "nl"]), st.sampled_from(CEFR), max_size=2),
        licences=some(["B"]),
        certificates=some(["CACES", "VCA"]),
        place=st.sampled_from(PLACES),
        minutes=st.dictionaries(
            st.sampled_from(list(SPEEDS)), st.sampled_from([15, 30, 60, 120]), max_size=2
        ),
        hours=some(CODES),
        weekly_hours=st.sampled_from([None, (19.0, 38.0), (30.0, 38.0)]),
        wishes=some(OCCUPATIONS, max_size=2),
        refusals=some([*OCCUPATIONS, "s0", "s5"], max_size=1),
        offers_shown=st.integers(0, 2),
        last_shown_on=days,
        arrived_on=days,
        proofs=st.just({}),
    )


VALUES = st.one_of(
    st.tuples(st.just("skill"), st.sampled_from(SKILLS)),
    st.tuples(st.just("language"), st.sampled_from(["fr:B1", "nl:A2", "nl", "fr:?", "de:B2"])),
    st.tuples(st.just("licence"), st.sampled_from(["B", "C"])),
    st.tuples(st.just("certificate"), st.sampled_from(["CACES", "VCA"])),
    st.tuples(st.just("diploma"), st.sampled_from(["EQF4", "EQF6/BAC", "EQF?"])),
    st.tuples(st.just("experience"), st.sampled_from(["2", "0", "?"])),
)
needs = st.builds(
    lambda pair, necessity, days, helper: Need(
        kind=pair[0], value=pair[1], necessity=necessity, learnable_days=days, helper=helper
    ),
    VALUES,
    st.sampled_from(["strict", "strict", "learnable", "wished"]),
    st.sampled_from([None, 5]),
    st.sampled_from(["", "Ana"]),
)
profiles = st.builds(
    Profile,
    needs=st.lists(needs, max_size=7).map(tuple),
    place=st.sampled_from(PLACES),
    hours=some(CODES).map(lambda codes: tuple(sorted(codes))),
    weekly_hours=st.sampled_from([None, 25.0, 38.0]),
    occupation=st.sampled_from(["", *OCCUPATIONS]),
    helper=st.sampled_from(["", "", "Bob"]),
)


# --- the plain reading -----------------------------------------------------------------------


def plain_held(need, p):
    if need.kind == "skill":
        return p.skills.get(need.value, 0) >= 2
    if need.kind == "language":
        iso, _, level = need.value.partition(":")
        if iso not in p.languages:
            return False
        return level in {"", "?"} or CEFR.index(p.languages[iso]) >= CEFR.index(level)
    return need.value in (p.licences if need.kind == "licence" else p.certificates)


def plain_near(need, p):
    if need.kind == "skill":
        kin = [k for k in CLOSE.get(need.value, []) if k != need.value]
        return need.value in p.skills or any(p.skills.get(k, 0) >= 2 for k in kin)
    if need.kind == "language":
        iso, _, level = need.value.partition(":")
        if iso not in p.languages or level in {"", "?"}:
            return False
        return CEFR.index(p.languages[iso]) == CEFR.index(level) - 1
    return False


def plain_covers(need, p):
    if need.kind == "skill" and need.value not in p.skills:
        held = [k for k in CLOSE[need.value] if p.skills.get(k, 0) >= 2]
        best = max(p.skills[k] for k in held)
        return next(k for k in held if p.skills[k] == best)
    if need.kind == "language":
        iso = need.value.partition(":")[0]
        return f"{iso}:{p.languages[iso]}"
    return need.value


def plain_state(need, p, profile):
    if plain_held(need, p):
        return "has"
    if need.necessity == "wished":
        return None
    helper = need.helper or profile.helper
    if need.necessity == "learnable" and (need.learnable_days or helper):
        return "learnable"
    return "close" if helper and plain_near(need, p) else "ask"


def plain_minutes(place, home, mode):
    (a, b), (c, d) = (tuple(map(math.radians, x)) for x in (place, home))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    km = 2 * 6371.0088 * math.asin(math.sqrt(h))
    return max(15, math.ceil(round(km, 3) * 1.3 / SPEEDS[mode] * 60 / 15) * 15)


def plain_questions(profile, p):
    if profile.place is not None:
        reached = p.place is not None and any(
            plain_minutes(profile.place, p.place, mode) <= most for mode, most in p.minutes.items()
        )
        if not reached:
            yield "travel"
    if any(code not in p.hours for code in profile.hours):
        yield "hours"
    weekly = profile.weekly_hours
    if weekly is not None and not (
        p.weekly_hours and p.weekly_hours[0] <= weekly <= p.weekly_hours[1]
    ):
        yield "hours"
    if profile.occupation and p.wishes and not plain_fits(profile, p):
        yield "wish"
    stake = {n.value for n in profile.needs if n.kind == "skill" and n.necessity != "wished"}
    if p.refusals & (stake | {profile.occupation}):
        yield "refusal"


def plain_fits(profile, p):
    return bool(p.wishes & {profile.occupation, *CLOSE.get(profile.occupation, [])})


def plain_group(profile, p):
    answerable = [n for n in profile.needs if n.kind not in {"diploma", "experience"}]
    states = [plain_state(n, p, profile) for n in answerable]
    strict = [n for n in answerable if n.necessity == "strict" and n.kind in {"skill", "language"}]
    nothing = [n for n in strict if not plain_held(n, p) and not plain_near(n, p)]
    if len(nothing) * 2 > len(strict):
        return None
    if "ask" in states or list(plain_questions(profile, p)):
        return Group.TO_DISCUSS
    return Group.SUPPORTED if {"close", "learnable"} & set(states) else Group.READY


def plain_order(profile, p):
    since = p.last_shown_on or p.arrived_on or date.min
    return not plain_fits(profile, p), since, p.offers_shown, p.id


def plain_shortlist(profile, people):
    groups = list(Group)
    grouped = [(plain_group(profile, p), p) for p in people]
    found = [(groups.index(g), plain_order(profile, p), p.id, g) for g, p in grouped if g]
    return [(person_id, group) for _, _, person_id, group in sorted(found)]


def plain_opening(profile, people, census):
    def fails(need, p):
        if need.kind in {"diploma", "experience"}:
            known = (census.eqf if need.kind == "diploma" else census.years).get(p.id)
            return known is None or known < float(need.value.removeprefix("EQF")[0])
        return plain_state(need, p, profile) == "ask"

    def asked(need):
        if need.kind in {"diploma", "experience"}:
            return need.necessity == "strict" and need.value not in {"EQF?", "0", "?"}
        helper = need.helper or profile.helper
        agreed = need.necessity == "learnable" and (need.learnable_days or helper)
        return need.necessity != "wished" and not agreed

    rows = [need for need in profile.needs if asked(need)]
    sets = [()] + [(i,) for i in range(len(rows))]
    sets += [(i, j) for i in range(len(rows)) for j in range(i + 1, len(rows))]
    for left_out in sets:
        kept = [need for i, need in enumerate(rows) if i not in left_out]
        count = sum(not any(fails(need, p) for need in kept) for p in people)
        yield tuple(rows[i] for i in left_out), count


# --- the comparison --------------------------------------------------------------------------


def compare(profile, people, pool):
    expected = plain_shortlist(profile, people)
    assert [(m.id, m.group) for m in pool.shortlist(profile, 100)] == expected
    assert [m.id for m in pool.shortlist(profile, 3)] == [i for i, _ in expected[:3]]
    groups = dict(expected)
    for p in people:
        found = pool.explain(profile, p.id)
        assert found.group == groups.get(p.id)
        compare_reasons(profile, p, found.reasons)
    census = Census(
        eqf={p.id: p.id % 8 for p in people if p.id % 3},
        years={p.id: p.id % 5 for p in people if p.id % 4},
    )
    counted = [(row.without, row.after) for row in pool.opening(profile, census)]
    assert counted == list(plain_opening(profile, people, census))


def compare_reasons(profile, p, reasons):
    answerable = [n for n in profile.needs if n.kind not in {"diploma", "experience"}]
    expected = [(n, plain_state(n, p, profile)) for n in answerable]
    found = [(r.need, r.state.value) for r in reasons if r.need]
    assert found == [(need, state) for need, state in expected if state]
    for reason in reasons:
        if reason.need and reason.covers:
            assert reason.covers == plain_covers(reason.need, p)
        elif reason.need:
            assert not plain_held(reason.need, p)
            assert not plain_near(reason.need, p)
    asked = {r.topic for r in reasons if r.topic and r.state is State.ASK}
    assert asked == set(plain_questions(profile, p))


def check(profile, people, changed, gone):
    pool = Pool(people, close=CLOSE)
    compare(profile, people, pool)
    now = {p.id: p for p in people}
    for portfolio in changed:
        pool.update(portfolio)
        now[portfolio.id] = portfolio
    for person_id in gone & set(now):
        pool.remove(person_id)
        del now[person_id]
    compare(profile, list(now.values()), pool)


ARGUMENTS = (profiles, portfolios(), portfolios(), st.frozensets(st.integers(1, 40), max_size=5))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW, derandomize=True)
@given(*ARGUMENTS)
def test_the_pool_finds_what_a_plain_reading_finds(profile, people, changed, gone):
    check(profile, people, changed, gone)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None, suppress_health_check=SLOW)
@given(*ARGUMENTS)
def test_the_pool_finds_what_a_plain_reading_finds_ten_thousand_times(
    profile, people, changed, gone
):
    check(profile, people, changed, gone)
