"""The recipe of an import: read files, settle them in a copy of the commons, mend and check them there."""

from __future__ import annotations

import os
import shutil
from functools import partial
from typing import TYPE_CHECKING

from generator import importing, mending
from generator.checking import check_as_if
from generator.diagnostics.renderers import as_text
from generator.frozen import Frozen, replace
from generator.grammar import lab_of
from generator.sources import ROOTS, read
from generator.working import CouldNotRun, lines_of, passing, schemas_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.drafting import Wish
    from generator.importing import Imported, Incoming, Remark
    from generator.schema import Schemas


class Brought(Frozen):
    """What an import would write: its files once mended, their faults, and those faults in words."""

    imported: Imported
    faults: tuple[Diagnostic, ...]
    told: str
    mended: int


def bring_in(root: Path, files: Sequence[Path], wish: Wish, *, paint: Callable[[str, str], str]) -> Brought:
    """What would be written under `root` of the `files` that someone names. Writes nothing there.

    `wish` gives the kind (empty: each file says it), the experiment of a field note, and today. Raises
    `CouldNotRun`.
    """
    if not any((root / top).is_dir() for top in ROOTS):
        message = (
            f"le dossier {root.resolve()} ne contient ni {', ni '.join(ROOTS)}\n"
            "  aide: placez-vous dans le dossier de l'espace, ou donnez-le avec --root"
        )
        raise CouldNotRun(message)
    schemas = schemas_of(root)
    if wish.kind and wish.kind not in schemas.trees:
        known = ", ".join(sorted(schemas.trees))
        message = f"« {wish.kind} » n'est pas une sorte de fiche\n  aide: choisissez parmi {known}"
        raise CouldNotRun(message)
    sources = read(root, kinds=schemas.kinds)
    spoken = schemas.spoken(lab_of(sources.facts))
    pieces, remarks = _read(files, spoken, wish.kind)
    imported = importing.settle(
        pieces, sources, spoken, wish=wish, is_there=lambda path: os.path.lexists(root / path)
    )
    imported = replace(imported, remarks=(*remarks, *imported.remarks))
    with passing() as folder:
        return _tried(root, folder, schemas, imported=imported, paint=paint)


def _read(files: Sequence[Path], schemas: Schemas, kind: str) -> tuple[list[Incoming], list[Remark]]:
    is_label = importing.label_of(schemas, kind)
    pieces: list[Incoming] = []
    remarks: list[Remark] = []
    for file in files:
        try:
            found, told = importing.pieces_of(file, is_label)
        except importing.CannotImport as refusal:
            raise CouldNotRun(str(refusal)) from refusal
        pieces += found
        remarks += told
    return pieces, remarks


def _tried(
    root: Path, folder: Path, schemas: Schemas, *, imported: Imported, paint: Callable[[str, str], str]
) -> Brought:
    """The files once mended among the records of a commons like that under `root`, laid in `folder`."""
    for top in ROOTS:
        if (root / top).is_dir():
            shutil.copytree(root / top, folder / top, symlinks=True, copy_function=_second_name)
    for file in imported.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(file.content)
    paths = {file.path for file in imported.files}
    mended = mending.mend(folder, partial(check_as_if, folder, schemas), paths.__contains__)
    after = {file.path: file.after for file in mended.files}
    files = tuple(replace(file, content=after.get(file.path, file.content)) for file in imported.files)
    for file in files:
        (folder / file.path).write_bytes(file.content)
    faults = tuple(one for one in mended.after.diagnostics if one.place.path in paths)
    told = as_text.render(list(faults), lines_of(folder), paint)
    return Brought(imported=replace(imported, files=files), faults=faults, told=told, mended=mended.count)


def _second_name(source: str, target: str) -> None:
    """Give a file a second name: nothing is ever written in it."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # another disk
        shutil.copyfile(source, target, follow_symlinks=False)
