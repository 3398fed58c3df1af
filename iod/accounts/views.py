"""Pages about the team, and the door for those who come on a link."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from iod import db
from iod.access import Role, allow
from iod.accounts import services, signin
from iod.accounts.forms import ROLE_WORDS, MemberForm
from iod.accounts.models import LinkPurpose, User
from iod.mail import Mail

bp = Blueprint("accounts", __name__)

PAGES = {
    LinkPurpose.REVIEW: ("reviews.employer_page", "review_id"),
    LinkPurpose.PERSON: ("candidates.own_page", "candidate_id"),
    LinkPurpose.VOICE: ("placements.voice", "voice_id"),
}


@bp.get("/l/<token>")
@allow(Role.PUBLIC)
def follow(token: str) -> ResponseReturnValue:
    """Exchange a link for a session and a clean address; opening it changes nothing."""
    link = services.find_link(token)
    if link is None:
        return render_template("accounts/no_link.html", link=None), 404
    if not link.is_open():
        return render_template("accounts/no_link.html", link=link), 410
    signin.enter(link)
    endpoint, name = PAGES[link.purpose]
    values: dict[str, Any] = {name: link.target_id}
    return redirect(url_for(endpoint, **values))


@bp.route("/team", methods=["GET", "POST"])
@allow(Role.MANAGER, Role.ADMINISTRATOR)
def team() -> ResponseReturnValue:
    """List the members, and invite one more."""
    form = MemberForm()
    form.offer_roles(current_user.role)
    if form.validate_on_submit() and form.attempt(
        signin.invite,
        form.name.data,
        form.email.data,
        form.role.data,
        by=current_user,
    ):
        flash(_("Invitation sent to %(address)s.", address=form.email.data), "success")
        return redirect(url_for("accounts.team"))
    users = list(db.session.scalars(User.visible_to(current_user)))
    return render_template("accounts/team.html", form=form, users=users, words=ROLE_WORDS)


@bp.get("/outbox")
@allow(Role.MANAGER, Role.ADMINISTRATOR)
def outbox() -> ResponseReturnValue:
    """Show what was sent to whom, and what waits."""
    mine = select(Mail).where(Mail.organisation_id == current_user.organisation_id)
    mails = list(db.session.scalars(mine.order_by(Mail.created_at.desc()).limit(200)))
    return render_template("accounts/outbox.html", mails=mails)
