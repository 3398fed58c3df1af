"""Tell in which language a text is written, from its commonest small words and its script."""

import re
import unicodedata

from matching.lexicon import load
from matching.text import fold
from matching.types import UnsupportedLanguage

READ = frozenset({"fr"})
_WORDS = re.compile(r"[^\W\d_]+")
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
    counts = {code: sum(word in small for word in words) for code, small in _small_words().items()}
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


def _small_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in load("languages")["small"].items()}


def _script(sample: str) -> str | None:
    """Return a code when most letters are of a script French does not use."""
    letters = [char for char in sample[:2000] if char.isalpha()]
    foreign = [char for char in letters if ord(char) > 0x24F and unicodedata.category(char) != "Lm"]
    if len(foreign) * 2 <= len(letters) or not foreign:
        return None
    names = [unicodedata.name(char, "").split(" ")[0] for char in foreign]
    common = max(sorted(set(names)), key=names.count)
    return str(load("languages")["script"].get(common, "und"))
