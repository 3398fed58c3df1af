"""Read the requirements of a job offer: ``read(text) -> list[Requirement]``."""

import re
from bisect import bisect_right
from itertools import accumulate, groupby

from matching.document import Document, Segment
from matching.finding import Finding, Taken, denied, modality_of, tail
from matching.language import check
from matching.readers import READERS
from matching.types import Kind, Modality, Requirement

_VAGUE = frozenset({"EQF?", "?", "PT/FT"})  # in a heading they are the name of a section
# ... unless it says more than a name: "Expérience en cuisine", "Diplôme de cuisinier".
_SAYS_MORE = re.compile(
    r" (?:en|dans|comme|de|du|d.|sur|chez|au) ?[a-z]{3}|exige|obligat|indispens|\batout|\bplus\b"
)
_ROTA = frozenset({"shift", "split", "night", "variable"})
_NEAR = 30  # characters between a rota and its clock times
_ORDER = {kind: rank for rank, kind in enumerate(Kind)}
_OFFERED = frozenset({Kind.PAY, Kind.CONTRACT, Kind.HOURS})
_DENIABLE = frozenset(
    {
        Kind.LANGUAGE,
        Kind.CERTIFICATE,
        Kind.LICENCE,
        Kind.VEHICLE,
        Kind.SOFTWARE,
        Kind.HEALTH,
        Kind.RESIDENCE,
    }
)
_STRETCHED = frozenset(
    {
        Kind.LANGUAGE,
        Kind.CERTIFICATE,
        Kind.DIPLOMA,
        Kind.EXPERIENCE,
        Kind.LICENCE,
        Kind.VEHICLE,
        Kind.SOFTWARE,
    }
)
_TALKED = frozenset(
    {Kind.CLICHE, Kind.CONTRACT, Kind.EXPERIENCE, Kind.SOFTWARE, Kind.DIPLOMA, Kind.HOURS}
)


def read(text: str, *, language: str = "fr", title: str = "") -> list[Requirement]:
    """Return the demands and terms of a job offer, in the order of the text.

    ``start``/``end`` are character offsets in ``text``; kinds and values are those of the guide in
    ``docs/engine.md``. ``language`` is a hint: the language is detected. ``title`` tells which
    designation the offer uses; nothing is read from it. Raises ``UnsupportedLanguage`` for a text
    in a language that is not read yet, ``ValueError`` when ``text`` is not a string.
    """
    for given in (text, title):
        _string(given)
    if not text.strip():
        return []
    check(text, hint=language)
    document = Document(text, title)
    if not document.segments:
        return []
    findings = [finding for reader in READERS for finding in reader(document)]
    return [_requirement(document, finding) for finding in resolve(document, findings)]


def _string(given: object) -> None:
    if not isinstance(given, str):
        raise ValueError("text and title must be strings")


def resolve(document: Document, findings: list[Finding]) -> list[Finding]:
    """Drop what is denied, boilerplate, or said twice on the same words."""
    kept = [finding for finding in findings if _stands(document, finding)]
    kept.sort(key=lambda f: (_ORDER[f.kind], f.start, -f.end, f.value))
    single = [
        finding
        for _, same in groupby(kept, key=lambda f: f.kind)
        for finding in _longest(list(same))
    ]
    rotas = Taken()
    for finding in single:
        if finding.kind is Kind.AVAILABILITY and _ROTA & set(finding.value.split("+")):
            rotas.add(finding.start, finding.end)
    single = [f for f in single if f.value != "clock" or not _spells_out(document, f, rotas)]
    demands = [f for f in single if f.kind is not Kind.CLICHE]
    covers = _Covers(demands)
    single = [f for f in single if f.kind is not Kind.CLICHE or not covers.hold(f)]
    return sorted(single, key=lambda f: (f.start, f.end, _ORDER[f.kind]))


def _stands(document: Document, finding: Finding) -> bool:
    if finding.kind in _TALKED and not finding.keep and document.segment(finding.start).talk:
        return False
    segment = document.segment(finding.start)
    if finding.value in _VAGUE and _names_section(document, segment, finding):
        return False
    return finding.kind not in _DENIABLE or not denied(document, finding.start, finding.end)


def _names_section(document: Document, segment: Segment, finding: Finding) -> bool:
    """Tell whether a vague finding is only the name of a section."""
    if not segment.heading:
        return finding.end <= segment.body
    labelled = ":" in document.text[segment.start : segment.end]
    return labelled or not _SAYS_MORE.search(document.text, finding.start, segment.end)


def _longest(same: list[Finding]) -> list[Finding]:
    """Keep the longest of overlapping findings (sorted by start, longest first)."""
    kept: list[Finding] = []
    for finding in same:
        if kept and finding.start < kept[-1].end:
            if finding.end - finding.start > kept[-1].end - kept[-1].start:
                kept[-1] = finding
            continue
        kept.append(finding)
    return kept


def _spells_out(document: Document, clock: Finding, rotas: Taken) -> bool:
    """Tell whether clock times only spell out a rota read as availability."""
    segment = document.segment(clock.start)
    return rotas.meets(max(segment.start, clock.start - _NEAR), min(segment.end, clock.end + _NEAR))


class _Covers:
    """Tell quickly whether a span lies inside one of many others."""

    def __init__(self, findings: list[Finding]) -> None:
        spans = sorted((f.start, f.end) for f in findings)
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def hold(self, finding: Finding) -> bool:
        before = bisect_right(self._starts, finding.start)
        return before > 0 and self._ends[before - 1] >= finding.end


def _requirement(document: Document, finding: Finding) -> Requirement:
    end = finding.end
    if finding.kind in _STRETCHED:
        end = tail(document, end)
    start, stop = document.copy.original(finding.start, end)
    modality = finding.modality
    if modality is None:
        modality = (
            Modality.OFFERED
            if finding.kind in _OFFERED
            else modality_of(document, finding.start, finding.end)
        )
    if finding.kind is Kind.CLICHE and not document.segment(finding.start).wished:
        modality = Modality.MANDATORY
    return Requirement(
        kind=finding.kind,
        value=finding.value,
        modality=modality,
        start=start,
        end=stop,
        criterion=finding.criterion,
        lawful=finding.lawful,
    )
