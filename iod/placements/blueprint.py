"""Where the pages of this slice hang, and how each finds its row."""

import uuid

from flask import Blueprint, abort
from flask_login import current_user
from sqlalchemy.orm import joinedload

from iod import db
from iod.access import Role
from iod.candidates.models import Side
from iod.placements import services
from iod.placements.models import FollowUp, Placement

bp = Blueprint("placements", __name__, url_prefix="/placements")
TEAM = (Role.COACH, Role.MANAGER)


def load(placement_id: uuid.UUID) -> Placement:
    """Return one placement of the member's team with its plan, or answer 404."""
    query = Placement.visible_to(current_user).where(Placement.id == placement_id)
    return db.one_or_404(services.with_plan(query))


def load_point(point_id: uuid.UUID) -> FollowUp:
    """Return one point of a plan of the member's team, or answer 404."""
    query = FollowUp.visible_to(current_user).where(FollowUp.id == point_id)
    return db.one_or_404(query.options(joinedload(FollowUp.placement)))


def load_side(name: str) -> Side:
    """Return one of the two sides that are asked apart, or answer 404."""
    if name not in {Side.WORKER, Side.EMPLOYER}:
        abort(404)
    return Side(name)
