"""The person's own page, on her link; and the link itself, given by the team."""

import uuid

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from iod import db
from iod.access import Role, allow
from iod.accounts import services as accounts
from iod.accounts import signin
from iod.accounts.models import LinkPurpose
from iod.candidates import services, words
from iod.candidates.blueprint import bp, load
from iod.candidates.models import AbilityKind, Candidate, WishKind
from iod.web import absolute, qr_code


@bp.get("/own/<uuid:candidate_id>")
@allow(Role.WORKER)
def own_page(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Show a person all that is kept of her, but the team's private notes."""
    signin.link_to(candidate_id, LinkPurpose.PERSON)
    candidate = db.session.get_one(Candidate, candidate_id)
    return render_template(
        "candidates/own_page.html",
        candidate=candidate,
        census=services.census(candidate),
        words=words,
        Ability=AbilityKind,
        Wish=WishKind,
    )


@bp.get("/<uuid:candidate_id>/link")
@allow(Role.COACH, Role.MANAGER)
def link(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Show the links to her own page; the address of a new one is shown once."""
    candidate = load(candidate_id)
    fresh = session.pop("fresh_link", None)
    path = fresh["path"] if fresh and fresh["for"] == str(candidate_id) else None
    return render_template(
        "candidates/link.html",
        candidate=candidate,
        links=accounts.open_links(candidate.id),
        address=absolute(path) if path else None,
        picture=qr_code(absolute(path)) if path else None,
    )


@bp.post("/<uuid:candidate_id>/link/new")
@allow(Role.COACH, Role.MANAGER)
def give_link(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Make a link to her own page."""
    candidate = load(candidate_id)
    token = services.give_link(candidate, by=current_user)
    session["fresh_link"] = {
        "for": str(candidate_id),
        "path": url_for("accounts.follow", token=token),
    }
    return redirect(url_for("candidates.link", candidate_id=candidate_id))


@bp.post("/<uuid:candidate_id>/link/close")
@allow(Role.COACH, Role.MANAGER)
def close_links(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Close every link to her own page."""
    services.close_links(load(candidate_id), by=current_user)
    flash(_("Her links are closed."), "success")
    return redirect(url_for("candidates.link", candidate_id=candidate_id))
