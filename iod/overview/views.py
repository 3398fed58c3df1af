"""The first page of the day, and the board."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_login import current_user

from iod.access import Role, allow
from iod.overview import services
from iod.overview.lines import Turn
from iod.placements import labels
from iod.reviews.services import Standing
from iod.web import today

bp = Blueprint("overview", __name__, url_prefix="/home")

STANDINGS = {
    Standing.NOT_SENT: _("In preparation"),
    Standing.WAITING: _("With the employer"),
    Standing.ANSWERED: _("Employer has answered"),
    Standing.APPROVED: _("Approved"),
    Standing.OUTDATED: _("Changed since the approval"),
}


def whole_team() -> bool:
    """Tell whether the visitor asks for the team's lines and not only her own."""
    return "team" in request.args


@bp.get("/")
@allow(Role.COACH, Role.MANAGER)
def home() -> ResponseReturnValue:
    """Show whose turn it is."""
    mine = not whole_team()
    found = services.home(current_user, mine=mine, today=today())
    return render_template("overview/home.html", home=found, mine=mine, Turn=Turn)


@bp.get("/board")
@allow(Role.COACH, Role.MANAGER)
def board() -> ResponseReturnValue:
    """Show people waiting, open posts and people in post, like the board on the wall."""
    mine = "mine" in request.args
    return render_template(
        "overview/board.html",
        board=services.board(current_user, mine=mine, today=today()),
        mine=mine,
        labels=labels,
        standings=STANDINGS,
    )
