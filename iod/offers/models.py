"""Offers as the employer wrote them, the job taken apart, and the life of each requirement."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from iod import db
from iod.accounts.models import Owned, User
from iod.employers.models import Contact, Employer, Site
from iod.errors import Refused


class Status(StrEnum):
    """Whether an offer is being worked on; how far it is, the later stages tell."""

    ACTIVE = "active"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"


MOVES = {
    Status.ACTIVE: {Status.FILLED, Status.WITHDRAWN},
    Status.FILLED: {Status.ACTIVE},
    Status.WITHDRAWN: {Status.ACTIVE},
}


class Offer(Owned, db.Versioned, db.Base):
    """A job an employer wants filled."""

    __tablename__ = "offer"

    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(default="fr")
    occupation_id: Mapped[str] = mapped_column(default="")  # of the reference
    status: Mapped[Status] = mapped_column(default=Status.ACTIVE, index=True)
    openings: Mapped[int] = mapped_column(default=1)
    employer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("employer.id"), index=True)
    site_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("site.id"))
    contact_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("contact.id"))
    responsible_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), index=True)
    second_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    captured_on: Mapped[date]
    read_at: Mapped[datetime | None]  # when the engine last read the text
    unread_language: Mapped[str] = mapped_column(default="")  # set when it could not

    # conditions
    contract: Mapped[str] = mapped_column(default="")  # "CDI", "CDD:6m"…
    weekly_hours: Mapped[Decimal | None]
    pay_low: Mapped[Decimal | None]
    pay_high: Mapped[Decimal | None]
    pay_unit: Mapped[str] = mapped_column(default="h")  # h, m
    joint_committee: Mapped[str] = mapped_column(default="")
    timetable: Mapped[str] = mapped_column(Text, default="")
    # hour codes the post asks for: "early", "evening", "night", "saturday", "sunday"
    hours: Mapped[list[str]] = mapped_column(default=list)
    starts_on: Mapped[date | None]
    safety: Mapped[str] = mapped_column(Text, default="")

    # integration resources
    tutor: Mapped[str] = mapped_column(default="")  # the experienced worker, by name
    first_day: Mapped[str] = mapped_column(Text, default="")
    training: Mapped[str] = mapped_column(Text, default="")

    # who does it today: what the present or last good holder had; None = not asked
    holder_eqf: Mapped[int | None]
    holder_years: Mapped[Decimal | None]
    holder_languages: Mapped[dict[str, Any]] = mapped_column(default=dict)

    employer: Mapped[Employer] = relationship()
    site: Mapped[Site | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
    responsible: Mapped[User] = relationship(foreign_keys=[responsible_id])
    second: Mapped[User | None] = relationship(foreign_keys=[second_id])
    tasks: Mapped[list["Task"]] = relationship(
        back_populates="offer", order_by="Task.position", cascade="all, delete-orphan"
    )
    requirements: Mapped[list["Requirement"]] = relationship(
        back_populates="offer",
        order_by="Requirement.position",
        cascade="all, delete-orphan",
    )
    flags: Mapped[list["Flag"]] = relationship(
        back_populates="offer", order_by="Flag.position", cascade="all, delete-orphan"
    )

    def move_to(self, status: Status) -> None:
        """Change status along an allowed move, or refuse."""
        if status not in MOVES[self.status]:
            raise Refused(f"An offer cannot go from {self.status} to {status}.")
        self.status = status


class Frequency(StrEnum):
    """How often a task comes back."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    RARELY = "rarely"


class Task(Owned, db.Base):
    """A task of the post as it is really done."""

    __tablename__ = "task"

    offer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("offer.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    frequency: Mapped[Frequency] = mapped_column(default=Frequency.DAILY)
    share: Mapped[int | None]  # percent of the working time
    tools: Mapped[str] = mapped_column(default="")
    prescribed: Mapped[str] = mapped_column(Text, default="")  # where it differs from the real work
    skills: Mapped[list[str]] = mapped_column(default=list)  # ids of the reference
    learnable: Mapped[bool | None]

    offer: Mapped[Offer] = relationship(back_populates="tasks")


requirement_task = Table(
    "requirement_task",
    db.Base.metadata,
    Column("requirement_id", ForeignKey("requirement.id", ondelete="CASCADE"), primary_key=True),
    Column("task_id", ForeignKey("task.id", ondelete="CASCADE"), primary_key=True),
)


class Necessity(StrEnum):
    """What the coach and the employer make of a requirement."""

    STRICT = "strict"
    LEARNABLE = "learnable"
    WISHED = "wished"
    DROPPED = "dropped"


class Requirement(Owned, db.Versioned, db.Base):
    """One demand of the offer: as it was asked, and as it was agreed."""

    __tablename__ = "requirement"

    offer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("offer.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str]  # a kind of the engine, or "skill" for a row typed by hand
    asked: Mapped[str]  # the employer's words, never changed
    value: Mapped[str] = mapped_column(default="")
    modality: Mapped[str] = mapped_column(default="mandatory")
    start: Mapped[int | None]
    end: Mapped[int | None]
    criterion: Mapped[str] = mapped_column(default="")
    lawful: Mapped[bool] = mapped_column(default=False)
    necessity: Mapped[Necessity | None]  # None: not discussed yet
    agreed: Mapped[str] = mapped_column(default="")  # the wording both sides keep
    agreed_value: Mapped[str] = mapped_column(default="")
    learnable_days: Mapped[int | None]
    helper: Mapped[str] = mapped_column(default="")
    skill_id: Mapped[str] = mapped_column(default="")

    offer: Mapped[Offer] = relationship(back_populates="requirements")
    tasks: Mapped[list[Task]] = relationship(secondary=requirement_task, order_by="Task.position")
    ledger: Mapped[list["LedgerLine"]] = relationship(
        back_populates="requirement",
        order_by="LedgerLine.created_at",
        cascade="all, delete-orphan",
    )

    @property
    def stays(self) -> bool:
        """Tell whether the requirement is part of the realistic profile."""
        return self.necessity is not Necessity.DROPPED

    @property
    def wording(self) -> str:
        """Return the wording of the realistic profile."""
        return self.agreed or self.asked


class Step(StrEnum):
    """The life of a requirement."""

    ASKED = "asked"
    DISCUSSED = "discussed"
    KEPT = "kept"
    SOFTENED = "softened"
    LEARNING = "learning"
    DROPPED = "dropped"


class LedgerLine(Owned, db.Base):
    """One step in the life of a requirement; never overwritten, undone by a new line."""

    __tablename__ = "ledger_line"

    requirement_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("requirement.id", ondelete="CASCADE"), index=True
    )
    step: Mapped[Step]
    wording: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    actor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    actor_name: Mapped[str]

    requirement: Mapped[Requirement] = relationship(back_populates="ledger")


class Decision(StrEnum):
    """What became of a flag."""

    OPEN = "open"
    ACCEPTED = "accepted"  # the offer changes
    OVERRIDDEN = "overridden"  # the coach sets it aside, with a reason
    KEPT = "kept"  # the employer keeps the demand, with a reason


class Flag(Owned, db.Base):
    """A question to put to the employer, as the engine raised it."""

    __tablename__ = "flag"

    offer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("offer.id", ondelete="CASCADE"), index=True
    )
    requirement_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("requirement.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    rule: Mapped[str] = mapped_column(index=True)
    family: Mapped[str]
    severity: Mapped[int]
    quote: Mapped[str] = mapped_column(default="")
    start: Mapped[int | None]
    end: Mapped[int | None]
    evidence: Mapped[list[Any]] = mapped_column(JSON, default=list)
    clears: Mapped[list[str]] = mapped_column(default=list)
    decision: Mapped[Decision] = mapped_column(default=Decision.OPEN)
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    offer: Mapped[Offer] = relationship(back_populates="flags")
    requirement: Mapped[Requirement | None] = relationship()
