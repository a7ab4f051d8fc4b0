"""Serve a built site as a host of static sites does, and count what goes over the wire."""

from __future__ import annotations

import gzip
import io
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from tests.browser.serving import Quiet, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

# What hosts of static sites pack on the way, and what is packed already.
_TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml")


@contextmanager
def served(site: Path) -> Iterator[tuple[str, Sent]]:
    """The address of the built site in that folder, and what was sent of it so far."""
    sent = Sent()
    with serving(site, partial(_Host, sent)) as address:
        yield address, sent


@dataclass(slots=True)
class Sent:
    """What the host has sent so far: the browser does not tell what its workers fetch."""

    size: int = 0
    requests: int = 0


class _Counted(io.BufferedIOBase):
    """A stream that counts what goes through it."""

    def __init__(self, stream: io.BufferedIOBase, sent: Sent) -> None:
        self._stream, self._sent = stream, sent

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 — bytes of any kind
        """All of `data`, counted."""
        self._sent.size += len(data)
        return self._stream.write(data)


class _Host(Quiet):
    """Serves files as a host of static sites does: texts gzipped, connections kept."""

    protocol_version = "HTTP/1.1"

    def __init__(self, sent: Sent, *given: Any, **named: Any) -> None:  # noqa: ANN401 — as declared above
        self._sent = sent
        super().__init__(*given, **named)

    def setup(self) -> None:
        """Count what is written."""
        super().setup()
        self.wfile = _Counted(self.wfile, self._sent)

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
