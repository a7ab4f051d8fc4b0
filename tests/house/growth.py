"""Tell work whose time grows like its text from work whose time grows faster, on a machine busy or quiet."""

from __future__ import annotations

import gc
import math
import time
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TRIES = 10
# They remember what they read: measured twice, a text would cost nothing.
_REMEMBERING = ("diagnostics.personal", "prose.text_faults", "sources.record")


def forget() -> None:
    """Leave no text remembered: what comes next is read as by a command that has just started."""
    for name in _REMEMBERING:
        for one in vars(import_module(f"generator.{name}")).values():
            if hasattr(one, "cache_clear"):
                one.cache_clear()


def seconds(work: Callable[[], object]) -> float:
    """The seconds of processor that `work` takes, those of clearing its memory left out."""
    forget()
    was = gc.isenabled()
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        if was:
            gc.enable()


def steep(work: Callable[[int], object], size: int, quick: float) -> str | None:
    """What `work` takes on `size`, in words, if it is `quick` seconds or more and 8 times a quarter.

    What grows like its text takes 4 times a quarter, what grows like its square 16 times. Noise only adds:
    what seems too long is measured again, and the least is kept.
    """
    whole, part = math.inf, math.inf
    for _ in range(TRIES):
        whole = min(whole, seconds(lambda: work(size)))
        if whole < quick:
            return None
        part = min(part, *(seconds(lambda: work(size // 4)) for _ in range(2)))
        if whole < 8 * part:
            return None
    return f"{whole:.3f} s, and {part:.3f} s for a quarter"
