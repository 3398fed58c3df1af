"""Firms, their sites, the people we speak to there, and what was said."""

import re
import unicodedata
import uuid
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from iod import db
from iod.accounts.models import Owned, User
from iod.db import PERSONAL


class Stage(StrEnum):
    """How far the relation with a firm has come."""

    TO_CALL = "to_call"
    IN_CONTACT = "in_contact"
    PARTNER = "partner"
    PAUSED = "paused"


class Employer(Owned, db.Versioned, db.Base):
    """A firm that hires."""

    __tablename__ = "employer"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)  # folded, to find doubles and to search
    enterprise_number: Mapped[str] = mapped_column(default="")  # ten digits, BCE
    joint_committee: Mapped[str] = mapped_column(default="")
    size: Mapped[str] = mapped_column(default="")
    stage: Mapped[Stage] = mapped_column(default=Stage.TO_CALL)
    activity: Mapped[str] = mapped_column(default="")
    responsible_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), index=True)

    responsible: Mapped[User] = relationship()
    sites: Mapped[list["Site"]] = relationship(
        back_populates="employer", order_by="Site.created_at", cascade="all, delete-orphan"
    )
    contacts: Mapped[list["Contact"]] = relationship(
        back_populates="employer", order_by="Contact.name", cascade="all, delete-orphan"
    )
    log: Mapped[list["ContactLog"]] = relationship(
        back_populates="employer",
        order_by="ContactLog.held_on.desc(), ContactLog.created_at.desc()",
        cascade="all, delete-orphan",
    )


LEGAL_FORM = re.compile(r"\b(sprl|srl|sa|snc|asbl|scrl|sc|scs|nv|bv|bvba|ets|ent)\b")


def name_key(name: str) -> str:
    """Fold a firm's name so that two spellings of it meet.

    >>> name_key("Boulangerie DUPONT s.p.r.l.") == name_key("boulangerie Dupont")
    True
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")
    plain = LEGAL_FORM.sub(" ", re.sub(r"[^a-z0-9]+", " ", plain))
    return " ".join(plain.split())


class Site(Owned, db.Base):
    """A place of work, and how one gets there without a car."""

    __tablename__ = "site"

    employer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("employer.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(default="")
    street: Mapped[str] = mapped_column(default="")
    post_code: Mapped[str] = mapped_column(default="")
    town: Mapped[str]
    access: Mapped[str] = mapped_column(Text, default="")  # bus line, station, minutes on foot
    reachable: Mapped[bool | None]  # without a car, at the hours of work; None = not known

    employer: Mapped[Employer] = relationship(back_populates="sites")


class Channel(StrEnum):
    """How a contact likes to be reached."""

    PHONE = "phone"
    MAIL = "mail"
    TEXT = "text"
    VISIT = "visit"


class Contact(Owned, db.Base):
    """Somebody we speak to in a firm."""

    __tablename__ = "contact"

    employer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("employer.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(info=PERSONAL)
    function: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="", info=PERSONAL)
    phone: Mapped[str] = mapped_column(default="", info=PERSONAL)
    language: Mapped[str] = mapped_column(default="fr")
    channel: Mapped[Channel] = mapped_column(default=Channel.PHONE)

    employer: Mapped[Employer] = relationship(back_populates="contacts")


class ContactKind(StrEnum):
    """What a contact was."""

    CALL = "call"
    VISIT = "visit"
    MAIL = "mail"


class ContactLog(Owned, db.Base):
    """A call, a visit or a mail: what was said and what comes next."""

    __tablename__ = "contact_log"

    employer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("employer.id", ondelete="CASCADE"), index=True
    )
    contact_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("contact.id", ondelete="SET NULL")
    )
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[ContactKind]
    held_on: Mapped[date]
    said: Mapped[str] = mapped_column(Text)
    next_step: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    done_on: Mapped[date | None]  # when the next step was taken

    employer: Mapped[Employer] = relationship(back_populates="log")
    contact: Mapped[Contact | None] = relationship()
    user: Mapped[User] = relationship()
