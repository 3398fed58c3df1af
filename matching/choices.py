"""The same comparison from the side of one person: offers for her, and what a paper would open."""

from collections.abc import Iterable, Mapping

from matching.criteria import Close, travel, wish
from matching.person import Person, person_of
from matching.post import Post
from matching.types import Gain, Group, Match, Need, Portfolio, Profile, Reason, State

FAR = 10**6  # minutes: a trip nobody could estimate comes after all others


def offers_for(
    portfolio: Portfolio, profiles: Mapping[int, Profile], *, close: Close | None = None
) -> list[Match]:
    """Give the offers of one person in the three groups; ``Match.id`` is the offer's key.

    The same definitions as ``Pool.shortlist``. Inside a group: fits her wish, shortest trip, id.
    Profiles may also be those of occupations (their usual needs): then the answer is where her
    skills would serve. Raise ValueError on a need or a portfolio not understood.
    """
    person, families = person_of(portfolio), close or {}
    groups = list(Group)
    found: list[tuple[int, bool, int, int, Match]] = []
    for key, profile in profiles.items():
        ((group, reasons),) = Post(profile, families).judge([person])
        if group is not None:
            match = Match(id=key, group=group, reasons=reasons)
            found.append((groups.index(group), *_order(reasons), key, match))
    return [match for *_, match in sorted(found, key=lambda row: row[:-1])]


def _order(reasons: Iterable[Reason]) -> tuple[bool, int]:
    fits, minutes = False, FAR
    for reason in reasons:
        if reason.topic == wish.TOPIC:
            fits = reason.state is State.HAS
        elif reason.topic == travel.TOPIC and reason.covers:
            minutes = int(reason.covers.partition(":")[2])
    return not fits, minutes


def would_open(
    portfolio: Portfolio, profiles: Mapping[int, Profile], *, close: Close | None = None
) -> list[Gain]:
    """Say which single thing to learn or to obtain would leave no need to ask about, and where.

    For each need that is the only one still asked in some offers, the keys of these offers: "with
    the forklift certificate, 9 more posts". Travel, hours and wishes stay questions to her. Most
    offers first, then kind, then value.
    """
    person, families = person_of(portfolio), close or {}
    gains: dict[tuple[str, str], list[int]] = {}
    for key, profile in profiles.items():
        missing = _missing(person, Post(profile, families))
        if len(missing) == 1:
            gains.setdefault(missing.pop(), []).append(key)
    found = [
        Gain(need=Need(kind=kind, value=value), opens=tuple(sorted(keys)))
        for (kind, value), keys in gains.items()
    ]
    return sorted(found, key=lambda gain: (-len(gain.opens), gain.need.kind, gain.need.value))


def _missing(person: Person, post: Post) -> set[tuple[str, str]]:
    ((_, reasons),) = post.judge([person])
    return {(r.need.kind, r.need.value) for r in reasons if r.need and r.state is State.ASK}
