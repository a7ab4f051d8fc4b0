"""`espace init` and `espace upgrade`: open an espace of one's own, then bring it to a newer program."""

from __future__ import annotations

import shlex
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import opening, pipeline
from generator.cli import options
from generator.cli.asking import ask, ask_each, someone_is_there
from generator.opening import CannotOpen, Opening
from generator.working import passing, schemas_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEEDED = frozenset({"nom", "adresse"})
_wheel = options.option(
    "--paquet",
    "wheel",
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Le paquet du programme, espace_ressources-….whl (par défaut : celui d'où vient cet outil).",
)


@click.command(
    short_help="Ouvrir son propre espace.",
    epilog=options.examples(
        "espace init mon-espace",
        'espace init mon-espace --nom "Le Val" --adresse https://val.example/ --enjeu "Partager l\'eau"',
    ),
)
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path))
@options.option("--nom", help="Le nom du site.")
@options.option("--adresse", help="L'adresse où il sera publié, chemin compris.")
@options.option("--description", help="Une phrase qui le présente.")
@options.option("--forge", help="Où vit son dépôt : github, gitlab ou forgejo (par défaut : github).")
@options.option("--depot", help="L'adresse de ce dépôt.")
@options.option("--editeur", help="L'organisation qui publie le site et en répond.")
@options.option("--contact", help="L'adresse électronique publique de l'équipe.")
@options.option("--labo", help="Qui mène les expérimentations, avec son article, comme « la Fabrique ».")
@options.option(
    "--enjeu", "enjeux", multiple=True, help="Un enjeu, « titre » ou « titre | question » ; d'un à vingt."
)
@options.option(
    "--territoire",
    "places",
    multiple=True,
    help="Un territoire : son code Insee, son nom, ou « nom, niveau, pays » hors de France.",
)
@options.option(
    "--couleur", "colours", multiple=True, help="Une couleur, comme accent=#7a2e4d ou accent-nuit=#f0b3cb."
)
@_wheel
def init(folder: Path, wheel: Path | None, **typed: Any) -> None:  # noqa: ANN401 — as click hands them
    """Ouvrir son propre espace, dans un dossier vide ou nouveau.

    Il contient vos enjeux, les pages dont tout espace a besoin, ses réglages, ses commandes, le contrôle de
    votre forge, et le programme entier. Dans un terminal, ce que les options ne disent pas est demandé.
    """
    opening.refuse_taken(folder)
    wish = _wish(typed)
    with passing() as scratch:
        files = opening.opened(folder, wish, opening.found(wheel, scratch))
    click.echo(folder.as_posix())
    click.echo(
        f"{len(files)} fichiers écrits. Ensuite : cd {shlex.quote(str(folder))}, puis make site, make test. "
        "README.md dit le reste.",
        err=True,
    )


@click.command(
    short_help="Passer son espace à un programme plus récent.",
    epilog=options.examples(
        "espace upgrade", "espace upgrade --paquet ~/espace_ressources-1.2.0-py3-none-any.whl"
    ),
)
@options.root
@options.option(
    "--paquet",
    "wheel",
    type=click.Path(path_type=Path),
    metavar="CHEMIN",
    help="Son paquet, ou un dossier où il est (par défaut : l'espace, et le dossier où vous êtes).",
)
@options.option("--dry-run", is_flag=True, help="Dire ce qui changerait, sans rien écrire.")
def upgrade(root: Path, wheel: Path | None, *, dry_run: bool) -> None:
    """Passer son espace à un programme plus récent.

    L'empreinte du paquet change, ce qui change pour les fiches est dit, et ce qui n'a qu'un remède est
    corrigé par le nouveau programme. Vos fiches restent les vôtres : relisez avec git diff.
    """
    found = opening.prepare(root, wheel)
    if found is None:
        click.echo("Rien de plus récent ici : donnez un paquet avec --paquet.", err=True)
        return
    click.echo(f"De la version {found.old.version} à la version {found.new.version}.")
    for line in found.news:
        click.echo(line)
    for path, _ in found.renewed:
        click.echo(f"Renouvelé : {path}")
    for path in found.kept:
        click.echo(f"Laissé tel quel, car vous l'avez changé : {path}")
    if dry_run:
        click.echo("Rien n'est encore écrit ; pour l'écrire, retirez --dry-run.", err=True)
        return
    found.write()
    code, said = opening.mended(found)
    click.echo(said, nl=False, err=True)
    click.echo("Ensuite : make test, puis git diff.", err=True)
    sys.exit(code)


def _wish(typed: Mapping[str, Any]) -> Opening:
    """The wish made of the options, then of the answers of a person, then of defaults."""
    there = someone_is_there()

    def one(option: str, question: str, read: Any, *, default: str = "") -> Any:  # noqa: ANN401 — as `read` gives
        if typed[option] is not None:
            return read(typed[option])
        if there:
            return ask(question, read, default)
        if option not in _NEEDED:
            return read(default)
        why = f"il manque --{option}"
        raise CannotOpen(why, f"écrivez : espace init DOSSIER --{option} …")

    name = one("nom", "Le nom du site", opening.name)
    site = one("adresse", "L'adresse où il sera publié (https://…)", opening.site)
    about = f"Ce que l'on essaie, ce que cela donne et les outils qui en sortent : {name}."
    countries = schemas_of(pipeline.PROJECT).trees["territoire"]["properties"]["pays"]["x-libelles"]
    read_places = partial(opening.places, countries=countries)
    return Opening(
        nom=name,
        url=site,
        description=one("description", "Une phrase qui le présente", opening.text, default=about[:200]),
        editeur=one("editeur", "Qui le publie et en répond (rien pour plus tard)", opening.text),
        labo=one(
            "labo", "Qui mène les expérimentations, avec son article", opening.text, default="le laboratoire"
        ),
        forge=one(
            "forge", "La forge de son dépôt : github, gitlab ou forgejo", opening.forge, default="github"
        ),
        depot=one("depot", "L'adresse de ce dépôt (rien pour plus tard)", _site_or_nothing),
        contact=typed["contact"] or "",
        enjeux=opening.enjeux(
            typed["enjeux"]
            or (there and ask_each("Enjeu", opening.enjeux, least=1, most=opening.MOST_ENJEUX))
            or ()
        ),
        territoires=read_places(
            typed["places"] or (there and ask_each("Territoire", read_places, least=0, most=50)) or ()
        ),
        couleurs=opening.colours(typed["colours"] or (there and _asked_colours()) or ()),
    )


def _site_or_nothing(typed: str) -> str:
    return opening.site(typed).rstrip("/") if typed.strip() else ""


def _asked_colours() -> tuple[str, ...]:
    def read(answer: str) -> tuple[str, ...]:
        typed = (f"accent={answer}",) if answer.strip() else ()
        opening.colours(typed)
        return typed

    return ask("La couleur des liens et des boutons, comme #7a2e4d (rien pour la nôtre)", read)
