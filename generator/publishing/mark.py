"""Tell our files from other people's, by a mark file in each folder that lists what we wrote there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.machine import about, entries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MARK = ".espace-ressources"
SITE, PREVIEW, PAGES, PART = "site", "aperçu", "pages préparées", "partie de site"
EDITION = "édition hors ligne"
"""The kinds of folders that we write."""

_FIRST = "espace ressources, {kind} : ce dossier est refait en entier à chaque fois, n'y mettez rien.\n"
# Folders made before there were marks: what they all hold at their top, and nothing else besides folders.
_BEFORE = {
    SITE: ({"index.html", "404.html", "sitemap.xml", "robots.txt"}, "pagefind/pagefind-entry.json"),
    PREVIEW: ({"index.html", "hors-apercu.html"}, "pages"),
    PAGES: ({"index.md", "recherche.md", "sitemap.xml", "robots.txt"}, "donnees/catalogue.json"),
}
_UNKNOWN = -1  # stands for any size
# Files that an operating system adds to any folder it displays.
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


def sign(folder: Path, kind: str, files: Mapping[str, int | None]) -> None:
    """Write the mark of `folder`: its kind and its `files`, with their sizes in bytes (None for any size).

    Same files, same bytes. An earlier mark is replaced whole. Raises OSError.
    """
    told = "".join(
        f"{'' if size is None else size}\t{path}\n" for path, size in sorted(files.items()) if path != MARK
    )
    draft = folder / f"{MARK}.neuf"
    with about(draft):
        draft.write_bytes((_FIRST.format(kind=kind) + told).encode("utf-8", "surrogateescape"))
    draft.chmod(0o644)
    draft.replace(folder / MARK)


def signed(folder: Path, kind: str) -> dict[str, int | None] | None:
    """The files that the mark of `folder` lists; None without a mark of that kind."""
    place = folder / MARK
    if place.is_symlink() or not place.is_file():
        return None
    first, *lines = place.read_bytes().decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
    if f"{first}\n" != _FIRST.format(kind=kind):
        return None
    rows = (line.partition("\t") for line in lines)
    return {path: int(size) if size.isdecimal() else None for size, _, path in rows}


def strangers(folder: Path, kind: str) -> list[str]:
    """The paths in `folder` that we did not write, sorted; empty if it is empty or all ours.

    A file of ours that someone has changed since counts as theirs. Raises OSError.
    """
    known = signed(folder, kind)
    top = {path.name for path in folder.iterdir()} - _LITTER
    if known is not None:
        return sorted(_unknown(folder, known))
    usual, proof = _BEFORE.get(kind, (top, ""))
    if proof and top >= usual - {"robots.txt"} and (folder / proof).exists():
        return sorted(name for name in top - usual if _is_theirs(folder / name, kind))
    return sorted(top)


def _unknown(folder: Path, known: Mapping[str, int | None]) -> list[str]:
    found = []
    ours = {**known, MARK: None, f"{MARK}.neuf": None}
    for path, entry in entries(folder):
        if entry.is_dir(follow_symlinks=False):
            continue
        to_a_folder = entry.is_symlink() and entry.is_dir()
        size = ours.get(path, _UNKNOWN)
        is_ours = size is None or (size != _UNKNOWN and size == entry.stat(follow_symlinks=False).st_size)
        if (to_a_folder or not is_ours) and entry.name not in _LITTER:
            found.append(path)
    return found


def _is_theirs(path: Path, kind: str) -> bool:
    """Whether an unmarked folder holds, at its top, something that earlier versions did not write."""
    if path.name.startswith(".") or path.is_symlink():
        return True
    return path.is_file() and not (kind == PAGES and path.suffix == ".md")
