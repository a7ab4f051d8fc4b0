"""List what a publication promises, address by address, in a file that can outlive the repository."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.permanence.site import identity, url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.model import Ref
    from generator.permanence.state import State

_NOTHING: Mapping[str, str] = MappingProxyType({})


class LedgerEntry(Frozen, order=True):
    """One published address; `nature` says what kind of thing stands there.

    `fiche` is the path of the record or the file that makes it, `vers` where a redirect leads. `empreinte` is
    a SHA-256: of a file as it is in the repository; of all but its errata, for a revision, whose `errata` and
    the images it shows (`montre`, by address) have their own. What the site composes changes with it, and has
    none.
    """

    adresse: str
    nature: str
    fiche: str = ""
    vers: str = ""
    empreinte: str = ""
    errata: tuple[str, ...] = ()
    montre: Mapping[str, str] = _NOTHING


class Ledger(Frozen):
    """All that a publication promises; the `path` it was read from, and there the line of each address."""

    site: str
    identite: str
    entries: tuple[LedgerEntry, ...]
    path: str = ""
    lines: Mapping[str, int] = MappingProxyType({})


REVISION = "revision-publiee"
_SORT = (
    "Ce qui y répond : la sorte de la fiche, « revision-publiee » pour une révision de protocole qui ne "
    "change plus, « fichier » pour une image, un PDF ou un schéma, « donnees » pour un fichier que lisent "
    "des programmes, « page-du-site » pour une page que le site compose, « redirection » ou « retrait »."
)
_DIGEST = (
    "Le SHA-256 du fichier du dépôt, marque d'ordre des octets et fins de ligne de Windows mises à part : "
    "il ne change pas quand l'allure du site change. Pour une révision publiée, celui de tout ce qu'elle "
    "dit, sans ses errata. Ce que le site compose n'en a pas."
)
_SHOWN = "Les images et les documents que montre une révision publiée, avec l'empreinte de ce qu'on y voit."
CHAMPS_DU_REGISTRE = (
    ("adresse", "Où le site répond, à partir de sa racine."),
    ("nature", _SORT),
    ("fiche", "Le fichier du dépôt dont cette page ou ce fichier est tiré."),
    ("vers", "L'adresse où mène une redirection."),
    ("empreinte", _DIGEST),
    ("errata", "L'empreinte de chaque erratum d'une révision publiée, dans leur ordre."),
    ("montre", _SHOWN),
)
"""Each field of an entry, and what it holds."""


def as_ledger(state: State, digest_of: Callable[[str], str]) -> Ledger:
    """What the state of a commons promises, by address; `digest_of` gives that of a record's file."""
    records = {where: ref for ref, where in state.main.items() if where in state.pages}
    found = {}
    for where in sorted(state.pages | state.machines | state.files.keys() | state.moves.keys()):
        found[where] = _entry(where, records.get(where), state, digest_of=digest_of)
    return Ledger(url(state), identity(state), tuple(found.values()))


def _entry(where: str, ref: Ref | None, state: State, *, digest_of: Callable[[str], str]) -> LedgerEntry:
    if where in state.tombstones:
        return LedgerEntry(where, "retrait")
    if ref is not None:
        return _record(where, ref, state, digest_of=digest_of)
    if where in state.files:
        return LedgerEntry(
            adresse=where,
            nature="fichier",
            fiche=state.files[where],
            vers="",
            empreinte=state.digests.get(where, ""),
        )
    if where in state.moves:
        return LedgerEntry(adresse=where, nature="redirection", fiche="", vers=state.moves[where])
    return LedgerEntry(where, "donnees" if where in state.machines else "page-du-site")


def _record(where: str, ref: Ref, state: State, *, digest_of: Callable[[str], str]) -> LedgerEntry:
    seal, path = state.seals.get(ref), state.records[ref].path
    if seal is not None and seal.published:
        return LedgerEntry(
            adresse=where,
            nature=REVISION,
            fiche=path,
            vers="",
            empreinte=seal.text,
            errata=seal.errata,
            montre=seal.shown,
        )
    return LedgerEntry(adresse=where, nature=ref.kind, fiche=path, vers="", empreinte=digest_of(path))
