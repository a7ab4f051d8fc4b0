"""`espace voisin`: show beside ours what another espace published, from its archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import neighbouring
from generator.cli import options
from generator.cli.new_file import write_new
from generator.cli.old_file import write_over
from generator.cli.summary import counted
from generator.diagnostics import printable

if TYPE_CHECKING:
    from generator.neighbouring import Neighbouring


@click.command(
    short_help="Montrer à part ce qu'un autre espace a publié.",
    epilog=options.examples(
        'espace voisin commun.zip --nom "Espace du Val" --adresse https://espace-du-val.example/'
    ),
)
@click.argument("archive", metavar="ARCHIVE", type=click.Path(path_type=Path))
@options.option("--nom", "name", required=True, help="Le nom de cet espace, tel qu'on le lira.")
@options.option("--adresse", "url", required=True, help="L'adresse de son site.")
@options.root
@options.option("--write", is_flag=True, help="Écrire les fiches.")
def voisin(archive: Path, *, name: str, url: str, root: Path, write: bool) -> None:
    """Montrer à part ce qu'un autre espace a publié, d'après son archive, commun.zip.

    Téléchargez cette archive à la page de données de son site. Chaque expérimentation et chaque outil donne
    une fiche dans content/ailleurs/ : titre, résumé, licence, et le chemin de la fiche entière, chez lui.
    Elles ont leur page, se cherchent par espace, et ne sont comptées nulle part. Une archive plus récente
    remplace ce que la précédente a écrit. Sans --write, la commande montre ce qu'elle ferait.
    """
    made = neighbouring.neighbour(root, archive, name, url=url)
    for one in made.left:
        click.echo(f"Laissée de côté : {printable(one.place)} : {printable(one.words)}.", err=True)
    for path in made.gone:
        click.echo(
            f"Plus dans l'archive : {printable(path)}. Si elle n'est plus là-bas, retirez-la.", err=True
        )
    for path in neighbouring.paths(made):
        click.echo(path)
    count = len(made.changes)
    if not count:
        click.echo(f"Tout est déjà écrit ({counted(made.same, 'fichier')}).", err=True)
    elif not write:
        told = f"{counted(count, 'fichier')} à écrire, {counted(made.same, 'fichier')} déjà à jour"
        click.echo(f"{told}. Rien n'est encore écrit ; pour l'écrire : ajoutez --write", err=True)
    else:
        _write(root, made)
        told = f"{counted(count, 'fichier')} écrit{'s' * (count > 1)}"
        click.echo(f"{told}. Relisez (git diff), puis vérifiez : espace check", err=True)


def _write(root: Path, made: Neighbouring) -> None:
    for change in made.changes:
        if change.before is None:
            write_new(root, change.path, change.after)
        else:
            write_over(root, change.path, change.before, after=change.after)
