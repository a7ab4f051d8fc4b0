"""`espace stage`, `build` and `serve`: make the site, or show it while one writes."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

import click

from generator import pipeline
from generator.cli import options
from generator.cli.summary import DONE, progress, summary


@click.command()
@options.root
@click.option("--docs", type=click.Path(path_type=Path, file_okay=False), help="Où préparer les pages.")
def stage(root: Path, docs: Path | None) -> None:
    """Préparer les pages pour le moteur, sans construire le site."""
    tell = progress()
    done = pipeline.stage(root, docs or pipeline.docs_folder(root), progress=tell)
    tell(DONE)
    _refuse(done)
    if done.staged:
        click.echo(f"{len(done.staged.written)} fichiers écrits, {len(done.staged.kept)} inchangés.")


@click.command()
@options.root
@options.out
@options.jobs
@click.option("--clean", is_flag=True, help="Tout refaire, sans rien reprendre de la fois précédente.")
def build(root: Path, out: Path | None, jobs: int, *, clean: bool) -> None:
    """Vérifier, construire et mettre le site en place d'un seul coup."""
    started = time.monotonic()
    tell = progress()
    done = pipeline.build(root, out or root / "site", jobs=jobs, clean=clean, progress=tell)
    tell(DONE)
    _refuse(done.staging)
    result = done.result
    if result is None or not result.published:
        for link in result.broken if result else ():
            click.echo(f"{link.page}: lien mort « {link.link} » : {link.reason}", err=True)
        click.echo("Le site n'a pas été remplacé : l'ancien reste en place.", err=True)
        sys.exit(options.FAULTS)
    click.echo(f"{result.pages} pages dans {out or root / 'site'} ({time.monotonic() - started:.1f} s).")


@click.command()
@options.root
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Le port à écouter.")
def serve(root: Path, port: int) -> None:
    """Montrer le site pendant que l'on écrit, à http://127.0.0.1:8000/."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    logging.getLogger("mkdocs.plugins.espace").setLevel(logging.INFO)  # the faults, at each save
    click.echo(f"Aperçu : http://127.0.0.1:{port}/ (Ctrl+C pour arrêter)")
    pipeline.serve(root, port)


def _refuse(staging: pipeline.Staging) -> None:
    """With errors, show them and stop before anything is published."""
    if staging.publishable:
        return
    click.echo(staging.report, nl=False, err=True)
    summary(staging.diagnostics, None)
    sys.exit(options.FAULTS)
