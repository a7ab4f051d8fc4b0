"""Lend a page that remembers nothing: the same one again, since opening one costs more than a visit."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Page

_BLANK = "about:blank"
_HELD = "() => ({ origin, session: sessionStorage.length })"


@dataclass(frozen=True, slots=True)
class _Kept:
    page: Page
    session: CDPSession


# Those that nobody uses now, by browser and by what they were opened with.
_free: dict[tuple[Browser, str], _Kept] = {}


@contextmanager
def lent(browser: Browser, **options: Any) -> Iterator[Page]:  # noqa: ANN401 — as Playwright takes them
    """A blank page of a context opened with `options`.

    One that a test failed on, or left in a state that cannot be undone, is never lent again.
    Listeners are those of whoever borrows: they take them off.
    """
    sort = browser, repr(sorted(options.items()))
    kept = _free.pop(sort, None) or _opened(browser, options)
    try:
        yield kept.page
        again = _forgotten(kept)
    except BaseException:
        kept.page.context.close()
        raise
    if again and sort not in _free:
        _free[sort] = kept
    else:
        kept.page.context.close()


def _opened(browser: Browser, options: dict[str, Any]) -> _Kept:
    context = browser.new_context(**options)
    page = context.new_page()
    return _Kept(page, context.new_cdp_session(page))


def _forgotten(kept: _Kept) -> bool:
    """Leave a page as a new one is, the copies of files aside; False where it cannot be."""
    page = kept.page
    held = page.evaluate(_HELD)
    if held["session"] or page.context.pages != [page]:
        return False
    page.unroute_all()
    page.mouse.move(-1, -1)
    page.goto(_BLANK)  # before the storage is emptied: a page may write there as it goes
    kept.session.send("Storage.clearDataForOrigin", {"origin": held["origin"], "storageTypes": "all"})
    kept.session.send("Page.resetNavigationHistory")
    return True
