"""What a column of a table holds, as the schema of its field says it: `columns_of_field`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLACE = "territoire"
_SORTS = {"string": "texte", "integer": "entier", "number": "nombre", "boolean": "oui-non"}


class Column(Frozen):
    """A column: its name, its title, what it holds, in French.

    `sort` is `texte`, `entier`, `nombre`, `oui-non`, `jour` (a whole date) or `date` (a month or a year too).
    `values` are the codes of a vocabulary and their words; `leads_to` is the kind of record that it names.
    """

    name: str
    title: str
    description: str
    sort: str = "texte"
    unit: str = ""
    values: tuple[tuple[str, str], ...] = ()
    leads_to: str = ""
    required: bool = False


def told(name: str, title: str, description: str, *, sort: str = "texte", required: bool = False) -> Column:
    """A column that no field makes."""
    return Column(name=name, title=title, description=description, sort=sort, required=required)


def columns_of_field(name: str, node: Mapping[str, Any], *, required: bool = False) -> Iterator[Column]:
    """The column of one value, and for a place its official code and its name beside it."""
    column = Column(
        name=name,
        title=str(node.get("title", name)),
        description=str(node.get("description", "")),
        sort=_sort(node),
        unit=str(node.get("x-unite", "")),
        values=_words(node),
        leads_to=str(node.get("x-ref", "")),
        required=required,
    )
    yield column
    if column.leads_to == _PLACE:
        code = "Code officiel du territoire : Insee, ou SIREN d'une intercommunalité. Vide s'il n'en a pas."
        yield told(f"{name}_code", f"{column.title} : code officiel", code)
        yield told(f"{name}_nom", f"{column.title} : nom", "Nom du territoire, distingué de ses homonymes.")


def _sort(node: Mapping[str, Any]) -> str:
    if node.get("format") == "date":
        return "jour"
    if node.get("format") == "date-partielle":
        return "date"
    stated = node.get("type")
    # « 40 » or « 40 % »: some words where a number is not enough.
    return _SORTS.get(stated, "texte") if isinstance(stated, str) else "texte"


def _words(node: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    labels = node.get("x-libelles", {})
    return tuple((str(value), str(labels.get(value, value))) for value in node.get("enum", ()))
