"""A small commons and what it publishes, page by page: a change of the site shows in the difference."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.pipeline import PROJECT, docs_folder
from tests.golden.published import small

EXPECTED = Path(__file__).parent / "petit-espace"
PUBLISHED = EXPECTED / "publie.txt"
STAGED = EXPECTED / "pages"

# The same for every commons, and told elsewhere: files of the theme and of the search, schemas as they are,
# the pages generated from the rules and from the schemas, the official territories, the mark.
ELSEWHERE = (
    *("assets/", "favicon.ico", "schemas/", "donnees/territoires.gz", ".espace-ressources"),
    *("donnees/commun.zip", "donnees/datapackage.json", "donnees/tables/", "donnees/tableur/"),
    *("donnees/colonnes.", "donnees/openapi.json"),
    *("contribuer/regles/", "contribuer/champs/", "contribuer/formulaire/", "contribuer/modeles/"),
)


@pytest.fixture(scope="module")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small(tmp_path_factory) / "espace"


def texts(folder: Path) -> dict[str, str]:
    """Every staged page of the commons' own, by path."""
    return {
        name: path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith(ELSEWHERE)
    }


def names(folder: Path) -> str:
    """The list of all published files, but those whose names are digests."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return "".join(f"{name}\n" for name in found if not name.startswith("assets/"))


def test_pages(commons: Path, request: pytest.FixtureRequest) -> None:
    made = texts(docs_folder(commons))
    if request.config.getoption("--update-cases"):
        shutil.rmtree(STAGED, ignore_errors=True)
        for name, text in made.items():
            target = STAGED / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    assert made == texts(STAGED)


def test_every_file_published(commons: Path, request: pytest.FixtureRequest) -> None:
    made = names(commons.parent / "site")
    if request.config.getoption("--update-cases"):
        PUBLISHED.write_text(made, encoding="utf-8")
    assert made == PUBLISHED.read_text(encoding="utf-8")


def test_schemas_are_published_as_they_are(commons: Path) -> None:
    """But for the name of the lab, put where they leave a mark for it."""
    for schema in (PROJECT / "schemas").glob("*.json"):
        text = schema.read_text(encoding="utf-8").replace("{du labo}", "du Labo")
        text = text.replace("{le labo}", "le Labo").replace("{au labo}", "au Labo")
        assert (commons.parent / "site/schemas" / schema.name).read_text(encoding="utf-8") == text
