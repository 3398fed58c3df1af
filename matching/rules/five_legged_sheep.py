"""More mandatory demands than nine offers in ten for such work: the "mouton à cinq pattes".

Each demand shuts some people out, and together they leave almost nobody.
"""

from collections.abc import Iterator

from matching.demands import asked, codes
from matching.levels import threshold
from matching.raising import flag, quoted
from matching.types import Evidence, Family, Flag, Kind, Offer, Requirement, Rule

CODE = "five-legged-sheep"
CLEARS = ("modality:preferred", "grant:learnt-on-the-post", "drop")
TERMS = frozenset({Kind.PAY, Kind.CONTRACT, Kind.HOURS})
NOT_DEMANDS = frozenset(
    {"0", "none", "immediate", "handicap_ouvert", "egalite", "any", "no_travel", "no_oncall"}
    | {"no_weekend", "no_night"}
)


def find(offer: Offer) -> Iterator[Flag]:
    """Raise the whole list once when it is longer than the threshold of the occupation."""
    most = threshold(offer, "mandatory-demands")
    if most is None:
        return
    demands = _different(offer)
    if len(demands) > most.value:
        table = Evidence(
            source="table", name=f"demands:{most.isco}:unverified", value=f"{most.value:g}"
        )
        evidence = (*(quoted(offer, row) for row in demands), table)
        yield flag(CODE, Family.NEGOTIABLE, 2, *evidence, clears=CLEARS)


def _different(offer: Offer) -> list[Requirement]:
    """Return the mandatory demands, each kind and value once."""
    kinds = (kind for kind in Kind if kind not in TERMS)
    found: dict[tuple[Kind, str], Requirement] = {}
    for row in asked(offer, *kinds):
        if not codes(row) <= NOT_DEMANDS:
            found.setdefault((row.kind, row.value), row)
    return list(found.values())


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
