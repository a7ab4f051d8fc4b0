"""Make a revision of a protocol from an earlier one and the data of their difference, as a program would.

This is how tests know that the data say all: nobody else reads them here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.model import Protocole, plain, typed
from generator.protocol.exact import OWN, USUAL_BLANK, digest
from generator.protocol.paragraphs import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SPOILT = "ces données ne sont pas, ou ne sont plus, celles d'une différence entre deux révisions"
_NEW, _OLD = frozenset({"egal", "ajoute"}), frozenset({"egal", "retire"})


def apply(before: Protocole, data: Mapping[str, Any]) -> Protocole:
    """The revision that `data`, made by `exact.as_data`, tells the way to from `before`.

    It says the same as the true one, field by field; where its body starts in its file is not known. Raises
    `ValueError`, in French, for data that starts from another revision or that was spoilt.
    """
    try:
        made = typed(Protocole, _applied(before, data))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(_SPOILT) from error
    if digest(made) != data["empreintes"]["vers"]:
        raise ValueError(_SPOILT)
    return made


def _applied(before: Protocole, data: Mapping[str, Any]) -> dict[str, Any]:
    if data["experimentation"] != before.experimentation or data["de"] != before.numero:
        message = (
            f"cette différence part de la révision {data['de']} de « {data['experimentation']} », "
            f"pas de la révision {before.numero} de « {before.experimentation} »"
        )
        raise ValueError(message)
    if data["empreintes"]["de"] != digest(before, but=OWN):
        message = f"la révision {before.numero} n'est plus celle d'où part cette différence"
        raise ValueError(message)
    name = f"r{data['vers']}"
    made = _fields(plain(before), data["champs"], name)
    for kind in ("hypotheses", "dispositifs"):
        if kind in data:
            made[kind] = _parts(made.get(kind, []), data[kind])
    if "paragraphes" in data.get("texte", {}):
        made["corps"] = _body(before.corps, data["texte"])
    return made | {
        "id": f"{before.experimentation}/{name}",
        "chemin": f"experiments/{before.experimentation}/protocole/{name}.md",
        "numero": data["vers"],
        **{own: data[own] for own in OWN},
    }


def _parts(before: Sequence[Mapping[str, Any]], told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A list of hypotheses, devices or steps, changed as told and put in the order told."""
    found = {part["id"]: dict(part) for part in before}
    for item in told["ecarts"]:
        key, changes = item["id"], item["changements"]
        if "ajoute" in changes or "retire" in changes:
            _expect(_same(found.pop(key, None), item["avant"]), key)
            found |= {key: {**item["apres"]}} if item["apres"] else {}
            continue
        found[key] = _fields(found[key], item.get("champs", {}), key)
        if "etapes" in item:
            found[key]["etapes"] = _parts(found[key].get("etapes", []), item["etapes"])
    return [found[key] for key in told["ordre"]]


def _fields(before: Mapping[str, Any], told: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The fields of a record or a part, those told changed; a field without a value is left out."""
    made = dict(before)
    for name, change in told.items():
        pieces = change.get("morceaux")
        old = change["avant"] if pieces is None else _side(pieces, _OLD)
        new = change["apres"] if pieces is None else _side(pieces, _NEW)
        _expect(_same(made.pop(name, []), [] if old is None else old), f"{where}, {name}")
        if new is not None:
            made[name] = new
    return made


def _body(before: str, told: Mapping[str, Any]) -> str:
    paragraphs = told["paragraphes"]
    old = [_side(one["morceaux"], _OLD) for one in paragraphs if one["genre"] != "ajoute"]
    _expect(old == blocks(before), "texte")
    new = [
        _side(one["morceaux"], _NEW) + one.get("suite", USUAL_BLANK)
        for one in paragraphs
        if one["genre"] != "retire"
    ]
    return "".join([told["debut"], *new])


def _side(pieces: Iterable[Mapping[str, str]], kept: frozenset[str]) -> str:
    return "".join(text for piece in pieces for genre, text in piece.items() if genre in kept)


def _same(before: object, after: object) -> bool:
    """Whether two values are written the same in JSON, where 40 is not 40.0."""
    return json.dumps(before, sort_keys=True) == json.dumps(after, sort_keys=True)


def _expect(met: bool, where: str) -> None:  # noqa: FBT001 — a fact, not a switch
    if not met:
        message = f"cette différence ne correspond pas à la révision d'où elle part : {where}"
        raise ValueError(message)
