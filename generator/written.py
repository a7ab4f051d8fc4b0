"""Make all that is published of a checked commons, as values: pages, then the files that go with them."""

from __future__ import annotations

import hashlib
from functools import partial
from itertools import chain
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator import exports, images, pages, pdf, publishing
from generator.addresses import LEDGER, attachment
from generator.checking import state_of
from generator.crew import spread
from generator.frozen import told
from generator.model import Ref
from generator.output import KeptFile, OutputFile
from generator.permanence import as_ledger, written_ledger
from generator.published import FILES
from generator.share import WHOLE
from generator.shipped import program
from generator.sources import content, published_path, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.checking import Checked
    from generator.model import Commons, Site
    from generator.share import Share
    from generator.sources import Attachment

_IMAGES = 4  # that a process writes anew at a time: each takes a fifth of a second


def written_pages(
    checked: Checked,
    known: Mapping[str, str],
    *,
    preview: bool,
    jobs: int,
    still: Mapping[str, Sequence[pages.WrittenPage]] = MappingProxyType({}),
) -> list[pages.WrittenPage]:
    """Every page; those whose key is `known`, and those that stand `still`, come without their HTML."""
    made = list(pages.render(checked.index, jobs=jobs, known=known, still=still))
    if preview:
        files = {Ref(document.kind, document.id): document.path for document in checked.sources.documents}
        made += pages.faults(checked.commons, files, checked.told)
    return made


def written_records(root: Path, checked: Checked, share: Share = WHOLE) -> list[exports.RecordData]:
    """Every record of the `share` as data, but for the HTML of its text."""
    return exports.records_as_data(checked.index, partial(_digest, root, checked), share)


def written_files(  # noqa: PLR0913 — what was made, and what is kept
    root: Path,
    checked: Checked,
    made: Sequence[pages.WrittenPage],
    *,
    records: Sequence[exports.RecordData],
    programs: Iterable[OutputFile | KeptFile],
    known: Mapping[str, str] = MappingProxyType({}),
    kept: Path | None = None,
    jobs: int = 1,
) -> Iterator[OutputFile | KeptFile]:
    """Everything that is published of the commons under `root`, its pages and records `made`, as values.

    `programs` are the `program_files`, or that they stand still. The data of a record whose key is `known` at
    their address stay as they were staged. The folder `kept` holds the images that were written anew the last
    time, and is brought up to date.
    """
    yield from shown_files(root, checked, made, kept=kept, jobs=jobs)
    yield from programs
    html, raw = partial(pages.html_elsewhere, checked.index), partial(content, root)
    yield from exports.open_data(checked.index, records, html, raw=raw, known=known)
    yield _ledger(root, checked, {one.record.chemin: one.digest for one in records})


def part_files(  # noqa: PLR0913 — as above
    root: Path,
    checked: Checked,
    made: Iterable[pages.WrittenPage],
    *,
    share: Share,
    records: Sequence[exports.RecordData],
    known: Mapping[str, str],
    kept: Path,
    jobs: int,
) -> Iterator[OutputFile | KeptFile]:
    """What a `share` has of all this, and what its pages have to know of the rest; as above."""
    index = checked.index
    yield from _page_files(checked.commons, made)
    html, raw = partial(pages.html_elsewhere, index), partial(content, root)
    yield from exports.open_data(index, records, html, raw=raw, known=known, share=share)
    yield from _attachments(root, checked, _pictures(kept), share=share)
    if share.first:
        yield from pages.assets(checked.commons)
        yield from program_files(checked, list(pages.listed(index, jobs=jobs)), kept.parent)
        yield _ledger(root, checked, {one.record.chemin: one.digest for one in records})
    else:
        answering = share.led & (exports.addresses(index) | exports.every_address(index) | FILES)
        # Every page leads to these files: another part makes them, this one only knows that they are.
        yield from (OutputFile(one.lstrip("/"), b"") for one in sorted(answering))


def origin(root: Path, checked: Checked) -> str:
    """A digest of all that a site is made of: files of the commons under `root`, schemas, past."""
    sources = checked.sources
    records = (
        part for one in sources.documents for part in (one.path.encode(), content(root, one.path) or b"")
    )
    attached = (text.encode() for one in sources.attachments for text in (one.path, one.digest))
    judge = checked.schemas
    schemas = (
        text.encode()
        for part in (judge.sources, judge.templates)
        for one in sorted(part.items())
        for text in one
    )
    return publishing.sum_of(chain(records, attached, schemas, [told(checked.index.changements)]))


def program_files(
    checked: Checked, made: Sequence[pages.WrittenPage | pages.ListedPage], work: Path | None = None
) -> Iterator[OutputFile]:
    """What programs read of a commons and of its pages, its open data and its ledger apart.

    The folder `work` holds what was drawn the last time.
    """
    yield from pages.emblems(checked.commons)
    yield from _drawn(checked.commons, made, work)
    yield from pages.around(checked.index)
    yield from exports.files(checked.index, made)


def shown_files(
    root: Path, checked: Checked, made: Iterable[pages.WrittenPage], *, kept: Path | None, jobs: int = 1
) -> Iterator[OutputFile | KeptFile]:
    """What people see of it: pages, their styles and scripts, images, documents. The rest is for programs."""
    yield from _page_files(checked.commons, made)
    yield from pages.assets(checked.commons)
    yield from _attachments(root, checked, _pictures(kept), jobs=jobs)


def _pictures(kept: Path | None) -> publishing.Pictures:
    return publishing.Pictures(kept, images.recipe() + pdf.recipe())


def _drawn(
    commons: Commons, made: Iterable[pages.WrittenPage | pages.ListedPage], work: Path | None
) -> Iterator[OutputFile]:
    """The pictures that networks show beside a link to one of these pages."""
    kept = publishing.Pictures(work / "partage" if work else None, program() + images.recipe())
    for path, words in pages.shared_pictures(commons, made).items():
        digest = hashlib.sha256(told(words)).hexdigest()
        yield OutputFile(path, kept.get(digest, partial(images.shared_picture, words)))
    kept.forget_others()


def _page_files(commons: Commons, made: Iterable[pages.WrittenPage]) -> Iterator[OutputFile | KeptFile]:
    for page in made:
        if page.html is None:
            yield KeptFile(publishing.page_path(page.address))
        else:
            about = page.address, page.title, page.description
            yield publishing.page_file(
                *about,
                html=page.html,
                script=page.early_script,
                hidden=page.invente,
                original=page.original,
                machines=page.machines,
                feeds=page.feeds,
                reaches=page.reaches,
                picture=pages.picture_path(commons.kinds, page),
            )


def frame(site: Site) -> dict[str, Any]:
    """What the engine is told of the site, by the name of its setting; the logo may be nothing.

    `couleurs` are those that browsers paint around the pages.
    """
    logo = site.logo
    shown = (
        {"src": attachment(f"content/{logo.fichier}").lstrip("/"), "alt": logo.alternative} if logo else {}
    )
    return {
        "site_name": site.nom,
        "site_url": site.url.rstrip("/") + "/",
        "logo": shown,
        "couleurs": pages.theme_colours(site),
    }


def _digest(root: Path, checked: Checked, path: str) -> str:
    """The digest of a file of the commons, as the ledger tells it."""
    # The schemas that this publication was checked with: those of a proposal are not.
    folder, _, name = path.rpartition("/")
    found = checked.schemas.sources.get(name) if folder == "schemas" else text(root, path)
    return "" if found is None else hashlib.sha256(found.encode()).hexdigest()


def _ledger(root: Path, checked: Checked, known: Mapping[str, str]) -> OutputFile:
    """What this publication promises, for the next one to be held to; `known` are digests, by path."""

    def digest_of(path: str) -> str:
        return known[path] if path in known else _digest(root, checked, path)

    return OutputFile(LEDGER.lstrip("/"), written_ledger(as_ledger(state_of(root, checked), digest_of)))


def _attachments(
    root: Path, checked: Checked, pictures: publishing.Pictures, *, share: Share = WHOLE, jobs: int = 1
) -> Iterator[OutputFile]:
    shown = [item for item in checked.sources.attachments if item.path in checked.used]
    mine = (item for item in shown if share.has(attachment(item.path)) and pictures.lacks(item.digest))
    # Two records may show one picture: made twice at a time, each would take the other's from under it.
    new = [*{item.digest: item for item in mine}.values()]
    for _ in spread(lambda item: _published(root, item, pictures) and None, new, jobs, share=_IMAGES):
        pass  # each is kept by the process that made it
    former = exports.moves(checked.commons, [attachment(item.path) for item in shown])
    for item in shown:
        where = attachment(item.path)
        made = _published(root, item, pictures) if share.has(where) else None
        if made is not None:
            # A file cannot redirect as a page does: it is published again under its former addresses.
            for one in (where, *(old for old, new in former.items() if new == where)):
                yield OutputFile(one.lstrip("/"), made)
    pictures.forget_others()


def _published(root: Path, item: Attachment, pictures: publishing.Pictures) -> bytes | None:
    """What is published of a file: the pixels of an image, the pages of a PDF; nothing of one at fault."""
    held = (root / item.path).read_bytes()
    # A file that changed since it was examined is not the one that was found harmless.
    if hashlib.sha256(held).hexdigest() != item.digest:
        return None
    kind = PurePosixPath(published_path(item.path)).suffix
    if kind in images.KINDS:
        return pictures.get(item.digest, partial(images.written_anew, held, kind)) if item.pixels else None
    try:
        return pictures.get(item.digest, partial(pdf.written_anew, held))
    except pdf.PdfRefused:
        return None
