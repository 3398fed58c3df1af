"""The realistic profile: what both sides agree on, and the fingerprint of exactly that."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from iod.offers.models import Offer, Requirement

TERMS = {"pay", "contract", "hours"}


def demands(offer: Offer) -> list[Requirement]:
    """Return what the offer asks of a person, without the terms it gives."""
    return [r for r in offer.requirements if r.modality != "offered" and r.kind not in TERMS]


def terms(offer: Offer) -> list[Requirement]:
    """Return the terms the text gives: pay, contract, hours."""
    kept = demands(offer)
    return [r for r in offer.requirements if r not in kept]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def profile(offer: Offer) -> dict[str, Any]:
    """Return the profile as plain values, the same for the same agreement."""
    return {
        "title": offer.title,
        "employer": offer.employer.name,
        "site": offer.site.town if offer.site else "",
        "openings": offer.openings,
        "tasks": [
            {"text": t.text, "frequency": str(t.frequency), "share": t.share} for t in offer.tasks
        ],
        "requirements": [
            {
                "id": str(r.id),
                "kind": r.kind,
                "asked": r.asked,
                "wording": r.wording if r.stays else "",
                "value": (r.agreed_value or r.value) if r.stays else "",
                "necessity": str(r.necessity or "strict"),
                "learnable_days": r.learnable_days,
                "helper": r.helper,
            }
            for r in demands(offer)
        ],
        "conditions": {
            "contract": offer.contract,
            "weekly_hours": _amount(offer.weekly_hours),
            "pay_low": _amount(offer.pay_low),
            "pay_high": _amount(offer.pay_high),
            "pay_unit": offer.pay_unit if offer.pay_low else "",
            "joint_committee": offer.joint_committee,
            "timetable": offer.timetable,
            "hours": sorted(offer.hours or []),
            "starts_on": _text(offer.starts_on),
            "safety": offer.safety,
        },
        "integration": {
            "tutor": offer.tutor,
            "first_day": offer.first_day,
            "training": offer.training,
        },
    }


def _amount(value: Decimal | None) -> str:
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def fingerprint(profile: dict[str, Any]) -> str:
    """Return the SHA-256 of a profile written in one canonical way."""
    text = json.dumps(profile, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def short(fingerprint: str) -> str:
    """Return the part of a fingerprint that people compare by eye.

    >>> short("a1b2c3d4e5f60718")
    'A1B2-C3D4-E5F6'
    """
    return "-".join(fingerprint[i : i + 4].upper() for i in (0, 4, 8))
