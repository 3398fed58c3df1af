"""The demo tells its story, and every page it leads to opens and changes nothing."""

import hashlib
import html
import re
from collections import Counter
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from iod import db, demo, migrate, models
from iod.app import create_app
from tests.conftest import SETTINGS

SIGN_INS = ("coach@demo.example", "manager@demo.example", "admin@demo.example")
PER_PAGE = 4  # how many rows of one kind the walk looks at
WRITTEN_BY_READING = {"access_log"}


@contextmanager
def a_story(engine, folder):
    """Tell the story in a database of its own."""
    url = f"sqlite:///{folder}/demo.sqlite"
    migrate.upgrade(url)
    app = create_app(SETTINGS | {"DATABASE_URL": url})
    bind = db.session.get_bind()
    with app.app_context():
        links = demo.tell(lambda _line: None)
    yield app, links
    db.session.remove()
    bind.dispose()
    db.session.configure(bind=engine)


@pytest.fixture(scope="module")
def told(engine, tmp_path_factory):
    """Tell the story once for the walks."""
    with a_story(engine, tmp_path_factory.mktemp("demo")) as story:
        yield story


def who_is_where():
    """Return what the story comes to: who is in which post, since when, in what trouble."""
    places = db.session.query(models.placements.Placement)
    return sorted((p.candidate.name, p.offer.title, str(p.starts_on)) for p in places)


def fingerprint():
    """Return what every table holds, in short."""
    state = {}
    with db.session.get_bind().connect() as connection:
        for table in models.Base.metadata.sorted_tables:
            rows = sorted(map(repr, connection.execute(text(f'SELECT * FROM "{table.name}"'))))  # noqa: S608
            state[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return {name: value for name, value in state.items() if name not in WRITTEN_BY_READING}


def walk(client, start):
    """Follow the links from a page, a few of each kind; return what was opened."""
    waiting, met, opened = [start], Counter(), []
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        if answer.status_code in {301, 302}:
            waiting.append(answer.location)
            continue
        assert answer.status_code == 200, (path, answer.status_code)
        opened.append(path)
        links = re.findall(r'href="([^"#]+)', answer.text) if answer.mimetype == "text/html" else []
        for link in dict.fromkeys(html.unescape(link) for link in links):
            parts = urlsplit(link)
            kind = re.sub(
                r"[0-9a-f-]{36}", "ID", re.sub(r"=[^&]*", "", f"{parts.path}?{parts.query}")
            )
            foreign = parts.scheme or parts.netloc or "static" in parts.path
            if not foreign and link not in opened + waiting and met[kind] < PER_PAGE:
                met[kind] += 1
                waiting.append(link)
    return opened


@pytest.mark.parametrize("email", SIGN_INS)
def test_every_page_of_a_member_opens_and_changes_nothing(told, email):
    app, _links = told
    client = app.test_client()
    client.post("/sign-in", data={"email": email, "password": demo.PASSWORD})
    before = fingerprint()
    opened = walk(client, "/")
    assert fingerprint() == before
    assert len(opened) > (40 if email.startswith("coach") else 1), opened


def test_the_ready_links_open_for_those_without_an_account(told):
    app, links = told
    assert links
    before = fingerprint()
    for path in links.values():
        assert walk(app.test_client(), path)
    assert fingerprint() == before


def test_the_story_is_told_once_and_as_large_as_it_says(told):
    app, _links = told
    with app.app_context():
        demo.tell(lambda _line: None)
        assert db.session.query(models.employers.Employer).count() == 12
        assert db.session.query(models.offers.Offer).count() == 20
        assert db.session.query(models.candidates.Candidate).count() == 60
        assert db.session.query(models.placements.Placement).count() == 15
        db.session.remove()


def test_the_story_is_the_same_in_every_database(engine, tmp_path):
    ends = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with a_story(engine, tmp_path / name) as (app, _links), app.app_context():
            ends.append(who_is_where())
    assert ends[0] == ends[1]
