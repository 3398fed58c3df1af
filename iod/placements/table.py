"""The meeting itself: the page on the table, the minutes, the text the three receive."""

import uuid

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from iod.access import allow
from iod.candidates.models import Side
from iod.placements import labels, meetings
from iod.placements.asking import address_of
from iod.placements.blueprint import TEAM, bp, load_point
from iod.placements.forms import MinutesForm
from iod.placements.models import FollowUp, FollowUpKind
from iod.web import day, today


def load_sheet(point_id: uuid.UUID) -> meetings.Sheet:
    """Return what the three may see of one meeting of the member's team, or answer 404."""
    return meetings.sheet(point_id, current_user.organisation_id) or abort(404)


@bp.get("/points/<uuid:point_id>/table")
@allow(*TEAM)
def on_the_table(point_id: uuid.UUID) -> ResponseReturnValue:
    """Show in large type what the three may see, and nothing else."""
    return render_template("placements/table.html", sheet=load_sheet(point_id), labels=labels)


@bp.get("/points/<uuid:point_id>/minutes/shared")
@allow(*TEAM)
def shared(point_id: uuid.UUID) -> ResponseReturnValue:
    """Show the shared minutes, to print or to send."""
    sheet = load_sheet(point_id)
    if sheet.minutes is None:
        abort(404)
    return render_template("placements/shared.html", sheet=sheet, labels=labels)


@bp.route("/points/<uuid:point_id>/minutes", methods=["GET", "POST"])
@allow(*TEAM)
def minutes(point_id: uuid.UUID) -> ResponseReturnValue:
    """Write the minutes of a meeting."""
    point = load_point(point_id)
    if point.kind is not FollowUpKind.TRIPARTITE:
        abort(404)
    form = MinutesForm(obj=point.minutes, held_on=point.held_on or today())
    if point.minutes is not None and not form.version.data:
        form.version.data = "0"  # opened before a colleague wrote them: show what she wrote
    if form.validate_on_submit() and form.attempt(write, point, form):
        return redirect(url_for("placements.shared", point_id=point_id))
    return render_template(
        "placements/minutes.html",
        form=form,
        point=point,
        sheet=load_sheet(point_id),
        labels=labels,
    )


def write(point: FollowUp, form: MinutesForm) -> None:
    """Keep the minutes as the form gives them."""
    meetings.save_minutes(
        point,
        held_on=form.held_on.data,
        said={name: form[name].data or "" for name in form.SAID},
        next_on=form.next_on.data,
        agreed=[
            meetings.Agreed(line.form.text.data, line.form.owner.data, line.form.due_on.data)
            for line in form.agreed
            if line.form.text.data
        ],
        by=current_user,
    )


@bp.post("/points/<uuid:point_id>/minutes/send")
@allow(*TEAM)
def send(point_id: uuid.UUID) -> ResponseReturnValue:
    """Send the shared minutes to those of the three who have an address."""
    point, sheet = load_point(point_id), load_sheet(point_id)
    if point.minutes is None:
        abort(404)
    known = {side: address_of(point, side) for side in (Side.WORKER, Side.EMPLOYER)}
    known[Side.COACH] = point.placement.responsible.email
    meetings.share_minutes(
        point.minutes,
        [address for address in known.values() if address],
        subject=_("Minutes of our meeting of %(day)s", day=day(sheet.held_on)),
        text=render_template("mail/minutes.txt", sheet=sheet, labels=labels),
        by=current_user,
    )
    without = [str(labels.SIDES[side]) for side, address in known.items() if not address]
    if without:
        flash(_("Sent. No address for: %(who)s. Print the page.", who=", ".join(without)))
    else:
        flash(_("Sent to the three."), "success")
    return redirect(url_for("placements.shared", point_id=point_id))
