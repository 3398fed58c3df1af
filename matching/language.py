"""Tell in which language a text is written, from its commonest small words and its script."""

import re
import unicodedata
from functools import cache

from matching.lexicon import load
from matching.text import fold
from matching.types import UnsupportedLanguage

READ = frozenset({"fr"})
_WORDS = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_FOREIGN = re.compile(r"[^\W\d_\u0000-\u024f\u02b0-\u036f\u1e00-\u1eff]")
_SAMPLE = 20_000  # characters: enough to tell, and bounded


def detect(text: str) -> str | None:
    """Return the language code of a text, None when its words do not tell.

    >>> detect("Wij zoeken een medewerker voor onze winkel"), detect("Permis B")
    ('nl', None)
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script:
        return script
    words = _WORDS.findall(fold(sample))
    counts = _counts(words)
    best = max(counts, key=lambda code: (counts[code], code == "fr", code))
    french = counts["fr"]
    if counts[best] < 2:
        return "fr" if french else None
    # An offer in French with English lines is French; the margin is on its side.
    return "fr" if french * 1.25 >= counts[best] else best


def check(text: str, *, hint: str = "fr") -> None:
    """Raise ``UnsupportedLanguage`` unless the text is in a language that is read."""
    language = detect(text) or hint
    if language not in READ:
        raise UnsupportedLanguage(language)


def _counts(words: list[str]) -> dict[str, int]:
    """Count the small words of each language."""
    codes = _small_words()
    counts = dict.fromkeys(load("languages")["small"], 0)
    for word in words:
        for code in codes.get(word, ()):
            counts[code] += 1
    return counts


@cache
def _small_words() -> dict[str, list[str]]:
    """Return the languages each small word belongs to."""
    codes: dict[str, list[str]] = {}
    for code, words in load("languages")["small"].items():
        for word in words.split():
            codes.setdefault(word, []).append(code)
    return codes


def _script(sample: str) -> str | None:
    """Return a code when most letters are of a script French does not use."""
    foreign = _FOREIGN.findall(sample[:2000])
    if not foreign or len(foreign) * 2 <= len(_LETTER.findall(sample[:2000])):
        return None
    names = [unicodedata.name(char, "").split(" ")[0] for char in foreign]
    common = max(sorted(set(names)), key=names.count)
    return str(load("languages")["script"].get(common, "und"))
