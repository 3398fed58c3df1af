"""A language is asked for and no task uses it, or its level is not said.

One Walloon offer in five wants another language while 11 % of job-seekers know Dutch (Forem 2017).
Whom one speaks with, how often, is the thing to say.
"""

from collections.abc import Iterator

from matching.demands import asked, is_isco, languages, major, once, sentence
from matching.phrases import said
from matching.raising import flag, quoted, stated
from matching.types import Evidence, Family, Flag, Kind, Offer, Requirement, Rule

CODE = "language-without-task"
CLEARS = ("task:language", "wording:language-level")
TRADES = ("2643", "2353", "4221", "4224", "511")  # interpreters, language teachers, travel, hotels


def find(offer: Offer) -> Iterator[Flag]:
    """Raise languages without a task; without tasks, those with no level or in basic work."""
    if is_isco(offer, *TRADES):
        return
    for row in once(asked(offer, Kind.LANGUAGE)):
        if row.tasks or row.criterion == "origine":
            continue
        missing, severity = _missing(offer, row)
        if missing:
            evidence = (quoted(offer, row), missing)
            yield flag(CODE, Family.NEGOTIABLE, severity, *evidence, row=row, clears=CLEARS)


def _missing(offer: Offer, row: Requirement) -> tuple[Evidence | None, int]:
    """Return what is missing for this language, and how much it matters."""
    if offer.tasks:
        unused = row.tasks == () or not _used(offer, row)
        return (Evidence(source="task", name="task:language", value=""), 2) if unused else (None, 0)
    other = [iso for iso in languages(row) if iso != offer.language]
    if said(offer, CODE, offer.language, sentence(offer, row)):
        return None, 0
    if other and "?" in languages(row).values():
        return stated("level"), 1
    if other and major(offer) == "9":
        return stated("isco", major(offer)), 1
    return None, 0


def _used(offer: Offer, row: Requirement) -> bool:
    """Say whether a recorded task uses one of the languages of the row."""
    texts = [f"{task.text} {task.tools}" for task in offer.tasks or ()]
    spoken = set(languages(row))
    groups = sorted(spoken) + (["abroad"] if spoken - {offer.language} else [])
    return any(said(offer, CODE, group, text) for group in groups for text in texts)


RULE = Rule(code=CODE, family=Family.NEGOTIABLE, find=find)
