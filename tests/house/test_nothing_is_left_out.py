"""Every rule has its place on the page of rules, every field on that of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import pages
from generator.diagnostics import RULES
from generator.pipeline import PROJECT, check
from generator.working import schemas_of
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from generator.schema import Field


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The HTML of every page of the small commons, by address."""
    root = tmp_path_factory.mktemp("house")
    lay_base(root)
    found = check(root)
    rendered = pages.render(found.index)
    return {page.address: page.html or "" for page in rendered}


def test_every_rule_is_explained(made: dict[str, str]) -> None:
    page = made["/contribuer/regles/"]
    assert {rule for rule in RULES if f'id="Regle-{rule}"' not in page} == set()


def test_every_field_is_explained(made: dict[str, str]) -> None:
    page = made["/contribuer/champs/"]
    schemas = schemas_of(PROJECT)
    for kind, _, _ in schemas.described:
        missing = {name for name in _names(schemas.fields(kind)) if f"{name}</code>" not in page}
        assert missing == set(), kind


def _names(fields: tuple[Field, ...], inside: str = "") -> list[str]:
    found = []
    for field in fields:
        name = f"{inside}.{field.nom}" if inside else field.nom
        found += [name, *_names(field.sous_champs, name)]
    return found
