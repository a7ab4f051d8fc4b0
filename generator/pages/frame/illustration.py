"""Show the picture that a record may have: where it is, its size, what it shows, who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import attachment
from generator.pages.frame.licences import licence_view
from generator.pages.frame.views import Picture

if TYPE_CHECKING:
    from generator.model import Experimentation, Outil
    from generator.pages.frame.atlas import Atlas


def picture_of(atlas: Atlas, record: Experimentation | Outil) -> Picture | None:
    """The picture of a record; None where it has none, or where its file is not there."""
    one = record.image
    path = f"{record.chemin.rpartition('/')[0]}/{one.fichier}" if one else ""
    size = atlas.commons.images.get(path)
    if one is None or size is None:
        return None
    return Picture(
        adresse=attachment(path),
        largeur=size[0],
        hauteur=size[1],
        alternative=one.alternative,
        credit=one.credit,
        licence=licence_view(atlas, one.licence),
    )
