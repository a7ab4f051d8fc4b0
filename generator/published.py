"""List all that a commons publishes: where its pages and files answer, which addresses lead elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import exports, pages
from generator.addresses import address, attachment, is_for_machines, is_taken
from generator.frozen import replace
from generator.model import Ref
from generator.permanence import State
from generator.sources import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.graph import LinkGraph
    from generator.model import Commons
    from generator.schema import Schemas
    from generator.sources import Document


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
    machines = exports.addresses(commons, *links)
    withdrawn = {one for item in commons.retraits for one in item.adresses if is_for_machines(one)}
    texts = {ref: text(root, document.path) for ref, document in records.items() if ref.kind == "protocole"}
    return State(
        records,
        {ref: content for ref, content in texts.items() if content is not None},
        _main(records, commons, answering),
        answering,
        tombstones | (withdrawn - machines),
        files | {f"/schemas/{name}": f"schemas/{name}" for name in schemas},
        exports.moves(commons, {*(answering - tombstones), *files, *machines}),
        machines | withdrawn,
        whole=not commons.broken,
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
