"""`espace suivi`: tell where each experiment under way stands, for whoever coordinates them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator import authoring
from generator.cli import options
from generator.diagnostics import some_of

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    "suivi",
    short_help="Dire où en est chaque expérimentation.",
    epilog=options.examples(
        "espace suivi", "espace suivi --jour 2026-01-31", "espace suivi --format csv > suivi.csv"
    ),
)
@options.root
@options.option(
    "--format",
    "form",
    type=click.Choice(list(authoring.TRACKINGS)),
    default="texte",
    help="Sous quelle forme : texte à lire, csv pour un tableur, ics pour un agenda.",
)
@options.day
def tracking(root: Path, form: str, *, day: str) -> None:
    """Dire où en est chaque expérimentation menée ici ou par des partenaires qui n'est pas finie.

    Ce qui lui manque, ce que demande l'étape suivante, qui signe, ce qui vient, la dernière trace, les
    propositions d'habitants sans réponse.
    """
    text, left = authoring.tracking(root, form, day=day)
    click.echo(text, nl=False)
    if left:
        names = some_of(left, link="et")
        click.echo(f"Laissées de côté, car leur fiche a des fautes (espace check) : {names}", err=True)
