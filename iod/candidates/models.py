"""People followed here, and the skills portfolio that belongs to them.

No national number, no photo, no health, no nationality, no family: there is no column for them.
"""

import unicodedata
import uuid
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from iod import db
from iod.accounts.models import Owned, User
from iod.db import PERSONAL, SENSITIVE


def folded(text: str) -> str:
    """Write a text without accents, case or marks, so that two spellings of it meet.

    >>> folded("Zoé  N’Guessan-Ünal")
    'zoe n guessan unal'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(letters.split())


class Phase(StrEnum):
    """The phases of the Walloon decree."""

    INTAKE = "intake"  # accueil et bilan
    TOWARDS = "towards"  # accompagnement vers l'emploi
    IN_JOB = "in_job"  # accompagnement dans l'emploi
    LEFT = "left"


class Candidate(Owned, db.Versioned, db.Base):
    """Somebody the team leads to work."""

    __tablename__ = "candidate"

    first_name: Mapped[str] = mapped_column(info=PERSONAL)
    last_name: Mapped[str] = mapped_column(info=PERSONAL)
    search_key: Mapped[str] = mapped_column(index=True, info=PERSONAL)
    phone: Mapped[str] = mapped_column(default="", info=PERSONAL)
    email: Mapped[str] = mapped_column(default="", info=PERSONAL)
    language: Mapped[str] = mapped_column(default="fr")
    post_code: Mapped[str] = mapped_column(default="", info=PERSONAL)
    town: Mapped[str] = mapped_column(default="", info=PERSONAL)
    phase: Mapped[Phase] = mapped_column(default=Phase.INTAKE)
    arrived_on: Mapped[date]
    # Told by the choice sheets of a later stage: whoever waits longest comes first.
    last_offer_on: Mapped[date | None] = mapped_column(index=True)
    offers_shown: Mapped[int] = mapped_column(default=0)
    # {"foot": 30, "transit": 60}: longest one-way trip, minutes by mode
    travel: Mapped[dict[str, Any]] = mapped_column(default=dict, info=PERSONAL)
    # hour codes that are possible ("early", "evening", "night", "saturday", "sunday");
    # None: not asked yet
    hours: Mapped[list[str] | None] = mapped_column(info=PERSONAL)
    weekly_hours_low: Mapped[int | None] = mapped_column(info=PERSONAL)
    weekly_hours_high: Mapped[int | None] = mapped_column(info=PERSONAL)
    adaptation: Mapped[str] = mapped_column(Text, default="", info=SENSITIVE)  # agreed, on the post
    responsible_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), index=True)
    second_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    responsible: Mapped[User] = relationship(foreign_keys=[responsible_id])
    second: Mapped[User | None] = relationship(foreign_keys=[second_id])
    experiences: Mapped[list["Experience"]] = relationship(
        back_populates="candidate",
        order_by="Experience.started_on.desc()",
        cascade="all, delete-orphan",
    )
    proofs: Mapped[list["SkillProof"]] = relationship(
        back_populates="candidate",
        order_by="SkillProof.created_at",
        cascade="all, delete-orphan",
    )
    abilities: Mapped[list["Ability"]] = relationship(
        back_populates="candidate",
        order_by="Ability.kind, Ability.code",
        cascade="all, delete-orphan",
    )
    wishes: Mapped[list["Wish"]] = relationship(
        back_populates="candidate", order_by="Wish.created_at", cascade="all, delete-orphan"
    )
    actions: Mapped[list["ActionItem"]] = relationship(
        back_populates="candidate",
        order_by="ActionItem.due_on",
        cascade="all, delete-orphan",
    )

    @property
    def name(self) -> str:
        """Return the full name, as said."""
        return f"{self.first_name} {self.last_name}"

    @property
    def waiting_since(self) -> date:
        """Return the day of the last offer shown, or of arrival."""
        return self.last_offer_on or self.arrived_on

    def of_kind(self, kind: "AbilityKind") -> list["Ability"]:
        """Return the languages, the licences or the certificates."""
        return [ability for ability in self.abilities if ability.kind is kind]


class CandidateCensus(Owned, db.Base):
    """What eligibility and statistics need: apart, never an input of a match."""

    __tablename__ = "candidate_census"

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), unique=True
    )
    schooling_eqf: Mapped[int | None] = mapped_column(info=SENSITIVE)
    years_of_practice: Mapped[int | None] = mapped_column(info=SENSITIVE)
    registered_on: Mapped[date | None] = mapped_column(info=SENSITIVE)


class ExperienceKind(StrEnum):
    """Every way of having learnt something."""

    JOB = "job"
    TRAINING = "training"
    WORK_TRIAL = "work_trial"
    VOLUNTEERING = "volunteering"
    FAMILY = "family"
    OBSERVED = "observed"
    VALIDATED = "validated"


class Experience(Owned, db.Base):
    """Something the person did, paid or not."""

    __tablename__ = "experience"

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[ExperienceKind]
    title: Mapped[str] = mapped_column(info=PERSONAL)
    place: Mapped[str] = mapped_column(default="", info=PERSONAL)
    occupation_id: Mapped[str] = mapped_column(default="")
    started_on: Mapped[date | None] = mapped_column(info=PERSONAL)
    ended_on: Mapped[date | None] = mapped_column(info=PERSONAL)
    story: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)

    candidate: Mapped[Candidate] = relationship(back_populates="experiences")
    proofs: Mapped[list["SkillProof"]] = relationship(back_populates="experience")


class SkillLevel(StrEnum):
    """How well, in words the person would use."""

    WITH_HELP = "with_help"
    ALONE = "alone"
    CAN_SHOW = "can_show"


class SkillProof(Owned, db.Base):
    """A skill, its level and the sentence that proves it."""

    __tablename__ = "skill_proof"

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    experience_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("experience.id", ondelete="SET NULL")
    )
    skill_id: Mapped[str] = mapped_column(default="")  # of the reference; "" while not linked
    label: Mapped[str] = mapped_column(info=PERSONAL)
    level: Mapped[SkillLevel]
    proof: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    wanted: Mapped[bool] = mapped_column(default=True)  # False: can, but not again

    candidate: Mapped[Candidate] = relationship(back_populates="proofs")
    experience: Mapped[Experience | None] = relationship(back_populates="proofs")


class AbilityKind(StrEnum):
    """What is shown by a paper or a level."""

    LANGUAGE = "language"
    LICENCE = "licence"
    CERTIFICATE = "certificate"


class Ability(Owned, db.Base):
    """A language with its level, a driving licence, or a certificate with its end."""

    __tablename__ = "ability"
    __table_args__ = (UniqueConstraint("candidate_id", "kind", "code"),)

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[AbilityKind]
    code: Mapped[str] = mapped_column(info=PERSONAL)  # "fr", "B", "VCA"
    level: Mapped[str] = mapped_column(default="", info=PERSONAL)  # CEFR for a language
    expires_on: Mapped[date | None] = mapped_column(info=PERSONAL)

    candidate: Mapped[Candidate] = relationship(back_populates="abilities")


class WishKind(StrEnum):
    """What she wants, and what she does not."""

    WISH = "wish"
    LIMIT = "limit"


class Wish(Owned, db.Base):
    """A job she would like, or a limit she sets."""

    __tablename__ = "wish"

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[WishKind]
    occupation_id: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(info=PERSONAL)

    candidate: Mapped[Candidate] = relationship(back_populates="wishes")


class Agreement(Owned, db.Base):
    """What the person lets one employer see, for one presentation; absence means no."""

    __tablename__ = "agreement"

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    scope_id: Mapped[uuid.UUID] = mapped_column(index=True)  # the presentation, a later stage
    item_type: Mapped[str]  # "skill_proof", "ability", "first_name"…
    item_id: Mapped[uuid.UUID | None]
    given_on: Mapped[date]
    given_how: Mapped[str]  # "link", "signed", "spoken"
    until: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    recorded_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))


class Side(StrEnum):
    """The three around the table."""

    WORKER = "worker"
    EMPLOYER = "employer"
    COACH = "coach"


class ActionItem(Owned, db.Base):
    """One line of the one action plan: what, who, by when."""

    __tablename__ = "action_item"

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    origin_id: Mapped[uuid.UUID | None] = mapped_column(index=True)  # the meeting it comes from
    text: Mapped[str] = mapped_column(info=PERSONAL)
    owner: Mapped[Side]
    due_on: Mapped[date]
    done_on: Mapped[date | None]

    candidate: Mapped[Candidate] = relationship(back_populates="actions")


class CandidateNote(Owned, db.Base):
    """A private note of the team: its own table, on no page an outsider opens."""

    __tablename__ = "candidate_note"

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(Text, info=SENSITIVE)

    author: Mapped[User] = relationship()
