"""The page that follows the experiments under way: for whoever coordinates them, and for whoever waits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, tracking_calendar_address, tracking_table_address
from generator.frozen import Frozen, replace
from generator.model import Ref, day_in_words
from generator.pages.frame import cards
from generator.pages.frame.counts import plural
from generator.pages.frame.layout import CALENDRIER, site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Badge, Group, Head, Suivi, Value
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.news import DueDate, Signature, Tracked
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page

_PAGE = SITE_PAGES["suivi"]


class Besoin(Frozen):
    """A piece that a phase asks for and that no record tells: its name, and why it is asked for."""

    nom: str
    pourquoi: str


class TrackedView(Frozen):
    """An experiment under way. `trace` is the date of its last news in words, empty where there is none.

    `manques` are what it should have by now, where that is `due`; `demandes` what its next phase,
    `suivante`, asks for.
    """

    titre: Value
    lieu: str
    phase: Badge
    trace: str
    muette: bool
    due: bool
    manques: tuple[Besoin, ...]
    suivante: str
    demandes: tuple[Besoin, ...]
    signatures: tuple[Signature, ...]
    echeances: tuple[DueDate, ...]
    sans_reponse: str


class TrackingView(Frozen):
    """Where experiments stand on the day `jour`: `cadres` holds those with news, without, and invented.

    `phrase` counts what lacks, falls due and waits; `table` is the address of the same as a table.
    """

    head: Head
    jour: str
    phrase: str
    table: str
    cadres: tuple[Group, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page."""
    yield Planned(_PAGE.address, partial(tracking_page, atlas))


def tracking_page(atlas: Atlas) -> Page:
    """`/suivi/`."""
    real = [one for one in atlas.suivis if not one.item.inventee]
    parts = (
        ("En cours", "En-cours", [one for one in real if not one.muette]),
        ("Sans nouvelles depuis deux ans", "Sans-nouvelles", [one for one in real if one.muette]),
        ("Exemples inventés", "Inventees", [one for one in atlas.suivis if one.item.inventee]),
    )
    groups = [
        Group(title, anchor, tuple(_seen(atlas, one) for one in found)) for title, anchor, found in parts
    ]
    link = Suivi(
        texte="Ajouter les échéances à mon agenda",
        adresse=tracking_calendar_address(),
        icone="calendrier",
        type=CALENDRIER,
    )
    view = TrackingView(
        head=replace(site_head(_PAGE), suivis=(link,)),
        jour=atlas.jour,
        phrase=_sentence(real),
        table=tracking_table_address(),
        cadres=tuple(group for group in groups if group.elements),
    )
    return site_page(_PAGE, view)


def _sentence(real: list[Tracked]) -> str:
    """How many lack something, are late, or owe an answer."""
    if not real:
        return ""
    lacking = sum(bool(one.manques) and one.due for one in real)
    late = sum(one.en_retard for one in real)
    waiting = sum(one.sans_reponse for one in real)
    quiet = sum(one.muette for one in real)
    parts = [f"{plural(len(real) - quiet, 'expérimentation')} en cours"]
    parts += [f"{quiet} sans nouvelles"] * bool(quiet)
    parts += [f"{lacking} à compléter"] * bool(lacking)
    parts += [f"{late} avec une date passée"] * bool(late)
    parts += [f"{plural(waiting, 'proposition')} d'habitants sans réponse"] * bool(waiting)
    return f"{', '.join(parts)}."


def _seen(atlas: Atlas, one: Tracked) -> TrackedView:
    item = one.item
    return TrackedView(
        titre=Value(item.titre, address(Ref("experimentation", item.id))),
        lieu=cards.places_in_words(atlas, item),
        phase=cards.phase(atlas, item),
        trace=day_in_words(one.trace) if one.trace else "",
        muette=one.muette,
        due=one.due,
        manques=tuple(Besoin(need.nom, need.pourquoi) for need in one.manques),
        suivante=atlas.commons.phases.get(one.suivante, ""),
        demandes=tuple(Besoin(need.nom, need.pourquoi) for need in one.demandes),
        signatures=one.signatures,
        echeances=one.echeances,
        sans_reponse=plural(one.sans_reponse, "proposition") if one.sans_reponse else "",
    )
