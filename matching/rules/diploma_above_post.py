"""A diploma above what the post is expected to need.

Asking for more schooling than the work takes shuts out people who do it well, and posts so worded
take longer to fill. Never raised where the law asks for the title.
"""

from collections.abc import Iterator

from matching.demands import asked, either_or, eqf, once, regulated, rows
from matching.levels import expected_level
from matching.phrases import said
from matching.raising import flag, quoted
from matching.types import Evidence, Family, Flag, Kind, Offer, Requirement, Rule
from matching.views import View, peers_view, severity, tasks_view

CODE = "diploma-above-post"
_NEAR = 60  # characters
CLEARS = ("law:regulated-title", "task:at-that-level", "grant:either-or", "modality:preferred")


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each mandatory level that at least one view finds too high."""
    if regulated(offer):
        return
    levels = [(row, level) for row in once(asked(offer, Kind.DIPLOMA)) if (level := eqf(row))]
    for row, level in levels:
        if any(other < level and either_or(offer, row, lower) for lower, other in levels):
            continue
        if practice_will_do(offer, row) or _less_will_do(offer, row):
            continue
        views = _views(offer, row, level)
        raised = severity(views)
        if raised:
            evidence = (quoted(offer, row), *(said for _, said in views))
            yield flag(CODE, Family.NEGOTIABLE, raised, *evidence, row=row, clears=CLEARS)


def practice_will_do(offer: Offer, row: Requirement) -> bool:
    """Say whether the offer lets practice stand in for a diploma."""
    if any(either_or(offer, row, practice) for practice in rows(offer, Kind.EXPERIENCE)):
        return True
    after = offer.text[row.end : row.end + _NEAR] if row.end is not None else ""
    return said(offer, CODE, "or_practice", after)


def _less_will_do(offer: Offer, row: Requirement) -> bool:
    """Say whether a lower diploma stands just before as a choice ("bac pro ou bachelier")."""
    before = offer.text[max(0, row.start - _NEAR // 2) : row.start] if row.start else ""
    return said(offer, CODE, "lower_or", before)


def _views(offer: Offer, row: Requirement, level: int) -> list[View]:
    views = (
        _table_view(offer, level),
        peers_view(offer, "diploma", level),
        tasks_view(offer, row),
    )
    return [view for view in views if view]


def _table_view(offer: Offer, level: int) -> View | None:
    expected = expected_level(offer)
    if expected is None:
        return None
    standing = "verified" if expected.verified else "unverified"
    name = f"levels:{expected.isco}:{standing}"
    said = Evidence(source="table", name=name, value=f"EQF{expected.low}-{expected.high}")
    return level > expected.high, said


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
