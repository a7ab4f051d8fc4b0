"""Every rule has its place on the page of rules, every field on that of fields, every value on some page."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from generator import pages
from generator.diagnostics import RULES
from generator.model import parts, records
from generator.pipeline import PROJECT, check
from generator.schema import Schemas
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from generator.schema import Field

SHOWING = [
    *(PROJECT / "generator/pages").rglob("*.py"),
    *(PROJECT / "generator/pages/templates").glob("*.html"),
    *(PROJECT / "generator/exports").glob("*.py"),
    PROJECT / "generator/pipeline.py",
    PROJECT / "generator/written.py",
    PROJECT / "generator/protocol/evidence.py",
]
# What a file holds and no page shows, each with its reason.
NOT_SHOWN = {
    ("Record", "ligne_corps"): "where the prose starts in its file: for messages",
    ("Site", "identite"): "what feeds and calendars name the site by: in their identifiers",
    ("Record", "non_personnel"): "what is no datum of a person, for the check and whoever reviews",
    ("NonPersonnel", "texte"): "as above",
    ("NonPersonnel", "raison"): "as above",
    ("Site", "vocabulaire"): "read by Site.labo, which pages ask for",
    ("Vocabulaire", "labo"): "as above",
    **{
        ("Tons", name): "in the style sheet, by name"
        for name in ("papier", "carte", "encre", "accent", "pied")
    },
    ("Site", "regles_depuis"): "from when the rules of the phases are errors: for the check",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The HTML of every page of the small commons, by address."""
    root = tmp_path_factory.mktemp("house")
    lay_base(root)
    found = check(root)
    rendered = pages.render(found.commons, found.graph, found.schemas)
    return {page.address: page.html or "" for page in rendered}


def test_every_rule_is_explained(made: dict[str, str]) -> None:
    page = made["/contribuer/regles/"]
    assert {rule for rule in RULES if f'id="Regle-{rule}"' not in page} == set()


def test_every_field_is_explained(made: dict[str, str]) -> None:
    page = made["/contribuer/champs/"]
    schemas = Schemas.read(PROJECT / "schemas")
    for kind, _, _ in schemas.kinds:
        missing = {name for name in _names(schemas.fields(kind)) if f"{name}</code>" not in page}
        assert missing == set(), kind


def _names(fields: tuple[Field, ...], inside: str = "") -> list[str]:
    found = []
    for field in fields:
        name = f"{inside}.{field.nom}" if inside else field.nom
        found += [name, *_names(field.sous_champs, name)]
    return found


def test_every_value_is_shown_or_has_a_reason() -> None:
    """The code that shows names every attribute of every record and part."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SHOWING))
    unseen = set()
    for module in (records, parts):
        for name, found in inspect.getmembers(module, inspect.isclass):
            if not issubclass(found, msgspec.Struct) or name == "Frozen":
                continue
            owner = "Record" if issubclass(found, records.Record) else name
            for field in found.__struct_fields__:
                reason = NOT_SHOWN.get((name, field)) or NOT_SHOWN.get((owner, field))
                if not reason and not re.search(rf"\.{field}\b", code):
                    unseen.add(f"{name}.{field}")
    assert unseen == set()


def test_reasons_speak_of_what_is_there() -> None:
    for name, field in NOT_SHOWN:
        owner = getattr(records, name, None) or getattr(parts, name)
        assert field in owner.__struct_fields__


def test_the_code_that_shows_is_there() -> None:
    assert all(isinstance(path, Path) and path.is_file() for path in SHOWING)
