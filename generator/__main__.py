"""The command `espace`, also as `python -m generator`: from its first instant, it can be stopped in one line."""

from generator import interruption


def run() -> None:
    """Load the command, which takes a while, and run it."""
    interruption.stop_at_once()
    from generator.cli import run  # noqa: PLC0415 — Ctrl+C may come while it loads

    run()


if __name__ == "__main__":
    run()
