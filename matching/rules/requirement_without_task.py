"""A mandatory requirement that none of the recorded tasks calls for.

Tasks come before requirements: what no task takes is the first thing to talk about. Silent until
tasks are recorded and the coach has looked for the link.
"""

from collections.abc import Iterator

from matching.demands import asked
from matching.raising import flag, quoted
from matching.types import Evidence, Family, Flag, Kind, Offer, Rule

CODE = "requirement-without-task"
CLEARS = ("task:named", "drop")
NOT_OF_TASKS = frozenset({Kind.PAY, Kind.CONTRACT, Kind.HOURS, Kind.AVAILABILITY})


def find(offer: Offer) -> Iterator[Flag]:
    """Raise each mandatory requirement for which the coach found no task."""
    if not offer.tasks:
        return
    for row in asked(offer, *(kind for kind in Kind if kind not in NOT_OF_TASKS)):
        if row.tasks == () and row.value not in ("0", "none"):
            none = Evidence(source="task", name="tasks", value="")
            evidence = (quoted(offer, row), none)
            yield flag(CODE, Family.NEGOTIABLE, 2, *evidence, row=row, clears=CLEARS)


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
