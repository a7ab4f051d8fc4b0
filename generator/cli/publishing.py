"""`espace stage`, `build` and `serve`: make the site, or show it while one writes."""

from __future__ import annotations

import errno
import sys
import time
from pathlib import Path

import click

from generator import pipeline, showing
from generator.cli import options
from generator.cli.summary import DONE, progress, summary, waiting
from generator.diagnostics import told

_LAST_PORT = 65535


@click.command()
@options.root
@options.option(
    "--docs",
    type=click.Path(path_type=Path, file_okay=False),
    help="Où les préparer (par défaut : build/docs).",
)
@options.day
def stage(root: Path, docs: Path | None, *, day: str) -> None:
    """Préparer les pages, sans construire le site.

    Ce sont les fichiers que reçoit le moteur qui met les pages en forme. Avec une faute, rien n'est écrit.
    """
    tell = progress()
    done = pipeline.stage(root, docs or pipeline.docs_folder(root), day=day, progress=tell, waiting=waiting)
    tell(DONE)
    _refuse(done)
    if done.staged:
        click.echo(f"{len(done.staged.written)} fichiers écrits, {len(done.staged.kept)} inchangés.")


@click.command(epilog=options.examples("espace build", "espace build --out /srv/www/espace"))
@options.root
@options.out
@options.jobs
@options.day
@options.option("--clean", is_flag=True, help="Tout refaire, sans rien reprendre de la fois précédente.")
@options.option(
    "--data-only",
    is_flag=True,
    help="Ne prendre de --root que les fiches et n'y rien écrire : pour ce qui vient d'un inconnu.",
)
@options.rules
def build(  # noqa: PLR0913 — what is typed
    root: Path, out: Path | None, jobs: int, *, day: str, clean: bool, data_only: bool, rules: Path
) -> None:
    """Vérifier les fiches et construire le site.

    Le site n'est remplacé qu'une fois entier et ses liens vérifiés. Avec une faute, l'ancien reste en place.
    """
    if data_only and out is None:
        message = "avec --data-only, dites où mettre le site : --out DOSSIER"
        raise click.UsageError(message)
    started = time.monotonic()
    tell = progress()
    done = pipeline.build(
        root,
        out or root / "site",
        day=day,
        jobs=jobs,
        clean=clean,
        data_only=data_only,
        rules=rules,
        progress=tell,
        waiting=waiting,
    )
    tell(DONE)
    _refuse(done.staging)
    result = done.result
    if result is None or not result.published:
        for link in result.broken if result else ():
            click.echo(f"{link.page}: lien mort « {link.link} » : {link.reason}", err=True)
        click.echo("Le site n'a pas été remplacé : l'ancien reste en place.", err=True)
        sys.exit(options.FAULTS)
    if result.slow:
        click.echo(result.slow, err=True)
    click.echo(f"{result.pages} pages dans {out or root / 'site'} ({time.monotonic() - started:.1f} s).")


@click.command()
@options.root
@options.option(
    "--port",
    type=click.IntRange(1, _LAST_PORT),
    default=8000,
    help="Le nombre à la fin de l'adresse, si 8000 est déjà pris.",
)
def serve(root: Path, port: int) -> None:
    """Montrer le site pendant que l'on écrit.

    Ouvrez http://127.0.0.1:8000/ dans votre navigateur : les pages suivent vos modifications. Une fiche qui
    a une faute y est remplacée par l'explication de sa faute. Ctrl+C arrête.
    """
    try:
        showing.serve(
            root,
            port,
            ready=lambda: click.echo(f"Aperçu : http://127.0.0.1:{port}/ (Ctrl+C pour arrêter)"),
            tell=lambda words: click.echo(words, nl=False, err=True),
            jobs=options.JOBS,
        )
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        other = f"espace serve --port {port + 1 if port < _LAST_PORT else port - 1}"
        message = f"le port {port} est déjà pris par un autre programme\n  aide: prenez-en un autre : {other}"
        raise pipeline.CouldNotRun(message) from error


def _refuse(staging: pipeline.Staging) -> None:
    """Print the errors, if any, and stop before anything is published."""
    if staging.publishable:
        return
    click.echo(staging.report, nl=False, err=True)
    summary(staging.diagnostics, len(told(staging.diagnostics)))
    sys.exit(options.FAULTS)
