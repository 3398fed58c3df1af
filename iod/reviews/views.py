"""The employer's page, and the coach's page about it."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from iod import db, mail
from iod.access import Role, allow
from iod.accounts.models import LinkPurpose
from iod.accounts.services import open_links, revoke_links
from iod.accounts.signin import link_to
from iod.offers import phrases
from iod.offers.models import Offer
from iod.offers.profile import fingerprint, profile, short
from iod.offers.services import whole
from iod.reviews import services
from iod.reviews.forms import REPLY_WORDS, AnswersForm, ApprovalForm, LineForm, SendForm
from iod.reviews.models import Reply, Review
from iod.web import absolute, qr_code

bp = Blueprint("reviews", __name__, url_prefix="/reviews")


def load_offer(offer_id: uuid.UUID) -> Offer:
    """Return one offer of the member's team with all its parts, or answer 404."""
    return db.one_or_404(whole(Offer.visible_to(current_user).where(Offer.id == offer_id)))


@bp.get("/offers/<uuid:offer_id>")
@allow(Role.COACH, Role.MANAGER)
def show(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Show the coach how far the employer's answer is."""
    offer = load_offer(offer_id)
    review = services.latest(offer)
    form = SendForm(recipient=offer.contact.email if offer.contact else _first_address(offer))
    return render_template("reviews/show.html", form=form, **page(offer, review))


def page(offer: Offer, review: Review | None) -> dict[str, object]:
    """Return what the coach's page shows."""
    given = session.get("new_link", {})
    address = given.get("address") if review and given.get("review") == review.id.hex else None
    return {
        "offer": offer,
        "review": review,
        "standing": services.standing(offer, review),
        "approval": services.approved_profile(offer),
        "lines": services.lines(review) if review else [],
        "obstacles": services.obstacles(offer),
        "pending": services.pending(review) if review else [],
        "links": open_links(review.id) if review else [],
        "address": address,
        "qr": qr_code(address) if address else "",
        "replies": REPLY_WORDS,
        "labels": phrases,
        "opening": services.shown_opening(offer),
        "short": short,
    }


def _first_address(offer: Offer) -> str:
    return next((c.email for c in offer.employer.contacts if c.email), "")


@bp.post("/offers/<uuid:offer_id>/send")
@allow(Role.COACH, Role.MANAGER)
def send(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Give the employer a link to the profile, by mail or by hand."""
    offer = load_offer(offer_id)
    form = SendForm()
    if form.validate_on_submit():
        recipient = form.recipient.data or ""
        sent: list[tuple[Review, str]] = []
        if form.attempt(
            lambda: sent.append(services.send(offer, recipient=recipient, by=current_user))
        ):
            review, token = sent[0]
            address = absolute(url_for("accounts.follow", token=token))
            session["new_link"] = {"review": review.id.hex, "address": address}
            if recipient:
                post_mail(offer, recipient, address)
                flash(_("The link is on its way to %(address)s.", address=recipient), "success")
            return redirect(url_for("reviews.show", offer_id=offer.id))
    return render_template("reviews/show.html", form=form, **page(offer, services.latest(offer)))


def post_mail(offer: Offer, recipient: str, address: str) -> None:
    """Queue the mail that brings the link."""
    text = render_template("mail/review.txt", offer=offer, address=address, by=current_user)
    mail.queue(
        recipient,
        _("The job “%(title)s”: your view on the realistic profile", title=offer.title),
        text,
        purpose="review",
        organisation_id=offer.organisation_id,
    )


@bp.post("/<uuid:review_id>/revoke")
@allow(Role.COACH, Role.MANAGER)
def revoke(review_id: uuid.UUID) -> ResponseReturnValue:
    """Close the employer's link."""
    review = db.one_or_404(Review.visible_to(current_user).where(Review.id == review_id))
    revoke_links(review.id, by=current_user)
    flash(_("The link no longer opens."), "success")
    return redirect(url_for("reviews.show", offer_id=review.offer_id))


@bp.post("/<uuid:review_id>/update")
@allow(Role.COACH, Role.MANAGER)
def update(review_id: uuid.UUID) -> ResponseReturnValue:
    """Show the employer the present profile on the link he already has."""
    review = db.one_or_404(Review.visible_to(current_user).where(Review.id == review_id))
    services.take_in(review, by=current_user)
    flash(_("The employer now sees the present profile on his link."), "success")
    return redirect(url_for("reviews.show", offer_id=review.offer_id))


# --- the employer's side ----------------------------------------------------------------------


def load_review(review_id: uuid.UUID) -> Review:
    """Return the review that this visitor's link opens, or answer 404."""
    link = link_to(review_id, LinkPurpose.REVIEW)
    review = db.one_or_404(select(Review).where(Review.id == link.target_id))
    whole_offer = whole(select(Offer).where(Offer.id == review.offer_id))
    db.session.scalars(whole_offer).one()  # all its parts at once, into the session
    return review


@bp.route("/<uuid:review_id>", methods=["GET", "POST"])
@allow(Role.EMPLOYER)
def employer_page(review_id: uuid.UUID) -> ResponseReturnValue:
    """Let the employer read the profile and answer line by line."""
    review = load_review(review_id)
    if services.approved_profile(review.offer) is not None:
        return redirect(url_for("reviews.approve", review_id=review.id))
    lines = services.lines(review)
    form = AnswersForm()
    forms = {line.requirement.id: line_form(line) for line in lines}
    if form.validate_on_submit() and take_answers(review, lines, forms):
        if request.form.get("go") == "save":
            flash(_("Saved. You can come back by the same link."), "success")
            return redirect(url_for("reviews.employer_page", review_id=review.id))
        services.finish(review, form.comment.data or "")
        return redirect(url_for("reviews.approve", review_id=review.id))
    wrong = [f for f in forms.values() if f.errors]
    return render_template(
        "reviews/employer_page.html",
        review=review,
        offer=review.offer,
        lines=lines,
        form=form,
        forms=forms,
        wrong=wrong,
        labels=phrases,
        opening=services.shown_opening(review.offer),
        changed=fingerprint(profile(review.offer)) != review.fingerprint,
    )


def line_form(line: services.Line) -> LineForm:
    """Return the form of one line, with what was answered before."""
    given = line.answer
    words = (given.reason or given.proposal) if given else ""
    return LineForm(
        prefix=line.requirement.id.hex, reply=given.reply if given else None, words=words
    )


def take_answers(
    review: Review, lines: list[services.Line], forms: dict[uuid.UUID, LineForm]
) -> bool:
    """Keep each line that was answered; tell whether all of them could be kept."""
    everything = request.form.get("go") == "agree-all"
    good = True
    for line in lines:
        form = forms[line.requirement.id]
        reply = Reply.AGREE if everything else form.reply.data
        if not everything and not form.validate():
            good = False
        elif reply is not None:
            words = "" if everything else form.words.data or ""
            good &= form.attempt(services.answer, review, line.requirement, reply, words)
    if not good:
        db.session.rollback()
    return good


@bp.route("/<uuid:review_id>/approve", methods=["GET", "POST"])
@allow(Role.EMPLOYER)
def approve(review_id: uuid.UUID) -> ResponseReturnValue:
    """Show the whole profile once more, and take the employer's yes."""
    review = load_review(review_id)
    form = ApprovalForm()
    if form.validate_on_submit() and form.attempt(
        services.approve,
        review,
        name=form.name.data or "",
        function=form.function.data or "",
        seen=form.seen.data or "",
    ):
        return redirect(url_for("reviews.approve", review_id=review.id))
    form.seen.data = form.seen.raw_data = fingerprint(profile(review.offer))
    return render_template(
        "reviews/approve.html",
        review=review,
        offer=review.offer,
        approval=services.approved_profile(review.offer),
        blocked=services.obstacles(review.offer) or services.pending(review),
        lines=services.lines(review),
        form=form,
        labels=phrases,
        short=short,
    )
