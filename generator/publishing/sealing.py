"""Close a page with a Content-Security-Policy: only our own scripts run, only our own files load."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_HEAD = "<head>"


def policy(theme: Path) -> str:
    """The policy of the pages made with the theme in the folder `theme`.

    Its inline scripts are allowed by the hash of their text as it stands in the templates, and they
    alone: hashing what a finished page holds would bless a script that slipped into its content.
    So an inline script of the theme must be constant, without any template expression.
    """
    hashes: set[str] = set()
    for template in theme.rglob("*.html"):
        for script in _SCRIPT.finditer(template.read_text(encoding="utf-8")):
            if script["text"].strip() and "src=" not in script["attributes"]:
                hashes.add(_hash(script["text"]))
    scripts = " ".join(["'self'", "'wasm-unsafe-eval'", *sorted(hashes)])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
    )


def seal(html: str, rules: str) -> str:
    """Place the policy first in the head of a whole page: before anything it has to govern.

    Raises ValueError where the page has no `<head>`: an unsealed page must not be published.
    """
    before, head, after = html.partition(_HEAD)
    if not head:
        msg = "a page without <head> cannot be sealed"
        raise ValueError(msg)
    return f'{before}{head}\n      <meta http-equiv="Content-Security-Policy" content="{rules}">{after}'


def _hash(text: str) -> str:
    # HTML parsers read every line end as "\n", and the hash is taken after that.
    digest = hashlib.sha256(text.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
