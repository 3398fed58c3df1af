"""The concepts of the official lists, shared by all organisations, and the dated tables."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from iod import db
from iod.accounts.models import User

OCCUPATION, SKILL = "occupation", "skill"


class ReferenceConcept(db.Base):
    """An occupation or a skill of an official list; its id and its code never change."""

    __tablename__ = "reference_concept"
    __table_args__ = (UniqueConstraint("code"),)

    scheme: Mapped[str] = mapped_column(index=True)  # "esco" | "rome"
    kind: Mapped[str]
    code: Mapped[str]  # an ESCO address, or "rome:" and the code of ROME: what files keep
    isco: Mapped[str] = mapped_column(default="")
    version: Mapped[str]  # the last version of the list that has it
    deprecated: Mapped[bool] = mapped_column(default=False)


class ReferenceLabel(db.Base):
    """One way to name a concept in one language."""

    __tablename__ = "reference_label"
    __table_args__ = (UniqueConstraint("concept_id", "language", "text"),)

    concept_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("reference_concept.id", ondelete="CASCADE")
    )
    language: Mapped[str]
    text: Mapped[str]
    preferred: Mapped[bool]


class ReferenceLink(db.Base):
    """An occupation needs a skill: "essential" or "optional"."""

    __tablename__ = "reference_link"
    __table_args__ = (UniqueConstraint("occupation_id", "skill_id"),)

    occupation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("reference_concept.id", ondelete="CASCADE")
    )
    skill_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("reference_concept.id", ondelete="CASCADE"), index=True
    )
    relation: Mapped[str]


class ReferenceMatch(db.Base):
    """A line of a crosswalk: how a concept of one list stands to one of another.

    Codes and not rows: either side may be an id of the embedded reference.
    """

    __tablename__ = "reference_match"
    __table_args__ = (UniqueConstraint("origin", "target"),)

    origin: Mapped[str]
    target: Mapped[str]
    relation: Mapped[str]  # "exact" | "narrow" | "broad" | "close"


class ReferenceRelease(db.Base):
    """One import that changed something; the last one tells whether an index is still good."""

    __tablename__ = "reference_release"

    scheme: Mapped[str]
    version: Mapped[str]


class DatedRow(db.Versioned, db.Base):
    """A fact that holds for a time: an aid, a floor, a level, a criterion.

    Rows without organisation come with the program and are nobody's to edit; an organisation's
    own row stands in front of them for as long as it holds.
    """

    __tablename__ = "dated_row"
    __table_args__ = (UniqueConstraint("organisation_id", "kind", "code", "valid_from"),)

    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    kind: Mapped[str] = mapped_column(index=True)
    code: Mapped[str]  # the cells that make it the same fact over time
    label: Mapped[str]
    english: Mapped[str] = mapped_column(default="")
    values: Mapped[dict[str, Any]]  # the other cells of its table, as texts
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    checked_on: Mapped[date | None]
    verified: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")

    @classmethod
    def visible_to(cls, user: User) -> Select["DatedRow"]:
        """Select the rows that came with the program and those of this person's organisation."""
        mine = cls.organisation_id == user.organisation_id
        return select(cls).where(mine | cls.organisation_id.is_(None))

    def covers(self, other: "DatedRow") -> bool:
        """Tell whether two rows speak of one fact on one day."""
        ends = [row.valid_to or date.max for row in (self, other)]
        same = (self.kind, self.code) == (other.kind, other.code)
        return same and self.valid_from <= ends[1] and other.valid_from <= ends[0]

    def holds_on(self, day: date) -> bool:
        """Tell whether the row is valid on a day."""
        return self.valid_from <= day <= (self.valid_to or date.max)
