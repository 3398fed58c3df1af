"""Pages about people: the list, the file, who follows her, and what stays apart."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import selectinload

from iod import audit, db
from iod.access import Role, allow
from iod.accounts import services as accounts
from iod.candidates import own, portfolio, services, words
from iod.candidates.blueprint import bp, load
from iod.candidates.forms import CandidateForm, CensusForm, HandOverForm, NoteForm, PhaseForm
from iod.candidates.models import AbilityKind, Candidate, CandidateNote, Phase, WishKind
from iod.web import paginate

__all__ = ["bp", "own", "portfolio"]
TEAM = (Role.COACH, Role.MANAGER)
PARTS = (Candidate.experiences, Candidate.proofs, Candidate.abilities, Candidate.wishes)


@bp.get("/")
@allow(*TEAM)
def index() -> ResponseReturnValue:
    """List the people followed, whoever has waited longest first."""
    typed, mine = request.args.get("q", "")[:100], "mine" in request.args
    phase = next((p for p in Phase if p == request.args.get("phase")), None)
    query = services.listing(current_user, words=typed, mine=mine, phase=phase)
    return render_template(
        "candidates/index.html",
        page=paginate(query),
        typed=typed,
        mine=mine,
        phase=phase,
        words=words,
    )


@bp.route("/new", methods=["GET", "POST"])
@allow(*TEAM)
def new() -> ResponseReturnValue:
    """Add a person."""
    form = CandidateForm()
    if form.validate_on_submit():
        candidate = Candidate()
        form.populate_obj(candidate)
        if form.attempt(
            services.save_candidate, candidate, by=current_user, different=form.different.data
        ):
            return redirect(url_for("candidates.show", candidate_id=candidate.id))
    return render_template("candidates/edit.html", form=form, candidate=None)


@bp.get("/<uuid:candidate_id>")
@allow(*TEAM)
def show(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Show the whole portfolio, and what comes next."""
    query = Candidate.visible_to(current_user).where(Candidate.id == candidate_id)
    candidate = db.one_or_404(query.options(*(selectinload(part) for part in PARTS)))
    audit.read(candidate.id, "file", by=current_user)
    return render_template(
        "candidates/show.html",
        candidate=candidate,
        words=words,
        Ability=AbilityKind,
        Wish=WishKind,
    )


@bp.route("/<uuid:candidate_id>/edit", methods=["GET", "POST"])
@allow(*TEAM)
def edit(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Correct the name and how to reach her."""
    candidate = load(candidate_id)
    form = CandidateForm(obj=candidate)
    if form.validate_on_submit():
        form.populate_obj(candidate)
        if form.attempt(services.save_candidate, candidate, by=current_user):
            return redirect(url_for("candidates.show", candidate_id=candidate_id))
    return render_template("candidates/edit.html", form=form, candidate=candidate)


@bp.route("/<uuid:candidate_id>/phase", methods=["GET", "POST"])
@allow(*TEAM)
def phase(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Say in which phase she is."""
    candidate = load(candidate_id)
    form = PhaseForm(phase=candidate.phase)
    if form.validate_on_submit():
        services.change_phase(candidate, form.phase.data, by=current_user)
        return redirect(url_for("candidates.show", candidate_id=candidate_id))
    return form_page(candidate, form, _("Phase"))


@bp.route("/<uuid:candidate_id>/hand-over", methods=["GET", "POST"])
@allow(*TEAM)
def hand_over(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Say who follows her from now on."""
    candidate = load(candidate_id)
    members = {str(m.id): m for m in accounts.members(current_user, *TEAM)}
    form = HandOverForm(
        team={key: member.name for key, member in members.items()},
        responsible_id=str(candidate.responsible_id),
        second_id=str(candidate.second_id or ""),
    )
    if form.validate_on_submit() and form.attempt(
        services.hand_over,
        candidate,
        members[form.responsible_id.data],
        members.get(form.second_id.data),
        by=current_user,
    ):
        flash(_("%(name)s now follows this file.", name=candidate.responsible.name), "success")
        return redirect(url_for("candidates.show", candidate_id=candidate_id))
    return form_page(candidate, form, _("Who follows %(name)s?", name=candidate.first_name))


@bp.route("/<uuid:candidate_id>/census", methods=["GET", "POST"])
@allow(*TEAM)
def census(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what eligibility needs, apart from the portfolio."""
    candidate = load(candidate_id)
    audit.read(candidate.id, "census", by=current_user)
    row = services.census(candidate)
    form = CensusForm(obj=row)
    if form.validate_on_submit():
        form.populate_obj(row)
        services.save_census(row, by=current_user)
        return redirect(url_for("candidates.show", candidate_id=candidate_id))
    about = _(
        "Needed for eligibility and statistics only. It is never used to propose a job, "
        "and no employer sees it."
    )
    return form_page(candidate, form, _("Schooling and years"), about)


@bp.route("/<uuid:candidate_id>/notes", methods=["GET", "POST"])
@allow(*TEAM)
def notes(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Read and write the team's private notes."""
    candidate = load(candidate_id)
    audit.read(candidate.id, "notes", by=current_user)
    form = NoteForm()
    if form.validate_on_submit():
        services.add_note(candidate, form.text.data, by=current_user)
        return redirect(url_for("candidates.notes", candidate_id=candidate_id))
    kept = services.notes(candidate)
    return render_template("candidates/notes.html", form=form, candidate=candidate, notes=kept)


@bp.post("/notes/<uuid:note_id>/remove")
@allow(*TEAM)
def remove_note(note_id: uuid.UUID) -> ResponseReturnValue:
    """Remove a private note."""
    query = CandidateNote.visible_to(current_user).where(CandidateNote.id == note_id)
    note = db.one_or_404(query)
    services.remove_note(note, by=current_user)
    flash(_("The note is removed."), "success")
    return redirect(url_for("candidates.notes", candidate_id=note.candidate_id))


@bp.route("/<uuid:candidate_id>/availability", methods=["GET", "POST"])
@allow(*TEAM)
def availability(candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Say how she gets to work and which hours are possible."""
    candidate = load(candidate_id)
    form = portfolio.availability_form(candidate)
    if form.validate_on_submit():
        portfolio.fill_availability(form, candidate)
        services.save_candidate(candidate, by=current_user)
        return redirect(url_for("candidates.show", candidate_id=candidate_id) + "#availability")
    return render_template(
        "candidates/availability.html", form=form, candidate=candidate, words=words
    )


def form_page(
    candidate: Candidate, form: object, heading: str, about: str = ""
) -> ResponseReturnValue:
    """Show one small form about a person."""
    return render_template(
        "candidates/form.html", candidate=candidate, form=form, heading=heading, about=about
    )
