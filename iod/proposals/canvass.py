"""Beyond the open offers: where a person's skills would serve, and what one paper would open."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select

from iod import db
from iod.accounts.models import User
from iod.candidates.models import Candidate
from iod.employers.models import Employer
from iod.offers.models import Offer
from iod.proposals.portfolios import portfolio
from iod.proposals.shortlist import offers_open_to, profile
from iod.reference import services as reference
from matching import Group, Need, Profile, State, offers_for, would_open

OCCUPATIONS = 8
GAINS = 5
LEARNT_SOON = ("certificate", "licence", "skill", "language")


@dataclass(frozen=True, slots=True)
class Field:
    """An occupation where her skills would serve: what she brings, and which firms have it."""

    occupation: str
    brings: Sequence[Need]
    firms: Sequence[Employer]


@dataclass(frozen=True, slots=True)
class Opens:
    """One thing to learn or obtain, and the open offers where nothing else is missing."""

    need: Need
    offers: Sequence[Offer]


def occupations_for(candidate: Candidate, user: User) -> list[Field]:
    """Return occupations where her skills would serve, and the firms that have had such a post.

    What she does not want any more is left out; her wishes come first.
    """
    names, profiles = _usual()
    found = []
    for match in offers_for(portfolio(candidate, 0), profiles, close=reference.close()):
        brings = [r.need for r in match.reasons if r.need and r.state is State.HAS]
        unwanted = any(r.topic == "refusal" for r in match.reasons)
        if brings and not unwanted and _near(match.group, brings, profiles[match.id]):
            found.append((names[match.id], brings))
    firms = _firms(user, [name for name, _ in found[:OCCUPATIONS]])
    return [Field(name, brings, firms.get(name, [])) for name, brings in found[:OCCUPATIONS]]


def _near(group: Group, brings: Sequence[Need], usual: Profile) -> bool:
    """Keep what she can do now, or at least half of: the rest would be a long training."""
    return group is not Group.TO_DISCUSS or 2 * len(brings) >= len(usual.needs)


@cache
def _usual() -> tuple[dict[int, str], dict[int, Profile]]:
    """Return the occupations of the reference with the skills that are essential to each."""
    known = reference.essential_skills()
    names = dict(enumerate(sorted(known)))
    profiles = {
        number: Profile(
            needs=tuple(Need(kind="skill", value=skill) for skill in known[name]), occupation=name
        )
        for number, name in names.items()
    }
    return names, profiles


def _firms(user: User, occupations: Sequence[str]) -> dict[str, list[Employer]]:
    """Return the firms of the team that have offered each occupation, by name."""
    query = (
        select(Offer.occupation_id, Employer)
        .join(Offer.employer)
        .where(
            Offer.organisation_id == user.organisation_id,
            Offer.occupation_id.in_(occupations),
        )
        .distinct()
        .order_by(Employer.name, Employer.id)
    )
    found: dict[str, list[Employer]] = {}
    for occupation, employer in db.session.execute(query):
        found.setdefault(occupation, []).append(employer)
    return found


def gains(candidate: Candidate, user: User) -> list[Opens]:
    """Return each single thing that is all an open offer still asks of her, most offers first."""
    offers = dict(enumerate(offers_open_to(user)))
    profiles = {number: profile(offer) for number, offer in offers.items()}
    found = would_open(portfolio(candidate, 0), profiles, close=reference.close())
    return [
        Opens(gain.need, [offers[number] for number in gain.opens])
        for gain in found
        if gain.need.kind in LEARNT_SOON
    ][:GAINS]
