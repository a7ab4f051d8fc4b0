"""List all that a commons publishes: where its pages and files answer, which addresses lead elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import exports, pages
from generator.addresses import address, attachment, is_passing, is_taken
from generator.diagnostics import Diagnostic, closest, quoted
from generator.frozen import replace
from generator.model import Ref
from generator.permanence import State
from generator.sources import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.graph import LinkGraph, Whole
    from generator.model import Commons
    from generator.schema import Schemas
    from generator.sources import Document

# Looking for the closest address takes time, and who reads the first ones has understood.
_MOST_SUGGESTIONS = 5
# Files that every site has, for machines.
FILES = frozenset(
    {"/donnees/catalogue.json", "/donnees/territoires.gz", "/flux/tout.xml", "/robots.txt", "/sitemap.xml"}
)


def state(
    root: Path,
    documents: Iterable[Document],
    commons: Commons,
    links: tuple[LinkGraph, Schemas],
    used: Iterable[str],
) -> State:
    """What the commons under `root` holds and publishes.

    `documents` are those of all its records, `commons` what is sound of them, `used` the paths of the
    attachments that its texts show.
    """
    records = {Ref(document.kind, document.id): document for document in documents}
    answering = frozenset(pages.addresses(commons, *links))
    tombstones = _tombstones(commons, links, answering)
    files = {attachment(path): path for path in sorted(used)}
    schemas = sorted(path.name for path in (root / "schemas").glob("*.schema.json"))
    texts = {ref: text(root, document.path) for ref, document in records.items() if ref.kind == "protocole"}
    return State(
        records,
        {ref: content for ref, content in texts.items() if content is not None},
        _main(records, commons, answering),
        answering,
        tombstones,
        files | {f"/schemas/{name}": f"schemas/{name}" for name in schemas},
        exports.moves(commons, {*(answering - tombstones), *files}),
        whole=not commons.broken,
    )


def unanswered(whole: Whole, today: State, schemas: Iterable[str]) -> Iterator[Diagnostic]:
    """A whole address of this site, in a text or a field, where nothing is published, or no such heading.

    An address given so is followed like any link when the site is made: it would stop its publication.
    """
    answers = today.answers() | FILES | {f"/schemas/{name}" for name in schemas}
    records = {where: ref for ref, where in today.main.items()}
    known, told = sorted(answers), 0
    for mention in whole.mentions:
        if mention.kind != "adresse":
            continue
        where = mention.path.removesuffix("index.html")
        if where not in answers:
            # What a fault elsewhere keeps from being made may yet answer.
            if today.whole or not is_passing(where):
                told += 1
                near = closest(where, known) if told <= _MOST_SUGGESTIONS else None
                yield Diagnostic(
                    mention.place,
                    "adresse-sans-reponse",
                    f"rien n'est publié à l'adresse {quoted(mention.written)}",
                    f"vouliez-vous dire {quoted(near)} ?" if near else "corrigez cette adresse ou retirez-la",
                )
        elif mention.anchor:
            ref = records.get(f"{where.rstrip('/')}/")
            held = whole.outlines.get(ref) if ref else None
            if held is None or mention.anchor not in {heading.id for heading in held.headings}:
                yield Diagnostic(
                    mention.place,
                    "ancre-inconnue",
                    f"aucun titre de cette page ne répond à {quoted('#' + mention.anchor)}",
                    "retirez ce qui suit le « # »",
                )


def _tombstones(
    commons: Commons, links: tuple[LinkGraph, Schemas], answering: frozenset[str]
) -> frozenset[str]:
    if not commons.retraits:
        return frozenset()
    alive = pages.addresses(replace(commons, retraits=()), *links)
    return answering.difference(alive, (address(Ref("retrait", item.id)) for item in commons.retraits))


def _main(records: Mapping[Ref, Document], commons: Commons, answering: frozenset[str]) -> dict[Ref, str]:
    """The address of each record: where its page answers, or will once its faults are mended."""
    found = {}
    for ref in records:
        if ref.kind == "site" or (ref.kind == "page" and is_taken(ref.id)):
            continue
        where = address(ref)
        if where in answering or ref in commons.broken:
            found[ref] = where
    return found
