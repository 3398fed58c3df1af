"""A working copy of a text: easy to match, with offsets that lead back to the original.

The copy is folded (lower case, no accents, plain apostrophes and dashes), character for
character. Only three things move offsets: combining marks are composed, invisible characters go,
and a line is opened where a copied web page glued two sentences ("nationVous êtes").
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_SAME = {
    **dict.fromkeys("’‘‛ʼ`´′", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("«»“”„‟", '"'),
    **dict.fromkeys("•‧∙・●▪■◦○►▶➢➤✓✔√❖◆★☆", "·"),
    **dict.fromkeys("\u2028\u2029\x0b\x0c\x85", "\n"),
    "º": "°",
    "…": "…",
}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")

# Words that open a sentence in an offer; glued to the word before, they mark a lost line break.
_OPENINGS = (
    "Vous|Votre|Vos|Tu|Avoir|Etre|Être|Salaire|Langues?|Profil|Description|Horaires?|Avantages|Permis|"
    "Localisation|Expérience|Experience|Niveau|Formation|Informations?|Missions?|Niveau|Nous|Notre|"
    "Poste|Contrat|Rémunération|Remuneration|Rattach|Titulaire|Diplôm|Le|La|Les|Une|Un|Ce|Dans|Pour|"
    "Au|Sous|En|Si|Basé|Référence|Connaissances?|Maîtrise|Maitrise|Suivi|Gestion|Gérer|Assurer|"
    "Bonne?|Bonnes|Excellente?|Anglais|Français|Organisé|Disponib|Deplacements|Déplacements|"
    "Compétences?|Qualités|Transmettez|Profitez|Pratiquez|Bénéficiez|Temps|Type|Durée|Date|Lieu|CDI|CDD"
)
_GLUED = re.compile(
    rf"[a-zà-öø-ÿ)\]%€](?=(?:{_OPENINGS})(?![a-zà-ÿ]*[A-Z]))"
    r"|[a-zà-öø-ÿ](?=[A-ZÀ-Þ][a-zà-ÿ]+ (?:le|la|les|de|des|une?|en) )"
)


class _Folding(dict[int, str]):
    """Fold one character to one character, remembering each answer."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _SAME.get(char)
        if folded is None:
            base = unicodedata.normalize("NFD", char)[0]
            folded = base.lower()[:1] if base.isprintable() or base == "\n" else " "
            if base.isspace() and base != "\n":
                folded = " "
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower the case and strip the accents, one character for one character."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Copy:
    """A text as it is matched: ``cased`` and ``folded`` have the same length.

    ``starts``/``ends`` give the original offsets of each character, None where nothing moved.
    """

    cased: str
    folded: str
    starts: list[int] | None
    ends: list[int] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets, in the text as given, of a span of the copy."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def copy(text: str) -> Copy:
    """Make the working copy of a text."""
    joints = [match.end() for match in _GLUED.finditer(text)]
    moved = not (
        text.isascii() or unicodedata.is_normalized("NFC", text)
    ) or not _INVISIBLE.isdisjoint(text)
    if not joints and not moved:
        return Copy(text, fold(text), None, None)
    chars, starts, ends = _rebuild(text, set(joints))
    cased = "".join(chars)
    return Copy(cased, fold(cased), starts, ends)


def _rebuild(text: str, joints: set[int]) -> tuple[list[str], list[int], list[int]]:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(text):
        if char in _INVISIBLE:
            continue
        if unicodedata.combining(char) and chars:
            composed = unicodedata.normalize("NFC", chars[-1] + char)
            chars[-1] = composed if len(composed) == 1 else chars[-1]
            ends[-1] = at + 1
            continue
        if at in joints:
            chars.append("\n")
            starts.append(at)
            ends.append(at)
        chars.append(char)
        starts.append(at)
        ends.append(at + 1)
    return chars, starts, ends


def containing(starts: list[int], position: int) -> int:
    """Return the index of the last start at or before a position."""
    return max(bisect_right(starts, position) - 1, 0)
