"""List the files of a commons without following links; anything but a regular file is a fault."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, quoted
from generator.sources import file_names, limits

ROOTS = ("content", "experiments", "toolbox")


@dataclass(slots=True)
class Tree:
    """The regular files found, relative to the root and sorted; refused folders and links; the faults."""

    files: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def refuse(self, path: str, rule: str, message: str, *, remedy: str) -> None:
        """Add a fault about the name or the nature of what lies at `path`."""
        self.diagnostics.append(
            Diagnostic(place=Place(file_names.shown(path)), rule=rule, message=message, help=remedy)
        )


def walk(root: Path) -> Tree:
    """Everything under `content/`, `experiments/` and `toolbox/`, names that start with a dot aside."""
    tree = Tree()
    for top in ROOTS:
        _visit(tree, root, top)
    tree.files.sort()
    return tree


def _visit(tree: Tree, root: Path, top: str) -> None:
    waiting = [top]
    while waiting:
        path = waiting.pop()
        kind = _kind(root / path)
        if kind == "folder":
            waiting += _entries(tree, root, path)
        elif kind == "file" and path != top:
            if len(tree.files) >= limits.FILES:
                tree.refuse(
                    path,
                    "arborescence-trop-grande",
                    f"plus de {limits.FILES} fichiers sont à lire",
                    remedy=_SPLIT,
                )
                return
            tree.files.append(path)
        elif kind == "link":
            tree.refused.append(path)
            tree.refuse(path, "lien-symbolique", "ce fichier est un lien vers un autre", remedy=_COPY)
        elif kind or path != top:
            tree.refuse(path, "fichier-refuse", "ceci n'est pas un fichier ordinaire", remedy="retirez-le")


_COPY = "mettez le fichier lui-même à la place du lien"
_SPLIT = "retirez ce qui ne se publie pas ; ce dépôt ne peut en recevoir davantage"


def _kind(path: Path) -> str:
    """`folder`, `file`, `link`, `other`, or nothing where it does not exist or cannot be looked at."""
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return ""
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "other"


def _entries(tree: Tree, root: Path, path: str) -> list[str]:
    """The paths to visit in the folder `path`; a folder with a bad name makes one fault, and no path."""
    parts = path.split("/")
    found = file_names.check(parts[-1]) if len(parts) > 1 else None
    if (found or len(parts) > limits.FOLDER_LEVELS) and _empty(root / path):
        return []
    if found:
        tree.refused.append(path)
        message, remedy = found[1:]
        tree.refuse(path, found[0], message, remedy=remedy)
        return []
    if len(parts) > limits.FOLDER_LEVELS:
        message = f"plus de {limits.FOLDER_LEVELS} dossiers sont emboîtés les uns dans les autres"
        tree.refuse(
            path, "arborescence-trop-grande", message, remedy="rapprochez ces fichiers du dossier principal"
        )
        return []
    try:
        with os.scandir(root / path) as entries:
            inside = sorted((entry.name for entry in entries), reverse=True)
    except OSError:
        tree.refuse(
            path,
            "fichier-refuse",
            f"le dossier {quoted(path)} ne peut pas être ouvert",
            remedy="vérifiez ses droits",
        )
        return []
    return [f"{path}/{name}" for name in inside if not name.startswith(".")]


def _empty(folder: Path) -> bool:
    """Whether a folder holds no file at any depth; git does not keep such a folder, so it is no fault."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if not entry.is_dir(follow_symlinks=False):
                        return False
                    waiting.append(Path(entry.path))
        except OSError:
            return False
    return True
