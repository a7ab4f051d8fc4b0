"""The options that several commands share, and the numbers they exit with."""

from __future__ import annotations

import os
from pathlib import Path

import click

CLEAN, FAULTS, COULD_NOT_RUN = 0, 1, 2

root = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="Le dossier qui contient content/, experiments/ et toolbox/ (par défaut : le dossier courant).",
)
out = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Où mettre le site (par défaut : site/ dans le dossier de l'espace).",
)
jobs = click.option(
    "--jobs", type=click.IntRange(1, 64), default=min(os.cpu_count() or 1, 4), help="Nombre de processus."
)
