"""The employer's review of a realistic profile, line by line, and his approval."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from iod import db
from iod.accounts.models import Owned, User
from iod.db import PERSONAL
from iod.offers.models import Offer, Requirement


class Review(Owned, db.Base):
    """One profile put before the employer, as it stood when it was sent."""

    __tablename__ = "review"

    offer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("offer.id", ondelete="CASCADE"), index=True
    )
    sent_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    sent_to: Mapped[str] = mapped_column(default="", info=PERSONAL)
    fingerprint: Mapped[str]  # of the profile that was sent
    profile: Mapped[dict[str, Any]]
    answered_at: Mapped[datetime | None]  # the employer has said that he is done
    call_back: Mapped[bool] = mapped_column(default=False)

    offer: Mapped[Offer] = relationship()
    sent_by: Mapped[User] = relationship()
    answers: Mapped[list["Answer"]] = relationship(
        back_populates="review", cascade="all, delete-orphan"
    )
    comments: Mapped[list["Comment"]] = relationship(
        back_populates="review", order_by="Comment.created_at", cascade="all, delete-orphan"
    )
    approvals: Mapped[list["Approval"]] = relationship(
        back_populates="review", order_by="Approval.created_at", cascade="all, delete-orphan"
    )


class Reply(StrEnum):
    """What the employer says to one line."""

    AGREE = "agree"
    KEEP = "keep"
    PROPOSE = "propose"


class Answer(Owned, db.Base):
    """The employer's answer to one requirement."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("review_id", "requirement_id"),)

    review_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("review.id", ondelete="CASCADE"), index=True
    )
    requirement_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("requirement.id", ondelete="CASCADE"), index=True
    )
    reply: Mapped[Reply]
    reason: Mapped[str] = mapped_column(Text, default="")
    proposal: Mapped[str] = mapped_column(default="")
    recorded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    updated_at: Mapped[datetime] = mapped_column(default=db.now, onupdate=db.now)

    review: Mapped[Review] = relationship(back_populates="answers")
    requirement: Mapped[Requirement] = relationship()


class Comment(Owned, db.Base):
    """A remark of the employer on one section of the profile."""

    __tablename__ = "comment"

    review_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("review.id", ondelete="CASCADE"), index=True
    )
    section: Mapped[str]
    text: Mapped[str] = mapped_column(Text)

    review: Mapped[Review] = relationship(back_populates="comments")


class Approval(Owned, db.Base):
    """The employer's yes to exactly one profile: it counts while the fingerprint is the same."""

    __tablename__ = "approval"

    review_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("review.id", ondelete="CASCADE"), index=True
    )
    offer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("offer.id", ondelete="CASCADE"), index=True
    )
    fingerprint: Mapped[str]
    profile: Mapped[dict[str, Any]]
    name: Mapped[str] = mapped_column(info=PERSONAL)
    function: Mapped[str] = mapped_column(default="")
    recorded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    review: Mapped[Review] = relationship(back_populates="approvals")


class ShownOpening(Owned, db.Base):
    """How many people the employer was told can be discussed, in steps of five (0: fewer).

    Written by a later stage, once for each version of the profile, and never counted again: two
    looks cannot be subtracted.
    """

    __tablename__ = "shown_opening"
    __table_args__ = (UniqueConstraint("offer_id", "fingerprint"),)

    offer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("offer.id", ondelete="CASCADE"), index=True
    )
    fingerprint: Mapped[str]  # of the profile it was counted for
    asked_of_people: Mapped[str]  # fingerprint of that alone which the count depends on
    as_asked: Mapped[int]
    as_agreed: Mapped[int]
    shown_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
