"""Pay: amounts, scales, vague promises and benefits."""

import re
from collections.abc import Iterator
from dataclasses import replace

from matching.document import Document
from matching.finding import Finding, listed, matches
from matching.lexicon import finder, pattern
from matching.readers.numbers import number, plain
from matching.types import Kind

_MONEY = tuple(
    finder("pay", form)
    for form in ("money", "money_after_sign", "money_in_hand", "money_without_sign")
)
_HOURLY = (12, 40)  # a bare amount with cents in these bounds is an hourly wage
_CURRENCY = re.compile(r"\d ?(?:€|eur)")
_HINTS = tuple((unit, pattern("pay", f"per_{unit}")) for unit in "hym")
_WAGE = pattern("pay", "wage")
_BENEFIT = pattern("pay", "benefit")
_NOT_PAY = pattern("pay", "not_pay")
_GAP = pattern("pay", "gap")


def read_pay(document: Document) -> Iterator[Finding]:
    """Yield the pay and the benefits, neighbours on one line joined."""
    found = [
        *_amounts(document),
        *(_scaled(document, f) for f in listed(document, "pay", Kind.PAY)),
    ]
    found.sort(key=lambda f: (f.start, -f.end))
    yield from _join(document, found)


def _scaled(document: Document, finding: Finding) -> Finding:
    """Put the step of a scale in its value ("échelle D4")."""
    if finding.value != "ech":
        return finding
    step = document.text[finding.start : finding.end].rpartition("echelle")[2]
    code = re.search(r"[a-f] ?\.?\d{1,2}$", step)
    return replace(finding, value=f"ech:{re.sub('[ .]', '', code[0]).upper()}") if code else finding


def _amounts(document: Document) -> Iterator[Finding]:
    text = document.text
    for match in (match for form in _MONEY for match in matches(document, form)):
        segment = document.segment(match.start())
        before = text[max(segment.start, match.start() - 60) : match.start()]
        after = text[match.end() : match.end() + 40]
        if _NOT_PAY.search(before) or re.match(
            r"\s?(?:de ca\b|d'investi|de chiffre|milli|million|d.achat)", after
        ):
            continue
        value = _wage(match, text, segment.start, segment.end)
        if _BENEFIT.search(before) and not re.search(
            r"\b(?:salaire|remuneration|taux horaire)[^,;]{0,12}$", before
        ):
            continue
        if value is None:
            continue
        start = match.start("it") if "it" in match.re.groupindex else match.start()
        yield Finding(kind=Kind.PAY, value=value, start=start, end=match.end(), keep=True)


def _wage(match: re.Match[str], text: str, left: int, right: int) -> str | None:
    low = number(match["low"]) + int(match["cents"] or 0) / 100
    high = number(match["high"]) if match["high"] else None
    if (
        high is not None
        and high >= 1000
        and low < 1000 <= low * 1000
        and (match["high"].rstrip().endswith("k"))
    ):
        low *= 1000
    if any((match[sign] or "").startswith("k") for sign in ("e1", "e2")):
        low, high = low * (1000 if low < 1000 else 1), high and high * (1000 if high < 1000 else 1)
    unit = next((name for name in "hmyd" if match[name]), None) or _unit(
        text, match, left, right, low
    )
    if unit is None:
        return None
    if unit == "d":
        return "km" if "k" in match["d"] else "prime"
    amount = plain(low) if high is None or high <= low else f"{plain(low)}-{plain(high)}"
    return f"{amount}/{unit}"


def _unit(text: str, match: re.Match[str], left: int, right: int, low: float) -> str | None:
    start, end = max(left, match.start() - 70), min(right, match.end() + 40)
    around = text[start:end]
    for unit, hint in _HINTS:
        if hint.search(around) and _plausible(low, unit):
            return unit
    if not _WAGE.search(around) and not match["gross"]:
        return "h" if _HOURLY[0] <= low <= _HOURLY[1] and "," in match["low"] else None
    return next((unit for unit in "hmy" if _plausible(low, unit)), None)


def _plausible(low: float, unit: str) -> bool:
    bounds = {"h": (5, 100), "m": (300, 9000), "y": (9000, 200_000)}[unit]
    return bounds[0] <= low <= bounds[1]


def _join(document: Document, found: list[Finding]) -> Iterator[Finding]:
    """Join amounts that make one wage, and bare benefits said in one breath."""
    run: list[Finding] = []
    for finding in found:
        if run and finding.start < run[-1].end:
            if _amount(finding) and finding.end > run[-1].end:
                run[-1] = finding
            continue
        if run and not _joined(document, run[-1], finding):
            yield from _merged(document, run)
            run = []
        run.append(finding)
    yield from _merged(document, run)


def _joined(document: Document, one: Finding, two: Finding) -> bool:
    same = document.segment(one.start) is document.segment(two.start)
    return (
        same
        and two.start - one.end <= 70
        and bool(_GAP.fullmatch(document.text, one.end, two.start))
    )


def _amount(finding: Finding) -> bool:
    return finding.value[0].isdigit() and "/" in finding.value


def _merged(document: Document, run: list[Finding]) -> Iterator[Finding]:
    """Yield one finding for a wage in parts or a list of benefits, else each for itself."""
    wages = [finding for finding in run if _amount(finding)]
    plain_list = len(run) > 2 and not wages and not _paid(document, run[0])
    same = len({finding.value for finding in run}) == 1
    if len(wages) > 1 and run[0] is wages[0]:
        last = run.index(wages[-1])
        yield replace(run[0], end=run[last].end)
        yield from run[last + 1 :]
    elif len(run) > 1 and (same or plain_list):
        yield replace(run[0], value=run[0].value if same else "avantages", end=run[-1].end)
    else:
        yield from run


def _paid(document: Document, finding: Finding) -> bool:
    """Tell whether an amount of money stands in the same segment."""
    segment = document.segment(finding.start)
    return bool(_CURRENCY.search(document.text, segment.start, segment.end))
