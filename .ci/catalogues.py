#!/usr/bin/env python3
"""Check that every text of the pages is in every language, with its blanks, and compiled."""

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 10


def wanted() -> Catalog:
    """Collect the texts of code and templates, as pybabel does."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "messages.pot")
        pybabel = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract"]
        subprocess.run(
            [*pybabel, "-F", "pyproject.toml", "-k", "_l", "-o", template, "."],
            cwd=ROOT,
            check=True,
        )
        return read_po(io.BytesIO(template.read_bytes()))


def problems(texts: Catalog, file: Path) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one catalogue and the text concerned."""
    catalogue = read_po(io.BytesIO(file.read_bytes()))
    for message in texts:
        if message.id and message.id not in catalogue:
            yield "missing", str(message.id)
    for message in catalogue:
        if message.id and message.id not in texts:
            yield "used nowhere", str(message.id)
        elif message.id and (message.fuzzy or not all(_strings(message.string))):
            yield "not translated", str(message.id)
        for error in message.check(catalogue):
            yield "other blanks than in the text", f"{message.id} ({error})"
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    if compiled.getvalue() != file.with_suffix(".mo").read_bytes():
        yield "not compiled", file.with_suffix(".mo").name


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else string


def main() -> None:
    """Print the first problems of each language; fail when there is one."""
    texts = wanted()
    failed = False
    for file in sorted(ROOT.glob("iod/translations/*/LC_MESSAGES/messages.po")):
        found = list(problems(texts, file))
        print(f"{file.parent.parent.name}: {len(texts)} texts, {len(found)} problems")
        for problem, text in found[:SHOWN]:
            print(f"  {problem}: {text}")
        failed = failed or bool(found)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
