#!/usr/bin/env python3
"""Build the wheel, install it with the locked libraries elsewhere, and run the program from there.

Run with a Python that has hatchling (requirements-dev.lock). Nothing of the checkout may be
needed: the trial runs in an empty folder with an environment of its own.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"iod": "iod", "matching": "matching", "templates": "iod/_templates"}
FOLDERS["migrations"] = "iod/_migrations"
FIRST_PAGE_WITHIN = 120  # seconds: the demo data are written before


def run(*command: object, cwd: Path, env: dict[str, str] | None = None) -> None:
    """Run a command, or stop with what it said."""
    result = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True
    )
    if result.returncode:
        print(result.stdout, result.stderr, sep="\n")
        sys.exit(f"failed: {' '.join(str(part) for part in command[:6])}")


def check_contents(wheel: Path) -> None:
    """Compare the wheel with the files of the repository."""
    command = ["git", "-C", str(ROOT), "ls-files", *FOLDERS]
    tracked = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")
    wanted = set()
    for path in filter(None, tracked):
        top, _, rest = path.partition("/")
        wanted.add(f"{FOLDERS[top]}/{rest}")
    names = set(zipfile.ZipFile(wheel).namelist())
    absent = sorted(wanted - names)
    foreign = sorted(name for name in names - wanted if ".dist-info/" not in name)
    if absent or foreign:
        sys.exit(f"not in the wheel: {absent}; in the wheel but not in git: {foreign}")
    print(f"the wheel holds {len(wanted)} files, {wheel.stat().st_size // 1024} kB")


def first_page(url: str, program: subprocess.Popen[bytes], log: Path) -> str:
    """Ask for a page until it comes."""
    for _ in range(FIRST_PAGE_WITHIN * 2):
        if program.poll() is not None:
            sys.exit(f"iod demo ended by itself:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            sys.exit(f"{url} answers {error.code}:\n{log.read_text()}")
        except OSError:
            time.sleep(0.5)
    sys.exit(f"no page after {FIRST_PAGE_WITHIN} s:\n{log.read_text()}")


def try_demo(iod: Path, cwd: Path, env: dict[str, str]) -> None:
    """Start the demonstration on a free port and look at its first page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = cwd / "demo.log"
    started = time.monotonic()
    with log.open("wb") as output:
        program = subprocess.Popen(
            [iod, "demo", "--port", str(port)], cwd=cwd, env=env, stdout=output, stderr=output
        )
    try:
        page = first_page(f"http://127.0.0.1:{port}/", program, log)
    finally:
        program.terminate()
        program.wait(20)
    if not re.search(r'type="password"', page):
        sys.exit(f"the first page is not the sign-in page:\n{page[:2000]}")
    print(f"iod demo shows the sign-in page after {time.monotonic() - started:.0f} s")


def main() -> None:
    """Build, install, run."""
    with tempfile.TemporaryDirectory(prefix="iod-wheel-") as name:
        trial = Path(name)
        pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
        run(*pip, "--wheel-dir", trial, ROOT, cwd=trial)
        (wheel,) = trial.glob("iod-*.whl")
        check_contents(wheel)
        run(sys.executable, "-m", "venv", trial / "venv", cwd=trial)
        locked = [trial / "venv/bin/pip", "install", "-q", "--require-hashes"]
        locked += ["--only-binary", ":all:"]
        run(*locked, "-r", ROOT / "requirements-build.lock", cwd=trial)
        locked += ["--no-binary", "flask-principal", "--no-build-isolation"]
        run(*locked, "-r", ROOT / "requirements.lock", cwd=trial)
        run(trial / "venv/bin/pip", "install", "-q", "--no-deps", wheel, cwd=trial)
        run(trial / "venv/bin/pip", "check", cwd=trial)
        iod = trial / "venv/bin/iod"
        env = {"PATH": os.environ["PATH"], "HOME": str(trial), "LC_ALL": "C.UTF-8"}
        run(iod, "--help", cwd=trial, env=env)
        empty = trial / "empty"
        empty.mkdir()
        upgrade = {**env, "DATABASE_URL": f"sqlite:///{trial}/upgrade.sqlite"}
        run(iod, "db", "upgrade", cwd=empty, env=upgrade)
        run(iod, "db", "check", cwd=empty, env=upgrade)
        try_demo(iod, empty, env)


if __name__ == "__main__":
    main()
