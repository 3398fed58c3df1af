"""Hours: amounts, full or part time, clock times, and what is granted to the worker."""

import re
from collections.abc import Iterator

from matching.document import Document
from matching.finding import Finding, Taken, listed, matches
from matching.lexicon import Finder, finder, pattern
from matching.readers.numbers import number, plain
from matching.types import Kind

_AMOUNT = finder("hours", "amount")
_LABELLED = finder("hours", "labelled")
_BARE = finder("hours", "bare")
_FRACTION = re.compile(
    r"(?<![\d/])(?P<n>\d{1,2}) ?/ ?(?P<d>[2345]|10|38|36|40|35)(?:e|eme|emes)?(?: ?temps)?(?![\d/])"
)
_TIME_WORDS = re.compile(
    r"\b(?:temps|regime|etp|horaires?|poste|contrat|prestation|choix|plein|partiel|flexi|etudiant)\b"
)
_FULL = re.compile(
    r"\btemps[- ](?:plein|complet)\b|\bfull[- ]time\b|\bplein[- ]temps\b|\ba plein temps\b"
)
_PART = pattern("hours", "part")
_NOT_ASKED = re.compile(r"\b(?:possibilite|evoluer|passer|opportunite|ensuite)\b[^.;\n]{0,40}$")
_CLOCK = finder("hours", "clock")
_WEEKDAYS = finder("hours", "weekdays")
_SPECIAL = re.compile(
    r"\b(?:samedis?|dimanches?|sam|dim|week[- ]?ends?|w\.?e\.?|nuits?|2x8|3x8|coupures?|coupe)\b"
)
_CONTRACTED = re.compile(
    r"\b(?:cdi|cdd|temps|plein|partiel|contrats? de|mi-temps|regime|interim)[ ,:(-]{1,3}$"
)
_OTHER_TIME = pattern("hours", "other_time")
_OTHER_USE = re.compile(r" ?(?:de formation|supp|sup\b|de route|de cours|24)")
_WORKING = pattern("hours", "working")
_OPENING_HOURS = pattern("hours", "opening_hours")


def read_hours(document: Document) -> Iterator[Finding]:
    """Yield the hours offered; schedules with nights or week-ends belong to availability."""
    taken = Taken()
    for finding in (
        *_clock(document),
        *_amounts(document),
        *listed(document, "hours", Kind.HOURS),
        *_times(document),
    ):
        if not taken.meets(finding.start, finding.end):
            taken.add(finding.start, finding.end)
            yield finding


def _amounts(document: Document) -> Iterator[Finding]:
    """Yield the amounts of hours that are not clock times."""
    seen = Taken()
    for match in matches(document, _CLOCK):
        seen.add(*match.span())
    for form in (_AMOUNT, _LABELLED, _BARE):
        for match in matches(document, form):
            if seen.meets(*match.span()):
                continue
            finding = _amount(document, match, form)
            if finding:
                seen.add(finding.start, finding.end)
                yield finding


def _amount(document: Document, match: re.Match[str], form: Finder) -> Finding | None:
    groups = match.groupdict()
    before = document.text[max(0, match.start() - 30) : match.start()]
    after = document.text[match.end() : match.end() + 24]
    if _OTHER_TIME.search(before) or _OTHER_USE.match(after):
        return None
    if groups.get("d"):
        return Finding(kind=Kind.HOURS, value="clock", start=match.start(), end=match.end())
    low = number(match["low"]) + (int(groups["min"]) / 60 if groups.get("min") else 0)
    if groups.get("dec"):
        low = float(f"{match['low']}.{groups['dec']}")
    unit = "m" if groups.get("m") else "w"
    start, end = match.start("low"), match.end()
    if not _likely(document, form, start, low, "m" if groups.get("m") else groups.get("w") or ""):
        return None
    high = f"-{plain(number(groups['high']))}" if groups.get("high") else ""
    if groups.get("w") or groups.get("m"):
        start, end = _with_time(document, start, end)
    value = f"{plain(round(low, 2))}{high}/{unit}"
    return Finding(kind=Kind.HOURS, value=value, start=start, end=end)


def _likely(document: Document, form: Finder, start: int, hours: float, unit: str) -> bool:
    """Tell hours of work from a time of day, by their number and what stands before."""
    if not 0.5 <= hours <= (200 if unit == "m" else 60):
        return False
    if form is _LABELLED:
        return bool(unit) or hours >= 10
    if form is not _BARE or hours >= 25 or start <= document.segment(start).body + 2:
        return True
    return bool(_CONTRACTED.search(document.text[max(0, start - 30) : start]))


def _with_time(document: Document, start: int, end: int) -> tuple[int, int]:
    """Take in a "temps plein" that stands right beside an amount."""
    before = re.search(
        r"(?:temps (?:plein|complet|partiel)|mi-temps)[ ,:(/-]{0,4}(?:de )?$",
        document.text[max(0, start - 24) : start],
    )
    after = re.match(
        r"[ ,:(/-]{0,3}(?:temps (?:plein|complet|partiel)|mi-temps)", document.text[end : end + 24]
    )
    return (start - len(before[0]) if before else start), (end + after.end() if after else end)


def _clock(document: Document) -> Iterator[Finding]:
    text = document.text
    for match in matches(document, _CLOCK):
        segment = document.segment(match.start())
        around = text[max(segment.start, match.start() - 30) : match.end() + 30]
        if _SPECIAL.search(match[0]) or _opening(around, match, text, segment.start):
            continue
        yield Finding(
            kind=Kind.HOURS,
            value="clock",
            start=match.start(),
            end=len(match[0].rstrip(" ,/;:-")) + match.start(),
        )
    for match in matches(document, _WEEKDAYS):
        segment = document.segment(match.start())
        around = text[max(segment.start, match.start() - 45) : match.start()]
        working = _WORKING.search(
            around,
        ) or re.search(r"\b(?:du )?lundi (?:au|a|-) (?:vendredi|jeudi)", match[0])
        if (
            working
            and not _SPECIAL.search(match[0])
            and len(match[0]) > 12
            and not _opening(around, match, text, segment.start)
        ):
            yield Finding(kind=Kind.HOURS, value="clock", start=match.start(), end=match.end())


def _opening(around: str, match: re.Match[str], text: str, left: int) -> bool:
    """Tell whether these are the hours of a shop or an office, or of an appointment."""
    before = text[max(left, match.start() - 90) : match.start()]
    return bool(
        _OPENING_HOURS.search(
            before + around[:0],
        )
    )


def _times(document: Document) -> Iterator[Finding]:
    """Yield full and part time, joined when both are offered side by side."""
    text = document.text
    marks = sorted(
        [(m.start(), m.end(), "FT") for m in _FULL.finditer(text)]
        + [(m.start(), m.end(), "PT") for m in _PART.finditer(text)]
        + [(m.start(), m.end(), "PT") for m in _FRACTION.finditer(text) if _of_time(text, m)]
    )
    index = 0
    while index < len(marks):
        start, end, value = marks[index]
        index += 1
        if (
            index < len(marks)
            and marks[index][2] != value
            and re.fullmatch(
                r" ?(?:ou|et/ou|/|,|et|-) ?(?:(?:en|a|au) )?", text[end : marks[index][0]]
            )
        ):
            end, value = marks[index][1], "PT/FT"
            index += 1
        segment = document.segment(start)
        before = text[max(segment.start, start - 60) : start]
        if _NOT_ASKED.search(before) or (
            text[end : end + 1] == "/" and "temps partiel" in text[end : end + 16]
        ):
            continue
        yield Finding(kind=Kind.HOURS, value=value, start=start, end=end)


def _of_time(text: str, match: re.Match[str]) -> bool:
    """Tell whether a fraction is one of a full time."""
    near = text[max(0, match.start() - 25) : match.end() + 20]
    return bool(_TIME_WORDS.search(near)) and int(match["n"]) < int(match["d"])
