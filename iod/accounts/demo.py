"""The team of the demo."""

from typing import Any

from iod import db
from iod.access import Role
from iod.accounts import services
from iod.accounts.models import Organisation

SIGN_INS = {
    "coach@demo.example": "job coach",
    "manager@demo.example": "manager",
    "admin@demo.example": "administrator",
}
NAMES = {
    "coach@demo.example": ("Nadia Lambert", Role.COACH),
    "sarah@demo.example": ("Sarah Wouters", Role.COACH),
    "karim@demo.example": ("Karim Benali", Role.COACH),
    "manager@demo.example": ("Benoît Delvaux", Role.MANAGER),
    "admin@demo.example": ("Isabelle Noël", Role.ADMINISTRATOR),
}


def tell(story: Any) -> None:
    """Make one organisation with its team."""
    kept = services.hashed("trois mots simples")
    team = Organisation(name="MIRE de la Vesdre", settings={})
    db.session.add(team)
    story.told["team"] = team
    story.told["users"] = {
        email: services.add_user(team, email=email, name=name, role=role, password_hash=kept)
        for email, (name, role) in NAMES.items()
    }
