"""The one recipe: read, check, link, render, stage, publish. Every door calls this and nothing below it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from generator import history, mending, protocol, publishing, working
from generator.checking import Checked, check_as_if
from generator.checking import check as check_with
from generator.diagnostics import RENDERERS
from generator.diagnostics.renderers.as_json import as_json
from generator.drafting import Draft
from generator.frozen import Frozen
from generator.machine import refused
from generator.schema import Schemas
from generator.sources import ROOTS, read
from generator.working import WORK, ground, in_words, passing, silent
from generator.written import written_files, written_pages

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.drafting import Refusal
    from generator.mending import Mended
    from generator.model import Site
    from generator.sources import Sources

Progress = Callable[[str], None]
"""Told, in French, of each step as it starts."""

DIFFERENCES = ("texte", "json")
"""The formats of `diff`."""
_LONGEST_QUOTED = 1_000_000
PROJECT = working.PROJECT
CouldNotRun = working.CouldNotRun


def check(root: Path, base: str | None = None, *, data_only: bool = False, jobs: int = 1) -> Checked:
    """Read and check the commons under `root`, and against the commit `base` where it is given.

    With `data_only`, nothing but records is taken from `root`: the schemas are this project's. `jobs`
    processes share the work. Raises `CouldNotRun` where the schemas or the commit cannot be read.
    """
    schemas = schemas_of(PROJECT if data_only else root)
    if base is None:
        return check_with(root, schemas, jobs=jobs)
    with passing() as past, in_words():
        history.extract(root, base, past)
        return check_with(root, schemas, past, jobs=jobs)


def mend(root: Path, wanted: Callable[[str], bool], *, order: bool = False) -> Mended:
    """What can be mended under `root` in the files that `wanted` accepts; nothing is written.

    With `order`, the fields of sound records are put in the order of their schemas too. Raises `CouldNotRun`
    where the schemas cannot be read.
    """
    schemas = schemas_of(root)
    return mending.mend(root, partial(check_as_if, root, schemas), wanted, order=order)


def schemas_of(root: Path) -> Schemas:
    """The schemas of `root`, or this project's where it has none. Raises `CouldNotRun`."""
    return _schemas(_own_or_project(root, "schemas"))


@lru_cache(maxsize=4)
def _schemas(folder: Path) -> Schemas:
    try:
        return Schemas.read(folder)
    except (OSError, ValueError, KeyError) as error:
        why = refused(error) if isinstance(error, OSError) else error
        message = f"les schémas de {folder} ne peuvent pas être lus : {why}"
        raise CouldNotRun(message) from error


def _own_or_project(root: Path, name: str) -> Path:
    own = root / name
    return own if own.exists() else PROJECT / name


def diff(root: Path, experiment: str, first: str, last: str, form: str = "texte") -> str:
    """What changes from a revision of a protocol to a later one, in one of `DIFFERENCES`.

    Revisions are named `r1` or `1`. Faults elsewhere in the commons are no hindrance. Raises `CouldNotRun`
    where there are no such two revisions.
    """
    checked = check(root)
    try:
        before, after, between = protocol.asked(checked.commons, experiment, first, last)
    except LookupError as error:
        raise CouldNotRun(str(error)) from error
    found = protocol.difference(before, after, between)
    if form == "json":
        return as_json(protocol.as_data(before, after, found))
    return protocol.as_text(found, checked.schemas.fields("protocole"))


def begin(root: Path, ask: Callable[[Sources, Schemas], Draft | Refusal]) -> Draft:
    """The file that `ask` (`drafting.new`, `drafting.revise`) drafts for the commons under `root`.

    Raises `CouldNotRun` where there is nothing to write.
    """
    message = (
        f"le dossier {root.resolve()} ne contient ni {', ni '.join(ROOTS)}\n"
        "  aide: placez-vous dans le dossier de l'espace, ou donnez-le avec --root"
    )
    if any((root / top).is_dir() for top in ROOTS):
        found = ask(read(root), schemas_of(root))
        if isinstance(found, Draft):
            return found
        message = f"{found.message}\n  aide: {found.help}"
    raise CouldNotRun(message)


class Staging(Frozen):
    """What staging found and did.

    `report` holds the faults in words; `publishable` is false where an error stops a publication;
    `staged` is None where nothing was written.
    """

    site: Site
    diagnostics: tuple[Diagnostic, ...]
    report: str
    publishable: bool
    staged: publishing.Staged | None


def stage(  # noqa: PLR0913 — two places, and what may be told
    root: Path,
    docs: Path,
    *,
    preview: bool = False,
    jobs: int = 1,
    progress: Progress = silent,
    waiting: Progress = silent,
) -> Staging:
    """Check `root` and write in `docs` what the engine shall read.

    With errors nothing is written, unless for a `preview`: then the records at fault are left out and a
    page tells their faults in their place. Raises `CouldNotRun`, before any work where `docs` holds what is
    not ours, and `OSError`. `waiting` is told when another build has to finish first.
    """
    with in_words(), publishing.at_work(root / WORK, waiting):
        return _stage(root, docs, preview=preview, jobs=jobs, progress=progress, waiting=waiting)


def _stage(  # noqa: PLR0913 — as above
    root: Path, docs: Path, *, preview: bool, jobs: int, progress: Progress, waiting: Progress
) -> Staging:
    with publishing.in_place(docs, publishing.PAGES, ground(root), waiting) as folder:
        progress("lecture et vérification")
        checked = check(root, jobs=jobs)
        staged = None
        if checked.sound or preview:
            progress("écriture des pages")
            memory = _memory(root)
            made = written_pages(checked, publishing.recall(memory, folder), preview=preview, jobs=jobs)
            files = written_files(root, checked, made, root / WORK / "images")
            staged = publishing.stage(files, folder)
            publishing.remember(memory, folder, {page.address: page.key for page in made})
    report = RENDERERS["texte"](checked.diagnostics, lines_of(root))
    return Staging(checked.commons.site, checked.diagnostics, report, checked.sound, staged)


class Built(Frozen):
    """What a build did: what it staged, and what was published of it (None where errors forbade it)."""

    staging: Staging
    result: publishing.Result | None


def build(  # noqa: PLR0913 — as above
    root: Path,
    out: Path,
    *,
    jobs: int = 1,
    clean: bool = False,
    progress: Progress = silent,
    waiting: Progress = silent,
) -> Built:
    """Make the whole site of `root` and put it at `out` in one step; with errors, leave `out` as it was.

    `<root>/build` keeps what the next build can use again; `clean` uses nothing of it. Raises `CouldNotRun`,
    before any work where `out` holds what is not ours, and where the engine, the search or the link checker
    cannot work; and `OSError`. `waiting` is told when another build has to finish first.
    """
    work = root / WORK
    with (
        in_words(),
        publishing.at_work(work, waiting),
        publishing.place(out, publishing.SITE, ground(root), waiting) as place,
    ):
        if clean:
            _memory(root).unlink(missing_ok=True)
            publishing.Pictures(work / "images", "").forget_others()
        staging = _stage(
            root, docs_folder(root), preview=False, jobs=jobs, progress=progress, waiting=waiting
        )
        if not staging.publishable:
            return Built(staging, None)
        result = publishing.publish(
            docs_folder(root),
            place,
            work,
            _own_or_project(root, "mkdocs.yml"),
            {"site_name": staging.site.nom, "site_url": staging.site.url.rstrip("/") + "/"},
            clean=clean,
            progress=progress,
        )
        return Built(staging, result)


def serve(root: Path, port: int, ready: Callable[[], None] = lambda: None) -> None:
    """Show the site at `http://127.0.0.1:<port>/`, made again at each save, until interrupted.

    `ready` is called once the port is known to be free. Raises `CouldNotRun`, and `OSError`.
    """
    with in_words():
        settings = _own_or_project(root, "mkdocs.yml").resolve()
        publishing.serve(settings, root.resolve(), docs_folder(root), port, ready)


def docs_folder(root: Path) -> Path:
    """Where the pages of `root` are staged."""
    return root / WORK / "docs"


def _memory(root: Path) -> Path:
    return root / WORK / "pages.json"


def lines_of(root: Path) -> Callable[[str], list[str]]:
    """A function from a path to the lines of that file; none where it cannot be read."""

    def lines(path: str) -> list[str]:
        file = root / path
        if file.is_symlink() or not file.is_file():
            return []
        with file.open("rb") as opened:
            text = opened.read(_LONGEST_QUOTED).decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").split("\n")

    return lru_cache(maxsize=None)(lines)
