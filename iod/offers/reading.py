"""What the engine reads in an offer and asks about it, kept as rows."""

import re
from decimal import Decimal, InvalidOperation
from itertools import count

import matching
from iod import db
from iod.offers.models import Decision, Flag, LedgerLine, Necessity, Offer, Requirement, Step
from iod.offers.peers import shares
from iod.reference import dated
from matching import types as engine
from matching.occupation import occupation_of
from matching.reference import load

# A requirement that was moved to learning or is only welcome no longer bars the way.
ENGINE_KINDS = frozenset(map(str, engine.Kind))  # a know-how typed by hand is none of them
SOFT = {Necessity.LEARNABLE, Necessity.WISHED}


def read_text(offer: Offer) -> None:
    """Read the requirements out of the text; keep the rows somebody has worked on.

    A row that was read before and is still in the text keeps its history; one that has gone from
    the text and that nobody touched disappears with it.
    """
    offer.unread_language = ""
    try:
        found = matching.read(offer.text, title=offer.title) if offer.text else []
    except engine.UnsupportedLanguage as error:
        offer.unread_language, found = error.language, []
    offer.read_at = db.now()
    before = {(r.kind, r.asked.casefold(), n): r for r, n in _numbered(offer.requirements)}
    fresh = [_row(offer, reading) for reading in found]
    rows = []
    for row, n in _numbered(fresh):
        known = before.pop((row.kind, row.asked.casefold(), n), None)
        if known is not None:
            known.start, known.end = row.start, row.end
        rows.append(known or row)
    for left in before.values():
        if left.start is None or left.necessity is not None or left.tasks:
            left.start = left.end = None  # typed by hand, or worked on: it stays, without its place
            rows.append(left)
    for position, row in enumerate(rows):
        row.position = position
    offer.requirements = rows
    _fill_terms(offer)
    if not offer.occupation_id and (occupation := occupation_of(offer.title)) is not None:
        offer.occupation_id = occupation.id


def _numbered(rows: list[Requirement]) -> list[tuple[Requirement, int]]:
    """Number the mentions that read alike, so that a repeated one is not lost."""
    counters: dict[tuple[str, str], count[int]] = {}
    return [
        (row, next(counters.setdefault((row.kind, row.asked.casefold()), count()))) for row in rows
    ]


def _row(offer: Offer, reading: engine.Requirement) -> Requirement:
    asked = " ".join(offer.text[reading.start : reading.end].split())
    organisation = offer.organisation_id
    first = LedgerLine(organisation_id=organisation, step=Step.ASKED, wording=asked, actor_name="")
    return Requirement(
        organisation_id=organisation,
        kind=str(reading.kind),
        asked=asked,
        value=reading.value,
        modality=str(reading.modality),
        start=reading.start,
        end=reading.end,
        criterion=reading.criterion or "",
        lawful=reading.lawful,
        ledger=[first],
    )


def _fill_terms(offer: Offer) -> None:
    """Carry the terms read in the text to the conditions nobody has filled in yet."""
    for row in offer.requirements:
        if row.kind == "contract" and not offer.contract:
            offer.contract = row.value.split("+")[0]
        elif row.kind == "hours" and offer.weekly_hours is None:
            if match := re.fullmatch(r"(\d+(?:\.\d+)?)/w", row.value):
                offer.weekly_hours = Decimal(match[1])
        elif row.kind == "pay" and offer.pay_low is None:
            _fill_pay(offer, row.value)


def _fill_pay(offer: Offer, value: str) -> None:
    match = re.fullmatch(r"([\d.]+)(?:-([\d.]+))?/([hm])", value)
    if not match:
        return
    try:
        offer.pay_low = Decimal(match[1])
        offer.pay_high = Decimal(match[2]) if match[2] else None
    except InvalidOperation:
        return
    offer.pay_unit = match[3]


def as_engine_sees(offer: Offer) -> engine.Offer:
    """Return an offer as the engine's plain values, with what was agreed so far."""
    holder = engine.Holder(
        eqf=offer.holder_eqf,
        years=float(offer.holder_years) if offer.holder_years is not None else None,
        languages=offer.holder_languages or {},
    )
    asked_holder = offer.holder_eqf is not None or offer.holder_years is not None
    return engine.Offer(
        text=offer.text,
        title=offer.title,
        occupation=_occupation(offer),
        peers=shares(offer),
        requirements=tuple(
            _demand(offer, r) for r in offer.requirements if r.stays and r.kind in ENGINE_KINDS
        ),
        tasks=tuple(
            engine.Task(
                id=str(t.id),
                text=t.text,
                frequency=str(t.frequency),
                share=t.share,
                tools=t.tools,
                skills=tuple(t.skills or ()),
                learnable=t.learnable,
            )
            for t in offer.tasks
        ),
        pay=_pay(offer),
        weekly_hours=float(offer.weekly_hours) if offer.weekly_hours is not None else None,
        contract=offer.contract,
        rota=True if offer.timetable else None,
        access=offer.site.reachable if offer.site else None,
        holder=holder if asked_holder or offer.holder_languages else None,
        floor=dated.floor_on(db.now().date(), offer.organisation_id),
        levels=dated.levels_for(offer.organisation_id, db.now().date()),
    )


def _occupation(offer: Offer) -> engine.Occupation | None:
    """Return the occupation somebody chose or the title named; None lets the engine look."""
    row = load().occupations.get(offer.occupation_id)
    if row is None:
        return None
    return engine.Occupation(isco=row.isco, id=row.id, regulated=row.regulated)


def _pay(offer: Offer) -> engine.Pay | None:
    if offer.pay_low is None:
        return None
    high = float(offer.pay_high) if offer.pay_high is not None else None
    return engine.Pay(
        low=float(offer.pay_low),
        high=high,
        unit=offer.pay_unit,
        joint_committee=offer.joint_committee,
    )


def _demand(offer: Offer, row: Requirement) -> engine.Requirement:
    modality = "preferred" if row.necessity in SOFT else row.modality
    linked = tuple(str(t.id) for t in row.tasks)
    looked_at = row.necessity is not None or bool(linked)
    return engine.Requirement(
        kind=engine.Kind(row.kind),
        value=row.agreed_value or row.value,
        modality=engine.Modality(modality),
        start=row.start,
        end=row.end,
        criterion=row.criterion or None,
        lawful=row.lawful,
        tasks=linked if looked_at and offer.tasks else None,
    )


def raise_flags(offer: Offer) -> None:
    """Replace the open flags of an offer by what the rules say today; decided ones stay."""
    db.session.flush()
    decided = [flag for flag in offer.flags if flag.decision is not Decision.OPEN]
    answered = {(flag.rule, flag.quote) for flag in decided}
    found = [] if offer.unread_language else matching.analyse(as_engine_sees(offer))
    by_place = {(r.start, r.end, r.kind): r for r in offer.requirements}
    fresh = [_flag(offer, f, by_place) for f in found]
    offer.flags = decided + [flag for flag in fresh if (flag.rule, flag.quote) not in answered]
    for position, flag in enumerate(offer.flags):
        flag.position = position
    db.session.flush()


def _flag(
    offer: Offer,
    found: engine.Flag,
    by_place: dict[tuple[int | None, int | None, str], Requirement],
) -> Flag:
    about = found.requirement
    row = by_place.get((about.start, about.end, str(about.kind))) if about else None
    return Flag(
        organisation_id=offer.organisation_id,
        requirement=row,
        rule=found.rule,
        family=str(found.family),
        severity=found.severity,
        quote=offer.text[found.start : found.end] if found.start is not None else "",
        start=found.start,
        end=found.end,
        evidence=[{"source": e.source, "name": e.name, "value": e.value} for e in found.evidence],
        clears=list(found.clears),
        decision=Decision.OPEN,
    )
