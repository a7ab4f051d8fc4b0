"""Show a site on this machine alone: pages that are open are loaded again when it was made again."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.machine import about

if TYPE_CHECKING:
    from collections.abc import Iterator

# No page can have this address: in ours, only the extension of a file has a dot.
_SCRIPT, _NEXT = "/.apercu/suite.js", "/.apercu/"
_PATIENCE = 30.0  # seconds that the browser's request stays open at most
# A hidden page sends no request: browsers open few connections to one address.
_ASKS = """const shown = document.currentScript.dataset.version;
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
(async () => {
  for (;;) {
    if (document.visibilityState !== "visible") { await later(200); continue; }
    try {
      const answer = await fetch(`/.apercu/${shown}`);
      if (answer.ok && (await answer.text()) !== shown) { location.reload(); return; }
    } catch { await later(1000); }
  }
})();
"""


class Preview:
    """A site in a folder that is rebuilt now and then: requests wait until it is whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._change = threading.Condition()
        self._making = 0
        self._version = time.time_ns()  # different from the versions of an earlier server at this address

    @contextmanager
    def renewed(self) -> Iterator[None]:
        """Pages wait while the site is made again, then those that are open are loaded again."""
        with self._change:
            self._making += 1
        try:
            yield
        finally:
            with self._change:
                self._making -= 1
                self._version += 1
                self._change.notify_all()

    def whole(self) -> int:
        """The version of the site, once it is whole."""
        with self._change:
            self._change.wait_for(lambda: not self._making)
            return self._version

    def after(self, version: int) -> int:
        """The version of the site once it differs from the one given, or that one again after a while."""
        with self._change:
            self._change.wait_for(lambda: not self._making and self._version != version, _PATIENCE)
            return version if self._making else self._version


@contextmanager
def at_port(port: int, folder: Path) -> Iterator[Preview]:
    """Serve the folder at `http://127.0.0.1:<port>/` as long as this lasts.

    Raises OSError for a port taken.
    """
    preview = Preview(folder)
    with about(f"127.0.0.1:{port}"):
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Asked, preview))
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield preview
        finally:
            server.shutdown()


class _Asked(SimpleHTTPRequestHandler):
    """What a browser asks for: a page, with the script that waits for the next one; a file; that script."""

    def __init__(self, preview: Preview, *told: Any) -> None:  # noqa: ANN401 — as the library says it
        self.preview = preview
        super().__init__(*told, directory=str(preview.folder))

    def do_GET(self) -> None:
        """Answer a request, as `_Asked` describes them."""
        where = urlsplit(self.path).path
        known = where.removeprefix(_NEXT)
        if where == _SCRIPT:
            self._answer(_ASKS.encode(), "text/javascript")
        elif where.startswith(_NEXT) and known.isdecimal():
            self._answer(str(self.preview.after(int(known))).encode(), "text/plain")
        else:
            version = self.preview.whole()
            page = _page_at(Path(self.translate_path(where)), whole=where.endswith("/"))
            if page is None:
                super().do_GET()
            else:
                self._answer(_followed(page.read_bytes(), version), "text/html; charset=utf-8")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page for an unknown address, if it has one."""
        page = self.preview.folder / "404.html"
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._answer(_followed(page.read_bytes(), self.preview.whole()), "text/html; charset=utf-8", code)
        else:
            super().send_error(code, message, explain)

    def list_directory(self, path: Any) -> None:  # noqa: ANN401, ARG002 — as above
        """No folder is shown: the published site shows none."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Tell the browser not to cache: a file may change twice in a second."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_told: Any) -> None:  # noqa: ANN401 — as above
        """Log nothing: the terminal is where faults are read."""

    def _answer(self, content: bytes, kind: str, code: int = HTTPStatus.OK) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _page_at(place: Path, *, whole: bool) -> Path | None:
    """The page at a place of the folder: that of a folder whose address ends with a slash, or a file."""
    page = place / "index.html" if whole else place
    return page if page.suffix == ".html" and page.is_file() else None


def _followed(page: bytes, version: int) -> bytes:
    """A page with the script that waits for the next version: allowed as any script of the site is."""
    before, end, after = page.rpartition(b"</body>")
    script = f'<script src="{_SCRIPT}" data-version="{version}"></script>'.encode()
    return before + script + end + after if end else page + script
