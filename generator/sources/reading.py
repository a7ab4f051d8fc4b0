"""Read a whole commons from its root: the entry point of this room."""

from __future__ import annotations

import os
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.crew import spread
from generator.diagnostics import Diagnostic, Place
from generator.kinds import SHIPPED, Kinds
from generator.sources import attachments, characters, completeness, file_names, limits
from generator.sources.document import Attachment, Document, Sources
from generator.sources.identity import ALONE, Identity, Refused, identify
from generator.sources.positions import Positions
from generator.sources.record import read_record
from generator.sources.walk import Tree, walk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def read(
    root: Path,
    instead: Mapping[str, bytes] = MappingProxyType({}),
    *,
    kinds: Kinds = SHIPPED,
    jobs: int = 1,
) -> Sources:
    """Every record, attachment and fault under `root`. Nothing a contributor can write raises.

    The files that `instead` names are read as if they were there and held those bytes. `kinds` are those of
    the commons, where it adds some. `jobs` processes share the records.
    """
    tree = walk(root)
    if instead:
        tree.files = sorted({*tree.files, *instead})
        tree.refused = [path for path in tree.refused if path not in instead]
        tree.diagnostics = [fault for fault in tree.diagnostics if fault.place.path not in instead]
    return _Reading(root, tree, instead, kinds=kinds).run(jobs)


def content(root: Path, path: str) -> bytes | None:
    """The bytes of a record's file, as far as a record is read; None where it cannot be."""
    try:
        return _bytes(root, path, limits.RECORD_BYTES)
    except (OSError, ValueError):
        return None


def text(root: Path, path: str) -> str | None:
    """The whole text of a record's file, byte order mark dropped and CRLF read as LF; None if it has none."""
    found = content(root, path)
    decoded, fault = characters.decode(path, found or b"")
    return None if found is None or fault else decoded


class _Reading:
    __slots__ = ("attachments", "diagnostics", "documents", "instead", "kinds", "root", "tree")

    def __init__(self, root: Path, tree: Tree, instead: Mapping[str, bytes], *, kinds: Kinds) -> None:
        self.root = root
        self.tree = tree
        self.instead = instead
        self.kinds = kinds
        self.diagnostics = list(tree.diagnostics)
        self.documents: list[Document] = []
        self.attachments: list[Attachment] = []

    def run(self, jobs: int) -> Sources:
        records = [path for path in self.tree.files if path in ALONE or path.endswith(".md")]
        named = [(path, identify(path, self.kinds)) for path in records]
        sound = [(path, identity) for path, identity in named if not isinstance(identity, Refused)]
        for document, faults in spread(self.record, sound, jobs):
            self.documents.append(document)
            self.diagnostics += faults
        self.refuse([(path, identity) for path, identity in named if isinstance(identity, Refused)])
        self.documents, doubles = completeness.twice(self.documents)
        self.diagnostics += doubles
        for document, fault in completeness.absent(self.documents, self.tree.files):
            self.documents.append(document)
            self.diagnostics.append(fault)
        self.diagnostics += completeness.gaps(self.documents)
        self.attach({path.rsplit("/", 1)[0] for path in records})
        return Sources(
            tuple(sorted(self.documents, key=lambda document: document.path)),
            tuple(self.attachments),
            tuple(sorted(set(self.diagnostics))),
        )

    def record(self, named: tuple[str, Identity]) -> tuple[Document, list[Diagnostic]]:
        path, identity = named
        content, faults = self.content(path, limits.RECORD_BYTES)
        if content is None:
            return _nameless(path, identity), faults
        return read_record(path, identity.kind, identity.id, content=content)

    def refuse(self, refused: list[tuple[str, Refused]]) -> None:
        """Register a badly named record under the right name: links to it are then no second fault."""
        known = {(document.kind, document.id) for document in self.documents}
        for path, (rule, message, remedy, meant) in refused:
            self.diagnostics.append(
                Diagnostic(place=Place(file_names.shown(path)), rule=rule, message=message, help=remedy)
            )
            if meant and meant not in known:
                known.add(meant)
                self.documents.append(_nameless(path, meant))
        known_endings = (".md", *ALONE, *attachments.KINDS)
        strays = [
            path
            for path in self.tree.files
            if "." in path and not attachments.published_path(path).endswith(known_endings)
        ]
        for path in [*self.tree.refused, *strays]:
            if (meant := _meant(path, self.kinds)) and meant not in known:
                known.add(meant)
                self.documents.append(_nameless(path, meant))

    def attach(self, folders: set[str]) -> None:
        for path in self.tree.files:
            if path in ALONE or path.endswith(".md"):
                continue
            if found := attachments.check_name(path):
                self.diagnostics.append(Diagnostic(Place(file_names.shown(path)), *found))
            elif path.rsplit("/", 1)[0] not in folders:
                self.diagnostics.append(
                    Diagnostic(place=Place(path), rule="fichier-mal-place", message=_LONELY, help=_BESIDE)
                )
            else:
                content, faults = self.content(path, limits.ATTACHMENT_BYTES)
                self.diagnostics += faults
                if content is None:
                    continue
                attachment, fault = attachments.examine(path, content)
                self.attachments += [attachment] if attachment else []
                self.diagnostics += [fault] if fault else []
        self.diagnostics += attachments.twice(one.path for one in self.attachments)

    def content(self, path: str, most: int) -> tuple[bytes | None, list[Diagnostic]]:
        """Read at most `most` bytes plus one, to notice a longer file; or give a fault."""
        if path in self.instead:
            return self.instead[path], []
        try:
            return _bytes(self.root, path, most), []
        except (OSError, ValueError):
            message, remedy = "ce fichier ne peut pas être ouvert", "vérifiez ses droits de lecture"
            return None, [
                Diagnostic(
                    place=Place(file_names.shown(path)), rule="fichier-refuse", message=message, help=remedy
                )
            ]


def _bytes(root: Path, path: str, most: int) -> bytes:
    with os.fdopen(os.open(root / path, _FLAGS), "rb", buffering=0) as file:
        return file.read(most + 1)


# The walk has seen a plain file; should a link have taken its place since, it is not followed.
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_LONELY = "aucune fiche ne se trouve dans le dossier de ce fichier"
_BESIDE = "placez-le à côté de la fiche qui le montre, dans le même dossier"


# Extensions people give to a record by mistake, in any case.
_ALMOST = {".md": ".md", ".txt": ".md", ".markdown": ".md", ".mdx": ".md", ".yaml": ".yml", ".yml": ".yml"}


def _meant(path: str, kinds: Kinds) -> Identity | None:
    """The record that a link, a folder with a bad name or a file with a wrong extension stands for."""
    parent, _, name = path.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    right = _ALMOST.get((dot + extension).lower(), "") if dot else "/index.md"
    file = f"{parent}/{file_names.slug(stem if dot else name)}{right}"
    if not file.endswith(".md") and file not in ALONE:
        return None
    identity = identify(file, kinds)
    return identity if isinstance(identity, Identity) and identity.kind != "page" else None


def _nameless(path: str, identity: Identity) -> Document:
    path = file_names.shown(path)
    return Document(
        path=path,
        kind=identity.kind,
        id=identity.id,
        data=None,
        positions=Positions(path),
        body="",
        body_line=1,
    )
