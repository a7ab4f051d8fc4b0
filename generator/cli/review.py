"""`espace report` and `espace preview`: show a reviewer what a proposal changes, in words and in pages."""

from __future__ import annotations

from pathlib import Path

import click

from generator import reviewing
from generator.cli import options
from generator.cli.summary import waiting

_base = options.option(
    "--base",
    metavar="VERSION",
    required=True,
    help="La version du dépôt à laquelle comparer, comme origin/main. Obligatoire.",
)


@click.command(
    epilog=options.examples(
        "espace report --base origin/main",
        "espace report --root ../proposition --base origin/main --format html > rapport.html",
    )
)
@options.root
@_base
@options.option(
    "--format",
    "form",
    type=click.Choice(reviewing.FORMATS),
    default="markdown",
    help=(
        "Sous quelle forme : markdown pour la forge, html pour un navigateur, texte pour un terminal, "
        "complet pour tout lire sans rien déplier."
    ),
)
def report(root: Path, base: str, form: str) -> None:
    """Dire ce que change une proposition, pour qui la relit.

    D'abord ce qui décide, sur un écran : les fautes, ce qui change hors des fiches, les verdicts, les seuils,
    les sources, les personnes, les dates et les pages nouvelles. Le reste se déplie, fiche par fiche. De
    --root, seules les fiches sont lues : les règles sont celles de cet outil.
    """
    click.echo(reviewing.report(root, base, form), nl=False)


@click.command(
    short_help="Écrire les pages que change une proposition.",
    epilog=options.examples("espace preview --base origin/main --out build/apercu"),
)
@options.root
@_base
@options.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Où mettre l'aperçu : un dossier vide, nouveau, ou un aperçu d'avant. Obligatoire.",
)
@options.rules
def preview(root: Path, base: str, out: Path, *, rules: Path) -> None:
    """Écrire les pages que change une proposition, à ouvrir sans serveur.

    Ouvrez ensuite index.html dans ce dossier : il dit ce qui change et mène à chaque page.
    """
    pages = reviewing.preview(root, base, out, waiting=waiting, rules=rules)
    click.echo(f"{pages} page{'s' * (pages > 1)} : ouvrez {(out / 'index.html').as_posix()}")
