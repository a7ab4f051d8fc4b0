"""Prove that no page calls anyone but the site, and that its policy covers all that it holds."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.visits import Site

# What a browser fetches by itself; a link waits for a reader.
_FETCHED = {"src", "srcset", "poster", "data", "action", "formaction", "background", "manifest"}
_RAN = {"", "module", "text/javascript", "application/javascript"}


class _Held(HTMLParser):
    """What a page holds that its policy must cover, and what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.policy = ""
        self.first = ""
        self.faults: list[str] = []
        self.scripts: list[str] = []
        self._script: list[str] | None = None
        self._in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._in_head and not self.first:
            self.first = given.get("http-equiv", tag)
        self._in_head |= tag == "head"
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        self.faults += [f"<{tag} {name}>" for name in given if name.startswith("on") or name == "style"]
        self.faults += [f"<{tag}>" for _ in range(tag in {"style", "iframe", "object", "embed", "base"})]
        for name, value in given.items():
            if value.strip().lower().startswith("javascript:"):
                self.faults.append(value)
            sheet = tag == "link" and name == "href" and given.get("rel") not in {"canonical", "license"}
            if (name in _FETCHED or sheet) and (urlsplit(value).scheme or value.startswith("//")):
                self.faults.append(f'<{tag} {name}="{value}">')
        if tag == "script" and "src" not in given and given.get("type", "") in _RAN:
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.scripts.append("".join(self._script))
            self._script = None


def test_only_this_machine_answers(browser: Browser, site: Site) -> None:
    """The other tests prove nothing of foreign requests unless these fail."""
    context = browser.new_context()
    page = context.new_page()
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(site.address.replace("127.0.0.1", "localhost"))
    context.close()


def test_every_page_is_covered_by_its_policy(site: Site) -> None:
    pages = sorted(site.folder.rglob("*.html"))
    assert pages
    faults = {str(page.relative_to(site.folder)): found for page in pages if (found := _faults(page))}
    assert faults == {}


def test_no_style_sheet_calls_anyone(site: Site) -> None:
    sheets = [path.read_text(encoding="utf-8") for path in site.folder.rglob("*.css")]
    assert sheets
    called = {
        found
        for text in sheets
        for found in re.findall(r"(?:url\(|@import)\s*[\"']?(?!data:)(\S+?)[\"')]", text)
    }
    assert [one for one in called if urlsplit(one).netloc] == []


def _faults(path: Path) -> list[str]:
    held = _Held()
    held.feed(path.read_text(encoding="utf-8"))
    held.close()
    if held.first != "Content-Security-Policy":
        return ["la politique n'est pas en tête"]
    allowed = dict(part.strip().split(" ", 1) for part in held.policy.split(";"))
    weak: list[str] = [
        rule
        for rule in ("'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:")
        if rule in held.policy.split()
    ]
    kept = {
        "default-src": "'none'",
        "frame-src": "'none'",
        "worker-src": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    weak += [rule for rule, value in kept.items() if allowed.get(rule) != value]
    refused = [script[:80] for script in held.scripts if _hash(script) not in allowed["script-src"].split()]
    return [*held.faults, *weak, *refused]


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
