"""Organisations, the people who sign in for them, and the links given to those who do not."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from flask_security import UserMixin
from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from iod import db
from iod.access import Role
from iod.db import PERSONAL


class Organisation(db.Base):
    """A team that works on its own files and sees no other's."""

    __tablename__ = "organisation"

    name: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Owned:
    """A row of one organisation: nobody else's query finds it."""

    @declared_attr
    @classmethod
    def organisation_id(cls) -> Mapped[uuid.UUID]:
        """Return the organisation the row belongs to."""
        return mapped_column(ForeignKey("organisation.id"), index=True)

    @classmethod
    def visible_to(cls, user: "User") -> Select[Self]:
        """Select the rows of this person's organisation: a team covers for one another."""
        return select(cls).where(cls.organisation_id == user.organisation_id)


class User(UserMixin, db.Base):
    """A member of the team."""

    __tablename__ = "user"

    # Said again because the library's class thinks of numbers.
    id: Mapped[uuid.UUID] = mapped_column(  # type: ignore[assignment]
        primary_key=True, default=uuid.uuid4, sort_order=-3
    )
    email: Mapped[str] = mapped_column(unique=True, info=PERSONAL)
    name: Mapped[str] = mapped_column(info=PERSONAL)
    phone: Mapped[str] = mapped_column(default="", info=PERSONAL)
    role: Mapped[Role]
    language: Mapped[str] = mapped_column(default="fr")
    password: Mapped[str | None] = mapped_column(info=PERSONAL)
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True, default=lambda: uuid.uuid4().hex)
    confirmed_at: Mapped[datetime | None]
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)

    organisation: Mapped[Organisation] = relationship()

    @classmethod
    def visible_to(cls, user: "User") -> Select["User"]:
        """Select the members of this person's team, by name."""
        mine = cls.organisation_id == user.organisation_id
        return select(cls).where(mine).order_by(cls.name, cls.id)

    def verify_and_update_password(self, password: str) -> bool:
        """Check a password without holding the database while it is hashed."""
        db.session.commit()
        return bool(super().verify_and_update_password(password))


class UserSession(db.Base):
    """One sign-in on one device; a cookie without its row here opens nothing."""

    __tablename__ = "user_session"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), index=True
    )
    ended_at: Mapped[datetime | None]

    LONGEST = timedelta(hours=12)

    def is_open(self) -> bool:
        """Tell whether this sign-in still counts."""
        return self.ended_at is None and db.now() - self.created_at < self.LONGEST


class LinkPurpose(StrEnum):
    """What a link opens, and nothing else."""

    REVIEW = "review"  # the employer reads and answers one profile
    PERSON = "person"  # the person reads her own file and answers a choice sheet
    VOICE = "voice"  # worker or employer answers before one meeting


class Link(Owned, db.Base):
    """An address given to somebody without an account; only its fingerprint is kept.

    ``target_id`` is the row of a later stage that the link opens.
    """

    __tablename__ = "link"

    purpose: Mapped[LinkPurpose]
    role: Mapped[Role]
    target_id: Mapped[uuid.UUID] = mapped_column(index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    recipient: Mapped[str] = mapped_column(default="", info=PERSONAL)
    language: Mapped[str] = mapped_column(default="fr")
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    LIFETIME = timedelta(days=14)

    def is_open(self) -> bool:
        """Tell whether the link still opens its page."""
        return self.revoked_at is None and db.now() < self.expires_at

    @staticmethod
    def new_token() -> str:
        """Return an address nobody can guess (144 bits)."""
        return secrets.token_urlsafe(18)

    @staticmethod
    def hash(token: str) -> str:
        """Return what is kept of a token."""
        return hashlib.sha256(token.encode()).hexdigest()
