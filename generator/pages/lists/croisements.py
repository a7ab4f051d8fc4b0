"""The pages that cross an enjeu and a territory: only where something was tried."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, crossing_address
from generator.frozen import Frozen, replace
from generator.model import Ref
from generator.pages.evidence.verdicts import VerdictCollection, collected
from generator.pages.experiment.experimentations import by_phase
from generator.pages.frame import cards
from generator.pages.frame.counts import counted_in_words, real_ones
from generator.pages.frame.layout import SECTIONS, list_head
from generator.pages.frame.links import link_to
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import page
from generator.pages.frame.views import Group, Head, Value
from generator.protocol import LocatedHypothesis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Enjeu
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import EnjeuDot
    from generator.territory import Lieu

_NOTHING_REAL = "Rien de réel n'est décrit ici pour cet enjeu : ce que l'on y lit montre comment documenter."


class CroisementView(Frozen):
    """What was tried for one enjeu in one place. `ailleurs` are the places that hold it.

    `total` counts in words; `verdicts` are those of real experiments, the invented ones left out.
    """

    head: Head
    enjeu: EnjeuDot
    question: str
    lieu: Value
    phases: tuple[Group, ...]
    total: str
    verdicts: VerdictCollection
    ailleurs: tuple[Value, ...]
    autres_enjeux: tuple[tuple[EnjeuDot, str], ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    enjeux = {enjeu.id: enjeu for enjeu in atlas.commons.enjeux}
    for enjeu_id, territory_id in sorted(atlas.par_croisement):
        if enjeu_id in enjeux and territory_id in atlas.territoires:
            yield Planned(
                crossing_address(enjeu_id, territory_id),
                partial(crossing_page, atlas, enjeux[enjeu_id], atlas.territoires[territory_id]),
            )


def crossing_page(atlas: Atlas, enjeu: Enjeu, lieu: Lieu) -> Page:
    """`/enjeux/<n>/<t>/`."""
    experiments = atlas.par_croisement[enjeu.id, lieu.id]
    title = f"{enjeu.titre} — {lieu.libelle}"
    head = list_head(
        title,
        SECTIONS["enjeux"],
        link_to(atlas, Ref("enjeu", enjeu.id)),
        surtitre=f"Enjeu {enjeu.numero} et {atlas.level_name(lieu).lower()}",
    )
    if not real_ones(experiments):
        head = replace(head, invente=_NOTHING_REAL)
    view = CroisementView(
        head=head,
        enjeu=cards.pastille(enjeu),
        question=enjeu.question,
        lieu=Value(lieu.libelle, address(Ref("territoire", lieu.id))),
        phases=by_phase(atlas, experiments),
        total=counted_in_words(experiments),
        verdicts=collected(
            atlas,
            (
                LocatedHypothesis(item, line)
                for item in real_ones(experiments)
                for line in atlas.ledgers.get(item.id, ())
            ),
        ),
        ailleurs=tuple(_elsewhere(atlas, enjeu, lieu)),
        autres_enjeux=tuple(
            (cards.pastille(other), crossing_address(other.id, lieu.id))
            for other in atlas.commons.enjeux
            if other.id != enjeu.id and (other.id, lieu.id) in atlas.par_croisement
        ),
    )
    about = f"Ce qui a été expérimenté dans ce territoire : {lieu.libelle}. {enjeu.question}"
    return page(crossing_address(enjeu.id, lieu.id), "croisement.html", view, description=about)


def _elsewhere(atlas: Atlas, enjeu: Enjeu, lieu: Lieu) -> Iterator[Value]:
    for one in lieu.parents:
        items = atlas.par_croisement.get((enjeu.id, one), ())
        if items and one in atlas.territoires:
            yield Value(
                atlas.territoires[one].libelle, crossing_address(enjeu.id, one), note=counted_in_words(items)
            )
