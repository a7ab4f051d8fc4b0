"""Follow a guide to the letter: the files and commands that it gives, laid in a copy of the commons.

In a guide, a line that names one file and ends with « : » announces the block of code below it. A block of
`markdown`, or one for a `.yml`, is the whole file; a block of `yaml` holds fields to write in its header.
A block of `sh` is run in the folder of the commons,
or in an empty one by the guide to one's own espace.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.pipeline import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FOLDER = PROJECT / "content" / "contribuer"
# In the order in which one follows them: each goes on from the files of those before.
OF_AN_EXPERIMENT = (
    "proposer-une-experimentation",
    "documenter-une-experimentation",
    "reviser-un-protocole",
    "ecrire-une-evaluation",
)
OWN = "ouvrir-son-espace"

_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"`([a-z0-9./-]+\.(?:md|yml))`")
_FIELD = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Step:
    """One block of a guide. `path` is empty for commands; `line` is where the block starts in the guide."""

    act: Literal["write", "fill", "run"]
    path: str
    text: str
    line: int

    def follow(self, root: Path) -> None:
        """Do under `root` what the step says. Raises `CalledProcessError` where a command fails."""
        if self.act == "run":
            subprocess.run(["bash", "-euc", self.text], cwd=root, check=True, capture_output=True)  # noqa: S607
            return
        target = root / self.path
        before = target.read_text(encoding="utf-8") if self.act == "fill" else ""
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_filled(before, self.text) if before else self.text, encoding="utf-8")


def steps(name: str) -> Iterator[Step]:
    """The steps of the guide `name`, in order. Raises `ValueError` for a block that names no file."""
    guide = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    for found in _BLOCK.finditer(guide):
        indent, language, code = found.groups()
        text = re.sub(f"^{indent}", "", code, flags=re.MULTILINE)
        line = guide.count("\n", 0, found.start()) + 1
        if language == "sh":
            yield Step("run", "", text, line)
        elif language in {"markdown", "yaml"}:
            announced = guide[: found.start()].rstrip().rpartition("\n")[2]
            paths = _PATH.findall(announced)
            if len(paths) != 1 or not announced.endswith(" :"):
                message = f"{name}.md:{line}: a block that no line « … `file` … : » announces"
                raise ValueError(message)
            whole = language == "markdown" or paths[0].endswith(".yml")
            yield Step("write" if whole else "fill", paths[0], text, line)


def opened(folder: Path, tool: Path, instead: Mapping[str, str] | None = None) -> Path:
    """Follow in `folder`, which is empty, the guide to one's own espace up to its opening; its place.

    `tool` is the environment where the program is installed, which the guide has its reader make. In the
    command, some words may stand `instead` of others. Raises `CalledProcessError` where it fails.
    """
    (folder / "outil").mkdir(parents=True)
    (folder / "outil" / ".venv").symlink_to(tool)
    first = next(steps(OWN))
    text = first.text
    for found, put in (instead or {}).items():
        text = text.replace(found, put)
    Step(first.act, first.path, text, first.line).follow(folder)
    return folder / "espace-du-val"


def _filled(record: str, fields: str) -> str:
    """A record whose header has these fields, in place of its own of the same names, or after the others."""
    _, header, body = record.split("---\n", 2)
    mine = {part.partition(":")[0]: part for part in _FIELD.split(header) if part}
    mine |= {part.partition(":")[0]: part for part in _FIELD.split(fields) if part}
    return f"---\n{''.join(mine.values())}---\n{body}"
