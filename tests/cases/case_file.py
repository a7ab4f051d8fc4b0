"""Read a case: a small commons in sections, the lines expected of it, and the files that mend it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).parent / "_base"
_SECTION = re.compile(r"^-- (remède: )?(.+?)(?: \((octets|supprimer|lien vers (.+))\))? --\n", re.MULTILINE)
_EXPECTED = "attendu"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a case: its bytes, or None to delete it, or a symlink's target."""

    path: str
    content: bytes | None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what it says, its files, the lines expected, and the files of its remedy."""

    said: str
    files: tuple[File, ...]
    expected: str
    remedy: tuple[File, ...]


def read_case(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    marks = list(_SECTION.finditer(text))
    files: list[File] = []
    remedy: list[File] = []
    expected = ""
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        content = text[mark.end() : after.start() if after else len(text)]
        mends, name, flag, target = mark.groups()
        if name == _EXPECTED:
            expected = content
            continue
        data = _bytes(content) if flag == "octets" else content.encode()
        file = File(_decoded(name), None if flag == "supprimer" else data, target)
        (remedy if mends else files).append(file)
    return Case(text[: marks[0].start()].strip(), tuple(files), expected, tuple(remedy))


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
