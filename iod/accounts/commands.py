"""`iod team`: the first team of an installation, and the way in for one of its members."""

from collections.abc import Callable

import click
from email_validator import EmailNotValidError, validate_email
from flask import Flask
from sqlalchemy import select

from iod import audit, db, web
from iod.accounts import services, signin
from iod.accounts.models import User
from iod.errors import Refused

Opened = Callable[[], Flask]


def address(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return a typed e-mail address as it is kept."""
    try:
        return validate_email(value, check_deliverability=False).normalized.lower()
    except EmailNotValidError as problem:
        raise click.BadParameter(str(problem)) from None


def words(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return a typed name without the spaces around it; refuse an empty one."""
    name = " ".join(value.split())
    if not name:
        raise click.BadParameter("it is empty")
    return name


@click.group()
def team() -> None:
    """The teams of this installation, and the way in for their members."""


@team.command()
@click.option("--name", required=True, callback=words, help="Name of the team.")
@click.option("--manager", required=True, callback=words, help="First and last name.")
@click.option("--email", required=True, callback=address, help="The manager's address.")
@click.pass_obj
def create(opened: Opened, name: str, manager: str, email: str) -> None:
    """Make a team with its manager, who invites the others.

    \b
    Example:
      iod team create --name "MIRE de la Vesdre" --manager "Benoît Delvaux" --email b@example.org
    """
    with opened().app_context():
        try:
            user = services.create_team(name, manager=manager, email=email)
        except Refused as refusal:
            raise click.ClickException(refusal.message) from None
        show(user)


@team.command()
@click.argument("email", callback=address)
@click.pass_obj
def link(opened: Opened, email: str) -> None:
    """Print a new link by which a member chooses a password."""
    with opened().app_context():
        user = db.session.scalars(select(User).where(User.email == email)).one_or_none()
        if user is None:
            raise click.ClickException(f"Nobody signs in with {email}.")
        audit.record("user.link_printed", user, by=None, label="system")
        show(user)


def show(user: User) -> None:
    """Keep what was done, and print where the member chooses a password."""
    path = signin.password_path(user)
    db.session.commit()
    click.echo(f"{user.name} ({user.email}) chooses a password here, within the hour:")
    click.echo(web.absolute(path))
