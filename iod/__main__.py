"""Prepare `.venv` beside the checkout, then hand over to the command line.

`python3 -m iod <command>` needs nothing but a Python. This file must load on any Python 3.6 or
newer, if only to say that it is too old: standard library only, annotations in quotes.
"""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import typing

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "iod-installed")
UNFINISHED = os.path.join(VENV, "iod-unfinished")
LOCKS = ["requirements-build.lock", "requirements.lock"]
TEST_LOCK = "requirements-test.lock"
TRIED = [(3, 11), (3, 12), (3, 13), (3, 14)]  # the locks have wheels for these

PIP = ["install", "--require-hashes", "--only-binary", ":all:", "--no-input"]
PIP += ["--disable-pip-version-check", "--progress-bar", "off", "--no-warn-script-location"]
# flask-principal has no wheel: it is built with the tools of the build lock, not with fetched ones.
SOURCES = ["--no-binary", "flask-principal", "--no-build-isolation"]

REASONS = [
    (
        r"No space left on device|not enough space on the disk",
        "the disk is full: the program needs about 1 GB in {root}",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "a downloaded package is not the one of the lock file: {line}",
    ),
    (
        r"NewConnectionError|NameResolutionError|name resolution|Connection ?(refused|reset|broken)"
        r"|Max retries exceeded|Network is unreachable|timed out|Timeout|ProxyError|SSLError"
        r"|Temporary failure|Could not resolve",
        "no network: the packages cannot be downloaded",
    ),
    (
        r"No matching distribution",
        "a package has no ready-made file for this Python or this machine: {line}",
    ),
]


class Stop(Exception):
    """Say in one line why the program cannot start."""


class Progress:
    """Show what the installation is doing: one changing line, or plain lines in a log."""

    def __init__(self, what: "str", total: "int") -> None:
        self.what = what
        self.total = total
        self.done = 0
        self.live = sys.stdout.isatty()
        self.said = time.time()

    def see(self, line: "str") -> None:
        """Read one line of pip."""
        name = re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line)
        if name:
            self.done = min(self.done + 1, self.total)
            self.show(f"{self.done} of {self.total}: {name.group(1)}")
        elif line.startswith("Installing collected"):
            self.show("writing the files, about 20 s", always=True)

    def show(self, text: "str", always: "bool" = False) -> None:
        """Show a step; in a log, one every few seconds is enough."""
        if self.live:
            width = shutil.get_terminal_size().columns - 1
            line = f"{self.what}, {text}"[:width]
            sys.stdout.write("\r" + line.ljust(width))
        elif always or time.time() - self.said > 3:
            self.said = time.time()
            sys.stdout.write(f"{self.what}, {text}\n")
        sys.stdout.flush()

    def end(self) -> None:
        """Leave the line."""
        if self.live:
            sys.stdout.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")
            sys.stdout.flush()


def say(text: "str") -> None:
    """Print one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def run(command: "list[str]", progress: "Progress | None" = None) -> "tuple[int, list[str]]":
    """Run a command and return its exit code and its lines."""
    environment = dict(os.environ, PIP_USER="0", PYTHONUNBUFFERED="1", LC_ALL="C.UTF-8")
    lines = []
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        close_fds=False,
        env=environment,
    ) as process:
        for raw in process.stdout or []:
            line = raw.decode("utf-8", "replace").rstrip()
            lines.append(line)
            if progress:
                progress.see(line)
    return process.returncode, lines


def reason(lines: "list[str]") -> "str":
    """Turn the last words of a failed command into one sentence."""
    for pattern, sentence in REASONS:
        for line in lines:
            if re.search(pattern, line):
                return sentence.format(root=ROOT, line=line.strip())
    spoken = [line.strip() for line in lines if line.strip()]
    errors = [line for line in spoken if line.startswith(("ERROR", "error", "E:"))]
    return "the installation failed: " + (errors or spoken or ["no message"])[-1]


def fingerprint(lock: "str") -> "str":
    """Return one line that changes whenever the lock file does."""
    path = os.path.join(ROOT, lock)
    if not os.path.exists(path):
        raise Stop(f"{lock} is missing: take it from the repository again")
    with open(path, "rb") as file:
        return f"{lock} {hashlib.sha256(file.read()).hexdigest()}"


def stamped() -> "set[str]":
    """Return the fingerprints of the locks that are installed."""
    if not os.path.exists(STAMP):
        return set()
    with open(STAMP) as file:
        return set(file.read().splitlines())


def venv_python() -> "str":
    """Return the interpreter of the environment."""
    windows = os.path.join(VENV, "Scripts", "python.exe")
    return windows if os.name == "nt" else os.path.join(VENV, "bin", "python")


def answers(python: "str", code: "str") -> "str":
    """Return what an interpreter prints for some code, empty when it fails."""
    try:
        result, lines = run([python, "-c", code])
    except OSError:
        return ""
    return lines[-1] if lines and result == 0 else ""


def usable() -> bool:
    """Tell whether the environment's interpreter works and has pip."""
    return bool(answers(venv_python(), "import pip; print('yes')"))


def find_python() -> "str":
    """Return a Python that the locks were made for, else any newer one."""
    current = getattr(sys, "_base_executable", None) or sys.executable
    if sys.version_info[:2] in TRIED:
        return str(current)
    for version in TRIED:
        name = "python{}.{}".format(*version)
        path = shutil.which(name)
        if path and answers(path, "import sys; print(sys.version_info[:2])") == str(version):
            return path
    if sys.version_info[:2] > TRIED[-1]:
        return str(current)
    found = "{}.{}".format(*sys.version_info[:2])
    raise Stop(f"Python 3.11 or newer is needed, this is {found}: install a newer one")


def need_venv_module(python: "str") -> None:
    """Make sure that the interpreter can make environments; Debian ships that part apart."""
    if answers(python, "import venv, ensurepip; print('yes')"):
        return
    version = answers(python, "import sys; print('%d.%d' % sys.version_info[:2])")
    package = f"python{version}-venv"
    if not shutil.which("apt-get"):
        raise Stop("this Python has no venv module: install the system package that holds it")
    if os.name == "nt" or os.geteuid() != 0:
        raise Stop("one system package is missing, type: sudo apt install " + package)
    say(f"Installing {package} with apt (once)")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    install = ["apt-get", "install", "-y", "--no-install-recommends", package]
    if run(install)[0] != 0:
        run(["apt-get", "update"])
        result, lines = run(install)
        if result != 0:
            raise Stop(f"apt-get could not install {package}: {reason(lines)}")


def must(command: "list[str]", progress: "Progress | None" = None) -> None:
    """Run a command, or stop with the reason of its failure."""
    result, lines = run(command, progress)
    if result != 0:
        raise Stop(reason(lines))


def make_venv() -> None:
    """Make the environment, again from nothing when a former installation was cut short."""
    if os.path.exists(UNFINISHED) or not answers(venv_python(), "print('yes')"):
        if os.path.islink(VENV):
            raise Stop(".venv is a link to an unfinished environment: remove the link")
        python = find_python()
        need_venv_module(python)
        say(f"Making the environment in {VENV}")
        if os.path.isdir(VENV):
            shutil.rmtree(VENV)
        os.mkdir(VENV)
        open(UNFINISHED, "w").close()
        must([python, "-m", "venv", "--without-pip", VENV])
    if not usable():
        must([venv_python(), "-m", "ensurepip"])


def install(lock: "str") -> None:
    """Install one lock file."""
    with open(os.path.join(ROOT, lock)) as file:
        total = len(re.findall(r"^\S+==", file.read(), re.MULTILINE))
    progress = Progress("Installing " + lock, total)
    progress.show(f"{total} packages", always=True)
    sources = [] if lock == LOCKS[0] else SOURCES
    command = [venv_python(), "-m", "pip", *PIP, *sources, "-r", os.path.join(ROOT, lock)]
    try:
        must(command, progress)
    finally:
        progress.end()


@contextlib.contextmanager
def only_one() -> "typing.Iterator[None]":
    """Keep a second start from installing into the same folder, even beside a killed one's pip."""
    if os.name == "nt":
        yield
        return
    import fcntl

    folder = os.open(ROOT, os.O_RDONLY)
    os.set_inheritable(folder, True)  # pip holds the lock as long as it runs
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is installing here: waiting for its end")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def missing(wanted: "list[str]") -> "list[str]":
    """Return the locks that are not installed."""
    prints = {lock: fingerprint(lock) for lock in wanted}
    known = stamped() if usable() else set()
    return [lock for lock in wanted if prints[lock] not in known]


def prepare(wanted: "list[str]") -> bool:
    """Install what is missing of the wanted locks; tell whether there was something to do."""
    if not missing(wanted):
        return False
    started = time.time()
    with only_one():
        todo = missing(wanted)  # the start we waited for may have done it
        make_venv()
        kept = {line for line in stamped() if line.split()[0] not in todo}
        open(UNFINISHED, "w").close()
        if os.path.exists(STAMP):
            os.remove(STAMP)
        for lock in todo:
            # The test lock holds the runtime pins too: once is enough.
            if not (lock == LOCKS[1] and TEST_LOCK in todo):
                install(lock)
        with open(STAMP, "w") as file:  # last, so that a cut installation is seen
            file.write("\n".join(sorted(kept.union(map(fingerprint, wanted)))) + "\n")
        os.remove(UNFINISHED)
    say(f"Ready after {time.time() - started:.0f} s")
    return True


def hand_over(arguments: "list[str]") -> None:
    """Go on in the environment's interpreter, in this same process where the system can."""
    command = [venv_python(), *arguments]
    sys.stdout.flush()
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def inside() -> "bool":
    """Tell whether this interpreter is the environment's."""
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def start(arguments: "list[str]") -> None:
    """Prepare the environment when this is a checkout, then run the command."""
    checkout = os.path.exists(os.path.join(ROOT, "pyproject.toml"))
    testing = arguments[:1] == ["test"]
    if checkout:
        changed = prepare([*LOCKS, TEST_LOCK] if testing else LOCKS)
        if testing:
            os.chdir(ROOT)
            hand_over(["-m", "pytest", *arguments[1:]])
        if changed or not inside():
            hand_over(["-m", "iod", *arguments])
    from iod.cli import main

    main()


def main() -> None:
    """Start, and say in one line what went wrong."""
    try:
        start(sys.argv[1:])
    except Stop as stop:
        sys.exit(f"iod: {stop}")
    except KeyboardInterrupt:
        sys.exit("\niod: interrupted; the same command starts again")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            sys.exit("iod: the disk is full: the program needs about 1 GB in " + ROOT)
        if error.errno in (errno.EACCES, errno.EROFS):
            sys.exit(f"iod: this folder cannot be written to: {error.filename}")
        raise


if __name__ == "__main__":
    main()
