"""Tell what is wrong or missing in the reference: ``python -m matching.reference.check``."""

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from matching.reference import OccupationRow, Reference, SkillRow, read_folder
from matching.reference.dated import TABLES, is_date, read_table, table_problems
from matching.reference.files import FOLDER, rows

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ROME = re.compile(r"[A-N]\d{4}")
ESCO = re.compile(r"http://data\.europa\.eu/esco/(occupation|skill)/[0-9a-f-]{36}")
ROME_SKILL = re.compile(r"\d{6}")
LICENCES = frozenset({"AM", "A", "B", "BE", "C", "CE", "D", "DE", "G"})
FEWEST_SKILLS = 6
FEWEST_ESSENTIAL = 3


def fold(label: str) -> str:
    """Return a label without case, accents, gender dots and punctuation, to compare two."""
    bare = unicodedata.normalize("NFKD", label.casefold().replace("œ", "oe").replace("·", ""))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def problems(folder: Path = FOLDER) -> list[str]:
    """Return what is wrong in the reference, one plain sentence each; [] when it is sound."""
    try:
        reference = read_folder(folder)
        isco = {row["code"] for row in rows("isco.csv", ("code", "label", "english"), folder)}
        papers = {
            row["code"] for row in rows("certificates.csv", ("code", "label", "english"), folder)
        }
    except ValueError as error:
        return [str(error)]
    return [
        *_ids(reference),
        *_labels("occupations", reference.occupations),
        *_labels("skills", reference.skills),
        *_codes(reference, isco, papers),
        *_addresses(reference.occupations),
        *_addresses(reference.skills),
        *_orphans(reference),
        *_links(reference, folder),
        *_sources(reference.occupations),
        *_sources(reference.skills),
        *_laws(reference),
        *_words(isco, folder),
        *table_problems(folder),
    ]


def _ids(reference: Reference) -> Iterator[str]:
    for table in (reference.occupations, reference.skills, reference.families):
        for key in table:
            if not SLUG.fullmatch(key):
                yield f"id {key!r}: small letters, figures and hyphens only"


def _labels(name: str, table: Mapping[str, OccupationRow | SkillRow]) -> Iterator[str]:
    """Yield the missing and the disputed labels of a table."""
    owners: dict[str, str] = {}
    english: dict[str, str] = {}
    for key, row in table.items():
        if not row.label or not row.english:
            yield f"{name}: {key} lacks its French or its English label"
        if isinstance(row, OccupationRow) and not (row.masculine and row.feminine):
            yield f"{name}: {key} lacks its masculine or feminine form"
        yield from _claims(name, key, (row.label, *row.alternates), owners)
        yield from _claims(name, key, (row.english,), english)


def _claims(name: str, key: str, labels: Iterable[str], owners: dict[str, str]) -> Iterator[str]:
    for label in labels:
        if (owner := owners.setdefault(fold(label), key)) != key:
            yield f"{name}: “{label}” is claimed by {owner} and by {key}"


def _codes(reference: Reference, isco: set[str], papers: set[str]) -> Iterator[str]:
    for key, row in reference.occupations.items():
        if row.isco not in isco:
            yield f"{key}: ISCO-08 code {row.isco!r} is not in isco.csv"
        if row.rome and not ROME.fullmatch(row.rome):
            yield f"{key}: {row.rome!r} is not a ROME code"
        unknown = [*(set(row.certificates) - papers), *(set(row.licences) - LICENCES)]
        yield from (f"{key}: unknown certificate or licence {code!r}" for code in sorted(unknown))
    for key, skill in reference.skills.items():
        if skill.rome and not ROME_SKILL.fullmatch(skill.rome):
            yield f"{key}: {skill.rome!r} is not the number of a ROME skill"


def _addresses(entries: Mapping[str, OccupationRow | SkillRow]) -> Iterator[str]:
    for key, row in entries.items():
        if row.esco and not ESCO.fullmatch(row.esco):
            yield f"{key}: {row.esco!r} is not an ESCO address"


def _orphans(reference: Reference) -> Iterator[str]:
    linked: set[str] = set()
    for key in reference.occupations:
        essential, optional = reference.skills_of(key)
        linked.update(essential, optional)
        if len(essential) < FEWEST_ESSENTIAL or len(essential) + len(optional) < FEWEST_SKILLS:
            yield f"{key}: {len(essential)} essential and {len(optional)} optional skills, too few"
    for key, row in reference.skills.items():
        if key not in linked and not row.transversal:
            yield f"{key}: no occupation uses this skill"
        if row.family not in reference.families:
            yield f"{key}: unknown family {row.family!r}"
    for family in reference.families:
        if len(reference.members.get(family, ())) < 2:
            yield f"family {family}: fewer than two skills, so none is close to another"


def _links(reference: Reference, folder: Path) -> Iterator[str]:
    pairs = Counter(
        (row["occupation"], row["skill"])
        for row in rows("links.csv", ("occupation", "skill", "kind"), folder)
    )
    for (occupation, skill), times in pairs.items():
        if occupation not in reference.occupations:
            yield f"links.csv: unknown occupation {occupation!r}"
        if skill not in reference.skills:
            yield f"links.csv: unknown skill {skill!r}"
        if times > 1:
            yield f"links.csv: {occupation} and {skill} are linked {times} times"


def _sources(entries: Mapping[str, OccupationRow | SkillRow]) -> Iterator[str]:
    for key, row in entries.items():
        if row.verified and not (row.source and is_date(row.checked_on)):
            yield f"{key}: verified, but without its source or the day it was opened"


def _laws(reference: Reference) -> Iterator[str]:
    for key, row in reference.occupations.items():
        if row.regulated and not row.law:
            yield f"{key}: regulated, but without its legal source"
        if row.law_verified and not row.law:
            yield f"{key}: law verified, but without its source"


def _words(isco: set[str], folder: Path) -> Iterator[str]:
    """Yield what is missing in the two small lists of codes."""
    for code in sorted(isco):
        if not re.fullmatch(r"[1-9]\d{3}", code):
            yield f"isco.csv: {code!r} is not a unit group"
    for name in ("isco.csv", "certificates.csv"):
        for row in rows(name, ("code", "label", "english"), folder):
            if not row["label"] or not row["english"]:
                yield f"{name}: {row['code']} lacks its French or its English label"


def shares(reference: Reference) -> list[tuple[str, int, int]]:
    """Return what can be verified, how many rows are, and how many rows there are."""
    jobs = list(reference.occupations.values())
    skills = list(reference.skills.values())
    return [
        ("occupations: codes", sum(row.verified for row in jobs), len(jobs)),
        ("occupations: expected level", len(_with_sourced_level(reference)), len(jobs)),
        (
            "regulated occupations: law",
            sum(row.law_verified for row in jobs if row.regulated),
            sum(row.regulated for row in jobs),
        ),
        ("skills", sum(row.verified for row in skills), len(skills)),
        *(
            (name, sum(row["verified"] == "yes" for row in found), len(found))
            for name, found in ((name, read_table(name)) for name in TABLES)
        ),
    ]


def _with_sourced_level(reference: Reference) -> list[str]:
    levels = {key: reference.level_of(key) for key in reference.occupations}
    return [key for key, level in levels.items() if level is not None and level.verified]


def main() -> int:
    """Print the verified shares and every problem; return 1 when there is one."""
    found = problems()
    out = [*found, f"{len(found)} problem(s)"]
    if not found:
        reference = read_folder(FOLDER)
        links = sum(map(len, [*reference.essential.values(), *reference.optional.values()]))
        out.append(f"{len(reference.families)} families, {links} links")
        out += [
            f"{what}: {verified} of {count} verified ({verified / max(count, 1):.0%})"
            for what, verified, count in shares(reference)
        ]
    sys.stdout.write("\n".join(out) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
