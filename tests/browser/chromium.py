"""Find the browser the tests use; run as a program, install it where it is missing, or say how."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import sync_playwright

# No sandbox: containers have none to offer, and the only site visited is ours.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page is open for a second: what makes its scripts fast costs more than it saves, and the other core
    # has its own tests to run.
    "--js-flags=--single-threaded --max-optimized-bytecode-size=0",
    # Nothing but this machine answers: a page that needed anyone else would show it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
MISSING = """\
Il manque un navigateur pour éprouver le site, ou de quoi le conduire. Au choix :
  - sous Debian, en tant que root : apt-get install chromium libatomic1
  - ailleurs : .venv/bin/python -m playwright install --with-deps chromium
  - un Chromium déjà installé ailleurs : CHROMIUM=/chemin/vers/chromium make test
"""
_PACKAGES = ("chromium", "libatomic1")  # the second: what Playwright's program is linked to
# The first is the same engine without a window around each page: half the work. The tests need no window.
_DEBIAN = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))


def found() -> Path | None:
    """The browser to use: the one named by `CHROMIUM`, Debian's, or Playwright's own; None without any."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if os.access(named, os.X_OK) else None
    for program in _DEBIAN:
        if os.access(program, os.X_OK):
            return program
    if not driven():
        return None
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def driven() -> bool:
    """Whether Playwright's own program starts: on a bare Debian it misses a library."""
    command = [compute_driver_executable()[0], "--version"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def ready() -> bool:
    """Whether there is a browser, and a program to drive it."""
    return driven() and found() is not None


def install() -> None:
    """Try Debian's package where that is allowed, then Playwright's download; `found` tells the outcome."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _told("Installation de Chromium par apt-get…")
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        _run("apt-get", "update", "-q", env=environment)
        _run("apt-get", "install", "-q", "-y", "--no-install-recommends", *_PACKAGES, env=environment)
    if driven() and found() is None:
        _told("Téléchargement de Chromium par Playwright…")
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _told(step: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{step}\n")


def _run(*command: str, env: dict[str, str] | None = None) -> None:
    """Run a command; say nothing of it in a pipe unless it fails."""
    hushed = None if sys.stderr.isatty() else subprocess.PIPE
    done = subprocess.run(
        command, env=env, stdout=hushed, stderr=subprocess.STDOUT if hushed else None, text=True, check=False
    )
    if done.returncode and done.stdout:
        sys.stderr.write(done.stdout)


def main() -> int:
    """Exit 0 with a browser, 1 without."""
    if not ready() and not os.environ.get("CHROMIUM"):
        install()
    if not ready():
        sys.stderr.write(MISSING)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
