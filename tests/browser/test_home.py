"""Weigh the home page as a reader's connection does, and follow its ways in."""

from __future__ import annotations

import gzip
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.visits import DESK, PHONE, Site, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

_MOST = 200_000
_ENJEUX = 8


@pytest.fixture
def compressed(site: Site) -> Iterator[Site]:
    """The site, compressed on its way as any real host does."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(site.folder)))
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield Site(site.folder, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_home_page_weighs_little(browser: Browser, compressed: Site, width: int) -> None:
    weights: dict[str, int] = {}
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.on("requestfinished", lambda request: weights.update({request.url: _received(request)}))
    page.goto(compressed.address + "/", wait_until="networkidle")
    context.close()
    assert f"{compressed.address}/" in weights
    assert sum(weights.values()) < _MOST, weights


def test_the_home_page_opens_on_everything(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/"), width=PHONE, script=False) as seen:
        page = seen.page
        assert page.locator(".porte a").count() == _ENJEUX
        assert page.locator(".france-carte a").count() > 0
        page.locator("#Recherche-accueil").fill("budget")
        page.locator(".entete-accueil button[type=submit]").click()
        page.wait_for_url("**/recherche/?q=budget")
    with visit(browser, site, site.one("/"), width=DESK) as seen:
        title = seen.page.locator(".porte a").first.inner_text()
        seen.page.locator(".porte a").first.click()
        expect(seen.page.locator("h1")).to_have_text(title)


def _received(request: Any) -> int:  # noqa: ANN401 — Playwright's own
    """Bytes of the answer, head and body, as they came."""
    sizes = request.sizes()
    return int(sizes["responseBodySize"] + sizes["responseHeadersSize"])


class _Compressing(SimpleHTTPRequestHandler):
    """Serves files compressed, and says nothing of it."""

    def do_GET(self) -> None:
        asked = Path(self.translate_path(self.path))
        file = asked / "index.html" if asked.is_dir() else asked
        if not file.is_file():
            self.send_error(404)
            return
        packed = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 — as the class above declares it
        pass
