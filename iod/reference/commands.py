"""`iod link occupation|skill`: free text in, one JSON line out for each line."""

import json
from typing import TextIO

import click


@click.command("link")
@click.argument("noun", type=click.Choice(["occupation", "skill"]))
@click.argument("file", type=click.File(encoding="utf-8"), default="-")
@click.option("--top", default=5, show_default=True, type=click.IntRange(1), help="Hits per line.")
@click.option("--language", default="fr", show_default=True, type=click.Choice(["fr", "en"]))
def link(noun: str, file: TextIO, top: int, language: str) -> None:
    """Link each line of FILE (default: what is typed) to the reference."""
    from iod.reference import services

    for line in file:
        if text := line.strip():
            found = services.linked(noun, text, language, top)
            click.echo(json.dumps({"text": text, "hits": found}, ensure_ascii=False))
