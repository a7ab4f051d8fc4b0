"""List all that a commons publishes: where its pages and files answer, which addresses lead elsewhere."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator import exports, images, pages, papers
from generator.addresses import (
    address,
    attachment,
    is_for_machines,
    is_passing,
    is_taken,
    record_data_address,
)
from generator.diagnostics import Diagnostic, closest, quoted, say
from generator.model import Ref, publiee
from generator.permanence import Seal, State, seal
from generator.sources import published_path, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.graph import Whole
    from generator.index import Index
    from generator.model import Commons
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
    index: Index,
    *,
    attached: tuple[Mapping[str, str], Mapping[Ref, tuple[str, ...]]],
) -> State:
    """What the commons under `root` holds and publishes.

    `documents` are those of all its records, `index` is of what is sound of them. `attached` are the digests
    of the attachments that its texts show, by path, then the paths of those that each revision shows.
    """
    commons = index.commons
    used, shown = attached
    records = {Ref(document.kind, document.id): document for document in documents}
    answering = frozenset(pages.addresses(index))
    tombstones = pages.tombstones(index) if commons.retraits else frozenset()
    files = {attachment(path): path for path in sorted(used)}
    machines = exports.addresses(index) | papers.addresses_of_papers(index)
    withdrawn = {one for item in commons.retraits for one in item.adresses if is_for_machines(one)}
    texts = {ref: text(root, document.path) for ref, document in records.items() if ref.kind == "protocole"}
    return State(
        records=records,
        texts={ref: content for ref, content in texts.items() if content is not None},
        main=_main(records, commons, answering),
        pages=answering,
        tombstones=tombstones | (withdrawn - machines),
        files=files | {f"/schemas/{name}": f"schemas/{name}" for name in index.schemas.sources},
        moves=exports.moves(commons, {*(answering - tombstones), *files, *machines}),
        machines=machines | withdrawn,
        digests={attachment(path): digest for path, digest in used.items()},
        seals=_seals(root, records, texts, used=used, shown=shown),
        whole=not commons.broken,
    )


def unanswered(whole: Whole, today: State, schemas: Iterable[str]) -> Iterator[Diagnostic]:
    """A whole address of this site, in a text or a field, where nothing is published, or no such heading.

    An address given so is followed like any link when the site is made: it would stop its publication.
    """
    answers = today.answers() | FILES | {f"/schemas/{name}" for name in schemas}
    answers |= {record_data_address(ref) for ref in today.main}
    records = {where: ref for ref, where in today.main.items()}
    known, told = sorted(answers), 0
    for mention in whole.mentions:
        if mention.kind != "adresse":
            continue
        where = mention.path.removesuffix("index.html")
        if where not in answers:
            # With records at fault, the page of a place may be missing only until they are mended.
            if today.whole or not is_passing(where):
                told += 1
                near = closest(where, known) if told <= _MOST_SUGGESTIONS else None
                yield Diagnostic(
                    place=mention.place,
                    rule="adresse-sans-reponse",
                    message=say("adresse-sans-reponse", valeur=quoted(mention.written)),
                    help=say("vouliez-vous", proche=quoted(near))
                    if near
                    else say("adresse-sans-reponse-aide"),
                )
        elif mention.anchor:
            ref = records.get(f"{where.rstrip('/')}/")
            held = whole.outlines.get(ref) if ref else None
            if held is None or mention.anchor not in {heading.id for heading in held.headings}:
                yield Diagnostic(
                    place=mention.place,
                    rule="ancre-inconnue",
                    message=say("ancre-de-cette-page", ancre=quoted("#" + mention.anchor)),
                    help=say("ancre-d-une-page-aide"),
                )


def _main(records: Mapping[Ref, Document], commons: Commons, answering: frozenset[str]) -> dict[Ref, str]:
    """The address of each record: where its page answers, or will once its faults are mended."""
    found = {}
    for ref in records:
        if not commons.kinds[ref.kind].address or (ref.kind == "page" and is_taken(ref.id, commons.kinds)):
            continue
        where = address(ref, commons.kinds)
        if where in answering or ref in commons.broken:
            found[ref] = where
    return found


def _seals(
    root: Path,
    records: Mapping[Ref, Document],
    texts: Mapping[Ref, str | None],
    *,
    used: Mapping[str, str],
    shown: Mapping[Ref, tuple[str, ...]],
) -> dict[Ref, Seal]:
    found = {}
    for ref, content in texts.items():
        document = records[ref]
        if content is None or document.data is None:
            continue
        pictures = {attachment(path): _shown(root, path, used[path]) for path in shown.get(ref, ())}
        own, errata = seal(document, content)
        found[ref] = Seal(text=own, errata=errata, shown=pictures, published=publiee(document.data))
    return found


@lru_cache(maxsize=4096)  # a preview that goes on looks at each image once: its digest tells it apart
def _shown(root: Path, path: str, digest: str) -> str:
    """A digest of what readers see of an attachment whose bytes have that `digest`."""
    kind = PurePosixPath(published_path(path)).suffix
    if kind in images.KINDS:
        with suppress(OSError, images.UnreadableImage, images.TooManyPixels):
            return images.pixels_digest((root / path).read_bytes(), kind)
    return digest
