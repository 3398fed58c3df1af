"""Pages."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from iod.access import Role, allow

bp = Blueprint("employers", __name__, url_prefix="/employers")


@bp.get("/")
@allow(Role.COACH, Role.MANAGER)
def index() -> ResponseReturnValue:
    """Show the first page of this stage."""
    return render_template("employers/index.html")
