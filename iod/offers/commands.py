"""`iod read` and `iod analyse`: an offer in, what it asks or what to ask about it out."""

import json
import os
import shutil
import sys
from dataclasses import asdict
from typing import Any, TextIO

import click
from babel import Locale
from babel.support import Translations

from iod import config
from iod.offers import sheet
from iod.offers.texts import Translate, quotes, say
from iod.offers.words import N_
from matching import analyse as analyse_offer
from matching.analyse import complete
from matching.occupation import occupation_of_isco
from matching.read import read as read_text
from matching.types import Flag, Occupation, Offer, Requirement, UnsupportedLanguage

TRANSLATIONS = config.PACKAGE / "translations"


def _options(command: Any) -> Any:
    """Add what both commands take."""
    for decorate in (
        click.option(
            "--locale",
            type=click.Choice(["fr", "en"]),
            default="fr",
            show_default=True,
            help="Language of the answer.",
        ),
        click.option("--language", default="fr", show_default=True, help="Language of the offer."),
        click.option(
            "--title", default="", help="Title of the offer, where it is not in the text."
        ),
        click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a sheet."),
        click.argument("file", type=click.File(encoding="utf-8"), metavar="FILE|-"),
    ):
        command = decorate(command)
    return command


@click.command()
@_options
def read(file: TextIO, title: str, language: str, locale: str, *, as_json: bool) -> None:
    """List what an offer asks and offers, with its own words.

    \b
    Example:
      iod read offre.txt
      echo "Serveuse, permis B exigé, CDI." | iod read -
    """
    translate = _catalogue(locale)
    text = _text(file, translate)
    try:
        requirements = read_text(text, language=language, title=title)
    except UnsupportedLanguage as problem:
        raise _not_read(problem, locale, translate) from problem
    if as_json:
        _print_json({"requirements": [_requirement(text, row) for row in requirements]})
    else:
        click.echo(sheet.reading(text, requirements, _paper(translate)), nl=False)


@click.command()
@_options
@click.option("--isco", default="", metavar="CODE", help="ISCO-08 code of the occupation.")
def analyse(
    file: TextIO, title: str, language: str, locale: str, isco: str, *, as_json: bool
) -> None:
    """Say what to ask the employer about an offer.

    Each point has its quote, why it is raised, a question, a rewording and a source.

    \b
    Example:
      iod analyse offre.txt --title "Aide de cuisine (H/F/X)"
      iod analyse offre.txt --isco 9412 --json
    """
    translate = _catalogue(locale)
    text = _text(file, translate)
    try:
        offer = complete(
            Offer(text=text, title=title, language=language, occupation=_occupation(isco))
        )
        flags = analyse_offer(offer)
    except UnsupportedLanguage as problem:
        raise _not_read(problem, locale, translate) from problem
    if as_json:
        _print_json(_answer(offer, flags, translate))
        return
    answer = sheet.analysis(flags, _paper(translate), title=title, occupation=offer.occupation)
    click.echo(answer, nl=False)


def _occupation(isco: str) -> Occupation | None:
    if not isco:
        return None
    if not (isco.isascii() and isco.isdigit() and len(isco) <= 4):
        raise click.BadParameter("an ISCO-08 code has one to four digits", param_hint="--isco")
    return occupation_of_isco(isco)


def _text(file: TextIO, translate: Translate) -> str:
    try:
        text = file.read()
    except UnicodeDecodeError as problem:
        raise click.ClickException(translate(N_("This file is not text in UTF-8."))) from problem
    if not text.strip():
        raise click.ClickException(translate(N_("There is no text to read.")))
    return text


def _not_read(
    problem: UnsupportedLanguage, locale: str, translate: Translate
) -> click.ClickException:
    name = Locale(locale).languages.get(problem.language, problem.language)
    message = translate(N_("This text seems to be in %(language)s: it is not read yet."))
    return click.ClickException(message % {"language": name})


def _catalogue(locale: str) -> Translate:
    return Translations.load(TRANSLATIONS, [locale]).gettext


def _paper(translate: Translate) -> sheet.Paper:
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return sheet.Paper(translate, width=shutil.get_terminal_size((88, 24)).columns, colour=colour)


def _print_json(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _requirement(text: str, row: Requirement) -> dict[str, Any]:
    placed = row.start is not None and row.end is not None
    return asdict(row) | {"quote": text[row.start : row.end] if placed else ""}


def _answer(offer: Offer, flags: list[Flag], translate: Translate) -> dict[str, Any]:
    return {
        "title": offer.title,
        "language": offer.language,
        "occupation": asdict(offer.occupation) if offer.occupation else None,
        "requirements": [_requirement(offer.text, row) for row in offer.requirements or ()],
        "flags": [_flag(flag, translate) for flag in flags],
    }


def _flag(flag: Flag, translate: Translate) -> dict[str, Any]:
    return {
        "rule": flag.rule,
        "family": flag.family,
        "severity": flag.severity,
        "start": flag.start,
        "end": flag.end,
        "quote": next(iter(quotes(flag.evidence)), ""),
        "evidence": [asdict(item) for item in flag.evidence],
        "clears": list(flag.clears),
        "words": asdict(say(flag.rule, flag.evidence, translate=translate)),
    }
