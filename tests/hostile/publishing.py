"""Check and build a hostile commons by the command line, as the forge does, and know what was made of it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.pipeline import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.commons import Hostile

FORMATS = ("texte", "github", "gitlab", "json")
# Where an old address of the base of the cases leads to the new one by itself.
REDIRECTS = ("/boite-a-outils/rond-d-essai/",)


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


def publish(commons: Hostile, folder: Path) -> None:
    """Write it, then `espace check` in every format and `espace build`: neither may find a fault."""
    commons.root.mkdir(parents=True)
    commons.write()
    for form in FORMATS:
        checked = espace("check", "--root", commons.root, "--format", form)
        assert checked.returncode == 0, checked.stdout.decode()[:2000] + checked.stderr.decode()
        (folder / f"check.{form}").write_bytes(checked.stdout)
    built = espace("build", "--root", commons.root, "--out", folder / "site")
    assert built.returncode == 0, built.stderr.decode()
