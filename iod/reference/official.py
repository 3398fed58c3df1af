"""Read the official files of ESCO and ROME, line by line, as plain items."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from iod.reference.models import OCCUPATION, SKILL

Say = Callable[[int], object]  # is told how many characters were read


class BrokenFile(ValueError):  # noqa: N818 - told in one line
    """A file cannot be read; the message names the file, the line and the column."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept as a file gives it; comes before its labels and links."""

    kind: str
    code: str
    isco: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a concept."""

    code: str
    language: str
    text: str
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An occupation needs a skill."""

    occupation: str
    skill: str
    relation: str


Item = Concept | Label | Link


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file, by column."""

    file: str
    line: int
    cells: dict[str, str]

    def wrong(self, column: str, why: str) -> BrokenFile:
        """Return what to raise about a cell."""
        return BrokenFile(f"{self.file}, line {self.line}, column {column}: {why}")

    def get(self, column: str) -> str:
        """Return a cell, "" where this version of the file has no such column."""
        return self.cells.get(column, "")

    def need(self, column: str, pattern: str = r"(?s).+") -> str:
        """Return a cell that must be there and look as it should."""
        cell = self.cells[column]
        if not re.fullmatch(pattern, cell):
            raise self.wrong(column, f"{cell[:60]!r} is not expected" if cell else "it is empty")
        return cell


def rows(path: Path, columns: tuple[str, ...], say: Say) -> Iterator[Row]:
    """Yield the rows of a file; more columns than those asked are no matter, fewer are."""

    reader = csv.reader(_lines(path, say), strict=True)
    line = 1
    try:
        names = next(reader, [])
        for column in columns:
            if column not in names:
                raise BrokenFile(f"{path.name}, line 1, column {column}: it is missing")
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                yield _row(path.name, line, names, cells)
            line = reader.line_num + 1
    except UnicodeDecodeError as problem:
        raise BrokenFile(f"{path.name}, line {line} or later: it is not in UTF-8") from problem
    except csv.Error as problem:
        raise BrokenFile(f"{path.name}, line {line}, column {names[0]}: {problem}") from problem


def _lines(path: Path, say: Say) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line in file:
            say(len(line))
            yield line


def _row(file: str, line: int, names: list[str], cells: list[str]) -> Row:
    row = Row(file, line, {n: c.strip() for n, c in zip(names, cells, strict=False)})
    if len(cells) != len(names):
        at = names[min(len(cells), len(names)) - 1]
        raise row.wrong(at, f"the line has {len(cells)} cells instead of {len(names)}")
    for name, cell in row.cells.items():
        if "\0" in cell:
            raise row.wrong(name, "it holds a character that is no text")
    return row


def once(found: Iterator[Row], column: str) -> Iterator[Row]:
    """Yield rows, refusing the second of one code."""
    seen: set[str] = set()
    for row in found:
        if (code := row.cells[column]) in seen:
            raise row.wrong(column, f"{code!r} stands twice")
        seen.add(code)
        yield row


def size(files: list[Path]) -> int:
    """Return how much there is to read."""
    return sum(file.stat().st_size for file in files)


# --- ESCO -------------------------------------------------------------------------------------

ADDRESS = r"http://data\.europa\.eu/esco/\S+"
RELEASED = {"", "released", "published"}  # 1.0 has no status column


def esco_files(folder: Path) -> list[Path]:
    """Return the files of an ESCO bundle that are read: every language there is."""
    found = [
        *sorted(folder.glob("occupations_*.csv")),
        *sorted(folder.glob("skills_*.csv")),
    ]
    for name in ("occupations_", "skills_"):
        if not any(file.name.startswith(name) for file in found):
            raise BrokenFile(f"there is no file {name}<language>.csv in {folder}")
    return found + sorted(folder.glob("occupationSkillRelations*.csv"))[:1]


def esco(files: list[Path], say: Say) -> Iterator[Item]:
    """Yield what an ESCO bundle holds, versions 1.0 to 1.2."""
    known: set[str] = set()
    for file in files:
        if file.name.startswith("occupationSkillRelations"):
            yield from _esco_links(file, known, say)
        else:
            for item in _esco_concepts(file, say):
                known.add(item.code)
                yield item


def _esco_concepts(file: Path, say: Say) -> Iterator[Concept | Label]:
    kind = OCCUPATION if file.name.startswith("occupations_") else SKILL
    language = file.stem.rsplit("_", 1)[1]
    columns = ["conceptUri", "preferredLabel", "altLabels"]
    columns += ["iscoGroup"] if kind == OCCUPATION else []
    for row in once(rows(file, tuple(columns), say), "conceptUri"):
        code = row.need("conceptUri", ADDRESS)
        isco = row.need("iscoGroup", r"C?\d{1,4}").lstrip("C") if kind == OCCUPATION else ""
        yield Concept(kind, code, isco, row.get("status").casefold() not in RELEASED)
        yield Label(code, language, row.need("preferredLabel"), preferred=True)
        others = row.get("altLabels") + "\n" + row.get("hiddenLabels")
        yield from (Label(code, language, text) for t in others.split("\n") if (text := t.strip()))


def _esco_links(file: Path, known: set[str], say: Say) -> Iterator[Link]:
    for row in rows(file, ("occupationUri", "relationType", "skillUri"), say):
        ends = [row.need(column, ADDRESS) for column in ("occupationUri", "skillUri")]
        for column, code in zip(("occupationUri", "skillUri"), ends, strict=True):
            if code not in known:
                raise row.wrong(column, f"{code} is in no other file")
        yield Link(ends[0], ends[1], row.need("relationType", "essential|optional"))


# --- ROME -------------------------------------------------------------------------------------

ROME = (
    "referentiel_code_rome",
    "referentiel_appellation",
    "referentiel_competence",
    "referentiel_savoir",
    "referentiel_contexte_travail",
    "coherence_item",
)
OGR = r"\d{1,9}"
CODE = r"[A-Z]\d{4}"


def rome_files(folder: Path) -> list[Path]:
    """Return the files of ROME that are read, in the order they are."""
    found = []
    for name in ROME:
        files = sorted(folder.glob(f"unix_{name}_v*_utf8.csv"))
        if len(files) != 1:
            raise BrokenFile(f"{len(files)} files unix_{name}_v…_utf8.csv in {folder}: one is due")
        found += files
    return found


def rome_version(files: list[Path]) -> str:
    """Return the version that the names of the files tell: v460 is 4.60."""
    found = re.search(r"_v(\d)(\d*)_", files[0].name)
    return f"{found[1]}.{found[2]}" if found else ""


def rome(files: list[Path], say: Say) -> Iterator[Item]:
    """Yield what ROME holds: occupations and their titles, skills, what calls for what."""
    jobs, titles, skills, knowledge, settings, links = files
    known: set[str] = set()
    for row in once(rows(jobs, ("code_rome", "libelle_rome"), say), "code_rome"):
        known.add(code := row.need("code_rome", CODE))
        yield Concept(OCCUPATION, f"rome:{code}")
        yield Label(f"rome:{code}", "fr", row.need("libelle_rome"), preferred=True)
    yield from _rome_titles(titles, known, say)
    for file, ogr, label in (
        (skills, "code_ogr", "libelle_competence"),
        (knowledge, "code_ogr_savoir", "libelle_savoir"),
    ):
        for row in once(rows(file, (ogr, label), say), ogr):
            known.add(code := row.need(ogr, OGR))
            yield Concept(SKILL, f"rome:{code}")
            yield Label(f"rome:{code}", "fr", row.need(label), preferred=True)
    conditions = {row.need("code_ogr", OGR) for row in rows(settings, ("code_ogr",), say)}
    for row in rows(links, ("code_rome", "code_ogr", "coeur_metier"), say):
        job, item = row.need("code_rome", CODE), row.need("code_ogr", OGR)
        if item in conditions:  # hours, places: not something a person can do
            continue
        for column, code in (("code_rome", job), ("code_ogr", item)):
            if code not in known:
                raise row.wrong(column, f"{code} is in no other file")
        relation = "essential" if row.get("coeur_metier") == "Principale" else "optional"
        yield Link(f"rome:{job}", f"rome:{item}", relation)


def _rome_titles(file: Path, known: set[str], say: Say) -> Iterator[Label]:
    columns = ("libelle_appellation_long", "libelle_appellation_court", "code_rome")
    for row in rows(file, columns, say):
        if (code := row.need("code_rome", CODE)) not in known:
            raise row.wrong("code_rome", f"{code} is in no other file")
        for column in columns[:2]:
            yield Label(f"rome:{code}", "fr", row.need(column))
