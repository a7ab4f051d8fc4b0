"""Choose the path of a new record from its kind and the words typed, or say why it has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.addresses import address, is_taken
from generator.diagnostics import did_you_mean, folded, quoted, some_of
from generator.drafting.draft import Refusal
from generator.frozen import Frozen
from generator.model import Ref
from generator.sources import Identity, check_name, identify, slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.drafting.draft import Wish
    from generator.kinds import Kinds
    from generator.schema import Schemas
    from generator.sources import Document, Sources

OF_EXPERIMENT = frozenset({"protocole", "journal", "evaluation"})
_PLACEHOLDER = re.compile(r"<[^>]+>")
_DAY = "<AAAA-MM-JJ>"
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-", re.ASCII)
_ANOTHER = "choisissez un autre nom"
_ASKED = {
    "journal": "<experimentation> <mot>",
    "protocole": "<experimentation>",
    "evaluation": "<experimentation>",
    "page": "<chemin>",
}


class Placed(Frozen):
    """A place for a new record. `experiment` is the id of the one it belongs to, empty for the others."""

    kind: str
    id: str
    path: str
    experiment: str = ""


def place(sources: Sources, schemas: Schemas, wish: Wish) -> Placed | Refusal:
    """Where the record goes. The day of the wish dates the file of a field note."""
    kind = next((known for known in schemas.trees if folded(known) == folded(wish.kind)), wish.kind)
    if kind not in schemas.trees:
        known = sorted(schemas.trees)
        return Refusal(
            f"{quoted(kind)} n'est pas une sorte de fiche",
            did_you_mean(kind, known) or f"choisissez {some_of(known, 20)}",
        )
    path = _path(schemas, kind, wish.names, day=wish.day)
    return path if isinstance(path, Refusal) else _settled(sources, schemas.kinds, kind, path=path)


def experiment_id(typed: str) -> str:
    """The id of an experiment, named by it or by the path of its folder."""
    return typed.removeprefix("experiments/").rstrip("/")


def experiment_named(sources: Sources, name: str) -> Refusal | None:
    """Why an experiment of that id cannot be found, with the id that was meant; None where it exists."""
    known = [document.id for document in sources.documents if document.kind == "experimentation"]
    if name in known:
        return None
    longer = [quoted(one) for one in known if name and name in one]
    near = f"vouliez-vous dire {some_of(longer)} ?" if longer else did_you_mean(name, known)
    return Refusal(
        f"aucune expérimentation ne s'appelle {quoted(name)}",
        near or "donnez le nom d'un dossier de experiments",
    )


def _path(schemas: Schemas, kind: str, names: Sequence[str], *, day: str) -> str | Refusal:
    """The path that the schema's `x-fichier` gives, its blanks filled with what was typed."""
    template = str(schemas.trees[kind]["x-fichier"])
    blanks = [blank for blank in _PLACEHOLDER.findall(template) if blank not in {"<N>", _DAY}]
    typed = "/".join(names).removesuffix(".md")
    if kind in OF_EXPERIMENT:
        typed = experiment_id(typed)
    parts = [typed] if blanks == ["<chemin>"] and typed else typed.split("/") if typed else []
    if len(parts) != len(blanks):
        asked = _ASKED.get(kind, "<nom>" if blanks else "")
        return Refusal(
            f"{quoted(' '.join(names))} ne dit pas où mettre cette fiche" if parts else "il manque un nom",
            f"écrivez : espace new {kind} {asked}".rstrip(),
        )
    if _DAY in template and _DATED.match(parts[-1]):
        template = template.replace(f"{_DAY}-", "")
    values = dict(zip(blanks, parts, strict=True)) | {"<N>": "1", _DAY: day}
    return _PLACEHOLDER.sub(lambda blank: values[blank[0]], template)


def _settled(sources: Sources, kinds: Kinds, kind: str, *, path: str) -> Placed | Refusal:
    """The place at `path`, or a refusal if the reader of files would not accept that path."""
    folders = path.split("/")[1:-1]
    if kind in OF_EXPERIMENT and (unknown := experiment_named(sources, folders[0])):
        return unknown
    for folder in folders:
        if found := check_name(folder):
            return _misnamed(
                found[1], found[2], kind, meant=slug(folder) if kind == "experimentation" else ""
            )
    identity = identify(path, kinds)
    if not isinstance(identity, Identity):
        meant = identity.meant or Identity(kind, "")
        return _misnamed(identity.message, identity.help, meant.kind, meant=meant.id)
    if identity.kind != kind:
        message = f"{path} n'est pas la place d'une fiche de la sorte {quoted(kind)}"
        return _misnamed(message, _ANOTHER, identity.kind, meant=identity.id)
    placed = Placed(
        kind=kind, id=identity.id, path=path, experiment=folders[0] if kind in OF_EXPERIMENT else ""
    )
    return _taken(sources, kinds, placed) or placed


def _misnamed(message: str, remedy: str, kind: str, *, meant: str) -> Refusal:
    """A refusal with the command to type instead, if the name that was meant is known."""
    return Refusal(message, f"écrivez : espace new {kind} {meant}" if meant else remedy)


def _taken(sources: Sources, kinds: Kinds, placed: Placed) -> Refusal | None:
    """A refusal if another record already has this path, address or name, else None."""
    if placed.kind == "page" and is_taken(placed.id, kinds):
        return Refusal(f"le site publie déjà autre chose à l'adresse /{placed.id}/", _ANOTHER)
    where = address(Ref(placed.kind, placed.id), kinds) if kinds[placed.kind].address else ""
    for document in sources.documents:
        if document.kind == "retrait" and where in _listed(document, "adresses"):
            return Refusal(f"l'adresse {where} a été retirée, comme le dit {document.path}", _ANOTHER)
        if document.kind != placed.kind:
            continue
        if placed.kind == "protocole" and document.id.startswith(f"{placed.experiment}/"):
            return Refusal(
                f"le protocole de {quoted(placed.experiment)} existe déjà",
                f"pour en écrire la révision suivante : espace revise {placed.experiment}",
            )
        if document.path != placed.path and _same(document, placed):
            return Refusal(f"cette fiche existe déjà : {document.path}", f"modifiez-la, ou {_ANOTHER}")
        if placed.id in _former(document):
            was = f"{quoted(placed.id)} est l'ancien nom de {document.path}"
            return Refusal(f"{was}, et son adresse y mène encore", _ANOTHER)
    return None


def _same(document: Document, placed: Placed) -> bool:
    if placed.kind != "page":
        return document.id == placed.id
    # A page `x/index` is published where the page `x` is.
    return document.id.removesuffix("/index") == placed.id.removesuffix("/index")


def _former(document: Document) -> list[str]:
    """The ids that a record had before, written as today's are."""
    owner = f"{document.id.partition('/')[0]}/" if document.kind in {"protocole", "journal"} else ""
    return [f"{owner}{old}" for old in _listed(document, "anciens_ids")]


def _listed(document: Document, field: str) -> list[Any]:
    value = (document.data or {}).get(field)
    return value if isinstance(value, list) else []
