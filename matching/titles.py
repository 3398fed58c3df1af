"""Bring titles and skill phrases to one form: no gender marks, accents, plurals or advertising.

All forms of a title ("vendeuse", "VENDEUR (H/F/X)", "vendeur·euse") give the same words, so that
whatever compares words cannot tell them apart. The rules are suffixes and word lists, in
``lexicon/<language>/link.toml`` and ``near.toml``.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
MARKS = re.compile(r"[(\[]?(?<![\w'’])[hfmwvxd](?:\s?[/|.,+·\-]\s?[hfmwvxdi]){1,3}(?!\w)[)\]]?")
SEPARATORS = re.compile(r"\s[-–—]+\s|[|,;:()\[\]–—•\n\t!?]+|\s/{2,}\s")
ENDING = re.compile(
    r"(?<!\w)(\w{2,})(?:\s?/\s?-?|[·‧∙•*:_.\-]|\s?\(\s?[-/.·]?\s?)(\w{1,7})(?:[·‧∙•.\-]s)?(?!\w)(?:\s?\))?"
)
INSIDE = re.compile(r"(?<!\w)(\w{2,})\((\w{1,3})\)(\w{1,3})(?!\w)")
NOT_A_WORD = re.compile(r"[^\w+#]+|_+")
LEXICONS = ("link.toml", "near.toml")
LEAST = 4  # letters a word must have before an ending is taken off


@dataclass(frozen=True, slots=True)
class Rules:
    """The folding rules of one language."""

    stop: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    noise: re.Pattern[str] | None = None
    words: dict[str, str] = field(default_factory=dict)
    steps: tuple[tuple[tuple[str, str], ...], ...] = ()
    letters: tuple[tuple[str, str], ...] = ()
    cut: frozenset[str] = frozenset()
    family: tuple[str, ...] = ()
    keep: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    light: frozenset[str] = frozenset()
    near: tuple[frozenset[str], ...] = ()
    phrases: dict[str, str] = field(default_factory=dict)


@cache
def rules(language: str) -> Rules:
    """Read the folding rules of a language; a language without a lexicon has none."""
    folder = files("matching") / "lexicon" / language
    if not folder.joinpath(LEXICONS[0]).is_file():
        return Rules()
    data: dict[str, Any] = {}
    for name in LEXICONS:
        data |= tomllib.loads(folder.joinpath(name).read_text(encoding="utf8"))
    phrases = sorted(data["noise"], key=len, reverse=True)
    return Rules(
        stop=frozenset(data["stop"].split()),
        places=frozenset(data.get("places", "").split()),
        noise=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)"),
        words=data["words"],
        steps=tuple(tuple((a, b) for a, b in step) for step in data["fold"]["steps"]),
        letters=tuple((a, b) for a, b in data["fold"].get("letters", ())),
        cut=frozenset(data.get("cut", "").split()),
        family=tuple(sorted(data["family"]["endings"].split(), key=len, reverse=True)),
        keep=frozenset(data["family"].get("keep", "").split()),
        links=tuple(data["family"].get("links", ())),
        light=frozenset(data["light"].split()),
        near=tuple(frozenset(group.split()) for group in data["near"].split(";")),
        phrases=data.get("phrases", {}),
    )


def plain(text: str) -> str:
    """Lower the case and take accents and ligatures off."""
    text = unicodedata.normalize("NFKD", text.lower().translate(LIGATURES))
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


def without_endings(text: str, language: str) -> str:
    """Drop the endings of the other gender written after a word.

    An ending is one when it makes of the word a word that folds alike: nothing else is dropped.

    >>> without_endings("vendeur·euse", "fr"), without_endings("chef(fe) de bar-tabac", "fr")
    ('vendeur', 'chef de bar-tabac')
    """

    def after(found: re.Match[str]) -> str:
        word, ending = found[1], found[2]
        key = fold(word, language)
        starts = (word[:at] for at in range(len(word), max(len(word) - 6, 0), -1))
        other = any(fold(start + ending, language) == key for start in starts)
        return word if other or ending == "s" else found[0]

    def inside(found: re.Match[str]) -> str:
        short, long = found[1] + found[3], found[1] + found[2] + found[3]
        return short if fold(short, language) == fold(long, language) else found[0]

    return ENDING.sub(after, INSIDE.sub(inside, text))


def segments(text: str, language: str) -> list[list[str]]:
    """Split a title into its parts and each part into plain words, without gender marks."""
    text = without_endings(MARKS.sub(" ; ", plain(text)), language)
    parts = (NOT_A_WORD.split(part) for part in SEPARATORS.split(text))
    return [words for part in parts if (words := [word for word in part if word])]


def without_noise(words: list[str], language: str) -> list[str]:
    """Drop the words of an advertisement that are not part of a title, and a closing place name.

    >>> without_noise("urgent cuisinier en cdi a namur".split(), "fr")
    ['cuisinier']
    """
    found = rules(language)
    words = found.noise.sub(" ", " ".join(words)).split() if found.noise else list(words)
    words = words[: next((at for at, word in enumerate(words) if word in found.cut), len(words))]
    idle = found.places | found.stop if set(words) & found.places else found.stop
    while words and words[-1] in idle:
        words.pop()
    return words


@cache
def fold(word: str, language: str) -> str:
    """Fold one plain word onto the form shared by its genders and numbers.

    >>> fold("vendeuses", "fr"), fold("vendeur", "fr")
    ('vender', 'vender')
    """
    found = rules(language)
    for step in ((), *found.steps):
        word = _without_ending(word, step)
        if (full := found.words.get(word, word)) != word:
            return " ".join(fold(part, language) for part in full.split())
    for double, single in found.letters:
        word = word.replace(double, single)
    return word


def _without_ending(word: str, step: tuple[tuple[str, str], ...]) -> str:
    """Change the first ending of the step that the word has, if the word is long enough."""
    if len(word) >= LEAST:
        for ending, instead in step:
            if word.endswith(ending):
                stem = word[: -len(ending)] + instead
                return stem if len(stem) >= LEAST - 1 else word
    return word


@cache
def _kept(language: str) -> frozenset[str]:
    return frozenset(fold(word, language) for word in rules(language).keep)


@cache
def family(word: str, language: str) -> str:
    """Take the ending off a folded word, so that a deed, its doer and its place meet.

    >>> family("soudag", "fr"), family("souder", "fr")
    ('soud', 'soud')
    """
    if word in _kept(language):
        return word
    for ending in rules(language).family:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            return word[: -len(ending)]
    return word


@cache
def _phrases(language: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """Return what finds the phrases of several words, folded, and what stands for each."""
    found = {
        " ".join(_folded(phrase.split(), language)): " ".join(_folded(one.split(), language))
        for phrase, one in rules(language).phrases.items()
    }
    longest = sorted(found, key=len, reverse=True)
    either = "|".join(map(re.escape, longest))
    return re.compile(rf"(?<!\S)(?:{either})(?!\S)") if found else None, found


def _folded(words: list[str], language: str) -> list[str]:
    stop = rules(language).stop
    parts = (part for word in words if word not in stop for part in fold(word, language).split())
    return list(dict.fromkeys(parts))


def content(words: list[str], language: str) -> list[str]:
    """Fold words, each once and in order, without those that say nothing of the trade.

    >>> content("vendeur vendeuse en fruits et legumes".split(), "fr")
    ['vender', 'fruit', 'legum']
    """
    folded = _folded(words, language) or list(dict.fromkeys(words))
    pattern, instead = _phrases(language)
    if pattern and len(folded) > 1:
        text = pattern.sub(lambda found: instead[found[0]], " ".join(folded))
        folded = list(dict.fromkeys(text.split()))
    return folded
