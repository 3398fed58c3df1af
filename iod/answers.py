"""What every answer carries: headers, and pages that say what went wrong."""

from flask import Flask, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from iod import db

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)


def secure_headers(response: Response) -> Response:
    """Let the browser run and send nothing that is not ours."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if not (request.endpoint or "").endswith("static"):
        response.headers["Cache-Control"] = "no-store"
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response


def show_error(error: HTTPException) -> ResponseReturnValue:
    """Say what happened and what to do next."""
    code = error.code or 500
    if error.response is not None or code < 400 or isinstance(error, SecurityError):
        return error.get_response()  # a foreign host gets no page: its links could not be built
    if isinstance(error, CSRFError):
        return render_template("errors/expired.html"), 400
    name = f"errors/{code}.html" if code in {403, 404, 409, 413, 429} else "errors/error.html"
    return render_template(name, code=code), code


def show_failure(_error: Exception) -> ResponseReturnValue:
    """Say that it is our fault; the trace goes to the log, never to the page."""
    db.session.rollback()
    return render_template("errors/500.html"), 500


def show_conflict(_error: Exception) -> ResponseReturnValue:
    """Say that somebody else was faster, where no form could say it."""
    db.session.rollback()
    return render_template("errors/409.html"), 409


def init_app(app: Flask) -> None:
    """Give the answers their headers, and each thing that can go wrong its page."""
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(500, show_failure)
    for error in db.TOO_LATE:
        app.register_error_handler(error, show_conflict)
    app.after_request(secure_headers)
