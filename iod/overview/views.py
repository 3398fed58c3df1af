"""Pages."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from iod.access import Role, allow

bp = Blueprint("overview", __name__, url_prefix="/home")


@bp.get("/")
@allow(Role.COACH, Role.MANAGER)
def home() -> ResponseReturnValue:
    """Show the first page of this stage."""
    return render_template("overview/home.html")
