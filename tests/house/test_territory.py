"""The room of territories: what the reference answers, how fast, and what its maintainer's tool writes."""

from __future__ import annotations

import gzip
import io
import json
import runpy
import sys
import time
from pathlib import Path

import pytest

from generator.territory import Former, Lieu, reference
from generator.territory.suggestions import fold

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "generator" / "territory" / "data"
TOOL = ROOT / "tools" / "territoires" / "reduire.py"


def get(territory_id: str) -> Lieu:
    """The place of that id, which the test takes for granted."""
    found = reference().get(territory_id)
    assert found is not None, territory_id
    return found


def test_a_commune_of_the_grand_paris_shows_on_its_ept_and_on_the_metropole() -> None:
    """Est Ensemble is an EPT though its id begins like an EPCI's."""
    montreuil, est_ensemble = get("commune-93048"), get("epci-200057875")
    assert montreuil.parents == ("epci-200057875", "epci-200054781", "departement-93", "region-11")
    assert (est_ensemble.niveau, est_ensemble.nom) == ("ept", "Est Ensemble")
    assert est_ensemble.parents == ("epci-200054781", "departement-93", "region-11")
    assert get("epci-200054781").nom == "Métropole du Grand Paris"


def test_an_epci_astride_two_regions_belongs_to_all_most_communes_first() -> None:
    """Redon Agglomération has communes in three départements of two régions."""
    redon = next(place for place in map(get, reference().places) if place.nom.endswith("Redon Agglomération"))
    assert redon.nom == "Communauté d'agglomération Redon Agglomération"
    departements = ("departement-35", "departement-56", "departement-44")
    assert redon.parents == (*departements, "region-53", "region-52")


@pytest.mark.parametrize(
    ("territory_id", "nom", "parents"),
    [
        ("departement-93", "Seine-Saint-Denis", ("region-11",)),
        ("departement-2a", "Corse-du-Sud", ("region-94",)),
        ("departement-974", "La Réunion", ("region-04",)),
        ("departement-987", "Polynésie française", ("region-987",)),
        ("region-24", "Centre-Val de Loire", ()),
        ("epci-200040715", "Grenoble-Alpes-Métropole", ("departement-38", "region-84")),
        ("commune-68224", "Mulhouse", ("epci-200066009", "departement-68", "region-44")),
        ("commune-29155", "Ouessant", ("departement-29", "region-53")),
    ],
)
def test_places_of_every_level(territory_id: str, nom: str, parents: tuple[str, ...]) -> None:
    """Overseas too, and an island that is in no EPCI."""
    assert (get(territory_id).nom, get(territory_id).parents) == (nom, parents)


def test_only_an_exact_id_is_a_place() -> None:
    """Ids are lower case only; the code keeps its official capitals."""
    assert get("commune-2a004").code == "2A004"
    for text in ("", "-", "commune", "commune-", "68224", "commune-2A004", "ept-200057875", "commune-68224 "):
        assert reference().get(text) is None, text


def test_a_former_code_gives_the_commune_of_today_with_a_note() -> None:
    """The official data keep the code of a suppressed commune, not its name."""
    saillans = get("commune-26371")
    assert (saillans.id, saillans.nom, saillans.demande) == ("commune-26289", "Saillans", "commune-26371")
    assert saillans.ancien == Former("commune-26371", None, "un ancien code")
    assert (
        saillans.note == "« commune-26371 » est un ancien code : la commune est aujourd'hui Saillans (Drôme)"
    )
    assert (get("commune-26289").note, get("commune-26289").demande) == ("", "commune-26289")


@pytest.mark.parametrize(
    ("old", "today", "nom", "nature"),
    [
        ("commune-75120", "commune-75056", "Paris 20e Arrondissement", "un arrondissement"),
        ("commune-60455", "commune-60694", "La Neuville-Garnier", "une commune déléguée"),
        ("commune-55273", "commune-55386", "Lamarche-en-Woëvre", "une commune associée"),
        ("commune-20004", "commune-2a004", None, "un ancien code"),
    ],
)
def test_parts_of_communes_lead_to_their_commune(old: str, today: str, nom: str | None, nature: str) -> None:
    """Where the package's two lists disagree (60455, 55273), the present belonging wins."""
    assert get(old).id == today
    assert get(old).ancien == Former(old, nom, nature)


def test_homonyms_are_told_apart() -> None:
    """Within a level: Paris the commune and Paris the département are told apart by their level."""
    assert get("commune-97411").libelle == "Saint-Denis (La Réunion)"
    assert get("commune-93066").libelle == "Saint-Denis (Seine-Saint-Denis)"
    assert get("epci-247000623").libelle == "Communauté de communes des Quatre Rivières (Haute-Saône)"
    assert get("commune-75056").libelle == get("departement-75").libelle == "Paris"


def test_the_wholereference_holds_together() -> None:
    """Every parent exists, every former code leads somewhere, no label serves twice in one level."""
    known = reference()
    places = [get(territory_id) for territory_id in known.places]
    assert len(places) > 36_000
    assert {parent for place in places for parent in place.parents} <= known.places.keys()
    assert {line.rpartition("\t")[2] for line in known.formers.values()} <= known.places.keys()
    assert not known.formers.keys() & known.places.keys()
    assert len({(place.niveau, fold(place.libelle)) for place in places}) == len(places)
    for place in places:
        above = [parent.partition("-")[0] for parent in place.parents]
        assert above == sorted(above, key=["epci", "departement", "region"].index)
        assert (above[-1:] == ["region"]) is (place.niveau != "region")


@pytest.mark.parametrize(
    ("text", "territory_id"),
    [
        ("commune-mulhouse", "commune-68224"),
        ("Mulouse", "commune-68224"),
        ("epci-68224", "commune-68224"),
        ("commune-2A004", "commune-2a004"),
        ("commune-1004", "commune-01004"),
        ("epci-26371", "commune-26289"),
        ("ept-200057875", "epci-200057875"),
        ("departement-seine-saint-denis", "departement-93"),
        ("departement-drom", "departement-26"),
        ("région-centre", "region-24"),
        ("epci-grenoble-alpes-metropole", "epci-200040715"),
        ("epci-est-ensemble", "epci-200057875"),
        ("CC du Pays de Nay", "epci-246401756"),
        ("L\u2019Haÿ-les-Roses", "commune-94038"),
        ("commune-saint-denis-seine-saint-denis", "commune-93066"),
        ("xqzw-kjvb", None),
        ("é" * 5_000, None),
        ("", None),
    ],
)
def test_suggestions(text: str, territory_id: str | None) -> None:
    """A code with the wrong level or letters, a name, or a name almost right."""
    assert reference().suggest(text) == territory_id


def test_it_is_quick() -> None:
    """Budgets of the commands: several times what was measured (30 and 70 ms)."""
    reference.cache_clear()
    began = time.process_time()
    known = reference()
    assert time.process_time() - began < 0.2
    known.suggest("commune-mulouse")
    assert time.process_time() - began < 0.5


def test_the_file_says_its_year_source_and_licence() -> None:
    """Shown beside every list of places, and in the licence file beside the data."""
    known = reference()
    licence = (DATA / "LICENCE.md").read_text(encoding="utf-8")
    version = known.source.rpartition(" ")[2].rstrip(")")
    assert (known.annee, known.licence) == ("2026", "Licence Ouverte 2.0 (etalab-2.0)")
    assert "Insee" in known.source
    for fact in (f"1er janvier {known.annee}", version, "DGCL", "Licence Ouverte 2.0", "MIT"):
        assert fact in licence
    assert version in TOOL.read_text(encoding="utf-8")
    packed = (DATA / "territoires.txt.gz").read_bytes()
    # Bytes 4 to 8 of a gzip file are its date.
    assert (len(packed) < 800_000, packed[4:8]) == (True, bytes(4))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of one région, two départements, homonyms, an EPCI and former communes."""
    (tmp_path / "data").mkdir()
    sud = {"type": "commune-actuelle", "region": "11", "departement": "2A"}
    nord = {**sud, "departement": "2B"}
    rows: dict[str, list[dict[str, object]]] = {
        "regions": [{"code": "11", "nom": "Île"}],
        "departements": [{"code": f"2{x}", "nom": f"Sud {x}", "region": "11"} for x in "AB"],
        "communes": [
            {**sud, "code": "2A001", "nom": "Œuvre", "anciensCodes": ["20001"]},
            {**nord, "code": "2B001", "nom": "oeuvre", "population": 9},
            {"code": "2A001", "nom": "Rive", "type": "commune-deleguee", "chefLieu": "2A001"},
            {"code": "2A002", "nom": "Val", "type": "commune-deleguee", "chefLieu": "2A001"},
        ],
        "epci": [
            {"code": "2", "nom": "CC  ''X''", "populationMunicipale": 9, "membres": [{"code": "2B001"}]}
        ],
        "ept": [],
    }
    for name, content in rows.items():
        (tmp_path / "data" / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"version": "7.0.0"}', encoding="utf-8")
    (tmp_path / "README.md").write_text("| Année |\n| 2027  | 7.0.0    | x |\n", encoding="utf-8")
    return tmp_path


def run_tool(package: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the maintainer's tool on that folder, its target beside it: what it says, or refuses with."""
    said = io.StringIO()
    with monkeypatch.context() as here:
        here.setattr(sys, "argv", ["reduire.py", str(package)])
        here.setattr(sys, "path", [*sys.path])
        here.setattr(sys, "stdout", said)
        tool = runpy.run_path(str(TOOL))
        # The functions of a file run by path read their globals here, not in what run_path gives back.
        here.setitem(tool["main"].__globals__, "TARGET", package / "out.gz")
        try:
            tool["main"]()
        except SystemExit as refusal:
            return str(refusal)
    return said.getvalue()


def test_the_tool_writes_every_table(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the same bytes at the second run."""
    assert "0 disparues" in run_tool(package, monkeypatch)
    written = (package / "out.gz").read_bytes()
    assert "0 lignes nouvelles, 0 disparues" in run_tool(package, monkeypatch)
    assert (package / "out.gz").read_bytes() == written
    facts, places, formers = gzip.decompress(written).decode("utf-8").split("\n\n")
    assert facts.startswith("annee\t2027\nsource\tInsee")
    assert places.split("\n") == [
        "commune-2a001\tcommune\tŒuvre\t2\tdepartement-2a region-11",
        "commune-2b001\tcommune\toeuvre\t1\tepci-2 departement-2b region-11",
        "departement-2a\tdepartement\tSud A\t\tregion-11",
        "departement-2b\tdepartement\tSud B\t\tregion-11",
        "epci-2\tepci\tCommunauté de communes « X »\t\tdepartement-2b region-11",
        "region-11\tregion\tÎle\t\t",
    ]
    assert formers.splitlines() == [
        "commune-20001\tun ancien code\t\tcommune-2a001",
        "commune-2a002\tune commune déléguée\tVal\tcommune-2a001",
    ]


def test_the_tool_refuses_what_it_cannot_name(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder of the package, homonyms in one département, no year for its version."""
    assert "n'est pas le dossier du paquet" in run_tool(package / "data", monkeypatch)
    communes = package / "data" / "communes.json"
    communes.write_text(communes.read_text("utf-8").replace('"2B"', '"2A"'), encoding="utf-8")
    assert "d'un même département" in run_tool(package, monkeypatch)
    for name in ("communes", "epci"):
        (package / "data" / f"{name}.json").write_text("[]", encoding="utf-8")
    (package / "README.md").write_text("rien", encoding="utf-8")
    assert "ne dit pas de quelle année" in run_tool(package, monkeypatch)
    assert not (package / "out.gz").exists()
