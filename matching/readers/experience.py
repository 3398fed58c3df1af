"""Experience: years asked, practice without a number, beginners welcome."""

import re
from collections.abc import Iterator

from matching.document import Document
from matching.finding import Finding, Taken, denied, listed, matches
from matching.lexicon import finder, pattern
from matching.readers.numbers import number, plain
from matching.types import Kind

_BARE = finder("experience", "bare")
_AN_AGE = 15  # bare years from here on are an age
_WISHED = re.compile(r"souhait|appreci")
_OTHERS = pattern("experience", "others")
_NOT_BARE = pattern("experience", "not_bare")
_TIMED = finder("experience", "timed")
_BOAST = re.compile(r"\bforts?(?:es?)? de (?:[a-z]+ ){0,3}\d{1,3} (?:ans|annees) $")
_SELF = pattern("experience", "self")
_COMPANY = pattern("experience", "company")
_LEVEL = pattern("experience", "level")
_PRACTICE = finder("experience", "practice")
_ASKED = pattern("experience", "asked")
_AFTER = pattern("experience", "after")
_NOT_PRACTICE = pattern("experience", "not_practice")
_NOT_PRACTICE_YEARS = pattern("experience", "not_practice_years")


def read_experience(document: Document) -> Iterator[Finding]:
    """Yield the experience asked, in years where a number stands."""
    taken = Taken()
    for finding in (*_counted(document), *_worded(document)):
        if finding.value == "0" or not taken.meets(finding.start, finding.end):
            taken.add(finding.start, finding.end)
            yield finding


def _counted(document: Document) -> Iterator[Finding]:
    """Yield years of practice, with and without the word."""
    for match in matches(document, _TIMED):
        finding = _timed(document, match)
        if finding:
            yield finding
    for match in matches(document, _BARE):
        years = number(match["n"] or match["n2"])
        if years < _AN_AGE and _demanded(document, match):
            months = (match["unit"] or match["unit2"]) == "mois"
            value = plain(round(years / 12 if months else years, 2))
            yield Finding(kind=Kind.EXPERIENCE, value=value, start=match.start(), end=match.end())


def _worded(document: Document) -> Iterator[Finding]:
    """Yield beginners, experienced people, and practice without a number."""
    for finding in listed(document, "experience", Kind.EXPERIENCE):
        if finding.value != "?" or (
            not denied(document, finding.start, finding.end) and not _of_others(document, finding)
        ):
            yield finding
    for match in matches(document, _PRACTICE):
        if _practised(document, match):
            waived = denied(document, match.start(), match.end())
            value = "0" if waived and not _WISHED.search(match[0]) else "?"
            yield Finding(kind=Kind.EXPERIENCE, value=value, start=match.start(), end=match.end())


def _of_others(document: Document, finding: Finding) -> bool:
    """Tell whether it is the colleagues who are experienced."""
    segment = document.segment(finding.start)
    return bool(_OTHERS.search(document.text, segment.start, finding.start))


def _demanded(document: Document, match: re.Match[str]) -> bool:
    """Tell whether years without the word are years of practice."""
    segment = document.segment(match.start())
    before = document.text[max(segment.start, match.start() - 45) : match.start()]
    if segment.talk or segment.section in ("offer", "company", "tasks", "apply"):
        return False
    return not _NOT_BARE.search(before + match[0][:12])


def _timed(document: Document, match: re.Match[str]) -> Finding | None:
    text = document.text
    groups = match.groupdict()
    count = groups["n"] or groups["n2"] or groups["n3"]
    unit = groups["unit"] or groups["unit2"] or groups["unit3"]
    segment = document.segment(match.start())
    before = text[max(segment.start, match.start() - 90) : match.start()]
    if _SELF.search(before[-32:]) or (
        _COMPANY.search(before)
        and not re.search(r"\b(?:vous|recherch\w+|profil|justifi\w+)\b", before)
    ):
        return None
    if segment.talk or _LEVEL.search(before[-60:]):
        return None
    if groups["what"] and _NOT_PRACTICE_YEARS.search(
        groups["what"],
    ):
        return None
    years = number(count) / (12 if unit == "mois" else 1)
    if years > 40:
        return None
    value = "0" if denied(document, match.start(), match.end()) else plain(round(years, 2))
    return Finding(kind=Kind.EXPERIENCE, value=value, start=match.start(), end=match.end())


def _practised(document: Document, match: re.Match[str]) -> bool:
    text = document.text
    segment = document.segment(match.start())
    before = text[max(segment.start, match.start() - 60) : match.start()]
    if (
        _BOAST.search(before)
        or _LEVEL.search(before)
        or _NOT_PRACTICE.match(text[match.end() - len(match["after"]) : match.end() + 30])
    ):
        return False
    if _SELF.search(before + " "[: not before.endswith(" ")]) or re.search(
        r"\b(?:vos|votre|notre|nos) $",
        text[max(0, match.start() - 6) : match.start()] + match["cue"],
    ):
        return bool(re.search(r"\b(?:avec|de) (?:votre|vos) ", before + match[0])) and bool(
            match["after"].strip()
        )
    if segment.section in ("company", "apply"):
        return False
    near = text[
        max(segment.start, match.start() - 70) : min(
            max(match.end(), segment.end), match.end() + 60
        )
    ]
    if match["adj"] or match["after"].strip() in (
        "exigee",
        "souhaitee",
        "requise",
        "similaire",
        "confirmee",
        "significative",
        "reussie",
    ):
        return True
    if match.start() <= segment.body + 4:
        return bool(_AFTER.match(text[match.end() - len(match["after"]) :])) or segment.section in (
            "profile",
            "wished",
        )
    return bool(_ASKED.search(near))
