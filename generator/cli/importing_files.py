"""`espace importer`: show the records that files made elsewhere would give, and write them when asked."""

from __future__ import annotations

import datetime
import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import bringing_in
from generator.cli import asking, options
from generator.cli.colours import paint
from generator.cli.new_file import write_new
from generator.cli.summary import counted
from generator.diagnostics import printable, total
from generator.drafting import Wish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.bringing_in import Brought
    from generator.importing import Remark


@click.command(
    "importer",
    short_help="Faire des fiches de documents et de tableaux.",
    epilog=options.examples(
        "espace importer compte-rendu.docx --genre journal --experimentation cafe-des-voisins",
        "espace importer boite-a-outils.xlsx --genre outil",
        "espace importer fiche.odt --genre outil --write",
        "espace importer commun.zip",
    ),
)
@click.argument("files", metavar="FICHIER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.root
@options.option(
    "--genre",
    default="",
    metavar="SORTE",
    help="La sorte de fiche, si le fichier ne la dit pas : outil, acteur…",
)
@options.option(
    "--experimentation",
    "experiment",
    default="",
    metavar="NOM",
    help="L'expérimentation d'une note de journal, d'un protocole ou d'une évaluation.",
)
@options.option("--write", is_flag=True, help="Écrire les fiches.")
def importer(files: tuple[Path, ...], root: Path, *, genre: str, experiment: str, write: bool) -> None:
    """Faire des fiches de documents et de tableaux : .docx, .odt, .html, .md, .csv, .xlsx, .ods.

    Un document donne une fiche ; un tableau, une fiche par ligne ; l'archive d'un autre espace, commun.zip,
    toutes les siennes. Les champs se reconnaissent à leurs noms
    français, ceux des formulaires. La commande montre ce qu'elle écrirait, ce qu'elle n'a pas compris et ce
    qui reste à corriger, et n'écrit rien : relisez, puis ajoutez --write. Un fichier qui existe n'est jamais
    remplacé.
    """
    today = datetime.datetime.now(datetime.UTC).astimezone().date().isoformat()
    names = (experiment,) if experiment else ()
    brought = bringing_in.bring_in(root, files, Wish(genre, names, today), paint=paint)
    for file in brought.imported.files:
        click.echo("".join(f"{line}\n" for line in _shown(file.path, file.content)), nl=False)
    _list("Laissé de côté", brought.imported.left)
    _list("À relire", brought.imported.remarks)
    click.echo(brought.told, err=True, nl=False)
    found = [file for file in brought.imported.files if file.path.endswith(".md")]
    if not found:
        click.echo("Aucune fiche à écrire.", err=True)
        sys.exit(options.FAULTS)
    if not write and asking.someone_is_there():
        write = asking.ask("Écrire ces fichiers ? oui ou non", str.strip, "non").casefold() in {"o", "oui"}
    errors = total(brought.faults, "error")
    if write:
        for file in brought.imported.files:
            write_new(root, file.path, file.content)
    click.echo(_said(brought, len(found), errors, write=write), err=True)
    sys.exit(options.FAULTS if errors or brought.imported.left else options.CLEAN)


def _shown(path: str, content: bytes) -> Iterable[str]:
    """A new file as a difference; an image by its weight."""
    if not path.endswith(".md"):
        yield paint("heading", f"+++ {printable(path)} (image, {max(1, len(content) // 1024)} Kio)")
        return
    lines = content.decode("utf-8").removesuffix("\n").split("\n")
    for line in difflib.unified_diff([], lines, "/dev/null", path, lineterm=""):
        heading = line.startswith(("--- /dev/null", f"+++ {path}", "@@"))
        yield paint("heading" if heading else "added", printable(line))


def _list(title: str, remarks: Iterable[Remark]) -> None:
    told = [f"  {printable(one.place)} : {printable(one.words)}." for one in remarks]
    if told:
        click.echo("\n".join([f"{title} :", *told]), err=True)


def _said(brought: Brought, count: int, errors: int, *, write: bool) -> str:
    records = counted(count, "fiche")
    left = f" Il reste {counted(errors, 'faute')} à corriger à la main." if errors else ""
    if write:
        return f"{records} écrite{'s' * (count > 1)}.{left}"
    mended = (
        f" {counted(brought.mended, 'valeur')} mise{'s' * (brought.mended > 1)} en forme."
        if brought.mended
        else ""
    )
    return f"{records} à écrire.{mended}{left} Rien n'est encore écrit ; pour l'écrire : ajoutez --write"
