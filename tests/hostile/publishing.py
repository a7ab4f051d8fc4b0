"""Check and build a hostile commons by the command line, as the forge does, and know what was made of it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unittest.mock import patch

from click.testing import CliRunner

from generator import cli, pipeline
from generator.pipeline import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.commons import Hostile

FORMATS = ("texte", "github", "gitlab", "json")
# Where an old address of the base of the cases leads to the new one by itself.
REDIRECTS = ("/boite-a-outils/rond-d-essai/", "/boite-a-outils/rond-d-essai/dossier/")


@dataclass(frozen=True, slots=True)
class Published:
    """A hostile commons, the folder of all that was made of it, the address of its site."""

    commons: Hostile
    folder: Path
    address: str

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def pages(self) -> list[str]:
        """The addresses of its pages, but those that lead elsewhere at once."""
        found = (path.parent.relative_to(self.site).as_posix() for path in self.site.rglob("index.html"))
        return sorted({"/" if name == "." else f"/{name}/" for name in found} - set(REDIRECTS))

    def said(self, form: str) -> str:
        """What `check` said in that format."""
        return (self.folder / f"check.{form}").read_bytes().decode("utf-8")


def espace(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)


def told(root: Path, code: int) -> dict[str, bytes]:
    """What `espace check` says in each format of one and the same check, which ends with `code`."""
    checked = pipeline.check(root)
    said = {}
    for form in FORMATS:
        with patch.object(pipeline, "check", return_value=checked):
            done = CliRunner().invoke(cli.main, ["check", "--root", str(root), "--format", form])
        assert done.exit_code == code, done.output[:2000]
        said[form] = done.stdout_bytes
    return said


def publish(commons: Hostile, folder: Path) -> None:
    """Write it, then `espace check` in every format and `espace build`: neither may find a fault."""
    commons.root.mkdir(parents=True)
    commons.write()
    for form, said in told(commons.root, 0).items():
        (folder / f"check.{form}").write_bytes(said)
    built = espace("build", "--root", commons.root, "--out", folder / "site")
    assert built.returncode == 0, built.stderr.decode()
