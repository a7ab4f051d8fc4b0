"""Hold what directories and archives read of the project to what it is: names, version, licences."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import frontmatter
import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SITE: dict[str, Any] = yaml.safe_load((ROOT / "content/site.yml").read_text(encoding="utf-8"))
CITATION: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
ZENODO: dict[str, Any] = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
CODE: dict[str, Any] = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
PUBLIC: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def _tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name(name)), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_file_has_an_owner_and_a_licence() -> None:
    """The files that git knows and those about to be added, in the way that `reuse` reads them."""
    told = _tool("reuse", "lint", "--json")
    found = json.loads(told.stdout)
    assert found["summary"]["compliant"], found["non_compliant"]
    assert found["summary"]["files_total"] > len(list((ROOT / "generator").rglob("*.py")))


def test_a_record_under_another_licence_is_told_apart() -> None:
    """`REUSE.toml` says one licence for all records: one that says another is named there."""
    annotations = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    named = {
        path: one["SPDX-License-Identifier"]
        for one in annotations
        for path in ([one["path"]] if isinstance(one["path"], str) else one["path"])
    }
    usual = named["content/**"]
    assert usual == SITE["licence"]
    records = [
        one for folder in ("content", "experiments", "toolbox") for one in (ROOT / folder).rglob("*.md")
    ]
    assert len(records) > 100
    for record in records:
        own = frontmatter.load(str(record)).metadata.get("licence", usual)
        path = record.relative_to(ROOT).as_posix()
        assert own == usual or named.get(path) == own, f"{path}: {own} must be told in REUSE.toml"


def test_the_citation_is_read_by_those_who_cite() -> None:
    told = _tool("check-jsonschema", "--builtin-schema", "vendor.citation-file-format", "CITATION.cff")
    assert told.returncode == 0, told.stdout


def test_one_version_everywhere() -> None:
    version = PROJECT["version"]
    found = (CITATION["version"], ZENODO["version"], CODE["version"], PUBLIC["softwareVersion"])
    assert found == (version,) * len(found)


def test_one_name_and_one_description_everywhere() -> None:
    assert CITATION["title"] == ZENODO["title"] == SITE["nom"]
    assert SITE["description"].rstrip(".") in CITATION["abstract"]
    assert CITATION["abstract"] in ZENODO["description"]
    assert CODE["name"] == PROJECT["name"]
    assert CODE["description"] == PROJECT["description"]
    who = [one["name"] for one in CITATION["authors"]]
    assert who[0] == SITE["editeur"] == PUBLIC["legal"]["mainCopyrightOwner"]
    assert who == [one["name"] for one in ZENODO["creators"]] == [one["name"] for one in CODE["author"]]


def test_licences_are_those_of_the_project() -> None:
    assert CITATION["license"] == [SITE["licence"], PROJECT["license"]]
    assert ZENODO["license"] == SITE["licence"]
    assert CODE["license"].rpartition("/")[2] == PUBLIC["legal"]["license"] == PROJECT["license"]


def test_no_repository_is_made_up() -> None:
    """As long as the publisher has not said where the files are, what must be an address leads nowhere."""
    depot = SITE.get("depot")
    assert PUBLIC["url"] == (depot or "https://espace-ressources.example/depot")
    for one in (CITATION.get("repository-code"), CODE.get("codeRepository")):
        assert one == depot


@pytest.mark.parametrize(
    "key", ["publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"]
)
def test_a_directory_of_public_software_finds_what_it_must(key: str) -> None:
    """The keys that publiccode.yml 0.4 requires, with those of its groups and the lengths it allows."""
    assert PUBLIC[key]
    french = PUBLIC["description"]["fr"]
    assert len(french["shortDescription"]) <= 150
    assert 150 <= len(french["longDescription"]) <= 10_000
    assert french["features"]
    assert PUBLIC["maintenance"]["type"] == "community"
    assert PUBLIC["maintenance"]["contacts"][0]["name"]
    assert PUBLIC["localisation"]["availableLanguages"] == ["fr"]
    assert PUBLIC["localisation"]["localisationReady"] is False


@pytest.mark.parametrize("name", [one["releaseNotes"] for one in [CODE]] + [CODE["softwareHelp"]])
def test_what_is_named_is_there(name: str) -> None:
    assert (ROOT / name).is_file()
