"""`espace check`: tell the faults of a commons."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import pipeline
from generator.cli import options
from generator.cli.summary import summary
from generator.diagnostics import RENDERERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diagnostics import Diagnostic


@click.command(
    short_help="Vérifier les fiches.",
    epilog=options.examples(
        "espace check", "espace check toolbox/porteur-de-paroles.md", "espace check --base origin/main"
    ),
)
@click.argument("paths", metavar="[CHEMIN]...", nargs=-1, type=click.Path(path_type=Path))
@options.root
@options.option(
    "--format",
    "form",
    type=click.Choice(list(RENDERERS)),
    default="texte",
    help="Sous quelle forme : texte pour une personne, les autres pour une forge ou un programme.",
)
@options.option(
    "--base",
    metavar="VERSION",
    help="Comparer aussi avec une version du dépôt, comme origin/main : rien de publié ne doit disparaître.",
)
@options.option(
    "--data-only",
    is_flag=True,
    help="Ne prendre de --root que les fiches, pas les schémas : pour ce qui vient d'un inconnu.",
)
@options.option(
    "--max-faults", type=click.IntRange(min=1), help="N'écrire que tant de fautes, les premières."
)
def check(  # noqa: PLR0913 — what is typed
    paths: tuple[Path, ...],
    root: Path,
    form: str,
    base: str | None,
    max_faults: int | None,
    *,
    data_only: bool,
) -> None:
    """Vérifier les fiches.

    Chaque faute est dite avec son fichier, sa ligne et ce qu'il faut faire. Toutes les fiches sont lues ;
    avec CHEMIN, seules les fautes de ces fichiers ou de ces dossiers sont écrites.

    La commande finit par le code 0 quand rien n'empêche de publier, 1 s'il y a des fautes, 2 si elle n'a pas
    pu travailler.
    """
    chosen = [_under(path, root) for path in paths]
    checked = pipeline.check(root, base, data_only=data_only)
    found = [d for d in checked.diagnostics if _concerns(d, chosen, root)]
    click.echo(RENDERERS[form](found[:max_faults], pipeline.lines_of(root)), nl=False)
    if form == "texte":
        summary(found, max_faults)
    sys.exit(options.FAULTS if any(d.severity == "error" for d in found) else options.CLEAN)


def _concerns(diagnostic: Diagnostic, chosen: Sequence[Path], root: Path) -> bool:
    place = (root / diagnostic.place.path).resolve()
    return not chosen or any(place.is_relative_to(path) for path in chosen)


def _under(path: Path, root: Path) -> Path:
    """A path as typed, from here or from the root; raises `CouldNotRun` where it is nowhere."""
    for candidate in (path.resolve(), (root / path).resolve()):
        if candidate.exists() and candidate.is_relative_to(root.resolve()):
            return candidate
    message = (
        f"il n'y a rien à « {path} » dans {root.resolve()}\n"
        "  aide: vérifiez le chemin, qui part du dossier où vous êtes ou de l'espace"
    )
    raise pipeline.CouldNotRun(message)
