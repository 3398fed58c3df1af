"""What an offer gives and asks, in words for whoever chooses."""

from decimal import Decimal

from flask_babel import format_decimal, gettext

from iod.candidates import words
from iod.offers.models import Offer
from iod.offers.phrases import contract_words


def pay(offer: Offer) -> str:
    """Write the pay, "" when it is not known."""
    low, high = offer.pay_low, offer.pay_high
    if low is None and high is None:
        return ""
    amounts = " – ".join(
        _amount(value) for value in dict.fromkeys((low, high)) if value is not None
    )
    unit = gettext("gross an hour") if offer.pay_unit == "h" else gettext("gross a month")
    return f"{amounts} € {unit}"


def _amount(value: Decimal) -> str:
    return str(format_decimal(value, "#,##0.00"))


def hours(offer: Offer) -> str:
    """Write the hours a week and the times, "" when nothing is known."""
    said = []
    if offer.weekly_hours:
        number = format_decimal(offer.weekly_hours, "#,##0.##")
        said.append(str(gettext("%(number)s hours a week", number=number)))
    if offer.hours:
        said.append(words.hours_said(offer.hours))
    if offer.timetable:
        said.append(offer.timetable)
    return ". ".join(said)


def contract(offer: Offer) -> str:
    """Write the kind of contract and its length, "" when it is not known."""
    return contract_words(offer.contract)


def place(offer: Offer) -> str:
    """Write where it is and how one gets there."""
    if offer.site is None:
        return ""
    return ". ".join(part for part in (offer.site.town, offer.site.access) if part)
