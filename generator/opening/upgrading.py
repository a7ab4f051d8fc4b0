"""Bring an espace to a newer wheel: what changes, what is written, then what the new program mends."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.machine import about
from generator.opening import pin
from generator.opening.cannot_open import CannotOpen
from generator.opening.laying import TABLE, targets
from generator.opening.news import news
from generator.opening.wheel import Wheel, newest, read
from generator.opening.wish import FORGES
from generator.working import CouldNotRun, passing

if TYPE_CHECKING:
    from collections.abc import Iterator


class Upgrade(Frozen):
    """What bringing the espace at `root` from one wheel to another means, before anything is written.

    `news` tells what changes, in lines. `renewed` are the tool's files that nobody changed, with their new
    text; `kept` those that somebody did, and that stay.
    """

    root: Path
    old: Wheel
    new: Wheel
    news: tuple[str, ...]
    renewed: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]

    def write(self) -> None:
        """Put the new wheel, its lock and the tool's files; the pin comes last, then the old wheel goes."""
        self._put(f"{pin.FOLDER}/{self.new.path.name}", self.new.path.read_bytes())
        self._put(pin.LOCK, self.new.carried("requirements/site.txt").encode())
        for path, text in self.renewed:
            self._put(path, text.encode())
        self._put(pin.FILE, pin.written(self.new).encode())
        if self.old.path.name != self.new.path.name:
            self.old.path.unlink(missing_ok=True)

    def _put(self, path: str, content: bytes) -> None:
        """Write a file whole or not at all."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.nouveau")
        with about(target):
            draft.write_bytes(content)
            draft.replace(target)


def prepare(root: Path, wanted: Path | None) -> Upgrade | None:
    """What the wheel `wanted` changes, or the newest of that folder, or beside; None for nothing newer.

    Raises `CannotOpen` where `root` is no espace, or `wanted` is older than its wheel, or another of the same
    version.
    """
    old = pin.pinned(root)
    new = _asked(root, wanted)
    if new is None or (new.release == old.release and new.sha256 == old.sha256):
        return None
    if new.release <= old.release:
        how = "est plus ancien que" if new.release < old.release else "porte la même version que"
        why = (
            f"le paquet {new.path.name} {how} celui de cet espace, {old.version}, et n'a pas le même contenu"
        )
        raise CannotOpen(why, "donnez un paquet plus récent ; l'espace n'a pas été touché")
    renewed, kept = [], []
    for path, text, before in _of_the_tool(root, old, new):
        file = root / path
        now = file.read_text(encoding="utf-8") if file.is_file() else None
        if now == text:
            continue
        if now in {before, None}:
            renewed.append((path, text))
        else:
            kept.append(path)
    return Upgrade(root=root, old=old, new=new, news=news(old, new), renewed=tuple(renewed), kept=tuple(kept))


def _asked(root: Path, wanted: Path | None) -> Wheel | None:
    if wanted is None:
        return newest((root / pin.FOLDER, root, Path()))
    if not wanted.is_dir():
        return read(wanted)
    if found := newest((wanted,)):
        return found
    why = f"le dossier {wanted} ne contient aucun paquet de cet outil"
    raise CannotOpen(why, "faites-le avec « make paquet », dans le dépôt de l'outil")


def mended(upgrade: Upgrade) -> tuple[int, str]:
    """Let the new program mend what has one remedy: the code of its check, and all that it says.

    It runs from the wheel, with the libraries of today: where it needs one more, its words say so.
    """
    with passing() as folder:
        with zipfile.ZipFile(upgrade.new.path) as archive:
            archive.extractall(folder)
        done = _run(folder, upgrade.root, "fix", "--write")
        said = done.stdout + done.stderr
        return done.returncode, said


def _run(program: Path, root: Path, *typed: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-P", "-m", "generator", *typed, "--root", str(root.resolve())]
    try:
        return subprocess.run(  # noqa: S603 — the program that the espace was just given
            command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError as error:
        message = f"le nouveau programme ne démarre pas : {error.strerror}"
        raise CouldNotRun(message) from error


def _of_the_tool(root: Path, old: Wheel, new: Wheel) -> Iterator[tuple[str, str, str | None]]:
    """The tool's files in the espace: path, text in the new wheel, text in the old one if it had it."""
    forge = _forge(root, old)
    before = targets(old.template(TABLE), forge)
    for path, name in targets(new.template(TABLE), forge).items():
        yield path, new.template(name), old.template(before[path]) if path in before else None


def _forge(root: Path, old: Wheel) -> str:
    """The forge that the espace was opened for, by the files that it has; none where it has no such file."""
    table = old.template(TABLE)
    common = targets(table, "").keys()
    for forge in FORGES:
        if any((root / path).is_file() for path in targets(table, forge).keys() - common):
            return forge
    return ""
