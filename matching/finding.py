"""What a reader finds, and how strongly the offer asks for it."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from matching.document import Document, Segment
from matching.lexicon import Finder, Phrase, index, pattern, phrases
from matching.types import Kind, Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A requirement in the working copy; ``modality`` None: to be read from the words around."""

    kind: Kind
    value: str
    start: int
    end: int
    modality: Modality | None = None
    criterion: str | None = None
    lawful: bool = False
    keep: bool = field(default=False)  # read even where the firm speaks of itself


class Taken:
    """Spans already read, kept in order so that asking stays cheap on long texts."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []
        self._longest = 0

    def add(self, start: int, end: int) -> None:
        """Remember a span."""
        insort(self._spans, (start, end))
        self._longest = max(self._longest, end - start)

    def meets(self, start: int, end: int) -> bool:
        """Tell whether a span overlaps one that was added."""
        first = bisect_left(self._spans, (start - self._longest, 0))
        last = bisect_left(self._spans, (end, 0))
        return any(stop > start for _, stop in self._spans[first:last])


def scan(
    document: Document, name: str, table: str = "phrase"
) -> Iterator[tuple[Phrase, re.Match[str]]]:
    """Yield every place where a phrase of a reader stands, phrase by phrase."""
    held: dict[int, set[int]] = {}
    keys = index(name, table)
    for key in document.grams & keys.grams:
        for word, places in keys.words[key]:
            for place in places:
                held.setdefault(place, set()).update(document.places(word))
    always = {place for place in keys.always if place not in held}
    known = phrases(name, table)
    for place in sorted(always.union(place for place, at in held.items() if at)):
        phrase = known[place]
        segments = [document.segments[at] for at in sorted(held[place])] if place in held else None
        for match in _inside(document, phrase.finder.pattern, segments):
            yield phrase, match


def matches(document: Document, finder: Finder) -> Iterator[re.Match[str]]:
    """Yield every match of a pattern, looking only into the segments that can hold one."""
    held = document.holding(finder.words) if finder.words else None
    return _inside(document, finder.pattern, held)


def _inside(
    document: Document, pattern: re.Pattern[str], segments: list[Segment] | None
) -> Iterator[re.Match[str]]:
    """Yield the matches inside some segments, or in the whole text."""
    if segments is None:
        yield from (match for match in pattern.finditer(document.text) if match[0])
        return
    for segment in segments:
        for match in pattern.finditer(document.text, segment.start, segment.end):
            if match[0]:
                yield match


def span(match: re.Match[str]) -> tuple[int, int]:
    """Return the span a pattern marks with the group ``it``, or all it matched."""
    if "it" in match.re.groupindex and match["it"] is not None:
        return match.span("it")
    return match.span()


def listed(document: Document, name: str, kind: Kind) -> Iterator[Finding]:
    """Yield the findings of a reader whose phrases carry all there is to know."""
    for phrase, match in scan(document, name):
        start, end = span(match)
        entry = phrase.entry
        segment = document.segment(start)
        if "cased" in entry and not re.search(entry["cased"], document.cased[start:end]):
            continue
        if entry.get("section") and segment.section not in entry["section"]:
            continue
        if segment.section in entry.get("except_section", ()):
            continue
        modality = entry.get("modality")
        yield Finding(
            kind=kind,
            value=phrase.value,
            start=start,
            end=end,
            modality=Modality(modality) if modality else None,
            criterion=entry.get("criterion"),
            lawful=bool(entry.get("lawful")),
            keep=bool(entry.get("keep")),
        )


_TAIL = pattern("modality", "tail")
_WISH = pattern("modality", "wish")
_MUST = pattern("modality", "must")
_LATE_WISH = pattern("modality", "late_wish")
_NEW_CLAUSE = re.compile(r"\bvous\b|\bobligatoire|\bexig|\bindispensable|\brequis|\bdoi[st]\b")
_EARLY_WISH = pattern("modality", "early_wish")
_EDGE = frozenset(",;:.!?\n()·")


def tail(document: Document, end: int) -> int:
    """Stretch a span over the words that say how strongly it is asked."""
    stop = document.segment(end - 1).end
    match = _TAIL.match(document.text, end, stop)
    return match.end() if match else end


def clause(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the clause around a span, inside its segment."""
    segment = document.segment(start)
    text = document.text
    left = max((text.rfind(mark, segment.start, start) for mark in ",;:.("), default=-1) + 1
    rights = [at for mark in ",;:.)\n" if (at := text.find(mark, end, max(end, segment.end))) >= 0]
    return max(left, segment.start), min(rights, default=max(end, segment.end))


def modality_of(document: Document, start: int, end: int) -> Modality:
    """Read how strongly the words around a span put it."""
    text = document.text
    left, right = clause(document, start, end)
    left, right = max(left, start - 120), min(right, end + 120)
    if _MUST.search(text, left, right):
        wished = re.search(
            r"(?:pas|non|sans etre) (?:obligatoire|exige|indispensable|requis)", text[left:right]
        )
        return Modality.PREFERRED if wished else Modality.MANDATORY
    if _WISH.search(text, left, right):
        return Modality.PREFERRED
    segment = document.segment(start)
    late = _LATE_WISH.match(text, end, min(segment.end, end + 160))
    if late and not _NEW_CLAUSE.search(text, end, late.end()):
        return Modality.PREFERRED
    if _EARLY_WISH.search(text, max(segment.start, start - 70), start):
        return Modality.PREFERRED
    return Modality.PREFERRED if segment.wished else Modality.MANDATORY


_NOT_BEFORE = pattern("modality", "not_before")
_NOT_AFTER = pattern("modality", "not_after")
_STILL_WISHED = re.compile(r"[^.;\n]{0,40}\b(?:mais|apprecie|un plus|souhait|atout)")


_ARTICLE = re.compile(r"(?:de|du|des|le|la|un|une) ")


def denied(document: Document, start: int, end: int) -> bool:
    """Tell whether the offer says that this is not asked."""
    segment = document.segment(start)
    article = _ARTICLE.match(document.text, start, end)
    begin = article.end() if article else start
    if _NOT_BEFORE.search(document.text, max(segment.start, start - 45), begin):
        return True
    after = _NOT_AFTER.match(document.text, end, max(end, segment.end))
    return bool(after) and not _STILL_WISHED.match(document.text, after.end() if after else end)
