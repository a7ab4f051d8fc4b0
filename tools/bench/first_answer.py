"""Time the search page's first answer in a real browser: what goes over the wire, and how long it takes."""

from __future__ import annotations

import gzip
import io
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

_QUESTIONS = (
    ("no word", "/recherche/"),
    ("two facets", "/recherche/?enjeu=lien-durable&region=76"),
    ("a word of some records", "/recherche/?q=passerelles"),
    ("a word and a facet", "/recherche/?q=bibliothèque&nature=experimentation"),
    ("a word of nearly all", "/recherche/?q=habitants"),
)
_RUNS = 3
# What hosts of static sites pack on the way, and what is packed already.
_TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml")
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
    with _served(site) as (root, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS])
        for question, path in _QUESTIONS:
            yield min(
                (_asked(browser, sent, question, root + path) for _ in range(_RUNS)), key=lambda one: one.wall
            )
        browser.close()


def _asked(browser: Browser, sent: _Sent, question: str, address: str) -> Answer:
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    before = sent.size, sent.requests
    page.goto(address, wait_until="commit")
    told, milliseconds = page.wait_for_function(_ANSWERED, timeout=60_000).json_value()
    page.wait_for_load_state("networkidle")
    context.close()
    return Answer(question, told, milliseconds / 1000, sent.size - before[0], sent.requests - before[1])


@contextmanager
def _served(site: Path) -> Iterator[tuple[str, _Sent]]:
    sent = _Sent()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, sent, directory=str(site)))
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


@dataclass(slots=True)
class _Sent:
    """What the host has sent so far: the browser does not tell what its workers fetch."""

    size: int = 0
    requests: int = 0


class _Counted(io.BufferedIOBase):
    """A stream that counts what goes through it."""

    def __init__(self, stream: io.BufferedIOBase, sent: _Sent) -> None:
        self._stream, self._sent = stream, sent

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 — bytes of any kind
        """All of `data`, counted."""
        self._sent.size += len(data)
        return self._stream.write(data)


class _Host(SimpleHTTPRequestHandler):
    """Serves files as a host of static sites does: texts gzipped, connections kept."""

    protocol_version = "HTTP/1.1"

    def __init__(self, sent: _Sent, *given: Any, **named: Any) -> None:  # noqa: ANN401 — as declared above
        self._sent = sent
        super().__init__(*given, **named)

    def setup(self) -> None:
        """Count what is written."""
        super().setup()
        self.wfile = _Counted(self.wfile, self._sent)

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 — as the class above declares it
        pass

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The whole answer, packed where it is a text."""
        self._sent.requests += 1
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in _TEXTS or not path.is_file():
            return super().send_head()
        content = gzip.compress(path.read_bytes(), compresslevel=6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)
