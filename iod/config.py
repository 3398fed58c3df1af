"""Settings, read once from the environment; every one of them is in this table."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent
IN_CHECKOUT = (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "migrations").is_dir()
# A checkout keeps templates and migrations beside the package, a wheel keeps them inside it.
TEMPLATES = CHECKOUT / "templates" if IN_CHECKOUT else PACKAGE / "_templates"
MIGRATIONS = CHECKOUT / "migrations" if IN_CHECKOUT else PACKAGE / "_migrations"

LANGUAGES = {"fr": "Français", "en": "English"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable."""

    name: str
    default: str
    about: str


SETTINGS = (
    Setting("DATABASE_URL", "", "Database: empty = SQLite in IOD_DATA; or postgresql+psycopg://…"),
    Setting("IOD_DATA", "", "Folder for the SQLite file and the generated key"),
    Setting("SECRET_KEY", "", "Signs the cookies; at least 32 characters; needed by `iod serve`"),
    Setting("IOD_BASE_URL", "http://127.0.0.1:5000", "Address people type; links in mails use it"),
    Setting("SMTP_HOST", "", "Mail server; empty = mails wait in the outbox"),
    Setting("SMTP_PORT", "587", "Port of the mail server"),
    Setting("SMTP_USER", "", "Sign-in to the mail server"),
    Setting("SMTP_PASSWORD", "", "Password for the mail server"),
    Setting("SMTP_TLS", "starttls", "starttls, tls or none"),
    Setting("MAIL_FROM", "iod@localhost", "Sender of the mails"),
)


def data_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder for what this installation keeps beside its database."""
    if given := environ.get("IOD_DATA"):
        return Path(given)
    if IN_CHECKOUT:
        return CHECKOUT / "var"
    home = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "iod"


def load(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the configuration of the application for an environment."""
    environ = os.environ if environ is None else environ
    given: dict[str, Any] = {s.name: environ.get(s.name) or s.default for s in SETTINGS}
    folder = data_folder(environ)
    base = urlsplit(given["IOD_BASE_URL"])
    return given | {
        "IOD_DATA": folder,
        "DATABASE_URL": given["DATABASE_URL"] or f"sqlite:///{folder / 'iod.sqlite'}",
        "SMTP_PORT": int(given["SMTP_PORT"]),
        "TRUSTED_HOSTS": sorted({base.hostname or "127.0.0.1", "127.0.0.1", "localhost"}),
        "MAX_CONTENT_LENGTH": 16 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "PERMANENT_SESSION_LIFETIME": 12 * 3600,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": base.scheme == "https",
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: forms are left open for hours
        "BABEL_DEFAULT_LOCALE": "fr",
        "BABEL_DEFAULT_TIMEZONE": "Europe/Brussels",
        "BABEL_TRANSLATION_DIRECTORIES": str(PACKAGE / "translations"),
        "BOOTSTRAP_SERVE_LOCAL": True,
    }
