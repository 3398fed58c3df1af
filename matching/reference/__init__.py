"""The embedded reference: occupations, skills and the links between them.

Written for this project; ESCO, ROME and ISCO-08 codes are cited where they were looked up. Every
row says whether its source was opened (``verified``): what was not is to be checked, never an
argument. ``python -m matching.reference.check`` tells what is wrong or missing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from matching.levels import expected_level
from matching.reference.files import FOLDER, rows, several, yes
from matching.types import Concept, Level, Occupation, Offer

__all__ = ["FamilyRow", "OccupationRow", "Reference", "SkillRow", "load", "read_folder"]

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationRow:
    """An occupation people are really placed in.

    ``isco`` is an ISCO-08 unit group (4 digits); ``rome`` and ``esco`` are "" where not looked
    up. ``verified`` speaks of the three codes, ``law_verified`` of the legal source. The level a
    post is expected to need is in the table of levels: ``Reference.level_of``.
    """

    id: str
    label: str  # inclusive short form
    masculine: str
    feminine: str
    english: str
    synonyms: tuple[str, ...]
    isco: str
    rome: str
    esco: str
    regulated: bool
    law: str
    law_verified: bool
    certificates: tuple[str, ...]
    licences: tuple[str, ...]
    source: str
    checked_on: str
    verified: bool

    @property
    def alternates(self) -> tuple[str, ...]:
        """Return the other French labels, each once."""
        others = dict.fromkeys((self.masculine, self.feminine, *self.synonyms))
        return tuple(label for label in others if label != self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRow:
    """Something a person can do, worded as a task.

    A ``transversal`` skill belongs to no occupation. How long a skill takes to learn is not
    here: it is asked on each post.
    """

    id: str
    family: str
    label: str
    english: str
    synonyms: tuple[str, ...]
    transversal: bool
    esco: str
    rome: str
    source: str
    checked_on: str
    verified: bool

    @property
    def alternates(self) -> tuple[str, ...]:
        """Return the other French labels."""
        return self.synonyms


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow:
    """A family of close skills, inside a sector."""

    id: str
    sector: str
    label: str
    english: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The occupations, the skills, and how they hang together; ids in the files' order."""

    occupations: Mapping[str, OccupationRow]
    skills: Mapping[str, SkillRow]
    families: Mapping[str, FamilyRow]
    essential: Mapping[str, tuple[str, ...]]  # occupation id -> skill ids
    optional: Mapping[str, tuple[str, ...]]
    members: Mapping[str, tuple[str, ...]]  # family id -> skill ids

    def skills_of(self, occupation_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the essential and the optional skill ids of an occupation.

        Raises ValueError on an id that is not in the reference.
        """
        if occupation_id not in self.occupations:
            raise ValueError(f"no occupation {occupation_id!r} in the reference")
        return self.essential.get(occupation_id, ()), self.optional.get(occupation_id, ())

    def close(self, skill_id: str) -> tuple[str, ...]:
        """Return the other skills of the same family, in the files' order.

        Raises ValueError on an id that is not in the reference.
        """
        if skill_id not in self.skills:
            raise ValueError(f"no skill {skill_id!r} in the reference")
        family = self.members[self.skills[skill_id].family]
        return tuple(member for member in family if member != skill_id)

    def isco_of(self, occupation_id: str) -> str:
        """Return the ISCO-08 code (4 digits) of an occupation.

        Raises ValueError on an id that is not in the reference.
        """
        if occupation_id not in self.occupations:
            raise ValueError(f"no occupation {occupation_id!r} in the reference")
        return self.occupations[occupation_id].isco

    def level_of(self, occupation_id: str) -> Level | None:
        """Return the level (EQF range) a post of this occupation is expected to need.

        It is the row of the table of levels with the longest fitting ISCO-08 prefix, None where
        there is none. Raises ValueError on an id that is not in the reference.
        """
        post = Occupation(isco=self.isco_of(occupation_id), id=occupation_id)
        return expected_level(Offer(text="", occupation=post))

    def occupation_concepts(self, language: str = "fr") -> list[Concept]:
        """Return the occupations as concepts: the inclusive label, then every other label.

        ``language`` is "fr" or "en" (one label only); ValueError on another.
        """
        return _concepts(self.occupations, language)

    def skill_concepts(self, language: str = "fr") -> list[Concept]:
        """Return the skills as concepts; ``language`` is "fr" or "en", ValueError on another."""
        return _concepts(self.skills, language)


class _Labelled(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def english(self) -> str: ...
    @property
    def alternates(self) -> tuple[str, ...]: ...


def _concepts(table: Mapping[str, _Labelled], language: str) -> list[Concept]:
    if language not in LANGUAGES:
        raise ValueError(f"the reference has no labels in {language!r}, only in fr and en")
    if language == "en":
        return [Concept(id=key, label=row.english, language="en") for key, row in table.items()]
    return [
        Concept(id=key, label=row.label, alternates=row.alternates) for key, row in table.items()
    ]


OCCUPATIONS = "occupations.csv"
SKILLS = "skills.csv"
FAMILIES = "families.csv"
LINKS = "links.csv"

OCCUPATION_COLUMNS = (
    "id,label,masculine,feminine,english,synonyms,isco,rome,esco,regulated,law,law_verified,"
    "certificates,licences,source,checked_on,verified"
)
SKILL_COLUMNS = "id,family,label,english,synonyms,transversal,esco,rome,source,checked_on,verified"


def _occupation(row: dict[str, str]) -> OccupationRow:
    return OccupationRow(
        id=row["id"],
        label=row["label"],
        masculine=row["masculine"],
        feminine=row["feminine"],
        english=row["english"],
        synonyms=several(row["synonyms"]),
        isco=row["isco"],
        rome=row["rome"],
        esco=row["esco"],
        regulated=yes(row, "regulated", OCCUPATIONS),
        law=row["law"],
        law_verified=yes(row, "law_verified", OCCUPATIONS),
        certificates=several(row["certificates"]),
        licences=several(row["licences"]),
        source=row["source"],
        checked_on=row["checked_on"],
        verified=yes(row, "verified", OCCUPATIONS),
    )


def _skill(row: dict[str, str]) -> SkillRow:
    return SkillRow(
        id=row["id"],
        family=row["family"],
        label=row["label"],
        english=row["english"],
        synonyms=several(row["synonyms"]),
        transversal=yes(row, "transversal", SKILLS),
        esco=row["esco"],
        rome=row["rome"],
        source=row["source"],
        checked_on=row["checked_on"],
        verified=yes(row, "verified", SKILLS),
    )


def _family(row: dict[str, str]) -> FamilyRow:
    return FamilyRow(id=row["id"], sector=row["sector"], label=row["label"], english=row["english"])


_Row = TypeVar("_Row", OccupationRow, SkillRow, FamilyRow)


def _by_id(
    name: str, columns: str, make: Callable[[dict[str, str]], _Row], folder: Path
) -> Mapping[str, _Row]:
    found: dict[str, _Row] = {}
    for row in rows(name, tuple(columns.split(",")), folder):
        if row["id"] in found:
            raise ValueError(f"{name}, line {row['line']}: id {row['id']!r} stands twice")
        found[row["id"]] = make(row)
    return MappingProxyType(found)


def _links(folder: Path) -> Iterator[tuple[str, str, str]]:
    for row in rows(LINKS, ("occupation", "skill", "kind"), folder):
        if row["kind"] not in ("essential", "optional"):
            raise ValueError(
                f"{LINKS}, line {row['line']}: kind is essential or optional, not {row['kind']!r}"
            )
        yield row["occupation"], row["skill"], row["kind"]


def _grouped(pairs: Iterator[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return MappingProxyType({key: tuple(values) for key, values in groups.items()})


def read_folder(folder: Path) -> Reference:
    """Read a reference from a folder of CSV files laid out as the embedded one.

    Raises ValueError with file and line on a row that cannot be read, OSError where a file is
    missing. What is readable but wrong (orphans, duplicates) is for the checker.
    """
    skills = _by_id(SKILLS, SKILL_COLUMNS, _skill, folder)
    links = list(_links(folder))
    return Reference(
        occupations=_by_id(OCCUPATIONS, OCCUPATION_COLUMNS, _occupation, folder),
        skills=skills,
        families=_by_id(FAMILIES, "id,sector,label,english", _family, folder),
        essential=_grouped((job, skill) for job, skill, kind in links if kind == "essential"),
        optional=_grouped((job, skill) for job, skill, kind in links if kind == "optional"),
        members=_grouped((row.family, row.id) for row in skills.values()),
    )


@cache
def load() -> Reference:
    """Return the embedded reference, read once."""
    return read_folder(FOLDER)
