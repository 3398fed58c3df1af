"""Pages about firms."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from iod import db
from iod.access import Role, allow
from iod.employers import services
from iod.employers.forms import (
    CHANNEL_WORDS,
    KIND_WORDS,
    STAGE_WORDS,
    ContactForm,
    ContactLogForm,
    EmployerForm,
    SiteForm,
)
from iod.employers.models import Contact, ContactLog, Employer, Site
from iod.web import paginate, today, typed

bp = Blueprint("employers", __name__, url_prefix="/employers")
WORDS = {"stages": STAGE_WORDS, "channels": CHANNEL_WORDS, "kinds": KIND_WORDS}


def load(employer_id: uuid.UUID) -> Employer:
    """Return one firm of the member's team, or answer 404."""
    return db.one_or_404(Employer.visible_to(current_user).where(Employer.id == employer_id))


@bp.get("/")
@allow(Role.COACH, Role.MANAGER)
def index() -> ResponseReturnValue:
    """List the firms of the team, with a search by name."""
    words, mine = typed("q"), "mine" in request.args
    page = paginate(services.listing(current_user, words=words, mine=mine))
    return render_template("employers/index.html", page=page, words=words, mine=mine, **WORDS)


@bp.route("/new", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def new() -> ResponseReturnValue:
    """Add a firm."""
    form = EmployerForm()
    employer = Employer()
    if form.validate_on_submit():
        form.populate_obj(employer)
        if form.attempt(
            services.save_employer, employer, by=current_user, different=form.different.data
        ):
            return redirect(url_for("employers.show", employer_id=employer.id))
    return render_template("employers/edit.html", form=form, employer=None)


@bp.get("/<uuid:employer_id>")
@allow(Role.COACH, Role.MANAGER)
def show(employer_id: uuid.UUID) -> ResponseReturnValue:
    """Show a firm: where, whom, what was said, what comes next."""
    return render_template("employers/show.html", employer=load(employer_id), **WORDS)


@bp.route("/<uuid:employer_id>/edit", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def edit(employer_id: uuid.UUID) -> ResponseReturnValue:
    """Correct what is known of a firm."""
    employer = load(employer_id)
    form = EmployerForm(obj=employer)
    if form.validate_on_submit():
        form.populate_obj(employer)
        if form.attempt(
            services.save_employer, employer, by=current_user, different=form.different.data
        ):
            flash(_("Saved."), "success")
            return redirect(url_for("employers.show", employer_id=employer.id))
    return render_template("employers/edit.html", form=form, employer=employer)


@bp.route("/<uuid:employer_id>/sites/new", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def new_site(employer_id: uuid.UUID) -> ResponseReturnValue:
    """Add a place of work."""
    employer = load(employer_id)
    form = SiteForm()
    if form.validate_on_submit():
        site = Site(
            name=form.name.data,
            street=form.street.data,
            post_code=form.post_code.data,
            town=form.town.data,
            access=form.access.data,
            reachable={"yes": True, "no": False}.get(form.reachable.data),
        )
        services.add_site(employer, site, by=current_user)
        return redirect(url_for("employers.show", employer_id=employer.id))
    return render_template("employers/part.html", form=form, employer=employer, part="site")


@bp.route("/<uuid:employer_id>/contacts/new", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def new_contact(employer_id: uuid.UUID) -> ResponseReturnValue:
    """Add somebody to speak to."""
    employer = load(employer_id)
    form = ContactForm()
    if form.validate_on_submit():
        contact = Contact()
        form.populate_obj(contact)
        services.add_contact(employer, contact, by=current_user)
        return redirect(url_for("employers.show", employer_id=employer.id))
    return render_template("employers/part.html", form=form, employer=employer, part="contact")


@bp.route("/<uuid:employer_id>/log/new", methods=["GET", "POST"])
@allow(Role.COACH, Role.MANAGER)
def log(employer_id: uuid.UUID) -> ResponseReturnValue:
    """Write down a call, a visit or a mail."""
    employer = load(employer_id)
    form = ContactLogForm()
    if form.validate_on_submit() and form.attempt(
        services.log_contact,
        employer,
        kind=form.kind.data,
        held_on=form.held_on.data,
        said=form.said.data,
        next_step=form.next_step.data,
        next_on=form.next_on.data,
        by=current_user,
    ):
        return redirect(url_for("employers.show", employer_id=employer.id))
    return render_template("employers/part.html", form=form, employer=employer, part="log")


@bp.post("/log/<uuid:line_id>/done")
@allow(Role.COACH, Role.MANAGER)
def take_step(line_id: uuid.UUID) -> ResponseReturnValue:
    """Note that a promised step was taken."""
    line = db.one_or_404(ContactLog.visible_to(current_user).where(ContactLog.id == line_id))
    services.take_next_step(line, on=today(), by=current_user)
    return redirect(url_for("employers.show", employer_id=line.employer_id))


@bp.post("/<uuid:employer_id>/take-over")
@allow(Role.COACH, Role.MANAGER)
def take_over(employer_id: uuid.UUID) -> ResponseReturnValue:
    """Become responsible for a firm."""
    employer = load(employer_id)
    services.hand_over(employer, current_user, by=current_user)
    flash(_("You now follow this firm."), "success")
    return redirect(url_for("employers.show", employer_id=employer.id))
