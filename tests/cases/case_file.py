"""Read a case: a small commons in sections, the lines expected of it, and the files that mend it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.pictures import picture

BASE = Path(__file__).parent / "_base"
_SECTION = re.compile(
    r"^-- (remède: |avant: )?(.+?)(?: \((octets|image|supprimer|lien vers (.+))\))? --\n", re.MULTILINE
)
_EXPECTED = "attendu"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a case: its bytes, or None to delete it, or a symlink's target."""

    path: str
    content: bytes | None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what it says, its files, the lines expected, and the files of its remedy.

    `before` are the files as they were published: a case that has some is compared with them.
    """

    said: str
    files: tuple[File, ...]
    expected: str
    remedy: tuple[File, ...]
    before: tuple[File, ...] = ()


def read_case(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    marks = list(_SECTION.finditer(text))
    sections: dict[str | None, list[File]] = {None: [], "remède: ": [], "avant: ": []}
    expected = ""
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        content = text[mark.end() : after.start() if after else len(text)]
        when, name, flag, target = mark.groups()
        if name == _EXPECTED:
            expected = content
            continue
        data = picture(name, content) if flag == "image" else content.encode()
        data = _bytes(content) if flag == "octets" else data
        sections[when].append(File(_decoded(name), None if flag == "supprimer" else data, target))
    files, remedy, before = (tuple(found) for found in sections.values())
    return Case(text[: marks[0].start()].strip(), files, expected, remedy, before)


def write_expected(path: Path, lines: str) -> None:
    """Rewrite the expected section of a case, and nothing else."""
    text = path.read_text(encoding="utf-8")
    start = text.index(f"-- {_EXPECTED} --\n") + len(f"-- {_EXPECTED} --\n")
    after = _SECTION.search(text, start)
    path.write_text(text[:start] + lines + (text[after.start() :] if after else ""), encoding="utf-8")


def lay(root: Path, files: tuple[File, ...]) -> None:
    """Write files over what stands under `root`."""
    for file in files:
        target = root / file.path
        if target.is_symlink() or (target.is_file() and (file.content is None or file.link)):
            target.unlink()
        if file.link:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(file.link)
        elif file.content is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content)


def lay_base(root: Path) -> None:
    shutil.copytree(BASE, root, dirs_exist_ok=True)


def _bytes(text: str) -> bytes:
    r"""Text with `{40000×[}` repeated and `\xNN` made a byte."""
    text = re.sub(r"\{(\d+)×([^}]*)\}", lambda m: m[2] * int(m[1]), text)
    return re.sub(rb"\\x([0-9a-fA-F]{2})", lambda m: bytes([int(m[1], 16)]), text.encode())


def _decoded(name: str) -> str:
    r"""File names may hold `\xNN` too, for what no editor shows."""
    return _bytes(name).decode("utf-8", "surrogateescape") if "\\x" in name else name
