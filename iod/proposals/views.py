"""Pages."""

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from iod.access import Role, allow

bp = Blueprint("proposals", __name__, url_prefix="/proposals")


@bp.get("/offers/<uuid:offer_id>")
@allow(Role.COACH, Role.MANAGER)
def shortlist(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Show who can be led to a post."""
    return str(offer_id)
