"""The recipe of a site in parts: make one, for one of several machines; then join them all."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from generator import exports, pages, publishing, working
from generator.checking import check
from generator.diagnostics import RENDERERS
from generator.frozen import replace
from generator.pipeline import MEMORY, Built, Staging
from generator.working import PROJECT, WORK, ground, in_words, lines_of, own_or_project, passing, silent
from generator.written import frame, origin, part_files, written_records

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from generator.checking import Checked
    from generator.publications import EarlierPublication
    from generator.share import Share

_KEPT = "partie"  # in the work folder: parts and whole sites reuse nothing of each other


def build_part(  # noqa: PLR0913 — as `build`
    root: Path,
    out: Path,
    share: Share,
    *,
    day: str = "",
    jobs: int = 1,
    clean: bool = False,
    data_only: bool = False,
    rules: Path = PROJECT,
    earlier: EarlierPublication | None = None,
    progress: Callable[[str], None] = silent,
    waiting: Callable[[str], None] = silent,
) -> Built:
    """Make the part `share` of the site of `root` and put it at `out` in one step; the rest is as in `build`.

    With errors, `out` stays as it was. Raises as `build`.
    """
    with (
        in_words(),
        passing() if data_only else nullcontext(root / WORK / _KEPT) as work,
        publishing.at_work(work, waiting),
        publishing.place(out, publishing.PART, ground(root), waiting=waiting) as place,
        publishing.in_place(work / "docs", publishing.PAGES, ground(root), waiting=waiting) as docs,
    ):
        if not data_only:
            working.try_settings(root)
        if clean:
            (work / MEMORY).unlink(missing_ok=True)
            for kept in ("images", "partage"):
                publishing.Pictures(work / kept, "").forget_others()
        judge = rules if data_only else root
        settings = own_or_project(judge, working.SETTINGS)
        progress("lecture et vérification")
        checked = check(root, working.schemas_of(judge), day=day, jobs=jobs)
        staged = of = None
        if checked.sound:
            progress("écriture des pages")
            share = replace(share, led=publishing.led_to(settings))
            if earlier:
                index = exports.with_changes(checked.index, written_records(root, checked), earlier)
                checked = replace(checked, index=index)
            staged = _staged(root, docs, work, checked=checked, share=share, jobs=jobs)
            of = origin(root, checked), checked.index.jour
        staging = Staging(
            site=checked.commons.site,
            diagnostics=checked.diagnostics,
            report=RENDERERS["texte"](checked.told, lines_of(root)),
            publishable=checked.sound,
            staged=staged,
        )
        del checked  # as large as all the rest
        if of is None:
            return Built(staging, None)
        result = publishing.publish_part(
            docs,
            place,
            work,
            share=share,
            of=of,
            config_file=settings,
            overrides=frame(staging.site),
            clean=clean,
            jobs=jobs,
            progress=progress,
        )
        return Built(staging, result)


def _staged(  # noqa: PLR0913 — as above
    root: Path, docs: Path, work: Path, *, checked: Checked, share: Share, jobs: int
) -> publishing.Staged:
    memory = work / MEMORY
    known = publishing.recall(memory, docs)
    made = list(pages.render(checked.index, jobs=jobs, known=known, share=share))
    records = written_records(root, checked, share)
    files = part_files(
        root, checked, made, share=share, records=records, known=known, kept=work / "images", jobs=jobs
    )
    staged = publishing.stage(files, docs)
    mine = {one.address: one.key for one in records if share.has(one.address)}
    publishing.remember(memory, docs, {page.address: page.key for page in made} | mine)
    return staged


def join(  # noqa: PLR0913 — two places, what is joined, who is told
    root: Path,
    parts: Sequence[Path],
    out: Path,
    *,
    jobs: int = 1,
    progress: Callable[[str], None] = silent,
    waiting: Callable[[str], None] = silent,
) -> publishing.Result:
    """Make the site of all its `parts`, folders that `build_part` made, and put it at `out` in one step.

    Nothing is read of the commons under `root`, nor written over it. Raises `CouldNotRun`, where these parts
    do not make one site too, and `OSError`. `waiting` is told when another build has to finish first.
    """
    with in_words(), publishing.place(out, publishing.SITE, ground(root), waiting=waiting) as place:
        return publishing.join(parts, place, jobs=jobs, progress=progress)
