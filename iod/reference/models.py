"""The concepts of the official lists, shared by all organisations, and what is known of them."""

import uuid

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from iod import db

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
