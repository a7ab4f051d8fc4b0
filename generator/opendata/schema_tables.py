"""Which tables the schemas of a commons make: one a kind, one a list of values, and the keys that join them.

A kind has a row a record. A list has a row a value: `liste_couts` holds a row a cost, of any kind of record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen, replace
from generator.kinds import SHIPPED
from generator.opendata.columns import Column, columns_of_field, told
from generator.opendata.open_fields import open_fields
from generator.opendata.registers import REGISTERS
from generator.opendata.whole_tables import FICHES, WHOLE_TABLES, Reference, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.kinds import Kind
    from generator.schema import Schemas

_INVENTED = told(
    "invente",
    "Inventé",
    "« true » si la fiche est un exemple inventé, à ne jamais compter parmi les vraies.",
    sort="oui-non",
    required=True,
)
OF_EVERY_ROW = (
    told("sorte", "Sorte de fiche", "La sorte de la fiche, comme dans la table « fiches ».", required=True),
    told("fiche", "Fiche", "L'identifiant de la fiche, comme dans la table « fiches ».", required=True),
    told("fiche_titre", "Titre de la fiche", "Le titre de la fiche.", required=True),
    _INVENTED,
)
"""The columns that start each row of a list."""
_RANK = told(
    "rang",
    "Rang",
    "La place de la ligne dans la liste de sa fiche, à partir de 1.",
    sort="entier",
    required=True,
)
_HEAD = (
    told(
        "id", "Identifiant", "Le nom de la fiche, unique dans sa sorte : il joint les tables.", required=True
    ),
    told("adresse", "Adresse", "L'adresse de sa page.", required=True),
    _INVENTED,
)

_OF_ALL = (*WHOLE_TABLES, *REGISTERS)


class TablePlan(Frozen):
    """The tables of a commons, and the table of each kind and list (`equipe`, `dispositifs.etapes`)."""

    tables: tuple[Table, ...]
    of_kinds: Mapping[str, str]
    of_lists: Mapping[tuple[str, tuple[str, ...]], str]


def tables_of(schemas: Schemas) -> TablePlan:
    """All the tables, those of the whole commons first. Our own kinds take their names before added ones."""
    making = _Making()
    for kind in (*(one for one in schemas.kinds if one.name in SHIPPED), *schemas.kinds.added):
        if kind.address:
            making.kind(kind, schemas.trees[kind.name])
    found = [_leading(table, making.of_kinds) for table in making.tables.values()]
    return TablePlan((*_OF_ALL, *found), making.of_kinds, making.of_lists)


def _leading(table: Table, of_kinds: Mapping[str, str]) -> Table:
    """The table with a reference for each column that names a record. Official places have no record."""
    named = [one for one in table.columns if one.leads_to in of_kinds and one.leads_to != "territoire"]
    more = tuple(Reference((one.name,), of_kinds[one.leads_to], ("id",)) for one in named)
    return replace(table, references=(*table.references, *more))


class _Above(Frozen):
    """The list that a group of fields stands in: its path, and the columns that tell the place there."""

    path: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()


class _Making:
    """The tables while they are being found."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self.of_kinds: dict[str, str] = {}
        self.of_lists: dict[tuple[str, tuple[str, ...]], str] = {}
        self._grouped: dict[str, bool] = {}

    def kind(self, kind: Kind, tree: Mapping[str, Any]) -> None:
        """The table of a kind, after its place among the others is taken; its lists become tables."""
        name = self._free(kind.name)
        self.of_kinds[kind.name] = name
        head = (*_HEAD, *_owner(kind))
        self.tables[name] = Table(
            name=name,
            title=kind.many,
            description=f"Une ligne par fiche. {tree['description']}",
            columns=head,
            key=("id",),
        )
        known = {field: tree["properties"][field] for field in open_fields(tree).names}
        own = tuple(
            column
            for column in self._columns(
                kind, known, (), above=_Above(), required=frozenset(tree.get("required", ()))
            )
            if column.name not in {one.name for one in head}
        )
        self.tables[name] = replace(self.tables[name], columns=(*head, *own))

    def _columns(
        self,
        kind: Kind,
        fields: Mapping[str, Any],
        prefix: tuple[str, ...],
        *,
        above: _Above,
        required: frozenset[str] = frozenset(),
    ) -> Iterator[Column]:
        """The columns of a group of fields; the lists met on the way become tables."""
        for name, node in fields.items():
            here = (*prefix, name)
            if "items" in node:
                self._list(kind, node, (*above.path, *here), above=above)
            elif "properties" in node:
                yield from self._columns(kind, node["properties"], here, above=above)
            else:
                yield from columns_of_field("_".join(here), node, required=name in required)

    def _list(self, kind: Kind, node: Mapping[str, Any], path: tuple[str, ...], *, above: _Above) -> None:
        inner = node["items"]
        name = self._named(kind, path, grouped="properties" in inner)
        self.of_lists[kind.name, path] = name
        if name not in self.tables:
            parent = self.of_lists.get((kind.name, above.path), "")
            self.tables[name] = _list_table(name, node, above.ranks, parent=parent)
        if "properties" in inner:
            under = _Above(path, (*above.ranks, f"{'_'.join(path)}_rang"))
            needed = frozenset(inner.get("required", ()))
            found = tuple(self._columns(kind, inner["properties"], (), above=under, required=needed))
        else:
            found = tuple(columns_of_field(inner.get("x-ref") or "valeur", inner, required=True))
        self.tables[name] = _joined(self.tables[name], found)

    def _named(self, kind: Kind, path: tuple[str, ...], *, grouped: bool) -> str:
        """The table of a list: that of its field, unless one holds single values and the other groups."""
        name = f"liste_{'_'.join(path)}"
        if self._grouped.get(name, grouped) != grouped:
            name = self._free(f"liste_{kind.name}_{'_'.join(path)}")
        self._grouped[name] = grouped
        return name

    def _free(self, name: str) -> str:
        taken = {*self.tables, *(one.name for one in _OF_ALL)}
        while name in taken:
            name = f"{name}_"
        return name


def _owner(kind: Kind) -> tuple[Column, ...]:
    """The column of the record that those of a kind are parts of."""
    if not kind.parent:
        return ()
    words = "La fiche dont celle-ci est une partie."
    return (
        Column(
            name=kind.parent,
            title=kind.parent.capitalize(),
            description=words,
            leads_to=kind.parent,
            required=True,
        ),
    )


def _list_table(name: str, node: Mapping[str, Any], ranks: tuple[str, ...], *, parent: str) -> Table:
    """The table of a list, before its own columns; `parent` is that of the list that it stands in."""
    above = tuple(replace(_RANK, name=one, title="Rang du groupe") for one in ranks)
    references = [Reference(("sorte", "fiche"), FICHES.name, ("sorte", "id"))]
    if parent:
        owner = ("sorte", "fiche", *ranks)
        references.append(Reference(owner, parent, (*owner[:-1], "rang")))
    return Table(
        name=name,
        title=str(node.get("title", name)),
        description=f"Une ligne par valeur. {node.get('description', '')}",
        columns=(*OF_EVERY_ROW, *above, _RANK),
        key=("sorte", "fiche", *ranks, "rang"),
        references=tuple(references),
    )


def _joined(table: Table, more: tuple[Column, ...]) -> Table:
    """The table with the columns of one more kind; where two kinds differ, it says what is true of both."""
    columns = {one.name: one for one in table.columns}
    for one in more:
        known = columns.get(one.name)
        if known is None:
            columns[one.name] = one
        elif known != one:
            both = dict([*known.values, *one.values]) if known.values and one.values else {}
            columns[one.name] = replace(
                known,
                sort=known.sort if known.sort == one.sort else "texte",
                values=tuple(both.items()),
                leads_to=known.leads_to if known.leads_to == one.leads_to else "",
                required=known.required and one.required,
            )
    return replace(table, columns=tuple(columns.values()))
