"""Where the pages of this slice hang, and how each finds its person."""

import uuid

from flask import Blueprint
from flask_login import current_user

from iod import db
from iod.candidates.models import Candidate

bp = Blueprint("candidates", __name__, url_prefix="/candidates")


def load(candidate_id: uuid.UUID) -> Candidate:
    """Return one person followed by the member's team, or answer 404."""
    return db.one_or_404(Candidate.visible_to(current_user).where(Candidate.id == candidate_id))
