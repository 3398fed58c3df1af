"""Sex: designations and words that address only one sex."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from matching.document import Document
from matching.finding import Finding, scan, span
from matching.grounds import about_others, no_bar, shows
from matching.lexicon import load, pattern
from matching.types import Kind

_BOTH = pattern("sex", "both")
_BOTH_NEAR = pattern("sex", "both_near")
_THINGS = pattern("sex", "things")
_NOT_THE_PERSON = pattern("sex", "not_the_person")


@cache
def _jobs() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of feminine job names and, for each, its masculine."""
    pairs = {
        feminine: masculine
        for masculine, feminine in (
            pair.split("/") for pair in load("sex")["jobs"]["pairs"].split()
        )
    }
    names = sorted(pairs, key=len, reverse=True)
    joined = "|".join(re.escape(name.replace("_", " ")) for name in names)
    return re.compile(rf"\b(?:{joined})s?\b"), {
        name.replace("_", " "): word.replace("_", " ") for name, word in pairs.items()
    }


_INCLUSIVE = load("sex")["part"]["inclusive"]
_MASCULINE = pattern("sex", "masculine")
_OPEN_FORM = pattern("sex", "open_form")
_NOT_A_JOB = frozenset(load("sex")["not_a_job"].split())
_CALLS = pattern("sex", "calls")
_ARTICLE = pattern("sex", "article")


def read_sex(document: Document) -> Iterator[Finding]:
    """Yield the words that address only one sex; a role or a refuge is a ground."""
    for finding in _said(document):
        if finding.lawful:
            yield finding
        elif not (
            about_others(document, finding, _THINGS) or no_bar(document, finding.start, finding.end)
        ):
            yield replace(finding, lawful=shows(document, "one-sex"))


def _said(document: Document) -> Iterator[Finding]:
    for phrase, match in scan(document, "sex"):
        start, end = span(match)
        if phrase.entry.get("unless_both") and _opened(document, start, end):
            continue
        if phrase.entry.get("unless_open") and _open_anywhere(document):
            continue
        yield Finding(
            kind=Kind.SEX,
            value=phrase.value,
            start=start,
            end=end,
            criterion="sexe",
            lawful=bool(phrase.entry.get("lawful")),
            keep=True,
        )
    feminine = list(_feminine(document))
    yield from feminine
    if not feminine:
        yield from _masculine(document)


def _opened(document: Document, start: int, end: int) -> bool:
    """Tell whether both sexes are named beside these words."""
    near = document.text[max(0, start - 25) : end + 25]
    return bool(_BOTH.search(near)) or bool(_BOTH_NEAR.search(near))


def _open_anywhere(document: Document) -> bool:
    """Tell whether the text or the title uses a form for both."""
    said = (document.text, document.title)
    return any(_BOTH.search(words) or _OPEN_FORM.search(words) for words in said)


def _feminine(document: Document) -> Iterator[Finding]:
    """Yield a feminine job name that stands for the person sought, once."""
    pattern, masculine = _jobs()
    text = document.text
    for match in pattern.finditer(text):
        segment = document.segment(match.start())
        name = match[0] if match[0] in masculine else match[0].removesuffix("s")
        if name not in masculine or not _addressed(document, match, segment.start):
            continue
        open_here = _doublet(text, match, masculine[name])
        if open_here:
            continue
        opened = (
            _BOTH.search(text)
            or _BOTH.search(document.title)
            or _names_both(document, masculine[name], name)
        )
        if opened and not (match[0].endswith("s") or segment.start == 0):
            continue
        yield Finding(
            kind=Kind.SEX,
            value="F",
            start=match.start(),
            end=match.end(),
            criterion="sexe",
            lawful=bool(opened),
            keep=True,
        )
        return


def _masculine(document: Document) -> Iterator[Finding]:
    """Yield a masculine job name that no other form accompanies, once: a sign, not a bar."""
    text, title = document.text, document.title
    if _open_anywhere(document):
        return
    for match in _MASCULINE.finditer(text):
        feminine = _feminine_of(match["it"])
        if match["it"] in _NOT_A_JOB or re.search(feminine, text) or re.search(feminine, title):
            continue
        start, end = match.span("it")
        yield Finding(kind=Kind.SEX, value="M", start=start, end=end, criterion="sexe", lawful=True)
        return


def _feminine_of(name: str) -> str:
    """Return a pattern for the feminine of a masculine job name."""
    stem = re.escape(name.rstrip("s"))
    stem = re.sub(r"(?:eur|ier|ien)$", "", stem)
    return rf"\b{stem}(?:euse|rice|iere|ienne|e|ante)s?\b"


def _addressed(document: Document, match: re.Match[str], left: int) -> bool:
    text = document.text
    before = text[max(left, match.start() - 110) : match.start()]
    if _NOT_THE_PERSON.search(
        before,
    ):
        return False
    if match.start() - left <= 12 and match.start() < 60 and match.end() - match.start() > 5:
        return True
    return bool(_CALLS.search(before)) and bool(
        _ARTICLE.search(before)
        or re.search(r"[:(,]\s*$|recherche $|recrute $|cherche $|engage $|poste d['e] ?$", before)
    )


def _doublet(text: str, match: re.Match[str], masculine: str) -> bool:
    """Tell whether the masculine or an open ending stands beside a feminine name."""
    before, after = (
        text[max(0, match.start() - 45) : match.start()],
        text[match.end() : match.end() + 45],
    )
    if (
        re.match(rf"{_INCLUSIVE}|[/·]|[(.-][a-z]", after)
        or before.endswith(("(", "/", "·"))
        or re.search(r"\bun(?:\(e\)|/une|.e| ou une|e? / un)\W*$", before)
    ):
        return True
    near = before + " " + after
    return masculine in near or bool(_BOTH.search(near))


def _names_both(document: Document, masculine: str, feminine: str) -> bool:
    both = re.compile(
        rf"\b{re.escape(masculine)}s?(?:\b|{_INCLUSIVE})|\b{re.escape(masculine)}[(/·.-]"
    )
    return bool(both.search(document.text) or both.search(document.title))
