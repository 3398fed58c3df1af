"""What can be done to a firm."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import Select
from sqlalchemy.orm import joinedload, selectinload

from iod import audit, db
from iod.accounts.models import User
from iod.employers.models import (
    Contact,
    ContactKind,
    ContactLog,
    Employer,
    Site,
    Stage,
    name_key,
)
from iod.errors import Refused


def listing(user: User, *, words: str = "", mine: bool = False) -> Select[Employer]:
    """Select the firms of a team, by name, with what a list shows."""
    query = Employer.visible_to(user).options(
        selectinload(Employer.sites), joinedload(Employer.responsible)
    )
    if mine:
        query = query.where(Employer.responsible_id == user.id)
    for word in name_key(words).split():
        query = query.where(Employer.name_key.contains(word, autoescape=True))
    return query.order_by(Employer.name_key, Employer.id)


def same_name(name: str, *, by: User, apart_from: Employer | None = None) -> Employer | None:
    """Return a firm of the team that already bears this name, spelt one way or another."""
    query = Employer.visible_to(by).where(Employer.name_key == name_key(name))
    if apart_from is not None and apart_from.id is not None:
        query = query.where(Employer.id != apart_from.id)
    return db.session.scalars(query.limit(1)).one_or_none()


def save_employer(employer: Employer, *, by: User, different: bool = False) -> None:
    """Keep a firm; a second one of the same name only if the coach says it is another."""
    with db.session.no_autoflush:
        twin = same_name(employer.name, by=by, apart_from=employer)
    if twin is not None and not different:
        raise Refused(
            _("“%(name)s” is already in your list. If it is another firm, tick the box below.",
              name=twin.name),
            field="name",
        )  # fmt: skip
    employer.name_key = name_key(employer.name)
    if db.is_new(employer):
        employer.organisation_id = by.organisation_id
        employer.responsible_id = by.id
    edits = audit.changes(employer)
    db.session.add(employer)
    audit.record("employer.saved", employer, by=by, **edits)


def hand_over(employer: Employer, to: User, *, by: User) -> None:
    """Make somebody else of the team responsible for a firm."""
    employer.responsible = to
    audit.record("employer.handed_over", employer, by=by, to=str(to.id))


def add_site(employer: Employer, site: Site, *, by: User) -> None:
    """Add a place of work."""
    site.organisation_id = employer.organisation_id
    employer.sites.append(site)
    audit.record("site.added", site, by=by)


def add_contact(employer: Employer, contact: Contact, *, by: User) -> None:
    """Add somebody to speak to."""
    contact.organisation_id = employer.organisation_id
    employer.contacts.append(contact)
    audit.record("contact.added", contact, by=by)


def log_contact(
    employer: Employer,
    *,
    kind: ContactKind,
    held_on: date,
    said: str,
    next_step: str,
    next_on: date | None,
    by: User,
) -> None:
    """Write down a call, a visit or a mail; a next step needs its day."""
    if next_step and next_on is None:
        raise Refused(_("Say by when, so that it comes back on your first page."), field="next_on")
    line = ContactLog(
        organisation_id=employer.organisation_id,
        kind=kind,
        held_on=held_on,
        said=said,
        next_step=next_step,
        next_on=next_on if next_step else None,
        user_id=by.id,
    )
    employer.log.append(line)
    if employer.stage is Stage.TO_CALL:
        employer.stage = Stage.IN_CONTACT
    audit.record("contact.logged", line, by=by, kind=kind)


def take_next_step(line: ContactLog, *, on: date, by: User) -> None:
    """Note that the promised step was taken."""
    line.done_on = on
    audit.record("next_step.taken", line, by=by)


def promised_steps(user: User, *, mine: bool = True) -> Select[ContactLog]:
    """Select the steps a member, or her team, promised to firms, oldest first."""
    query = ContactLog.visible_to(user).where(
        ContactLog.next_on.is_not(None), ContactLog.done_on.is_(None)
    )
    if mine:
        query = query.where(ContactLog.user_id == user.id)
    return query.options(joinedload(ContactLog.employer)).order_by(
        ContactLog.next_on, ContactLog.id
    )
