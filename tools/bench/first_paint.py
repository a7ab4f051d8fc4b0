"""Time the largest paint of the real site's pages on a slow phone: a first visit, nothing kept."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench.host import served
from tools.bench.measure import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tools.bench.host import Sent

_PAGES = ("/", "/experimentations/cafe-des-voisins/", "/enjeux/decider-ensemble/", "/recherche/")
_RUNS = 5
_SLOWER = 4  # times slower than this machine's processor
_PAINTED = """() => new Promise((found) => {
  new PerformanceObserver((list) => found(list.getEntries().at(-1).startTime))
    .observe({type: "largest-contentful-paint", buffered: true});
})"""


@dataclass(frozen=True, slots=True)
class Paint:
    """The median of a few first visits: seconds to the largest paint; bytes sent, of `requests` requests."""

    page: str
    wall: float
    size: int
    requests: int


def paints() -> Iterator[Paint]:
    """What the pages of the real site cost on a phone four times slower than this machine."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 — of use to this measure only

    from tests.browser.chromium import ARGUMENTS, MISSING, found  # noqa: PLC0415 — idem

    program = found()
    if program is None:
        raise RuntimeError(MISSING)
    with tempfile.TemporaryDirectory(prefix="espace-bench-") as name:
        command = [sys.executable, "-m", "generator", "build", "--out", f"{name}/site"]
        subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
        with served(Path(name) / "site") as (root, sent), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS])
            for page in _PAGES:
                runs = sorted(
                    (_painted(browser, sent, page, root) for _ in range(_RUNS)), key=lambda one: one.wall
                )
                yield runs[_RUNS // 2]
            browser.close()


def _painted(browser: Browser, sent: Sent, path: str, root: str) -> Paint:
    context = browser.new_context(locale="fr-FR", viewport={"width": 390, "height": 844}, is_mobile=True)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    before = sent.size, sent.requests
    page.goto(root + path, wait_until="networkidle")
    milliseconds = page.evaluate(_PAINTED)
    context.close()
    return Paint(path, milliseconds / 1000, sent.size - before[0], sent.requests - before[1])
