"""The first months after the hire: plan, voices, meetings, agreements."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from iod import db
from iod.accounts.models import Owned, User
from iod.candidates.models import Candidate, Side
from iod.db import PERSONAL, SENSITIVE
from iod.offers.models import Offer
from iod.proposals.models import Presentation


class EndReason(StrEnum):
    """Why the team stops following a placement."""

    STAYS = "stays"  # still in post: the follow-up is over, the job is not
    CONTRACT_COMPLETED = "contract_completed"
    TRIAL_COMPLETED = "trial_completed"
    BETTER_JOB = "better_job"
    RESIGNED = "resigned"
    DISMISSED = "dismissed"
    OTHER = "other"


# A stay that came to its own end becomes a line of the portfolio.
COMPLETED = {EndReason.STAYS, EndReason.CONTRACT_COMPLETED, EndReason.TRIAL_COMPLETED}


class Placement(Owned, db.Versioned, db.Base):
    """A person in a post, followed until the team and the person say it is enough."""

    __tablename__ = "placement"

    presentation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("presentation.id"), unique=True
    )
    offer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offer.id"), index=True)
    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    responsible_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), index=True)
    starts_on: Mapped[date]
    contract: Mapped[str]
    contract_ends_on: Mapped[date | None]
    weekly_hours: Mapped[Decimal | None]
    tutor: Mapped[str] = mapped_column(default="")
    aid: Mapped[str] = mapped_column(default="")
    aid_ends_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[EndReason | None]
    ended_by: Mapped[Side | None]
    debrief: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)

    offer: Mapped[Offer] = relationship()
    candidate: Mapped[Candidate] = relationship()
    responsible: Mapped[User] = relationship()
    presentation: Mapped[Presentation | None] = relationship()
    milestones: Mapped[list["Milestone"]] = relationship(
        back_populates="placement",
        order_by="Milestone.due_on, Milestone.text",
        cascade="all, delete-orphan",
    )
    follow_ups: Mapped[list["FollowUp"]] = relationship(
        back_populates="placement",
        order_by="FollowUp.due_on, FollowUp.label",
        cascade="all, delete-orphan",
    )


class Milestone(Owned, db.Base):
    """Something to learn or to do for the welcome, with who helps and by when."""

    __tablename__ = "milestone"

    placement_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("placement.id", ondelete="CASCADE"), index=True
    )
    requirement_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("requirement.id", ondelete="SET NULL")
    )
    text: Mapped[str]
    helper: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date]
    done_on: Mapped[date | None]

    placement: Mapped[Placement] = relationship(back_populates="milestones")


class FollowUpKind(StrEnum):
    """What a follow-up point is."""

    CALL = "call"
    VISIT = "visit"
    TRIPARTITE = "tripartite"


class FollowUp(Owned, db.Versioned, db.Base):
    """One planned point; it may move, with a reason."""

    __tablename__ = "follow_up"

    placement_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("placement.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[FollowUpKind]
    label: Mapped[str] = mapped_column(default="")  # "day-2", "week-1", "month-1"…
    planned_on: Mapped[date]
    due_on: Mapped[date]
    moved_reason: Mapped[str] = mapped_column(default="")
    held_on: Mapped[date | None]
    summary: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)

    placement: Mapped[Placement] = relationship(back_populates="follow_ups")
    voices: Mapped[list["Voice"]] = relationship(
        back_populates="follow_up", cascade="all, delete-orphan"
    )
    minutes: Mapped["Minutes | None"] = relationship(
        back_populates="follow_up", cascade="all, delete-orphan"
    )


class Voice(Owned, db.Base):
    """What one side said alone before a meeting; the worker shares hers one answer at a time."""

    __tablename__ = "voice"
    __table_args__ = (UniqueConstraint("follow_up_id", "side"),)

    follow_up_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("follow_up.id", ondelete="CASCADE"), index=True
    )
    side: Mapped[Side]
    # {"work": {"mood": 3, "words": "…"}, …}
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict, info=SENSITIVE)
    shared: Mapped[list[str]] = mapped_column(default=list, info=PERSONAL)
    given_at: Mapped[datetime | None]
    recorded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    follow_up: Mapped[FollowUp] = relationship(back_populates="voices")


class Minutes(Owned, db.Versioned, db.Base):
    """The shared minutes of a tripartite meeting: only what the three may read."""

    __tablename__ = "minutes"

    follow_up_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("follow_up.id", ondelete="CASCADE"), unique=True
    )
    worker_said: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    employer_said: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    coach_said: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    worker_disagrees: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    employer_disagrees: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    next_on: Mapped[date | None]
    shared_at: Mapped[datetime | None]  # when exactly this text went to the three

    follow_up: Mapped[FollowUp] = relationship(back_populates="minutes")


class TeamNote(Owned, db.Base):
    """A private note of the team on a placement: never on a page the three see."""

    __tablename__ = "team_note"

    placement_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("placement.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(Text, info=SENSITIVE)

    author: Mapped[User] = relationship()
