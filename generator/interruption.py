"""Stop in one line, with nothing left behind: on Ctrl+C, a closed terminal, a machine that halts."""

from __future__ import annotations

import os
import signal
import sys

# Nothing else is loaded here, `typing` included: until this is, Ctrl+C shows what Python was doing.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_WORDS = "espace : interrompu\n"
_KILLED = 128
_SOON = 0.01  # seconds
_owner = 0


class Interrupted(KeyboardInterrupt):
    """Someone asked this program to stop; `signal` says how."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal = number

    @property
    def code(self) -> int:
        """What a shell expects of a program that was stopped so: 130 for Ctrl+C."""
        return _KILLED + self.signal


def stop_at_once() -> None:
    """From now on a signal ends this program on the spot: there is nothing to put away, or no longer."""
    _listen(_leave)


def stop_in_order() -> None:
    """From now on a signal is raised as `Interrupted`, once: what is under way puts its things away."""
    _listen(_raise)
    sys.unraisablehook = _missed


def _missed(told: sys.UnraisableHookArgs) -> None:
    """Raise the interruption again a moment later: Python drops what is raised while it frees an object."""
    missed = told.exc_value
    if not isinstance(missed, Interrupted):
        sys.__unraisablehook__(told)
        return

    def again(_number: int, _frame: FrameType | None) -> NoReturn:
        raise Interrupted(missed.signal)

    signal.signal(signal.SIGALRM, again)
    signal.setitimer(signal.ITIMER_REAL, _SOON)


def _listen(handler: Callable[[int, FrameType | None], None]) -> None:
    global _owner  # noqa: PLW0603 — a process forked from this one has the handlers, and is not the one to speak
    _owner = os.getpid()
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` asked for that
            signal.signal(number, handler)


def _raise(number: int, _frame: FrameType | None) -> None:
    if os.getpid() != _owner:
        os._exit(_KILLED + number)
    for one in SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    raise Interrupted(number)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    if os.getpid() == _owner:
        try:  # noqa: SIM105 — nothing else is loaded
            os.write(2, _WORDS.encode())
        except OSError:
            pass
    os._exit(_KILLED + number)
