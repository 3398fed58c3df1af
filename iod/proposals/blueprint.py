"""Where the pages of this slice hang, and how each finds its rows."""

import uuid
from typing import TypeVar

from flask import Blueprint
from flask_login import current_user

from iod import db
from iod.accounts.models import Owned
from iod.candidates.models import Candidate
from iod.offers.models import Offer
from iod.proposals.portfolios import with_portfolio

bp = Blueprint("proposals", __name__, url_prefix="/proposals")
Row = TypeVar("Row", bound=Owned)


def load(model: type[Row], row_id: uuid.UUID) -> Row:
    """Return one row of the member's team, or answer 404."""
    return db.one_or_404(model.visible_to(current_user).where(model.id == row_id))  # type: ignore[attr-defined]


def load_offer(offer_id: uuid.UUID) -> Offer:
    """Return one offer of the member's team, or answer 404."""
    return load(Offer, offer_id)


def load_person(candidate_id: uuid.UUID) -> Candidate:
    """Return one person of the member's team with all that a comparison reads, or answer 404."""
    query = Candidate.visible_to(current_user).where(Candidate.id == candidate_id)
    return db.one_or_404(with_portfolio(query))
