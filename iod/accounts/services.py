"""What can be done to teams, their members and their links."""

import uuid
from typing import Any

from flask_babel import gettext as _
from flask_security.utils import hash_password
from sqlalchemy import select

from iod import audit, db
from iod.access import Role
from iod.accounts.models import Link, LinkPurpose, Organisation, User
from iod.errors import Refused


def hashed(password: str) -> str:
    """Return what is kept of a password; slow on purpose, so never inside a transaction."""
    return str(hash_password(password))


def add_user(
    organisation: Organisation, *, email: str, name: str, role: Role, password_hash: str | None
) -> User:
    """Add a member to a team."""
    email = email.strip().lower()
    if db.session.scalar(select(User.id).where(User.email == email)):
        raise Refused(_("This address already has an account."), field="email")
    user = User(
        email=email,
        name=name,
        role=role,
        password=password_hash,
        organisation=organisation,
        confirmed_at=db.now(),
    )
    db.session.add(user)
    audit.record("user.added", user, by=None, role=role)
    return user


def create_team(name: str, *, manager: str, email: str) -> User:
    """Make a team and its manager, who has no password yet; return the manager."""
    team = Organisation(name=name, settings={})
    db.session.add(team)
    audit.record("team.created", team, by=None, label="system")
    return add_user(team, email=email, name=manager, role=Role.MANAGER, password_hash=None)


def members(user: User, *roles: Role) -> list[User]:
    """Return the active members of a team, by name."""
    query = User.visible_to(user).where(User.active.is_(True))
    if roles:
        query = query.where(User.role.in_(roles))
    return list(db.session.scalars(query))


def give_link(
    purpose: LinkPurpose,
    target: Any,
    *,
    role: Role,
    by: User | None,
    recipient: str = "",
    language: str = "fr",
) -> str:
    """Make a link to one row and return its token, which is shown once and never kept."""
    token = Link.new_token()
    link = Link(
        purpose=purpose,
        role=role,
        target_id=target.id,
        organisation_id=target.organisation_id,
        token_hash=Link.hash(token),
        recipient=recipient,
        language=language,
        expires_at=db.now() + Link.LIFETIME,
    )
    db.session.add(link)
    audit.record("link.given", link, by=by, purpose=purpose)
    return token


def revoke_links(target_id: uuid.UUID, *, by: User | None) -> int:
    """Close every open link to a row; it stops at its next opening."""
    open_links = select(Link).where(Link.target_id == target_id, Link.revoked_at.is_(None))
    links = list(db.session.scalars(open_links))
    for link in links:
        link.revoked_at = db.now()
        audit.record("link.revoked", link, by=by)
    return len(links)


def find_link(token: str) -> Link | None:
    """Return the link of a token, open or not."""
    return db.session.scalars(select(Link).where(Link.token_hash == Link.hash(token))).one_or_none()


def open_links(target_id: uuid.UUID) -> list[Link]:
    """Return the links that open a row today, newest first."""
    query = select(Link).where(Link.target_id == target_id).order_by(Link.created_at.desc())
    return [link for link in db.session.scalars(query) if link.is_open()]
