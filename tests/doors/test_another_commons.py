"""A commons of another network: its own enjeux, places, colours and logo, and nothing of ours on its site."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from generator.pages.frame.charting import chart
from generator.pages.lists.france_map import map_of_france
from generator.pipeline import PROJECT, build, check
from tests.pictures import picture

if TYPE_CHECKING:
    from pathlib import Path

COLOURS = {"eau": "#0b5e8a", "sols": "#7a4a2a", "ecole": "#8e24aa", "soins": "", "routes": "#455a78"}
ICONS = dict(zip(COLOURS, ("goutte", "arbre", "ecole", "coeur", "chemin"), strict=True))
FACTS = """\
nom: Les communs du Fleuve
url: https://fleuve.example/
description: Ce que les communes du Fleuve essaient avec leurs habitants.
editeur: Réseau du Fleuve
vocabulaire: {labo: la Fabrique}
couleurs:
  jour: {papier: "#f4f8f4", encre: "#1f2a22", accent: "#7a2e4d", pied: "#3a1626"}
  nuit: {accent: "#f0b3cb"}
logo: {fichier: logo.png, alternative: "Un pont & un <fleuve>"}
"""
TOWN = """\
---
titre: Rive-d'Essai
resume: Une commune inventée de Belgique, au bord de l'eau, qui essaie des assemblées de quartier.
pays: BE
niveau_local: Commune
parents: [province-d-essai]
licence: CC0-1.0
---
Une commune.
"""
PROVINCE = """\
---
titre: Province d'Essai
resume: Une province inventée de Belgique, dont les communes essaient des assemblées de quartier.
pays: BE
niveau_local: Province
licence: CC0-1.0
---
Une province.
"""
EXPERIMENT = """\
---
titre: Le pont aux idées
resume: Une assemblée de quartier se tient sous un pont, une fois par mois, pendant une année.
cadre: labo
statut: mise-en-oeuvre
enjeux: [eau, sols, ecole, soins]
territoires: [rive-d-essai]
collectivites: [{territoire: rive-d-essai}]
debut: 2026-01
outils: [pont-aux-idees]
licence: CC0-1.0
publie_le: 2026-02-03
---
Un essai.
"""
TOOL = """\
---
titre: L'assemblée sous le pont
resume: On se réunit sous un pont, et chacun écrit une idée à la craie sur une pile.
type: outil
enjeux: [eau, routes]
licence: CC0-1.0
publie_le: 2026-02-04
---
Une craie suffit.
"""
# In small letters, « labo » is a value that files hold: the frame of those who lead.
OURS = re.compile(
    r"\b[Hh]uit\b|\bLabo\b|Démocratie Ouverte|diversifier-les-publics|depasser-les-tlm"
    r"|societe-de-l-engagement|pouvoir-d-agir|lien-durable|toutes-les-etapes|decider-ensemble|renouer-la-confiance"
)


def lay(root: Path) -> None:
    files = {
        "content/site.yml": FACTS,
        "content/territoires/rive-d-essai.md": TOWN,
        "content/territoires/province-d-essai.md": PROVINCE,
        "experiments/pont-aux-idees/index.md": EXPERIMENT,
        "toolbox/pont-aux-idees.md": TOOL,
    }
    for number, (name, colour) in enumerate(COLOURS.items(), 1):
        own = f'couleur: "{colour}"\n' if colour else ""
        files[f"content/enjeux/{name}.md"] = (
            f"---\nnumero: {number}\ntitre: Enjeu {name}\nquestion: Comment partager {name} ?\n"
            f"{own}icone: {ICONS[name]}\n---\nUn enjeu.\n"
        )
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "content/logo.png").write_bytes(picture("logo.png"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("autre") / "espace"
    lay(where)
    return where


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    out = root.parent / "site"
    built = build(root, out)
    assert built.staging.report == ""
    assert built.result is not None
    assert (built.result.published, built.result.broken) == (True, ())
    return out


def html(site: Path, address: str) -> str:
    return (site / address.strip("/") / "index.html").read_text(encoding="utf-8")


def test_it_checks_clean(root: Path) -> None:
    assert check(root).told == []


def test_five_enjeux_everywhere(site: Path) -> None:
    home = html(site, "/")
    assert "Cinq enjeux, cinq portes d’entrée" in home
    assert home.count('<li class="porte enjeu-') == len(COLOURS)
    assert html(site, "/enjeux/").count("porte enjeu-") == len(COLOURS)
    matrix = re.search(r"<table.*?</table>", html(site, "/couverture/"), re.DOTALL)
    assert matrix is not None
    assert {*re.findall(r"enjeu-(\d+)", matrix[0])} == {"1", "2", "3", "4", "5"}
    form = html(site, "/contribuer/formulaire/")
    choices = {*re.findall(r'<input[^>]* type="checkbox"[^>]* value="([a-z-]+)"', form)} & {*COLOURS}
    assert choices == {*COLOURS}
    for name in COLOURS:
        assert f"Enjeu {name}" in html(site, f"/enjeux/{name}/")
        assert (site / "enjeux" / name / "flux.xml").is_file()
    assert len([*(site / "enjeux").glob("*/flux.xml")]) == len(COLOURS)


def test_its_colours(site: Path) -> None:
    sheet = (site / "assets/enjeux.css").read_text(encoding="utf-8")
    assert {*re.findall(r"^\.enjeu-(\d+) ", sheet, re.MULTILINE)} == {"1", "2", "3", "4", "5"}
    for number, colour in enumerate(COLOURS.values(), 1):
        assert f".enjeu-{number} {{ --enjeu: {colour or '#7b5a00'};" in sheet
    assert "--papier: #f4f8f4;" in sheet
    assert '"slate"][data-md-color-primary="custom"] { --lien: #f0b3cb;' in sheet


def test_its_logo(site: Path) -> None:
    shown = '<img class="espace-logo" src="{}logo.png" alt="Un pont &amp; un &lt;fleuve&gt;">'
    assert shown.format("") in html(site, "/")
    assert shown.format("../../") in html(site, "/enjeux/eau/")
    assert (site / "logo.png").is_file()


def test_a_place_abroad(site: Path) -> None:
    page = html(site, "/territoires/rive-d-essai/")
    trail = re.search(r'<nav class="(?:fil|ariane)[^>]*>.*?</nav>', page, re.DOTALL)
    words = re.sub(r"<[^>]+>|\s+", " ", trail[0] if trail else page)
    assert re.search(r"Territoires .*Belgique .*Province d.Essai", words)
    assert "Code officiel" not in page
    every = html(site, "/territoires/")
    assert '<h3 id="Pays-be">Belgique</h3>' in re.sub(r' data-[a-z-]+="[^"]*"', "", every)
    assert every.index(">Province d’Essai<") < every.index(">Rive-d’Essai<")
    assert "Région ou pays" in html(site, "/couverture/")
    catalogue = json.loads((site / "donnees/catalogue.json").read_text(encoding="utf-8"))
    assert "be" in json.dumps(catalogue)
    assert "france-carte" not in every  # where every place is abroad, a map of France shows nothing
    assert "france-carte" not in html(site, "/")


def test_the_map_says_what_it_cannot_show(root: Path) -> None:
    checked = check(root)
    drawn = map_of_france(chart(checked.index))
    assert drawn.ailleurs == "1\u00a0expérimentation hors de France : Rive-d'Essai."


def test_nothing_of_ours_shows(site: Path) -> None:
    """But for what Material brings."""
    found = {}
    for path in sorted(site.rglob("*")):
        where = path.relative_to(site).as_posix()
        if path.suffix not in {".html", ".xml", ".css", ".js", ".json", ".ics", ".csv", ".txt"}:
            continue
        if where.startswith("assets/javascripts/"):
            continue
        if shown := {*OURS.findall(path.read_text(encoding="utf-8"))}:
            found[where] = shown
    assert found == {}


def test_the_lab_has_its_name(site: Path) -> None:
    words = html(site, "/experimentations/").replace("\u00a0", " ")
    assert "Les expérimentations de la Fabrique" in words
    assert "Menées avec la Fabrique de Réseau du Fleuve." in words
    assert "Expérimentation de la Fabrique" in html(site, "/experimentations/pont-aux-idees/")
    told = (site / "schemas/experimentation.schema.json").read_text(encoding="utf-8")
    assert "Équipe de la Fabrique" in told
    assert "{du labo}" not in told


def test_generator_and_schemas_name_nothing_of_ours() -> None:
    """Enjeux and names stand in content and its facts; numbers are counted, but in the one list of them."""
    found = {}
    for folder in ("generator", "schemas"):
        for path in sorted((PROJECT / folder).rglob("*")):
            where = path.relative_to(PROJECT).as_posix()
            if path.suffix not in {".py", ".html", ".json", ".toml", ".js", ".css", ".svg"}:
                continue
            if where.startswith(("generator/decisions/", "generator/territory/", "generator/pages/data/")):
                continue
            text = path.read_text(encoding="utf-8")
            if where == "generator/grammar.py":
                text = text.replace('"huit"', "").replace('"dix-huit"', "")
            if shown := {*OURS.findall(text)}:
                found[where] = shown
    assert found == {}
