"""Look into a PDF that lies beside a record, and write it again without what tells of persons or does things.

`written_anew(content)` gives the bytes to publish, the same each time. It raises `PdfRefused`.
A stranger sent them: a process of its own reads them, which may take neither long nor much room.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path
from typing import Literal, cast

_CLEANING = Path(__file__).with_name("cleaning.py")
_LONGEST = 60  # seconds, of a busy machine; the process has its own limit, of its own time
_REFUSED = 3

Reason = Literal["script", "action", "fichier", "chiffre", "illisible", "devant", "derriere"]
_UNREADABLE: Reason = "illisible"
_BEFORE: Reason = "devant"
_AFTER: Reason = "derriere"
_REASONS = ("script", "action", "fichier", "chiffre")

_END = b"%%EOF"
# What would make of the same bytes a page, a program or an archive: the end of an archive lies near its own.
_OTHER_HEAD = re.compile(rb"<(?:!doctype|html|script|svg|\?php)|^[^\r\n]*\r?\n#!", re.IGNORECASE)
_OTHER_TAIL = b"PK\x05\x06"
_HEAD, _TAIL = 1024, 66_000


class PdfRefused(ValueError):  # noqa: N818 — what the file is, not a mistake of ours
    """Why a PDF is not published: one word, its `reason`."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def written_anew(content: bytes) -> bytes:
    """The pages of a PDF, without its properties, the names in its notes and what its photographs tell."""
    _refuse_disguised(content)
    try:
        done = subprocess.run(  # noqa: S603 — our own program, told nothing by the file but its bytes
            [sys.executable, "-I", str(_CLEANING)],
            input=content,
            capture_output=True,
            check=False,
            timeout=_LONGEST,
        )
    except subprocess.TimeoutExpired as error:
        raise PdfRefused(_UNREADABLE) from error
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    reason = done.stdout.decode("ascii", "replace") if done.returncode == _REFUSED else ""
    raise PdfRefused(cast("Reason", reason) if reason in _REASONS else "illisible")


def recipe() -> str:
    """A digest of all that decides how a PDF is written: the program, and the version of its library."""
    version = importlib.metadata.version("pikepdf")
    return hashlib.sha256(version.encode() + _CLEANING.read_bytes()).hexdigest()[:16]


def _refuse_disguised(content: bytes) -> None:
    end = content.rfind(_END)
    if end < 0:
        raise PdfRefused(_UNREADABLE)
    if content[end + len(_END) :].strip(b"\0\t\n\f\r ") or _OTHER_TAIL in content[-_TAIL:]:
        raise PdfRefused(_AFTER)
    if not content.startswith(b"%PDF-") or _OTHER_HEAD.search(content[:_HEAD]):
        raise PdfRefused(_BEFORE)
