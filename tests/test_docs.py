"""What the documentation says is so."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from iod import config, models
from iod.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"]
PAGES += sorted((ROOT / "docs").glob("*.md"))
OUTSIDE = ("http://", "https://", "mailto:")
# Run by iod/__main__.py before the command line is there.
BEFORE_CLICK = {"test"}


def each_page():
    return pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def anchors(page):
    """The addresses of the headings of a page, as a code host makes them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def command_lines(text):
    """The words after `iod` or `python3 -m iod`, wherever code is shown."""
    shown = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line for block in shown for line in block.splitlines()]
    for line in [*lines, *re.findall(r"`([^`\n]+)`", prose)]:
        for part in re.split(r" \| | && ", line.split(" # ")[0]):
            if called := re.match(r"\s*(?:python3? -m )?iod (?!–)(.+)", part):
                yield called[1]


def test_the_readme_can_be_read_at_one_sitting():
    assert len((ROOT / "README.md").read_text("utf8").splitlines()) < 150


@each_page()
def test_every_link_leads_to_a_file_and_to_a_heading_of_it(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf8")):
        if link.startswith(OUTSIDE):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@each_page()
def test_every_command_named_exists_with_its_options(page):
    for line in command_lines(page.read_text("utf8")):
        words = shlex.split(line.replace("…", ""), comments=True)
        if not words or words[0] in BEFORE_CLICK:
            continue
        command = main
        while words and isinstance(command, click.Group) and not words[0].startswith("-"):
            found = command.get_command(click.Context(command), words[0])
            assert found is not None, line
            command, words = found, words[1:]
        known = {name for option in command.params for name in option.opts} | {"--help"}
        used = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert used <= known, line


def test_commands_are_found_in_the_pages():
    found = {line.split()[0] for page in PAGES for line in command_lines(page.read_text("utf8"))}
    assert {"demo", "test", "serve", "worker", "db", "analyse", "read", "link"} <= found


def test_the_table_of_settings_is_the_one_of_the_code():
    rows = [f"| `{s.name}` | {s.default or 'empty'} | {s.about} |" for s in config.SETTINGS]
    text = (ROOT / "docs" / "running.md").read_text("utf8")
    shown = text.split("<!-- settings:")[1].split("<!-- /settings -->")[0]
    assert [line for line in shown.splitlines() if line.startswith("| `")] == rows


def test_every_folder_and_file_named_exists():
    named = re.compile(r"`((?:iod|matching|tests|templates|migrations|docs|\.ci)/[\w./-]*)`")
    for page in PAGES:
        for name in named.findall(page.read_text("utf8")):
            assert (ROOT / name).exists(), (page.name, name)


def test_the_glossary_names_things_of_the_code():
    files = [*(ROOT / "iod").rglob("*.py"), *(ROOT / "matching").rglob("*.py")]
    known = set(re.findall(r"\w+", "".join(file.read_text("utf8") for file in files)))
    text = (ROOT / "docs" / "glossary.md").read_text("utf8")
    for name in re.findall(r"`([\w.]+)`", text):
        assert set(name.split(".")) <= known, name


def test_the_architecture_names_every_table_and_every_module_that_may_use_the_engine():
    text = (ROOT / "docs" / "architecture.md").read_text("utf8")
    stages = re.search(r"^\| slice \| tables \|\n(.+?)\n\n", text, re.MULTILINE | re.DOTALL)[1]
    for mapper in models.Base.registry.mappers:
        _iod, slice_, *inside = mapper.class_.__module__.split(".")
        row = re.search(rf"^\| `{slice_}` \|.*$", stages, re.MULTILINE)
        assert not inside or f"`{mapper.class_.__name__}`" in row[0], mapper.class_
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    allowed = next(c["allowed_importers"] for c in contracts if "allowed_importers" in c)
    for module in allowed:
        assert f"`{module.replace('.', '/')}.py`" in text, module


def test_the_analysis_shown_in_the_readme_is_what_the_command_prints():
    text = (ROOT / "README.md").read_text("utf8")
    offer = re.search(r'^echo "(.+)" \| python3 -m iod analyse -$', text, re.MULTILINE)[1]
    excerpt = re.search(r"^```\n(•.+?)^```", text, re.MULTILINE | re.DOTALL)[1]
    command = [sys.executable, "-m", "iod.cli", "analyse", "-"]
    answer = subprocess.run(command, input=offer, capture_output=True, text=True, check=True)
    assert " ".join(excerpt.split()) in " ".join(answer.stdout.split())
