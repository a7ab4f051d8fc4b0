"""Make of pieces the files to write in a commons: their kind, place, fields, text, images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.diagnostics import folded, quoted, some_of
from generator.drafting import BLANK, OF_EXPERIMENT, Placed, Wish, place
from generator.frozen import Frozen
from generator.importing.filling import Filler, named_in
from generator.importing.labels import Labels, bare, names_file, names_kind
from generator.importing.own_archive import refused_place
from generator.importing.pasted import attached
from generator.importing.piece import Remark
from generator.importing.yaml_lines import yaml_lines
from generator.sources import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.importing.piece import Incoming, Labelled
    from generator.schema import Schemas
    from generator.sources import Sources

_MOST_OF_A_NAME = 9
_NO_KIND = frozenset({"site", "lexique", "retrait"})


class Arrived(Frozen):
    """A file to write: its path from the root, what it holds, and where it comes from."""

    path: str
    content: bytes
    origin: str


class Imported(Frozen):
    """Records and images to write, what to look at, and what was left out with the reason."""

    files: tuple[Arrived, ...]
    remarks: tuple[Remark, ...]
    left: tuple[Remark, ...]


def label_of(schemas: Schemas, kind: str) -> Callable[[str], bool]:
    """Whether a text is a label of that kind, or of any if none is given."""
    every = [Labels(tree) for name, tree in schemas.trees.items() if name == kind or not kind]
    return lambda text: names_kind(text) or names_file(text) or any(one.find(text) for one in every)


def settle(
    pieces: Iterable[Incoming],
    sources: Sources,
    schemas: Schemas,
    *,
    wish: Wish,
    is_there: Callable[[str], bool],
) -> Imported:
    """What to write of `pieces`. `wish` gives the kind, empty to guess it; the experiment; today.

    `is_there` says whether something stands at a path already.
    """
    files: list[Arrived] = []
    remarks: list[Remark] = []
    left: list[Remark] = []
    taken: set[str] = set()
    named = named_in(sources)
    labels = {kind: Labels(tree) for kind, tree in schemas.trees.items()}
    about = (sources, schemas, named, taken, is_there)
    for piece in pieces:
        kind = piece.kind or wish.kind or _kind(piece, schemas, labels)
        if kind not in schemas.trees:
            known = some_of(sorted(set(schemas.trees) - _NO_KIND), 20)
            left.append(Remark(piece.origin, f"sa sorte n'est pas dite : ajoutez --genre, avec {known}"))
            continue
        filler = Filler(schemas.trees[kind], labels[kind], named)
        values = filler.fill(piece)
        placed = (
            _kept_place(piece, schemas, lambda path: path in taken or is_there(path))
            if piece.path
            else _placed(piece, values, Wish(kind, wish.names, wish.day), about=about)
        )
        remarks += (*piece.remarks, *filler.remarks)
        if isinstance(placed, Remark):
            left.append(placed)
            continue
        taken.add(placed.path)
        body, images, lost = attached(piece, placed)
        remarks += lost
        text = _text(schemas.trees[kind], values, body)
        files.append(Arrived(placed.path, text.encode(), piece.origin))
        files += [Arrived(path, held, piece.origin) for path, held in images]
    return Imported(tuple(files), tuple(dict.fromkeys(remarks)), tuple(left))


def _kind(piece: Incoming, schemas: Schemas, labels: dict[str, Labels]) -> str:
    """The kind that a piece says, or the one kind that most of its labels suit; empty in doubt."""
    for said in piece.said:
        if names_kind(said.label):
            typed = bare(said.lines[0])
            for kind in schemas.trees:
                if typed in {kind, bare(schemas.kinds[kind].one)}:
                    return kind
    scores = {
        kind: sum(labels[kind].find(said.label) is not None for said in piece.said)
        for kind in schemas.trees
        if kind not in _NO_KIND
    }
    best = max(scores.values(), default=0)
    first = [kind for kind, score in scores.items() if score == best]
    return first[0] if best > 1 and len(first) == 1 else ""


def _kept_place(piece: Incoming, schemas: Schemas, is_there: Callable[[str], bool]) -> Placed | Remark:
    """The place that an archive says, where a record may stand and none does."""
    if why := refused_place(piece, schemas.kinds):
        return Remark(piece.origin, why)
    if is_there(piece.path):
        return Remark(piece.origin, f"{piece.path} existe déjà : il n'est pas touché")
    return Placed(kind=piece.kind, id=piece.path, path=piece.path)


def _placed(
    piece: Incoming,
    values: dict[str, Any],
    wish: Wish,
    *,
    about: tuple[Sources, Schemas, Callable[[str, str], str], set[str], Callable[[str], bool]],
) -> Placed | Remark:
    """Where the record goes: under a name that no other has."""
    sources, schemas, named, taken, is_there = about
    name = slug(next((said.lines[0] for said in piece.said if names_file(said.label)), "")) or slug(
        str(values.get("titre") or piece.title or piece.origin.rpartition(".")[0])
    )
    if wish.kind == "journal":
        name = "-".join(name.split("-")[:_MOST_OF_A_NAME])
    names: tuple[str, ...] = (name,)
    day = wish.day
    if wish.kind in OF_EXPERIMENT:
        owner = wish.names[0] if wish.names else _experiment(piece.said)
        if not owner:
            return Remark(
                piece.origin, "son expérimentation n'est pas dite : ajoutez --experimentation, avec son nom"
            )
        owner = named("experimentation", owner) or owner
        names = (owner, name) if wish.kind == "journal" else (owner,)
        found = values.get("date")
        day = found if isinstance(found, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", found) else day
    for rank in range(1, 100):
        tried = names if rank == 1 else (*names[:-1], f"{names[-1]}-{rank}")
        placed = place(sources, schemas, Wish(wish.kind, tried, day))
        if not isinstance(placed, Placed):
            return Remark(piece.origin, f"{placed.message} : {placed.help}")
        if is_there(placed.path):
            return Remark(
                piece.origin, f"{placed.path} existe déjà : il n'est pas touché. Donnez un autre titre"
            )
        if placed.path not in taken:
            return placed
    return Remark(piece.origin, f"trop de fiches portent le nom {quoted(name)}")


def _experiment(said: Iterable[Labelled]) -> str:
    return next((one.lines[0] for one in said if folded(one.label).strip(" :") == "experimentation"), "")


def _text(tree: dict[str, Any], values: dict[str, Any], body: str) -> str:
    """The whole file: fields in the order of the schema; a required one that is missing, to be filled in."""
    return "\n".join(["---", *_header(tree, values), "---", "", *([body, ""] if body else [])])


def _header(tree: dict[str, Any], values: dict[str, Any]) -> Iterator[str]:
    for name in tree["properties"]:
        if name in values:
            yield from yaml_lines({name: values[name]})
        elif name in tree.get("required", ()):
            yield f"{name}: {BLANK}"
