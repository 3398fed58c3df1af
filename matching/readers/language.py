"""Languages: which one, at which level, and when a mother tongue is demanded."""

import re
from collections.abc import Iterator
from functools import cache

from matching.document import Document, Segment
from matching.finding import Finding, matches
from matching.grounds import shows
from matching.lexicon import finder, load, pattern
from matching.types import Kind

_JOIN = pattern("language", "join")
_ORIGIN = pattern("language", "origin")


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {
        form.replace("_", " "): code
        for code, forms in load("language")["names"].items()
        for form in forms.split()
    }
    forms = sorted(codes, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b"), codes


@cache
def _levels() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (level["value"], re.compile("|".join(level["find"]))) for level in load("language")["level"]
    ]


@cache
def _rule(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("language")[name]["find"]))


def read_language(document: Document) -> Iterator[Finding]:
    """Yield the languages asked; languages of one breath at one level are one finding."""
    for segment, run in _runs(document):
        start, end = run[0].start(), run[-1].end()
        if not _asked(document, segment, start, end):
            continue
        yield _finding(document, segment, run)
    yield from _bilingual(document)


def _runs(document: Document) -> Iterator[tuple[Segment, list[re.Match[str]]]]:
    names, _ = _names()
    run: list[re.Match[str]] = []
    for match in names.finditer(document.text):
        if (
            run
            and document.segment(run[-1].start()) is document.segment(match.start())
            and _JOIN.fullmatch(document.text, run[-1].end(), match.start())
        ):
            run.append(match)
            continue
        if run:
            yield document.segment(run[0].start()), run
        run = [match]
    if run:
        yield document.segment(run[0].start()), run


def _around(document: Document, segment: Segment, start: int, end: int) -> tuple[int, int]:
    """Return the clause that says how well: cut at punctuation and at another language."""
    text = document.text
    left, right = max(segment.start, start - 70), min(max(segment.end, end), end + 70)
    names, _ = _names()
    others = [match.end() for match in names.finditer(text, left, start)]
    left = max([left, *others])
    next_one = names.search(text, end, right)
    right = next_one.start() if next_one else right
    cut = re.search(r"[;.]|, (?:vous|tu|et vous|un|une|permis|bonne?)\b", text[end:right])
    right = end + cut.start() if cut else right
    cuts = list(re.finditer(r"[;.]|\d\)|, (?!niveau)", text[left:start]))
    return (left + cuts[-1].end() if cuts else left), right


def _asked(document: Document, segment: Segment, start: int, end: int) -> bool:
    text = document.text
    before, after = (
        text[max(segment.start, start - 70) : start],
        text[end : min(max(segment.end, end), end + 70)],
    )
    if _rule("not_before").search(before) or _rule("not_after").match(after):
        return False
    label = text[max(0, segment.start - 30) : segment.start]
    if segment.end - segment.body <= end - start + 14 and re.search(
        r"\blangues?[^.]{0,12}$", label.strip(" :\n")
    ):
        return True
    left, right = _around(document, segment, start, end)
    return bool(_rule("demand").search(text, left, right))


def _level(document: Document, left: int, start: int, end: int, right: int) -> str:
    text = document.text
    for value, words in _levels():
        if words.search(text, start, right) or words.search(text, left, end):
            return value
    return "?"


def _finding(document: Document, segment: Segment, run: list[re.Match[str]]) -> Finding:
    text = document.text
    start, end = run[0].start(), run[-1].end()
    left, right = _around(document, segment, start, end)
    level = _level(document, left, start, end, right)
    codes = list(dict.fromkeys(_names()[1][match[0]] for match in run))
    words = _rule("demand").search(text, left, start)
    tails = list(_rule("strength").finditer(text, end, right))
    first = max(words.start(), left) if words else start
    last = tails[0].end() if tails else end
    for _, level_words in _levels():
        found = level_words.search(text, end, right)
        if found:
            last = max(last, found.end())
            break
    mother = bool(_ORIGIN.search(text, left, right))
    public = shows(document, "public") and not mother
    return Finding(
        kind=Kind.LANGUAGE,
        value="+".join(f"{code}:{'C2' if mother else level}" for code in codes),
        start=first,
        end=last,
        criterion="origine" if mother else "langue" if public and len(codes) > 1 else None,
        lawful=not mother and public and len(codes) > 1,
        keep=True,
    )


_PAIR = finder("language", "pair")
_SHORT = {
    "fr": "fr",
    "nl": "nl",
    "en": "en",
    "gb": "en",
    "de": "de",
    "all": "de",
    "ang": "en",
    "neer": "nl",
}


def _bilingual(document: Document) -> Iterator[Finding]:
    for match in matches(document, _PAIR):
        codes = [_SHORT[code] for code in re.findall(r"[a-z]+", match["codes"] or match["bare"])]
        level = "C2" if match["codes"] else "C1"
        yield Finding(
            kind=Kind.LANGUAGE,
            value="+".join(f"{code}:{level}" for code in codes),
            start=match.start(),
            end=match.end(),
        )
