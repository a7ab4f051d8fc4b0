"""`espace fix`: show the faults that can be corrected automatically, and write the files when asked."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING

import click

from generator import authoring
from generator.cli import options
from generator.cli.chosen import chosen, paths
from generator.cli.colours import paint
from generator.cli.old_file import write_over
from generator.cli.summary import counted, fix_command
from generator.diagnostics import printable, total

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.mending import Mended, MendedFile


@click.command(
    short_help="Corriger ce qui n'a qu'un remède.",
    epilog=options.examples(
        "espace fix", "espace fix toolbox/porteur-de-paroles.md", "espace fix --write", "espace fix --order"
    ),
)
@paths
@options.root
@options.option("--write", is_flag=True, help="Écrire les corrections dans les fichiers.")
@options.option("--order", is_flag=True, help="Ranger aussi les champs dans l'ordre des schémas.")
def fix(paths: tuple[Path, ...], root: Path, *, write: bool, order: bool) -> None:
    """Corriger ce qui n'a qu'un remède.

    Guillemets oubliés autour d'un texte, dates, fautes de frappe dans un nom connu, tabulations, caractères
    invisibles… La commande montre ce qu'elle changerait et n'écrit rien : relisez, puis ajoutez --write. Ce
    qui demande un jugement reste à corriger à la main, et une révision publiée n'est jamais touchée.

    Avec CHEMIN, seuls ces fichiers ou ces dossiers sont corrigés.
    """
    wanted = chosen(paths, root)
    mended = authoring.mend(root, wanted, order=order)
    for file in mended.files:
        click.echo("".join(f"{line}\n" for line in _difference(file)), nl=False)
        if write:
            write_over(root, file.path, file.before, after=file.after)
    touched = {file.path for file in mended.files}
    for left in mended.left:
        how = "corrigé en partie" if left.path in touched else "laissé tel quel"
        reason = f"{left.reason[:1].upper()}{left.reason[1:]}"
        click.echo(f"{printable(left.path)} : {how}. {reason}.", err=True)
    now = (mended.after if write else mended.before).diagnostics
    remaining = total((fault for fault in now if wanted(fault.place.path)), "error")
    told = (
        _written(mended, remaining)
        if write
        else _possible(mended, remaining, fix_command(root, paths) + " --order" * order)
    )
    click.echo(told, err=True)
    sys.exit(options.FAULTS if remaining else options.CLEAN)


def _difference(file: MendedFile) -> Iterator[str]:
    """The unified difference of a file, without ends of lines."""
    before, after = (_lines(content) for content in (file.before, file.after))
    for line in difflib.unified_diff(before, after, file.path, file.path, lineterm=""):
        shown = printable(line)
        if line.startswith(("--- ", "+++ ", "@@")):
            yield paint("heading", shown)
        else:
            yield paint({"+": "added", "-": "removed"}.get(line[:1], ""), shown)


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").replace("\r\n", "\n").removesuffix("\n").split("\n")


def _written(mended: Mended, remaining: int) -> str:
    """Print what was corrected, and what is left to do by hand."""
    if not mended.files:
        return _nothing(remaining)
    files, several = _files(mended)
    done = f"{counted(mended.count, 'faute')} corrigée{'s' * (mended.count > 1)}, " if mended.count else ""
    return f"{done}{files} écrit{several}.{_by_hand(remaining)}"


def _possible(mended: Mended, remaining: int, command: str) -> str:
    """Print what could be corrected, and the command that does it."""
    if not mended.files:
        return _nothing(remaining)
    files, _ = _files(mended)
    faults = f"{counted(mended.count, 'faute')} à corriger ainsi, dans {files}"
    todo = faults if mended.count else f"{files} à ranger ainsi"
    return f"{todo}. Rien n'est encore écrit ; pour l'écrire : {command} --write"


def _nothing(remaining: int) -> str:
    return f"Rien ne se corrige ici sans vous.{_by_hand(remaining)}" if remaining else "Rien à corriger."


def _by_hand(remaining: int) -> str:
    return f" Il reste {counted(remaining, 'faute')} à corriger à la main." if remaining else ""


def _files(mended: Mended) -> tuple[str, str]:
    several = "s" * (len(mended.files) > 1)
    return f"{len(mended.files)} fichier{several}", several
