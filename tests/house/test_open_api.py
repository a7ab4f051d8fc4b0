"""The description of what programs can fetch: sound by a library, whole, and true of what is published."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from generator import exports
from generator.addresses import LEDGER
from generator.exports.open_api import API
from tests.house.showing import Showing

# Read by engines where their own standards say.
APART = {"/robots.txt", "/sitemap.xml", "/llms.txt", "/.well-known/security.txt"}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Showing:
    """A commons where every field of every kind is filled in."""
    return Showing(tmp_path_factory.mktemp("complet"))


def told(full: Showing) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(full.files[API])
    return found


def pattern(path: str) -> re.Pattern[str]:
    """What an address of that path is like; the name of a page of texts may have more than one part."""
    return re.compile(re.sub(r"\\\{[a-z]+\\\}", "[^{}]+?", re.escape(path)))


def test_a_library_finds_it_sound(full: Showing) -> None:
    validate(told(full), cls=OpenAPIV31SpecValidator)
    with pytest.raises(Exception, match="paths"):
        validate({**told(full), "paths": {"sans-barre": 3}}, cls=OpenAPIV31SpecValidator)


def test_it_tells_all_that_is_published_and_nothing_else(full: Showing) -> None:
    index = full.checked.index
    published = {LEDGER, *(f"/{path}" for path in full.files)}
    promised = exports.addresses(index) | exports.every_address(index)
    kinds = [pattern(path) for path in told(full)["paths"]]
    untold = {one for one in promised - APART if not any(each.fullmatch(one) for each in kinds)}
    assert untold == set()
    assert [each.pattern for each in kinds if not any(map(each.fullmatch, published))] == []


def test_each_record_is_as_it_says(full: Showing) -> None:
    whole = told(full)
    tried = set()
    for path, one in whole["paths"].items():
        schema = next(iter(one["get"]["responses"]["200"]["content"].values())).get("schema")
        if not schema:
            continue
        kind = schema["$ref"].rpartition("/")[2]
        validator = Draft202012Validator(whole["components"]["schemas"][kind])
        for where in filter(pattern(path).fullmatch, (f"/{one}" for one in full.files)):
            record = json.loads(full.files[where[1:]])
            assert [error.message for error in validator.iter_errors(record)] == [], where
            assert record["sorte"] == kind
            tried.add(kind)
            broken = {**record, "champs": {**record["champs"], "inconnu": 1}}
            assert not validator.is_valid(broken)
    assert tried == {kind.name for kind in full.checked.commons.kinds.published}
