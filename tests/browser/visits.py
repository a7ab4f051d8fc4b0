"""Open a page as a reader would and keep what went wrong: errors, foreign requests, faults axe finds."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import pytest

from generator.pages.accessibilite import verifications

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Request, ViewportSize

VERIFIED = verifications()
KINDS = VERIFIED.pages  # one page of each; a star stands for the last record of that kind
PHONE, DESK = (one.pixels for one in VERIFIED.largeurs)
Scheme = Literal["light", "dark"]
SCHEMES = cast("tuple[Scheme, ...]", tuple(one.reglage for one in VERIFIED.themes))
_FAULTS = ("error", "warning")
_LEFT = "net::ERR_ABORTED"  # the page was left before its icon came: the reader's doing, not a fault
# What a theme can change, the layout being the same.
COLOURS = "cat.color"
_RUN = """async ([locale, tags, narrowed]) => {
  axe.configure({locale});
  const rules = axe.getRules(tags).filter((rule) => rule.tags.includes(narrowed));
  const named = {type: "rule", values: rules.map((rule) => rule.ruleId)};
  const runOnly = narrowed ? named : {type: "tag", values: tags};
  return (await axe.run({runOnly, resultTypes: ["violations"]})).violations;
}"""


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its folder, and the address it is served at, without a slash at the end."""

    folder: Path
    address: str

    def one(self, kind: str) -> str:
        """The whole address of a page of that kind."""
        if "*" not in kind:
            return self.address + kind
        pages = sorted(self.folder.glob(f"{kind.strip('/')}/index.html"))
        if not pages:
            pytest.fail(f"aucune page de la forme {kind}")
        return f"{self.address}/{pages[-1].parent.relative_to(self.folder).as_posix()}/"


@dataclass(slots=True)
class Visit:
    """An open page, and what it did wrong so far."""

    page: Page
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def violations(self, narrowed: str = "") -> list[str]:
        """All that axe reproaches, however slight, one line in French for each element.

        `narrowed` leaves only the rules that bear this tag besides ours.
        """
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_axe())  # through the debugger: the page's own policy would refuse a script
        asked = [_french(), VERIFIED.etiquettes, narrowed]
        found: list[dict[str, Any]] = self.page.evaluate(_RUN, asked)
        return [
            f"{fault['id']} ({fault['impact']}) {node['html'][:200]} — {node['failureSummary']}"
            for fault in found
            for node in fault["nodes"]
        ]


@contextmanager
def visit(  # noqa: PLR0913 — three things to open, three ways to look
    browser: Browser, site: Site, address: str, *, width: int, scheme: Scheme = "light", script: bool = True
) -> Iterator[Visit]:
    """The page at `address`, once loaded, in a browser that remembers nothing."""
    context = browser.new_context(
        viewport=_window(width),
        color_scheme=scheme,
        java_script_enabled=script,
        locale="fr-FR",
        reduced_motion="reduce",  # axe must not measure colours in the middle of a fade
    )
    context.set_default_timeout(10_000)
    opened = Visit(context.new_page())
    opened.page.on("console", lambda said: opened.errors.append(said.text) if said.type in _FAULTS else None)
    opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.page.on(
        "requestfailed",
        lambda request: None if request.failure == _LEFT else opened.errors.append(_failure(request)),
    )
    opened.page.on(
        "request",
        lambda request: None if _ours(request.url, site) else opened.foreign.append(request.url),
    )
    try:
        opened.page.goto(address, wait_until="load")
        yield opened
    finally:
        context.close()


def resize(page: Page, width: int) -> None:
    """Give the page a window of another width, as high as such windows are."""
    page.set_viewport_size(_window(width))


def _window(width: int) -> ViewportSize:
    return {"width": width, "height": 844 if width == PHONE else 800}


def _failure(request: Request) -> str:
    return f"{request.url} : {request.failure}"


def _ours(url: str, site: Site) -> bool:
    return url.startswith((f"{site.address}/", "data:", f"blob:{site.address}/"))


@cache
def _axe() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@cache
def _french() -> Any:  # noqa: ANN401 — handed to axe as it is
    return json.loads((Path(__file__).parent / "axe" / "fr.json").read_text(encoding="utf-8"))
