"""Tell the search what it shall know of a record's page: its card, which leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.catalogue import part, parts
from generator.model import Acteur, Enjeu, Evaluation, Evenement, Experimentation, FicheLibre, Journal, Outil
from generator.pages import cartes
from generator.pages.dates import en_mots
from generator.pages.vues import Carte, Trouvaille

if TYPE_CHECKING:
    from generator.catalogue import Fiche
    from generator.model import Ref
    from generator.pages.atlas import Atlas


def trouvaille(atlas: Atlas, ref: Ref) -> Trouvaille | None:
    """What a search knows of a record; None for one that it gives under another name."""
    fiche = atlas.fiches.get(ref)
    if fiche is None:
        return None
    count = parts(len(atlas.fiches))
    return Trouvaille(carte(atlas, fiche), part(fiche.adresse, count) if count > 1 else None)


def carte(atlas: Atlas, fiche: Fiche) -> Carte:
    """The card of a record, as the lists show it."""
    record = atlas.commons.get(fiche.ref)
    match record:
        case Experimentation():
            return cartes.experimentation(atlas, record)
        case Outil():
            return cartes.outil(atlas, record)
        case Acteur():
            return cartes.acteur(atlas, record)
        case Evenement():
            return cartes.evenement(atlas, record)
        case Journal() | Evaluation():
            return cartes.resultat(atlas, record)
        case Enjeu():
            tokens = cartes.pastilles(atlas, [record.id])
        case _:
            tokens = ()
    name = atlas.commons.kinds[fiche.ref.kind].one
    day = (("calendrier", en_mots(record.date)),) if isinstance(record, FicheLibre) and record.date else ()
    facts = (*day, *(cartes.propres(atlas, fiche.ref, record) if record else ()))
    return Carte(
        fiche.titre, fiche.adresse, fiche.resume, name, enjeux=tokens, faits=facts, invente=fiche.invente
    )
