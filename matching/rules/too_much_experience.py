"""More practice than the post is expected to need.

Experience is the brake found most often in Walloon offers for shortage trades (CEPAG 2017). What is
known after two years and not after three months is the thing to name.
"""

from collections.abc import Iterator

from matching.demands import asked, either_or, once, rows, years
from matching.levels import threshold
from matching.raising import flag, quoted
from matching.types import Evidence, Family, Flag, Kind, Offer, Requirement, Rule
from matching.views import View, peers_view, severity, tasks_view

CODE = "too-much-experience"
CLEARS = ("task:takes-years", "grant:in-house-training", "modality:preferred")
INSTEAD_OF_DIPLOMA = 3.0  # years more are accepted where practice opens the post without diploma


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each mandatory number of years that at least one view finds too high."""
    for row in once(asked(offer, Kind.EXPERIENCE)):
        number = years(row)
        if not number:
            continue
        views = _views(offer, row, number)
        raised = severity(views)
        if raised:
            evidence = (quoted(offer, row), *(said for _, said in views))
            yield flag(CODE, Family.NEGOTIABLE, raised, *evidence, row=row, clears=CLEARS)


def _views(offer: Offer, row: Requirement, number: float) -> list[View]:
    views = (
        _table_view(offer, row, number),
        peers_view(offer, "experience", number),
        tasks_view(offer, row),
    )
    return [view for view in views if view]


def _table_view(offer: Offer, row: Requirement, number: float) -> View | None:
    expected = threshold(offer, "experience-years")
    if expected is None:
        return None
    instead = any(either_or(offer, row, other) for other in rows(offer, Kind.DIPLOMA))
    most = expected.value + (INSTEAD_OF_DIPLOMA if instead else 0)
    standing = "verified" if expected.verified else "unverified"
    name = f"experience:{expected.isco}:{standing}"
    return number > most, Evidence(source="table", name=name, value=f"{most:g}")


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
