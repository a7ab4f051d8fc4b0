"""Warn about a new address or identity of the site: links, feeds and calendars know it by the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, quoted
from generator.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.permanence.state import State

_SITE = Ref("site", "site")


def url(state: State) -> str:
    """The address of the site, without its last slash; nothing where it cannot be read."""
    return _fact(state, "url").rstrip("/")


def identity(state: State) -> str:
    """What feeds and calendars name the site by: its identity, else its address."""
    return _fact(state, "identite").rstrip("/") or url(state)


def moved_site(old_url: str, old_identity: str, today: State) -> Iterator[Diagnostic]:
    """The faults of a change of the site's address, or of the name that feeds and calendars know it by."""
    new, named = url(today), identity(today)
    if not new or not old_url:
        return
    positions = today.records[_SITE].positions
    if new != old_url:
        yield Diagnostic(
            place=positions.value(("url",)),
            rule="adresse-du-site-changee",
            message=f"le site passe de {quoted(old_url)} à {quoted(new)} : les liens déjà donnés, les pages "
            "imprimées et les abonnements aux flux et aux agendas mènent encore à l'ancienne adresse",
            help="gardez l'ancienne adresse ; sinon, gardez le nom de domaine et demandez à l'hébergeur de "
            "rediriger chacune de ses adresses vers la même, ici",
        )
    if named != old_identity:
        stated = today.value(_SITE, "identite")
        yield Diagnostic(
            place=positions.value(("identite",) if stated else ("url",)),
            rule="identite-du-site-changee",
            message=(
                f"les flux et les agendas étaient connus sous {quoted(old_identity)} "
                ": ceux qui les suivent "
                "verraient paraître une seconde fois chaque nouvelle et chaque rendez-vous"
            ),
            help=(
                f"{'remettez' if stated else 'ajoutez'} « identite: {old_identity} "
                "» dans content/site.yml : "
                "elle reste quand l'adresse change"
            ),
        )


def _fact(state: State, name: str) -> str:
    found = state.value(_SITE, name) if _SITE in state.records else ""
    return found if isinstance(found, str) else ""
