"""Who did what, to what, when: written by services, never edited. And who read whose file."""

import uuid
from typing import Any, Protocol

from sqlalchemy import inspect
from sqlalchemy.orm import Mapped, mapped_column

from iod import db


class Actor(Protocol):
    """Whoever acts: a member of the team."""

    id: Any
    organisation_id: Any


class AuditEvent(db.Base):
    """One thing that happened, named in the past tense."""

    __tablename__ = "audit_event"

    event: Mapped[str]
    actor_id: Mapped[uuid.UUID | None]
    actor_label: Mapped[str] = mapped_column(default="")  # "employer", "worker", "system"
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    subject_type: Mapped[str]
    subject_id: Mapped[uuid.UUID] = mapped_column(index=True)
    details: Mapped[dict[str, Any]]


class AccessLog(db.Base):
    """One reading of a person's file: shown to that person."""

    __tablename__ = "access_log"

    actor_id: Mapped[uuid.UUID]
    organisation_id: Mapped[uuid.UUID] = mapped_column(index=True)
    subject_id: Mapped[uuid.UUID] = mapped_column(index=True)
    page: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")


def record(
    event: str, subject: db.Base, *, by: Actor | None, label: str = "", **details: Any
) -> None:
    """Add one event to the current transaction; ``label`` says who acts without an account."""
    db.session.flush()
    db.session.add(
        AuditEvent(
            event=event,
            actor_id=by.id if by else None,
            actor_label=label,
            organisation_id=getattr(subject, "organisation_id", None),
            subject_type=subject.__tablename__,
            subject_id=subject.id,
            details=details,
        )
    )


def changes(subject: db.Base) -> dict[str, Any]:
    """Return the unsaved edits of a row as {column: [before, after]}.

    Of a column marked personal only the name is kept: the record outlives an erasure.
    """
    state = inspect(subject)
    edits: dict[str, Any] = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if history.has_changes():
            sides = (history.deleted, history.added)
            private = "privacy" in column.columns[0].info
            edits[column.key] = [] if private else [str(next(iter(s or ()), None)) for s in sides]
    return edits


def read(subject_id: uuid.UUID, page: str, *, by: Actor, reason: str = "") -> None:
    """Note that a member of the team opened a person's file.

    A GET leaves no trace but this one: the line is kept once the page has been made.
    """
    db.keep_after_reading(
        AccessLog(
            actor_id=by.id,
            organisation_id=by.organisation_id,
            subject_id=subject_id,
            page=page,
            reason=reason,
        )
    )
