"""More mandatory demands than nine offers in ten for such work: the "mouton à cinq pattes".

Each demand shuts some people out, and together they leave almost nobody.
"""

from collections.abc import Iterator

from matching.demands import asked, codes, once, regulated
from matching.levels import threshold
from matching.raising import flag, quoted
from matching.types import Evidence, Family, Flag, Kind, Offer, Requirement, Rule

CODE = "five-legged-sheep"
CLEARS = ("modality:preferred", "grant:learnt-on-the-post", "drop")
TERMS = frozenset({Kind.PAY, Kind.CONTRACT, Kind.HOURS})
MOST_QUALITIES = 3  # soft skills counted: a longer list has a rule of its own
BY_LAW = frozenset({Kind.CERTIFICATE, Kind.DIPLOMA, Kind.ELIGIBILITY})
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
    """Return the mandatory demands, each kind and value once, but those the law makes.

    Wordings on protected criteria have rules of their own: they are not for bargaining.
    """
    left_out = TERMS | (BY_LAW if regulated(offer) else frozenset())
    kinds = (kind for kind in Kind if kind not in left_out)
    found = (row for row in asked(offer, *kinds) if row.criterion is None)
    different = [row for row in once(found) if not codes(row) <= NOT_DEMANDS]
    qualities = [row for row in different if row.kind is Kind.CLICHE]
    return [row for row in different if row not in qualities[MOST_QUALITIES:]]


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
