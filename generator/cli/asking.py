"""Ask for missing options at a terminal, until the answer is valid."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

from generator import opening

if TYPE_CHECKING:
    from collections.abc import Callable

_Read = TypeVar("_Read")


def someone_is_there() -> bool:
    """Whether someone is at a terminal to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, read: Callable[[str], _Read], default: str = "") -> _Read:
    """The answer, converted by `read`; an empty one means `default`; asks again if `read` refuses it."""
    while True:
        shown = f"{question} [{default}]" if default else question
        try:
            return read(
                click.prompt(shown, default=default, show_default=False, prompt_suffix=" : ", err=True)
            )
        except click.Abort as stop:  # Ctrl+C, or the end of the input: click raises the same for both
            click.echo(err=True)
            raise KeyboardInterrupt from stop
        except opening.CannotOpen as refusal:
            click.echo(f"  {refusal}", err=True)


def ask_each(question: str, read: Callable[[list[str]], object], *, least: int, most: int) -> list[str]:
    """Answers, one at a time until an empty one; `read` must accept the list after each."""
    found: list[str] = []
    while len(found) < most:
        answer = ask(f"{question} n° {len(found) + 1} (rien pour finir)", str.strip)
        if not answer and len(found) >= least:
            break
        try:
            read([*found, *([answer] if answer else [])])
        except opening.CannotOpen as refusal:
            click.echo(f"  {refusal}", err=True)
            continue
        found.append(answer)
    return found
