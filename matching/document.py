"""An offer cut into sentences, each with the heading that governs it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from matching.lexicon import load
from matching.lexicon.needs import DIGIT
from matching.text import Copy, containing, copy

_ABBREVIATIONS = frozenset(load("headings")["abbreviations"].split())
_BREAKS = re.compile(
    r"\n"
    r"|[.!?…](?=\s+[^a-z\s])"  # the end of a sentence
    r"|[.!?)](?=[A-ZÀ-Þ][a-zà-ÿ'’])"  # ... glued to the next one
    r"|;"
    r"|(?<![\d€R])\s[-·*>¿•–](?=\s+[A-ZÀ-Þ0-9])"  # a list put on one line
    r"|\sa\?¢"  # a bullet in the wrong encoding
)
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"[\s\-·*>+¿.°)\d]{0,8}")
_LABEL = re.compile(r"([^:\n]{2,60}?)\s*:(?!//)")
_TITLE_END = re.compile(r"[.!?;,]$")


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence or list item.

    ``body`` is where it starts after its bullet and its label ("Atouts :"); ``section`` what the
    heading above is about; ``wished`` whether that heading makes it a wish; ``item`` whether it is
    a list item; ``talk`` whether the agency or the firm speaks of itself; ``heading`` whether it is
    nothing but a heading.
    """

    start: int
    end: int
    body: int
    section: str
    wished: bool
    item: bool
    talk: bool
    heading: bool


@cache
def _headings() -> list[tuple[str, re.Pattern[str], re.Pattern[str] | None]]:
    return [
        (
            heading["section"],
            re.compile("|".join(heading["find"])),
            re.compile("|".join(heading["except"])) if "except" in heading else None,
        )
        for heading in load("headings")["heading"]
    ]


@cache
def _talk() -> tuple[re.Pattern[str], re.Pattern[str]]:
    talk = load("headings")["talk"]
    return re.compile("|".join(talk["find"])), re.compile("|".join(talk["except"]))


@cache
def section_of(heading: str) -> str | None:
    """Return what a folded heading is about, None when it is not a known heading."""
    for section, find, unless in _headings():
        if find.fullmatch(heading) and not (unless and unless.fullmatch(heading)):
            return section
    return None


class Document:
    """The working copy of an offer, its segments and its title."""

    def __init__(self, text: str, title: str = "") -> None:
        self.copy: Copy = copy(text)
        self.text = self.copy.folded
        self.cased = self.copy.cased
        self.title = copy(title).folded
        self.segments = list(self._segments())
        self._places: dict[str, tuple[int, ...]] = {}
        self._starts = [segment.start for segment in self.segments]

    def segment(self, position: int) -> Segment:
        """Return the segment that holds a position."""
        return self.segments[containing(self._starts, position)]

    def holding(self, words: tuple[str, ...]) -> list[Segment]:
        """Return the segments in which one of these folded words stands, in order."""
        found = {place for word in words for place in self.places(word)}
        return [self.segments[place] for place in sorted(found)]

    def places(self, word: str) -> tuple[int, ...]:
        """Return the indexes of the segments in which a folded word stands."""
        if word not in self._places:
            self._places[word] = self._find(word)
        return self._places[word]

    def _find(self, word: str) -> tuple[int, ...]:
        """Return the segments that hold a word."""
        if word == DIGIT:
            return tuple(
                index
                for index, segment in enumerate(self.segments)
                if _DIGIT.search(self.text, segment.start, segment.end)
            )
        places = []
        at = self.text.find(word)
        while at >= 0:
            index = containing(self._starts, at)
            places.append(index)
            at = self.text.find(word, max(at + 1, self.segments[index].end - len(word) + 1))
        return tuple(places)

    def has(self, *words: str) -> bool:
        """Tell whether one of these folded words stands in the text or the title."""
        return any(word in self.text or word in self.title for word in words)

    @cached_property
    def grams(self) -> frozenset[str]:
        """Return every run of three characters of the folded text."""
        text = self.text
        digits = (DIGIT,) if _DIGIT.search(text) else ()
        return frozenset(map("".join, zip(text, text[1:], text[2:], strict=False))).union(digits)

    @cached_property
    def words(self) -> list[re.Match[str]]:
        """Return every word of the folded text."""
        return list(re.finditer(r"[a-zœæ]+", self.text))

    def _pieces(self) -> Iterator[tuple[int, int, bool]]:
        """Yield (start, end, whether a line begins here)."""
        start, line = 0, True
        for match in _BREAKS.finditer(self.cased):
            end = match.start()
            if match[0] == "." and self._abbreviated(end):
                continue
            stop = end if match[0][0] in "\n \ta;" or match[0][0].isspace() else match.end()
            if self.text[start:stop].strip():
                yield start, stop, line
            start, line = match.end(), match[0] == "\n"
        if self.text[start:].strip():
            yield start, len(self.text), line

    def _abbreviated(self, dot: int) -> bool:
        word = re.search(r"[a-z]*$", self.text[max(0, dot - 6) : dot])
        return bool(word and word[0] in _ABBREVIATIONS)

    def _segments(self) -> Iterator[Segment]:
        section, bullets = "", False
        for start, end, line in self._pieces():
            mark = _MARK.match(self.text, start, end)
            body = mark.end() if mark else start
            item = line and bool(set(self.text[start:body]) & set("-·*>+¿"))
            if line and not item and bullets and section == "wished":
                section = ""
            bullets = item or (bullets and not line)
            found, after = self._heading(body, end, line)
            if found is not None:
                section = found
            yield Segment(
                start,
                end,
                after,
                section,
                section == "wished",
                item,
                self._talks(start, end),
                found is not None and (after == body or after >= end),
            )

    def _heading(self, body: int, end: int, line: bool) -> tuple[str | None, int]:
        """Return the section a segment opens and where its own words begin."""
        label = _LABEL.match(self.text, body, min(end, body + 62))
        if label:
            found = section_of(label[1].strip(' "*_#'))
            if found is None and line and label.end() >= end:
                found = ""
            return found, label.end() if found is not None else body
        words = self.text[body:end].strip(' "*_#?!')
        if line and len(words) <= 45 and not _TITLE_END.search(words):
            found = section_of(words)
            return found, body
        return None, body

    def _talks(self, start: int, end: int) -> bool:
        find, unless = _talk()
        return bool(find.search(self.text, start, end)) and not unless.search(self.text, start, end)
