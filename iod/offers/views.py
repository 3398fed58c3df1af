"""Pages about offers: capture, tasks, requirements, questions."""

import uuid
from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from iod import db
from iod.access import Role, allow
from iod.employers.models import Employer
from iod.offers import phrases, services, texts
from iod.offers.forms import DiscussForm, OfferForm, ReasonForm, RequirementForm, TaskForm
from iod.offers.marks import marked
from iod.offers.models import Flag, Offer, Requirement, Status, Task
from iod.offers.profile import demands, terms
from iod.offers.words import Words
from iod.reference import services as reference
from iod.web import choices, paginate, today, typed

bp = Blueprint("offers", __name__, url_prefix="/offers")


def load(offer_id: uuid.UUID) -> Offer:
    """Return one offer of the member's team with all its parts, or answer 404."""
    mine = Offer.visible_to(current_user).where(Offer.id == offer_id)
    return db.one_or_404(services.whole(mine))


def back_to(offer: Offer, part: str) -> ResponseReturnValue:
    """Go back to the part of the offer's page that was being worked on."""
    return redirect(url_for("offers.show", offer_id=offer.id, _anchor=part))


@bp.get("/")
@allow(Role.COACH, Role.MANAGER)
def index() -> ResponseReturnValue:
    """List the offers of the team."""
    words, mine = typed("q"), "mine" in request.args
    status = None if "all" in request.args else Status.ACTIVE
    page = paginate(services.listing(current_user, words=words, mine=mine, status=status))
    return render_template(
        "offers/index.html", page=page, words=words, mine=mine, status=status, labels=phrases
    )


def offer_form(offer: Offer | None) -> OfferForm:
    """Return the form with the firms and places of the team."""
    form = OfferForm(obj=offer)
    firms = db.session.scalars(
        Employer.visible_to(current_user).order_by(Employer.name_key, Employer.id)
    ).all()
    form.employer_id.choices = choices({"": "–"} | {str(e.id): e.name for e in firms})
    if request.method == "GET":
        form.employer_id.data = (
            str(offer.employer_id) if offer else request.args.get("employer", "")
        )
    chosen = next((e for e in firms if str(e.id) == form.employer_id.data), None)
    places = {str(s.id): s.name or s.town for s in chosen.sites} if chosen else {}
    form.site_id.choices = choices({"": _("Not chosen yet")} | places)
    form.occupation.render_kw = picker("occupation") | {"list": "occupations"}
    if request.method == "GET":
        language = str(get_locale())
        form.occupation.data = occupation_label(offer.occupation_id, language) if offer else ""
        kept = str(offer.site_id) if offer and offer.site_id else None
        form.site_id.data = kept or next(iter(places), None)
    return form


def picker(noun: str) -> dict[str, str]:
    """Return what makes a field suggest concepts of the reference while one types."""
    address = url_for("reference.suggest", noun=noun)
    return {"data-picker": address, "data-picker-label": _("Suggestions"), "autocomplete": "off"}


def fill(offer: Offer, form: OfferForm) -> None:
    """Carry what was typed onto the offer."""
    offer.employer_id = uuid.UUID(form.employer_id.data)
    offer.site_id = uuid.UUID(form.site_id.data) if form.site_id.data else None
    offer.title, offer.text = form.title.data or "", form.text.data or ""
    offer.occupation_id = form.occupation_id
    offer.openings = form.openings.data or 1


def edit_page(form: OfferForm, offer: Offer | None) -> str:
    """Show the form of an offer; the embedded occupations are listed for want of JavaScript."""
    known = reference.all_occupations(str(get_locale()))
    return render_template("offers/edit.html", form=form, offer=offer, occupations=known)


@bp.route("/new", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def new() -> ResponseReturnValue:
    """Capture an offer; saving it reads the text."""
    form = offer_form(None)
    if form.validate_on_submit():
        offer = Offer()
        fill(offer, form)
        if form.attempt(services.save_offer, offer, by=current_user, captured_on=today()):
            return redirect(url_for("offers.show", offer_id=offer.id))
    return edit_page(form, None)


@bp.get("/<uuid:offer_id>")
@allow(Role.COACH, Role.MANAGER)
def show(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Show an offer: its tasks, its requirements, the questions it raises, its text."""
    offer = load(offer_id)
    return render_template(
        "offers/show.html",
        offer=offer,
        demands=demands(offer),
        terms=terms(offer),
        segments=marked(offer),
        labels=phrases,
    )


@bp.route("/<uuid:offer_id>/edit", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def edit(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Correct the captured text; saving it reads the text again."""
    offer = load(offer_id)
    form = offer_form(offer)
    if form.validate_on_submit():
        fill(offer, form)
        if form.attempt(services.save_offer, offer, by=current_user):
            flash(_("Saved and read again."), "success")
            return redirect(url_for("offers.show", offer_id=offer.id))
    return edit_page(form, offer)


# --- tasks ------------------------------------------------------------------------------------


@bp.route("/<uuid:offer_id>/tasks/new", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def new_task(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Add a task, then offer to add the next one."""
    offer = load(offer_id)
    form = TaskForm()
    form.skills.choices = []  # read from the words once they are kept
    if form.validate_on_submit():
        task = Task()
        fill_task(task, form)
        if form.attempt(services.save_task, offer, task, by=current_user):
            if request.form.get("next") == "another":
                return redirect(url_for("offers.new_task", offer_id=offer.id))
            return back_to(offer, "tasks")
    return render_template("offers/task.html", form=form, offer=offer, task=None)


@bp.route("/tasks/<uuid:task_id>", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def task(task_id: uuid.UUID) -> ResponseReturnValue:
    """Change a task."""
    row = db.one_or_404(Task.visible_to(current_user).where(Task.id == task_id))
    offer = load(row.offer_id)
    form = TaskForm(obj=row)
    form.skills.choices = choices(skills_for(row))
    if request.method == "GET":
        form.skills.data = row.skills
        form.learnable.data = {True: "yes", False: "no", None: ""}[row.learnable]
    if form.validate_on_submit():
        fill_task(row, form)
        if form.attempt(services.save_task, offer, row, by=current_user):
            return back_to(offer, "tasks")
    return render_template("offers/task.html", form=form, offer=offer, task=row)


def skills_for(row: Task) -> dict[str, str]:
    """Return the know-how a task may take: what is linked, then what its words suggest."""
    language = str(get_locale())
    linked = {skill: reference.skill_label(skill, language) for skill in row.skills or ()}
    near = {s.id: s.label for s in reference.skill_suggestions(row.text, language, k=6)}
    return linked | near


def fill_task(row: Task, form: TaskForm) -> None:
    """Carry what was typed onto the task."""
    row.text, row.frequency = form.text.data or "", form.frequency.data
    row.share, row.tools = form.share.data, form.tools.data or ""
    row.prescribed = form.prescribed.data or ""
    if form.skills.choices:
        row.skills = list(form.skills.data or [])
    row.learnable = {"yes": True, "no": False}.get(form.learnable.data)


@bp.post("/tasks/<uuid:task_id>/remove")
@allow(Role.COACH, Role.MANAGER)
def remove_task(task_id: uuid.UUID) -> ResponseReturnValue:
    """Take a task away."""
    row = db.one_or_404(Task.visible_to(current_user).where(Task.id == task_id))
    offer = load(row.offer_id)
    services.remove_task(row, by=current_user)
    return back_to(offer, "tasks")


@bp.post("/tasks/<uuid:task_id>/move")
@allow(Role.COACH, Role.MANAGER)
def move_task(task_id: uuid.UUID) -> ResponseReturnValue:
    """Move a task up or down."""
    row = db.one_or_404(Task.visible_to(current_user).where(Task.id == task_id))
    services.move_task(row, -1 if request.form.get("to") == "up" else 1, by=current_user)
    return back_to(row.offer, "tasks")


# --- requirements -----------------------------------------------------------------------------


@bp.route("/<uuid:offer_id>/requirements/new", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def new_requirement(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Add a demand the employer spoke of."""
    offer = load(offer_id)
    form = RequirementForm()
    if form.validate_on_submit():
        row = services.add_requirement(
            offer, kind=form.kind.data, asked=form.asked.data or "", by=current_user
        )
        return redirect(url_for("offers.requirement", requirement_id=row.id))
    return render_template("offers/new_requirement.html", form=form, offer=offer)


def load_requirement(requirement_id: uuid.UUID) -> Requirement:
    """Return one requirement of the member's team, or answer 404."""
    mine = Requirement.visible_to(current_user).where(Requirement.id == requirement_id)
    return db.one_or_404(mine)


@bp.route("/requirements/<uuid:requirement_id>", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def requirement(requirement_id: uuid.UUID) -> ResponseReturnValue:
    """Discuss one requirement: the tasks that call for it, and what is agreed."""
    row = load_requirement(requirement_id)
    offer = load(row.offer_id)
    form = DiscussForm(obj=row)
    form.tasks.choices = choices({str(t.id): t.text for t in offer.tasks})
    form.offer_levels(row)
    if request.method == "GET":
        form.tasks.data = [str(t.id) for t in row.tasks]
        form.agreed.data, form.level.data = row.wording, row.agreed_value
        form.version.data = row.version
    if form.validate_on_submit() and form.attempt(
        services.discuss,
        row,
        form.necessity.data,
        agreed=form.agreed.data or "",
        agreed_value=form.level.data or "",
        tasks=[t for t in offer.tasks if str(t.id) in (form.tasks.data or [])],
        learnable_days=form.learnable_days.data,
        helper=form.helper.data or "",
        reason=form.reason.data or "",
        by=current_user,
    ):
        return redirect(next_to_discuss(offer, row))
    return render_template(
        "offers/requirement.html", form=form, offer=offer, row=row, labels=phrases
    )


def next_to_discuss(offer: Offer, row: Requirement) -> str:
    """Return the address of the next requirement nobody has discussed, or of the offer."""
    waiting = [r for r in demands(offer) if r.necessity is None and r.position > row.position]
    if waiting and request.form.get("next") == "another":
        return url_for("offers.requirement", requirement_id=waiting[0].id)
    return url_for("offers.show", offer_id=offer.id, _anchor="requirements")


@bp.get("/<uuid:offer_id>/ledger")
@allow(Role.COACH, Role.MANAGER)
def ledger(offer_id: uuid.UUID) -> ResponseReturnValue:
    """Tell the life of each requirement: asked, discussed, kept, softened, learnt, dropped."""
    return render_template("offers/ledger.html", offer=load(offer_id), labels=phrases)


# --- flags ------------------------------------------------------------------------------------


@bp.route("/flags/<uuid:flag_id>/override", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def override(flag_id: uuid.UUID) -> ResponseReturnValue:
    """Set a question aside, with the reason."""
    flag = db.one_or_404(Flag.visible_to(current_user).where(Flag.id == flag_id))
    form = ReasonForm()
    if form.validate_on_submit() and form.attempt(
        services.override, flag, reason=form.reason.data or "", by=current_user
    ):
        return back_to(flag.offer, "questions")
    return render_template("offers/override.html", form=form, flag=flag, offer=flag.offer)


@bp.post("/flags/<uuid:flag_id>/accept")
@allow(Role.COACH, Role.MANAGER)
def accept(flag_id: uuid.UUID) -> ResponseReturnValue:
    """Note that the employer agrees to change what a question is about."""
    flag = db.one_or_404(Flag.visible_to(current_user).where(Flag.id == flag_id))
    services.accept(flag, by=current_user)
    return back_to(flag.offer, "questions")


@bp.post("/flags/<uuid:flag_id>/reopen")
@allow(Role.COACH, Role.MANAGER)
def reopen(flag_id: uuid.UUID) -> ResponseReturnValue:
    """Take a question up again."""
    flag = db.one_or_404(Flag.visible_to(current_user).where(Flag.id == flag_id))
    offer = load(flag.offer_id)
    services.reopen(flag, by=current_user)
    return back_to(offer, "questions")


@bp.app_template_global("occupation_label")
def occupation_label(occupation_id: str, language: str) -> str:
    """Return what an occupation of the reference is called."""
    return reference.occupation_label(occupation_id, language)


@bp.app_template_global("skill_label")
def skill_label(skill_id: str, language: str) -> str:
    """Return what a skill of the reference is called."""
    return reference.skill_label(skill_id, language)


@bp.app_template_global("say")
def say(flag: Flag) -> Words:
    """Return the words of a flag: title, reason, source, question, rewording."""
    return texts.say(flag.rule, [SimpleNamespace(**row) for row in flag.evidence])
