"""Say in words, on the way out, how many faults were found and how far the work has come."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.diagnostics import Diagnostic

DONE = ""


def summary(found: Sequence[Diagnostic], most: int | None) -> None:
    """How many faults and warnings, and how many of them were shown."""
    errors = sum(d.severity == "error" for d in found)
    warnings = len(found) - errors
    told = [_count(errors, "faute"), _count(warnings, "avertissement")]
    rest = f" ; {most} affiché{'s' * (most > 1)}" if most and len(found) > most else ""
    click.echo(f"{' et '.join(told)}{rest}.", err=True)


def progress() -> Callable[[str], None]:
    """Steps on a terminal, each over the last, `DONE` wiping it; nothing in a pipe."""
    if not sys.stderr.isatty():
        return lambda _step: None
    return lambda step: click.echo(f"\r\033[K{step}…\r" if step else "\r\033[K", err=True, nl=False)


def _count(number: int, word: str) -> str:
    return f"{number or 'aucune' if word == 'faute' else number or 'aucun'} {word}{'s' * (number > 1)}"
