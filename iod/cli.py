"""The `iod` command."""

import os
import socket
import sys
import tomllib
from importlib import import_module, metadata
from typing import Any

import click

from iod import config


def fail(message: str) -> None:
    """Say in one line why it cannot go on, and stop."""
    click.echo(message, err=True)
    sys.exit(1)


# Commands of the stages, loaded when they are called: reading an offer needs no web server.
ELSEWHERE = {
    "analyse": "iod.offers.commands:analyse",
    "link": "iod.reference.commands:link",
    "read": "iod.offers.commands:read",
    "reference": "iod.reference.commands:reference",
    "team": "iod.accounts.commands:team",
}


class Commands(click.Group):
    """The commands of this file, and those of the stages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, loading it from its stage if need be."""
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, name = ELSEWHERE[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


def version() -> str:
    """Return the version, from the checkout when nothing is installed."""
    if config.IN_CHECKOUT:
        project = tomllib.loads((config.CHECKOUT / "pyproject.toml").read_text("utf8"))["project"]
        return str(project["version"])
    return metadata.version("iod")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version(), message="iod %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Make a job realistic with its employer, lead one person to it, then stay."""
    context.obj = open_application  # what a command of a stage calls when it needs the pages


def open_application() -> Any:
    """Bring the database to this version and return the application, or say why not."""
    from iod import migrate

    settings = config.load()
    if len(settings["SECRET_KEY"]) < 32:
        fail("Set SECRET_KEY to a secret of at least 32 characters first.")
    try:
        migrate.upgrade(settings["DATABASE_URL"])
    except (migrate.BadDatabase, OSError) as problem:
        fail(str(problem))
    from iod.app import create_app

    return create_app()


@main.group()
def db() -> None:
    """The database: bring it to this version, or check it."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Create the database, or bring it to this version."""
    from iod import migrate

    try:
        before, after = migrate.upgrade(config.load()["DATABASE_URL"])
    except (migrate.BadDatabase, OSError) as problem:
        fail(str(problem))
    else:
        click.echo(f"{before or 'new'} -> {after}" if before != after else f"already at {after}")


@db.command("check")
def db_check() -> None:
    """Say whether the database has the shape this version expects."""
    from iod import migrate

    try:
        problem = migrate.check(config.load()["DATABASE_URL"])
    except migrate.BadDatabase as error:
        problem = str(error)
    if problem:
        fail(problem)
    click.echo("ok")


def _port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _serve(app: Any, host: str, port: int, *, workers: int, threads: int) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in {
                "bind": f"{host}:{port}",
                "workers": workers,
                "threads": threads,
                "worker_class": "gthread",
                "accesslog": None,
                "loglevel": "warning",
            }.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return app

    Server().run()


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--threads", default=4, show_default=True)
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages; the database is brought to this version first."""
    if not _port_is_free(host, port):
        fail(f"Port {port} is taken: stop what uses it, or choose another with --port.")
    _serve(open_application(), host, port, workers=workers, threads=threads)


@main.command()
def worker() -> None:
    """Send the mails that are due, until stopped."""
    from iod import mail
    from iod.app import create_app

    app = create_app()
    with app.app_context():
        mail.work(app.config)


@main.command("match-all")
def match_all() -> None:
    """Compare everybody with every open offer, each night; stopped, it goes on where it stood."""
    from iod.app import create_app
    from iod.proposals import nightly

    with create_app().app_context():
        for organisation in nightly.organisations():
            for done, offers in nightly.run(organisation.id):
                click.echo(f"{organisation.name}: {done} of {offers} offers")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True)
@click.option("--fresh", is_flag=True, help="Throw the demo data away and make it anew.")
def demo(host: str, port: int, fresh: bool) -> None:
    """Fill a database with a story and serve it, to look around."""
    from iod import demo as story

    if not _port_is_free(host, port):
        fail(f"Port {port} is taken: stop what uses it, or choose another with --port.")
    folder = config.data_folder(os.environ)
    try:
        app = story.prepare(folder, f"http://{host}:{port}", fresh=fresh, say=click.echo)
    except (story.CannotStart, OSError) as problem:
        fail(str(problem))
    else:
        _serve(app, host, port, workers=1, threads=8)


if __name__ == "__main__":
    main(prog_name="iod")
