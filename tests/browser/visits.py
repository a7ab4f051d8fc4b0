"""Open a page as a reader would and keep what went wrong: errors, foreign requests, faults axe finds."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import pytest

from generator.pages.guides.accessibilite import read_verifications
from tests.browser.lending import lent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, ViewportSize

VERIFIED = read_verifications()
KINDS = VERIFIED.pages  # one page of each; a star stands for the last record of that kind
PHONE, DESK = (one.pixels for one in VERIFIED.largeurs)
Scheme = Literal["light", "dark"]
SCHEMES = cast("tuple[Scheme, ...]", tuple(one.reglage for one in VERIFIED.themes))
_FAULTS = ("error", "warning")
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
_LEFT = "net::ERR_ABORTED"  # the page was left before its icon came: the reader's doing, not a fault
# What a theme can change, the layout being the same.
COLOURS = "cat.color"
# All that the rules find, and the looks that they found in order. Where colours alone are asked for, only the
# texts with a new look are looked at.
_RUN = """async ([tags, narrowed, each]) => {
  const left = markSeen();
  if (narrowed && !each && !left.length) return {violations: [], looks: []};
  const rules = axe.getRules(tags).filter((rule) => rule.tags.includes(narrowed));
  const named = {type: "rule", values: rules.map((rule) => rule.ruleId)};
  const runOnly = narrowed ? named : {type: "tag", values: tags};
  axe.configure({rules: [{id: "color-contrast", selector: each ? "*" : ":not([data-deja-vu])"}]});
  const context = narrowed && !each ? {include: left} : document;
  const {violations} = await axe.run(context, {runOnly, resultTypes: ["violations"]});
  const looks = violations.some((one) => one.tags.includes("cat.color")) ? [] : keepSeen();
  return {violations, looks};
}"""
# The looks that were measured, on any page: see `axe/looks.js`.
_measured: set[str] = set()


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


@dataclass  # without slots: Playwright writes there which of its methods listen
class Visit:
    """An open page, and what it did wrong so far."""

    page: Page
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def heard(self, said: ConsoleMessage) -> None:
        if said.type in _FAULTS:
            self.errors.append(said.text)

    def failed(self, error: Error) -> None:
        self.errors.append(str(error))

    def missed(self, request: Request) -> None:
        if request.failure != _LEFT:
            self.errors.append(f"{request.url} : {request.failure}")

    def asked(self, site: Site, request: Request) -> None:
        if not _ours(request.url, site):
            self.foreign.append(request.url)

    def violations(self, narrowed: str = "", *, each: bool = True) -> list[str]:
        """All that axe reproaches, however slight, one line in French for each element.

        `narrowed` leaves only the rules that bear this tag besides ours; unless `each`, the contrast of texts
        that look alike is that of one of them, on this page or another.
        """
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_axe())  # through the debugger: the page's own policy would refuse a script
            self.page.evaluate("(locale) => axe.configure({locale})", _french())
            self.page.evaluate(_looks(), [*_measured])
        found = self.page.evaluate(_RUN, [VERIFIED.etiquettes, narrowed, each])
        _measured.update(found["looks"])
        faults: list[dict[str, Any]] = found["violations"]
        return [
            f"{fault['id']} ({fault['impact']}) {node['html'][:200]} — {node['failureSummary']}"
            for fault in faults
            for node in fault["nodes"]
        ]

    def violations_in_each_theme(self, *, each: bool = True) -> dict[str, list[str]]:
        """What axe reproaches in each theme: all in the first, left on; what colours make in the others."""
        first, *others = SCHEMES
        found: dict[str, list[str]] = {}
        for scheme in (*others, first):
            self.page.emulate_media(color_scheme=scheme)
            self.page.evaluate(SETTLED)  # or the colours measured may be those of the theme before
            found[scheme] = (
                self.violations(each=each) if scheme == first else self.violations(COLOURS, each=False)
            )
        return {scheme: faults for scheme, faults in found.items() if faults}


@contextmanager
def visit(  # noqa: PLR0913 — three things to open, three ways to look
    browser: Browser, site: Site, address: str, *, width: int, scheme: Scheme = "light", script: bool = True
) -> Iterator[Visit]:
    """The page at `address`, once loaded, in a browser that remembers nothing."""
    with lent(browser, java_script_enabled=script, locale="fr-FR") as page:
        page.set_default_timeout(10_000)
        resize(page, width)
        # Less motion: axe must not measure colours in the middle of a fade.
        page.emulate_media(
            media="null", color_scheme=scheme, forced_colors="null", contrast="null", reduced_motion="reduce"
        )
        opened = Visit(page)
        page.on("console", opened.heard)
        page.on("pageerror", opened.failed)
        page.on("requestfailed", opened.missed)
        asked = partial(opened.asked, site)
        page.on("request", asked)
        page.goto(address, wait_until="load")
        yield opened
        page.remove_listener("console", opened.heard)
        page.remove_listener("pageerror", opened.failed)
        page.remove_listener("requestfailed", opened.missed)
        page.remove_listener("request", asked)


def resize(page: Page, width: int) -> None:
    """Give the page a window of another width, as high as such windows are."""
    page.set_viewport_size(_window(width))


def _window(width: int) -> ViewportSize:
    return {"width": width, "height": 844 if width == PHONE else 800}


def _ours(url: str, site: Site) -> bool:
    return url.startswith((f"{site.address}/", "data:", f"blob:{site.address}/"))


@cache
def _axe() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@cache
def _looks() -> str:
    return (Path(__file__).parent / "axe" / "looks.js").read_text(encoding="utf-8")


@cache
def _french() -> Any:  # noqa: ANN401 — handed to axe as it is
    return json.loads((Path(__file__).parent / "axe" / "fr.json").read_text(encoding="utf-8"))
