"""Write all that is published of a checked commons in the folder that the engine reads."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator import exports, publishing, standing
from generator.frozen import replace
from generator.output import KeptFile
from generator.papers import published_papers
from generator.written import program_files, written_files, written_pages, written_records

if TYPE_CHECKING:
    from pathlib import Path

    from generator.checking import Checked
    from generator.output import OutputFile
    from generator.publications import EarlierPublication

MEMORY = "pages.json"


def stage_checked(  # noqa: PLR0913 — two places, what is made and how
    root: Path,
    docs: Path,
    work: Path,
    *,
    checked: Checked,
    preview: bool,
    rules: Path,
    jobs: int,
    earlier: EarlierPublication | None = None,
) -> publishing.Staged:
    """Write in `docs` all that is published of a checked commons; what stands there already is not made.

    The templates of papers are those of `rules`: a stranger's records bring none.
    """
    records = written_records(root, checked)
    checked = replace(checked, index=exports.with_changes(checked.index, records, earlier))
    memory, kept, images = work / MEMORY, work / standing.KEPT, work / "images"
    known, matter = publishing.recall(memory, docs), standing.made_of(checked.index)
    papers = [*published_papers(rules, checked.index, known)]
    still = standing.standing(kept, matter, known)
    with publishing.Aside(work) as aside:
        made = written_pages(checked, known, preview=preview, jobs=jobs, still=still.pages, aside=aside)
        key = standing.files_key(matter, made)
        programs: list[OutputFile | KeptFile] = [KeptFile(path) for path in still.files]
        if still.key != key:
            programs = [*program_files(checked, made, work)]
        files = written_files(
            root, checked, made, records=records, programs=programs, known=known, kept=images, jobs=jobs
        )
        staged = publishing.stage(chain(files, (one.file for one in papers)), docs)
    keys = {one.address: one.key for some in (made, records, papers) for one in some}
    publishing.remember(memory, docs, keys | {f"/{file.path}": key for file in programs})
    standing.keep(kept, matter, made, key=key, files=[file.path for file in programs])
    return staged
