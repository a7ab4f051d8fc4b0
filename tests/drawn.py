"""Random trials in shares: what takes one core a minute is shared by all, with the same draws each time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, seed, settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

# How many times as many trials as in the tests: `make soak` asks for more.
TIMES = int(os.environ.get("DRAWS", "1"))


def drawn(
    *strategies: SearchStrategy[Any], examples: int, shares: int
) -> Callable[[Callable[..., None]], Callable[[int], None]]:
    """Make of a trial a test that runs it `examples` times on what `strategies` draw, in `shares` parts.

    Each share has its own seed: no two draw the same, and a fault comes back at the next run.
    """

    def sharing(trial: Callable[..., None]) -> Callable[[int], None]:
        @pytest.mark.parametrize("share", range(shares))
        def test(share: int) -> None:
            part = settings(max_examples=-(-examples * TIMES // shares), database=None)
            seed(share)(part(given(*strategies)(trial)))()

        test.__name__ = trial.__name__
        test.__doc__ = trial.__doc__
        return test

    return sharing
