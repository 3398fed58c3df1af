"""Everything the sign-in library is told, and the visitors who come on a link."""

import uuid
from datetime import timedelta
from typing import Any

from flask import Flask, abort, current_app, g, render_template, session
from flask_babel import gettext as _
from flask_login import current_user, user_logged_in, user_logged_out
from flask_security import Security, SQLAlchemySessionUserDatastore
from flask_security.mail_util import MailUtil
from flask_security.recoverable import generate_reset_password_token
from flask_security.utils import logout_user

from iod import db, mail, web
from iod.access import OPEN_ENDPOINTS, Role
from iod.accounts import services
from iod.accounts.models import Link, LinkPurpose, User, UserSession

PUBLIC_VIEWS = ("login", "logout", "forgot_password", "reset_password", "static")
MEMBER_VIEWS = ("change_password",)


class Outbox(MailUtil):
    """Put the library's mails in our outbox; it commits nothing itself, so this does."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: Any,
        sender: Any,
        body: str | None,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        """Queue one mail."""
        mail.queue(str(recipient), str(subject), body or "", purpose=template, html=html or "")
        db.session.commit()


SECURITY = {
    "SECURITY_EMAIL_SUBJECT_PASSWORD_RESET": "iod : choisir un nouveau mot de passe",
    "SECURITY_EMAIL_SUBJECT_PASSWORD_NOTICE": "iod : votre mot de passe a changé",
    "SECURITY_EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE": "iod : votre mot de passe a changé",
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_SINGLE_HASH": True,
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__memory_cost": 19456,
        "argon2__time_cost": 2,
        "argon2__parallelism": 1,
    },
    "SECURITY_PASSWORD_LENGTH_MIN": 12,
    "SECURITY_PASSWORD_CONFIRM_REQUIRED": False,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_I18N_DIRNAME": ["builtin"],
    "SECURITY_RESET_PASSWORD_WITHIN": timedelta(hours=1),
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_RESET_URL": "/forgotten-password",
    "SECURITY_CHANGE_URL": "/change-password",
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
    "SECURITY_POST_RESET_VIEW": "/sign-in",
    "SECURITY_POST_CHANGE_VIEW": "/",
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
    "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
    "SECURITY_UNAUTHORIZED_VIEW": None,
}


def init_app(app: Flask) -> None:
    """Set up sign-in, and recognise who comes on a link."""
    app.config.update(SECURITY)
    app.config["SECURITY_PASSWORD_SALT"] = app.config["SECRET_KEY"]
    app.config["SECURITY_EMAIL_SENDER"] = app.config["MAIL_FROM"]
    store = SQLAlchemySessionUserDatastore(db.session, User, None)  # type: ignore[arg-type]  # one role a user, in her row
    Security(app, store, mail_util_cls=Outbox)
    for view in PUBLIC_VIEWS:
        OPEN_ENDPOINTS[f"security.{view}"] = frozenset({Role.PUBLIC})
    for view in MEMBER_VIEWS:
        OPEN_ENDPOINTS[f"security.{view}"] = frozenset(
            {Role.COACH, Role.MANAGER, Role.ADMINISTRATOR}
        )
    user_logged_in.connect(_open_session, app)
    user_logged_out.connect(_end_session, app)
    app.before_request(recognise)


def password_path(user: User) -> str:
    """Return the path where a member chooses her password, with or without a request."""
    token = generate_reset_password_token(user)  # type: ignore[no-untyped-call]
    addresses = current_app.url_map.bind("")
    return addresses.build("security.reset_password", {"token": token})


def invite(name: str, email: str, role: Role, *, by: User) -> User:
    """Add a member without a password and send the address where she chooses one."""
    user = services.add_user(by.organisation, email=email, name=name, role=role, password_hash=None)
    db.session.flush()
    address = web.absolute(password_path(user))
    text = render_template("mail/invitation.txt", user=user, by=by, address=address)
    subject = _("Your access to iod")
    mail.queue(
        user.email, subject, text, purpose="invitation", organisation_id=user.organisation_id
    )
    return user


def _open_session(_app: Flask, user: User) -> None:
    row = UserSession(id=uuid.uuid4(), user_id=user.id)
    db.session.add(row)
    session["session_id"] = row.id.hex


def _end_session(_app: Flask, user: User) -> None:
    row = _session_row(session.pop("session_id", None))
    if row is not None:
        row.ended_at = db.now()


def _session_row(given: object) -> UserSession | None:
    try:
        return db.session.get(UserSession, uuid.UUID(str(given)))
    except ValueError:
        return None


def recognise() -> None:
    """Check that the sign-in behind a cookie is still open, and load the visitor's links."""
    if current_user.is_authenticated:
        row = _session_row(session.get("session_id"))
        if row is None or row.user_id != current_user.id or not row.is_open():
            logout_user()
            session.clear()
    g.links = _visitor_links()
    g.visitor_roles = frozenset(link.role for link in g.links.values())
    if g.links:
        g.visitor_language = next(iter(g.links.values())).language


def _visitor_links() -> dict[uuid.UUID, Link]:
    found = {}
    for given in session.get("links", [])[:20]:
        link = db.session.get(Link, uuid.UUID(given))
        if link is not None and link.is_open():
            found[link.target_id] = link
    return found


def enter(link: Link) -> None:
    """Let this browser open the page of a link from now on, at a clean address."""
    kept = [given for given in session.get("links", []) if given != link.id.hex]
    session["links"] = [link.id.hex, *kept][:20]


def link_to(target_id: uuid.UUID, purpose: LinkPurpose) -> Link:
    """Return the link by which this visitor may see a row, or answer 404."""
    link: Link | None = g.links.get(target_id)
    if link is None or link.purpose is not purpose:
        abort(404)
    return link
