"""`espace document`: write a Word file from what the records hold, to be signed or sent."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from generator import authoring, papers
from generator.cli import options
from generator.machine import refused
from generator.pipeline import CouldNotRun


@click.command(
    "document",
    short_help="Écrire un papier d'une expérimentation, en Word.",
    epilog=options.examples(
        "espace document convention cafe-des-voisins",
        "espace document dossier cafe-des-voisins --out dossier-du-conseil.docx",
    ),
)
@click.argument("kind", metavar="PAPIER", type=click.Choice(list(papers.PAPERS)))
@click.argument("experimentation", metavar="EXPERIMENTATION", required=False)
@options.root
@options.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Où l'écrire (par défaut : PAPIER-EXPERIMENTATION.docx, dans le dossier où vous êtes).",
)
@options.option("--force", is_flag=True, help="Remplacer le fichier s'il existe déjà.")
@options.option("--modele", "template", is_flag=True, help="Copier le modèle du papier, pour le changer.")
def paper(  # noqa: PLR0913 — one for each thing that may be typed
    kind: str, experimentation: str | None, *, root: Path, out: Path | None, force: bool, template: bool
) -> None:
    """Écrire un papier d'une expérimentation, à relire, à compléter et à signer dans Word ou LibreOffice.

    PAPIER est convention, appel, garant ou dossier ; EXPERIMENTATION est le nom de son dossier. Ce que les
    fiches disent y est déjà. Le reste est marqué « [à compléter] ».

    Pour changer un papier : espace document convention --modele met son modèle dans modeles/. Ouvrez-le dans
    Word, changez-le ; c'est lui qui sert désormais.
    """
    if template:
        _copy_template(root, kind, out, force=force)
        return
    if not experimentation:
        message = "il manque le nom de l'expérimentation : espace document PAPIER EXPERIMENTATION"
        raise click.UsageError(message)
    made = authoring.paper(root, kind, experimentation)
    target = out or Path(made.name)
    _put(target, made.content, force=force)
    click.echo(target.as_posix())
    left = f"{made.blanks} endroits restent" if made.blanks > 1 else "un endroit reste"
    rest = f"{left} à compléter : cherchez « [à compléter] »" if made.blanks else "rien n'y reste à compléter"
    click.echo(f"D'après {made.template}. Relisez-le ; {rest}.", err=True)


def _copy_template(root: Path, kind: str, out: Path | None, *, force: bool) -> None:
    """Put our template where the espace keeps its own."""
    own, content = papers.own_template(kind)
    target = out or root / own
    if out is None and not target.parent.is_symlink():
        target.parent.mkdir(exist_ok=True)
    _put(target, content, force=force)
    click.echo(target.as_posix())
    click.echo("Changez-le dans Word ou LibreOffice : gardez les balises {{ … }} et {% … %}.", err=True)


def _put(target: Path, content: bytes, *, force: bool) -> None:
    """Write the whole file or nothing. Raises `CouldNotRun` where something is there and is to be kept."""
    if target.suffix.lower() != ".docx":
        message = f"{target} ne finit pas par .docx\n  aide: donnez avec --out un nom comme convention.docx"
        raise CouldNotRun(message)
    if target.is_dir():
        message = f"{target} est un dossier\n  aide: donnez avec --out un nom de fichier"
        raise CouldNotRun(message)
    if not force and (target.exists() or target.is_symlink()):
        message = (
            f"{target} existe déjà : il n'a pas été touché\n"
            "  aide: donnez un autre nom avec --out, ou remplacez-le avec --force"
        )
        raise CouldNotRun(message)
    if not target.parent.is_dir():
        message = f"le dossier {target.parent} n'existe pas\n  aide: créez-le, ou donnez un autre --out"
        raise CouldNotRun(message)
    draft = target.with_name(f".{secrets.token_hex(8)}.docx")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    except OSError as error:
        message = f"{target} n'a pas pu être écrit : {refused(error)}"
        raise CouldNotRun(message) from error
    finally:
        draft.unlink(missing_ok=True)
