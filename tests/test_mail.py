"""The outbox and its worker, against a real mail server."""

import socket

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from iod import db, mail
from iod.mail import Mail, MailState


class Sink:
    """A mail server that keeps what it gets, or refuses it."""

    def __init__(self):
        self.got, self.answer = [], "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library's name
        if self.answer.startswith("250"):
            self.got.append(envelope)
        return self.answer


@pytest.fixture
def sink():
    handler = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        handler.port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def config(sink):
    return {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": sink.port,
        "SMTP_TLS": "none",
        "SMTP_USER": "",
        "SMTP_PASSWORD": "",
        "MAIL_FROM": "iod@example.org",
    }


def a_mail(**given):
    row = mail.queue(
        "luca@example.org", "Le poste à pourvoir", "Bonjour,\n\nà bientôt", purpose="x"
    )
    for name, value in given.items():
        setattr(row, name, value)
    db.session.commit()
    return row.id


def kept(mail_id):
    return db.session.scalars(select(Mail).where(Mail.id == mail_id)).one()


def test_a_mail_that_is_due_goes_out_once(session, sink, config):
    mail_id = a_mail()
    assert mail.send_waiting(config) == 1
    assert mail.send_waiting(config) == 0
    assert len(sink.got) == 1
    assert sink.got[0].rcpt_tos == ["luca@example.org"]
    assert "=?utf-8?" in sink.got[0].content.decode().lower()
    assert kept(mail_id).state is MailState.SENT


def test_a_server_that_fails_is_tried_again_later_with_the_same_message_id(session, sink, config):
    mail_id = a_mail()
    sink.answer = "451 Later"
    assert mail.send_waiting(config) == 0
    row = kept(mail_id)
    assert row.state is MailState.WAITING
    assert row.next_attempt_at > db.now()
    assert "451" in row.error

    row.next_attempt_at = db.now()
    db.session.commit()
    sink.answer = "250 OK"
    assert mail.send_waiting(config) == 1
    assert kept(mail_id).message_id in sink.got[0].content.decode()


def test_an_address_with_a_line_break_forges_no_header_and_stops_no_worker(session, sink, config):
    bad = a_mail(recipient="luca@example.org\r\nBcc: all@example.org")
    good = a_mail()
    mail.send_waiting(config)
    assert kept(bad).state is MailState.FAILED
    assert kept(good).state is MailState.SENT
    assert all("Bcc" not in each.content.decode() for each in sink.got)


def test_without_a_mail_server_mails_wait(session, config):
    mail_id = a_mail()
    assert mail.send_waiting(config | {"SMTP_HOST": ""}) == 0
    assert kept(mail_id).state is MailState.WAITING


def test_a_rolled_back_change_sends_nothing(session, sink, config):
    mail.queue("luca@example.org", "Rien", "Rien", purpose="x")
    db.session.rollback()
    assert mail.send_waiting(config) == 0
    assert sink.got == []
