"""The imported concepts as the linker and the pages need them, read once per version."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.exc import UnboundExecutionError
from sqlalchemy.orm import aliased

from iod import config, db
from iod.reference.models import (
    OCCUPATION,
    SKILL,
    ReferenceConcept,
    ReferenceLabel,
    ReferenceLink,
    ReferenceMatch,
    ReferenceRelease,
)
from matching import Linker
from matching.reference import LANGUAGES, load
from matching.types import Concept

LENDS = {"exact", "narrow"}  # relations by which the labels of the origin fit the target too
MANY = 5000  # concepts from which an index is better kept on the disk than built anew


@dataclass(slots=True)
class Entry:
    """An imported concept with its labels, the preferred one first, by language."""

    kind: str
    isco: str
    deprecated: bool
    labels: dict[str, list[str]] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """Return its name in a language, else in one it has."""
        spoken = self.labels.get(language) or next(iter(self.labels.values()), [""])
        return spoken[0]


def stamp() -> str:
    """Return what names the last import, "" before the first or without a database.

    Asked once per session: a page that shows a hundred labels asks the database once.
    """
    known = db.session.info
    if "reference" not in known:
        last = select(ReferenceRelease.id).order_by(
            ReferenceRelease.created_at.desc(), ReferenceRelease.id
        )
        try:
            found = db.session.scalar(last.limit(1))
        except UnboundExecutionError:  # `iod link` and the engine's tests open no database
            return ""
        known["reference"] = str(found or "")
    return str(known["reference"])


def imported() -> Mapping[str, Entry]:
    """Return the imported concepts by code."""
    return _entries(stamp())


@lru_cache(maxsize=1)
def _entries(version: str) -> Mapping[str, Entry]:
    if not version:
        return {}
    found: dict[str, Entry] = {}
    by_id = {}
    concepts = select(
        ReferenceConcept.id,
        ReferenceConcept.code,
        ReferenceConcept.kind,
        ReferenceConcept.isco,
        ReferenceConcept.deprecated,
    ).order_by(ReferenceConcept.code)
    for key, code, kind, isco, deprecated in db.session.execute(concepts):
        found[code] = by_id[key] = Entry(kind, isco, deprecated)
    labels = select(
        ReferenceLabel.concept_id, ReferenceLabel.language, ReferenceLabel.text
    ).order_by(ReferenceLabel.preferred.desc(), ReferenceLabel.text)
    for key, language, text in db.session.execute(labels):
        by_id[key].labels.setdefault(language, []).append(text)
    return found


@lru_cache(maxsize=1)
def _lent(version: str) -> Mapping[str, tuple[str, ...]]:
    """Return the codes whose labels each concept borrows: cited by the row, or by a crosswalk."""
    lent: defaultdict[str, list[str]] = defaultdict(list)
    for code, owner in _cited().items():
        lent[owner].append(code)
    if version:
        matches = select(ReferenceMatch).order_by(ReferenceMatch.target, ReferenceMatch.origin)
        for row in db.session.scalars(matches):
            if row.relation in LENDS:
                lent[row.target].append(row.origin)
    return {owner: tuple(codes) for owner, codes in lent.items()}


@lru_cache(maxsize=1)
def _cited() -> Mapping[str, str]:
    """Return the embedded concept that cites each official code alone: the same thing, said here.

    A code that several embedded concepts cite is wider than any of them, and stays its own.
    """
    reference = load()
    pairs = [
        (code, key)
        for table in (reference.occupations, reference.skills)
        for key, row in table.items()
        for code in (row.esco, f"rome:{row.rome}" if row.rome else "")
        if code
    ]
    count = Counter(code for code, _ in pairs)
    return {code: key for code, key in pairs if count[code] == 1}


def _borrowed(key: str, language: str, version: str) -> Iterator[str]:
    entries = _entries(version)
    for code in _lent(version).get(key, ()):
        if code in entries:
            yield from entries[code].labels.get(language, ())


def concepts(noun: str, language: str) -> list[Concept]:
    """Return every concept that may be suggested, the embedded ones first."""
    version, reference = stamp(), load()
    own = reference.skill_concepts if noun != OCCUPATION else reference.occupation_concepts
    known = [(concept.id, concept.label, concept.alternates) for concept in own(language)]
    hidden = _cited()
    for code, entry in _entries(version).items():
        labels = entry.labels.get(language)
        if labels and entry.kind == noun and not entry.deprecated and code not in hidden:
            known.append((code, labels[0], tuple(labels[1:])))
    return [
        Concept(
            id=key,
            label=label,
            alternates=tuple(dict.fromkeys((*others, *_borrowed(key, language, version)))),
            language=language,
        )
        for key, label, others in known
    ]


def linker(noun: str, language: str) -> Linker:
    """Return the linker over all that may be suggested."""
    return _linker(noun, language, stamp())


@lru_cache(maxsize=8)
def _linker(noun: str, language: str, version: str) -> Linker:
    found = concepts(noun, language)
    if len(found) < MANY:
        return Linker(found)
    folder = config.load()["IOD_DATA"] / "index" / f"{noun}-{language}"
    return Linker.cached(found, folder)


def warm() -> None:
    """Make the indexes that are kept on the disk, so that no page waits for them."""
    for language in LANGUAGES:
        for noun in (OCCUPATION, SKILL):
            linker(noun, language)


def skills_needed(code: str) -> list[str]:
    """Return the codes of the skills of an imported occupation, the essential ones first."""
    job, skill = aliased(ReferenceConcept), aliased(ReferenceConcept)
    query = (
        select(skill.code)
        .join(ReferenceLink, ReferenceLink.skill_id == skill.id)
        .join(job, ReferenceLink.occupation_id == job.id)
        .where(job.code == code, skill.deprecated.is_(False))
        .order_by(ReferenceLink.relation, skill.code)
    )
    return list(db.session.scalars(query))
