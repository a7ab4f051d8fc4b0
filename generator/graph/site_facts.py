"""Find what a site does not say of itself, and must once it is online: where to write, where it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import web
from generator.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from generator.graph.whole import Whole
    from generator.model import Site
    from generator.sources import Document

EXPECTED, REQUIRED = "fait-attendu", "fait-manquant"
# Names that no one can own: whoever writes them has no site yet (RFC 2606).
_EXAMPLES = (".example", ".invalid", ".localhost", ".test", ".example.com", ".example.net", ".example.org")
_UNSAID = {
    "contact": (
        "le site ne dit pas où écrire à l'équipe : il n'a pas de « contact »",
        "ajoutez « contact: » et une adresse électronique partagée : le site la montrera",
    ),
    "depot": (
        "le site ne dit pas où sont ses fichiers : il n'a pas de « depot »",
        "ajoutez une ligne, comme « depot: https://github.com/ma-ville/espace » : l'adresse de vos fichiers",
    ),
}


def unsaid_facts(whole: Whole) -> Iterator[Diagnostic]:
    """Warnings, for a site whose address is a true one: it is meant to be online."""
    for _, document, data in whole.of_kind("site"):
        found = web.parse(str(data.get("url")))
        if isinstance(found, str) or not found.host[-1].isalpha():  # a number is that of a trial
            continue
        if not f".{found.host}".endswith(_EXAMPLES):
            yield from _unsaid(document, data, EXPECTED)


def required_facts(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """The same as errors, whatever the address: what stops a publication."""
    for document in documents:
        if document.kind == "site" and document.data is not None:
            yield from _unsaid(document, document.data, REQUIRED)


def unsaid_by(site: Site) -> str:
    """The names of these facts that a site does not tell, in one line; nothing where it tells them."""
    return ", ".join(f"« {name} »" for name in _UNSAID if not getattr(site, name))


def _unsaid(document: Document, data: Mapping[str, Any], rule: str) -> Iterator[Diagnostic]:
    for name, (message, remedy) in _UNSAID.items():
        if not data.get(name):
            yield Diagnostic(place=document.positions.value(()), rule=rule, message=message, help=remedy)
