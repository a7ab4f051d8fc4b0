"""The pages for those who contribute: the way in, then the rules and the fields, both generated."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.diagnostics import FAMILIES
from generator.frozen import Frozen
from generator.model import PageEditoriale, Ref
from generator.pages.frame.forges import correction
from generator.pages.frame.layout import ACCUEIL, RUBRIQUES
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Corps, corps
from generator.pages.frame.search_card import search_card
from generator.pages.frame.templating import page
from generator.pages.frame.views import Card, Head, Valeur, courriel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Family
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.schema import Field

INDEX = ("contribuer", "contribuer/index")
_FOLDER = "contribuer/"


class ContribuerView(Frozen):
    """The way in for contributors. `contact` is where to write to the site's people."""

    head: Head
    corps: Corps | None
    guides: tuple[Card, ...]
    contact: Valeur | None
    correction: str | None


class ReglesView(Frozen):
    """The rules, family by family, as the catalogue holds them; `message` is one to learn to read."""

    head: Head
    familles: tuple[Family, ...]
    message: str


class ChampVu(Frozen):
    """A field on one line. `nom` is its full name (`equipe.role`); `reference` the kind it names."""

    nom: str
    titre: str
    description: str
    type_texte: str
    obligatoire: bool
    exemple: str
    valeurs: tuple[tuple[str, str], ...]
    reference: str | None
    dans: str


class Sorte(Frozen):
    """A kind of record and its fields, those inside another field just after it."""

    code: str
    titre: str
    description: str
    champs: tuple[ChampVu, ...]
    schema: str


class SortesView(Frozen):
    """Every kind of record: shown with its fields on one page, with its schema on another."""

    head: Head
    sortes: tuple[Sorte, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family; guides are made with the other editorial pages."""
    yield Planned("/contribuer/", partial(contribuer, atlas))
    yield Planned("/contribuer/regles/", partial(regles, atlas))
    yield Planned("/contribuer/champs/", partial(champs, atlas))


def contribuer(atlas: Atlas) -> Page:
    """`/contribuer/`."""
    found = (atlas.commons.get(Ref("page", one)) for one in INDEX)
    written = next((one for one in found if isinstance(one, PageEditoriale)), None)
    intro = (
        "Raconter une expérimentation, proposer un outil, corriger une page : tout le monde peut le faire."
    )
    summary = (written.resume if written else None) or intro
    guides = tuple(
        Card(one.titre, address(Ref("page", one.id)), one.resume or "", "Guide")
        for one in atlas.commons.pages
        if one.id.startswith(_FOLDER) and one.id not in INDEX
    )
    view = ContribuerView(
        Head(
            written.titre if written else "Contribuer",
            (ACCUEIL,),
            resume=summary,
            search_card=search_card(atlas, Ref("page", INDEX[0])),
            cherchable=True,
        ),
        corps(atlas, written) if written else None,
        guides,
        courriel(atlas.commons.site.contact),
        correction(atlas, written.chemin) if written else None,
    )
    return page("/contribuer/", "contribuer.html", view, summary)


def regles(atlas: Atlas) -> Page:
    """`/contribuer/regles/`: how to read a message, then every rule, why, what to do, and both examples."""
    intro = (
        "Comment lire un message du contrôle ; puis, pour chaque règle, pourquoi elle existe et que faire."
    )
    head = Head("Les règles", (ACCUEIL, RUBRIQUES["contribuer"]), resume=intro)
    return page("/contribuer/regles/", "regles.html", ReglesView(head, FAMILIES, _message(atlas)), intro)


def _message(atlas: Atlas) -> str:
    """What a check says of a slip in the name of the first enjeu: its plurals forgotten."""
    right = next((one.id for one in atlas.commons.enjeux), "mieux-decider")
    wrong = "-".join(word.rstrip("s") for word in right.split("-"))
    return (
        "experiments/le-banc-des-idees/index.md:6:10: erreur[reference-inconnue] "
        f"aucun enjeu ne s'appelle « {wrong if wrong != right else right[:-1]} »\n"
        f"  aide: vouliez-vous dire « {right} » ?"
    )


def champs(atlas: Atlas) -> Page:
    """`/contribuer/champs/`: every field of every kind of record."""
    intro = "Ce que l'on peut écrire en tête de chaque fiche, champ par champ."
    head = Head("Les champs", (ACCUEIL, RUBRIQUES["contribuer"]), resume=intro)
    return page("/contribuer/champs/", "champs.html", SortesView(head, sortes(atlas)), intro)


def sortes(atlas: Atlas) -> tuple[Sorte, ...]:
    """Every kind of record with its fields."""
    return tuple(
        Sorte(
            kind, title, description, tuple(_flat(atlas.schemas.fields(kind))), f"/schemas/{kind}.schema.json"
        )
        for kind, title, description in atlas.schemas.described
    )


def _flat(fields: tuple[Field, ...], inside: str = "") -> Iterator[ChampVu]:
    for one in fields:
        name = f"{inside}.{one.nom}" if inside else one.nom
        yield ChampVu(
            name,
            one.titre,
            one.description,
            one.type_texte,
            one.obligatoire,
            one.exemples[0] if one.exemples else "",
            one.valeurs,
            one.reference,
            inside,
        )
        yield from _flat(one.sous_champs, name)
