"""The command `espace`, also as `python -m generator`: it can be stopped in one line from the start."""

import gc
import sys

from generator import interruption


def run() -> None:
    """Load the command, which takes a while, and run it; exits with its code."""
    interruption.stop_at_once()
    gc.disable()  # what loads stays: looking for memory to clear takes a sixth of the start
    try:
        from generator.cli import run, streams  # noqa: PLC0415 — Ctrl+C may come while it loads
    except ImportError as error:
        from generator.machine import missing  # noqa: PLC0415 — nothing else is sure to load

        sys.stderr.write(f"espace : {missing(error)}\n")
        sys.exit(2)

    gc.freeze()
    gc.enable()
    streams.open_streams()
    interruption.stop_in_order()
    try:
        run()
    finally:
        interruption.stop_at_once()


if __name__ == "__main__":
    run()
