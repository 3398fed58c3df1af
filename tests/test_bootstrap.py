import ast
import errno
import os
import shutil
import subprocess
import sys
import tomllib
import types
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from iod import __main__ as bootstrap

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements-build.lock", "requirements.lock", "requirements-test.lock"]


def pins(lock):
    """The pinned lines of a lock, without their hashes."""
    lines = (ROOT / lock).read_text().splitlines()
    return [line.rstrip(" \\") for line in lines if "==" in line and not line.startswith("#")]


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with small lock files; commands are noted down instead of run."""
    (tmp_path / "pyproject.toml").touch()
    for lock in LOCKS:
        (tmp_path / lock).write_text("click==8.5.1 \\\n    --hash=sha256:00\n")
    environment = tmp_path / ".venv"
    monkeypatch.setattr(bootstrap, "ROOT", str(tmp_path))
    monkeypatch.setattr(bootstrap, "VENV", str(environment))
    monkeypatch.setattr(bootstrap, "STAMP", str(environment / "iod-installed"))
    monkeypatch.setattr(bootstrap, "UNFINISHED", str(environment / "iod-unfinished"))
    return tmp_path


@pytest.fixture
def commands(checkout, monkeypatch):
    """The commands the bootstrap ran; making an environment makes its folder usable."""
    seen = []

    def run(command, progress=None):
        python = checkout / ".venv" / "bin" / "python"
        if "-c" in command:
            works = command[0] != str(python) or python.exists()
            return (0, ["yes"]) if works else (1, [])
        seen.append(command)
        if command[1:3] == ["-m", "venv"]:
            python.parent.mkdir(parents=True)
            python.touch()
        return 0, []

    monkeypatch.setattr(bootstrap, "run", run)
    return seen


@pytest.fixture
def handed_over(monkeypatch):
    """The arguments given to the environment's interpreter; the process does not really change."""
    seen = []

    def execv(path, arguments):
        seen.append(arguments[1:])
        raise SystemExit(0)

    monkeypatch.setattr(os, "execv", execv)
    monkeypatch.setattr(os, "chdir", lambda folder: None)
    return seen


def start(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["iod", *arguments])
    with pytest.raises(SystemExit) as stop:
        bootstrap.main()
    return stop.value.code


def installed_locks(commands):
    return [Path(command[-1]).name for command in commands if "--require-hashes" in command]


def test_the_starter_is_read_by_old_pythons_and_imports_only_the_standard_library():
    tree = ast.parse(Path(bootstrap.__file__).read_text(), feature_version=(3, 6))
    imports = {
        name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names
    }
    assert imports <= sys.stdlib_module_names
    assert not [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert Path(bootstrap.__file__).with_name("__init__.py").read_text() == ""


def test_a_first_start_installs_the_locks_in_order_and_hands_every_argument_over(
    commands, handed_over, monkeypatch
):
    assert start(monkeypatch, "demo", "--port", "5001") == 0
    assert installed_locks(commands) == LOCKS[:2]
    assert handed_over == [["-m", "iod", "demo", "--port", "5001"]]


def test_a_second_start_installs_nothing(commands, handed_over, monkeypatch):
    start(monkeypatch, "demo")
    commands.clear()
    start(monkeypatch, "demo")
    assert commands == []


def test_the_tests_need_one_more_lock_and_demo_needs_nothing_after_them(
    commands, handed_over, monkeypatch
):
    start(monkeypatch, "test", "-k", "offers")
    assert installed_locks(commands) == [LOCKS[0], LOCKS[2]]
    assert handed_over == [["-m", "pytest", "-k", "offers"]]
    commands.clear()
    start(monkeypatch, "demo")
    assert commands == []


def test_a_changed_lock_is_installed_again(commands, checkout, handed_over, monkeypatch):
    start(monkeypatch, "demo")
    commands.clear()
    (checkout / "requirements.lock").write_text("click==8.5.2\n")
    start(monkeypatch, "demo")
    assert installed_locks(commands) == ["requirements.lock"]


def test_an_installation_that_was_cut_short_starts_again_from_nothing(
    commands, checkout, handed_over, monkeypatch
):
    start(monkeypatch, "demo")
    half_written = checkout / ".venv" / "half-written"
    half_written.touch()
    (checkout / ".venv" / "iod-installed").unlink()
    (checkout / ".venv" / "iod-unfinished").touch()
    commands.clear()
    start(monkeypatch, "demo")
    assert not half_written.exists()
    assert installed_locks(commands) == LOCKS[:2]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no lock on folders")
def test_two_starts_do_not_install_at_once_and_a_surviving_pip_still_counts(checkout):
    import fcntl

    folder = os.open(checkout, os.O_RDONLY)
    with bootstrap.only_one():
        survivor = subprocess.Popen(["sleep", "60"], close_fds=False)
    with pytest.raises(BlockingIOError):
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    survivor.kill()
    survivor.wait()
    fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(folder)


def test_an_environment_behind_a_link_is_never_emptied(commands, checkout, monkeypatch):
    elsewhere = checkout / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "iod-unfinished").touch()
    (checkout / ".venv").symlink_to(elsewhere)
    assert "link" in start(monkeypatch, "demo")
    assert (elsewhere / "iod-unfinished").exists()


def test_an_installed_program_only_runs_its_command_line(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOT", str(tmp_path))
    ran = types.SimpleNamespace(main=lambda: sys.exit("the command line ran"))
    monkeypatch.setitem(sys.modules, "iod.cli", ran)
    assert start(monkeypatch, "demo") == "the command line ran"


def test_a_missing_lock_file_is_told_in_one_line(checkout, monkeypatch):
    (checkout / "requirements.lock").unlink()
    message = start(monkeypatch, "demo")
    assert message == "iod: requirements.lock is missing: take it from the repository again"


def test_an_old_python_is_told_in_one_line(checkout, commands, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    message = start(monkeypatch, "demo")
    assert message == "iod: Python 3.11 or newer is needed, this is 3.9: install a newer one"


def test_an_old_python_uses_a_newer_one_that_stands_beside_it(checkout, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    monkeypatch.setattr(shutil, "which", lambda name: "/opt/" + name)
    # A version manager may offer a name for a version that is not there.
    monkeypatch.setattr(bootstrap, "answers", lambda p, code: "(3, 12)" if "3.12" in p else "")
    assert bootstrap.find_python() == "/opt/python3.12"


def test_a_plain_user_without_the_venv_package_gets_the_line_to_type(checkout, monkeypatch):
    monkeypatch.setattr(bootstrap, "answers", lambda p, code: "" if "venv" in code else "3.11")
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(bootstrap.Stop, match=r"sudo apt install python3\.11-venv"):
        bootstrap.need_venv_module("python3")


def test_root_installs_the_venv_package_and_reads_the_package_lists_when_needed(monkeypatch):
    seen = []

    def run(command, progress=None):
        seen.append(command[1])
        return (0 if "update" in seen else 100), ["E: Unable to locate package"]

    monkeypatch.setattr(bootstrap, "answers", lambda p, code: "" if "venv" in code else "3.11")
    monkeypatch.setattr(bootstrap, "run", run)
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bootstrap.need_venv_module("python3")
    assert seen == ["install", "update", "install"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "the disk is full"),
        ("WARNING: Retrying after NewConnectionError('<pip._vendor...>')", "no network"),
        ("W: Temporary failure resolving 'deb.debian.org'", "no network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the one of the lock file"),
        ("ERROR: No matching distribution found for typst==0.15.2", "no ready-made file"),
        ("ERROR: something else", "the installation failed: ERROR: something else"),
    ],
)
def test_a_failed_installation_is_told_in_one_sentence(said, told):
    sentence = bootstrap.reason(["Collecting typst", said, "and more"])
    assert told in sentence
    assert "\n" not in sentence


def test_a_full_disk_is_told_in_one_line_wherever_it_is_met(checkout, commands, monkeypatch):
    def full(path):
        raise OSError(errno.ENOSPC, "No space left on device", path)

    monkeypatch.setattr(os, "mkdir", full)
    message = start(monkeypatch, "demo")
    assert message.startswith("iod: the disk is full")


def test_no_network_stops_with_one_line_and_the_next_start_tries_again(tmp_path):
    for name in ["pyproject.toml", *LOCKS]:
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "iod", tmp_path / "iod", ignore=shutil.ignore_patterns("__pycache__"))
    offline = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "1",
    }
    for _ in range(2):
        result = subprocess.run(
            [sys.executable, "-m", "iod", "demo"],
            cwd=tmp_path,
            env=offline,
            capture_output=True,
            text=True,
        )
        assert result.returncode == 1
        assert result.stderr == "iod: no network: the packages cannot be downloaded\n"
        assert (tmp_path / ".venv" / "iod-unfinished").exists()
        assert not (tmp_path / ".venv" / "iod-installed").exists()


@pytest.mark.parametrize("lock", [*LOCKS, "requirements-dev.lock"])
def test_every_lock_pins_with_hashes_and_names_no_address(lock):
    text = (ROOT / lock).read_text()
    assert pins(lock)
    for block in text.replace("\\\n", " ").splitlines():
        if block and not block.startswith("#"):
            assert " --hash=sha256:" in block, block
    assert "://" not in text
    assert "file:" not in text
    assert "find-links" not in text


def test_the_locks_agree_with_each_other():
    assert set(pins("requirements.lock")) <= set(pins("requirements-test.lock"))
    assert set(pins("requirements-test.lock")) <= set(pins("requirements-dev.lock"))


@pytest.mark.parametrize(
    ("extra", "lock"),
    [
        (None, "requirements.lock"),
        ("test", "requirements-test.lock"),
        ("dev", "requirements-dev.lock"),
    ],
)
def test_the_lock_holds_what_the_project_asks_for(extra, lock):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = project["optional-dependencies"][extra] if extra else project["dependencies"]
    locked = {canonicalize_name(pin.name): pin.specifier for pin in map(Requirement, pins(lock))}
    for wanted in map(Requirement, asked):
        if wanted.name != "iod":
            (pinned,) = locked[canonicalize_name(wanted.name)]
            assert wanted.specifier.contains(pinned.version), f"{wanted}: run .ci/lock"
