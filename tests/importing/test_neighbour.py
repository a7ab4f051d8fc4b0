"""What another espace published is shown apart, from its archive; one that is not sound gives nothing."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from generator import pipeline
from generator.written import written_pages
from tests.cases.case_file import lay_base
from tests.doors.command import espace
from tests.golden.published import small

if TYPE_CHECKING:
    from pathlib import Path

URL, NAME = "https://essai.example/", "Espace d'à côté"
TOLD = {
    "sorte": "outil",
    "id": "le-banc",
    "titre": "Le banc <script>alert(1)</script>",
    "adresse": f"{URL}boite-a-outils/le-banc/",
    "fichier": "toolbox/le-banc.md",
    "empreinte": "0",
    "texte": "",
    "champs": {"resume": "Un banc, une table, {{ 7 * 7 }} et deux chaises.", "licence": "CC-BY-SA-4.0"},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A commons at another address than the neighbour's."""
    lay_base(tmp_path / "espace")
    facts = tmp_path / "espace/content/site.yml"
    facts.write_text(facts.read_text(encoding="utf-8").replace(URL, "https://ici.example/"), encoding="utf-8")
    return tmp_path / "espace"


def archive(folder: Path, *told: dict[str, Any], name: str = "fiches/outil.jsonl", text: str = "") -> Path:
    """The archive of an espace that tells this of its records."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, text or "".join(f"{json.dumps(one)}\n" for one in told))
    (folder / "commun.zip").write_bytes(made.getvalue())
    return folder / "commun.zip"


def voisin(root: Path, file: Path, *more: str) -> tuple[int, str]:
    done = espace("voisin", file, "--nom", NAME, "--adresse", URL, "--root", root, *more)
    return done.returncode, done.stdout + done.stderr


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_what_a_neighbour_published_is_shown_apart(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    held, before = small(tmp_path_factory) / "site/donnees/commun.zip", files(root)
    home = _pages(root)["/"]
    code, told = voisin(root, held)
    assert code == 0
    assert "Rien n'est encore écrit" in told
    assert files(root) == before
    assert voisin(root, held, "--write")[0] == 0
    made = files(root)
    assert {name: made[name] for name in before} == before
    pages = _pages(root)
    card = pages["/ailleurs/espace-d-a-cote-cercle-d-essai/"]
    assert f'href="{URL}boite-a-outils/cercle-d-essai/"' in card
    assert "CC BY-SA 4.0" in card
    assert "vient d’un autre espace" in card
    assert "Cercle d’essai" in pages["/ailleurs/"]
    assert "Espace d’à côté" in pages["/recherche/"]
    assert pages["/"] == home  # nothing is counted
    assert "ailleurs" not in pages["/boite-a-outils/"] + pages["/experimentations/"]
    assert "Tout est déjà écrit" in voisin(root, held)[1]


def test_a_newer_archive_replaces_what_the_last_one_wrote(root: Path, tmp_path: Path) -> None:
    other = TOLD | {"id": "la-chaise", "adresse": f"{URL}boite-a-outils/la-chaise/"}
    voisin(root, archive(tmp_path, TOLD, other), "--write")
    code, told = voisin(root, archive(tmp_path, TOLD | {"titre": "Le grand banc"}), "--write")
    assert code == 0
    assert "Plus dans l'archive : content/ailleurs/espace-d-a-cote-la-chaise.md" in told
    assert b"Le grand banc" in files(root)["content/ailleurs/espace-d-a-cote-le-banc.md"]
    done = espace(
        "voisin", archive(tmp_path, TOLD), "--nom", "Un tiers", "--adresse", URL, "--root", root, "--write"
    )
    assert done.returncode == 0
    schema = json.loads((root / "schemas/ailleurs.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["espace"]["enum"] == ["espace-d-a-cote", "un-tiers"]


def test_hostile_words_are_words(root: Path, tmp_path: Path) -> None:
    assert voisin(root, archive(tmp_path, TOLD), "--write")[0] == 0
    page = _pages(root)["/ailleurs/espace-d-a-cote-le-banc/"]
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7 * 7 }}" in page


def test_invented_examples_and_closed_licences_are_left(root: Path, tmp_path: Path) -> None:
    closed = TOLD | {"id": "ferme", "champs": TOLD["champs"] | {"licence": "CC-BY-NC-4.0"}}  # type: ignore[operator]
    told = voisin(root, archive(tmp_path, closed, TOLD | {"invente": True}), "--write")[1]
    assert "Laissée de côté" in told
    assert "CC-BY-NC-4.0" in told
    assert not (root / "content/ailleurs").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"adresse": "https://evil.example/le-banc/"}, "son adresse n'est pas sous https://essai.example/"),
        ({"adresse": "javascript:alert(1)"}, "son adresse"),
        ({"adresse": f"{URL}../../\ud800"}, "son adresse"),
        ({"adresse": 3}, "son adresse"),
        ({"id": "../../../etc/passwd"}, "son nom"),
        ({"id": "x" * 300}, "son nom"),
        ({"titre": "T" * 121}, "« titre »"),
        ({"titre": "Le\u202ebanc"}, "« titre »"),
        ({"titre": ["Le banc"]}, "« titre »"),
        ({"champs": {"resume": "Court.", "licence": "CC0-1.0"}}, "« resume »"),
        ({"champs": []}, "pas une fiche entière"),
        ({"sorte": 3}, "pas une fiche entière"),
    ],
)
def test_a_record_that_is_not_sound_refuses_the_whole(
    root: Path, tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    before = files(root)
    code, told = voisin(root, archive(tmp_path, TOLD | {"id": "sain"}, TOLD | change), "--write")
    assert code == 2
    assert words in told
    assert "aide: " in told
    assert re.search(r"commun\.zip, ", told)
    assert files(root) == before


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("fiches/outil.jsonl", "\n" * (130 << 20), "énorme"),
        ("../fiches/outil.jsonl", "{}", "un chemin qui en sort"),
        ("fiches/outil.jsonl", "[" * 100_000, "pas une fiche entière"),
        ("autre.txt", "{}", "n'est pas l'archive d'un espace"),
    ],
    ids=["bomb", "path", "nested", "other"],
)
def test_what_is_no_archive_is_refused(root: Path, tmp_path: Path, name: str, text: str, words: str) -> None:
    before = files(root)
    code, told = voisin(root, archive(tmp_path, name=name, text=text), "--write")
    assert code == 2
    assert words in told
    assert "aide: " in told
    assert files(root) == before


def _pages(root: Path) -> dict[str, str]:
    checked = pipeline.check(root)
    assert [one for one in checked.diagnostics if one.place.path.startswith("content/ailleurs")] == []
    return {page.address: page.html or "" for page in written_pages(checked, {}, preview=False, jobs=1)}
