"""Each import contract is broken once, so that we know it would notice."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BREAKS = [
    ("The order of the work", "iod/employers/models.py", "from iod.offers import models as later"),
    ("The order of the work", "iod/gossip.py", "TALK = 1"),  # a module that took no place
    ("The engine knows nothing", "matching/analyse.py", "import flask"),
    ("The engine knows nothing", "matching/types.py", "from iod import errors"),
    ("Only the services named here", "iod/employers/services.py", "import matching"),
    ("Inside a slice", "iod/offers/models.py", "from iod.offers import services"),
    ("Models and services never see", "iod/offers/services.py", "from flask import request"),
]


@pytest.fixture
def copy(tmp_path):
    for folder in ("iod", "matching"):
        leave = shutil.ignore_patterns("__pycache__", "*.csv", "*.mo", "*.po")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def check(folder):
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(
        [*lint, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def test_the_contracts_hold(copy):
    code, said = check(copy)
    assert code == 0, said


@pytest.mark.parametrize(("contract", "file", "line"), BREAKS)
def test_a_broken_contract_is_noticed(copy, contract, file, line):
    with (copy / file).open("a", encoding="utf8") as module:
        module.write(f"\n{line}\n")
    code, said = check(copy)
    assert code != 0, said
    broken = [row for row in said.splitlines() if "BROKEN" in row or "not exhaustive" in row]
    assert any(contract in row for row in broken), said
