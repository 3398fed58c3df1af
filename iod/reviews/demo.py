"""The employers' answers of the demo."""

from typing import Any

from sqlalchemy import select

from iod import db
from iod.access import Role
from iod.accounts.models import LinkPurpose
from iod.accounts.services import give_link
from iod.reviews import services
from iod.reviews.models import Reply, Review


def tell(story: Any) -> None:
    """Send the profiles that are ready, and let the employers answer as far as their stage says."""
    for offer in story.told["offers"]:
        stage = story.told["stages"][offer.id]
        if stage in ("captured", "analysed"):
            continue
        contact = offer.contact
        review, _token = services.send(offer, recipient=contact.email, by=offer.responsible)
        if stage == "sent":
            continue
        for number, line in enumerate(services.lines(review)):
            if stage == "answered" and number == 0:
                words = "Plutôt quelqu’un qui a déjà servi, même quelques semaines."
                services.answer(review, line.requirement, Reply.PROPOSE, words)
            else:
                services.answer(review, line.requirement, Reply.AGREE, "")
        services.finish(review, "")
        if stage != "answered":
            services.approve(
                review, name=contact.name, function=contact.function, seen=review.fingerprint
            )


def link() -> tuple[str, str] | None:
    """Return a fresh link to a profile that waits for its employer."""
    waiting = select(Review).where(Review.answered_at.is_(None)).order_by(Review.created_at)
    review = db.session.scalars(waiting.limit(1)).one_or_none()
    if review is None:
        return None
    token = give_link(LinkPurpose.REVIEW, review, role=Role.EMPLOYER, by=None)
    return "employer link", f"/l/{token}"
