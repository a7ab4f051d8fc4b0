"""The command `espace`: what is typed becomes calls of the pipeline, what it answers becomes words."""

from __future__ import annotations

import logging
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import pipeline
from generator.diagnostics import RENDERERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.diagnostics import Diagnostic

CLEAN, FAULTS, COULD_NOT_RUN = 0, 1, 2
DONE = ""

_root = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="Le dossier qui contient content/, experiments/ et toolbox/ (par défaut : le dossier courant).",
)
_out = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Où mettre le site (par défaut : site/ dans le dossier de l'espace).",
)
_jobs = click.option(
    "--jobs", type=click.IntRange(1, 64), default=min(os.cpu_count() or 1, 4), help="Nombre de processus."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Vérifier et publier un espace ressources."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_root
@click.option(
    "--format", "form", type=click.Choice(list(RENDERERS)), default="texte", help="Pour qui écrire."
)
@click.option("--max-faults", type=click.IntRange(min=1), help="S'arrêter d'écrire après tant de fautes.")
def check(paths: tuple[Path, ...], root: Path, form: str, max_faults: int | None) -> None:
    """Vérifier les fiches ; avec PATH, n'écrire que les fautes de ces fichiers ou dossiers."""
    chosen = [_under(path, root) for path in paths]
    found = [d for d in pipeline.check(root).diagnostics if _concerns(d, chosen, root)]
    click.echo(RENDERERS[form](found[:max_faults], pipeline.lines_of(root)), nl=False)
    if form == "texte":
        _summary(found, max_faults)
    sys.exit(FAULTS if any(d.severity == "error" for d in found) else CLEAN)


@main.command()
@_root
@click.option("--docs", type=click.Path(path_type=Path, file_okay=False), help="Où préparer les pages.")
def stage(root: Path, docs: Path | None) -> None:
    """Préparer les pages pour le moteur, sans construire le site."""
    tell = _progress()
    done = pipeline.stage(root, docs or pipeline.docs_folder(root), progress=tell)
    tell(DONE)
    _refuse(done)
    if done.staged:
        click.echo(f"{len(done.staged.written)} fichiers écrits, {len(done.staged.kept)} inchangés.")


@main.command()
@_root
@_out
@_jobs
@click.option("--clean", is_flag=True, help="Tout refaire, sans rien reprendre de la fois précédente.")
def build(root: Path, out: Path | None, jobs: int, *, clean: bool) -> None:
    """Vérifier, construire et mettre le site en place d'un seul coup."""
    started = time.monotonic()
    tell = _progress()
    done = pipeline.build(root, out or root / "site", jobs=jobs, clean=clean, progress=tell)
    tell(DONE)
    _refuse(done.staging)
    result = done.result
    if result is None or not result.published:
        for link in result.broken if result else ():
            click.echo(f"{link.page}: lien mort « {link.link} » : {link.reason}", err=True)
        click.echo("Le site n'a pas été remplacé : l'ancien reste en place.", err=True)
        sys.exit(FAULTS)
    click.echo(f"{result.pages} pages dans {out or root / 'site'} ({time.monotonic() - started:.1f} s).")


@main.command()
@_root
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Le port à écouter.")
def serve(root: Path, port: int) -> None:
    """Montrer le site pendant que l'on écrit, à http://127.0.0.1:8000/."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    logging.getLogger("mkdocs.plugins.espace").setLevel(logging.INFO)  # the faults, at each save
    click.echo(f"Aperçu : http://127.0.0.1:{port}/ (Ctrl+C pour arrêter)")
    pipeline.serve(root, port)


def _concerns(diagnostic: Diagnostic, chosen: Sequence[Path], root: Path) -> bool:
    place = (root / diagnostic.place.path).resolve()
    return not chosen or any(place.is_relative_to(path) for path in chosen)


def _under(path: Path, root: Path) -> Path:
    """A path as typed, from here or from the root; raises `CouldNotRun` where it is nowhere."""
    for candidate in (path.resolve(), (root / path).resolve()):
        if candidate.exists() and candidate.is_relative_to(root.resolve()):
            return candidate
    message = f"il n'y a rien à « {path} » dans {root}"
    raise pipeline.CouldNotRun(message)


def _summary(found: Sequence[Diagnostic], most: int | None) -> None:
    errors = sum(d.severity == "error" for d in found)
    warnings = len(found) - errors
    told = [_count(errors, "faute"), _count(warnings, "avertissement")]
    rest = f" ; {most} affiché{'s' * (most > 1)}" if most and len(found) > most else ""
    click.echo(f"{' et '.join(told)}{rest}.", err=True)


def _count(number: int, word: str) -> str:
    return f"{number or 'aucune' if word == 'faute' else number or 'aucun'} {word}{'s' * (number > 1)}"


def _refuse(staging: pipeline.Staging) -> None:
    """With errors, show them and stop before anything is published."""
    if staging.publishable:
        return
    click.echo(staging.report, nl=False, err=True)
    _summary(staging.diagnostics, None)
    sys.exit(FAULTS)


def _progress() -> Callable[[str], None]:
    """Steps on a terminal, each over the last, `DONE` wiping it; nothing in a pipe."""
    if not sys.stderr.isatty():
        return lambda _step: None
    return lambda step: click.echo(f"\r\033[K{step}…\r" if step else "\r\033[K", err=True, nl=False)


def run() -> None:
    """The command, with what the machine refuses told in words: exit 2."""
    try:
        main(prog_name="espace")
    except (OSError, pipeline.CouldNotRun) as error:
        click.echo(f"espace : {error}", err=True)
        sys.exit(COULD_NOT_RUN)
