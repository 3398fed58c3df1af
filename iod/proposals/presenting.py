"""Pages of the presentation: agreement, lock, sheet, meeting on the work site, outcome."""

import uuid
from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from iod import audit
from iod.access import Role, allow
from iod.candidates.words import LEVELS
from iod.proposals import presentations as services
from iod.proposals import shortlist as matches
from iod.proposals import showing
from iod.proposals.blueprint import bp, load, load_offer, load_person
from iod.proposals.forms import (
    OUTCOMES,
    REASONS,
    WAYS,
    MeetingForm,
    OutcomeForm,
    PresentForm,
)
from iod.proposals.models import Presentation
from iod.web import BRUSSELS, choices, today

TEAM = (Role.COACH, Role.MANAGER)


@bp.route("/offers/<uuid:offer_id>/present/<uuid:candidate_id>", methods=["GET", "POST"])
@allow(*TEAM)
def present(offer_id: uuid.UUID, candidate_id: uuid.UUID) -> ResponseReturnValue:
    """Ask the person what this employer may see, and present her."""
    offer, candidate = load_offer(offer_id), load_person(candidate_id)
    audit.read(candidate.id, "agreement", by=current_user)
    items = {each.key: each for each in showing.showable(matches.for_one(offer, candidate))}
    form = PresentForm()
    form.items.choices = choices({key: each.words for key, each in items.items()})
    if form.validate_on_submit() and form.attempt(
        services.present_agreed,
        offer,
        candidate,
        [items[key].item for key in form.items.data or ()],
        how=form.how.data,
        on=today(),
        until=form.until.data,
        override_reason=form.override_reason.data,
        by=current_user,
    ):
        row = services.presentations(offer)[0]
        flash(_("The presentation is open. Now set the meeting."), "success")
        return redirect(url_for("proposals.presentation", presentation_id=row.id))
    return render_template(
        "proposals/present.html",
        form=form,
        offer=offer,
        candidate=candidate,
        clock=services.clock(offer),
        full=services.free_opening(offer) is None,
        taken=services.taken(offer),
    )


@bp.get("/presentations/<uuid:presentation_id>")
@allow(*TEAM)
def presentation(presentation_id: uuid.UUID) -> ResponseReturnValue:
    """Show how far a presentation is and what comes next."""
    row = load(Presentation, presentation_id)
    audit.read(row.candidate_id, "presentation", by=current_user)
    return render_template(
        "proposals/presentation.html",
        row=row,
        clock=services.clock(row.offer),
        agreements=services.agreements(row),
        outcomes=OUTCOMES,
        reasons=REASONS,
        ways=WAYS,
    )


@bp.get("/presentations/<uuid:presentation_id>/sheet")
@allow(*TEAM)
def presentation_sheet(presentation_id: uuid.UUID) -> ResponseReturnValue:
    """Show what the employer may see, checked again at every opening."""
    row = load(Presentation, presentation_id)
    found = matches.for_one(row.offer, load_person(row.candidate_id))
    return render_template(
        "proposals/presentation_sheet.html",
        offer=row.offer,
        row=row,
        sheet=showing.sheet(found, services.agreed(row, on=today())),
        levels=LEVELS,
    )


@bp.post("/presentations/<uuid:presentation_id>/withdraw")
@allow(*TEAM)
def withdraw(presentation_id: uuid.UUID) -> ResponseReturnValue:
    """Take back her agreement; the sheet is empty at once."""
    row = load(Presentation, presentation_id)
    services.withdraw(row, on=today(), by=current_user)
    flash(_("Her agreement is taken back: the sheet shows nothing of her any more."), "success")
    return redirect(url_for("proposals.presentation", presentation_id=row.id))


@bp.route("/presentations/<uuid:presentation_id>/meeting", methods=["GET", "POST"])
@allow(*TEAM)
def meeting(presentation_id: uuid.UUID) -> ResponseReturnValue:
    """Set, or move, the meeting on the work site."""
    row = load(Presentation, presentation_id)
    sites = {str(site.id): site for site in row.offer.employer.sites}
    form = MeetingForm(data=_known(row))
    names = {key: ", ".join(filter(None, (s.name, s.town))) for key, s in sites.items()}
    form.site_id.choices = choices({"": _("Not chosen yet")} | names)
    if form.validate_on_submit():
        moment = datetime.combine(form.held_on.data, form.held_at.data, BRUSSELS)
        if form.attempt(
            services.plan,
            row,
            held_at=moment,
            site=sites.get(form.site_id.data),
            tasks_shown=form.tasks_shown.data,
            by=current_user,
        ):
            return redirect(url_for("proposals.presentation", presentation_id=row.id))
    return _form_page(row, form, _("Meeting on the work site"))


def _known(row: Presentation) -> dict[str, object]:
    kept = row.introduction
    if kept is None:
        tasks = "\n".join(task.text for task in row.offer.tasks)
        return {"site_id": str(row.offer.site_id or ""), "tasks_shown": tasks}
    local = kept.held_at.astimezone(BRUSSELS)
    return {
        "held_on": local.date(),
        "held_at": local.time(),
        "site_id": str(kept.site_id or ""),
        "tasks_shown": kept.tasks_shown,
    }


@bp.route("/presentations/<uuid:presentation_id>/outcome", methods=["GET", "POST"])
@allow(*TEAM)
def outcome(presentation_id: uuid.UUID) -> ResponseReturnValue:
    """Keep how it ended; the opening is free again."""
    row = load(Presentation, presentation_id)
    form = OutcomeForm()
    if form.validate_on_submit() and form.attempt(
        services.conclude,
        row,
        form.outcome.data,
        reason=form.reason.data,
        worker_said=form.worker_said.data,
        employer_said=form.employer_said.data,
        words_for_person=form.words_for_person.data,
        words_for_file=form.words_for_file.data,
        by=current_user,
    ):
        return redirect(url_for("proposals.presentation", presentation_id=row.id))
    return _form_page(row, form, _("How did it end?"))


def _form_page(row: Presentation, form: object, heading: str) -> ResponseReturnValue:
    return render_template("proposals/form.html", row=row, form=form, heading=heading)
