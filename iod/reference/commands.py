"""`iod link` (free text in, JSON out) and `iod reference` (bring in an official list)."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

import click

from iod import config, db, migrate
from iod.reference import importing, known, official, services
from iod.reference.official import BrokenFile, Item, Say

T = TypeVar("T")


@click.command("link")
@click.argument("noun", type=click.Choice(["occupation", "skill"]))
@click.argument("file", type=click.File(encoding="utf-8"), default="-")
@click.option("--top", default=5, show_default=True, type=click.IntRange(1), help="Hits per line.")
@click.option("--language", default="fr", show_default=True, type=click.Choice(["fr", "en"]))
@click.option("--imported", is_flag=True, help="With the lists that were imported here, too.")
def link(noun: str, file: TextIO, top: int, language: str, imported: bool) -> None:
    """Link each line of FILE (default: what is typed) to the reference."""
    if imported:
        _open_database()
    for line in file:
        if text := line.strip():
            found = services.linked(noun, text, language, top)
            click.echo(json.dumps({"text": text, "hits": found}, ensure_ascii=False))


def _open_database() -> None:
    """Open the database of this installation, brought to this version first."""
    url = config.load()["DATABASE_URL"]
    try:
        migrate.upgrade(url)
    except (migrate.BadDatabase, OSError) as problem:
        raise click.ClickException(str(problem)) from None
    db.session.remove()
    db.session.configure(bind=db.make_engine(url))


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """Keep what is done, or leave the database as it was and say why in one line."""
    _open_database()
    try:
        yield
        db.session.commit()
    except (BrokenFile, OSError) as problem:
        raise click.ClickException(f"{problem}\nNothing was changed.") from None
    else:
        known.warm()
    finally:
        db.session.remove()


def _with_progress(label: str, length: int, action: Callable[[Say], T]) -> T:
    with click.progressbar(length=length, label=label, update_min_steps=200_000) as bar:
        done = action(bar.update)
    click.echo("")
    return done


@click.group()
def reference() -> None:
    """Bring official lists of occupations and skills in."""


@reference.group("import")
def import_() -> None:
    """Import a folder of official files; the same files twice change nothing."""


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@import_.command("esco")
@click.argument("folder", type=FOLDER)
@click.option("--release", default="", help="Version of the files, which do not tell it.")
def import_esco(folder: Path, release: str) -> None:
    """Import ESCO's CSV bundle (any language, versions 1.0 to 1.2)."""
    with _all_or_nothing():
        files = official.esco_files(folder)
        if not any(file.name.startswith("occupationSkillRelations") for file in files):
            click.echo("There is no occupationSkillRelations file: no new links are made.")
        _import("esco", release, files, official.esco)


@import_.command("rome")
@click.argument("folder", type=FOLDER)
def import_rome(folder: Path) -> None:
    """Import France Travail's open-data files of ROME 4.0."""
    with _all_or_nothing():
        files = official.rome_files(folder)
        _import("rome", official.rome_version(files), files, official.rome)


@import_.command("crosswalk")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_crosswalk(file: Path) -> None:
    """Import a table of matches (columns origin, target, relation) between two lists."""
    with _all_or_nothing():
        changed = _with_progress(
            "crosswalk",
            official.size([file]),
            lambda say: importing.import_crosswalk(file, say),
        )
        click.echo(f"{changed} matches new or changed.")


def _import(
    scheme: str,
    version: str,
    files: list[Path],
    read: Callable[[list[Path], Say], Iterator[Item]],
) -> None:
    report = _with_progress(
        scheme,
        official.size(files),
        lambda say: importing.import_list(scheme, version, read(files, say)),
    )
    click.echo(
        f"{report.added} concepts new, {report.changed} changed; labels: {report.labels_added} "
        f"new, {report.labels_removed} gone; {report.links_changed} links new, changed or gone."
    )
    if report.retired:
        click.echo(f"{len(report.retired)} concepts have left the list. Files that name them keep")
        click.echo("them; they are suggested no more:")
    for code, label in report.retired:
        click.echo(f"  {code}  {label}")
