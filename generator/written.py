"""Make all that is published of a checked commons, as values: pages, then the files that go with them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator import exports, pages, publishing
from generator.addresses import attachment
from generator.model import Ref
from generator.output import KeptFile, OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.checking import Checked


def written_pages(
    checked: Checked, known: Mapping[str, str], *, preview: bool, jobs: int
) -> list[pages.WrittenPage]:
    """Every page; those whose key is `known` come without their HTML."""
    commons = checked.commons
    made = list(pages.render(commons, checked.graph, checked.schemas, jobs=jobs, known=known))
    if preview:
        files = {Ref(document.kind, document.id): document.path for document in checked.sources.documents}
        made += pages.faults(commons, files, checked.diagnostics)
    return made


def written_files(
    root: Path, checked: Checked, made: Sequence[pages.WrittenPage]
) -> Iterator[OutputFile | KeptFile]:
    """Everything that is published of the commons under `root`, its pages `made`, as values."""
    for page in made:
        if page.html is None:
            yield KeptFile(publishing.page_path(page.address))
        else:
            yield publishing.page_file(page.address, page.title, page.description, page.html)
    yield from pages.assets(checked.commons)
    yield from exports.files(checked.commons, checked.graph, made, checked.schemas)
    shown = [item for item in checked.sources.attachments if item.path in checked.used]
    former = exports.moves(checked.commons, [attachment(item.path) for item in shown])
    for item in shown:
        content = (root / item.path).read_bytes()
        # A file that changed since it was examined is not the one that was found harmless.
        if hashlib.sha256(content).hexdigest() == item.digest:
            where = attachment(item.path)
            # No page leads on from a file: it stands under its former addresses too.
            for one in (where, *(old for old, new in former.items() if new == where)):
                yield OutputFile(one.lstrip("/"), content)
