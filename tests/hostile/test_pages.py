"""Open every page of a hostile commons in Chromium: nothing is obeyed, and the policy has nothing to stop."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import KINDS
from tests.hostile.crawling import Watch, watching

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser

    from tests.hostile.publishing import Published

_SHARES = 4
# Names that no author chose. Feeds lead to those of announcements, on a page without any author's title.
_NAMED = """() => [...document.querySelectorAll("[id]:not(.md-typeset :is(h2, h3, h4, h5, h6), li.annonce)")]
  .map((one) => one.id)"""
_OURS = re.compile(r"[A-Z]|__")


def crawled(watch: Watch, pages: Iterable[str]) -> dict[str, list[str]]:
    """The faults of each page that has some."""
    found = {}
    for page in pages:
        watch.open(page)
        faults = watch.look(page)
        # What pages, theme and scripts name starts with a capital or `__`; an author's title never does.
        faults += [
            f"a name of a title: {name}" for name in watch.page.evaluate(_NAMED) if not _OURS.match(name)
        ]
        if faults:
            found[page] = faults
    return found


def _put(html: str) -> str:
    return f"document.body.insertAdjacentHTML('beforeend', {json.dumps(html)})"


@pytest.mark.parametrize("share", range(_SHARES))
def test_nothing_runs_and_the_policy_has_nothing_to_stop(
    browser: Browser, published: Published, share: int
) -> None:
    """Each page, once its scripts have run; none takes a name that titles of authors may have."""
    with watching(browser, published.address) as watch:
        assert crawled(watch, published.pages()[share::_SHARES]) == {}


def test_the_crawl_meets_every_kind_of_page(published: Published) -> None:
    kinds = [kind for kind in KINDS if "*" in kind] + ["/accessibilite/"]
    pages = published.pages()
    assert [kind for kind in kinds if not any(fnmatch(page, kind) for page in pages)] == []


def test_a_crawl_sees_what_is_obeyed(browser: Browser, published: Published) -> None:
    """The others prove nothing unless each of these shows."""
    obeyed = {
        "a script ran": _put("<img src=data:, onerror=window.__vu=1>"),
        "the policy would stop": _put("<img src=http://vu.invalid/i.png>"),
        "asked for": _put("<img src=http://vu.invalid/i.png>"),
        "a gesture": _put("<p onclick=__vu=1>"),
        "an address that runs": _put('<a href=" JavaScript:x">x</a>'),
        "a tag nobody": _put("<template><base href=/x></template>"),
        "the page was left": "location.href = '/__vu'",
        "a dialog": "setTimeout(() => alert(1))",
        "names given twice": "document.body.append(Object.assign(document.createElement('i'), {id: 'Menu'}))",
        "not one main": "document.querySelector('main').remove()",
    }
    for named, gesture in obeyed.items():
        with watching(browser, published.address) as watch:
            watch.open("/vu-page-0/")
            watch.page.evaluate(gesture)
            watch.page.wait_for_timeout(200)
            assert any(fault.startswith(named) for fault in watch.look("/vu-page-0/")), named
