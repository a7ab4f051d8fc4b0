"""Add a Content-Security-Policy to pages: only our scripts run, and only our files load."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_HEAD = "<head>"
_CALLED = "connect-src 'self'"
# What cannot end a source of the policy, nor the attribute that holds it.
_SOURCE = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9._/-]*")


def policy(theme: Path, *, previewing: bool = False) -> str:
    """The policy of the pages made with the theme in the folder `theme`.

    Its inline scripts are allowed by the hash of their text as it stands in the templates, and they
    alone: hashing what a finished page holds would bless a script that slipped into its content.
    So an inline script of the theme must be constant, without any template expression. Pages that someone is
    `previewing` bear the engine's own inline script, which is never twice the same.

    What a meta element cannot say (`frame-ancestors`, `sandbox`, reports) is left to whoever serves the site.
    """
    inline = ["'unsafe-inline'"] if previewing else sorted(_hashes(theme))
    rules = [
        "default-src 'none'",
        " ".join(["script-src", "'self'", *inline]),
        "style-src 'self'",
        "img-src 'self' data:",
        "manifest-src 'self'",
        "font-src 'self'",
        _CALLED,
        "worker-src 'none'",
        "frame-src 'none'",
        "object-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    return "; ".join(rules)


def _hashes(theme: Path) -> set[str]:
    templates = (path.read_text(encoding="utf-8") for path in theme.rglob("*.html"))
    return {
        _hash(script["text"])
        for html in templates
        for script in _SCRIPT.finditer(html)
        if script["text"].strip() and "src=" not in script["attributes"]
    }


def seal(html: str, rules: str, *, reaches: str = "") -> str:
    """Insert the policy at the start of a page's head, before anything that it applies to.

    `reaches` is the one address elsewhere, an API, that the scripts of this page may call; most have none.
    Raises ValueError where the page has no `<head>`, or where it reaches what is no such address: an unsealed
    page must not be published.
    """
    if reaches:
        if not _SOURCE.fullmatch(reaches):
            msg = f"a policy cannot name this address: {reaches!r}"
            raise ValueError(msg)
        rules = rules.replace(_CALLED, f"{_CALLED} {reaches}")
    before, head, after = html.partition(_HEAD)
    if not head:
        msg = "a page without <head> cannot be sealed"
        raise ValueError(msg)
    return f'{before}{head}\n      <meta http-equiv="Content-Security-Policy" content="{rules}">{after}'


def _hash(text: str) -> str:
    # HTML parsers read every line end as "\n", and the hash is taken after that.
    digest = hashlib.sha256(text.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
