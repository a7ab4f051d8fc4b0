"""The options that several commands share, and the numbers they exit with."""

from __future__ import annotations

import datetime
import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import pipeline
from generator.share import Share

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


def _part(_context: click.Context, _parameter: click.Parameter, text: str | None) -> Share | None:
    """The part typed as `2/8`; None if none. Raises `click.BadParameter`, in French."""
    found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text or "")
    if found and 1 <= int(found[1]) <= int(found[2]):
        return Share(int(found[1]), int(found[2]))
    if text is None:
        return None
    message = f"« {text} » n'est pas une partie : écrivez laquelle et de combien, comme 2/8"
    raise click.BadParameter(message)


part = option(
    "--part",
    "share",
    metavar="K/N",
    callback=_part,
    help="Ne faire que la partie K sur N : avec --out, pour une de N machines ; espace join les réunit.",
)
earlier = option(
    "--precedente",
    "earlier",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FICHIER",
    help="L'archive du site en ligne, /donnees/commun.zip : le nouveau dira ce qui a changé depuis.",
)
rules = option(
    "--rules",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=pipeline.PROJECT,
    help="L'espace dont schemas/ et mkdocs.yml jugent ce qui vient d'un inconnu (par défaut : le programme).",
)
