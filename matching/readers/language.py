"""Languages: which one, at which level, and when a mother tongue is demanded."""

import re
from collections.abc import Iterator
from functools import cache

from matching.document import Document, Segment
from matching.finding import Finding, listed, matches
from matching.grounds import no_bar, shows
from matching.lexicon import finder, load, pattern
from matching.types import Kind

_JOIN = pattern("language", "join")
_ORIGIN = pattern("language", "origin")
_CUT = pattern("language", "cut")
_OWN = re.compile(r" (?:est |serait |sont )?(?:un |souhait|bienvenu|appreci|atout|exige|obligat)")
_CODE = pattern("language", "code")
_ALONE = pattern("language", "alone")
_ORTHOGRAPHY = finder("language", "orthography")


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
    yield from _orthography(document)
    yield from listed(document, "language", Kind.LANGUAGE)


def _named(document: Document) -> list[re.Match[str]]:
    """Return every language named, in words or as a code in capitals ("FR/NL")."""
    names, _ = _names()
    codes = (match for match in _CODE.finditer(document.text) if _written_as_code(document, match))
    return sorted((*names.finditer(document.text), *codes), key=lambda match: match.start())


def _written_as_code(document: Document, match: re.Match[str]) -> bool:
    """Tell a code ("NL", "fr/nl", "Nl") from a small word or the end of an address."""
    said = document.cased[match.start() : match.end()]
    if document.text[max(0, match.start() - 1) : match.start()] in (".", "@"):
        return False
    return said.isupper() or "/" in said or match[0] == "nl" or said == "Fr"


def _runs(document: Document) -> Iterator[tuple[Segment, list[re.Match[str]]]]:
    """Yield the languages of one breath, with their segment."""
    run: list[re.Match[str]] = []
    for match in _named(document):
        segment = document.segment(match.start())
        between = document.text[run[-1].end() : match.start()] if run else ""
        alone = "," in between and _OWN.match(document.text, match.end())
        same = bool(run) and segment is document.segment(run[0].start())
        if same and not alone and _JOIN.fullmatch(between):
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
    cut = _CUT.search(text, end, right)
    right = cut.start() if cut else right
    cuts = list(
        re.finditer(r"[;.]|\d\)|, (?!niveau)|(?= (?:et|mais) (?:vous|tu) )", text[left:start])
    )
    return (left + cuts[-1].end() if cuts else left), right


def _asked(document: Document, segment: Segment, start: int, end: int) -> bool:
    text = document.text
    before, after = (
        text[max(segment.start, start - 70) : start],
        text[end : min(max(segment.end, end), end + 70)],
    )
    if _rule("not_before").search(before) or _rule("not_after").match(after):
        return False
    label = text[max(0, segment.start - 30) : segment.body]
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
    codes = list(dict.fromkeys(code for match in run for code in _codes(match[0])))
    words = _rule("demand").search(text, left, start)
    tails = list(_rule("strength").finditer(text, end, right))
    first = max(words.start(), left) if words else start
    last = tails[0].end() if tails else end
    for _, level_words in _levels():
        found = level_words.search(text, end, right)
        if found:
            last = max(last, found.end())
            break
    mother = bool(_ORIGIN.search(text, left, right)) and not no_bar(document, start, end)
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


_SHORT = {"gb": "en", "all": "de", "ang": "en", "neer": "nl", "esp": "es"}


def _codes(said: str) -> list[str]:
    """Return the ISO codes of a language named in words or by codes."""
    code = _names()[1].get(said)
    return [code] if code else [_SHORT.get(word, word) for word in re.findall("[a-z]+", said)]


def _bilingual(document: Document) -> Iterator[Finding]:
    """Yield "bilingue" with no language named: in French-speaking Belgium, French and Dutch."""
    for match in _ALONE.finditer(document.text):
        segment = document.segment(match.start())
        near = [m for m in _named(document) if segment.start <= m.start() < segment.end]
        if not near and shows(document, "belgian"):
            start, end = match.span()
            yield Finding(kind=Kind.LANGUAGE, value="fr:C2+nl:C2", start=start, end=end)


def _orthography(document: Document) -> Iterator[Finding]:
    """Yield good spelling asked with no language named: that of the offer, French."""
    for match in matches(document, _ORTHOGRAPHY):
        segment = document.segment(match.start())
        if any(segment.start <= m.start() < segment.end for m in _named(document)):
            continue
        start, end = match.span()
        level = _level(document, start, start, end, end)
        value = "fr:B2" if level == "?" else f"fr:{level}"
        yield Finding(kind=Kind.LANGUAGE, value=value, start=start, end=end)
