"""Show the parts of one revision: its hypotheses with their verdicts, its devices, what changed and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame.links import link_to
from generator.pages.frame.views import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Dispositif, Experimentation, Hypothese, Protocole
    from generator.model.parts import Erratum, Etape
    from generator.pages.experiment.revision_summary import LateRevision
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.views import Badge

_NAMED = re.compile(r"\b[HD][0-9]+\b")


class HypotheseView(Frozen):
    """A hypothesis: its verdict if any, the errata that name it, the revisions that touched it late."""

    hypothese: Hypothese
    verdict: Badge | None
    errata: tuple[Erratum, ...]
    tardives: tuple[Value, ...]


class DispositifView(Frozen):
    """A device: its tool linked, its steps in order, the errata that name it."""

    id: str
    titre: str
    outil: Value | None
    hypotheses: tuple[str, ...]
    public: str | None
    description: str | None
    etapes: tuple[Etape, ...]
    errata: tuple[Erratum, ...]


class ChangeView(Frozen):
    """`quoi` names what changed; `ancre` is its id where it stands on the page."""

    quoi: str
    ancre: str | None
    pourquoi: str


def hypothesis_view(
    one: Protocole, found: Hypothese, verdict: Badge | None, *, late: tuple[LateRevision, ...]
) -> HypotheseView:
    """A hypothesis of the revision `one`."""
    touched = tuple(
        Value(f"révision {other.version.numero}", f"{other.ecart}#{found.id}")
        for other in late
        if any(found.id == name.texte for _, names in other.gestes for name in names)
    )
    return HypotheseView(
        hypothese=found, verdict=verdict, errata=_naming(one.errata, found.id), tardives=touched
    )


def device_view(atlas: Atlas, one: Protocole, device: Dispositif) -> DispositifView:
    """A device of the revision `one`."""
    return DispositifView(
        id=device.id,
        titre=device.titre,
        outil=link_to(atlas, Ref("outil", device.outil)) if device.outil else None,
        hypotheses=device.hypotheses,
        public=device.public,
        description=device.description,
        etapes=device.etapes,
        errata=_naming(one.errata, device.id),
    )


def change_views(one: Protocole) -> Iterator[ChangeView]:
    """What a revision says it changes, each with its reason."""
    gone = {item.id for item in one.hypotheses_retirees}
    here = {item.id for item in one.hypotheses} | {item.id for item in one.dispositifs} | gone
    for change in one.changements:
        text = change.quoi == "texte"
        yield ChangeView(
            "Texte" if text else change.quoi, change.quoi if change.quoi in here else None, change.pourquoi
        )


def retired_hypotheses(atlas: Atlas, item: Experimentation, one: Protocole) -> Iterator[tuple[str, str, str]]:
    """(id, last wording, reason) of the hypotheses this revision gives up."""
    words = {
        found.id: found.enonce
        for earlier in atlas.commons.revisions(item.id)
        if earlier.numero < one.numero
        for found in earlier.hypotheses
    }
    for gone in one.hypotheses_retirees:
        yield gone.id, words.get(gone.id, ""), gone.motif


def _naming(errata: tuple[Erratum, ...], name: str) -> tuple[Erratum, ...]:
    return tuple(one for one in errata if name in _NAMED.findall(one.texte))
