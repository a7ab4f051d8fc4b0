"""Serve a site whose policy says all that it would stop, and stops nothing: one visit proves two things.

Nothing but the pages themselves keeps a script from running, and the browser tells each thing that the policy
would have stopped: a page in order runs nothing of a stranger's, and leaves its policy nothing to do.
"""

from __future__ import annotations

import html
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tests.browser import serving as plain

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
TOLD = "/__policy"
"""Where the browser sends what a policy would stop."""


class Reporting(plain.Quiet):
    """Gives each page's own policy as one that only reports; a page without a policy is an error.

    What is no page is kept by the browser: a visit asks once for the styles and scripts that all share.
    """

    def end_headers(self) -> None:
        if Path(self.path).suffix in {".css", ".js", ".woff2"}:
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Start an answer, as the class above does; return the bytes that follow."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
            return None
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.suffix != ".html" or not path.is_file():
            return super().send_head()
        page, found = _POLICY.subn("", text := path.read_text(encoding="utf-8"))
        if found != 1:
            self.send_error(500, f"{found} policies in a page")
            return None
        policy = html.unescape(_POLICY.findall(text)[0])
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy-Report-Only", f"{policy}; report-uri {TOLD}")
        self.send_header("Content-Length", str(len(content := page.encode())))
        self.end_headers()
        return io.BytesIO(content)

    def do_POST(self) -> None:  # noqa: N802 — as the class above names what it answers
        """What the browser tells of a policy; the console told it already."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()


def serving(folder: Path) -> AbstractContextManager[str]:
    """The address at which the folder is served."""
    return plain.serving(folder, Reporting)
