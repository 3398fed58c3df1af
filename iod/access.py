"""Who may open which page: closed unless a view says otherwise."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import Flask, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class Role(StrEnum):
    """The ways of being here: three in the team, two on a link, and everybody."""

    COACH = "coach"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    EMPLOYER = "employer"
    WORKER = "worker"
    PUBLIC = "public"


TEAM_ROLES = (Role.COACH, Role.MANAGER, Role.ADMINISTRATOR)
# Parts that bring their own views (static files, the sign-in library) are opened by name.
OPEN_ENDPOINTS: dict[str, frozenset[Role]] = {
    "static": frozenset({Role.PUBLIC}),
    "bootstrap.static": frozenset({Role.PUBLIC}),
}


def allow(*roles: Role) -> Callable[[View], View]:
    """Open a view to these roles."""

    def mark(view: View) -> View:
        view.allowed = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


def allowed_roles(endpoint: str) -> frozenset[Role]:
    """Return the roles a view was opened to: none, unless it says so."""
    if endpoint in OPEN_ENDPOINTS:
        return OPEN_ENDPOINTS[endpoint]
    return getattr(current_app.view_functions[endpoint], "allowed", frozenset())


def init_app(app: Flask) -> None:
    """Check every request before its view runs."""

    @app.before_request
    def check() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None
        roles = allowed_roles(request.endpoint)
        if Role.PUBLIC in roles or roles & g.get("visitor_roles", frozenset()):
            return None
        if current_user.is_authenticated:
            return None if current_user.role in roles else abort(403)
        if roles & set(TEAM_ROLES):
            return app.login_manager.unauthorized()  # type: ignore[attr-defined,no-any-return]
        return abort(403)
