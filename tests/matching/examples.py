"""Read the examples that stand in each rule's lexicon: small offers, flagged or ignored."""

from typing import Any

from matching import phrases
from matching.types import (
    Floor,
    Holder,
    Kind,
    Modality,
    Occupation,
    Offer,
    Pay,
    Requirement,
    Task,
)

STRENGTH = {"~": Modality.PREFERRED, "+": Modality.OFFERED}
LINKED = {"<none>": (), "<0>": ("0",)}


def examples(rule: str, outcome: str) -> list[dict[str, Any]]:
    return list(phrases.lexicon("fr", rule).get(outcome, []))


def offer_of(example: dict[str, Any]) -> Offer:
    text = example["text"]
    asks = example.get("asks")
    isco = example.get("isco")
    return Offer(
        text=text,
        title=example.get("title", ""),
        occupation=(
            Occupation(isco=isco, regulated=example.get("regulated", False)) if isco else None
        ),
        requirements=None if asks is None else tuple(row_of(text, ask) for ask in asks),
        tasks=tuple(Task(id=str(n), text=task) for n, task in enumerate(example.get("tasks", ()))),
        pay=pay_of(example.get("pay")),
        rota=example.get("rota"),
        access=example.get("access"),
        holder=Holder(**example["holder"]) if "holder" in example else None,
        floor=floor_of(example.get("floor")),
    )


def pay_of(pay: list[Any] | None) -> Pay | None:
    if pay is None:
        return None
    low, unit, *scale = pay
    return Pay(low=low, unit=unit, scale=scale[0] if scale else None)


def floor_of(floor: list[float] | None) -> Floor | None:
    return Floor(hourly=floor[0], monthly=floor[1]) if floor else None


def row_of(text: str, ask: str) -> Requirement:
    """Read "~kind value !criterion = quote <none>": strength, criterion and link may be absent."""
    left, quote = ask.split(" = ", 1)
    for mark, linked in LINKED.items():
        if quote.endswith(mark):
            quote, tasks = quote.removesuffix(mark).strip(), linked
            break
    else:
        tasks = None
    kind, value, *criterion = left.split()
    modality = STRENGTH.get(kind[0], Modality.MANDATORY)
    start = text.index(quote)
    return Requirement(
        kind=Kind(kind.lstrip("~+")),
        value=value,
        modality=modality,
        start=start,
        end=start + len(quote),
        criterion=criterion[0][1:] if criterion else None,
        lawful=bool(criterion) and criterion[0][0] == "?",
        tasks=tasks,
    )
