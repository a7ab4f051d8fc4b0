"""Hold public calls to a way of answering them: an open call that nobody can answer is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, say
from generator.model import Ref, n_attend_plus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Appel, Commons, Experimentation
    from generator.sources import Document


def unanswerable(
    commons: Commons, item: Experimentation, documents: Mapping[Ref, Document]
) -> Iterator[Diagnostic]:
    """One fault for each thing that a call lacks to be answered, while it waits for answers.

    An invented call waits for none.
    """
    positions = documents[Ref("experimentation", item.id)].positions
    for rank, call in enumerate(item.appels):
        if item.inventee or n_attend_plus(commons, item, call):
            continue
        for message, help_ in _lacks(call, site_contact=bool(commons.site.contact)):
            yield Diagnostic(
                place=positions.value(("appels", rank, "type")),
                rule="appel-sans-reponse",
                message=message,
                help=help_,
            )


def _lacks(call: Appel, *, site_contact: bool) -> Iterator[tuple[str, str]]:
    if call.est_relaye:
        if not call.repondre:
            yield say("marche-sans-page"), say("marche-sans-page-aide")
        if not call.clos_le:
            yield say("marche-sans-fin"), say("marche-sans-fin-aide")
    elif not (call.contact or call.repondre or site_contact):
        yield say("appel-sans-reponse"), say("appel-sans-reponse-aide")
