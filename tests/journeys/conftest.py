"""The program as it is installed: server, mail worker, mail server, and real browsers."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import sync_playwright

from tests.journeys.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",  # the checks may run as root
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
PATIENCE = 120  # seconds: a busy host tells the demo's story slowly


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None and os.environ.get("IOD_REQUIRE_BROWSER") != "1":
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitors(browser):
    """Give as many people their browsers as a test needs, and check each at the end."""
    with ExitStack() as stack:

        def arrive(base, **given):
            visitor = Visitor(browser, base, **given)
            stack.callback(visitor.close)
            return visitor

        yield arrive


class Mailbox:
    """A mail server that keeps what it is given."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library's name
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def link_for(self, recipient, subject=""):
        """Wait for a mail to somebody, and return the address it brings."""
        message = until(lambda: self.mails(recipient, subject))[0]
        self.messages.remove(message)
        return re.search(r"http://\S+", message.get_content())[0]

    def mails(self, recipient, subject=""):
        """Return the mails that came for somebody."""
        return [m for m in self.messages if m["To"] == recipient and subject in m["Subject"]]


def until(answer):
    """Ask again and again until there is an answer."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := answer():
            return found
        time.sleep(0.1)
    raise AssertionError(f"nothing within {PATIENCE} seconds")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Installation:
    """An installation in a folder of its own: its settings and its programs."""

    def __init__(self, folder, database_url, mail_port):
        self.folder = folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.environ = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "IOD_DATA": str(folder),
            "DATABASE_URL": database_url,
            "SECRET_KEY": "only for one journey, only for one journey",
            "IOD_BASE_URL": self.base,
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(mail_port),
            "SMTP_TLS": "none",
        }

    def command(self, *arguments):
        return [sys.executable, "-W", "error", "-m", "iod.cli", *arguments]

    def type(self, *arguments):
        """Type a command as the administrator of the host, and return what it prints."""
        done = subprocess.run(
            self.command(*arguments),
            env=self.environ,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def running(self, *arguments):
        """Keep a program running; it stops when it is told to."""
        with (self.folder / "log.txt").open("a", encoding="utf8") as log:
            program = subprocess.Popen(
                self.command(*arguments), env=self.environ, cwd=self.folder, stdout=log, stderr=log
            )
            try:
                yield program
            finally:
                program.terminate()
                program.wait(PATIENCE)

    @contextmanager
    def serving(self, *arguments):
        """Keep a program running that serves pages, from its first answer on."""
        with self.running(*arguments, "--port", str(self.port)) as server:
            until(lambda: server.poll() is not None or self.answers())
            assert server.poll() is None, (self.folder / "log.txt").read_text("utf8")
            yield

    def answers(self):
        """Tell whether the server answers."""
        try:
            with urlopen(self.base + "/sign-in") as page:  # noqa: S310 - our own address
                return page.status == 200
        except (URLError, ConnectionError):
            return False


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def installation(request, browser, tmp_path):
    """Serve an empty installation with its mails, as its administrator starts it."""
    url = request.getfixturevalue("postgres_url_fresh") if request.param == "postgresql" else ""
    post = Controller(Mailbox(), hostname="127.0.0.1", port=free_port())
    post.start()
    house = Installation(tmp_path, url, post.port)
    try:
        with house.serving("serve", "--workers", "1"), house.running("worker"):
            yield house, post.handler
    finally:
        post.stop()
