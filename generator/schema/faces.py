"""Read from the schemas where each field is shown (`x-faces`), and which fields are facets of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.kinds import Kinds

FACES = ("page", "liste", "facette", "formulaire", "csv", "json")
"""Where a field may show: the page of its record, other pages, the search, the form, files for machines."""


# Names that every record or table uses besides its fields: a field of that name would be lost.
_OURS = frozenset({"id", "chemin", "corps", "ligne_corps", "supplement", "adresse", "invente"})
# The groups of the search that every site has.
_GROUPS = frozenset(
    {"nature", "enjeu", "region", "departement", "phase", "verdict"}
    | {"sens", "annee", "type", "taille", "duree", "cout", "financeur", "preuve"}
)
# Fields of ours that make one of those groups, under its name; the last ones sorted into bands or by name.
_GROUPED = frozenset({"statut", "enjeux", "type"} | {"participants", "debut", "fin", "couts", "financeurs"})


class Facet(Frozen):
    """A field by whose values a search sorts: its name and title, its values in order, with their words.

    `kinds` are those that may have it.
    """

    name: str
    title: str
    choices: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]


def faces(node: Mapping[str, Any]) -> tuple[str, ...]:
    """The faces of a field, as its schema states them."""
    return tuple(str(node["x-faces"]).split())


def facets_of(trees: Mapping[str, Mapping[str, Any]], ours: Kinds) -> tuple[Facet, ...]:
    """The facets that the fields of `trees` make, besides the groups that every site has.

    Every field must say where it is shown, or why it is not, so that none is forgotten. Raises
    `ValueError`, in French, for one that does not.
    """
    found: dict[str, Facet] = {}
    for kind, name, node in _fields(trees):
        _hold(kind, name, node)
        if "facette" in faces(node) and not (kind in ours and name in _GROUPED):
            if name in _GROUPS:
                raise ValueError(_of(kind, name, "porte le nom d'une facette qui existe déjà"))
            values = _vocabulary(node)
            if not values:
                raise ValueError(
                    _of(kind, name, "ne peut pas être une facette : il lui faut une liste de valeurs")
                )
            first = found.get(name) or Facet(name=name, title=node["title"], choices=values, kinds=())
            found[name] = replace(first, kinds=(*first.kinds, kind))
    return tuple(found.values())


def _hold(kind: str, name: str, node: Mapping[str, Any]) -> None:
    if name in _OURS:
        raise ValueError(_of(kind, name, "porte un nom que le programme emploie déjà"))
    if "x-faces" not in node:
        raise ValueError(_of(kind, name, f"ne dit pas où il paraît : « x-faces » ({', '.join(FACES)})"))
    unknown = [face for face in faces(node) if face not in FACES]
    if unknown:
        raise ValueError(_of(kind, name, f"se montre dans « {unknown[0]} », qui n'existe pas"))
    if bool(faces(node)) == ("x-sans-face" in node):
        raise ValueError(
            _of(kind, name, "ne paraît nulle part : « x-sans-face » doit dire pourquoi, et alors seulement")
        )


def _fields(trees: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for kind, tree in sorted(trees.items()):
        for name, node in tree["properties"].items():
            yield kind, name, node


def _vocabulary(node: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    while "items" in node:
        node = node["items"]
    if node.get("type") == "boolean":
        return (("oui", "Oui"), ("non", "Non"))
    labels = node.get("x-libelles", {})
    return tuple((str(value), str(labels.get(value, value))) for value in node.get("enum", ()))


def _of(kind: str, name: str, words: str) -> str:
    return f"le champ « {name} » de « {kind} » {words}"
