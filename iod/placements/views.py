"""Pages about people in post: the list, one placement, its beginning and its end."""

import uuid
from decimal import Decimal

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from iod import audit, db
from iod.access import allow
from iod.candidates.models import ActionItem
from iod.offers.phrases import contract_words
from iod.placements import alerts, asking, labels, points, services, table
from iod.placements.blueprint import TEAM, bp, load
from iod.placements.forms import EndForm, MilestoneForm, NoteForm, PlacementForm, PointForm
from iod.placements.meetings import tick_agreement
from iod.placements.models import FollowUp, Milestone, Placement
from iod.proposals.models import Presentation
from iod.web import Form, paginate, today

__all__ = ["asking", "bp", "points", "table"]


@bp.get("/")
@allow(*TEAM)
def index() -> ResponseReturnValue:
    """List the people in post, whoever is due first on top."""
    mine, ended = "mine" in request.args, "ended" in request.args
    page = paginate(services.listing(current_user, mine=mine, ended=ended))
    agreed = services.agreements(page.items)
    return render_template(
        "placements/index.html",
        page=page,
        mine=mine,
        ended=ended,
        hired=list(db.session.scalars(services.hired(current_user).limit(20))),
        warnings={p.id: alerts.alerts(p, agreed.get(p.id, ()), today()) for p in page.items},
        labels=labels,
    )


@bp.route("/from/<uuid:presentation_id>", methods=["GET", "POST"])
@allow(*TEAM)
def new(presentation_id: uuid.UUID) -> ResponseReturnValue:
    """Put a person in post after her introduction."""
    query = Presentation.visible_to(current_user).where(Presentation.id == presentation_id)
    presentation = db.one_or_404(query)
    placement = services.placed(presentation)
    if placement is not None and request.method == "GET":
        return redirect(url_for("placements.show", placement_id=placement.id))
    offer = presentation.offer
    form = PlacementForm(
        starts_on=offer.starts_on,
        contract=contract_words(offer.contract),
        weekly_hours=short(offer.weekly_hours),
        tutor=offer.tutor,
    )
    if form.validate_on_submit():
        made: list[Placement] = []
        if form.attempt(lambda: made.append(begin(presentation, form))):
            if made[0].starts_on < today():
                flash(_("The first day has passed: only the points to come are planned."))
            return redirect(url_for("placements.show", placement_id=made[0].id))
    return render_template(
        "placements/edit.html", form=form, presentation=presentation, placement=None
    )


def begin(presentation: Presentation, form: PlacementForm) -> Placement:
    """Start the placement that a form describes."""
    return services.start_placement(
        presentation,
        starts_on=form.starts_on.data,
        contract=form.contract.data,
        contract_ends_on=form.contract_ends_on.data,
        weekly_hours=form.weekly_hours.data,
        tutor=form.tutor.data or "",
        aid=form.aid.data or "",
        aid_ends_on=form.aid_ends_on.data,
        today=today(),
        by=current_user,
    )


def short(hours: Decimal | None) -> Decimal | None:
    """Return hours without the zeros a database adds."""
    return None if hours is None else Decimal(f"{hours:f}".rstrip("0").rstrip("."))


@bp.get("/<uuid:placement_id>")
@allow(*TEAM)
def show(placement_id: uuid.UUID) -> ResponseReturnValue:
    """Show a placement: plan, milestones, agreements, and the team's notes apart."""
    return page_of(load(placement_id), NoteForm())


def page_of(placement: Placement, form: NoteForm) -> str:
    """Draw the page of a placement, and note that it was read."""
    audit.read(placement.candidate_id, "placement", by=current_user)
    agreed = services.agreements([placement]).get(placement.id, [])
    return render_template(
        "placements/show.html",
        placement=placement,
        agreements=agreed,
        warnings=alerts.alerts(placement, agreed, today()),
        notes=services.notes(placement),
        stage=labels.stage(placement, today()),
        form=form,
        labels=labels,
    )


@bp.route("/<uuid:placement_id>/edit", methods=["GET", "POST"])
@allow(*TEAM)
def edit(placement_id: uuid.UUID) -> ResponseReturnValue:
    """Correct the terms."""
    placement = load(placement_id)
    form = PlacementForm(obj=placement)
    if request.method == "GET":
        form.weekly_hours.data = short(placement.weekly_hours)
    if form.validate_on_submit() and form.attempt(change, placement, form):
        return redirect(url_for("placements.show", placement_id=placement_id))
    return render_template(
        "placements/edit.html",
        form=form,
        placement=placement,
        presentation=placement.presentation,
    )


def change(placement: Placement, form: PlacementForm) -> None:
    """Keep the terms as the form gives them."""
    form.populate_obj(placement)
    services.save_terms(placement, today=today(), by=current_user)


@bp.post("/<uuid:placement_id>/notes/new")
@allow(*TEAM)
def note(placement_id: uuid.UUID) -> ResponseReturnValue:
    """Write a private note of the team."""
    placement = load(placement_id)
    form = NoteForm()
    if form.validate_on_submit():
        services.add_note(placement, form.text.data, by=current_user)
        return redirect(url_for("placements.show", placement_id=placement_id, _anchor="notes"))
    return page_of(placement, form)


@bp.route("/<uuid:placement_id>/points/new", methods=["GET", "POST"])
@allow(*TEAM)
def add_point(placement_id: uuid.UUID) -> ResponseReturnValue:
    """Plan one more point."""
    placement = load(placement_id)
    form = PointForm()
    if form.validate_on_submit() and form.attempt(
        services.add_point,
        placement,
        kind=form.kind.data,
        due_on=form.due_on.data,
        by=current_user,
    ):
        return redirect(url_for("placements.show", placement_id=placement_id))
    return form_page(placement, form, _("Plan one more point"), _("Plan it"))


@bp.route("/<uuid:placement_id>/milestones/new", methods=["GET", "POST"])
@allow(*TEAM)
def add_milestone(placement_id: uuid.UUID) -> ResponseReturnValue:
    """Add something to learn or to do."""
    placement = load(placement_id)
    form = MilestoneForm(helper=placement.tutor)
    if form.validate_on_submit() and form.attempt(
        services.add_milestone,
        placement,
        text=form.text.data,
        helper=form.helper.data or "",
        due_on=form.due_on.data,
        by=current_user,
    ):
        return redirect(url_for("placements.show", placement_id=placement_id, _anchor="learning"))
    return form_page(placement, form, _("Something to learn or to do"), _("Add"))


@bp.route("/<uuid:placement_id>/end", methods=["GET", "POST"])
@allow(*TEAM)
def end(placement_id: uuid.UUID) -> ResponseReturnValue:
    """Close a follow-up."""
    placement = load(placement_id)
    form = EndForm()
    if form.validate_on_submit() and form.attempt(
        services.end_placement,
        placement,
        ended_on=form.ended_on.data,
        reason=form.reason.data,
        ended_by=form.ended_by.data,
        debrief=form.debrief.data or "",
        by=current_user,
    ):
        flash(_("The follow-up is closed."), "success")
        return redirect(url_for("placements.show", placement_id=placement_id))
    return form_page(placement, form, _("End the follow-up"), _("End the follow-up"))


def form_page(placement: Placement, form: Form, title: str, action: str) -> str:
    """Draw a page that holds one short form."""
    return render_template(
        "placements/form.html", placement=placement, form=form, title=title, action=action
    )


@bp.post("/milestones/<uuid:milestone_id>/tick")
@allow(*TEAM)
def tick_milestone(milestone_id: uuid.UUID) -> ResponseReturnValue:
    """Note that something is learnt or done."""
    query = Milestone.visible_to(current_user).where(Milestone.id == milestone_id)
    milestone = db.one_or_404(query)
    services.tick_milestone(milestone, on=today(), by=current_user)
    address = url_for("placements.show", placement_id=milestone.placement_id)
    return redirect(f"{address}#learning")


@bp.post("/agreements/<uuid:item_id>/tick")
@allow(*TEAM)
def tick(item_id: uuid.UUID) -> ResponseReturnValue:
    """Note that an agreement of a meeting is kept."""
    item = db.one_or_404(ActionItem.visible_to(current_user).where(ActionItem.id == item_id))
    meeting = select(FollowUp).where(FollowUp.id == item.origin_id)
    point = db.session.scalars(meeting).one_or_none()
    if point is None:
        abort(404)
    tick_agreement(item, on=today(), by=current_user)
    address = url_for("placements.show", placement_id=point.placement_id)
    return redirect(f"{address}#agreements")
