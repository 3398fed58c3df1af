"""The offers of the demo, each taken apart as far as its stage says."""

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from itertools import islice
from typing import Any

from iod.offers import services
from iod.offers.models import Flag, Frequency, Necessity, Offer, Requirement, Task
from iod.offers.profile import demands

# What a coach and an employer usually come to, by kind of demand: (need, wording, level, reason).
COMMON: dict[str, tuple[Necessity, str, str, str]] = {
    "diploma": (
        Necessity.DROPPED,
        "",
        "",
        "Aucune tâche ne l’appelle ; la personne en place ne l’a pas.",
    ),
    "experience": (
        Necessity.LEARNABLE,
        "Apprendre le travail dans l’équipe",
        "",
        "Le geste s’apprend ici en quelques semaines.",
    ),
    "certificate": (
        Necessity.LEARNABLE,
        "",
        "",
        "L’employeur organise et paie la formation à l’entrée.",
    ),
    "language": (
        Necessity.STRICT,
        "Se faire comprendre en français au travail",
        "fr:A2",
        "Consignes orales simples ; rien à écrire.",
    ),
    "licence": (Necessity.DROPPED, "", "", "Personne ne conduit dans ce poste."),
    "vehicle": (
        Necessity.DROPPED,
        "",
        "",
        "Ce qui compte est d’être là à l’heure ; un bus ou une navette le permet.",
    ),
    "software": (Necessity.LEARNABLE, "", "", "Deux écrans à connaître, montrés le premier jour."),
    "availability": (Necessity.STRICT, "", "", "L’horaire est écrit et connu à l’avance."),
}
DROPPED = (Necessity.DROPPED, "", "", "Cela ne dit rien du travail ; retiré d’un commun accord.")
LEARNT_UP_TO = 45  # percent of the time: the rest is what one comes for
REGULATED = "Le titre est exigé par la loi pour ces gestes."
DRIVES = "La camionnette se conduit pour aller au chantier."


def tell(story: Any) -> None:
    """Capture the offers and take them apart."""
    told = tomllib.loads((files("iod.offers") / "demo.toml").read_text("utf8"))["offer"]
    story.told["offers"] = [_offer(story, each, n) for n, each in enumerate(told)]
    story.told["stages"] = {
        o.id: each["stage"] for o, each in zip(story.told["offers"], told, strict=True)
    }


def _offer(story: Any, told: dict[str, Any], number: int) -> Offer:
    employer = story.told["employers"][told["firm"]]
    coach = employer.responsible
    offer = Offer(
        employer=employer,
        site=employer.sites[0],
        contact=employer.contacts[0],
        title=told["title"],
        text=told["text"],
        openings=told.get("openings", 1),
    )
    old = told["stage"] in ("filled", "approved")
    captured = story.today - timedelta(days=(40 + 11 * number) if old else 3 + 2 * number)
    services.save_offer(offer, by=coach, captured_on=captured)
    for line in told["tasks"]:
        text, frequency, share = line.split("|")
        learnable = bool(told.get("tutor")) and int(share) <= LEARNT_UP_TO
        task = Task(
            text=text, frequency=Frequency(frequency), share=int(share), learnable=learnable
        )
        services.save_task(offer, task, by=coach)
    if not told["tasks"]:
        return offer
    offer.tutor = told["tutor"]
    if told["tutor"]:
        offer.first_day = (
            f"Accueil par {told['tutor']}, tour de la maison, vestiaire, consignes de sécurité, "
            "puis une heure au poste à deux."
        )
    if "holder" in told:
        offer.holder_eqf, years = told["holder"]
        offer.holder_years = Decimal(years)
    services.save_conditions(offer, by=coach)
    rows: Iterator[Requirement] = iter(demands(offer))
    if told["stage"] == "analysed":
        rows = islice(rows, 2)
    for row in rows:
        _discuss(offer, row, coach)
    if told["stage"] != "analysed":
        _settle_the_rest(offer, coach)
    return offer


def _discuss(offer: Offer, row: Requirement, coach: Any) -> None:
    need, wording, level, reason = COMMON.get(row.kind, DROPPED)
    driving = [t for t in offer.tasks if "onduire" in t.text]
    tasks = offer.tasks[:1]
    if row.kind == "certificate" and row.value.startswith(("VISA", "CASIER")):
        need, reason = Necessity.STRICT, REGULATED
    if row.kind == "licence" and (driving or "camionnette" in offer.text):
        need, reason, tasks = Necessity.STRICT, DRIVES, driving or tasks
    if row.kind == "language" and not row.value.startswith("fr"):
        need, wording, level, reason = DROPPED
    if row.modality == "preferred" and need is Necessity.STRICT:
        need = Necessity.WISHED
    services.discuss(
        row,
        need,
        agreed=wording or row.asked,
        agreed_value=level,
        tasks=tasks if need is not Necessity.DROPPED else [],
        learnable_days=20 if need is Necessity.LEARNABLE else None,
        helper=offer.tutor or offer.employer.contacts[0].name,
        reason=reason,
        by=coach,
    )


def _settle_the_rest(offer: Offer, coach: Any) -> None:
    """Answer the questions that no line answers, so that the profile can be approved."""
    open_flags: list[Flag] = [f for f in offer.flags if f.decision == "open"]
    for flag in open_flags:
        services.accept(flag, by=coach)
