"""What a text must hold for a pattern to match: the key to looking only where it is worth it."""

import re

DIGIT = "\\d"  # stands for any digit
_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<\w+>|\(\?(?:<[=!]|[:=!])|\{[^}]*\}\??|[?*+]\??|.",
    re.DOTALL,
)
_ZERO_WIDTH = frozenset({"\\b", "\\B", "^", "$"})
_DIGITS = frozenset({"\\d", "[0-9]", "[1-9]", *"0123456789"})
_LOOKS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
_SHORTEST = 3
_NONE: frozenset[str] = frozenset()


def needs(source: str) -> tuple[str, ...]:
    r"""Return words of which every match holds at least one, () when none is sure.

    >>> needs(r"\bsens (?:du|de la) (?:contact|relation)s?\b")
    ('sens ',)
    >>> needs(r"(?:week-?end|dimanche)s?")
    ('dimanche', 'week')
    >>> needs(r"a?b*")
    ()
    """
    found, _ = _either(_TOKEN.findall(source), 0)
    return tuple(sorted(found))


def _either(tokens: list[str], at: int) -> tuple[frozenset[str], int]:
    """Read alternatives up to a closing bracket: all must need something."""
    branches = []
    while True:
        branch, at = _sequence(tokens, at)
        branches.append(branch)
        if at >= len(tokens) or tokens[at] != "|":
            break
        at += 1
    return (frozenset().union(*branches) if all(branches) else frozenset()), at


def _sequence(tokens: list[str], at: int) -> tuple[frozenset[str], int]:
    """Read one alternative and return the best of what its parts need."""
    options: list[frozenset[str]] = []
    run = ""
    while at < len(tokens) and tokens[at] not in ("|", ")"):
        unit = tokens[at]
        inner, at = _group(tokens, at) if unit.startswith("(") else (_digit(unit), at + 1)
        optional, repeated, at = _quantifier(tokens, at)
        if unit in _ZERO_WIDTH:
            continue
        literal = "" if optional else _literal(unit)
        run += literal
        options.append(_NONE if optional else inner)
        if not literal or repeated:
            options.append(frozenset({run}))
            run = ""
    options.append(frozenset({run}))
    best = max(options, key=_worth)
    return (best if _worth(best) else _NONE), at


def _group(tokens: list[str], at: int) -> tuple[frozenset[str], int]:
    """Read a bracket; what only looks around is not part of the match."""
    inner, end = _either(tokens, at + 1)
    return (_NONE if tokens[at] in _LOOKS else inner), end + 1


def _quantifier(tokens: list[str], at: int) -> tuple[bool, bool, int]:
    """Return whether what stands before is optional, whether it repeats, and what follows."""
    if at >= len(tokens) or tokens[at][0] not in "?*+{":
        return False, False, at
    unit = tokens[at]
    return unit[0] in "?*" or unit.startswith(("{0", "{,")), True, at + 1


def _literal(unit: str) -> str:
    if unit[0] in "([":
        return ""
    if len(unit) == 1 and unit not in ".^$":
        return unit
    return unit[1] if unit[0] == "\\" and not unit[1].isalnum() else ""


def _digit(unit: str) -> frozenset[str]:
    return frozenset({DIGIT}) if unit in _DIGITS else _NONE


def _worth(option: frozenset[str]) -> int:
    """Say how much a set of words narrows the search: long words, few of them."""
    if not option or min(3 if word == DIGIT else len(word) for word in option) < _SHORTEST:
        return 0
    shortest = min(1 if word == DIGIT else len(word) for word in option)
    return max(1, 100 * min(shortest, 5) - len(option))
