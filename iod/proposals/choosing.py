"""Pages of the choice: the offers for a person, the sheet she is given, her answers."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from iod import audit, db
from iod.access import Role, allow
from iod.accounts import signin
from iod.accounts.models import LinkPurpose
from iod.candidates import words
from iod.candidates.models import Candidate
from iod.proposals import canvass, presentations, sentences, services, shortlist, terms
from iod.proposals.blueprint import bp, load, load_person
from iod.proposals.forms import ANSWERS, OWN_ANSWERS, AnswerForm, OwnAnswerForm, SheetForm
from iod.proposals.models import Choice, ChoiceSheet
from iod.reference import services as reference
from iod.web import choices, today


def occupation_words(occupation_id: str) -> str:
    """Name an occupation in the reader's language."""
    return reference.occupation_label(occupation_id, words.page_language())


@bp.route("/people/<uuid:candidate_id>", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def offers_for(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Show the offers a person can be led to, and put some before her."""
    candidate = load_person(candidate_id)
    audit.read(candidate.id, "offers", by=current_user)
    found = shortlist.for_candidate(candidate, current_user)
    offers = {str(each.offer.id): each.offer for each in found}
    form = SheetForm()
    form.offers.choices = choices({key: offer.title for key, offer in offers.items()})
    if form.validate_on_submit() and form.attempt(
        services.give_sheet,
        candidate,
        [offers[key] for key in form.offers.data or ()],
        fewer_reason=form.fewer_reason.data,
        on=today(),
        by=current_user,
    ):
        sheet = services.sheets(candidate)[0]
        return redirect(url_for("proposals.sheet", sheet_id=sheet.id))
    return render_template(
        "proposals/offers_for.html",
        candidate=candidate,
        form=form,
        found=found,
        gains=canvass.gains(candidate, current_user),
        fields=canvass.occupations_for(candidate, current_user),
        occupation=occupation_words,
        ticked=form.offers.data or [],
        sheets=services.sheets(candidate),
        sentences=sentences,
        terms=terms,
        answers=ANSWERS,
    )


@bp.get("/sheets/<uuid:sheet_id>")
@allow(Role.COACH, Role.MANAGER)
def sheet(sheet_id: uuid.UUID) -> ResponseReturnValue:
    """Show a choice sheet, and take down the answers given by telephone or on paper."""
    row = load(ChoiceSheet, sheet_id)
    return render_template("proposals/sheet.html", sheet=row, terms=terms, answers=ANSWERS)


@bp.post("/choices/<uuid:choice_id>")
@allow(Role.COACH, Role.MANAGER)
def record(choice_id: uuid.UUID) -> ResponseReturnValue:
    """Take down the person's answer to one offer."""
    choice = load(Choice, choice_id)
    form = AnswerForm()
    if form.validate_on_submit():
        services.answer(choice, form.answer.data, on=today(), by=current_user)
        flash(_("Answer kept."), "success")
    else:
        flash(_("Choose one of the answers."), "danger")
    return redirect(url_for("proposals.sheet", sheet_id=choice.sheet_id))


@bp.get("/sheets/<uuid:sheet_id>/print")
@allow(Role.COACH, Role.MANAGER)
def print_sheet(sheet_id: uuid.UUID) -> ResponseReturnValue:
    """Show a choice sheet as it is printed and given by hand."""
    row = load(ChoiceSheet, sheet_id)
    return render_template(
        "proposals/print_sheet.html", sheet=row, terms=terms, answers=OWN_ANSWERS
    )


@bp.get("/my/<uuid:candidate_id>")
@allow(Role.WORKER)
def my_choices(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Show a person the offers put before her."""
    signin.link_to(candidate_id, LinkPurpose.PERSON)
    candidate = db.session.get_one(Candidate, candidate_id)
    return render_template(
        "proposals/my_choices.html",
        candidate=candidate,
        sheets=services.sheets(candidate)[:1],
        meetings=presentations.words_for(candidate),
        terms=terms,
        answers=OWN_ANSWERS,
    )


@bp.post("/my/choices/<uuid:choice_id>")
@allow(Role.WORKER)
def my_answer(choice_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what she says to one offer."""
    choice = db.session.get(Choice, choice_id)
    link = signin.link_to(choice.candidate_id if choice else choice_id, LinkPurpose.PERSON)
    form = OwnAnswerForm()
    if choice and form.validate_on_submit():
        services.answer(choice, form.answer.data, on=today(), by=None)
        flash(_("Thank you. Your answer is kept."), "success")
    else:
        flash(_("Choose one of the answers."), "danger")
    return redirect(url_for("proposals.my_choices", candidate_id=link.target_id))
