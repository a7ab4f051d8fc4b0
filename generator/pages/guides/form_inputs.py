"""Say how each field of a schema is asked in the form: by a line, a choice, a list, a group of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.schema import as_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Node = Mapping[str, Any]

# From this length on a text is asked in several lines.
_LONG = 200
_FEW_CHOICES = 8
_WITH_EXAMPLE = frozenset({"ligne", "lignes", "texte", "adresse", "nombre", "mesure"})
_GENRES = {"date": "date", "uri": "adresse", "object": "groupe", "boolean": "oui-non", "integer": "nombre"}
# Numbers of hypotheses and devices: chosen among those of a protocol.
_NUMBERS = {"hypotheses": "hypothese", "dispositifs": "dispositif"}


class FormOption(Frozen):
    """One choice of a list: its code in the files, its words, what is to be understood."""

    code: str
    libelle: str
    explication: str = ""


class FormInput(Frozen):
    """A field as it is asked. `genre` names a macro of `_saisie.html` and a reader of `champs.js`.

    `vers` is the kind of record that it names, or what its numbers count; `longueur` the least and the most
    characters, zeros where any number will do; `dedans` the fields of a group, or of each entry of a list;
    `attache` says what a field that names a file beside the record takes: an `image`, or a `fichier`.
    """

    nom: str
    genre: str
    titre: str
    aide: str
    exemple: str
    obligatoire: bool
    longueur: tuple[int, int] = (0, 0)
    choix: tuple[FormOption, ...] = ()
    vers: str = ""
    defaut: str = ""
    entree: str = ""
    attache: str = ""
    dedans: tuple[FormInput, ...] = ()


def form_inputs(tree: Node, names: Iterable[str], enjeux: tuple[FormOption, ...]) -> tuple[FormInput, ...]:
    """The fields of those names, in that order; `enjeux` are the choices where a field names some."""
    return tuple(_Asking(enjeux).fields(tree, names))


class _Asking(Frozen):
    enjeux: tuple[FormOption, ...]

    def fields(self, tree: Node, names: Iterable[str] = ()) -> Iterator[FormInput]:
        needed = tree.get("required", ())
        for name in names or tree.get("properties", {}):
            yield self._field(name, tree["properties"][name], needed=name in needed)

    def _field(self, name: str, node: Node, *, needed: bool) -> FormInput:
        items: Node = node.get("items", {})
        inner = items or node
        genre = self._listed(name, items) if items else self._alone(name, node, needed=needed)
        return FormInput(
            nom=name,
            genre=genre,
            titre=node["title"],
            aide=node["description"],
            exemple=_example(inner, node) if genre in _WITH_EXAMPLE else "",
            obligatoire=needed,
            longueur=(inner.get("minLength", 0), inner.get("maxLength", 0)),
            choix=self.enjeux if genre == "enjeux" else tuple(_choices(inner)),
            vers=_NUMBERS.get(name, "") if genre == "numeros" else inner.get("x-ref", ""),
            defaut=str(node.get("default", "")).lower(),
            entree=items.get("title", ""),
            attache=node.get("x-attache", ""),
            dedans=tuple(self.fields(inner)) if "properties" in inner else (),
        )

    def _listed(self, name: str, items: Node) -> str:
        if "properties" in items:
            return "groupes"
        if items.get("x-ref") == "enjeu":
            return "enjeux"
        if name in _NUMBERS:
            return "numeros"
        if "x-ref" in items:
            return "references"
        return "cases" if "enum" in items else "lignes"

    def _alone(self, name: str, node: Node, *, needed: bool) -> str:
        if "enum" in node:
            return "choix" if needed and len(node["enum"]) <= _FEW_CHOICES else "menu"
        if name == "id" or node.get("x-ref") == "hypothese":
            return "numero"
        if "x-ref" in node:
            return "reference"
        types = node["type"]
        if types == "string" and node.get("maxLength", 0) > _LONG and "format" not in node:
            return "texte"
        return "mesure" if isinstance(types, list) else _GENRES.get(node.get("format", types), "ligne")


def _choices(node: Node) -> Iterator[FormOption]:
    labels, reasons = node.get("x-libelles", {}), node.get("x-explications", {})
    for code in node.get("enum", ()):
        yield FormOption(code, labels.get(code, code), reasons.get(code, ""))


def _example(inner: Node, node: Node) -> str:
    found = (inner.get("examples") or node.get("examples") or ("",))[0]
    return found if isinstance(found, str) else as_yaml(found)
