"""Build flags and the evidence they rest on."""

from matching.types import Evidence, Family, Flag, Offer, Requirement, Span


def quoted(offer: Offer, row: Requirement) -> Evidence:
    """Return a requirement as evidence: the employer's words, or the value typed by hand."""
    if row.start is None or row.end is None:
        return Evidence(source="field", name=f"requirement:{row.kind}", value=row.value)
    return passage(offer, str(row.kind), (row.start, row.end))


def passage(offer: Offer, name: str, span: Span) -> Evidence:
    """Return words of the offer as evidence."""
    start, end = span
    return Evidence(source="text", name=name, value=offer.text[start:end], start=start, end=end)


def stated(name: str, value: object = "") -> Evidence:
    """Return a field of the offer as evidence; an empty value says that the field is empty."""
    return Evidence(source="field", name=name, value=f"{value}")


def flag(
    rule: str,
    family: Family,
    severity: int,
    *evidence: Evidence,
    row: Requirement | None = None,
    clears: tuple[str, ...],
) -> Flag:
    """Return a flag that stands where its first quoted evidence stands."""
    first = next((item for item in evidence if item.start is not None), None)
    return Flag(
        rule=rule,
        family=family,
        severity=severity,
        start=first.start if first else None,
        end=first.end if first else None,
        requirement=row,
        evidence=evidence,
        clears=clears,
    )
