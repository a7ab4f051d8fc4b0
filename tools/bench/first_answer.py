"""Time the first answer of the search page, in a browser at half speed: what is sent, how long it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.bench.host import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tools.bench.host import Sent

_QUESTIONS = (
    ("no word", "/recherche/"),
    ("two facets", "/recherche/?enjeu=lien-durable&region=76"),
    ("a word of some records", "/recherche/?q=passerelles"),
    ("a word and a facet", "/recherche/?q=bibliothèque&nature=experimentation"),
    ("a word of nearly all", "/recherche/?q=habitants"),
    ("two words written as one", "/recherche/?q=budgetparticipatif"),
    ("a question", "/recherche/?q=comment+faire+venir+les+jeunes+au+conseil+?"),
)
_RUNS = 3
_SLOWER = 2
_ANSWERED = """() => {
  const found = document.querySelector("#Trouves:not([aria-busy]) #Recherche-compte");
  return found?.textContent ? [found.textContent, performance.now()] : null;
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """The best of a few first visits, nothing kept from one to the next.

    `wall` is in seconds from the start of the navigation to the counts and the cards; `size` in bytes on the
    wire, of `requests` requests, headers included; `told` is what the page says it found.
    """

    question: str
    told: str
    wall: float
    size: int
    requests: int


def answers(site: Path) -> Iterator[Answer]:
    """What each question costs on the built site in the folder `site`."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 — of use to this measure only

    from tests.browser.chromium import ARGUMENTS, MISSING, found  # noqa: PLC0415 — idem

    program = found()
    if program is None:
        raise RuntimeError(MISSING)
    with served(site) as (root, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS])
        for question, path in _QUESTIONS:
            yield min(
                (_asked(browser, sent, question, root + path) for _ in range(_RUNS)), key=lambda one: one.wall
            )
        browser.close()


def _asked(browser: Browser, sent: Sent, question: str, address: str) -> Answer:
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    # Half the speed of the machine: readers have older ones.
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    before = sent.size, sent.requests
    page.goto(address, wait_until="commit")
    told, milliseconds = page.wait_for_function(_ANSWERED, timeout=60_000).json_value()
    page.wait_for_load_state("networkidle")
    context.close()
    return Answer(question, told, milliseconds / 1000, sent.size - before[0], sent.requests - before[1])
