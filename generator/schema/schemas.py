"""Read `schemas/*.schema.json` once: validators, references, labels and the list of fields come from it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from generator.frozen import Frozen, replace
from generator.grammar import spoken
from generator.kinds import SHIPPED, Kinds, kinds_of
from generator.schema.date_spelling import is_partial_date
from generator.schema.faces import Facet, facets_of
from generator.schema.fields import Field, fields_of
from generator.schema.formats import FORMATS
from generator.schema.said import in_words, marked, said
from generator.schema.stated import stated, values_at
from generator.site_pages import KEPT_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_SUFFIX = ".schema.json"
_SHARED = "commun"
# What a field may name besides records: a part of a protocol, by its number.
_HYPOTHESIS = "hypothese"
_DATES = frozenset({"date", "date-partielle"})


class RecordReference(Frozen):
    """A value that names another record: where it stands, what kind it names, and the name."""

    path: tuple[str | int, ...]
    kind: str
    value: str

    @property
    def field(self) -> str:
        """The path in words, list positions left out: `equipe.acteur`."""
        return ".".join(step for step in self.path if isinstance(step, str))


class Schemas(Frozen, eq=False):
    """Every schema of a folder, shared parts already in their place.

    `trees` maps a kind to its whole schema, without a single `$ref`. `sources` maps the file names to their
    text, as they are published. `kinds` says where the records of each live, and what they are called.
    `phases` names the phases of an experiment in the order of its life, by `statut`; `arrets` are the others.
    `facets` are the fields by whose values a search sorts, besides the groups that every site has.
    `templates` are the texts of a commons' own page templates, by the kind that they show.
    """

    trees: Mapping[str, dict[str, Any]]
    sources: Mapping[str, str]
    kinds: Kinds
    phases: Mapping[str, str]
    arrets: tuple[str, ...]
    facets: tuple[Facet, ...]
    _validators: Mapping[str, jsonschema_rs.Draft202012Validator]
    _references: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    _attached: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    _forms: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    _reread: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    _marked: Mapping[str, tuple[tuple[str | int, ...], ...]]
    templates: Mapping[str, str] = {}

    @classmethod
    def read(cls, folder: Path, *more: Path) -> Schemas:
        """All the schemas of a folder, a later one replacing its file. Raises `OSError` or `ValueError`.

        The schemas of a commons may add kinds to those of the program: `SHIPPED` must all be there.
        """
        listed = [{path.name: path for path in one.glob(f"*{_SUFFIX}")} for one in (folder, *more)]
        files = {name: path for one in listed for name, path in one.items()} if all(listed) else {}
        sources = {name: path.read_text(encoding="utf-8") for name, path in sorted(files.items())}
        missing = [kind.name for kind in SHIPPED if f"{kind.name}{_SUFFIX}" not in sources]
        if missing:
            message = f"il manque {', '.join(f'{kind}{_SUFFIX}' for kind in missing)}"
            raise FileNotFoundError(message)
        parsed = {name: json.loads(text) for name, text in sources.items()}
        trees = {
            name.removesuffix(_SUFFIX): _inline(tree, parsed)
            for name, tree in parsed.items()
            if name != _SHARED + _SUFFIX
        }
        kinds = kinds_of(trees, SHIPPED, KEPT_FOLDERS)
        references = {kind: tuple(stated("x-ref", tree, ())) for kind, tree in trees.items()}
        _lead_somewhere(references, kinds)
        return cls(
            trees,
            sources,
            kinds,
            *_life(trees["experimentation"]["properties"]["statut"]),
            facets_of(trees, SHIPPED),
            {kind: _validator(tree) for kind, tree in trees.items()},
            references,
            {kind: tuple(stated("x-attache", tree, ())) for kind, tree in trees.items()},
            {kind: tuple(stated("format", tree, ())) for kind, tree in trees.items()},
            {kind: tuple(stated("x-relire", tree, ())) for kind, tree in trees.items()},
            {kind: tuple(marked(tree)) for kind, tree in trees.items()},
        )

    def spoken(self, lab: str) -> Schemas:
        """The same schemas with `lab` in their texts: the name and article of who leads the experiments."""
        marks = spoken(lab)
        inside = {mark: json.dumps(words, ensure_ascii=False)[1:-1] for mark, words in marks.items()}
        return replace(
            self,
            trees={kind: said(tree, self._marked[kind], marks) for kind, tree in self.trees.items()},
            sources={name: in_words(text, inside) for name, text in self.sources.items()},
        )

    @property
    def described(self) -> tuple[tuple[str, str, str], ...]:
        """(kind, title, description) of every kind, in alphabetical order of kinds."""
        return tuple((kind, tree["title"], tree["description"]) for kind, tree in sorted(self.trees.items()))

    def fields(self, kind: str) -> tuple[Field, ...]:
        """The fields of a kind, in the order of its schema."""
        return fields_of(self.trees[kind])

    def errors(self, kind: str, data: object) -> Iterator[jsonschema_rs.ValidationError]:
        """The errors that the schema of `kind` finds in `data`; none if it is valid."""
        return self._validators[kind].iter_errors(data)

    def references(self, kind: str, data: Mapping[str, Any]) -> Iterator[RecordReference]:
        """Every value of `data` that names another record, says the schema; ill-typed ones are left out."""
        for steps, target in self._references[kind]:
            for path, value in values_at(data, steps, ()):
                if isinstance(value, str):
                    yield RecordReference(path, target, value)

    def attached(self, kind: str, data: Mapping[str, Any]) -> Iterator[RecordReference]:
        """Every value of `data` that may name a file beside the record: an `image`, or a `fichier`."""
        for steps, target in self._attached[kind]:
            for path, value in values_at(data, steps, ()):
                if isinstance(value, str):
                    yield RecordReference(path, target, value)

    def dates(self, kind: str, data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every date of `data`, whole or partial, with its path; those that are no dates are left out."""
        for steps, form in self._forms[kind]:
            if form in _DATES:
                for path, value in values_at(data, steps, ()):
                    if isinstance(value, str) and is_partial_date(value):
                        yield path, value

    def to_read_again(
        self, kind: str, data: Mapping[str, Any]
    ) -> Iterator[tuple[str, tuple[str | int, ...], Any]]:
        """What a reviewer must see of `data`, says the schema: under which heading, where, and the value."""
        for steps, heading in self._reread[kind]:
            for path, value in values_at(data, steps, ()):
                yield heading, path, value

    def node(self, kind: str, path: tuple[str | int, ...]) -> dict[str, Any]:
        """The part of a kind's schema that speaks of the value at `path`; empty where none does."""
        node: dict[str, Any] = self.trees[kind]
        for step in path:
            node = (
                node.get("items", {}) if isinstance(step, int) else node.get("properties", {}).get(step, {})
            )
        return node

    def values(self, kind: str, field_name: str) -> tuple[str, ...]:
        """The values of a vocabulary, in the order of the schema: the one order that pages follow."""
        return tuple(_through_lists(self._named(kind, field_name))["enum"])

    def _named(self, kind: str, field_name: str) -> dict[str, Any]:
        node = self.trees[kind]
        for step in field_name.split("."):
            node = _through_lists(node)["properties"][step]
        return node

    def label(self, kind: str, field_name: str, value: str) -> str:
        """The French words for a vocabulary's value (`"experimentation", "initiateur.type", "habitant"`)."""
        node = _through_lists(self._named(kind, field_name))
        return str(node.get("x-libelles", {}).get(value, value))


def _lead_somewhere(references: Mapping[str, Iterable[tuple[tuple[str, ...], str]]], kinds: Kinds) -> None:
    """Raise `ValueError` for a field that names records of no kind."""
    for kind, found in references.items():
        for path, target in found:
            if target not in kinds and target != _HYPOTHESIS:
                words = f"renvoie à « {target} », qui n'est pas une sorte de fiche"
                message = f"le champ « {path[0]} » de « {kind} » {words}"
                raise ValueError(message)


def _life(node: Mapping[str, Any]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The phases of a life by name, and its stops. Raises `ValueError` for a `statut` that is neither."""
    phases, stops = node.get("x-phases", {}), node.get("x-arrets", ())
    lost = [value for value in node["enum"] if (value in phases) == (value in stops)]
    if lost:
        message = f"le statut « {lost[0]} » doit être une phase (« x-phases ») ou un arrêt (« x-arrets »)"
        raise ValueError(message)
    ordered = {value: str(phases[value]) for value in node["enum"] if value in phases}
    return ordered, tuple(value for value in node["enum"] if value in stops)


def _through_lists(node: dict[str, Any]) -> dict[str, Any]:
    while "items" in node:
        node = node["items"]
    return node


def _inline(node: Any, parsed: Mapping[str, Any]) -> Any:
    """Replace each `$ref` by what it refers to; keys written beside the `$ref` take precedence."""
    if isinstance(node, list):
        return [_inline(item, parsed) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" not in node:
        return {key: _inline(value, parsed) for key, value in node.items()}
    name, _, pointer = node["$ref"].partition("#")
    target: Any = parsed[name]
    for step in pointer.strip("/").split("/"):
        target = target[step]
    beside = {key: value for key, value in node.items() if key != "$ref"}
    return {**_inline(target, parsed), **_inline(beside, parsed)}


def _validator(tree: dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(
        tree,
        formats=FORMATS,
        validate_formats=True,
        offline=True,
    )
