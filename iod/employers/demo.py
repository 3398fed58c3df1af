"""The firms of the demo."""

import tomllib
from datetime import timedelta
from importlib.resources import files
from typing import Any

from iod.employers import services
from iod.employers.models import Contact, ContactKind, Employer, Site, Stage

SAID = (
    "Premier contact : peine à trouver quelqu’un qui reste. Ouvert à une visite.",
    "Visite de l’atelier, une heure. A montré le poste et présenté l’équipe.",
    "Rappelle que la dernière personne est partie pour des questions d’horaire, pas de travail.",
)
NEXT = (("Rappeler pour fixer la visite", 2), ("Envoyer le profil réaliste", -3), ("", 0))


def tell(story: Any) -> None:
    """Make the firms, their places, contacts and what was said."""
    users = story.told["users"]
    coaches = [
        users["coach@demo.example"],
        users["sarah@demo.example"],
        users["karim@demo.example"],
    ]
    firms = tomllib.loads((files("iod.employers") / "demo.toml").read_text("utf8"))["firm"]
    story.told["employers"] = {
        firm["key"]: _firm(story, firm, number, coaches[number % 3])
        for number, firm in enumerate(firms)
    }


def _firm(story: Any, told: dict[str, Any], number: int, coach: Any) -> Employer:
    employer = Employer(
        name=told["name"],
        activity=told["activity"],
        size=told["size"],
        joint_committee=told["joint_committee"],
        stage=Stage(told["stage"]),
    )
    services.save_employer(employer, by=coach)
    site = Site(**{k: told[k] for k in ("town", "post_code", "street", "access", "reachable")})
    services.add_site(employer, site, by=coach)
    name, function, phone, email = told["contact"]
    contact = Contact(name=name, function=function, phone=phone, email=email)
    services.add_contact(employer, contact, by=coach)
    if employer.stage is not Stage.TO_CALL:
        step, days = NEXT[number % 3]
        services.log_contact(
            employer,
            kind=(ContactKind.CALL, ContactKind.VISIT)[number % 2],
            held_on=story.today - timedelta(days=5 + 3 * number),
            said=SAID[number % 3],
            next_step=step,
            next_on=story.today + timedelta(days=days) if step else None,
            by=coach,
        )
        employer.stage = Stage(told["stage"])
    return employer
