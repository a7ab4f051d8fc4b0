"""The recipe of a review: what a proposal changes, told in a report and shown in a preview without server."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator import history, publishing
from generator.addresses import address
from generator.checking import compare
from generator.machine import about
from generator.pipeline import PROJECT
from generator.review import RENDERERS, as_html, moments_of
from generator.review import report as told
from generator.working import (
    CouldNotRun,
    ground,
    in_words,
    lines_of,
    own_or_project,
    passing,
    schemas_of,
    silent,
)
from generator.written import program_files, written_files, written_pages, written_records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.checking import Checked
    from generator.output import KeptFile, OutputFile
    from generator.pages import WrittenPage
    from generator.pipeline import Progress
    from generator.review import Bloc, Moments
    from generator.schema import Schemas
    from generator.sources import Document

FORMATS = tuple(RENDERERS)
"""The formats of `report`."""

_FAULTS = "/fautes/"
_OF_THE_MENU = (
    2  # slashes in the address of a section: the engine drops from its menu a page that is not there
)


def report(root: Path, base: str, form: str = "markdown") -> str:
    """What the commons under `root` changes to the commit `base`, in one of `FORMATS`.

    Nothing but records is taken from `root`. Records with faults are no hindrance. Raises `CouldNotRun`
    where the commit cannot be read.
    """
    with _moments(root, base) as moments:
        return RENDERERS[form](_blocks(root, moments))


def preview(root: Path, base: str, out: Path, *, waiting: Progress = silent, rules: Path = PROJECT) -> int:
    """Write in `out`, a folder of its own, the report and the pages that differ; return how many pages.

    `out/index.html` opens without server. `out` must be empty, or hold an earlier preview, which is replaced
    at once; `waiting` is told when another preview has to finish first. The pages are those that a build
    makes, laid out by the same engine, with the settings of the folder `rules`; records at fault have
    their faults in the place of their page. Raises `CouldNotRun` and `OSError`.
    """
    with (
        in_words(),
        publishing.place(out, publishing.PREVIEW, ground(root), waiting=waiting, keep=False) as place,
        _moments(root, base) as moments,
        passing() as work,
    ):
        touched = moments.pages
        chosen = {page.adresse for page in (*touched.added, *touched.changed)}
        chosen |= {
            _FAULTS,
            *(address(ref, moments.apres.schemas.kinds) for ref in moments.apres.commons.broken),
        }
        made = [
            page
            for page in written_pages(moments.apres, {}, preview=True, jobs=1)
            if page.address in chosen or page.address.count("/") <= _OF_THE_MENU
        ]
        publishing.stage(_files(root, moments, made), work / "docs")
        facts = moments.apres.commons.site
        publishing.lay_out(
            work / "docs",
            work / "site",
            own_or_project(rules, "mkdocs.yml"),
            overrides={"site_name": facts.nom, "site_url": facts.url.rstrip("/") + "/"},
        )
        shown = [page.address for page in made if page.address in chosen]
        files = publishing.take_offline(work / "site", shown, place.scratch, how=publishing.PREVIEW_COPY)
        index = place.scratch / "index.html"
        with about(index):
            index.write_text(as_html(_blocks(root, moments), files), encoding="utf-8")
        place.put()
        return len(shown)


def _files(root: Path, moments: Moments, made: list[WrittenPage]) -> Iterator[OutputFile | KeptFile]:
    after = moments.apres
    programs, records = program_files(after, made), written_records(root, after)
    return written_files(root, after, made, records=records, programs=programs)


def _blocks(root: Path, moments: Moments) -> Iterator[Bloc]:
    return told(moments, lines_of(root))


@contextmanager
def _moments(root: Path, base: str) -> Iterator[Moments]:
    with passing() as past, in_words():
        began = history.extract(root, base, past, whole=True)
        schemas = _published_schemas(past)
        differ = history.changes(root, began.commit)
        before, after = compare(root, schemas, past, facts=began.facts)
        yield moments_of(before, after, (_documents(past, before), _documents(root, after)), chemins=differ)


def _published_schemas(past: Path) -> Schemas:
    """The schemas of the base, which judge; ours where it has none, or those of an earlier program."""
    try:
        return schemas_of(past)
    except CouldNotRun:
        return schemas_of(PROJECT)


def _documents(root: Path, moment: Checked) -> tuple[Document, ...]:
    """The records whose file is there: one that must exist and does not has faults, but no text."""
    return tuple(one for one in moment.sources.documents if (root / one.path).is_file())
