"""Time what a writer waits for: from a save until the page open in a browser shows it (`make serve`)."""

from __future__ import annotations

import math
import shutil
import subprocess
import time
from statistics import median
from typing import TYPE_CHECKING

from tools.bench.processes import PROJECT, RUNS, ours

if TYPE_CHECKING:
    from pathlib import Path

_PORT = 8765
_SHOWN = "word => document.body?.textContent.includes(word)"


def shown(root: Path, record: Path, page: str) -> float:
    """Seconds from a save of `record` until its page shows it, the median of a few saves.

    NaN where a page did not show it within five minutes: the other figures of a long run are kept.
    """
    from playwright.sync_api import TimeoutError as TooLong  # noqa: PLC0415 — of use to this measure only
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 — of use to this measure only

    from tests.browser.chromium import ARGUMENTS, MISSING, found  # noqa: PLC0415 — idem

    program = found()
    if program is None:
        raise RuntimeError(MISSING)
    address = f"http://127.0.0.1:{_PORT}{page}"
    server = subprocess.Popen(
        ours("serve", "--root", root, "--port", str(_PORT)),
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS])
            open_page = browser.new_page(locale="fr-FR")
            _opened(open_page, address, server)
            seconds = []
            for turn in range(RUNS):
                word = f"Enregistré{turn}fois"
                time.sleep(1.5)  # a writer reads what is shown before the next save
                start = time.perf_counter()
                with record.open("a", encoding="utf-8") as file:
                    file.write(f"\n{word}.\n")
                open_page.wait_for_function(_SHOWN, arg=word, timeout=300_000, polling=20)
                seconds.append(time.perf_counter() - start)
            browser.close()
    except TooLong:
        return math.nan
    finally:
        server.terminate()
        server.wait()
    return median(seconds)


def _opened(page: object, address: str, server: subprocess.Popen[bytes]) -> None:
    from playwright.sync_api import Error, Page  # noqa: PLC0415 — idem

    assert isinstance(page, Page)  # noqa: S101 — Playwright is only known once asked for
    while server.poll() is None:
        try:
            page.goto(address, wait_until="load")
        except Error:  # the server is still making its first site
            time.sleep(0.5)
        else:
            return
    message = f"the server of {address} has stopped"
    raise RuntimeError(message)


def the_real_commons(folder: Path) -> tuple[Path, str]:
    """Copy the real records to `folder`, but not their settings: one of them, the address of its page."""
    for name in ("content", "experiments", "toolbox", "schemas"):
        shutil.copytree(PROJECT / name, folder / name)
    tool = min((folder / "toolbox").glob("*.md"))
    return tool, f"/boite-a-outils/{tool.stem}/"
