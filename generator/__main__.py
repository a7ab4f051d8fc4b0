"""Let `python -m generator` be the command `espace`."""

from generator.cli import run

run()
