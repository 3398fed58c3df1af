"""Soft skills and attitudes: adjectives, nouns, and set phrases about the person."""

import re
from collections.abc import Iterator
from functools import cache

from matching.document import Document, Segment
from matching.finding import Finding, listed
from matching.lexicon import load, pattern
from matching.types import Kind

# "motivé(e)s", "rigoureux·se", "ponctuel/le": what may follow the masculine.
_INCLUSIVE = pattern("cliche", "inclusive")
_LINK = pattern("cliche", "link")
_PERSON = pattern("cliche", "person")
_SEEKS = re.compile(r"\b(?:recherch|cherch|recrut|engage|besoin d|embauch|souhait|accueill)")
_THING = pattern("cliche", "thing")
_NOUN_CUE = pattern("cliche", "noun_cue")
_ADVERBIAL = pattern("cliche", "adverbial")
_PROFILE = frozenset({"profile", "wished", "summary"})
_CUE = pattern("cliche", "cue")
_THEIRS = pattern("cliche", "theirs")
_OFFICE = re.compile(r"responsables?\b(?! *(?:$|[,.;\n)/]|et\b|ou\b|de (?:vos|ses|tes) actes))")
_CHAIN = 45  # characters between two words of one chain
_REQUIRED = re.compile(r" (?:indispensable|exigee?|requise?|obligatoire|absolue?|souhaitee?)\b")
_COMPANY_SUBJECT = pattern("cliche", "company_subject")
_GIVEN = re.compile(r"\b(?:nous|on) (?:vous |te |t'|t.)?(?:offr|propos|garanti)[a-z]{1,4}\b")
_QUALITY_OF = pattern("cliche", "quality_of")
_ASKED_AFTER = pattern("cliche", "asked_after")


@cache
def _forms() -> dict[str, tuple[str, bool]]:
    """Return each inflected form with its value and whether it is an adjective."""
    forms: dict[str, tuple[str, bool]] = {}
    for entry in load("cliche")["word"]:
        for noun in entry.get("nouns", "").split():
            forms[noun] = (entry["value"], False)
    for entry in load("cliche")["word"]:
        for adjective in entry.get("adjectives", "").split():
            for form in _inflect(adjective):
                forms[form] = (entry["value"], True)
    return forms


def _inflect(word: str) -> list[str]:
    """Return the masculine, feminine and plural of an adjective given in the masculine."""
    if word.endswith("x"):
        return [word, word[:-1] + "se", word[:-1] + "ses"]
    if word.endswith("f"):
        return [word, word + "s", word[:-1] + "ve", word[:-1] + "ves"]
    if word.endswith(("el", "en", "il")):
        return [word, word + "s", word + word[-1] + "e", word + word[-1] + "es", word + "le"]
    if word.endswith("eur"):
        return [word, word + "s", word[:-1] + "se", word[:-3] + "rice", word[:-3] + "rices"]
    if word.endswith("er"):
        return [word, word + "s", word + "e", word + "es"]
    if word.endswith("e") and not word.endswith(("se", "ve")):
        return [word, word + "s", word + "e", word + "es"]
    return [word, word + "s", word + "e", word + "es"]


def read_cliche(document: Document) -> Iterator[Finding]:
    """Yield the soft skills asked of the person."""
    for finding in listed(document, "cliche", Kind.CLICHE):
        segment = document.segment(finding.start)
        if not _THEIRS.search(document.text, segment.start, finding.start):
            yield finding
    yield from _words(document)


def _words(document: Document) -> Iterator[Finding]:
    """Yield the known words said of the person; those of one chain share their verdict."""
    text = document.text
    last, verdict = -1, False
    held: Finding | None = None
    for word, value, adjective in _known(document):
        end = _open_end(text, word.end())
        segment = document.segment(word.start())
        linked = segment.start <= last and _chained(text, last, word.start())
        if linked and verdict:
            verdict = not (adjective and _governs_noun(text, end))
        else:
            judge = _adjective if adjective else _noun
            verdict = judge(document, segment, word.start(), end)
        last = end
        finding = Finding(kind=Kind.CLICHE, value=value, start=word.start(), end=end)
        again = verdict and linked and held is not None and held.value == value
        held = (held if again else finding) if verdict else None
        if verdict and not again:
            yield finding


def _known(document: Document) -> Iterator[tuple[re.Match[str], str, bool]]:
    """Yield the words of the lexicon with their value and whether they are adjectives."""
    forms = _forms()
    for word in document.words:
        known = forms.get(word[0])
        if known is None or (word.start() and document.text[word.start() - 1] == "-"):
            continue
        value, adjective = known
        if not (adjective and _is_verb(document, word)):
            yield word, value, adjective


def _open_end(text: str, end: int) -> int:
    """Take in "(e)", "·se", "/le" after a word."""
    tail = _INCLUSIVE.match(text, end)
    after = tail.end() if tail else end
    return end if text[after : after + 1] == "(" or text[after - 1] == "." else after


def _chained(text: str, last: int, start: int) -> bool:
    return start - last < _CHAIN and bool(_LINK.fullmatch(text, last, start))


_NEXT_NOUN = pattern("cliche", "next_noun")


def _is_verb(document: Document, word: re.Match[str]) -> bool:
    """Tell "organise" from "organisé" where the text writes its accents."""
    if not word[0].endswith("e") or word[0] not in load("cliche")["homographs"].split():
        return False
    return document.cased[word.end() - 1] == "e" and "é" in document.cased


def _governs_noun(text: str, end: int) -> bool:
    """Tell whether an adjective has a noun of its own ("bonne dynamique commerciale")."""
    return bool(_NEXT_NOUN.match(text, end))


def _adjective(document: Document, segment: Segment, start: int, end: int) -> bool:
    text = document.text
    left = text[max(segment.start, start - 70) : start]
    if _THING.search(left) or _OFFICE.match(text, start):
        return False
    if _PERSON.search(left):
        return not _company_subject(left)
    if start <= segment.body + 3 or left.rstrip(" (").endswith((":", "-", "·", "+")):
        return (
            not _governs_noun(text, end) and segment.section not in ("tasks", "company", "offer")
        ) or bool(re.match(r"[^.\n]{0,60}\b(?:vous|tu)\b", text[end : end + 70]))
    if left.rstrip().endswith((",", "/", "(")):
        asked = segment.section in _PROFILE or bool(_CUE.search(text, segment.start, start))
        return asked or _several(document, segment)
    job_title = re.match(r"polyvalent|responsable|professionnel", text[start:end])
    return (
        not job_title
        and bool(_SEEKS.search(text, segment.start, start))
        and not re.search(r"(?:\b[a-z]{1,3}|ment|\bpour) $", left)
    )


def _several(document: Document, segment: Segment) -> bool:
    """Tell whether a segment lists several adjectives of the person."""
    if segment.section in ("tasks", "company", "offer") or segment.talk:
        return False
    forms = _forms()
    words = re.findall(r"[a-zœ]{4,}", document.text[segment.body : segment.end])
    return sum(forms.get(word, ("", False))[1] for word in words) > 1


def _company_subject(left: str) -> bool:
    return bool(
        _COMPANY_SUBJECT.search(
            left,
        )
    )


def _noun(document: Document, segment: Segment, start: int, end: int) -> bool:
    text = document.text
    left = text[max(segment.start, start - 60) : start]
    if _ADVERBIAL.search(left) or _GIVEN.search(text, segment.start, start):
        return False
    personal = segment.section in _PROFILE
    bare = start <= segment.body + 4 or left.rstrip(" (").endswith(
        (":", ",", "/", "-", "·", "+", "*")
    )
    if _REQUIRED.match(text, end):
        return True
    if bare:
        return _stands_alone(text, end, segment.end) and (
            personal
            or bool(_CUE.search(text, segment.start, start))
            or _only_list(document, segment)
        )
    if re.search(r"\b(?:la|l'|les|le|de la|de l'|du) ?$", left) and not _QUALITY_OF.search(
        left,
    ):
        asked = _ASKED_AFTER.match(
            text[end : end + 110],
        )
        return bool(asked) or (
            personal
            and bool(re.search(r"(?:^|[,:.\-·* ])(?:de la |de l'|du |la |l')$", left[-9:]))
            and len(left.strip()) < 8
        )
    return bool(_NOUN_CUE.search(left))


def _stands_alone(text: str, end: int, stop: int) -> bool:
    """Tell whether a noun is an item of its own: nothing but a short complement follows."""
    rest = text[end : min(stop, end + 60)]
    return not re.match(r" (?:des?|du|d'|de la|de l') ?\w+(?! (?:et|taches))", rest) or bool(
        re.match(r" (?:dans|au|a|en|et|professionnelle|face)\b", rest)
    )


def _only_list(document: Document, segment: Segment) -> bool:
    """Tell whether a segment is a short list of soft skills."""
    words = re.findall(r"[a-zœ]{4,}", document.text[segment.body : segment.end])
    known = sum(word in _forms() for word in words)
    return 0 < len(words) <= 12 and known * 2 > len(words)
