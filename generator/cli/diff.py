"""`espace diff`: tell what changed between two revisions of a protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator import authoring
from generator.cli import options

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    short_help="Dire ce qui change entre deux révisions d'un protocole.",
    epilog=options.examples("espace diff cafe-des-voisins r1 r2"),
)
@click.argument("experimentation")
@click.argument("premiere", metavar="rA")
@click.argument("derniere", metavar="rB")
@options.root
@options.option(
    "--format",
    "form",
    type=click.Choice(authoring.DIFFERENCES),
    default="texte",
    help="Pour qui écrire : une personne ou un programme.",
)
def diff(experimentation: str, premiere: str, derniere: str, *, root: Path, form: str) -> None:
    """Dire ce qui change entre deux révisions d'un protocole, avec les raisons données.

    EXPERIMENTATION est le nom de son dossier ; rA et rB sont les deux révisions, comme r1 et r2.
    """
    click.echo(authoring.diff(root, experimentation, premiere, last=derniere, form=form), nl=False)
