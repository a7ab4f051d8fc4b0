"""Say which picture networks show beside a link to a page: one a kind and enjeu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from generator.contrast import WHITE, legible, mixed, read, written
from generator.images import Shared
from generator.pages.frame.colour_sheet import colour_of, declared_colours
from generator.palette import JOUR, colours
from generator.typography import typeset_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.kinds import Kind, Kinds
    from generator.model import Commons

    class About(Protocol):
        """What this module needs to know of a page."""

        @property
        def address(self) -> str:
            """From the site's root, with `/` at both ends."""

        @property
        def enjeu(self) -> int:
            """The number of the enjeu that it is about, 0 without one."""


_FOLDER, _OF_THE_SITE = "assets/partage", "site"
_AT_ROOT = 2  # bars in the address of a page that no folder holds


def picture_path(kinds: Kinds, page: About) -> str:
    """Where the picture of a page is, from the root: `assets/partage/outil-3.png`."""
    kind = _kind_at(kinds, page.address)
    name = kind.name if kind else _OF_THE_SITE
    return f"{_FOLDER}/{name}-{page.enjeu}.png" if page.enjeu else f"{_FOLDER}/{name}.png"


def shared_pictures(commons: Commons, made: Iterable[About]) -> dict[str, Shared]:
    """What the pictures of all these pages say, by path, sorted."""
    found = {picture_path(commons.kinds, one): one for one in made}
    return {path: _shared(commons, one) for path, one in sorted(found.items())}


def _shared(commons: Commons, page: About) -> Shared:
    kind = _kind_at(commons.kinds, page.address)
    enjeu = next((one for one in commons.enjeux if one.numero == page.enjeu), None)
    own = colours(declared_colours(commons.site.couleurs), JOUR)["pied"]
    ground = legible(read(colour_of(enjeu) if enjeu else own), WHITE)
    return Shared(
        kind=kind.many if kind else "",
        title=typeset_text(enjeu.titre) if enjeu else "",
        number=str(enjeu.numero) if enjeu else "",
        site=commons.site.nom,
        ground=written(ground),
        soft=written(mixed(WHITE, ground, 0.92)),
        faint=written(mixed(WHITE, ground, 0.16)),
    )


def _kind_at(kinds: Kinds, address: str) -> Kind | None:
    """The kind whose list and records, with their parts, start as this address does."""
    first = f"/{address.split('/')[1]}/"
    return next((one for one in kinds.published if first in _places(one)), None)


def _places(kind: Kind) -> tuple[str, ...]:
    return (kind.address.partition("{")[0], kind.listed_at) if kind.address.count("/") > _AT_ROOT else ()
