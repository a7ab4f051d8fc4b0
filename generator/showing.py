"""The recipe of `serve`: show the site while one writes, and after each save what people see of it first."""

from __future__ import annotations

import gc
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from generator import publishing, standing, working
from generator.checking import check
from generator.diagnostics import RENDERERS, total
from generator.machine import entries
from generator.making import MEMORY, stage_checked
from generator.output import KeptFile
from generator.pipeline import CouldNotRun, docs_folder
from generator.schema import TEMPLATES
from generator.watching import saves
from generator.working import WORK, ground, in_words, lines_of, own_or_project, passing, schemas_of, silent
from generator.written import frame, shown_files, written_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.checking import Checked
    from generator.publishing import Preview

_FOLLOWED = ("content", "experiments", "toolbox", "schemas", TEMPLATES, working.SETTINGS)
# Without another save for so long, in seconds, what programs read is made too.
_AT_REST = 2.0


def serve(
    root: Path,
    port: int,
    *,
    ready: Callable[[], None] = lambda: None,
    tell: Callable[[str], None] = silent,
    jobs: int = 1,
) -> None:
    """Show the site at `http://127.0.0.1:<port>/`, made again at each save, until interrupted.

    `ready` is called once the port is ours, and `tell` with the faults at each save, which stop nothing:
    they are told on a page. `jobs` processes make the first site. Raises `CouldNotRun`, before anything is
    shown, and `OSError`.
    """
    with suppress(KeyboardInterrupt), in_words(), passing() as folder, ExitStack() as until_the_end:
        working.try_settings(root)
        preview = until_the_end.enter_context(publishing.at_port(port, folder / "site"))
        showing = Showing(root, folder, f"http://127.0.0.1:{port}/")
        began = _facts(root)
        with preview.renewed():
            ready()
            tell(showing.see(jobs))
            showing.complete()
        gc.collect()
        gc.freeze()  # what every save finds again is not looked through for garbage at each
        # From here on, alone: a process forked beside the thread that waits for saves could stay locked.
        next_save = until_the_end.enter_context(saves(root, _FOLLOWED))
        _follow(showing, preview, next_save, tell=tell, saved=_facts(root) != began)


def _follow(
    showing: Showing,
    preview: Preview,
    next_save: Callable[..., bool],
    *,
    tell: Callable[[str], None],
    saved: bool,
) -> None:
    """At each save, see and show; once whoever writes rests, complete. `saved` tells of one already."""
    complete = True
    while True:
        saved = saved or next_save(None if complete else _AT_REST)
        try:
            if saved:
                with in_words(), preview.renewed():
                    working.try_settings(showing.root)
                    tell(showing.see())
                    complete = False
                    showing.show()
            else:
                complete = True
                with in_words():
                    showing.complete()
        except (CouldNotRun, OSError) as error:  # the site stays as it was, until the next save
            tell(f"{error}\n")
        saved = False


def _facts(root: Path) -> list[tuple[str, int, int]]:
    """What a save changes, of every file that is followed."""
    found = [(name, root / name) for name in _FOLLOWED]
    files = [(name, path.stat()) for name, path in found if path.is_file()]
    for name, path in found:
        if path.is_dir():
            files += [(f"{name}/{inner}", entry.stat()) for inner, entry in entries(path) if entry.is_file()]
    return sorted((path, one.st_size, one.st_mtime_ns) for path, one in files)


class Showing:
    """A commons that someone writes, staged where builds stage it, laid out in `folder` to be looked at."""

    def __init__(self, root: Path, folder: Path, url: str) -> None:
        self.root = root
        self._folder, self._url = folder, url
        self._checked: Checked | None = None

    def see(self, jobs: int = 1) -> str:
        """Read and check the commons; gives its faults in words."""
        self._checked = check(self.root, schemas_of(self.root), jobs=jobs)
        self._jobs = jobs
        return RENDERERS["texte"](self._checked.told, lines_of(self.root))

    def show(self) -> None:
        """Make what people see; what programs read stays as it was."""
        checked, work = self._seen(), self.root / WORK
        with self._staging() as docs:
            memory, kept = work / MEMORY, work / standing.KEPT
            known, matter = publishing.recall(memory, docs), standing.made_of(checked.index)
            still = standing.standing(kept, matter, known)
            made = written_pages(checked, known, preview=True, jobs=self._jobs, still=still.pages)
            files = [*shown_files(self.root, checked, made, kept=work / "images", jobs=self._jobs)]
            # A page that comes where something was moved from answers at once.
            taken = {file.path for file in files} | {f"{one.address[1:]}index.html" for one in made}
            files += [KeptFile(path) for path in _for_programs(docs) if path not in taken]
            publishing.stage(files, docs)
            # What programs read is as old as it was: it keeps the keys that say so.
            data = {address: key for address, key in known.items() if not address.endswith("/")}
            publishing.remember(memory, docs, data | {page.address: page.key for page in made})
            same = still.key == standing.files_key(matter, made)
            standing.keep(kept, matter, made, key=still.key, files=still.files if same else ())
            self._lay_out(docs, checked)

    def complete(self) -> None:
        """Make the rest: what programs read."""
        checked, work = self._seen(), self.root / WORK
        with self._staging() as docs:
            stage_checked(
                self.root, docs, work, checked=checked, preview=True, rules=self.root, jobs=self._jobs
            )
            self._lay_out(docs, checked)

    def _seen(self) -> Checked:
        if self._checked is None:
            message = "nothing was seen yet"
            raise ValueError(message)
        return self._checked

    @contextmanager
    def _staging(self) -> Iterator[Path]:
        docs, place = docs_folder(self.root), ground(self.root)
        with (
            publishing.at_work(self.root / WORK, silent),
            publishing.in_place(docs, publishing.PAGES, place, waiting=silent) as folder,
        ):
            yield folder

    def _lay_out(self, docs: Path, checked: Checked) -> None:
        errors = total(checked.diagnostics, "error")
        told = f"{errors} faute{'s' * (errors > 1)}" if errors else ""
        publishing.show(
            docs,
            self._folder,
            config_file=own_or_project(self.root, working.SETTINGS),
            overrides={**frame(checked.commons.site), "site_url": self._url, "fautes": told},
        )


def _for_programs(docs: Path) -> Iterator[str]:
    """The files of a staged folder that are no pages."""
    for path, entry in entries(docs):
        if not path.endswith(".md") and entry.is_file(follow_symlinks=False) and path != publishing.MARK:
            yield path
