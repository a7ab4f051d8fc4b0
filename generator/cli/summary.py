"""The sentences about the whole run: how many faults were found, and the progress of the work."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.diagnostics import total

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.diagnostics import Diagnostic

DONE = ""


def summary(found: Sequence[Diagnostic], shown: int, *, fix: str = "", when: str = "") -> None:
    """How many faults and warnings there are, and how many of them were `shown`.

    `fix` is the command that mends those that can be; `when`, the hour of a check that is one of many.
    """
    every, errors = total(found), total(found, "error")
    told = [counted(errors, "faute"), counted(every - errors, "avertissement")]
    rest = f" ; {shown} affiché{'s' * (shown > 1)}" if every > shown else ""
    click.echo(f"{when}{' et '.join(told)}{rest}.", err=True)
    mendable = sum(bool(d.edits) + len(d.rest) for d in found)
    if fix and mendable:
        can = "peuvent être corrigées" if mendable > 1 else "peut être corrigée"
        click.echo(f"{counted(mendable, 'faute')} {can} par : {fix}", err=True)


def fix_command(root: Path, paths: Sequence[Path]) -> str:
    """What to type to mend the commons under `root`, or some paths of it."""
    where = [] if root == Path() else ["--root", str(root)]
    return shlex.join(["espace", "fix", *map(str, paths), *where])


def counted(number: int, word: str) -> str:
    """`2 fautes`, `1 faute`, `aucune faute`."""
    return f"{number or 'aucune' if word == 'faute' else number or 'aucun'} {word}{'s' * (number > 1)}"


def progress() -> Callable[[str], None]:
    """Show a step on a terminal, over the last one; `DONE` clears the line. Prints nothing in a pipe."""
    if not sys.stderr.isatty():
        return lambda _step: None
    return lambda step: click.echo(f"\r\033[K{step}…\r" if step else "\r\033[K", err=True, nl=False)


def waiting(words: str) -> None:
    """Print that another process has to finish first, in a pipe too: it may take minutes."""
    click.echo(f"{words}.", err=True)
