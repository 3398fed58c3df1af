"""Lay an analysis out as plain text, for a terminal or a printer.

Pure functions: texts in, text out. What must change comes first and as one point, then at most
three questions, then the rest.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from iod.offers.labels import CRITERIA, KINDS, STRENGTHS
from iod.offers.texts import Translate, quotes, say
from iod.offers.words import N_
from matching.rules import RULES
from matching.types import Evidence, Family, Flag, Occupation, Requirement

Point = tuple[Flag, ...]  # flags of one rule, said together
QUESTIONS = 3
MOST_QUOTES = 8
_LABELS = (N_("Why"), N_("Question"), N_("Suggestion"), N_("Source"))
_RANK = {rule.code: rank for rank, rule in enumerate(RULES)}
_NARROWEST, _WIDEST = 60, 100


@dataclass(frozen=True, slots=True)
class Plan:
    """The points of a visit: what must change, what to ask, what was also noticed."""

    remove: tuple[Point, ...]
    ask: tuple[Point, ...]
    also: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """How a sheet is written: its language, its width in characters, colours or not."""

    translate: Translate
    width: int = 88
    colour: bool = False

    def wide(self) -> int:
        """Return the width, kept where lines stay readable."""
        return max(_NARROWEST, min(_WIDEST, self.width))

    def bold(self, text: str) -> str:
        """Return a heading."""
        return f"\033[1m{text}\033[0m" if self.colour else text

    def faint(self, text: str) -> str:
        """Return what is read last."""
        return f"\033[2m{text}\033[0m" if self.colour else text

    def heading(self, message: str) -> list[str]:
        """Return a section heading with its rule."""
        text = self.translate(message)
        return ["", self.bold(text), self.faint("─" * len(text))]


def plan(flags: Sequence[Flag]) -> Plan:
    """Sort flags into the points of a visit: one by rule, no two questions on the same words."""
    remove = [flag for flag in flags if flag.family is Family.LEGAL and flag.severity == 3]
    rest = sorted((flag for flag in flags if flag not in remove), key=_weight)
    points = _by_rule(rest)
    ask: list[Point] = []
    for point in points:
        if len(ask) < QUESTIONS and not any(_same_words(point, other) for other in ask):
            ask.append(point)
    also = tuple(point for point in points if point not in ask)
    return Plan(tuple((flag,) for flag in remove), tuple(ask), also)


def _by_rule(flags: Sequence[Flag]) -> list[Point]:
    points: dict[str, Point] = {}
    for flag in flags:
        points[flag.rule] = (*points.get(flag.rule, ()), flag)
    return list(points.values())


def analysis(
    flags: Sequence[Flag], paper: Paper, *, title: str = "", occupation: Occupation | None = None
) -> str:
    """Return the visit sheet of an analysed offer."""
    points = plan(flags)
    lines = _head(paper, title, occupation)
    if not flags:
        lines += ["", paper.translate(N_("Nothing to raise in this offer."))]
    if points.remove:
        lines += paper.heading(N_("Wordings to remove"))
        lines += _points(points.remove, paper, numbered=False)
    if points.ask:
        lines += paper.heading(N_("To ask the employer"))
        lines += _points(points.ask, paper, numbered=True)
    if points.also:
        lines += paper.heading(N_("Also noticed"))
        lines += _points(points.also, paper, numbered=False)
    note = N_("These are questions to put, not a verdict, and not legal advice.")
    return "\n".join([*lines, "", *_wrapped(paper, paper.translate(note), faint=True)]) + "\n"


def reading(text: str, requirements: Sequence[Requirement], paper: Paper) -> str:
    """Return the table of what an offer asks and offers, each with the words that say so."""
    if not requirements:
        return paper.translate(N_("No requirement was read in this text.")) + "\n"
    rows = [_row(text, requirement, paper) for requirement in requirements]
    heads = [N_("Kind"), N_("Value"), N_("Strength"), N_("In the offer")]
    table = [[paper.translate(head) for head in heads], *rows]
    widths = [min(24, max(len(row[column]) for row in table)) for column in range(3)]
    left = paper.wide() - sum(widths) - 6
    lines = [paper.bold(_cells(table[0], widths)), paper.faint("─" * paper.wide())]
    for row in rows:
        wrapped = [textwrap.wrap(cell, width) for cell, width in zip(row, widths, strict=False)]
        words = textwrap.wrap(row[3], left) or [""]
        height = max(len(words), *(len(cell) for cell in wrapped))
        for at in range(height):
            parts = [*(cell[at] if at < len(cell) else "" for cell in wrapped)]
            lines.append(_cells([*parts, words[at] if at < len(words) else ""], widths))
    return "\n".join(lines) + "\n"


def _weight(flag: Flag) -> tuple[int, int, int]:
    """Order questions: the heaviest first, then in the order of the rules, legal ones first."""
    return -flag.severity, _RANK[flag.rule], flag.start or 0


def _same_words(point: Point, other: Point) -> bool:
    """Say whether two points begin with the same requirement or the same words."""
    one, two = point[0], other[0]
    if one.requirement is not None:
        return one.requirement == two.requirement
    return one.start is not None and (one.start, one.end) == (two.start, two.end)


def _head(paper: Paper, title: str, occupation: Occupation | None) -> list[str]:
    lines = [paper.bold(title)] if title else []
    if occupation is None:
        known = paper.translate(N_("Occupation not recognised: give it with --isco."))
    else:
        known = paper.translate(N_("Occupation: ISCO-08 %(code)s")) % {"code": occupation.isco}
        if occupation.regulated:
            known += paper.translate(N_(", a title the law may protect (to be checked)"))
    return [*lines, paper.faint(known)]


def _points(points: Sequence[Point], paper: Paper, *, numbered: bool) -> list[str]:
    lines: list[str] = []
    for number, point in enumerate(points, 1):
        mark = f"{number}." if numbered else "•"
        lines += [*([""] if number > 1 else []), *_point(point, paper, mark)]
    return lines


def _point(point: Point, paper: Paper, mark: str) -> list[str]:
    evidence = [item for flag in point for item in flag.evidence]
    words = say(point[0].rule, evidence, translate=paper.translate)
    lines = [f"{mark:<3}{paper.bold(words.title)}"]
    quoted = " … ".join(_quoted(quote) for quote in quotes(evidence)[:MOST_QUOTES])
    if quoted:
        lines += _wrapped(paper, quoted, indent=3)
    names = [paper.translate(label) for label in _LABELS]
    column = 3 + max(len(name) for name in names) + 2
    values = (words.reason, words.question, words.rewording, words.source)
    for name, value in zip(names, values, strict=True):
        lines += _labelled(paper, name, value, column, faint=name == names[-1])
    compared = _compared(evidence, paper)
    if compared:
        lines += _labelled(paper, "", compared, column, faint=True)
    return lines


def _compared(evidence: Sequence[Evidence], paper: Paper) -> str:
    """Say which views were there; a row that is not verified gives no figure."""
    parts: list[str] = []
    for item in evidence:
        if item.source == "table" and item.name.endswith(":verified"):
            parts.append(paper.translate(N_("level table: %(value)s")) % {"value": item.value})
        elif item.source == "table":
            parts.append(paper.translate(N_("a table still to be checked")))
        elif item.source == "peers":
            parts.append(paper.translate(N_("your own offers for this occupation")))
        elif item.source == "task":
            parts.append(paper.translate(N_("tasks noted on site")))
    parts = list(dict.fromkeys(parts))
    if not parts:
        return ""
    return paper.translate(N_("Compared with: %(views)s.")) % {"views": ", ".join(parts)}


def _labelled(paper: Paper, name: str, value: str, column: int, *, faint: bool) -> list[str]:
    first = f"   {name:<{column - 3}}"
    wrapped = textwrap.wrap(
        value, paper.wide(), initial_indent=first, subsequent_indent=" " * column
    )
    return [paper.faint(line) for line in wrapped] if faint else wrapped


def _wrapped(paper: Paper, text: str, *, indent: int = 0, faint: bool = False) -> list[str]:
    lines = textwrap.wrap(
        text, paper.wide(), initial_indent=" " * indent, subsequent_indent=" " * indent
    )
    return [paper.faint(line) for line in lines] if faint else lines


def _row(text: str, row: Requirement, paper: Paper) -> list[str]:
    words = "" if row.start is None or row.end is None else text[row.start : row.end]
    said = _quoted(" ".join(words.split()))
    if row.criterion:
        criterion = paper.translate(CRITERIA.get(row.criterion, row.criterion))
        message = (
            N_("protected criterion: %(name)s, a ground is visible")
            if row.lawful
            else N_("protected criterion: %(name)s")
        )
        said += f" ({paper.translate(message) % {'name': criterion}})"
    return [
        paper.translate(KINDS[row.kind]),
        row.value,
        paper.translate(STRENGTHS[row.modality]),
        said,
    ]


def _quoted(words: str) -> str:
    """Put words between French marks, held to them by spaces that do not break."""
    return f"«\u00a0{words}\u00a0»"


def _cells(cells: Sequence[str], widths: Sequence[int]) -> str:
    fixed = "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=False))
    return f"{fixed}  {cells[3]}".rstrip()
