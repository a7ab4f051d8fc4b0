"""Check the set of files: records that are missing or have two files, numbers with gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, say
from generator.diagnostics.diagnostic import Related
from generator.sources.document import Document
from generator.sources.identity import SITE
from generator.sources.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def twice(documents: list[Document]) -> tuple[list[Document], list[Diagnostic]]:
    """The documents with one file each, and a fault for every second file of the same record."""
    kept: dict[tuple[str, str], Document] = {}
    faults = []
    for document in documents:
        first = kept.setdefault((document.kind, _published(document)), document)
        if first is not document:
            faults.append(
                Diagnostic(
                    place=Place(document.path),
                    rule="identite-double",
                    message=f"cette fiche et {first.path} ont le même nom, donc la même adresse",
                    help="gardez l'un des deux fichiers et retirez l'autre",
                    related=(Related(Place(first.path), "l'autre fichier"),),
                )
            )
    return list(kept.values()), faults


def _published(document: Document) -> str:
    # A page `x/index` is published where the page `x` is.
    return document.id.removesuffix("/index") if document.kind == "page" else document.id


def absent(documents: Iterable[Document], files: Iterable[str]) -> Iterator[tuple[Document, Diagnostic]]:
    """Records that must exist and do not, as documents without data: links to them are no second fault."""
    known = {(document.kind, document.id) for document in documents}
    if ("site", "site") not in known:
        yield _missing(
            SITE,
            ("site", "site"),
            "site-manquant",
            message="le fichier des faits du site manque",
            remedy="créez content/site.yml avec le nom du site, son adresse, son dépôt et son contact",
        )
    for folder in sorted(
        {path.split("/")[1] for path in files if path.startswith("experiments/") and path.count("/") > 1}
    ):
        if ("experimentation", folder) not in known:
            yield _missing(
                f"experiments/{folder}/index.md",
                ("experimentation", folder),
                "experimentation-sans-index",
                message=say("experimentation-sans-index"),
                remedy=say("experimentation-sans-index-aide"),
            )


def _missing(
    path: str, identity: tuple[str, str], rule: str, *, message: str, remedy: str
) -> tuple[Document, Diagnostic]:
    document = Document(path, *identity, data=None, positions=Positions(path), body="", body_line=1)
    return document, Diagnostic(place=Place(path), rule=rule, message=message, help=remedy)


def gaps(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """A revision whose predecessor does not exist: revisions are numbered r1, r2, r3 without gap."""
    revisions: dict[str, dict[int, Document]] = {}
    for document in documents:
        if document.kind == "protocole":
            experiment, _, revision = document.id.partition("/")
            revisions.setdefault(experiment, {})[int(revision[1:])] = document
    for numbered in revisions.values():
        before = 0
        for number, document in sorted(numbered.items()):
            if number != before + 1:
                first, last = f"r{before + 1}", f"r{number - 1}"
                missing = (
                    f"la révision {first} manque"
                    if first == last
                    else f"les révisions {first} à {last} manquent"
                )
                yield Diagnostic(
                    place=Place(document.path),
                    rule="revision-manquante",
                    message=f"{missing} avant r{number}",
                    help=f"ajoutez ce qui manque, ou renommez ce fichier en {first}.md si c'est la suivante",
                )
            before = number
