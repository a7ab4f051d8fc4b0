"""Tell the records that are sound from those that can only be read: `commons_of(documents, …)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diagnostics import BESIDE, say
from generator.model import Commons, Ref, assemble, lexicon_of, owner_of, readable, site
from generator.territory import reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.diagnostics import Diagnostic
    from generator.schema import Schemas
    from generator.sources import Document

_NO_SITE = {
    "nom": "Espace ressources",
    "url": "http://127.0.0.1:8000/",
    "description": "Aperçu : le fichier content/site.yml est à corriger.",
}


def commons_of(  # noqa: PLR0913 — what was read, and what was found of it
    documents: Mapping[Ref, Document],
    data: Mapping[Ref, Mapping[str, Any]],
    *,
    images: Mapping[str, tuple[int, int]],
    unreadable: list[Diagnostic],
    found: list[Diagnostic],
    schemas: Schemas,
) -> tuple[Commons, Commons]:
    """The commons of all that is sound, and that of all that can be read.

    A record that is left out for a dead link still tells its part of a life.
    """
    facts, words = Ref("site", "site"), Ref("lexique", "lexique")
    unread = _with_errors(documents, data, [one for one in unreadable if not _is_beside(one)])
    broken = _with_errors(documents, data, found)
    # The parts of a record that is left out would hang from nothing.
    broken |= {ref for ref in documents if owner_of(ref) in broken}
    told = site(data[facts] if facts in data and facts not in broken else _NO_SITE)
    lexique = lexicon_of(data[words] if words in data and words not in broken else {})
    made = {ref: readable(documents[ref], data[ref]) for ref in data if ref not in unread | {facts, words}}
    records = {ref: one for ref, one in made.items() if one is not None}
    unread |= made.keys() - records.keys()

    def without(left_out: set[Ref]) -> Commons:
        kept = ((ref.kind, item) for ref, item in records.items() if ref not in left_out)
        return assemble(
            told,
            kept,
            reference(),
            schemas=schemas,
            lexique=lexique,
            broken=frozenset(left_out - {facts, words}),
            images=images,
        )

    sound = without(broken)
    return sound, sound if broken == unread else without(unread)


def _is_beside(fault: Diagnostic) -> bool:
    """Whether a fault spares what its record tells of a life: a misspelt field, which is lost, does not."""
    if fault.rule == "champ-inconnu":
        return not fault.help.startswith(_GUESS)
    return fault.rule in BESIDE


_GUESS = say("vouliez-vous", proche="").partition(" ")[0]


def _with_errors(
    documents: Mapping[Ref, Document], data: Mapping[Ref, Mapping[str, Any]], diagnostics: list[Diagnostic]
) -> set[Ref]:
    faulty = {fault.place.path for fault in diagnostics if fault.severity == "error"}
    return {ref for ref, document in documents.items() if ref not in data or document.path in faulty}
