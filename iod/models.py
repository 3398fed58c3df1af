"""Every table of the application, for whoever needs them all (migrations, checks, transfer)."""

from iod import audit, mail
from iod.accounts import models as accounts
from iod.candidates import changes
from iod.candidates import models as candidates
from iod.db import Base
from iod.employers import models as employers
from iod.offers import models as offers
from iod.placements import models as placements
from iod.proposals import models as proposals
from iod.reference import models as reference
from iod.reviews import models as reviews

__all__ = [
    "Base",
    "accounts",
    "audit",
    "candidates",
    "changes",
    "employers",
    "mail",
    "offers",
    "placements",
    "proposals",
    "reference",
    "reviews",
]
