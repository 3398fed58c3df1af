"""The application factory: read this file first."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect

from iod import access, answers, config, db, web
from iod.accounts import signin
from iod.accounts import views as accounts
from iod.candidates import views as candidates
from iod.employers import views as employers
from iod.offers import conditions as offer_conditions
from iod.offers import views as offers
from iod.overview import views as overview
from iod.placements import views as placements
from iod.proposals import views as proposals
from iod.reference import views as reference
from iod.reviews import views as reviews

# Pages of a stage whose views outgrew one file; importing them adds them to its blueprint.
MORE_PAGES = (offer_conditions,)
SLICES = (
    accounts,
    reference,
    employers,
    candidates,
    offers,
    reviews,
    proposals,
    placements,
    overview,
)


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Build the application from its settings; those given win over the environment's."""
    app = Flask("iod", template_folder=str(config.TEMPLATES), static_folder=None)
    app.config.from_mapping(config.load() | dict(settings or {}))
    app.static_folder = str(config.PACKAGE / "static")
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=app.send_static_file)
    Bootstrap5(app)
    CSRFProtect(app)
    db.init_app(app)
    web.init_app(app)
    answers.init_app(app)
    signin.init_app(app)
    access.init_app(app)
    for slice_ in SLICES:
        app.register_blueprint(slice_.bp)
    return app
