"""The map of experiments, as programs read it: what RFC 7946 asks of it, and what each point says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.exports.geojson import PROPERTIES, map_bytes
from generator.pipeline import PROJECT, check
from generator.territory import position, reference
from tests.house.showing import Showing

if TYPE_CHECKING:
    from generator.index import Index

LEVELS = ("commune", "epci", "ept", "departement", "region")


@pytest.fixture(scope="module", params=["les fiches du projet", "une fiche pleine de chaque sorte"])
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Index:
    whole = "pleine" in request.param
    return Showing(tmp_path_factory.mktemp("carte")).checked.index if whole else check(PROJECT).index


def no_constant(text: str) -> None:
    raise AssertionError(text)


def features(index: Index) -> list[dict[str, Any]]:
    told = json.loads(map_bytes(index).decode("utf-8"), parse_constant=no_constant)
    assert told["type"] == "FeatureCollection"
    assert not {"crs", "coordinates", "geometries", "geometry", "properties"} & told.keys()
    assert isinstance(told["features"], list)
    return list(told["features"])


def test_it_is_as_the_standard_asks(index: Index) -> None:
    found = features(index)
    assert len({one["id"] for one in found}) == len(found) == sum(map(len, index.lieux.values())) > 0
    for one in found:
        assert set(one) == {"type", "id", "geometry", "properties"}
        assert one["type"] == "Feature"
        assert isinstance(one["properties"], dict)
        if one["geometry"] is not None:
            assert set(one["geometry"]) == {"type", "coordinates"}
            assert one["geometry"]["type"] == "Point"
            x, y = one["geometry"]["coordinates"]
            assert -180 <= x <= 180
            assert -90 <= y <= 90


def test_each_point_says_what_it_is(index: Index) -> None:
    """A point is that of the place, else of what holds it; none stands for another place."""
    told: set[str] = set()
    for one in features(index):
        said = one["properties"]
        told |= said.keys()
        lieu = index.commons.gazetteer.get(said["territoire"])
        assert lieu is not None
        names = {lieu.id: lieu.niveau, **{each: each.partition("-")[0] for each in lieu.parents}}
        here = [name for name, level in names.items() if level == said["precision"]]
        if one["geometry"] is None:
            assert said["precision"] == "aucune"
            assert position(lieu.id) is None
        else:
            assert tuple(one["geometry"]["coordinates"]) in {position(name) for name in here}
            assert (said["precision"] == lieu.niveau) == (position(lieu.id) is not None)
    assert told <= PROPERTIES.keys()


def test_the_project_has_points_of_several_precisions() -> None:
    found = features(check(PROJECT).index)
    assert {one["properties"]["precision"] for one in found} >= {"commune", "departement", "epci", "aucune"}


def test_positions_are_those_of_france() -> None:
    """Longitude first; every département but islands has one; each commune is near its middle."""
    known = position("commune-68224")
    assert known is not None
    assert abs(known[0] - 7.33) < 0.01
    assert abs(known[1] - 47.75) < 0.01
    official = reference()
    lost = [one for one in official.of_level("departement") if position(one) is None]
    assert all(one.startswith(("departement-97", "departement-98")) for one in lost)  # islands, far away
    assert len(lost) < 10
    far = []
    for name in official.of_level("commune"):
        here, lieu = position(name), official.get(name)
        assert lieu is not None
        around = next((one for one in lieu.parents if one.startswith("departement-")), "")
        middle = position(around)
        if here and middle and max(abs(here[0] - middle[0]), abs(here[1] - middle[1])) > 1.5:
            far.append(name)
    assert far == []
