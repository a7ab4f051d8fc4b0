"""The recipe of a neighbour: cards of what another commons published, as records of a kind of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import importing, web
from generator.diagnostics import quoted
from generator.frozen import Frozen
from generator.importing import CannotImport, Neighbour
from generator.sources import slug
from generator.working import CouldNotRun, schemas_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.importing import Remark

_TEMPLATES = Path(importing.__file__).parent / "templates"
_SCHEMA = "schemas/ailleurs.schema.json"
_LONGEST = 100


class NeighbourFile(Frozen):
    """A file to write: its path from the root, what it holds, what it held before; None if it is new."""

    path: str
    before: bytes | None
    after: bytes


class Neighbouring(Frozen):
    """What would be written, how many files are right already, what the archive lost, what is left out."""

    changes: tuple[NeighbourFile, ...]
    same: int
    gone: tuple[str, ...]
    left: tuple[Remark, ...]


def neighbour(root: Path, file: Path, name: str, *, url: str) -> Neighbouring:
    """What the archive `file` of the espace called `name`, at `url`, gives to write under `root`.

    Writes nothing. Files of an earlier archive that this one changes are to be replaced: they are made by
    this recipe alone. Raises `CouldNotRun`.
    """
    known = _known(name, url)
    licences = schemas_of(root).trees["outil"]["properties"]["licence"]["enum"]
    try:
        held = importing.content_of(file)
        cards, left = importing.cards_of(file.name, held, known, licences=licences)
    except CannotImport as refusal:
        raise CouldNotRun(str(refusal)) from refusal
    wanted = {one.path: one.content for one in cards}
    wanted |= {_SCHEMA: _schema(root / _SCHEMA, known)}
    were = {path: _held(root / path) for path in wanted}
    changes = tuple(
        NeighbourFile(path, were[path], after) for path, after in wanted.items() if were[path] != after
    )
    own = (root / importing.NEIGHBOURS).glob(f"{known.code}-*.md")
    gone = [path for one in sorted(own) if (path := one.relative_to(root).as_posix()) not in wanted]
    return Neighbouring(changes=changes, same=len(wanted) - len(changes), gone=tuple(gone), left=tuple(left))


def _known(name: str, url: str) -> Neighbour:
    told = " ".join(name.split())
    code = slug(told)
    if not code or len(told) > _LONGEST or not told.isprintable():
        message = f"{quoted(told[:_LONGEST])} n'est pas le nom d'un espace\n  aide: écrivez-le avec --nom"
        raise CouldNotRun(message)
    if web.why_no_site(url):
        message = (
            f"{quoted(url)} n'est pas l'adresse d'un site\n"
            "  aide: écrivez avec --adresse celle de cet espace, comme https://espace.example/"
        )
        raise CouldNotRun(message)
    return Neighbour(code=code, name=told, url=url)


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _schema(path: Path, known: Neighbour) -> bytes:
    """The schema of these cards, with this neighbour among its words; those it has stay."""
    shipped = _TEMPLATES / "ailleurs.schema.json"
    try:
        tree: Any = json.loads((path if path.is_file() else shipped).read_bytes())
        field = tree["properties"]["espace"]
        codes, labels = [*field["enum"]], {**field["x-libelles"]}
    except (ValueError, KeyError, TypeError) as error:
        message = (
            f"{_SCHEMA} n'est plus celui que cette commande écrit\n"
            "  aide: effacez-le ou renommez-le : elle le refera"
        )
        raise CouldNotRun(message) from error
    field["enum"] = field["examples"] = sorted({*codes, known.code})
    field["x-libelles"] = dict(sorted({**labels, known.code: known.name}.items()))
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()


def paths(made: Neighbouring) -> Iterator[str]:
    """Where something would be written, sorted."""
    return iter(sorted(one.path for one in made.changes))
