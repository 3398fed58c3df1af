"""The demo: one invented story, the same at every start, told slice by slice."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask

from iod import db, migrate, web
from iod.accounts import demo as accounts
from iod.accounts.models import Organisation
from iod.app import create_app
from iod.candidates import demo as candidates
from iod.employers import demo as employers
from iod.offers import demo as offers
from iod.placements import demo as placements
from iod.proposals import demo as proposals
from iod.reviews import demo as reviews

PASSWORD = "trois mots simples"  # noqa: S105 - printed on the screen of whoever tries the demo
Say = Callable[[str], object]


class CannotStart(Exception):  # noqa: N818 - told in one line
    """The demo cannot start; the message says why."""


@dataclass
class Story:
    """What the slices hand to one another while the story is told."""

    today: date
    say: Say
    told: dict[str, Any] = field(default_factory=dict)


CHAPTERS: tuple[tuple[str, Callable[[Story], None]], ...] = (
    ("team", accounts.tell),
    ("employers", employers.tell),
    ("people", candidates.tell),
    ("offers", offers.tell),
    ("employers’ answers", reviews.tell),
    ("choices and meetings", proposals.tell),
    ("people in post", placements.tell),
)
# Each gives a fresh link into the story: what it opens, and its path.
LINKS: tuple[Callable[[], tuple[str, str] | None], ...] = (
    reviews.link,
    proposals.link,
    placements.link,
)


def prepare(folder: Path, address: str, *, fresh: bool, say: Say) -> Flask:
    """Make the demo database if it is not there, print how to get in, return the application."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "demo.sqlite"
    if fresh:
        for end in ("", "-wal", "-shm"):
            file.with_name(file.name + end).unlink(missing_ok=True)
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{file}"
    try:
        migrate.upgrade(url)
    except migrate.BadDatabase as problem:
        raise CannotStart(f"{problem} (or start again with --fresh)") from None
    key = folder / "demo-key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_hex(32), encoding="ascii")
    app = create_app(
        {"DATABASE_URL": url, "SECRET_KEY": key.read_text("ascii"), "IOD_BASE_URL": address}
    )
    with app.app_context():
        links = tell(say)
    greet(address, links, say)
    return app


def tell(say: Say) -> dict[str, str]:
    """Fill an empty database with the story; return fresh links for those without account."""
    if db.session.query(Organisation).first() is None:
        story = Story(today=web.today(), say=say)
        for number, (name, chapter) in enumerate(CHAPTERS, 1):
            say(f"  [{number}/{len(CHAPTERS)}] {name}")
            chapter(story)
            db.session.commit()
    links = give_links()
    db.session.commit()
    return links


def give_links() -> dict[str, str]:
    """Make one ready link for an employer and one for a worker; the old ones are not kept."""
    return dict(found for give in LINKS if (found := give()) is not None)


def greet(address: str, links: dict[str, str], say: Say) -> None:
    """Print the address, the sign-ins and the ready links."""
    say("")
    say(f"  iod – demo on {address}   (Ctrl+C to stop)")
    say("")
    for email, role in accounts.SIGN_INS.items():
        say(f"  {role:<14} {email:<32} {PASSWORD}")
    for what, path in links.items():
        say(f"  {what:<14} {address}{path}")
    say("")
