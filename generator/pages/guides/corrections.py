"""Name what the form only corrects: kinds that no one proposes there, and the errata of a revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pages.guides.contributions import Contribution, contributions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from generator.schema import Schemas

ERRATUM = "erratum"
# What the history of a record holds: it stays in the file as it is.
_KEPT = ("publie_le", "modifie_le", "anciens_ids", "anciennes_adresses")
# What the whole site is drawn from: changed at the forge, by those who know where it shows.
_DRAWN_FROM = {"enjeu": ("numero", "couleur", "couleur_nuit", "icone")}


class CorrectionOnly(Contribution):
    """What is corrected and never proposed: `premiers` are all the fields that are shown.

    Its text is corrected too, unless it is `sans_texte`.
    """

    sans_texte: bool = False

    def noms(self, tree: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the fields, all at once."""
        return tuple(name for name in self.premiers if name in tree["properties"]), ()


def corrections(schemas: Schemas) -> tuple[CorrectionOnly, ...]:
    """The kinds with a page that no contribution makes, then the errata."""
    return (
        *_kinds(schemas),
        CorrectionOnly(
            code=ERRATUM,
            sorte="protocole",
            titre="Signaler une erreur de rédaction",
            phrase="",
            icone="reformulation",
            guide="",
            premiers=("errata",),
            sans_texte=True,
        ),
    )


def _kinds(schemas: Schemas) -> Iterator[CorrectionOnly]:
    proposed = {one.sorte for one in contributions(schemas)}
    for kind in schemas.kinds.published:
        if kind.name in proposed:
            continue
        left = {*_KEPT, *_DRAWN_FROM.get(kind.name, ())}
        yield CorrectionOnly(
            code=kind.name,
            sorte=kind.name,
            titre=f"Corriger {kind.in_a_sentence}",
            phrase="",
            icone="reformulation",
            guide="",
            premiers=tuple(name for name in schemas.trees[kind.name]["properties"] if name not in left),
        )
