"""Which people changed, noted in the transaction that changes them.

Whoever keeps a copy of what people bring reads one number to know that it is still exact, and the
people changed since to bring it up to date. The number goes up under the lock of its row, so that
its order is the order in which changes become visible.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import UniqueConstraint, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, SessionTransaction, UOWTransaction, mapped_column

from iod import db
from iod.accounts.models import Owned
from iod.candidates.models import Ability, Candidate, CandidateCensus, SkillProof, Wish

UNKEPT = "people_changed"  # in Session.info: this transaction has changed somebody


class PeopleStamp(Owned, db.Base):
    """How many times the people of an organisation have changed."""

    __tablename__ = "people_stamp"
    __table_args__ = (UniqueConstraint("organisation_id"),)

    number: Mapped[int]


class PersonChange(Owned, db.Base):
    """The last change of one person; her id alone, and it stays when she is erased."""

    __tablename__ = "person_change"

    candidate_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    number: Mapped[int] = mapped_column(index=True)


def stamp(organisation_id: uuid.UUID) -> int:
    """Return the number of the last change in an organisation, 0 before the first."""
    query = select(PeopleStamp.number).where(PeopleStamp.organisation_id == organisation_id)
    return db.session.scalars(query).one_or_none() or 0


def changed_since(organisation_id: uuid.UUID, number: int) -> list[uuid.UUID]:
    """Return the people of an organisation changed after a number."""
    mine = PersonChange.organisation_id == organisation_id
    query = select(PersonChange.candidate_id).where(mine, PersonChange.number > number)
    return list(db.session.scalars(query.order_by(PersonChange.number, PersonChange.id)))


def unkept() -> bool:
    """Tell whether this transaction has changed somebody and is not committed yet."""
    db.session.flush()
    return UNKEPT in db.session.info


def _people(session: Session) -> Iterator[tuple[uuid.UUID, uuid.UUID]]:
    """Give the organisation and the person of every row about to be written."""
    changed = [row for row in session.dirty if session.is_modified(row)]
    for row in (*session.new, *changed, *session.deleted):
        if isinstance(row, Candidate):
            yield row.organisation_id, row.id
        elif isinstance(row, SkillProof | Ability | Wish | CandidateCensus):
            yield row.organisation_id, row.candidate_id


def _note(session: Session, _context: UOWTransaction) -> None:
    people: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for organisation_id, candidate_id in _people(session):
        people[organisation_id].add(candidate_id)
    for organisation_id in sorted(people):
        session.info[UNKEPT] = True
        number = _count_one(session, organisation_id)
        for candidate_id in sorted(people[organisation_id]):
            _mark(session, organisation_id, candidate_id, number)


def _count_one(session: Session, organisation_id: uuid.UUID) -> int:
    statement = (
        _insert(session, PeopleStamp)
        .values(organisation_id=organisation_id, number=1)
        .on_conflict_do_update(
            index_elements=["organisation_id"], set_={"number": PeopleStamp.number + 1}
        )
        .returning(PeopleStamp.number)
    )
    return int(session.connection().execute(statement).scalar_one())


def _mark(
    session: Session, organisation_id: uuid.UUID, candidate_id: uuid.UUID, number: int
) -> None:
    statement = _insert(session, PersonChange).values(
        organisation_id=organisation_id, candidate_id=candidate_id, number=number
    )
    again = statement.on_conflict_do_update(
        index_elements=["candidate_id"], set_={"number": number}
    )
    session.connection().execute(again)


def _insert(session: Session, table: type[db.Base]) -> Any:
    """Return an insert that can turn into an update; both databases spell it the same way."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table)


def _settle(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:  # kept or rolled back, not a mere savepoint
        session.info.pop(UNKEPT, None)


event.listen(db.session, "after_flush", _note)
event.listen(db.session, "after_transaction_end", _settle)
