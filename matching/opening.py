"""What each requirement costs: how many people could be discussed without it.

Schooling and years of practice enter the program here and nowhere else.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from matching.pool_index import Bits, Index
from matching.types import Census, Need, Opening, Profile

EQF = re.compile(r"EQF([1-8])(?:/.*)?")
NOTHING_ASKED = {"diploma": {"EQF?", "none"}, "experience": {"?"}}

Asked = tuple[Need, Bits]  # a requirement and who answers it


def openings(asked: Sequence[Asked], everyone: Bits) -> list[Opening]:
    """Count who answers all requirements but none, one and two of them.

    ``everyone`` marks the people counted. Of r requirements, 1 + r + r(r-1)/2 counts.
    """
    as_asked = _count(_all_but((), asked, everyone))
    found = [Opening(without=(), before=as_asked, after=as_asked)]
    for size in (1, 2):
        for left_out in combinations(range(len(asked)), size):
            after = _count(_all_but(left_out, asked, everyone))
            needs = tuple(asked[i][0] for i in left_out)
            found.append(Opening(without=needs, before=as_asked, after=after))
    return found


def _all_but(left_out: tuple[int, ...], asked: Sequence[Asked], everyone: Bits) -> Bits:
    marks = everyone.copy()
    for place, (_, answered) in enumerate(asked):
        if place not in left_out:
            np.bitwise_and(marks, answered, out=marks)
    return marks


def _count(marks: Bits) -> int:
    return int(np.bitwise_count(marks).sum())


def schooling(profile: Profile, census: Census | None, index: Index) -> Iterator[Asked]:
    """Give who has the schooling and the years of practice asked, where a number is asked."""
    for need in profile.needs:
        least = least_asked(need)
        if least is None or need.necessity != "strict":
            continue
        if census is None:
            raise ValueError(f"counting a need of kind {need.kind!r} takes a census")
        values = census.eqf if need.kind == "diploma" else census.years
        yield need, index.where_column(values, least)


def least_asked(need: Need) -> float | None:
    """Read "EQF4" or "2" (years); None where no number is asked or the need is another kind."""
    if need.kind not in NOTHING_ASKED or need.value in NOTHING_ASKED[need.kind]:
        return None
    if need.kind == "experience":
        return _years(need.value)
    level = EQF.fullmatch(need.value)
    if level is None:
        raise ValueError(f"a diploma need is a level such as EQF4, not {need.value!r}")
    return float(level[1])


def _years(value: str) -> float | None:
    try:
        years = float(value)
    except ValueError:
        raise ValueError(f"an experience need is a number of years, not {value!r}") from None
    return years if years > 0 else None
