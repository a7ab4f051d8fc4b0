"""The search page: words and facets together; without JavaScript it leads to the lists."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, country_address
from generator.catalogue import facets_in_use
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame import cards
from generator.pages.frame.blank_card import blank_card
from generator.pages.frame.charts import direction
from generator.pages.frame.counts import sort_key
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Badge, Card, Group, Value
from generator.site_pages import SITE_PAGES
from generator.territory import FRANCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalogue import FacetChoice
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import EnjeuDot, Head

_PAGE = SITE_PAGES["recherche"]
# The groups of facets that start unfolded: those that most readers use first.
_OPEN = frozenset({"nature", "enjeu", "region"})
_NOTES = {
    "region": "Une fiche compte dans la région de son département, de son intercommunalité ou de sa commune.",
    "departement": "Ceux des régions choisies viennent d'abord.",
    "phase": "Celle de l'expérimentation ou, pour ce qui la raconte, de celle dont il s'agit.",
    "verdict": "Celui d'une hypothèse de l'expérimentation, ou d'une hypothèse éprouvée avec l'outil.",
    "sens": "Ce que disent les constats de l'expérimentation, ou ceux qui parlent de l'outil.",
    "annee": "Du début à la fin de l'expérimentation ou de l'événement.",
    "preuve": "Seuls comptent les essais réels.",
    "duree": "Entre les deux dates de l'expérimentation. Sans jour ou sans mois, la plus longue possible.",
    "cout": "Un des montants que la fiche donne. Elle dit ce qu'il couvre : lisez-le avant de comparer.",
    "taille": "Pour combien de personnes l'outil convient, ou combien étaient là.",
}

_WAYS = "Ce qui en est ressorti"  # the title of another group


class ChoiceView(Frozen):
    """A choice: its code in addresses, its words, the code of what it is part of.

    `enjeu` or `badge` show it in small, where it is an enjeu or a verdict.
    """

    valeur: str
    libelle: str
    dans: str
    enjeu: EnjeuDot | None
    badge: Badge | None


class ChoiceGroup(Frozen):
    """A group of choices; `note` says what is not plain in it, `ouvert` whether it is unfolded at first."""

    nom: str
    titre: str
    note: str
    ouvert: bool
    choix: tuple[ChoiceView, ...]


class RechercheView(Frozen):
    """`modele` is the card that those found are drawn from; `listes` are the ways in without JavaScript."""

    head: Head
    groupes: tuple[ChoiceGroup, ...]
    modele: Card
    listes: tuple[Group, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the search page."""
    yield Planned(_PAGE.address, partial(search_page, atlas))


def search_page(atlas: Atlas) -> Page:
    """`/recherche/`."""
    found = facets_in_use(atlas.entries.values(), atlas.commons, atlas.schemas)
    view = RechercheView(
        head=site_head(_PAGE),
        groupes=tuple(
            ChoiceGroup(
                nom=group.nom,
                titre=group.titre,
                note=_note(atlas, group.nom),
                ouvert=group.nom in _OPEN,
                choix=tuple(_choice(atlas, group.nom, choice) for choice in group.choix),
            )
            for group in found
            if group.choix
        ),
        modele=blank_card(atlas, _PAGE.address),
        listes=tuple(_lists(atlas)),
    )
    return site_page(_PAGE, view)


def _note(atlas: Atlas, group: str) -> str:
    """What is not plain in a group; and where it would find nothing but inventions, which one to use."""
    words = _NOTES.get(group, "")
    real = (one for one in atlas.entries.values() if not one.invente)
    if group == "verdict" and not any(one.facets.verdict for one in real):
        return f"{words} Aucune fiche réelle n'en a encore : voyez « {_WAYS} »."
    return words


def _choice(atlas: Atlas, group: str, choice: FacetChoice) -> ChoiceView:
    token = cards.pastilles(atlas, [choice.valeur]) if group == "enjeu" else ()
    badge = cards.verdict(atlas, choice.valeur) if group == "verdict" else None
    if group == "sens":
        badge = direction(atlas, choice.valeur)
    return ChoiceView(
        valeur=choice.valeur,
        libelle=choice.libelle,
        dans=choice.dans,
        enjeu=token[0] if token else None,
        badge=badge,
    )


def _lists(atlas: Atlas) -> Iterator[Group]:
    enjeux = [Value(one.titre, address(Ref("enjeu", one.id))) for one in atlas.commons.enjeux]
    regions = sorted(
        (lieu for lieu in atlas.territoires.values() if lieu.est_region and lieu.pays == FRANCE),
        key=lambda lieu: (sort_key(lieu.libelle), lieu.id),
    )
    places = [Value(lieu.libelle, address(Ref("territoire", lieu.id))) for lieu in regions]
    every = Value("Tous les territoires", SITE_PAGES["territoires"].address)
    abroad = {lieu.pays: lieu for lieu in atlas.territoires.values() if lieu.pays != FRANCE}
    places += [Value(atlas.country_name(abroad[code]), country_address(code)) for code in sorted(abroad)]
    yield Group("Par enjeu", "Par-enjeu", tuple(enjeux))
    yield Group(
        "Par territoire",
        "Par-territoire",
        (*places, every),
    )
    yield Group(
        "Par phase et par genre",
        "Par-genre",
        (
            *(Value(one.way_in, one.address) for one in SITE_PAGES.values() if one.way_in),
            *(Value(kind.list_name, kind.listed_at) for kind in atlas.commons.kinds.added),
        ),
    )
