"""A commons adds a kind, a field, a phase and a facet in its schemas alone: they show on every face."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.catalogue import GROUPES
from generator.pipeline import CouldNotRun, build, check
from tests.doors.command import espace
from tests.doors.repositories import commit, git, only_our_settings
from tests.house.own_schemas import FIRST_ID, SECOND_ID, lay

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TITLE = "Entretien avec une habitante du port"
PAGE = "entretiens/habitante-du-port"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commons, checked and published."""
    root = tmp_path_factory.mktemp("espace")
    lay(root)
    assert check(root).diagnostics == ()
    out = tmp_path_factory.mktemp("publication") / "site"
    build(root, out)
    return out


def page(site: Path, where: str) -> str:
    html = (site / where / "index.html").read_text(encoding="utf-8")
    return html.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


def rows(site: Path, name: str) -> list[dict[str, str]]:
    with (site / f"donnees/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_a_record_of_a_new_kind_has_its_page(site: Path) -> None:
    html = page(site, PAGE)
    assert f"<h1>{TITLE}</h1>" in html
    assert "<dt>Fonction</dt>\n<dd>Retraitée du chantier naval</dd>" in html
    assert '<time datetime="2026-03-04">4 mars 2026</time>' in html
    assert "<dd>Partagé</dd>" in html, "the words of a value, not its code"
    assert "Au début, je n'y croyais pas." in html
    assert '<a href="../../entretiens/">Entretiens</a>' in html


def test_it_is_listed_and_linked_at_both_ends(site: Path) -> None:
    assert TITLE in page(site, "entretiens")
    assert f'href="../../experimentations/{SECOND_ID}/"' in page(site, PAGE)
    other = page(site, f"experimentations/{SECOND_ID}")
    assert 'id="Cite-entretien"' in other
    assert f'<a href="../../{PAGE}/">{TITLE}</a>' in other


def test_it_is_found_by_words_and_by_facet(site: Path) -> None:
    catalogue = json.loads((site / "donnees/catalogue.json").read_text(encoding="utf-8"))
    found = next(one for one in catalogue["fiches"] if one["titre"] == TITLE)
    assert found["nature"] == "entretien"
    assert found["facettes"]["ton"] == ["partage"]
    group = next(one for one in catalogue["groupes"] if one["nom"] == "ton")
    assert [choice["libelle"] for choice in group["choix"]] == ["Plutôt content", "Partagé"]
    search = page(site, "recherche")
    assert 'name="ton" value="partage"' in search
    assert 'name="nature" value="entretien"' in search
    assert "data-fiche=" in page(site, PAGE)


def test_feeds_and_the_map_of_the_site_tell_it(site: Path) -> None:
    assert f"Entretien : {TITLE}" in (site / "flux/tout.xml").read_text(encoding="utf-8").replace(
        "\u00a0", " "
    )
    assert f"/{PAGE}/" in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_the_form_asks_for_it(site: Path) -> None:
    form = page(site, "contribuer/formulaire")
    assert "Ajouter un entretien" in form
    assert "content/entretiens/" in form
    assert "Ce que l'expérimentation a coûté, en euros." in form
    words = json.loads((site / "assets/formulaire/phrases.json").read_text(encoding="utf-8"))
    assert words["natures"]["entretien"] == ["aucun entretien", "un entretien"]


def test_tables_hold_it(site: Path) -> None:
    (row,) = rows(site, "entretien")
    assert row["fonction"] == "Retraitée du chantier naval"
    assert row["experimentation"] == SECOND_ID
    assert {one["id"]: one["budget"] for one in rows(site, "experimentation")} == {
        FIRST_ID: "12000",
        SECOND_ID: "",
    }


def test_a_new_field_shows_on_its_page_and_in_lists(site: Path) -> None:
    assert "<dt>Budget</dt>\n<dd>12 000 €</dd>" in page(site, f"experimentations/{FIRST_ID}")
    assert "Budget : 12 000 €" in page(site, "experimentations")
    assert (
        "Budget"
        not in page(site, f"experimentations/{SECOND_ID}").partition("Cité par")[0].partition("<h1>")[2]
    )


def test_a_new_phase_has_its_place(site: Path) -> None:
    listed = page(site, "experimentations")
    assert "En répétition générale" in listed
    assert "Un essai que l'on répète" in listed
    assert "En répétition générale" in page(site, f"experimentations/{SECOND_ID}")
    own = page(site, f"experimentations/{FIRST_ID}")
    order = [own.index(f">{name}<") for name in ("Co-construction", "Répétition générale", "Mise en œuvre")]
    assert order == sorted(order)
    assert 'value="repetition"' in page(site, "recherche")


def test_a_label_of_its_own_is_said_wherever_the_program_said_another(site: Path) -> None:
    for where in ("experimentations", f"experimentations/{FIRST_ID}", "recherche", "contribuer/formulaire"):
        assert "Menée à bien" in page(site, where), where
    said = [found for found in site.rglob("*.html") if ">Terminée<" in found.read_text(encoding="utf-8")]
    assert said == []


def test_a_proposal_that_changes_them_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.reviewing import report  # noqa: PLC0415

    only_our_settings(monkeypatch, tmp_path)
    lay(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "ce qui est publié")
    git(tmp_path, "switch", "-q", "-c", "travail")
    interview = tmp_path / "content/entretiens/habitante-du-port.md"
    interview.write_text(
        interview.read_text(encoding="utf-8").replace("Retraitée", "Cheffe"), encoding="utf-8"
    )
    index = tmp_path / f"experiments/{FIRST_ID}/index.md"
    index.write_text(
        index.read_text(encoding="utf-8").replace("budget: 12000", "budget: 15000"), encoding="utf-8"
    )
    told = report(tmp_path, "main").replace("\u00a0", " ")
    assert TITLE in told
    assert "Fonction" in told
    assert "Cheffe" in told
    assert "Budget" in told
    assert "15000" in told.replace(" ", "").replace("\u202f", "")


def test_a_former_name_still_answers(tmp_path: Path) -> None:
    lay(tmp_path / "espace")
    path = tmp_path / "espace/content/entretiens/habitante-du-port.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("---\n", "---\nanciens_ids: [habitante]\n", 1),
        encoding="utf-8",
    )
    build(tmp_path / "espace", tmp_path / "site")
    assert "habitante-du-port" in (tmp_path / "site/entretiens/habitante/index.html").read_text(
        encoding="utf-8"
    )


def test_a_draft_of_it_is_begun_and_found_at_fault_until_filled_in(tmp_path: Path) -> None:
    lay(tmp_path)
    done = espace("new", "entretien", "jean-du-quai", "--root", tmp_path)
    path = tmp_path / "content/entretiens/jean-du-quai.md"
    assert done.returncode == 0, done.stderr
    assert path.is_file()
    assert {fault.place.path for fault in check(tmp_path).diagnostics} == {
        "content/entretiens/jean-du-quai.md"
    }


def test_one_that_is_gone_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_our_settings(monkeypatch, tmp_path)
    lay(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "ce qui est publié")
    (tmp_path / "content/entretiens/habitante-du-port.md").unlink()
    lost = [fault.message for fault in check(tmp_path, "main").diagnostics if fault.rule == "adresse-perdue"]
    assert lost == ["« /entretiens/habitante-du-port/ », déjà publiée, ne répond plus"]


def test_an_unknown_name_is_told_with_the_words_of_its_kind(tmp_path: Path) -> None:
    lay(tmp_path)
    path = tmp_path / "schemas/experimentation.schema.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    tree["properties"]["temoin"] = {
        "title": "Témoin",
        "description": "Qui en parle.",
        "x-faces": "page csv",
        "type": "string",
        "x-ref": "entretien",
    }
    path.write_text(json.dumps(tree), encoding="utf-8")
    index = tmp_path / f"experiments/{FIRST_ID}/index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("---\n", "---\ntemoin: habitante-du-prot\n", 1), encoding="utf-8")
    (fault,) = check(tmp_path).diagnostics
    assert fault.message == "aucun entretien ne s'appelle « habitante-du-prot »"
    assert fault.help == "vouliez-vous dire « habitante-du-port » ?"
    assert [edit.text for edit in fault.edits] == ["habitante-du-port"]


def _without(*keys: str) -> Callable[[dict[str, Any]], None]:
    def change(tree: dict[str, Any]) -> None:
        for key in keys[:-1]:
            tree = tree[key]
        del tree[keys[-1]]

    return change


def _with(value: object, *keys: str) -> Callable[[dict[str, Any]], None]:
    def change(tree: dict[str, Any]) -> None:
        for key in keys[:-1]:
            tree = tree[key]
        tree[keys[-1]] = value

    return change


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("entretien", _without("x-sorte"), "« entretien » ne dit pas « x-fichier » et « x-sorte »"),
        ("entretien", _without("x-fichier"), "« entretien » ne dit pas « x-fichier » et « x-sorte »"),
        ("entretien", _with("vingt", "x-sorte", "rang"), "écrit mal « rang » dans « x-sorte »"),
        ("entretien", _with("/entretiens/", "x-sorte", "liste"), "écrit mal « liste »"),
        ("entretien", _with(["/acteurs/", "Gens"], "x-sorte", "liste"), "doit dire la « liste »"),
        (
            "experimentation",
            _with({"x-faces": "csv"}, "properties", "corps"),
            "emploie déjà",
        ),
        ("entretien", _with({"x-faces": "csv"}, "properties", "adresse"), "emploie déjà"),
        (
            "entretien",
            _with({"x-faces": "facette", "enum": ["a"]}, "properties", "type"),
            "une facette qui existe",
        ),
        ("entretien", _without("x-sorte", "rang"), "il manque « rang »"),
        (
            "entretien",
            _without("x-sorte", "adresse"),
            "doit avoir une « adresse », ou dire « sans-page » et pourquoi",
        ),
        ("entretien", _with("/acteurs/<id>/", "x-sorte", "adresse"), "doit avoir son dossier"),
        ("entretien", _with("toolbox/<id>.md", "x-fichier"), "doit avoir son dossier"),
        ("entretien", _with("x", "x-sorte", "adrese"), "« adrese » n'y a pas de sens"),
        ("entretien", _without("x-sorte", "liste"), "doit dire la « liste » où paraissent ses fiches"),
        (
            "entretien",
            _without("properties", "fonction", "x-faces"),
            "« fonction » de « entretien » ne dit pas où il paraît",
        ),
        (
            "entretien",
            _with("", "properties", "fonction", "x-faces"),
            "« fonction » de « entretien » ne paraît nulle part",
        ),
        ("entretien", _without("properties", "titre"), "doit avoir un champ « titre »"),
        (
            "outil",
            _with("/outils/<id>/", "x-sorte", "adresse"),
            "« outil » ne peut pas changer de place ni d'adresse",
        ),
        (
            "outil",
            _with("integer", "properties", "budget", "type"),
            "« outil » ne peut pas changer le type du champ « budget »",
        ),
        (
            "experimentation",
            _without("properties", "statut", "x-phases", "bilan"),
            "le statut « bilan » doit être une phase",
        ),
        (
            "experimentation",
            _with("page afiche", "properties", "budget", "x-faces"),
            "« afiche », qui n'existe pas",
        ),
        (
            "experimentation",
            _with("facette", "properties", "budget", "x-faces"),
            "ne peut pas être une facette : il lui faut une liste de valeurs",
        ),
        (
            "experimentation",
            _with("entretein", "properties", "budget", "x-ref"),
            "renvoie à « entretein », qui n'est pas une sorte de fiche",
        ),
    ],
)
def test_what_has_no_place_stops_the_program(
    tmp_path: Path, kind: str, change: Callable[[dict[str, Any]], None], words: str
) -> None:
    """One sentence, never a kind, a phase or a field that vanishes."""
    lay(tmp_path)
    path = tmp_path / f"schemas/{kind}.schema.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    change(tree)
    path.write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(CouldNotRun) as refused:
        check(tmp_path)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("folder", ["recherche", "donnees", "contribuer"])
def test_a_kind_takes_no_folder_of_the_site(tmp_path: Path, folder: str) -> None:
    lay(tmp_path)
    path = tmp_path / "schemas/entretien.schema.json"
    path.write_text(path.read_text(encoding="utf-8").replace("entretiens/", f"{folder}/"), encoding="utf-8")
    with pytest.raises(CouldNotRun, match="doit avoir son dossier"):
        check(tmp_path)


@pytest.mark.parametrize("group", GROUPES)
def test_a_facet_takes_the_name_of_no_other(tmp_path: Path, group: str) -> None:
    lay(tmp_path)
    path = tmp_path / "schemas/entretien.schema.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"ton"', f'"{group}"'), encoding="utf-8")
    with pytest.raises(CouldNotRun, match="porte le nom d'une facette qui existe déjà"):
        check(tmp_path)
