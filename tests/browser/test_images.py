"""Hold each picture of the guides to the real page: what it shows is still there, after the same gestures."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, cast

import pytest

from tests.browser.lending import lent
from tests.browser.serving import serving
from tests.once import once
from tools.images import declared, served, shown, take

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tools.images import Image

DECLARED = declared()


class _Lender:
    """A browser as `shown` uses one, whose pages are lent."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._stack = ExitStack()

    def new_context(self, **options: Any) -> _Lender:  # noqa: ANN401 — as Playwright takes them
        self._page = self._stack.enter_context(lent(self._browser, **options))
        return self

    def set_default_timeout(self, timeout: float) -> None:
        self._page.set_default_timeout(timeout)

    def new_page(self) -> Page:
        return self._page

    def close(self) -> None:
        self._stack.__exit__(*sys.exc_info())


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    folder = once(tmp_path_factory, "images", _build)
    with serving(folder) as address:
        yield {name: f"{address}/{name}" for name in {image.site for image in DECLARED.images}}


def _build(folder: Path) -> None:
    with served(folder):
        pass


@pytest.mark.parametrize("image", DECLARED.images, ids=lambda image: image.fichier)
def test_what_a_picture_shows_is_still_there(
    browser: Browser, sites: Mapping[str, str], image: Image
) -> None:
    lender = cast("Browser", _Lender(browser))
    with shown(lender, DECLARED, image, sites[image.site]) as (page, part):
        assert page.locator(image.montre).first.is_visible()
        assert part["width"] > 200
        assert part["height"] > 100
        content = take(page, part, DECLARED.qualite)
    assert content[8:12] == b"WEBP"
    assert len(content) <= 80 * 1024
