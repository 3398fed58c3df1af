"""Every person against every open offer of an organisation, kept block by block.

What was kept tonight is not done again: a run that was stopped goes on where it stood.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import delete, insert, select, update

from iod import db
from iod.accounts.models import Organisation, User
from iod.candidates.models import Candidate
from iod.offers.models import Offer, Status
from iod.proposals import pools
from iod.proposals.models import MatchedOffer, PossibleOffer
from iod.proposals.portfolios import LOOKED_FOR
from iod.proposals.shortlist import open_offers, profile
from iod.web import today
from matching import Engine, Group, match_all

BLOCK = 16  # offers kept at once


def organisations() -> list[Organisation]:
    """Return every organisation, in a fixed order."""
    return list(
        db.session.scalars(select(Organisation).order_by(Organisation.name, Organisation.id))
    )


def run(organisation_id: uuid.UUID, engine: Engine | None = None) -> Iterator[tuple[int, int]]:
    """Match everybody with every open offer; commit each block and yield (done, in all)."""
    night = today()
    offers = open_offers(organisation_id)
    _forget_closed(organisation_id, [offer.id for offer in offers])
    done = _done(organisation_id, night)
    left = {number: offer for number, offer in enumerate(offers) if offer.id not in done}
    profiles = {number: profile(offer) for number, offer in left.items()}
    ids = {number: offer.id for number, offer in left.items()}
    with pools.teams.of(organisation_id) as team:
        people, pool = list(team.people), team.pool
        db.session.commit()
        count = len(offers) - len(left)
        yield count, len(offers)
        for block in match_all(pool, profiles, engine=engine, block=BLOCK):
            for number, members in block.items():
                found = {
                    people[person]: group
                    for group, numbers in members.items()
                    for person in numbers.tolist()
                }
                _keep(organisation_id, ids[number], found, night)
            db.session.commit()
            count += len(block)
            yield count, len(offers)


def _forget_closed(organisation_id: uuid.UUID, present: Sequence[uuid.UUID]) -> None:
    for table in (PossibleOffer, MatchedOffer):
        mine = table.organisation_id == organisation_id
        db.session.execute(delete(table).where(mine, table.offer_id.not_in(present)))


def _done(organisation_id: uuid.UUID, night: date) -> set[uuid.UUID]:
    mine = MatchedOffer.organisation_id == organisation_id
    query = select(MatchedOffer.offer_id).where(mine, MatchedOffer.matched_on == night)
    return set(db.session.scalars(query))


def _keep(
    organisation_id: uuid.UUID,
    offer_id: uuid.UUID,
    found: Mapping[uuid.UUID, Group],
    night: date,
) -> None:
    """Keep who can be led to one offer now, with the day each was first found."""
    rows = db.session.execute(
        select(PossibleOffer.id, PossibleOffer.candidate_id, PossibleOffer.group).where(
            PossibleOffer.offer_id == offer_id
        )
    ).all()
    known = {row.candidate_id for row in rows}
    gone = [row.id for row in rows if row.candidate_id not in found]
    moved = [
        {"id": row.id, "group": found[row.candidate_id].value}
        for row in rows
        if row.candidate_id in found and found[row.candidate_id] != row.group
    ]
    mine = {"organisation_id": organisation_id, "offer_id": offer_id}
    fresh = [
        mine | {"candidate_id": person, "group": group.value, "found_on": night}
        for person, group in found.items()
        if person not in known
    ]
    if gone:
        db.session.execute(delete(PossibleOffer).where(PossibleOffer.id.in_(gone)))
    if moved:
        db.session.execute(update(PossibleOffer), moved)
    if fresh:
        db.session.execute(insert(PossibleOffer), fresh)
    db.session.execute(delete(MatchedOffer).where(MatchedOffer.offer_id == offer_id))
    db.session.execute(insert(MatchedOffer), [mine | {"matched_on": night}])


def new_offers(user: User, since: date) -> dict[uuid.UUID, list[Offer]]:
    """Return the open offers found since a day for each person of a team."""
    query = (
        select(PossibleOffer.candidate_id, Offer)
        .join(Offer, Offer.id == PossibleOffer.offer_id)
        .where(
            PossibleOffer.organisation_id == user.organisation_id,
            PossibleOffer.found_on >= since,
            Offer.status == Status.ACTIVE,
        )
        .order_by(Offer.captured_on, Offer.id)
    )
    found: dict[uuid.UUID, list[Offer]] = {}
    for person, offer in db.session.execute(query):
        found.setdefault(person, []).append(offer)
    return found


def without_offer(user: User) -> list[Candidate]:
    """Return the people of a team for whom no open offer is possible, longest waiting first."""
    possible = select(PossibleOffer.candidate_id).where(
        PossibleOffer.organisation_id == user.organisation_id
    )
    query = Candidate.visible_to(user).where(
        Candidate.phase.in_(LOOKED_FOR), Candidate.id.not_in(possible)
    )
    people = db.session.scalars(query.order_by(Candidate.search_key, Candidate.id))
    return sorted(people, key=lambda person: person.waiting_since)
