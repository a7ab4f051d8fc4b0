"""`espace new` and `espace revise`: begin a record, or the next revision of a protocol, for its author."""

from __future__ import annotations

import datetime
import shlex
from pathlib import Path

import click

from generator import authoring, drafting
from generator.cli import options
from generator.cli.new_file import write_new
from generator.drafting import Draft, Wish


def _as_day(_context: click.Context, _option: click.Parameter, typed: str | None) -> str | None:
    try:
        day = datetime.date.fromisoformat(typed).isoformat() if typed else typed
    except ValueError:
        day = None
    if day != typed or typed == "":
        message = f"« {typed} » n'est pas un jour du calendrier, écrit AAAA-MM-JJ"
        raise click.BadParameter(message)
    return day


_date = options.option(
    "--date",
    "day",
    metavar="AAAA-MM-JJ",
    callback=_as_day,
    help="La date à écrire (par défaut : celle d'aujourd'hui).",
)


@click.command(
    epilog=options.examples(
        "espace new experimentation cafe-des-voisins",
        "espace new protocole cafe-des-voisins",
        "espace new journal cafe-des-voisins premiere-soiree --date 2026-03-02",
        "espace new evaluation cafe-des-voisins",
        "espace new outil porteur-de-paroles",
        "espace new page contribuer/raconter-un-essai",
    )
)
@click.argument("kind", metavar="SORTE")
@click.argument("names", metavar="NOM...", nargs=-1)
@options.root
@_date
def new(kind: str, names: tuple[str, ...], root: Path, *, day: str | None) -> None:
    """Commencer une fiche : un fichier à remplir, champ par champ.

    Le fichier est écrit à sa place. Chaque champ y est expliqué, avec un exemple. Un fichier qui existe n'est
    jamais remplacé.

    Les sortes de fiches : acteur, evaluation, evenement, experimentation, journal, lexique, outil, page,
    protocole, retrait, site, territoire.

    Le nom devient celui du fichier, donc l'adresse de la page : en minuscules, sans accent, avec des tirets.
    Une note de journal se nomme par son expérimentation et un mot, et porte la date donnée.
    """
    wish = Wish(kind, names, day or _today(), asked=day is not None)
    _write(root, authoring.begin(root, lambda sources, schemas: drafting.new(sources, schemas, wish)))


@click.command(epilog=options.examples("espace revise cafe-des-voisins"))
@click.argument("experimentation", metavar="EXPERIMENTATION")
@options.root
@_date
def revise(experimentation: str, root: Path, day: str | None) -> None:
    """Commencer la révision suivante d'un protocole.

    Une révision publiée ne change plus : la suivante part d'elle. Ses hypothèses, ses dispositifs et son
    texte sont recopiés tels qu'ils sont écrits. Il reste à les changer, et à dire pourquoi. EXPERIMENTATION
    est le nom de son dossier.
    """
    when = day or _today()
    _write(
        root,
        authoring.begin(
            root, lambda sources, schemas: drafting.revise(sources, schemas, experimentation, day=when)
        ),
    )


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).astimezone().date().isoformat()


def _write(root: Path, draft: Draft) -> None:
    """Write the file, give its path on the standard output, and say what comes next."""
    write_new(root, draft.path, draft.text)
    click.echo((root / draft.path).as_posix())
    here = "" if root == Path() else f" --root {shlex.quote(str(root))}"
    what = "les lignes marquées « à remplir »" if draft.has_blanks else "ce que vous savez"
    click.echo(f"Remplissez {what}, puis : espace check {draft.path}{here}", err=True)
