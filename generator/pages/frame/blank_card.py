"""The card that scripts draw others from: one of each part, and every enjeu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pages.frame import cards
from generator.pages.frame.views import Badge, Card

if TYPE_CHECKING:
    from generator.pages.frame.atlas import Atlas


def blank_card(atlas: Atlas, address: str) -> Card:
    """A template card with one of each part, which assets/cartes.js repeats, fills or removes.

    `address` is that of the page that holds it: a link leads somewhere, even in a model.
    """
    badge = Badge("…", "phase", "neutre")
    tokens = cards.pastilles(atlas, [enjeu.id for enjeu in atlas.commons.enjeux])
    return Card(
        titre="…",
        adresse=address,
        resume="…",
        nature="…",
        badges=(badge,),
        enjeux=tokens,
        faits=(("lieu", "…"),),
        invente=True,
        verdicts=(badge,),
    )
