"""The one recipe: read, check, link, render, stage, publish. Every door calls this and nothing below it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from generator import exports, history, judging, publishing, standing, working
from generator.checking import Checked
from generator.checking import check as check_with
from generator.diagnostics import RENDERERS, Diagnostic
from generator.frozen import Frozen, replace
from generator.output import KeptFile
from generator.permanence import read_ledger
from generator.working import WORK, ground, in_words, lines_of, own_or_project, passing, schemas_of, silent
from generator.written import frame, program_files, written_files, written_pages, written_records

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model import Site
    from generator.output import OutputFile
    from generator.publications import EarlierPublication

Progress = Callable[[str], None]
"""Told, in French, of each step as it starts."""

MEMORY = "pages.json"
PROJECT = working.PROJECT
CouldNotRun = working.CouldNotRun


def check(  # noqa: PLR0913 — a place, what it is held to, who judges
    root: Path,
    base: str | None = None,
    ledger: Path | None = None,
    *,
    day: str = "",
    data_only: bool = False,
    rules: Path = PROJECT,
    jobs: int = 1,
) -> Checked:
    """Read and check the commons under `root`, and against the commit `base` where it is given.

    With `ledger`, the file that says what is online, it is held to that too; what is wrong with that file is
    a fault like another.
    With `data_only`, nothing but records is taken from `root`: the schemas are those of the folder `rules`,
    or of the program. `jobs` processes share the work; `day` is today, without it the newest day that records
    tell of. Raises `CouldNotRun` where the schemas or the commit cannot be read.
    """
    if data_only:
        checked = _check(root, base, ledger, day=day, rules=rules, jobs=jobs)
    else:
        working.try_settings(root)
        checked = _check(root, base, ledger, day=day, rules=None, jobs=jobs)
        working.try_menu(root, checked)
    working.try_templates(checked)
    return checked


def _check(  # noqa: PLR0913 — as above
    root: Path, base: str | None, ledger: Path | None, *, day: str, rules: Path | None, jobs: int
) -> Checked:
    """The same, by the schemas of the folder `rules`, or of `root` itself."""
    schemas = schemas_of(rules or root)
    online = read_ledger(ledger, root) if ledger else None
    if isinstance(online, Diagnostic):
        checked = _check(root, base, None, day=day, rules=rules, jobs=jobs)
        return replace(checked, diagnostics=(online, *checked.diagnostics))
    if base is None:
        return check_with(root, schemas, ledger=online, day=day, jobs=jobs)
    with passing() as past, in_words():
        began = history.extract(root, base, past)
        differ = () if rules else history.changes(root, began.commit, "schemas")
        checked = check_with(root, schemas, past, facts=began.facts, ledger=online, day=day, jobs=jobs)
        moved = judging.of_the_schemas([one.here for one in differ])
        return replace(checked, diagnostics=(*moved, *checked.diagnostics))


class Staging(Frozen):
    """What staging found and did.

    `report` holds the faults in words; `publishable` is false where an error stops a publication; `staged` is
    None where nothing was written; `day` is the one on which the commons was read.
    """

    site: Site
    diagnostics: tuple[Diagnostic, ...]
    report: str
    publishable: bool
    staged: publishing.Staged | None
    day: str = ""


def stage(  # noqa: PLR0913 — two places, and what may be told
    root: Path,
    docs: Path,
    *,
    preview: bool = False,
    day: str = "",
    jobs: int = 1,
    progress: Progress = silent,
    waiting: Progress = silent,
) -> Staging:
    """Check `root` and write in `docs` what the engine shall read.

    With errors nothing is written, unless for a `preview`: then the records at fault are left out and a
    page tells their faults in their place. `day` is today, as in `check`. `waiting` is told when another
    build ends first. Raises `CouldNotRun`, before any work where `docs` holds what is not ours; `OSError`.
    """
    work = root / WORK
    with (
        in_words(),
        publishing.at_work(work, waiting),
        publishing.in_place(docs, publishing.PAGES, ground(root), waiting=waiting) as folder,
    ):
        return _stage(root, folder, work, preview=preview, rules=root, day=day, jobs=jobs, progress=progress)


def _stage(  # noqa: PLR0913 — as above
    root: Path,
    docs: Path,
    work: Path,
    *,
    preview: bool,
    rules: Path,
    day: str,
    jobs: int,
    progress: Progress,
    earlier: EarlierPublication | None = None,
) -> Staging:
    progress("lecture et vérification")
    checked = check_with(root, schemas_of(rules), day=day, jobs=jobs)
    staged = None
    if checked.sound or preview:
        progress("écriture des pages")
        staged = stage_checked(root, docs, work, checked=checked, preview=preview, jobs=jobs, earlier=earlier)
    report = RENDERERS["texte"](checked.told, lines_of(root))
    site, found = checked.commons.site, checked.diagnostics
    day, sound = checked.index.jour, checked.sound
    return Staging(site, found, report, publishable=sound, staged=staged, day=day)


def stage_checked(  # noqa: PLR0913 — as above
    root: Path,
    docs: Path,
    work: Path,
    *,
    checked: Checked,
    preview: bool,
    jobs: int,
    earlier: EarlierPublication | None = None,
) -> publishing.Staged:
    """Write in `docs` all that is published of a checked commons; what stands there already is not made."""
    records = written_records(root, checked)
    checked = replace(checked, index=exports.with_changes(checked.index, records, earlier))
    memory, kept = work / MEMORY, work / standing.KEPT
    known, matter = publishing.recall(memory, docs), standing.made_of(checked.index)
    still = standing.standing(kept, matter, known)
    made = written_pages(checked, known, preview=preview, jobs=jobs, still=still.pages)
    key = standing.files_key(matter, made)
    programs: list[OutputFile | KeptFile] = [KeptFile(path) for path in still.files]
    if still.key != key:
        programs = [*program_files(checked, made, work)]
    files = written_files(
        root, checked, made, records=records, programs=programs, known=known, kept=work / "images", jobs=jobs
    )
    staged = publishing.stage(files, docs)
    keys = {page.address: page.key for page in made} | {one.address: one.key for one in records}
    publishing.remember(memory, docs, keys | {f"/{file.path}": key for file in programs})
    standing.keep(kept, matter, made, key=key, files=[file.path for file in programs])
    return staged


class Built(Frozen):
    """What a build did: what it staged, and what was published of it (None where errors forbade it)."""

    staging: Staging
    result: publishing.Result | None


def build(  # noqa: PLR0913 — as above
    root: Path,
    out: Path,
    *,
    day: str = "",
    jobs: int = 1,
    clean: bool = False,
    data_only: bool = False,
    rules: Path = PROJECT,
    earlier: EarlierPublication | None = None,
    progress: Progress = silent,
    waiting: Progress = silent,
) -> Built:
    """Make the whole site of `root` and put it at `out` in one step; with errors, leave `out` as it was.

    `<root>/build` keeps what the next build can use again; `clean` uses nothing of it. `day` is today, as in
    `check`: the same commons on the same day gives the same bytes. With `data_only`,
    nothing but records is taken from `root`, schemas and settings from `rules`, and nothing is written there:
    what its `build` folder holds, or leads to, is a stranger's too. `earlier` is the last publication:
    what changed since is told. Raises `CouldNotRun`, before any work
    where `out` holds what is not ours, and where the engine, the search or the link checker cannot work; and
    `OSError`. `waiting` is told when another build has to finish first.
    """
    with (
        in_words(),
        passing() if data_only else nullcontext(root / WORK) as work,
        publishing.at_work(work, waiting),
        publishing.place(out, publishing.SITE, ground(root), waiting=waiting) as place,
        publishing.in_place(work / "docs", publishing.PAGES, ground(root), waiting=waiting) as docs,
    ):
        if not data_only:
            working.try_settings(root)
        if clean:
            for name in (MEMORY, standing.KEPT):
                (work / name).unlink(missing_ok=True)
            for kept in ("images", "partage"):
                publishing.Pictures(work / kept, "").forget_others()
        judge = rules if data_only else root
        staging = _stage(
            root,
            docs,
            work,
            preview=False,
            rules=judge,
            day=day,
            jobs=jobs,
            progress=progress,
            earlier=earlier,
        )
        if not staging.publishable:
            return Built(staging, None)
        result = publishing.publish(
            docs,
            place,
            work,
            config_file=own_or_project(judge, working.SETTINGS),
            overrides=frame(staging.site),
            clean=clean,
            jobs=jobs,
            progress=progress,
        )
        return Built(staging, result)


def docs_folder(root: Path) -> Path:
    """Where the pages of `root` are staged."""
    return root / WORK / "docs"
