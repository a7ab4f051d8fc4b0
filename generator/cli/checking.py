"""`espace check`: print the faults of a commons, once or after each save."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import judging, pipeline
from generator.checking import to_publish
from generator.cli import options, usage
from generator.cli.chosen import chosen, paths
from generator.cli.colours import paint
from generator.cli.summary import fix_command, summary
from generator.diagnostics import RENDERERS, told
from generator.diagnostics.renderers import as_text
from generator.sources import ROOTS
from generator.watching import saves
from generator.working import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.diagnostics import Diagnostic


@click.command(
    short_help="Vérifier les fiches.",
    epilog=options.examples(
        "espace check", "espace check toolbox/porteur-de-paroles.md", "espace check --base origin/main"
    ),
)
@paths
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
    "--registre",
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Comparer aussi avec le registre de ce qui est en ligne, le fichier /donnees/adresses.json du site.",
)
@options.option(
    "--publication",
    is_flag=True,
    help="Exiger aussi ce qu'un site en ligne doit dire de lui : « contact » et « depot ».",
)
@options.day
@options.option(
    "--data-only",
    is_flag=True,
    help="Ne prendre de --root que les fiches, pas les schémas : pour ce qui vient d'un inconnu.",
)
@options.rules
@options.option(
    "--max-faults", type=click.IntRange(min=1), help="N'écrire que tant de fautes, les premières."
)
@options.option(
    "--watch", is_flag=True, help="Vérifier de nouveau à chaque enregistrement, jusqu'à Ctrl+C (code 0)."
)
def check(  # noqa: PLR0913 — what is typed
    paths: tuple[Path, ...],
    root: Path,
    form: str,
    *,
    base: str | None,
    registre: Path | None,
    publication: bool,
    day: str,
    max_faults: int | None,
    data_only: bool,
    rules: Path,
    watch: bool,
) -> None:
    """Vérifier les fiches.

    Chaque faute est dite avec son fichier, sa ligne et ce qu'il faut faire. Toutes les fiches sont lues ;
    avec CHEMIN, seules les fautes de ces fichiers ou de ces dossiers sont écrites.

    La commande finit par le code 0 quand rien n'empêche de publier, 1 s'il y a des fautes, 2 si elle n'a pas
    pu travailler.
    """
    wanted = chosen(paths, root)

    def look() -> list[Diagnostic]:
        # A thread waits for saves: a process forked beside it could stay locked.
        jobs = 1 if watch else options.JOBS
        checked = pipeline.check(root, base, registre, day=day, data_only=data_only, rules=rules, jobs=jobs)
        checked = to_publish(checked) if publication else checked
        # Changes to the rules themselves are reported even if only some files were asked for.
        return [one for one in checked.diagnostics if wanted(one.place.path) or one.rule == judging.RULE]

    if watch and form != "texte":
        message = f"--watch n'écrit que pour une personne : retirez « --format {form} »"
        raise click.UsageError(message)
    if watch:
        _watch(root, lambda when: _tell(look(), root, paths, most=max_faults, when=when))
        sys.exit(options.CLEAN)
    found = look()
    if form == "texte":
        _tell(found, root, paths, most=max_faults)
    else:
        click.echo(RENDERERS[form](told(found)[:max_faults], lines_of(root)), nl=False)
    sys.exit(options.FAULTS if any(d.severity == "error" for d in found) else options.CLEAN)


def _tell(
    found: list[Diagnostic], root: Path, paths: Sequence[Path], *, most: int | None, when: str = ""
) -> None:
    shown = told(found)[:most]
    click.echo(as_text.render(shown, lines_of(root), paint), nl=False)
    summary(found, len(shown), fix=fix_command(root, paths), when=when)


def _watch(root: Path, tell: Callable[[str], None]) -> None:
    """Tell at once, then at each save, until interrupted.

    If a check cannot run, the reason is printed and the watch goes on until the next save.
    """
    click.echo("Vérification à chaque enregistrement (Ctrl+C pour arrêter).", err=True)
    try:
        with saves(root, ROOTS) as next_save:
            while True:
                try:
                    tell(f"{datetime.datetime.now(datetime.UTC).astimezone():%H:%M:%S} : ")
                except (OSError, pipeline.CouldNotRun) as error:
                    usage.say(usage.words_of(error), options.COULD_NOT_RUN)
                next_save()
    except KeyboardInterrupt:
        click.echo(err=True)
