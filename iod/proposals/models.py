"""Several offers for the person, one person for the employer, one meeting on the work site."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from iod import db
from iod.accounts.models import Owned, User
from iod.candidates.models import Candidate
from iod.db import PERSONAL
from iod.employers.models import Site
from iod.offers.models import Offer


class ChoiceSheet(Owned, db.Base):
    """Several offers put before one person, together."""

    __tablename__ = "choice_sheet"

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    given_on: Mapped[date]
    given_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    fewer_reason: Mapped[str] = mapped_column(Text, default="")  # fewer offers than the target

    candidate: Mapped[Candidate] = relationship()
    choices: Mapped[list["Choice"]] = relationship(
        back_populates="sheet", order_by="Choice.position", cascade="all, delete-orphan"
    )


class ChoiceAnswer(StrEnum):
    """What the person says to one offer; what she does not choose needs no reason."""

    OPEN = "open"
    YES = "yes"
    LATER = "later"
    NOT_CHOSEN = "not_chosen"


class Choice(Owned, db.Base):
    """One offer on a choice sheet."""

    __tablename__ = "choice"
    __table_args__ = (UniqueConstraint("sheet_id", "offer_id"),)

    sheet_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("choice_sheet.id", ondelete="CASCADE"), index=True
    )
    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    offer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offer.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    answer: Mapped[ChoiceAnswer] = mapped_column(default=ChoiceAnswer.OPEN, info=PERSONAL)
    answered_on: Mapped[date | None] = mapped_column(info=PERSONAL)

    sheet: Mapped[ChoiceSheet] = relationship(back_populates="choices")
    offer: Mapped[Offer] = relationship()


class Outcome(StrEnum):
    """How a presentation ended."""

    HIRED = "hired"
    WORK_TRIAL = "work_trial"
    NOT_NOW = "not_now"
    WITHDRAWN = "withdrawn"


class Presentation(Owned, db.Base):
    """One person presented for one opening; the database refuses a second open one."""

    __tablename__ = "presentation"
    __table_args__ = (
        Index(
            "uq_presentation_open",
            "offer_id",
            "opening",
            unique=True,
            sqlite_where=text("closed_at IS NULL AND override_reason = ''"),
            postgresql_where=text("closed_at IS NULL AND override_reason = ''"),
        ),
    )

    offer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offer.id"), index=True)
    opening: Mapped[int] = mapped_column(default=1)
    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    opened_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None]
    override_reason: Mapped[str] = mapped_column(Text, default="")

    offer: Mapped[Offer] = relationship()
    candidate: Mapped[Candidate] = relationship()
    opened_by: Mapped[User] = relationship()
    introduction: Mapped["Introduction | None"] = relationship(
        back_populates="presentation", cascade="all, delete-orphan"
    )


class Introduction(Owned, db.Versioned, db.Base):
    """The meeting on the work site, the coach present, on the work and not the past."""

    __tablename__ = "introduction"

    presentation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("presentation.id", ondelete="CASCADE"), unique=True
    )
    site_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("site.id"))
    held_at: Mapped[datetime]
    tasks_shown: Mapped[str] = mapped_column(Text, default="")
    worker_said: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    employer_said: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    reason: Mapped[str] = mapped_column(default="")  # code of a structured reason, when not now
    words_for_person: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    words_for_file: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)

    presentation: Mapped[Presentation] = relationship(back_populates="introduction")
    site: Mapped[Site | None] = relationship()


class PassedOver(Owned, db.Base):
    """Why somebody was not proposed for an offer this time: feeds the creaming watch."""

    __tablename__ = "passed_over"

    offer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("offer.id", ondelete="CASCADE"), index=True
    )
    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    reason: Mapped[str]
    noted_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))


class PossibleOffer(Owned, db.Base):
    """An open offer that a person could be led to, as the night found it."""

    __tablename__ = "possible_offer"
    __table_args__ = (UniqueConstraint("offer_id", "candidate_id"),)

    offer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"))
    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    group: Mapped[str]  # a group of the engine
    found_on: Mapped[date] = mapped_column(index=True)  # the first night


class MatchedOffer(Owned, db.Base):
    """The last night in which everybody was compared with an offer."""

    __tablename__ = "matched_offer"

    offer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("offer.id", ondelete="CASCADE"), unique=True
    )
    matched_on: Mapped[date]
