"""Publish a staged folder: engine, search, links, and only then the swap; a failure leaves the old site."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.frozen import Frozen
from generator.publishing import engine
from generator.publishing.exchange import swap
from generator.publishing.linkcheck import BrokenLink, check_links
from generator.publishing.mirror import mirror
from generator.publishing.search import index
from generator.publishing.sources import Stamp, digests, forget, start_again
from generator.publishing.staging import FILE_MODE, FOLDER_MODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_CODE = Path(__file__).parent
_THEME = _CODE.parent / "theme"
_LIBRARIES = ("jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "pyyaml")


class Result(Frozen):
    """What a publication did: with broken links, nothing was published."""

    published: bool
    pages: int
    broken: tuple[BrokenLink, ...]
    warnings: tuple[str, ...]


def publish(  # noqa: PLR0913 — four places and three wishes
    docs: Path,
    out: Path,
    work: Path,
    config_file: Path,
    overrides: Mapping[str, Any],
    *,
    clean: bool = False,
    progress: Callable[[str], None] = lambda _step: None,
) -> Result:
    """Make the site of the staged folder `docs` and put it at `out` in one step.

    `work` keeps the engine's output between two publications, so that only what changed is made
    again; `clean` makes everything again, with the same bytes in the end. The site that was at `out`
    stays beside it under a hidden name, for the same reason. `overrides` are MkDocs
    settings (`site_name`, `site_url`…). `progress` is told of each step, in French. Raises
    EngineError, ProgramError and OSError, with `out` as it was.
    """
    work.mkdir(parents=True, exist_ok=True)
    with _alone(work / "verrou"):
        made = work / "engine"
        progress("mise en page")
        warnings = _render(docs, made, work / "engine.json", config_file, overrides, clean=clean)
        # The last site but one, or what a killed build left: what is the same in it need not be written.
        fresh = out.with_name(f".{out.name}.suivant")
        pages = mirror(made, fresh)
        progress("recherche et vérification des liens")
        url = str(overrides.get("site_url") or "")
        with ThreadPoolExecutor() as both:  # two programs: the threads only wait for them
            indexing = both.submit(index, fresh)
            broken = both.submit(check_links, fresh, urlsplit(url).path or "/", site_url=url).result()
            indexing.result()
        if not broken:
            _set_rights(fresh)
            progress("mise en place")
            swap(fresh, out)
        return Result(not broken, pages, broken, warnings)


def _render(  # noqa: PLR0913 — the engine's own, and its stamp
    docs: Path, made: Path, record: Path, config_file: Path, overrides: Mapping[str, Any], *, clean: bool
) -> tuple[str, ...]:
    new = Stamp(_recipe(docs, config_file, overrides), digests(docs))
    old = None if clean else Stamp.read(record)
    record.unlink(missing_ok=True)  # an engine stopped halfway leaves no stamp, hence starts again
    dirty = old is not None and old.recipe == new.recipe and made.is_dir()
    if old is not None and dirty:
        forget(made, old.sources, new.sources)
    else:
        start_again(made)
    warnings = engine.render(docs, made, config_file, overrides, dirty=dirty)
    new.write(record)
    return warnings


def _recipe(docs: Path, config_file: Path, overrides: Mapping[str, Any]) -> str:
    """A digest of everything besides the staged files that a page depends on."""
    parts: list[object] = [importlib.metadata.version(name) for name in _LIBRARIES]
    parts.append(sorted(overrides.items()))
    parts.append(str(docs.resolve()))
    # The sections of the menu: MkDocs leaves out of it, on every page, an entry that has no file.
    parts.append(sorted(path.name for path in docs.glob("*.md")))
    code = [*_CODE.glob("*.py"), _CODE.parent / "mkdocs_plugin.py", config_file]
    code += [path for path in _THEME.rglob("*") if path.is_file()]
    parts += [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted(code)]
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def _set_rights(folder: Path) -> None:
    """Give every file and folder the same rights whatever the umask of this machine."""
    for place, _, names in os.walk(folder):
        os.chmod(place, FOLDER_MODE)  # noqa: PTH101 — 10,000 paths as text take a third of the time
        for name in names:
            os.chmod(f"{place}/{name}", FILE_MODE)  # noqa: PTH101 — as above


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Wait until no other publication uses the same work folder; a killed one frees its place."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
