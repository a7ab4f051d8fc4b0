"""Check that the images and documents of published revisions do not change: they are part of the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Ref
    from generator.permanence.state import State

_RULE = "image-de-revision-changee"


def changed_pictures(past: State, today: State, names: Mapping[Ref, Ref]) -> Iterator[Diagnostic]:
    """The faults of images and documents of published revisions that changed or are gone."""
    for was, seal in sorted(past.seals.items(), key=lambda item: item[0]):
        here = names.get(was)
        if seal.published and here is not None:
            yield from changed(seal.shown, here, today)


def kept(past: State, names: Mapping[Ref, Ref]) -> frozenset[str]:
    """The addresses of all that the published revisions of the past show, where the revision still stands."""
    return frozenset(
        where for ref, seal in past.seals.items() if seal.published and ref in names for where in seal.shown
    )


def changed(shown: Mapping[str, str], here: Ref, today: State) -> Iterator[Diagnostic]:
    """The files that the revision `here` showed (by address, with digests) and that differ today."""
    seal = today.seals.get(here)
    if seal is None:
        return  # it cannot be read, and has a fault of its own
    part = here.id.rpartition("/")[2]
    for was, digest in sorted(shown.items()):
        where = today.moves.get(was, was)
        name = quoted(was.rpartition("/")[2])
        if where not in today.files:
            yield Diagnostic(
                place=Place(today.records[here].path),
                rule=_RULE,
                message=f"{part} est déjà publiée, et {name}, qu'elle montre, n'est plus là",
                help=f"remettez ce fichier tel qu'il était, sous le même nom ; {_ADD}",
            )
        elif seal.shown.get(where, digest) != digest:
            yield Diagnostic(
                place=Place(today.files[where]),
                rule=_RULE,
                message=f"{part} est déjà publiée, et {name}, qu'elle montre, n'est plus le même fichier",
                help=f"remettez ce fichier tel qu'il était ; {_ADD}",
            )


_ADD = "pour montrer autre chose, ajoutez une image d'un autre nom et un erratum"
