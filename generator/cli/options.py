"""The options that several commands share, and the numbers they exit with."""

from __future__ import annotations

import datetime
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import pipeline

if TYPE_CHECKING:
    from click.types import OptionHelpExtra

CLEAN, FAULTS, COULD_NOT_RUN = 0, 1, 2
JOBS = min(os.cpu_count() or 1, 4)


class Option(click.Option):
    """An option whose help leaves out what click adds in English: its bounds, and that it is required."""

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        """Nothing, so that click adds no English: the French help of each option says it."""
        del ctx
        return {}


option = partial(click.option, cls=Option)


def examples(*lines: str) -> str:
    """Example commands for the end of a help text, one on each line."""
    return "\n".join(["\b", "Par exemple :", *(f"  {line}" for line in lines)])


def _day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> str:
    """Check the day typed as an option; empty if none. Raises `click.BadParameter`, in French."""
    if text is None:
        return ""
    try:
        found = datetime.date.fromisoformat(text).isoformat()
        if found == text:
            return found
    except ValueError:
        pass
    message = f"« {text} » n'est pas un jour : écrivez l'année, le mois et le jour, comme 2026-11-27"
    raise click.BadParameter(message)


day = option(
    "--jour",
    "day",
    metavar="AAAA-MM-JJ",
    callback=_day,
    help="Le jour à prendre pour aujourd'hui (par défaut : le plus récent que les fiches racontent).",
)
root = option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="Le dossier qui contient content/, experiments/ et toolbox/ (par défaut : celui où vous êtes).",
)
out = option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Où mettre le site (par défaut : site/ dans le dossier de l'espace).",
)
jobs = option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=JOBS,
    help="Combien de programmes travaillent ensemble, 64 au plus (par défaut : selon la machine, 4 au plus).",
)
rules = option(
    "--rules",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=pipeline.PROJECT,
    help="L'espace dont schemas/ et mkdocs.yml jugent ce qui vient d'un inconnu (par défaut : le programme).",
)
