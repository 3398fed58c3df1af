"""Pages about who can be led to an offer, and which offers a person can choose from."""

import uuid

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from iod import audit
from iod.access import Role, allow
from iod.proposals import (
    carvings,
    choosing,
    opening,
    presentations,
    presenting,
    sentences,
    services,
)
from iod.proposals import shortlist as matches
from iod.proposals.blueprint import bp, load_offer, load_person
from iod.proposals.forms import OUTCOMES, PassOverForm
from iod.reviews.services import shown_opening
from iod.web import Page

__all__ = ["bp", "choosing", "presenting"]
SHOWN = 10  # people of one group on the first page; the others are one click away
SIZE = 30  # people on a page of one group


@bp.get("/offers/<uuid:offer_id>")
@allow(Role.COACH, Role.MANAGER)
def shortlist(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Show who can be led to an offer, in three groups, and what each demand costs."""
    offer = load_offer(offer_id)
    return render_template(
        "proposals/shortlist.html",
        offer=offer,
        found=matches.for_offer(offer, current_user, first=SHOWN),
        effect=opening.effect(offer, current_user) if offer.tasks else None,
        employer_sees=shown_opening(offer),
        piled_up=carvings.piled_up(offer),
        passed=services.passed_over(offer),
        chosen=services.chosen(offer),
        presentations=presentations.presentations(offer),
        clock=presentations.clock(offer),
        outcomes=OUTCOMES,
        sentences=sentences,
    )


@bp.post("/offers/<uuid:offer_id>/opening")
@allow(Role.COACH, Role.MANAGER)
def show_opening(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Put the rounded counts on the employer's page."""
    offer = load_offer(offer_id)
    opening.show(offer, by=current_user)
    flash(_("The employer now reads it on the page of the profile."), "success")
    return redirect(url_for("proposals.shortlist", offer_id=offer.id, _anchor="opening"))


@bp.get("/offers/<uuid:offer_id>/carving")
@allow(Role.COACH, Role.MANAGER)
def carving(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Show other ways to cut the post, with what each would open."""
    offer = load_offer(offer_id)
    return render_template(
        "proposals/carving.html",
        offer=offer,
        drafts=carvings.carvings(offer, current_user),
        sentences=sentences,
    )


@bp.get("/offers/<uuid:offer_id>/groups/<name>")
@allow(Role.COACH, Role.MANAGER)
def group(offer_id: uuid.UUID, name: str) -> ResponseReturnValue:
    """Show everybody of one group, or everybody who is in none, page by page."""
    offer = load_offer(offer_id)
    if name not in matches.GROUPS:
        abort(404)
    which = matches.GROUPS[name]
    number = max(1, request.args.get("page", 1, type=int))
    people, total = matches.some_for_offer(
        offer, current_user, which, start=(number - 1) * SIZE, size=SIZE
    )
    return render_template(
        "proposals/group.html",
        offer=offer,
        heading=sentences.heading(which),
        about=sentences.about(which),
        page=Page(items=people, page=number, pages=max(1, -(-total // SIZE)), total=total),
        passed=services.passed_over(offer),
        chosen=services.chosen(offer),
        sentences=sentences,
    )


@bp.route("/offers/<uuid:offer_id>/people/<uuid:candidate_id>", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def compare(offer_id: uuid.UUID, candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Show how one person stands with one offer; write down why she is passed over."""
    offer, candidate = load_offer(offer_id), load_person(candidate_id)
    audit.read(candidate.id, "comparison", by=current_user)
    form = PassOverForm()
    if form.validate_on_submit() and form.attempt(
        services.pass_over, offer, candidate, form.reason.data, by=current_user
    ):
        flash(_("Written down."), "success")
        return redirect(url_for("proposals.shortlist", offer_id=offer_id))
    return render_template(
        "proposals/compare.html",
        form=form,
        offer=offer,
        candidate=candidate,
        found=matches.for_one(offer, candidate),
        sentences=sentences,
        passed=services.passed_over(offer).get(candidate.id),
        said_yes=candidate.id in services.chosen(offer),
        approved=presentations.clock(offer) is not None,
    )
