"""Sort addresses into those within the commons, those outside it, and those that must not be published."""

from __future__ import annotations

import re
from typing import Literal

from generator.web import on_a_computer, parse

Destination = Literal["own", "external", "forbidden"]

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = re.compile(r"https?:", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@", re.IGNORECASE)


def destination(href: str) -> Destination:
    """Where an address leads, once its entities are decoded: one of the three words below.

    `own`: relative to the file, or an `#anchor`: to be resolved. `external`: http, https or mailto.
    `forbidden`: any other scheme, `//host`, a web address that no browser could follow, a backslash or a
    control character (browsers drop or turn some of them, and read another address than the one we saw).
    """
    href = href.strip()
    if not _UNSAFE.search(href) and (
        _MAIL.match(href) or (_WEB.match(href) and not isinstance(parse(href), str))
    ):
        return "external"
    if href.startswith("//") or _SCHEME.match(href) or _UNSAFE.search(href):
        return "forbidden"
    return "own"


def is_elsewhere(src: str) -> bool:
    """Whether an image is on another site: `//host/…` is one of them, though no link may be written so."""
    return destination(src) == "external" or (src.startswith("//") and not on_a_computer(src))
