"""Every field of every schema shows where its schema says: the test renders it and looks for its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.kinds import SHIPPED
from generator.pipeline import PROJECT
from generator.schema import FACES, faces
from generator.working import schemas_of
from tests.house.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS = schemas_of(PROJECT)
FIELDS = [(kind.name, field) for kind in SHIPPED for field in SCHEMAS.trees[kind.name]["properties"]]
# A revision and an evaluation are named after their experiment: nobody can write these.
UNWRITTEN = {("protocole", "anciens_ids"), ("evaluation", "anciens_ids")}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Showing:
    """A commons where every field of every kind is filled in."""
    return Showing(tmp_path_factory.mktemp("complet"))


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_field_shows_where_it_says(full: Showing, kind: str, field: str) -> None:
    stated = set(faces(SCHEMAS.node(kind, (field,))))
    if (kind, field) in UNWRITTEN:
        assert not full.holders(kind, field)
        assert stated == set()
        return
    found = full.measured(kind, field)
    assert found, "no record of tests/house/full.txt holds it"
    assert {face for face in stated if not found[face]} == set(), "it is said to show there, and does not"
    # On other pages and in the text of a page a value may be found by chance; these are sure.
    sure = [face for face in ("formulaire", "csv", "json", "facette") if face not in stated]
    assert {face for face in sure if found[face] and not _by_chance(kind, field, face)} == set()


def _by_chance(kind: str, field: str, face: str) -> bool:
    """Whether a value stands there as that of another field."""
    return face in {"json", "facette"} and (kind, field) in _OFTEN


_OFTEN = {("experimentation", "cadre")}


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_every_part_of_a_field_is_filled_in(full: Showing, kind: str, field: str) -> None:
    """A part that no record holds would be looked for nowhere."""
    node = SCHEMAS.node(kind, (field,))
    held = [value for _, value in full.holders(kind, field)]
    missing = [".".join(path) for path in _leaves(node) if not any(_has(value, path) for value in held)]
    assert missing == ([""] if (kind, field) in UNWRITTEN else [])


def test_what_is_nowhere_has_a_reason() -> None:
    silent = [(kind, field) for kind, field in FIELDS if not faces(SCHEMAS.node(kind, (field,)))]
    assert silent
    for kind, field in silent:
        assert len(SCHEMAS.node(kind, (field,))["x-sans-face"]) > len("Parce que.")


def test_a_face_that_is_lost_is_seen(full: Showing) -> None:
    """The search itself: a value that was never written is found nowhere."""
    words = full.words("outil", "duree", "trois lunes et demie")
    assert not full.on(iter(full.pages.values()), words)
    assert set(full.measured("outil", "duree")) == set(FACES)


def _leaves(node: dict[str, object], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(inner := node.get("items"), dict):
        yield from _leaves(inner, path)
    elif isinstance(fields := node.get("properties"), dict):
        for name, child in fields.items():
            yield from _leaves(child, (*path, name))
    else:
        yield path


def _has(value: object, path: tuple[str, ...]) -> bool:
    if isinstance(value, list):
        return any(_has(one, path) for one in value)
    return not path or (isinstance(value, dict) and path[0] in value and _has(value[path[0]], path[1:]))
