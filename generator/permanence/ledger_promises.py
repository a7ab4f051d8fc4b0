"""Check a commons against the ledger of what is online, whatever the history of the repository says."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place
from generator.permanence import revision_files
from generator.permanence.address_ledger import REVISION
from generator.permanence.answers import gone_from_ledger
from generator.permanence.site import moved_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.permanence.address_ledger import Ledger, LedgerEntry
    from generator.permanence.state import Seal, State


def ledger_promises(ledger: Ledger, today: State) -> Iterator[Diagnostic]:
    """The faults of online addresses that would stop answering and of online revisions that would change.

    Where faults keep records out of the pages, only what no longer has a file is told.
    """
    yield from moved_site(ledger.site, ledger.identite, today)
    yield from _lost(ledger, today)
    by_address = {where: ref for ref, where in today.main.items()}
    for entry in ledger.entries:
        if entry.nature == REVISION:
            ref = by_address.get(today.moves.get(entry.adresse, entry.adresse))
            seal = today.seals.get(ref) if ref else None
            if entry.adresse in today.tombstones and _experiment(entry.adresse) in by_address:
                yield _withdrawn(entry, ledger)
            if ref is not None and seal is not None:
                yield from _changed(entry, seal, today.records[ref].path, ledger=ledger)
                yield from revision_files.changed(entry.montre, ref, today)


def _lost(ledger: Ledger, today: State) -> Iterator[Diagnostic]:
    """One fault for each page online that is gone, with all that stood under it."""
    answering = today.answers()
    waiting = {where for where in today.main.values() if where not in today.pages}
    groups: defaultdict[str, list[LedgerEntry]] = defaultdict(list)
    lost = [entry for entry in ledger.entries if entry.adresse not in answering]
    named = {entry.adresse for entry in lost if entry.fiche and entry.adresse.endswith("/")}
    for entry in lost:
        if today.whole or (entry.fiche and waiting.isdisjoint(_above(entry.adresse))):
            groups[_home(entry.vers if entry.vers in named else entry.adresse, named)].append(entry)
    for home, entries in sorted(groups.items()):
        addresses = [entry.adresse for entry in entries]
        main = home if home in addresses else min(addresses)
        first = next(entry for entry in entries if entry.adresse == main)
        place = Place(ledger.path, ledger.lines.get(main, 1))
        yield gone_from_ledger(first, addresses, place, today=today)


def _home(where: str, named: set[str]) -> str:
    """The page to name in the fault: the highest page above it that is gone too, or else a folder."""
    above = _above(where)
    return next((one for one in above if one in named), above[0])


def _above(where: str) -> list[str]:
    """The folders that an address stands in, the highest first; itself, as a folder, last."""
    parts = where.strip("/").split("/")
    return ["/" + "/".join(parts[:count]) + "/" for count in range(1, len(parts) + 1)]


def _experiment(where: str) -> str:
    return where.partition("protocole/")[0]


def _withdrawn(entry: LedgerEntry, ledger: Ledger) -> Diagnostic:
    return Diagnostic(
        place=Place(entry.fiche or ledger.path),
        rule="revision-effacee",
        message=(
            f"la révision en ligne à « {entry.adresse} » n'est plus là, et son expérimentation y est encore"
        ),
        help="remettez ce fichier tel qu'il était : ce qui a été annoncé doit pouvoir être relu",
    )


def _changed(entry: LedgerEntry, seal: Seal, path: str, *, ledger: Ledger) -> Iterator[Diagnostic]:
    line = ledger.lines.get(entry.adresse, 1)
    told = ""
    if seal.text != entry.empreinte:
        told = "son texte n'est plus celui qui est en ligne"
    elif seal.errata[: len(entry.errata)] != entry.errata:
        told = "ses errata ne sont plus ceux qui sont en ligne"
    if told:
        yield Diagnostic(
            place=Place(path),
            rule="revision-modifiee",
            message=f"cette révision est déjà publiée, et {told} (ligne {line} du registre)",
            help=(
                f"remettez le texte que montre « {entry.adresse} » en ligne. Pour "
                "changer le protocole, écrivez "
                "la révision suivante ; pour une faute de rédaction, ajoutez un "
                "erratum à la fin de « errata »"
            ),
        )
