"""What a newer program changes for records, in French lines: schemas, rules, list of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.opening.wheel import Wheel

_SHARED = "commun"
_SEVERITIES = {"erreur": "une erreur", "avertissement": "un avertissement"}


def news(old: Wheel, new: Wheel) -> tuple[str, ...]:
    """Lines to show, headings among them; none where nothing changes."""
    parts = (
        ("Pour vos fiches :", [*_of_schemas(old.schemas(), new.schemas())]),
        ("Les règles :", [*_of_rules(old.rules(), new.rules())]),
        ("Ce qui change encore :", [*_of_changes(old, new)]),
    )
    return tuple(line for head, lines in parts if lines for line in (head, *(f"  - {one}" for one in lines)))


def _of_schemas(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for kind, tree in sorted(new.items()):
        if kind not in old:
            yield f"une sorte de fiche de plus : « {tree.get('title', kind)} »"
            continue
        name = "tous les champs partagés" if kind == _SHARED else f"« {tree.get('title', kind)} »"
        yield from (f"{name} : {words}" for words in _of_a_kind(old[kind], tree))
    yield from (f"la sorte de fiche « {kind} » n'existe plus" for kind in sorted(old.keys() - new.keys()))


def _of_a_kind(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before, after = dict(_fields(old)), dict(_fields(new))
    for path, (field, needed) in after.items():
        if path not in before:
            yield f"le champ « {path} » s'ajoute, {'obligatoire' if needed else 'facultatif'}"
            continue
        known, was_needed = before[path]
        if needed != was_needed:
            yield f"le champ « {path} » devient {'obligatoire' if needed else 'facultatif'}"
        values, others = known.get("enum", []), field.get("enum", [])
        if gone := [one for one in values if one not in others and others]:
            yield f"le champ « {path} » n'accepte plus {_listed(gone)}"
        if added := [one for one in others if one not in values and values]:
            yield f"le champ « {path} » accepte aussi {_listed(added)}"
    for path in before.keys() - after.keys():
        yield f"le champ « {path} » n'existe plus"


def _fields(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, tuple[Mapping[str, Any], bool]]]:
    """Every field of a schema, by its path, and whether it is required where it stands."""
    needed = set(tree.get("required", ()))
    for name, field in {**tree.get("$defs", {}), **tree.get("properties", {})}.items():
        if not isinstance(field, dict):
            continue
        path = f"{above}.{name}" if above else name
        yield path, (field, name in needed)
        yield from _fields(field, path)
        items = field.get("items")
        if isinstance(items, dict):
            yield from _fields(items, path)


def _of_rules(old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for name, rule in sorted(new.items()):
        severity = _SEVERITIES.get(rule["gravite"], rule["gravite"])
        if name not in old:
            yield f"« {name} » s'ajoute, {severity} : {rule['resume']}"
        elif rule["gravite"] != old[name]["gravite"]:
            yield f"« {name} » devient {severity}"
    yield from (f"« {name} » disparaît" for name in sorted(old.keys() - new.keys()))


def _of_changes(old: Wheel, new: Wheel) -> Iterator[str]:
    known = set(_bullets(old.carried("CHANGELOG.md")))
    yield from (one for one in _bullets(new.carried("CHANGELOG.md")) if one not in known)


def _bullets(text: str) -> Iterator[str]:
    """The entries of a list of changes, each on one line."""
    for block in text.split("\n* ")[1:]:
        yield " ".join(block.split("\n\n")[0].split())


def _listed(values: list[Any]) -> str:
    return ", ".join(f"« {one} »" for one in values)
