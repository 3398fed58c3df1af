"""Put a realistic profile before the employer, take his answers, keep his approval."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import select

from iod import audit, db
from iod.access import Role
from iod.accounts.models import LinkPurpose, User
from iod.accounts.services import give_link, revoke_links
from iod.errors import Refused
from iod.offers.models import Decision, Flag, Necessity, Offer, Requirement
from iod.offers.profile import demands, fingerprint, profile
from iod.offers.services import discuss
from iod.reviews.models import Answer, Approval, Comment, Reply, Review, ShownOpening


class Standing(StrEnum):
    """How far the employer's answer is."""

    NOT_SENT = "not_sent"
    WAITING = "waiting"
    ANSWERED = "answered"
    APPROVED = "approved"
    OUTDATED = "outdated"  # approved once; the profile has changed since


def latest(offer: Offer) -> Review | None:
    """Return the last review of an offer."""
    query = select(Review).where(Review.offer_id == offer.id).order_by(Review.created_at.desc())
    return db.session.scalars(query.limit(1)).one_or_none()


def approved_profile(offer: Offer) -> Approval | None:
    """Return the approval that counts: the one whose fingerprint is the present profile's."""
    query = (
        select(Approval)
        .where(Approval.offer_id == offer.id, Approval.fingerprint == fingerprint(profile(offer)))
        .order_by(Approval.created_at.desc())
    )
    return db.session.scalars(query.limit(1)).one_or_none()


def shown_opening(offer: Offer) -> ShownOpening | None:
    """Return how many people the employer was told of, for the present profile."""
    query = select(ShownOpening).where(
        ShownOpening.offer_id == offer.id,
        ShownOpening.fingerprint == fingerprint(profile(offer)),
    )
    return db.session.scalars(query).one_or_none()


def standing(offer: Offer, review: Review | None) -> Standing:
    """Tell how far the employer's answer to an offer is."""
    if approved_profile(offer) is not None:
        return Standing.APPROVED
    if review is None:
        return Standing.NOT_SENT
    if review.approvals:
        return Standing.OUTDATED
    return Standing.ANSWERED if review.answered_at else Standing.WAITING


def send(offer: Offer, *, recipient: str, by: User) -> tuple[Review, str]:
    """Put the present profile before the employer; return the review and the token of its link.

    The link of an earlier review closes: the employer answers one version only.
    """
    if not offer.tasks:
        raise Refused(_("Record the tasks first: the employer recognises his job by them."))
    if (before := latest(offer)) is not None:
        revoke_links(before.id, by=by)
    present = profile(offer)
    review = Review(
        offer=offer,
        organisation_id=offer.organisation_id,
        sent_by=by,
        sent_to=recipient,
        fingerprint=fingerprint(present),
        profile=present,
    )
    db.session.add(review)
    db.session.flush()
    language = offer.contact.language if offer.contact else "fr"
    token = give_link(
        LinkPurpose.REVIEW,
        review,
        role=Role.EMPLOYER,
        by=by,
        recipient=recipient,
        language=language,
    )
    audit.record("review.sent", review, by=by)
    return review, token


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the employer's page."""

    requirement: Requirement
    answer: Answer | None
    question: Flag | None


def lines(review: Review) -> list[Line]:
    """Return the requirements of a review with the answers given and the question raised."""
    answers = {a.requirement_id: a for a in review.answers}
    questions: dict[object, Flag] = {}
    for flag in sorted(review.offer.flags, key=lambda f: (f.family, -f.severity)):
        if flag.requirement_id and flag.decision is not Decision.OVERRIDDEN:
            questions.setdefault(flag.requirement_id, flag)
    return [Line(r, answers.get(r.id), questions.get(r.id)) for r in demands(review.offer)]


def bars_approval(flag: Flag) -> bool:
    """Tell whether a flag is about a wording that the law does not let stand as it is."""
    if flag.family != "legal" or flag.severity < 3:
        return False
    if flag.decision is Decision.OVERRIDDEN or flag.decision is Decision.ACCEPTED:
        return False
    row = flag.requirement
    return row is None or (row.stays and not row.agreed)


def obstacles(offer: Offer) -> list[Flag]:
    """Return what keeps a profile from being approved, whoever would sign it."""
    return [flag for flag in offer.flags if bars_approval(flag)]


def answer(
    review: Review,
    requirement: Requirement,
    reply: Reply,
    words: str,
    *,
    by: User | None = None,
) -> Answer:
    """Keep the employer's answer to one line; he may change it until he approves."""
    if approved_profile(review.offer) is not None:
        raise Refused(_("This profile is approved. Ask your contact if it must change."))
    if reply is Reply.KEEP and not words:
        raise Refused(_("Say what the work calls for."), field="words")
    if reply is Reply.PROPOSE and not words:
        raise Refused(_("Write your proposal."), field="words")
    row = next((a for a in review.answers if a.requirement_id == requirement.id), None)
    if row is None:
        row = Answer(organisation_id=review.organisation_id, requirement=requirement, reply=reply)
        review.answers.append(row)
    row.reply = reply
    row.reason = words if reply is Reply.KEEP else ""
    row.proposal = words if reply is Reply.PROPOSE else ""
    row.recorded_by_id = by.id if by else None
    audit.record("answer.given", row, by=by, label="" if by else "employer", reply=reply)
    return row


def finish(review: Review, comment: str) -> None:
    """Take over what the employer answered: what he keeps goes back into the profile.

    A proposal waits for the coach; so does a wording that the law does not let stand.
    """
    if comment:
        review.comments.append(
            Comment(organisation_id=review.organisation_id, section="all", text=comment)
        )
    for each in review.answers:
        if each.reply is Reply.KEEP:
            _keep(review, each)
    review.answered_at = db.now()
    review.profile = profile(review.offer)
    review.fingerprint = fingerprint(review.profile)
    audit.record("review.answered", review, by=None, label="employer")


def _keep(review: Review, given: Answer) -> None:
    row = given.requirement
    if any(bars_approval(f) or _legal(f, row) for f in review.offer.flags if f.requirement is row):
        review.call_back = True
        return
    if row.necessity is Necessity.STRICT and not row.agreed:
        return
    discuss(
        row,
        Necessity.STRICT,
        agreed=row.asked,
        agreed_value=row.value,
        tasks=list(row.tasks),
        learnable_days=None,
        helper="",
        reason=given.reason,
        by=None,
        name=review.offer.employer.name,
    )


def _legal(flag: Flag, row: Requirement) -> bool:
    return flag.requirement is row and flag.family == "legal" and flag.severity >= 3


def pending(review: Review) -> list[Answer]:
    """Return the answers that the coach must take up before the employer can approve."""
    barred = {
        f.requirement_id for f in review.offer.flags if f.family == "legal" and f.severity >= 3
    }
    return [
        a
        for a in review.answers
        if a.reply is Reply.PROPOSE or (a.reply is Reply.KEEP and a.requirement_id in barred)
    ]


def approve(
    review: Review, *, name: str, function: str, seen: str, by: User | None = None
) -> Approval:
    """Keep the employer's yes to exactly the profile he saw, by the fingerprint of his page."""
    present = profile(review.offer)
    if fingerprint(present) != seen:
        raise Refused(_("The profile has changed since you opened it. Read it again below."))
    if (given := approved_profile(review.offer)) is not None:
        return given  # the button was pressed twice
    if obstacles(review.offer) or pending(review):
        raise Refused(_("One line needs a word with your contact first: you will be called back."))
    approval = Approval(
        organisation_id=review.organisation_id,
        offer_id=review.offer_id,
        fingerprint=seen,
        profile=present,
        name=name,
        function=function,
        recorded_by_id=by.id if by else None,
    )
    review.approvals.append(approval)
    audit.record("profile.approved", approval, by=by, label="" if by else "employer")
    return approval


def take_in(review: Review, *, by: User) -> None:
    """Show the employer the present profile: the coach has taken up what he proposed."""
    for each in pending(review):
        review.answers.remove(each)
    review.profile = profile(review.offer)
    review.fingerprint = fingerprint(review.profile)
    review.answered_at = None
    review.call_back = False
    audit.record("review.updated", review, by=by)
