"""`espace stage`, `build` and `serve`: make the site, or show it while one writes."""

from __future__ import annotations

import errno
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import carrying, importing, parting, pipeline, showing
from generator.cli import options
from generator.cli.summary import DONE, progress, summary, waiting
from generator.diagnostics import told
from generator.graph.site_facts import unsaid_by

if TYPE_CHECKING:
    from generator.publications import EarlierPublication
    from generator.publishing import Result
    from generator.share import Share

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


@click.command(
    epilog=options.examples("espace build", "espace build --out /srv/www/espace", "espace build --hors-ligne")
)
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
@options.earlier
@options.part
@options.option(
    "--hors-ligne",
    "offline",
    is_flag=True,
    help="Faire aussi, à côté, l'édition hors ligne : site-hors-ligne/, qui s'ouvre depuis une clé USB.",
)
def build(  # noqa: PLR0913 — what is typed
    root: Path,
    out: Path | None,
    jobs: int,
    *,
    day: str,
    clean: bool,
    data_only: bool,
    rules: Path,
    earlier: Path | None,
    share: Share | None,
    offline: bool,
) -> None:
    """Vérifier les fiches et construire le site.

    Le site n'est remplacé qu'une fois entier et ses liens vérifiés. Avec une faute, l'ancien reste en place.
    """
    if data_only and out is None:
        message = "avec --data-only, dites où mettre le site : --out DOSSIER"
        raise click.UsageError(message)
    if share and out is None:
        message = "avec --part, dites où mettre la partie : --out DOSSIER"
        raise click.UsageError(message)
    if share and offline:
        message = "une édition hors ligne se fait d'un site entier : sans --part"
        raise click.UsageError(message)
    started = time.monotonic()
    tell = progress()
    make = partial(parting.build_part, share=share) if share else pipeline.build
    done = make(
        root,
        out or root / "site",
        day=day,
        jobs=jobs,
        clean=clean,
        data_only=data_only,
        rules=rules,
        earlier=_earlier(earlier),
        progress=tell,
        waiting=waiting,
    )
    tell(DONE)
    _refuse(done.staging)
    site = out or root / "site"
    _tell_pages(done.result, site, started)
    if unsaid := unsaid_by(done.staging.site):
        click.echo(f"Avant de mettre ce site en ligne, donnez dans content/site.yml : {unsaid}.", err=True)
    if offline:
        made = done.staging
        count = carrying.carry(root, site, url=made.site.url, day=made.day, waiting=waiting)
        click.echo(f"{count} pages dans {carrying.beside(site)} : ouvrez index.html, sans serveur.")


@click.command(epilog=options.examples("espace join build/partie-1 build/partie-2", "espace join parties/*"))
@click.argument(
    "parts",
    metavar="PARTIE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)
@options.root
@options.out
@options.jobs
def join(parts: tuple[Path, ...], *, root: Path, out: Path | None, jobs: int) -> None:
    """Réunir en un site toutes ses parties.

    Une partie est un dossier fait par « espace build --part ». Le site réuni est celui que ferait une seule
    machine. L'ancien n'est remplacé que si toutes les parties sont là, entières et faites des mêmes fiches,
    et si tous les liens mènent quelque part.
    """
    started = time.monotonic()
    tell = progress()
    result = parting.join(root, parts, out or root / "site", jobs=jobs, progress=tell, waiting=waiting)
    tell(DONE)
    _tell_pages(result, out or root / "site", started)


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


def _tell_pages(result: Result | None, out: Path, started: float) -> None:
    """Say what was published, or the links that keep it from being; then stop."""
    if result is None or not result.published:
        for link in result.broken if result else ():
            click.echo(f"{link.page}: lien mort « {link.link} » : {link.reason}", err=True)
        click.echo("Le site n'a pas été remplacé : l'ancien reste en place.", err=True)
        sys.exit(options.FAULTS)
    if result.slow:
        click.echo(result.slow, err=True)
    click.echo(f"{result.pages} pages dans {out} ({time.monotonic() - started:.1f} s).")


def _earlier(archive: Path | None) -> EarlierPublication | None:
    try:
        return importing.earlier_publication(archive) if archive else None
    except importing.CannotImport as refusal:
        raise pipeline.CouldNotRun(str(refusal)) from refusal


def _refuse(staging: pipeline.Staging) -> None:
    """Print the errors, if any, and stop before anything is published."""
    if staging.publishable:
        return
    click.echo(staging.report, nl=False, err=True)
    summary(staging.diagnostics, len(told(staging.diagnostics)))
    sys.exit(options.FAULTS)
