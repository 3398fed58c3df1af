"""Pages by which each side is asked apart: on its own link, or by the coach on the telephone."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from iod import audit, db, mail
from iod.access import Role, allow
from iod.accounts.models import LinkPurpose
from iod.accounts.services import open_links
from iod.accounts.signin import link_to
from iod.candidates.models import Side
from iod.placements import labels, voices
from iod.placements.blueprint import TEAM, bp, load_point, load_side
from iod.placements.forms import LinkForm, TopicForm
from iod.placements.models import FollowUp, Voice
from iod.web import Form, absolute, qr_code

Forms = Mapping[str, TopicForm]


def topic_forms(side: Side, voice: Voice | None) -> Forms:
    """Return one small form per question, with what was answered before."""
    answers = voice.answers if voice else {}
    shared = voice.shared if voice and voice.given_at else ()
    return {
        topic: TopicForm(
            prefix=topic,
            mood=answers.get(topic, {}).get("mood"),
            words=answers.get(topic, {}).get("words", ""),
            share=topic in shared,
        )
        for topic in voices.TOPICS[side]
    }


def answers_of(forms: Forms) -> tuple[dict[str, Any], list[str]]:
    """Return what was answered, and what may be shared."""
    answers = {t: {"mood": f.mood.data, "words": f.words.data or ""} for t, f in forms.items()}
    return answers, [topic for topic, form in forms.items() if form.share.data]


def all_valid(form: Form, forms: Forms) -> bool:
    """Tell whether a posted page holds no mistake."""
    if not form.validate_on_submit():
        return False
    wrong = [each for each in forms.values() if not each.validate()]
    return not wrong


# --- on a link --------------------------------------------------------------------------------


@bp.route("/voices/<uuid:voice_id>", methods=["GET", "POST"])
@allow(Role.WORKER, Role.EMPLOYER)
def voice(voice_id: uuid.UUID) -> ResponseReturnValue:
    """Ask one side at most five short questions."""
    link = link_to(voice_id, LinkPurpose.VOICE)
    row = db.one_or_404(
        select(Voice).where(Voice.id == link.target_id).options(joinedload(Voice.follow_up))
    )
    form, forms = Form(), topic_forms(row.side, row)
    if all_valid(form, forms):
        answers, shared = answers_of(forms)
        if form.attempt(voices.answer, row, answers, shared):
            flash(_("Thank you. You can still change your answers until the meeting."), "success")
            return redirect(url_for("placements.voice", voice_id=voice_id))
    return render_template(
        "placements/voice.html", voice=row, form=form, forms=forms, **words_for(row.follow_up)
    )


def words_for(point: FollowUp) -> dict[str, object]:
    """Return what both sides already know of each other, for their pages."""
    return {
        "point": point,
        "placement": point.placement,
        "open": voices.is_open(point),
        "labels": labels,
        "never_shared": voices.NEVER_SHARED,
    }


# --- by the coach -----------------------------------------------------------------------------


@bp.route("/points/<uuid:point_id>/ask/<side>", methods=["GET", "POST"])
@allow(*TEAM)
def ask(point_id: uuid.UUID, side: str) -> ResponseReturnValue:
    """Write down the answers of one side, given on the telephone."""
    point, who = load_point(point_id), load_side(side)
    form, forms = Form(), topic_forms(who, voices.voice_of(point, who))
    if all_valid(form, forms):
        answers, shared = answers_of(forms)
        if form.attempt(voices.answer_for, point, who, answers, shared, by=current_user):
            return redirect(url_for("placements.point", point_id=point_id))
    audit.read(point.placement.candidate_id, "voice", by=current_user)
    link = LinkForm(formdata=None, recipient=address_of(point, who))
    return ask_page(point, who, form, forms, link)


def ask_page(point: FollowUp, who: Side, form: Form, forms: Forms, link: Form) -> str:
    """Draw the page by which a coach asks one side."""
    row = voices.voice_of(point, who)
    fresh = session.get("new_voice_link", {})
    address = fresh["address"] if row and fresh.get("voice") == row.id.hex else ""
    return render_template(
        "placements/ask.html",
        side=who,
        voice=row,
        form=form,
        forms=forms,
        link=link,
        links=open_links(row.id) if row else [],
        address=address,
        qr=qr_code(address) if address else "",
        **words_for(point),
    )


def address_of(point: FollowUp, side: Side) -> str:
    """Return the e-mail address of one side, or ""."""
    if side is Side.WORKER:
        return point.placement.candidate.email
    offer = point.placement.offer
    known = [offer.contact] if offer.contact else offer.employer.contacts
    return next((contact.email for contact in known if contact.email), "")


@bp.post("/points/<uuid:point_id>/ask/<side>/link")
@allow(*TEAM)
def give_link(point_id: uuid.UUID, side: str) -> ResponseReturnValue:
    """Make the link by which one side answers, and mail it if there is an address."""
    point, who = load_point(point_id), load_side(side)
    form = LinkForm()
    made: list[tuple[Voice, str]] = []
    if form.validate_on_submit() and form.attempt(
        lambda: made.append(
            voices.ask(point, who, recipient=form.recipient.data or "", by=current_user)
        )
    ):
        row, token = made[0]
        address = absolute(url_for("accounts.follow", token=token))
        session["new_voice_link"] = {"voice": row.id.hex, "address": address}
        if form.recipient.data:
            post_mail(point, who, form.recipient.data, address)
            flash(_("The link is on its way to %(address)s.", address=form.recipient.data))
        return redirect(url_for("placements.ask", point_id=point_id, side=who.value))
    forms = topic_forms(who, voices.voice_of(point, who))
    return ask_page(point, who, Form(formdata=None), forms, form)


def post_mail(point: FollowUp, side: Side, recipient: str, address: str) -> None:
    """Queue the mail that brings the questions."""
    text = render_template(
        "mail/voice.txt", side=side, address=address, by=current_user, **words_for(point)
    )
    mail.queue(
        recipient,
        _("Before our meeting: five short questions"),
        text,
        purpose="voice",
        organisation_id=point.organisation_id,
    )
