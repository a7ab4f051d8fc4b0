"""What all tests share: a browser, an option that rewrites expected lines, random trials without clock."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="rewrite the last section of each case with what the checker says today; read the difference",
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for each process of a run. Without it the tests fail: nobody looked at the site."""
    # Most tests need none: what drives it is long to load.
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from tests.browser.chromium import ARGUMENTS, MISSING, found  # noqa: PLC0415

    program = found()
    if program is None:
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS])
        yield opened
        opened.close()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests are made, and all stay: looking for memory to clear takes half the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)  # a test makes much and drops it: seldom is soon enough


# A busy machine is no fault: nothing here is held to a time.
settings.register_profile("espace", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("espace")
