"""Pages that add to a portfolio, correct it and take from it, one small form at a time."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import Select

from iod import db
from iod.access import Role, allow
from iod.candidates import forms, services, words
from iod.candidates.blueprint import bp, load
from iod.candidates.models import (
    Ability,
    AbilityKind,
    ActionItem,
    Candidate,
    Experience,
    SkillProof,
    Wish,
    WishKind,
)
from iod.reference import services as reference
from iod.web import Form, choices, today


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing a portfolio holds, and the small form that asks it."""

    model: type[services.Part]
    form: type[Form]
    heading: Any
    section: str  # where it stands on the person's page
    fixed: Mapping[str, Any] = field(default_factory=dict)  # what makes it this kind


PARTS = {
    "experience": Part(Experience, forms.ExperienceForm, _l("Experience"), "experiences"),
    "skill": Part(SkillProof, forms.SkillForm, _l("Skill"), "skills"),
    "language": Part(
        Ability,
        forms.LanguageForm,
        _l("Language"),
        "abilities",
        {"kind": AbilityKind.LANGUAGE},
    ),
    "licence": Part(
        Ability,
        forms.LicenceForm,
        _l("Driving licence"),
        "abilities",
        {"kind": AbilityKind.LICENCE},
    ),
    "certificate": Part(
        Ability,
        forms.CertificateForm,
        _l("Certificate or card"),
        "abilities",
        {"kind": AbilityKind.CERTIFICATE},
    ),
    "wish": Part(Wish, forms.WishForm, _l("Wish"), "wishes", {"kind": WishKind.WISH}),
    "limit": Part(Wish, forms.WishForm, _l("Limit"), "wishes", {"kind": WishKind.LIMIT}),
    "action": Part(ActionItem, forms.ActionForm, _l("Action"), "plan"),
}


def address(candidate_id: uuid.UUID, section: str) -> str:
    """Return the address of one section of a person's page."""
    return url_for("candidates.show", candidate_id=candidate_id) + f"#{section}"


def find_part(name: str) -> Part:
    """Return one kind of part, or answer 404."""
    return PARTS.get(name) or abort(404)


@bp.route("/<uuid:candidate_id>/parts/<name>/new", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def add(candidate_id: uuid.UUID, name: str) -> ResponseReturnValue:
    """Add one thing to a portfolio."""
    candidate, part = load(candidate_id), find_part(name)
    form = part.form(data=_known(request.args)) if name == "skill" else part.form()
    _offer_experiences(form, candidate)
    if form.validate_on_submit():
        row = part.model(**part.fixed)
        _fill(form, row)
        if form.attempt(services.save_part, candidate, row, by=current_user):
            return redirect(address(candidate_id, part.section))
    return _page(candidate, part, form, None)


def _known(given: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page of suggestions already said about a skill."""
    skill = given.get("skill", "")
    label = reference.skill_label(skill, words.page_language())
    return {
        "label": label or given.get("label", "")[:160],
        "skill_id": skill if label else "",
        "experience_id": given.get("experience", ""),
    }


@bp.route("/parts/<name>/<uuid:part_id>", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def change(name: str, part_id: uuid.UUID) -> ResponseReturnValue:
    """Correct one thing of a portfolio."""
    part = find_part(name)
    row = _row(part, part_id)
    candidate = load(row.candidate_id)
    form = part.form(obj=row)
    _offer_experiences(form, candidate)
    if form.validate_on_submit():
        _fill(form, row)
        if form.attempt(services.save_part, candidate, row, by=current_user):
            return redirect(address(candidate.id, part.section))
    return _page(candidate, part, form, row)


@bp.post("/parts/<name>/<uuid:part_id>/remove")
@allow(Role.COACH, Role.MANAGER)
def remove(name: str, part_id: uuid.UUID) -> ResponseReturnValue:
    """Take one thing out of a portfolio."""
    part = find_part(name)
    row = _row(part, part_id)
    candidate_id = row.candidate_id
    services.remove_part(row, by=current_user)
    return redirect(address(candidate_id, part.section))


def _row(part: Part, part_id: uuid.UUID) -> services.Part:
    query: Select[Any] = part.model.visible_to(current_user)
    row: services.Part = db.one_or_404(query.where(part.model.id == part_id))
    if any(getattr(row, key) != value for key, value in part.fixed.items()):
        abort(404)
    return row


def _offer_experiences(form: Form, candidate: Candidate) -> None:
    if isinstance(form, forms.SkillForm):
        told = {str(e.id): e.title for e in candidate.experiences}
        form.experience_id.choices = choices({"": _("Not tied to one")} | told)
        if form.experience_id.data not in told:
            form.experience_id.data = ""


def _fill(form: Form, row: services.Part) -> None:
    """Write a form onto its row, whatever the form asked beside the row's own columns."""
    if isinstance(form, forms.SkillForm):
        _keep_link_of_unchanged_words(form)
    kept = {name: value for name, value in form.data.items() if name in row.__mapper__.columns}
    if isinstance(form, forms.SkillForm):
        kept["experience_id"] = uuid.UUID(kept["experience_id"]) if kept["experience_id"] else None
    if isinstance(form, forms.CertificateForm):
        kept["code"] = form.code.data or form.other.data
    for name, value in kept.items():
        setattr(row, name, value)


def _keep_link_of_unchanged_words(form: forms.SkillForm) -> None:
    """Forget the suggested skill when the words were typed anew: they may say something else."""
    kept = form.skill_id.data or ""
    labels = {reference.skill_label(kept, language) for language in ("fr", "en")}
    form.skill_id.data = kept if form.label.data in labels else ""


def _page(
    candidate: Candidate, part: Part, form: Form, row: services.Part | None
) -> ResponseReturnValue:
    name = next(key for key, value in PARTS.items() if value is part)
    return render_template(
        "candidates/part.html", candidate=candidate, part=part, name=name, form=form, row=row
    )


@bp.get("/<uuid:candidate_id>/skills")
@allow(Role.COACH, Role.MANAGER)
def find_skill(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Suggest skills for her words, and from what she did."""
    candidate = load(candidate_id)
    typed = " ".join(request.args.get("q", "").replace("\x00", " ").split())[:160]
    language = words.page_language()
    told = {proof.skill_id for proof in candidate.proofs}
    return render_template(
        "candidates/find_skill.html",
        candidate=candidate,
        typed=typed,
        found=reference.skill_suggestions(typed, language) if typed else [],
        told=told,
        suggested=services.suggested_skills(candidate, language),
    )


@bp.post("/parts/action/<uuid:action_id>/done")
@allow(Role.COACH, Role.MANAGER)
def finish(action_id: uuid.UUID) -> ResponseReturnValue:
    """Note that a line of the action plan is done."""
    action = db.one_or_404(ActionItem.visible_to(current_user).where(ActionItem.id == action_id))
    services.finish_action(action, on=today(), by=current_user)
    return redirect(address(action.candidate_id, "plan"))


# --- travel and hours ---------------------------------------------------------------------------


def availability_form(candidate: Candidate) -> forms.AvailabilityForm:
    """Return the form of travel and hours, filled with what is known."""
    known: dict[str, Any] = {mode: candidate.travel.get(mode) for mode in words.MODES}
    known |= {"hours": candidate.hours or [], "asked": candidate.hours is not None or None}
    if known["asked"] is None:
        known["asked"] = True
    return forms.AvailabilityForm(obj=candidate, **known)


def fill_availability(form: forms.AvailabilityForm, candidate: Candidate) -> None:
    """Write the form of travel and hours onto the person."""
    candidate.travel = {mode: form[mode].data for mode in words.MODES if form[mode].data}
    candidate.hours = list(form.hours.data or []) if form.asked.data else None
    candidate.weekly_hours_low = form.weekly_hours_low.data
    candidate.weekly_hours_high = form.weekly_hours_high.data
    candidate.adaptation = form.adaptation.data
