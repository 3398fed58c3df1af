"""The outbox: a mail is a row, kept with the change that caused it; the worker sends it."""

import smtplib
import ssl
import time
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from enum import StrEnum
from typing import Any

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, mapped_column

from iod import db
from iod.db import PERSONAL


class MailState(StrEnum):
    """Where a mail stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Mail(db.Base):
    """One message to one address."""

    __tablename__ = "mail"

    organisation_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    purpose: Mapped[str]
    recipient: Mapped[str] = mapped_column(info=PERSONAL)
    subject: Mapped[str] = mapped_column(info=PERSONAL)
    text: Mapped[str] = mapped_column(Text, info=PERSONAL)
    html: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    message_id: Mapped[str]
    state: Mapped[MailState] = mapped_column(default=MailState.WAITING, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(default=db.now, index=True)
    sent_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")


# Minutes before each new attempt; after the last one the mail is marked failed and shown.
PATIENCE = (1, 5, 15, 60, 240, 720, 1440)


def queue(
    recipient: str,
    subject: str,
    text: str,
    *,
    purpose: str,
    html: str = "",
    organisation_id: uuid.UUID | None = None,
) -> Mail:
    """Add a mail to the current transaction: kept with it, or not at all."""
    mail = Mail(
        organisation_id=organisation_id,
        purpose=purpose,
        recipient=recipient,
        subject=subject,
        text=text,
        html=html,
        message_id=make_msgid(domain="iod"),
    )
    db.session.add(mail)
    return mail


def compose(mail: Mail, sender: str) -> EmailMessage:
    """Return the message as the mail server gets it; the same Message-ID at each attempt."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = mail.recipient
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    return message


def connect(config: Mapping[str, Any]) -> smtplib.SMTP:
    """Open the mail server named in the settings."""
    host, port, tls = config["SMTP_HOST"], config["SMTP_PORT"], config["SMTP_TLS"]
    server: smtplib.SMTP
    if tls == "tls":
        server = smtplib.SMTP_SSL(host, port, timeout=20, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, port, timeout=20)
    if tls == "starttls":
        server.starttls(context=ssl.create_default_context())
    if config["SMTP_USER"]:
        server.login(config["SMTP_USER"], config["SMTP_PASSWORD"])
    return server


def claim() -> Mail | None:
    """Take the oldest mail that is due, so that no second worker takes it too."""
    due = (
        select(Mail)
        .where(Mail.state == MailState.WAITING, Mail.next_attempt_at <= db.now())
        .order_by(Mail.next_attempt_at, Mail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    mail = db.session.scalars(due).one_or_none()
    if mail is not None:
        wait = PATIENCE[min(mail.attempts, len(PATIENCE) - 1)]
        mail.attempts += 1
        mail.next_attempt_at = db.now() + timedelta(minutes=wait)
    db.session.commit()
    return mail


def deliver(mail: Mail, config: Mapping[str, Any]) -> bool:
    """Try to send one claimed mail and write down what happened."""
    try:
        with connect(config) as server:
            server.send_message(compose(mail, config["MAIL_FROM"]))
    except (OSError, smtplib.SMTPException, ValueError) as failure:
        mail.error = f"{type(failure).__name__}: {failure}"[:500]
        refused = isinstance(failure, (smtplib.SMTPRecipientsRefused, ValueError))
        if refused or mail.attempts >= len(PATIENCE):
            mail.state = MailState.FAILED
    else:
        mail.state, mail.sent_at, mail.error = MailState.SENT, db.now(), ""
    db.session.commit()
    return mail.state is MailState.SENT


def send_waiting(config: Mapping[str, Any]) -> int:
    """Send every mail that is due; return how many went out."""
    sent = 0
    if config["SMTP_HOST"]:
        while (mail := claim()) is not None:
            sent += deliver(mail, config)
    db.session.remove()
    return sent


def work(config: Mapping[str, Any], *, seconds_between: float = 2.0) -> None:
    """Send what is due, for ever."""
    while True:
        send_waiting(config)
        time.sleep(seconds_between)
