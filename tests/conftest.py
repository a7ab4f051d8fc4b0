"""What all tests share: an option that rewrites the expected lines of cases; random trials without clock."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Generator


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="rewrite the last section of each case with what the checker says today; read the difference",
    )


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests are made, and all stay: looking for memory to clear takes half the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


# A busy machine is no fault: nothing here is held to a time.
settings.register_profile("espace", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("espace")
