"""How far each open post is, and whose turn that makes it; a fixed number of reads."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from iod import db
from iod.accounts.models import User
from iod.offers.models import Offer, Status
from iod.offers.profile import demands, fingerprint, profile
from iod.offers.services import whole
from iod.overview.lines import Line, Turn
from iod.proposals.models import Outcome, Presentation
from iod.reviews.models import Review
from iod.reviews.services import Standing
from iod.web import BRUSSELS

# Between the employer's yes and the meeting on the work site: at most a week.
CLOCK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Post:
    """An open post: the last review, how far the employer is, who is being led there."""

    offer: Offer
    review: Review | None
    standing: Standing
    to_discuss: int
    presentations: tuple[Presentation, ...]
    approved_at: datetime | None

    @property
    def free(self) -> int:
        """Return how many openings nobody is being led to."""
        busy = [p for p in self.presentations if p.closed_at is None or p.outcome is Outcome.HIRED]
        return max(0, self.offer.openings - len({p.opening for p in busy}))

    def is_followed_by(self, user: User) -> bool:
        """Tell whether this member is responsible or second for the post."""
        return user.id in (self.offer.responsible_id, self.offer.second_id)


def open_posts(user: User) -> list[Post]:
    """Return the posts a team is working on, the oldest first."""
    query = whole(Offer.visible_to(user).where(Offer.status == Status.ACTIVE))
    offers = list(db.session.scalars(query.order_by(Offer.captured_on, Offer.id)).unique())
    ids = [offer.id for offer in offers]
    reviews = _last_reviews(ids)
    shown = _presentations(ids)
    return [_post(offer, reviews.get(offer.id, []), shown.get(offer.id, ())) for offer in offers]


def _last_reviews(ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Review]]:
    query = (
        select(Review).where(Review.offer_id.in_(ids)).options(selectinload(Review.approvals))
    ).order_by(Review.created_at)
    found: dict[uuid.UUID, list[Review]] = {}
    for review in db.session.scalars(query):
        found.setdefault(review.offer_id, []).append(review)
    return found


def _presentations(ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[Presentation, ...]]:
    query = select(Presentation).where(Presentation.offer_id.in_(ids))
    found: dict[uuid.UUID, tuple[Presentation, ...]] = {}
    for row in db.session.scalars(query.order_by(Presentation.created_at)):
        found[row.offer_id] = (*found.get(row.offer_id, ()), row)
    return found


def _post(offer: Offer, reviews: list[Review], shown: tuple[Presentation, ...]) -> Post:
    present = fingerprint(profile(offer)) if reviews else ""
    approvals = [a for review in reviews for a in review.approvals if a.fingerprint == present]
    approved_at = max((a.created_at for a in approvals), default=None)
    last = reviews[-1] if reviews else None
    return Post(
        offer=offer,
        review=last,
        standing=_standing(last, approved_at),
        to_discuss=sum(1 for row in demands(offer) if row.necessity is None),
        presentations=shown,
        approved_at=approved_at,
    )


def _standing(review: Review | None, approved_at: datetime | None) -> Standing:
    """Return what `reviews.services.standing` says of one offer, from rows already read."""
    if approved_at is not None:
        return Standing.APPROVED
    if review is None:
        return Standing.NOT_SENT
    if review.approvals:
        return Standing.OUTDATED
    return Standing.ANSWERED if review.answered_at else Standing.WAITING


def _day(moment: datetime) -> date:
    return moment.astimezone(BRUSSELS).date()


def lines(posts: Iterable[Post]) -> list[Line]:
    """Return whose turn each post makes it; none where nothing waits."""
    return [line for post in posts if (line := _line(post)) is not None]


def _line(post: Post) -> Line | None:
    offer, review = post.offer, post.review
    if review is None or post.standing is Standing.NOT_SENT:
        return _to_prepare(post)
    if post.standing is Standing.APPROVED:
        return _to_fill(post)
    words = {
        Standing.WAITING: (Turn.EMPLOYER, _("Reads the realistic profile"), _("See, remind")),
        Standing.ANSWERED: (Turn.TEAM, _("The employer has answered"), _("Take it up")),
        Standing.OUTDATED: (Turn.TEAM, _("Changed since the approval"), _("Show it again")),
    }
    turn, detail, action = words[post.standing]
    return Line(
        turn=turn,
        on=_day(review.answered_at or review.created_at),
        title=_name(offer),
        detail=detail,
        action=action,
        endpoint="reviews.show",
        values={"offer_id": offer.id},
        promised=False,
    )


def _to_prepare(post: Post) -> Line:
    offer, endpoint = post.offer, "offers.show"
    if not offer.tasks:
        detail, action = _("No task yet: they come first"), _("Record the tasks")
    elif post.to_discuss:
        detail = ngettext(
            "%(num)s requirement to discuss", "%(num)s requirements to discuss", post.to_discuss
        )
        action = _("Discuss")
    else:
        detail, action, endpoint = _("Ready to be read"), _("Send the profile"), "reviews.show"
    return Line(
        turn=Turn.TEAM,
        on=offer.captured_on,
        title=_name(offer),
        detail=detail,
        action=action,
        endpoint=endpoint,
        values={"offer_id": offer.id},
        promised=False,
    )


def _to_fill(post: Post) -> Line | None:
    if not post.free or post.approved_at is None:
        return None
    return Line(
        turn=Turn.TEAM,
        on=_day(post.approved_at + CLOCK),
        title=_name(post.offer),
        detail=_("Approved: lead one person to the post within the week"),
        action=_("Who can be led there?"),
        endpoint="proposals.shortlist",
        values={"offer_id": post.offer.id},
    )


def _name(offer: Offer) -> str:
    return f"{offer.title}, {offer.employer.name}"


def introductions(user: User, *, mine: bool, today: date) -> list[Line]:
    """Return the presentations under way: a meeting to set, to hold, or to conclude."""
    query = Presentation.visible_to(user).where(Presentation.closed_at.is_(None))
    query = query.options(
        joinedload(Presentation.candidate),
        joinedload(Presentation.offer).joinedload(Offer.employer),
        joinedload(Presentation.introduction),
    )
    rows = db.session.scalars(query.order_by(Presentation.created_at, Presentation.id))
    return [_under_way(row, today) for row in rows if not mine or _is_mine(row, user)]


def _is_mine(row: Presentation, user: User) -> bool:
    people = (row.opened_by_id, row.candidate.responsible_id, row.candidate.second_id)
    return user.id in people


def _under_way(row: Presentation, today: date) -> Line:
    meeting = row.introduction
    values = {"presentation_id": row.id}
    if meeting is None:
        until = _day(row.created_at + CLOCK)
        detail, action = _("Set the meeting on the work site"), _("Set the day")
        where = "proposals.meeting"
    elif (until := _day(meeting.held_at)) >= today:
        detail, action = _("Meeting on the work site"), _("Prepare")
        where = "proposals.presentation"
    else:
        detail, action = _("The meeting took place: how did it end?"), _("Write the outcome")
        where = "proposals.outcome"
    title = f"{row.candidate.name} → {_name(row.offer)}"
    return Line(Turn.TEAM, until, title, detail, action, where, values)
