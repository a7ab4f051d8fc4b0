"""What every recipe needs around its work: schemas, lines to quote, where to write, one way to say no."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator import history, pages, publishing, shipped
from generator.frozen import replace
from generator.machine import refused
from generator.schema import Schemas, own_templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.checking import Checked

WORK = "build"
SETTINGS = "mkdocs.yml"
_NO_SITE = "le site ne peut pas être construit avec les réglages de"
_LONGEST_QUOTED = 1_000_000
PROJECT = shipped.PROJECT


class CouldNotRun(RuntimeError):  # noqa: N818 — what happened, not a kind of mistake
    """A program the build needs is missing or refused to work; the message says which, in French."""


def ground(root: Path) -> publishing.Ground:
    """What nothing that is made of `root` may be written over."""
    return publishing.Ground(root, PROJECT, root / WORK)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what rooms below refuse, in French, into `CouldNotRun`."""
    try:
        yield
    except (
        history.HistoryError,
        *(publishing.EngineError, publishing.PlaceError, publishing.PartError),
        pages.OwnTemplateError,
    ) as error:
        raise CouldNotRun(str(error)) from error


@contextmanager
def passing() -> Iterator[Path]:
    """A folder for what only this command needs. Raises `CouldNotRun` where there is room for none."""
    try:
        tempfile.gettempdir()
    except FileNotFoundError as error:
        message = (
            "aucun dossier de cette machine ne reçoit de fichiers de passage\n"
            "  aide: libérez de la place dans /tmp, ou donnez un autre dossier avec TMPDIR=…"
        )
        raise CouldNotRun(message) from error
    with tempfile.TemporaryDirectory(prefix="espace-") as folder:
        yield Path(folder)


def silent(_words: str) -> None:
    """Tell nobody."""


def lines_of(root: Path) -> Callable[[str], list[str]]:
    """A function from a path to the lines of that file; none where it cannot be read."""

    def lines(path: str) -> list[str]:
        file = root / path
        if file.is_symlink() or not file.is_file():
            return []
        with file.open("rb") as opened:
            text = opened.read(_LONGEST_QUOTED).decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").split("\n")

    return lru_cache(maxsize=None)(lines)  # a file is read once, however many faults it has


def schemas_of(root: Path) -> Schemas:
    """The program's schemas, those of `root` in place of theirs or added to them. Raises `CouldNotRun`."""
    folder = own_or_project(root, "schemas")
    facts = [(path.name, path.stat()) for path in sorted(folder.glob("*.json"))]
    read = _schemas(folder, " ".join(f"{name} {one.st_size} {one.st_mtime_ns}" for name, one in facts))
    try:
        templates = own_templates(root, (kind.name for kind in read.kinds.added))
    except ValueError as error:
        raise CouldNotRun(str(error)) from error
    return replace(read, templates=templates) if templates else read


@lru_cache(maxsize=4)  # a program that goes on reads a folder of schemas again where one of them was saved
def _schemas(folder: Path, _facts: str) -> Schemas:
    try:
        return Schemas.read(PROJECT / "schemas", folder)
    except (OSError, ValueError, KeyError) as error:
        why = refused(error) if isinstance(error, OSError) else error
        message = f"les schémas de {folder} ne peuvent pas être lus : {why}"
        raise CouldNotRun(message) from error


def own_or_project(root: Path, name: str) -> Path:
    """The file or folder of that name in `root`, or this project's."""
    own = root / name
    return own if own.exists() else PROJECT / name


def try_settings(root: Path) -> None:
    """Raise `CouldNotRun` where the engine would refuse the settings of `root`.

    Never while the engine itself is at work: a plugin that it reads again forgets what it was told.
    """
    own = root / SETTINGS
    if wrong := publishing.wrong_settings(own, PROJECT / SETTINGS):
        raise CouldNotRun("\n".join((f"{_NO_SITE} {own}", wrong)))


def try_templates(checked: Checked) -> None:
    """Raise `CouldNotRun` where a template of the commons cannot show a record of its kind."""
    with in_words():
        pages.try_templates(checked.index)


def try_menu(root: Path, checked: Checked) -> None:
    """Raise `CouldNotRun` where the settings of `root` lead to a page that is not published."""
    own = root / SETTINGS
    known = PROJECT / SETTINGS
    if not checked.sound or not own.is_file() or own.read_bytes() == known.read_bytes():
        return
    answering = pages.addresses(checked.index)
    if lost := publishing.missing(own, known, {publishing.page_path(one) for one in answering}):
        raise CouldNotRun("\n".join((f"{_NO_SITE} {own}", *lost)))
