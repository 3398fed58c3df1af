"""Pages about one point of the plan: what it is, another day, held."""

import uuid

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from iod import audit
from iod.access import allow
from iod.placements import labels, meetings, services
from iod.placements.blueprint import TEAM, bp, load_point
from iod.placements.forms import HeldForm, MoveForm
from iod.placements.models import FollowUp, FollowUpKind
from iod.placements.voices import TOPICS, voice_of


@bp.route("/points/<uuid:point_id>", methods=["GET", "POST"])
@allow(*TEAM)
def point(point_id: uuid.UUID) -> ResponseReturnValue:
    """Show one point, and hold a call or a visit."""
    row = load_point(point_id)
    form = HeldForm(obj=row) if row.held_on else HeldForm()
    if form.validate_on_submit() and form.attempt(
        services.hold_point,
        row,
        held_on=form.held_on.data,
        summary=form.summary.data,
        by=current_user,
    ):
        return redirect(url_for("placements.show", placement_id=row.placement_id))
    audit.read(row.placement.candidate_id, "point", by=current_user)
    if row.kind is FollowUpKind.TRIPARTITE:
        return render_template("placements/meeting.html", **page_of(row))
    return render_template("placements/point.html", form=form, **page_of(row))


def page_of(row: FollowUp) -> dict[str, object]:
    """Return what the page of a point shows."""
    return {
        "point": row,
        "placement": row.placement,
        "sides": {side: voice_of(row, side) for side in TOPICS},
        "sheet": meetings.sheet(row.id, row.organisation_id),
        "labels": labels,
    }


@bp.route("/points/<uuid:point_id>/move", methods=["GET", "POST"])
@allow(*TEAM)
def move(point_id: uuid.UUID) -> ResponseReturnValue:
    """Give a point another day."""
    row = load_point(point_id)
    form = MoveForm(due_on=row.due_on)
    if form.validate_on_submit() and form.attempt(
        services.move_point,
        row,
        due_on=form.due_on.data,
        reason=form.reason.data,
        by=current_user,
    ):
        return redirect(url_for("placements.show", placement_id=row.placement_id))
    return render_template("placements/move.html", form=form, **page_of(row))
