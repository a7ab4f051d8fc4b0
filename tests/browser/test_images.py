"""Hold each picture of the guides to the real page: what it shows is still there, after the same gestures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.images import declared, served, shown, take

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser

    from tools.images import Image

DECLARED = declared()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    with served(tmp_path_factory.mktemp("images")) as addresses:
        yield addresses


@pytest.mark.parametrize("image", DECLARED.images, ids=lambda image: image.fichier)
def test_what_a_picture_shows_is_still_there(
    browser: Browser, sites: Mapping[str, str], image: Image
) -> None:
    with shown(browser, DECLARED, image, sites[image.site]) as (page, part):
        assert page.locator(image.montre).first.is_visible()
        assert part["width"] > 200
        assert part["height"] > 100
        content = take(page, part, DECLARED.qualite)
    assert content[8:12] == b"WEBP"
    assert len(content) <= 80 * 1024
