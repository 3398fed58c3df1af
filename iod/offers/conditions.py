"""Pages about the terms of an offer, the welcome, who does it today, and who follows it."""

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from iod.access import Role, allow
from iod.accounts.services import members
from iod.offers import services
from iod.offers.forms import CloseForm, ConditionsForm, HandOverForm, HolderForm, WelcomeForm
from iod.offers.models import Offer, Status
from iod.offers.views import back_to, bp, load
from iod.web import EditForm


def page(offer: Offer, form: EditForm, part: str) -> ResponseReturnValue:
    """Show one form of the analysis, or keep it and go back."""
    if form.validate_on_submit():
        fill(offer, form)
        if form.attempt(services.save_conditions, offer, by=current_user):
            return back_to(offer, part)
    return render_template("offers/part.html", form=form, offer=offer, part=part)


def fill(offer: Offer, form: Any) -> None:
    """Carry what was typed onto the offer."""
    if isinstance(form, HolderForm):
        offer.holder_eqf, offer.holder_years = form.holder_eqf.data, form.holder_years.data
        spoken = form.language.data
        level = form.language_level.data
        offer.holder_languages = {spoken: level} if spoken and level else {}
        return
    if isinstance(form, ConditionsForm):
        months = form.contract_months.data
        offer.contract = form.contract_kind.data + (f":{months}m" if months else "")
    for field in form:
        if field.name not in ("csrf_token", "version", "contract_kind", "contract_months"):
            default = [] if field.name == "hours" else ""
            plain = field.type in ("DecimalField", "DateField", "IntegerField")
            setattr(offer, field.name, field.data if plain else field.data or default)


@bp.route("/<uuid:offer_id>/conditions", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def conditions(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Write down contract, hours, pay and timetable."""
    offer = load(offer_id)
    form = ConditionsForm(obj=offer)
    if request.method == "GET":
        kind, _sep, length = offer.contract.partition(":")
        form.contract_kind.data = kind
        form.contract_months.data = int(length[:-1]) if length[:-1].isdigit() else None
    return page(offer, form, "conditions")


@bp.route("/<uuid:offer_id>/welcome", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def welcome(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Write down who and what helps a newcomer."""
    offer = load(offer_id)
    return page(offer, WelcomeForm(obj=offer), "welcome")


@bp.route("/<uuid:offer_id>/holder", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def holder(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Write down what the person who does it today had when hired."""
    offer = load(offer_id)
    form = HolderForm(obj=offer)
    form.offer_languages()
    if request.method == "GET":
        spoken, level = next(iter((offer.holder_languages or {}).items()), ("", ""))
        form.language.data, form.language_level.data = spoken, level
    return page(offer, form, "holder")


@bp.route("/<uuid:offer_id>/hand-over", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def hand_over(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Give an offer to another member of the team, with a second."""
    offer = load(offer_id)
    team = members(current_user, Role.COACH, Role.MANAGER)
    form = HandOverForm(responsible=offer.responsible_id, second=offer.second_id)
    form.offer_members(team)
    if form.validate_on_submit():
        by_id = {m.id: m for m in team}
        second = by_id.get(form.second.data) if form.second.data else None
        if form.attempt(
            services.hand_over, offer, by_id[form.responsible.data], second, by=current_user
        ):
            flash(_("%(name)s now follows this offer.", name=offer.responsible.name), "success")
            return redirect(url_for("offers.show", offer_id=offer.id))
    return render_template("offers/hand_over.html", form=form, offer=offer)


@bp.post("/<uuid:offer_id>/status")
@allow(Role.COACH, Role.MANAGER)
def status(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Close an offer, or open it again."""
    offer = load(offer_id)
    form = CloseForm()
    wanted = request.form.get("status", "")
    if wanted not in set(Status) or not form.attempt(
        services.close, offer, Status(wanted), by=current_user
    ):
        flash(_("This offer cannot be changed that way."), "danger")
    return redirect(url_for("offers.show", offer_id=offer.id))
