"""Draw where real experiments took place: a map of the départements, overseas beside it, the same in a table.

A page that shows it puts `useful_map(atlas)` in its view and calls the macro of `_carte_de_france.html`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame.counts import by_frame, count_in_place, led_ones, plural, sort_key
from generator.pages.frame.views import Value
from generator.territory import FRANCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.pages.frame.atlas import Atlas
    from generator.territory import Lieu

# Made by tools/carte/reduire.py from a package: on which terms, LICENCE.md says there.
_DRAWING = Path(__file__).parents[1] / "data" / "carte-de-france.json"
_OVERSEAS = ("971", "972", "973", "974", "976")
# Régions have codes of two digits, the collectivities overseas that stand outside them of three.
_DIGITS = 2
_SMALLEST_DOT, _WIDER_BY = 18, 9


class MapMark(Frozen):
    """A département where something was tried: its outline, and where its number stands, in a dot.

    `mots` is all that a screen reader says: `Isère : 3 expérimentations`.
    """

    adresse: str
    mots: str
    nombre: int
    forme: str
    x: int
    y: int
    rayon: int


class MapTile(Frozen):
    """An overseas département beside the map; `adresse` is None where nothing was tried."""

    nom: str
    nombre: int
    adresse: str | None
    mots: str


class RegionRow(Frozen):
    """A région in the table: its départements where something was tried, and the names of the others."""

    region: Value
    nombre: int
    departements: tuple[Value, ...]
    autres: str


class FranceMap(Frozen):
    """The drawing and the table. Only real experiments count.

    `fond` is the outline of the départements where nothing was tried, `proches` that of those around Paris
    where something was: they are links in the `loupe`, where they are drawn larger over `loupe_fond`.
    `ailleurs` tells of the experiments that stand in no département; it is empty where there are none.
    """

    largeur: int
    hauteur: int
    fond: str
    proches: str
    marques: tuple[MapMark, ...]
    loupe_fond: str
    loupe: tuple[MapMark, ...]
    tuiles: tuple[MapTile, ...]
    resume: str
    ailleurs: str
    regions: tuple[RegionRow, ...]


def useful_map(atlas: Atlas) -> FranceMap | None:
    """The map, for the home page and `/territoires/`; None where all the places of a commons are abroad."""
    places = atlas.territoires.values()
    return None if places and all(lieu.pays != FRANCE for lieu in places) else map_of_france(atlas)


def map_of_france(atlas: Atlas) -> FranceMap:
    """The map of the commons."""
    drawing = _drawing()
    counts = {lieu.code.lower(): count_in_place(atlas, lieu.id) for lieu in _official(atlas, "departement")}
    shapes, lens = drawing["departements"], drawing["loupe"]
    there = [code for code in shapes if counts.get(code)]
    return FranceMap(
        largeur=drawing["largeur"],
        hauteur=drawing["hauteur"],
        fond=_outlines(shapes, (code for code in shapes if code not in there)),
        proches=_outlines(shapes, (code for code in there if code in lens)),
        marques=_marks(atlas, counts, {code: shapes[code] for code in there if code not in lens}),
        loupe_fond=_outlines(lens, (code for code in lens if code not in there)),
        loupe=_marks(atlas, counts, {code: lens[code] for code in lens if code in there}),
        tuiles=tuple(
            _tile(atlas, code, counts[code])
            for code in sorted(counts)
            if code in _OVERSEAS or (code not in shapes and counts[code])
        ),
        resume=_summary(atlas, counts),
        ailleurs=_elsewhere(atlas),
        regions=_table(atlas, counts),
    )


@cache  # data of the program
def _drawing() -> dict[str, Any]:
    drawing: dict[str, Any] = json.loads(_DRAWING.read_text(encoding="utf-8"))
    return drawing


def _official(atlas: Atlas, niveau: str) -> list[Lieu]:
    """Every official place of a level whose ids start with its name, by name."""
    official = atlas.commons.gazetteer.official
    found = (official.get(one) for one in official.of_level(niveau))
    return sorted((lieu for lieu in found if lieu), key=lambda lieu: (sort_key(lieu.nom), lieu.id))


def _outlines(shapes: Mapping[str, Any], codes: Iterable[str]) -> str:
    return "".join(str(shapes[code]["forme"]) for code in codes)


def _marks(atlas: Atlas, counts: Mapping[str, int], shapes: Mapping[str, Any]) -> tuple[MapMark, ...]:
    return tuple(
        MapMark(
            adresse=address(Ref("territoire", f"departement-{code}")),
            mots=_words(atlas, code, counts[code]),
            nombre=counts[code],
            forme=shape["forme"],
            x=shape["x"],
            y=shape["y"],
            rayon=_SMALLEST_DOT + _WIDER_BY * len(str(counts[code])),
        )
        for code, shape in shapes.items()
    )


def _words(atlas: Atlas, code: str, count: int) -> str:
    name = atlas.commons.lieu(f"departement-{code}").nom
    return f"{name} : {plural(count, 'expérimentation') if count else 'rien encore'}"


def _tile(atlas: Atlas, code: str, count: int) -> MapTile:
    place = f"departement-{code}"
    return MapTile(
        nom=atlas.commons.lieu(place).nom,
        nombre=count,
        adresse=address(Ref("territoire", place)) if count else None,
        mots=_words(atlas, code, count),
    )


def _summary(atlas: Atlas, counts: Mapping[str, int]) -> str:
    led = led_ones(atlas, atlas.experimentations)
    located = [item for item in led if _stands_in(atlas, item.id, "departement-")]
    reached = sum(count > 0 for count in counts.values())
    if not located:
        return "Aucune expérimentation n'est encore située dans un département."
    return (
        f"{plural(len(located), 'expérimentation')} dans {plural(reached, 'département')}. "
        f"Selon le cadre, {by_frame(atlas, located)}. Les propositions n'y sont pas."
    )


def _stands_in(atlas: Atlas, experiment_id: str, level: str) -> bool:
    places = atlas.lieux[experiment_id]
    return any(one.startswith(level) for lieu in places for one in (lieu.id, *lieu.parents))


def _elsewhere(atlas: Atlas) -> str:
    """What the map cannot show, said in words."""
    led = led_ones(atlas, atlas.experimentations)
    outside = [item for item in led if not _stands_in(atlas, item.id, "departement-")]
    wide = [item for item in outside if _stands_in(atlas, item.id, "region-")]
    told = []
    if wide:
        many = "ent" if len(wide) > 1 else "e"
        names = sorted({lieu.nom for item in wide for lieu in atlas.lieux[item.id]}, key=sort_key)
        told.append(
            f"{plural(len(wide), 'expérimentation')} port{many} sur une région entière : {', '.join(names)}."
        )
    abroad = [item for item in outside if any(lieu.pays != FRANCE for lieu in atlas.lieux[item.id])]
    if abroad:
        names = sorted({lieu.nom for item in abroad for lieu in atlas.lieux[item.id]}, key=sort_key)
        told.append(f"{plural(len(abroad), 'expérimentation')} hors de France : {', '.join(names)}.")
    if len(outside) > len(wide) + len(abroad):
        rest = len(outside) - len(wide) - len(abroad)
        told.append(f"{plural(rest, 'expérimentation')} n'{'ont' if rest > 1 else 'a'} pas de lieu connu.")
    return " ".join(told)


def _table(atlas: Atlas, counts: Mapping[str, int]) -> tuple[RegionRow, ...]:
    """Every région; the other collectivities overseas only where something was tried."""
    inside: defaultdict[str, list[Lieu]] = defaultdict(list)
    for lieu in _official(atlas, "departement"):
        inside[lieu.parents[0]].append(lieu)
    return tuple(
        _row(atlas, region, inside[region.id], counts=counts)
        for region in _official(atlas, "region")
        if len(region.code) == _DIGITS or count_in_place(atlas, region.id)
    )


def _row(atlas: Atlas, region: Lieu, inside: Iterable[Lieu], *, counts: Mapping[str, int]) -> RegionRow:
    tried = [(lieu, count) for lieu in inside if (count := counts[lieu.code.lower()])]
    return RegionRow(
        region=Value(
            region.nom, address(Ref("territoire", region.id)) if region.id in atlas.territoires else None
        ),
        nombre=count_in_place(atlas, region.id),
        departements=tuple(
            Value(lieu.nom, address(Ref("territoire", lieu.id)), note=str(count)) for lieu, count in tried
        ),
        autres=", ".join(lieu.nom for lieu in inside if not counts[lieu.code.lower()]),
    )
