"""Open pages and say what of a stranger's text was obeyed: code run, hosts called, the page left."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.hostile.serving import TOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

# In the page: what ran, what only waits for a gesture, and what a page must keep.
_LOOK = r"""() => {
  const faults = [];
  if (window.__vu !== undefined) faults.push("a script ran");
  const every = [document];
  for (const root of every) {
    for (const one of root.querySelectorAll("*")) {
      if (one instanceof HTMLTemplateElement) every.push(one.content);
      const said = () => one.outerHTML.slice(0, 160);  // of many elements, all the page: of faults alone
      const names = Element.prototype.getAttributeNames.call(one);  // a form may hold an `attributes`
      if (one.matches("iframe, object, embed, base, math, plaintext, marquee, dialog, xss, video, style"))
        faults.push("a tag nobody of ours writes: " + said());
      if (one.matches("meta[http-equiv=refresh i]")) faults.push("a page that leaves by itself: " + said());
      const script = one instanceof HTMLScriptElement && one.id !== "__config"
        && one.type !== "application/ld+json";  // data: no browser runs it
      if (script && /vu/.test(one.getAttribute("src") + one.textContent))
        faults.push("a script of theirs: " + said());
      for (const name of names) {
        const value = Element.prototype.getAttribute.call(one, name);
        if (name.startsWith("on")) faults.push("a gesture waited for: " + said());
        if (/^(href|src|action|formaction|xlink:href|srcdoc|poster|data)$/.test(name)) {
          const runs = /^[\s\u0000-\u0020]*(javascript|data|vbscript|blob|file):/i.test(value);
          if (runs) faults.push("an address that runs: " + said());
          let host = ""; try { host = new URL(value, document.baseURI).host } catch {}
          const chosen = one.matches("a.externe[rel=noopener]");  // a link waits for a reader
          if (host.endsWith("vu.invalid") && !chosen) faults.push("their host: " + said());
        }
      }
    }
  }
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const twice = [...new Set(ids.filter((id, rank) => ids.indexOf(id) !== rank))];
  if (twice.length) faults.push("names given twice: " + twice.join(" "));
  return faults;
}"""
_LANDMARKS = """(each) => each.filter((one) => document.querySelectorAll(one).length !== 1)"""
LANDMARKS = ("main", "header.md-header", "footer.md-footer", "nav.md-nav--primary", "h1", "#Contenu")
PATIENCE = 60_000  # milliseconds: a busy machine is no fault
_LEFT = "net::ERR_ABORTED"


@dataclass(slots=True)
class Watch:
    """A page in a browser, and all that was obeyed since the last look."""

    page: Page
    home: str
    faults: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        self.page.goto(self.home + address, wait_until="load")

    def look(self, address: str, landmarks: tuple[str, ...] = LANDMARKS) -> list[str]:
        """What is wrong with the page that should be open at `address`, and was since the last look."""
        self.page.wait_for_timeout(30)  # for what an event would start once all is loaded
        at = self.page.url.removeprefix(self.home)
        here = urlsplit(at).path == urlsplit(address).path
        found = [] if here else [f"the page was left for {at}"]
        found += self.page.evaluate(_LOOK)
        found += [f"not one {one}" for one in self.page.evaluate(_LANDMARKS, list(landmarks))]
        found, self.faults = [*self.faults, *found], []
        return found


@contextmanager
def watching(browser: Browser, home: str) -> Iterator[Watch]:
    """A browser on the site at `home`, as `serving` gives it: nothing but the pages stops a script."""
    context: BrowserContext = browser.new_context(locale="fr-FR", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    watch = Watch(context.new_page(), home)

    def asked(request: Request) -> None:
        ours = request.url.startswith((f"{home}/", "data:", f"blob:{home}/"))
        if request.url == home + TOLD:
            watch.faults.append(f"the policy would stop {request.post_data}")
        elif not ours or "/__vu" in request.url:
            watch.faults.append(f"asked for {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            watch.faults.append(f"the console says {message.text}")

    def failed(request: Request) -> None:
        if request.failure != _LEFT:
            watch.faults.append(f"{request.url}: {request.failure}")

    def dialog(opened: Any) -> None:  # noqa: ANN401 — Playwright exports no such name
        watch.faults.append(f"a dialog said {opened.message}")
        opened.dismiss()

    context.on("request", asked)
    context.on("requestfailed", failed)
    context.on("page", lambda _: watch.faults.append("another page was opened"))
    watch.page.on("dialog", dialog)
    watch.page.on("console", said)
    watch.page.on("pageerror", lambda error: watch.faults.append(f"an error: {error}"))
    try:
        yield watch
    finally:
        context.close()
