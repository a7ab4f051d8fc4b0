"""Write what a part of a site says of itself, `partie.json`, and believe one only where all of it is as said.

A part is a folder: its files of the site, what the search knows of its pages, and where these lead.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.machine import entries
from generator.publishing.finished import digest
from generator.publishing.sealed_file import read_sealed, write_sealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FILE = "partie.json"
SITE_FOLDER = "site"
LEAVES = "recherche.gz"
LINKS = "liens"
_BESIDE = (LEAVES, LINKS)
_MOST_NAMED = 3
AGAIN = "refaites cette partie, ou envoyez-la de nouveau en entier"


class PartError(RuntimeError):
    """Parts that make no site; the message says why and what to do, in French."""


class Origin(Frozen):
    """What all parts of a site have in common: what they were made of, and by what, each as a digest.

    `day` is the day on which the commons was read, and `url` the address of the site.
    """

    commons: str
    program: str
    settings: str
    day: str
    url: str


class Part(Frozen):
    """A part of a site in a `folder`: its rank, of how many, and the digest of each file by its path."""

    folder: Path
    rank: int
    count: int
    origin: Origin
    files: Mapping[str, str]

    @property
    def published(self) -> Iterator[tuple[str, str]]:
        """Each file of the site that this part has: its path in the site, and its digest."""
        start = f"{SITE_FOLDER}/"
        return ((path.removeprefix(start), one) for path, one in self.files.items() if path.startswith(start))


def sign_part(folder: Path, origin: Origin, *, rank: int, count: int) -> None:
    """Say what the part in `folder` is, once all of it is there. Raises OSError."""
    told = {
        "partie": rank,
        "parties": count,
        "origine": {name: getattr(origin, name) for name in Origin.__struct_fields__},
        "fichiers": _held(folder),
    }
    write_sealed(folder / FILE, told)


def read_part(folder: Path) -> Part:
    """The part in `folder`, every byte of it read. Raises PartError, and OSError."""
    if not (folder / FILE).is_file():
        message = (
            f"{folder} n'est pas une partie de site : il n'y a pas de {FILE}\n"
            "  aide: une partie se fait avec espace build --part 1/8 --out DOSSIER"
        )
        raise PartError(message)
    part = _read(folder)
    held = _held(folder)
    differing = sorted(path for path in {*held, *part.files} if held.get(path) != part.files.get(path))
    if differing:
        more = len(differing) - _MOST_NAMED
        named = ", ".join(differing[:_MOST_NAMED]) + (
            f" et {more} autre{'s' * (more > 1)}" if more > 0 else ""
        )
        message = f"{folder} n'est plus comme il a été fait : {named}\n  aide: {AGAIN}"
        raise PartError(message)
    return part


def _read(folder: Path) -> Part:
    try:
        told = read_sealed(folder / FILE)
        origin = Origin(**told["origine"])
        return Part(
            folder=folder,
            rank=told["partie"],
            count=told["parties"],
            origin=origin,
            files=told["fichiers"],
        )
    except (KeyError, TypeError) as fault:
        message = f"{folder / FILE} est abîmé, ou d'une autre version de cet outil\n  aide: {AGAIN}"
        raise PartError(message) from fault


def _held(folder: Path) -> dict[str, str]:
    """Every file of a part with its digest; a link, or what is no file, has none."""
    found = {name: digest((folder / name).read_bytes()) for name in _BESIDE if _is_plain(folder / name)}
    top = folder / SITE_FOLDER
    if not top.is_dir() or top.is_symlink():
        return found
    for path, entry in entries(top):
        if not entry.is_dir(follow_symlinks=False):
            plain = stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode)
            found[f"{SITE_FOLDER}/{path}"] = _digest(entry.path) if plain else ""
    return found


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _digest(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 — 10,000 paths as text take a third of the time
        return digest(file.read())


def fitting(parts: Iterable[Part], program: str) -> list[Part]:
    """These parts by their rank, which make one site. Raises PartError where they do not."""
    by_rank: dict[int, Part] = {}
    first = None
    for part in parts:
        first = first or part
        _compare(first, part)
        if part.rank in by_rank:
            message = (
                f"{by_rank[part.rank].folder} et {part.folder} sont toutes deux la partie "
                f"{part.rank}/{part.count}\n  aide: donnez chaque partie une seule fois"
            )
            raise PartError(message)
        by_rank[part.rank] = part
    if first is None:
        message = "aucune partie à réunir\n  aide: donnez le dossier de chaque partie"
        raise PartError(message)
    if first.origin.program != program:
        message = (
            f"{first.folder} a été fait par une autre version de cet outil, ou de ses bibliothèques\n"
            "  aide: réunissez les parties avec l'installation qui les a faites"
        )
        raise PartError(message)
    lacking = [rank for rank in range(1, first.count + 1) if rank not in by_rank]
    if lacking:
        several = "les parties" if len(lacking) > 1 else "la partie"
        named = ", ".join(f"{rank}/{first.count}" for rank in lacking[:_MOST_NAMED])
        more = len(lacking) - _MOST_NAMED
        message = (
            f"il manque {several} {named}{f' et {more} de plus' if more > 0 else ''}\n"
            f"  aide: faites-la avec espace build --part {lacking[0]}/{first.count} --out DOSSIER"
        )
        raise PartError(message)
    return [by_rank[rank] for rank in sorted(by_rank)]


_UNLIKE = {
    "commons": ("des mêmes fiches", "faites toutes les parties du même commit"),
    "program": ("par la même version de cet outil", "faites toutes les parties avec la même installation"),
    "settings": (
        "avec les mêmes réglages",
        "faites toutes les parties avec le même mkdocs.yml et le même thème",
    ),
    "day": ("pour le même jour", "donnez le même --jour à toutes les parties"),
    "url": ("pour la même adresse", "faites toutes les parties du même commit"),
}


def _compare(one: Part, other: Part) -> None:
    if one.count != other.count:
        message = (
            f"{one.folder} est une partie de {one.count}, et {other.folder} une partie de {other.count}\n"
            "  aide: faites toutes les parties avec le même nombre"
        )
        raise PartError(message)
    for name, (same, remedy) in _UNLIKE.items():
        if getattr(one.origin, name) != getattr(other.origin, name):
            message = f"{one.folder} et {other.folder} ne sont pas faites {same}\n  aide: {remedy}"
            raise PartError(message)
