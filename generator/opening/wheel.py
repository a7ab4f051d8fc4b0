"""The wheel of this program: what one holds, and where the one that this program came from is."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from generator import shipped
from generator.frozen import Frozen
from generator.opening.cannot_open import CannotOpen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PROJECT_NAME = "espace-ressources"
_FILE = re.compile(r"espace_ressources-(\d+(?:\.\d+)*)-py3-none-any\.whl")
_CARRIED = f"generator/{shipped.CARRIED}/"
_RULES = re.compile(r"generator/diagnostics/regles/[a-z]+\.toml")
_TEMPLATES = "generator/opening/templates/"


class Wheel(Frozen):
    """A wheel and what an espace asks of it: its digest, and what it holds that people read.

    `members` are the texts of the carried files, of the rules and of the templates, by their paths in it.
    """

    path: Path
    version: str
    sha256: str
    members: Mapping[str, str]

    @property
    def release(self) -> tuple[int, ...]:
        """The version, to be compared."""
        return tuple(map(int, self.version.split(".")))

    def carried(self, name: str) -> str:
        """A file that lies beside the program in its repository."""
        return self.members[_CARRIED + name]

    def template(self, name: str) -> str:
        """A file that a new espace receives."""
        return self.members[_TEMPLATES + name]

    def schemas(self) -> dict[str, Any]:
        """The schema of each kind, by its name."""
        start, end = f"{_CARRIED}schemas/", ".schema.json"
        return {
            path.removeprefix(start).removesuffix(end): json.loads(text)
            for path, text in self.members.items()
            if path.startswith(start)
        }

    def rules(self) -> dict[str, dict[str, str]]:
        """What is said of each rule, by its name."""
        found: dict[str, dict[str, str]] = {}
        for path, text in self.members.items():
            if _RULES.fullmatch(path):
                found |= tomllib.loads(text)["regles"]
        return found


def read(path: Path) -> Wheel:
    """The wheel at `path`. Raises `CannotOpen` where it is none of this program, and `OSError`."""
    named = _FILE.fullmatch(path.name)
    if named is None or not path.is_file():
        why = f"{path} n'est pas un paquet de cet outil"
        raise CannotOpen(
            why, "donnez un fichier qui existe, nommé comme espace_ressources-1.2.0-py3-none-any.whl"
        )
    try:
        with zipfile.ZipFile(path) as archive:
            members = {
                name: archive.read(name).decode("utf-8") for name in archive.namelist() if _is_read(name)
            }
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        why = f"{path} est abîmé : il ne s'ouvre pas"
        raise CannotOpen(why, "reprenez-le là où vous l'aviez trouvé") from error
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    wheel = Wheel(path=path, version=named[1], sha256=digest, members=members)
    if not {f"{_CARRIED}CHANGELOG.md", f"{_CARRIED}requirements/site.txt"} <= members.keys():
        why = f"{path} ne porte pas ce qu'il faut à un espace"
        raise CannotOpen(why, "prenez un paquet fait par « make paquet »")
    return wheel


def newest(folders: Iterable[Path]) -> Wheel | None:
    """The newest wheel of this program that lies in one of these folders, if there is one."""
    paths = {
        path.resolve() for folder in folders for path in folder.glob("*.whl") if _FILE.fullmatch(path.name)
    }
    return max(map(read, paths), key=lambda one: one.release, default=None)


def found(wanted: Path | None, scratch: Path) -> Wheel:
    """The wheel `wanted`, or that of this very program: the one installed, or made anew in `scratch`.

    Raises `CannotOpen` where there is none, or `wanted` is not of this version.
    """
    if wanted is not None:
        wheel = read(wanted)
        own = importlib.metadata.version(PROJECT_NAME)
        if wheel.version != own:
            why = f"{wanted} est de la version {wheel.version}, et cet outil de la version {own}"
            raise CannotOpen(why, "installez d'abord ce paquet, ou donnez celui de cet outil")
        return wheel
    if not shipped.FROM_A_WHEEL:
        return read(_made(scratch))
    source = _installed_from()
    if source is None:
        why = "le paquet d'où vient cet outil n'est plus à sa place"
        raise CannotOpen(why, "donnez-le : --paquet espace_ressources-….whl")
    return read(source)


def _is_read(name: str) -> bool:
    return name.startswith((_CARRIED, _TEMPLATES)) or _RULES.fullmatch(name) is not None


def _installed_from() -> Path | None:
    """The file that pip installed, as it writes it down; None where it is gone or is another by now."""
    told = importlib.metadata.distribution(PROJECT_NAME).read_text("direct_url.json")
    facts = json.loads(told) if told else {}
    path = Path(unquote(urlsplit(facts.get("url", "")).path))
    expected = facts.get("archive_info", {}).get("hashes", {}).get("sha256")
    if not expected or not path.is_file():
        return None
    return path if hashlib.sha256(path.read_bytes()).hexdigest() == expected else None


def _made(scratch: Path) -> Path:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(scratch), str(shipped.PROJECT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 — our own words
    made = sorted(scratch.glob("*.whl"))
    if done.returncode or not made:
        why = f"le paquet n'a pas pu être fait : {' '.join(done.stderr.split())[-300:]}"
        raise CannotOpen(why, "faites-le avec « make paquet », puis donnez-le avec --paquet")
    return made[0]
