"""What the pages ask of the reference: suggestions for typed words, and labels for kept ids."""

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from statistics import fmean

from iod.reference import known
from matching import Linker
from matching.reference import load
from matching.reference.dated import table
from matching.reference.files import rows

LIKELY = 0.35  # below this the words share little with the label: silence is kinder
NEAR = 0.6  # enough to ask about, not enough to keep without asking
CLEAR = 0.75  # from here on the words are the label, give or take an ending or an article


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One occupation or skill of the reference, with its label in the reader's language."""

    id: str
    label: str


@cache
def _embedded(noun: str, language: str) -> Linker:
    reference = load()
    concepts = {"skill": reference.skill_concepts, "occupation": reference.occupation_concepts}
    return Linker(concepts[noun](language))


def _label(row: object, language: str) -> str:
    return str(getattr(row, "english" if language == "en" else "label", ""))


def _name(rows: Mapping[str, object], key: str, language: str) -> str:
    if key in rows or not key:
        return _label(rows.get(key), language)
    entry = known.imported().get(key)
    return entry.label(language) if entry else ""


def skill_label(skill_id: str, language: str = "fr") -> str:
    """Return the label of a skill, "" when the reference does not hold it (any more)."""
    return _name(load().skills, skill_id, language)


def occupation_label(occupation_id: str, language: str = "fr") -> str:
    """Return the label of an occupation, "" when the reference does not hold it (any more)."""
    return _name(load().occupations, occupation_id, language)


def skill_suggestions(text: str, language: str = "fr", k: int = 8) -> list[Suggestion]:
    """Return the skills that typed words may mean, best first; empty when nothing is near."""
    return _suggestions("skill", text, language, k)


def occupation_suggestions(text: str, language: str = "fr", k: int = 8) -> list[Suggestion]:
    """Return the occupations that a title may mean, best first; empty when nothing is near."""
    return _suggestions("occupation", text, language, k)


def _suggestions(noun: str, text: str, language: str, k: int) -> list[Suggestion]:
    """Return the near concepts, each name once: the lists share many."""
    name = skill_label if noun == "skill" else occupation_label
    found: dict[str, Suggestion] = {}
    for hit in known.linker(noun, language).link(text, 2 * k):
        if hit.score >= LIKELY:
            label = name(hit.id, language)
            found.setdefault(label.casefold(), Suggestion(hit.id, label))
    return list(found.values())[:k]


def skill_meant(text: str, language: str = "fr") -> str:
    """Return the id of the skill that typed words clearly name, or ""."""
    return _meant("skill", text, language)


def occupation_named(text: str, language: str = "fr") -> str:
    """Return the id of the occupation a person chose by its label, or clearly named, or ""."""
    for found in occupation_suggestions(text, language):
        if found.label.casefold() == text.strip().casefold():
            return found.id
    return occupation_meant(text, language)


def occupation_meant(text: str, language: str = "fr") -> str:
    """Return the id of the occupation that a title clearly names, or ""."""
    return _meant("occupation", text, language)


def _meant(noun: str, text: str, language: str, enough: float = CLEAR) -> str:
    """Return the concept clearly meant; the embedded list goes first.

    Offers and portfolios must name one thing by one id, or they would not meet.
    """
    hits = _embedded(noun, language).link(text, 1)
    if hits and hits[0].score >= enough:
        return hits[0].id
    hits = known.linker(noun, language).link(text, 1)
    return hits[0].id if hits and hits[0].score >= CLEAR else ""


def skills_in_task(text: str) -> tuple[str, ...]:
    """Return the skill that a task's wording names best, in a tuple; empty when none is near."""
    return _skills_in_task(text, known.stamp())


@lru_cache(maxsize=4096)
def _skills_in_task(text: str, _version: str) -> tuple[str, ...]:
    meant = _meant("skill", text, "fr", NEAR)
    return (meant,) if meant else ()


@cache
def close() -> Mapping[str, tuple[str, ...]]:
    """Return what is near each id: skills of one family, occupations of one ISCO minor group."""
    reference = load()
    near = {skill: reference.close(skill) for skill in reference.skills}
    groups: dict[str, list[str]] = {}
    for key, row in reference.occupations.items():
        groups.setdefault(row.isco[:3], []).append(key)
    for members in groups.values():
        near |= {key: tuple(m for m in members if m != key) for key in members}
    return near


@cache
def _places() -> Mapping[str, tuple[float, float]]:
    """Return the centre of the communes by post code; where two share one, about between them."""
    centres: dict[str, list[tuple[float, float]]] = {}
    for row in table("places"):
        for post_code in row["postcodes"].split("|") if row["latitude"] else ():
            centre = (float(row["latitude"]), float(row["longitude"]))
            centres.setdefault(post_code.strip(), []).append(centre)
    return {
        post_code: (fmean(at[0] for at in found), fmean(at[1] for at in found))
        for post_code, found in centres.items()
    }


def place(post_code: str) -> tuple[float, float] | None:
    """Return about where a post code is: the centre of its commune, None when there is none."""
    return _places().get(post_code.strip())


def skills_of(occupation_id: str, language: str = "fr") -> list[Suggestion]:
    """Return the skills of an occupation, the essential ones first; empty when it is unknown."""
    reference = load()
    if occupation_id in reference.occupations:
        essential, optional = reference.skills_of(occupation_id)
        needed = [*essential, *optional]
    else:
        needed = known.skills_needed(occupation_id) if occupation_id in known.imported() else []
    return [Suggestion(skill, skill_label(skill, language)) for skill in needed]


def essential_skills() -> Mapping[str, tuple[str, ...]]:
    """Return the skills that are essential to each occupation, where any is known."""
    return {key: skills for key, skills in load().essential.items() if skills}


def all_occupations(language: str = "fr") -> list[Suggestion]:
    """Return every occupation by label, for a list to choose from while typing."""
    rows = load().occupations.items()
    return sorted((Suggestion(key, _label(row, language)) for key, row in rows), key=_by_label)


@cache
def all_certificates(language: str = "fr") -> list[Suggestion]:
    """Return every certificate the reference knows, by label."""
    column = "english" if language == "en" else "label"
    table = rows("certificates.csv", ("code", "label", "english"))
    return sorted((Suggestion(row["code"], row[column]) for row in table), key=_by_label)


def certificate_label(code: str, language: str = "fr") -> str:
    """Return the label of a certificate, or the code itself when it was typed by hand."""
    return next((kept.label for kept in all_certificates(language) if kept.id == code), code)


def _by_label(suggestion: Suggestion) -> tuple[str, str]:
    plain = unicodedata.normalize("NFKD", suggestion.label.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)), suggestion.id


def linked(noun: str, text: str, language: str = "fr", k: int = 5) -> list[dict[str, object]]:
    """Return what a phrase may mean among the occupations or skills, each with its reasons."""
    linker = known.linker(noun, language)
    return [{**asdict(hit), **asdict(linker.explain(text, hit))} for hit in linker.link(text, k)]
