"""Contributions of every sort that the form can make, right and wrong: what both judges are asked of."""

from __future__ import annotations

import copy
import tomllib
from itertools import cycle
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
_SHORT = 20  # items of a list that is easily too long
_TEXT = File(__file__).with_suffix(".toml").read_text(encoding="utf-8")
_TOLD = tomllib.loads(_TEXT.replace("@long", "Une étape. " * 180).replace("@lignes", "a\\n" * 60_000))
PUBLISHED: dict[str, str] = {path: text.lstrip("\n") for path, text in _TOLD["publie"].items()}
"""What is published already, besides the commons of the cases."""


class Draft(Frozen):
    """One record as the form holds it: the code of its sort, its experiment, its data and its text."""

    code: str
    data: Mapping[str, Any]
    text: str = ""
    experiment: str = ""
    given: str = ""

    def as_data(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "experiment": self.experiment,
            "given": self.given,
            "data": self.data,
            "text": self.text,
        }


Contribution = tuple[Draft, ...]


def contributions(trees: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, Contribution]:
    """Every contribution, by a name that says what is wrong with it. `kinds` gives that of each code."""
    seeds = {code: Draft(**seed) for code, seed in _TOLD["graines"].items()}
    life = {one["cle"]: Draft(**{name: one[name] for name in one if name != "cle"}) for one in _TOLD["vie"]}
    found: dict[str, Contribution] = {"vie": tuple(life.values())}
    for code, seed in seeds.items():
        found[code] = (seed,)
        for name, data in _slips(trees[kinds[code]], seed.data):
            found[f"{code} : {name}"] = (replace(seed, data=data),)
    for name, text in _TOLD["textes"].items():
        found[f"texte : {name}"] = (replace(seeds["outil"], text=text),)
    for start, slips in _TOLD["ecarts"].items():
        for name, slip in slips.items():
            drafts = life if start == "vie" else {start: seeds[start]}
            found[f"{start} : {name}"] = tuple(_slipped(drafts, slip).values())
    return found


def _slipped(drafts: Mapping[str, Draft], slip: Mapping[str, Any]) -> dict[str, Draft]:
    """What is left of some records once they have slipped as the file says."""
    made = {key: copy.deepcopy(one) for key, one in drafts.items() if key not in slip.get("sans", ())}
    for written, value in slip.get("ecrit", {}).items():
        key, path = _path(written)
        if key in made:
            made[key] = replace(made[key], data=_with(made[key].data, path, value))
    for written in slip.get("retire", ()):
        key, path = _path(written)
        if key in made:
            made[key] = replace(made[key], data=_with(made[key].data, path, None))
    for key, text in slip.get("texte", {}).items():
        made[key] = replace(made[key], text=text)
    for key, given in slip.get("nom", {}).items():
        made[key] = replace(made[key], given=given)
    own = {name: slip[name] for name in ("experiment", "given") if name in slip}
    return {key: replace(one, **own) for key, one in made.items()}


def _path(written: str) -> tuple[str, Path]:
    key, *steps = written.split(".")
    return key, tuple(int(step) if step.isdecimal() else step for step in steps)


def _slips(tree: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """One slip at a time: a field left out, or a value that its schema or another rule refuses.

    Each field is given some of the values that its sort may have, and each value to many fields.
    """
    turns = {sort: cycle(values.items()) for sort, values in _TOLD["faux"].items()}
    for path, node, needed in _places(tree, data, ()):
        named = ".".join(map(str, path))
        if needed:
            yield f"{named} absent", _with(data, path, None)
        for name, value in _wrong(node, _at(data, path), turns):
            yield f"{named} {name}", _with(data, path, value)


def _places(
    node: Mapping[str, Any], data: object, path: Path
) -> Iterator[tuple[Path, Mapping[str, Any], bool]]:
    """Each value, its schema, and whether something is lost without it: what is within is often left out."""
    if isinstance(data, dict):
        for name, value in data.items():
            inside = node["properties"][name]
            yield (*path, name), inside, not path or name in node.get("required", ())
            yield from _places(inside, value, (*path, name))
    elif isinstance(data, list) and data:
        # One entry of a list is enough: others are held to the same.
        yield (*path, 0), node["items"], False
        yield from _places(node["items"], data[0], (*path, 0))


def _wrong(
    node: Mapping[str, Any], value: object, turns: Mapping[str, Iterator[tuple[str, object]]]
) -> Iterator[tuple[str, object]]:
    form = str(node.get("format", ""))
    if isinstance(value, list):
        if node.get("uniqueItems"):
            yield "répété", [*value, value[0]]
        if node.get("maxItems", 99) <= _SHORT:
            yield "trop longue", [value[0]] * (node["maxItems"] + 1)
    elif isinstance(value, (bool, dict)):
        return
    elif "enum" in node:
        yield "hors liste", "autre-chose"
    elif "x-ref" in node:
        yield "inconnu", {"hypothese": "H9", "territoire": "commune-00000"}.get(node["x-ref"], "nulle-part")
    elif form.startswith(("date", "uri")) or node["type"] in ("integer", "number"):
        sort = "date" if form.startswith("date") else "adresse" if form else "nombre"
        yield next(turns[sort])
    elif "pattern" in node:
        yield "mal écrit", "Mal Écrit !"
    else:
        name, written = next(turns["texte"])
        yield name, str(written).replace("@trop", "long " * (node.get("maxLength", 0) // 5) + "trop.")


def _at(data: object, path: Path) -> Any:  # noqa: ANN401 — a value of a record
    for step in path:
        data = data[step]  # type: ignore[index]
    return data


def _with(data: Mapping[str, Any], path: Path, value: object) -> Mapping[str, Any]:
    """The data with another value at a place; without it where `value` is None, as the form leaves it out."""
    made = copy.deepcopy(dict(data))
    inside = _at(made, path[:-1])
    if value is not None:
        if isinstance(inside, list) and path[-1] == len(inside):
            inside.append(value)
        else:
            inside[path[-1]] = value
        return made
    del inside[path[-1]]
    return _filled(made)


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Without the groups and the lists where nothing is left: the form does not write them."""
    kept = {name: _kept(value) for name, value in data.items()}
    return {name: value for name, value in kept.items() if value not in ({}, [], None)}


def _kept(value: object) -> object:
    if isinstance(value, dict):
        return _filled(value)
    if isinstance(value, list):
        return [one for one in map(_kept, value) if one not in ({}, [], None)]
    return value
