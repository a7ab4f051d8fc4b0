"""What changed between two publications: told from the archive of the last, in no one's own words."""

from __future__ import annotations

import io
import json
import re
import zipfile
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from generator import exports
from generator.importing import CannotImport, earlier_publication
from generator.model import Ref
from generator.output import OutputFile
from generator.pages.frame.charting import chart
from generator.pages.frame.templating import write
from generator.pages.guides.changements import ChangesView, changes_page
from generator.pipeline import PROJECT, check
from generator.publications import EarlierPublication, HeldRecord, in_words, went_on
from generator.publications.publication_history import FIRST
from generator.publications.record_differences import VALUE, field_differences
from tests.cases.case_file import lay, lay_base, read_case
from tests.house.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.index import Index


def archive_of(index: Index) -> bytes:
    records = exports.records_as_data(index, lambda path: f"{path} {hash_of(index, path)}")
    made = exports.open_data(index, records, lambda _, where: where, raw=lambda _: None, known={})
    return next(
        one.content for one in made if isinstance(one, OutputFile) and one.path == "donnees/commun.zip"
    )


def hash_of(index: Index, path: str) -> str:
    """A digest that changes with the record."""
    return next(repr(record) for _, record in index.commons.records() if record.chemin == path)


def published(root: Path, folder: Path, earlier: Path | None, day: str) -> tuple[Index, Path]:
    """The commons under `root` as it is published on that day, and its archive."""
    checked = check(root, day=day)
    assert checked.sound, checked.told
    index = checked.index
    records = exports.records_as_data(index, lambda path: f"{path} {hash_of(index, path)}")
    index = exports.with_changes(index, records, earlier_publication(earlier) if earlier else None)
    kept = folder / f"{day}.zip"
    kept.write_bytes(archive_of(index))
    return index, kept


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Showing(tmp_path_factory.mktemp("complet")).checked.index


def leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [one for each in value.values() for one in leaves(each)]
    if isinstance(value, list):
        return [one for each in value for one in leaves(each)]
    return [value] if isinstance(value, str) else []


def test_no_words_of_a_person_are_repeated(full: Index) -> None:
    """Each record of a commons where every field is filled in, emptied, then filled in again."""
    told = 0
    for one in exports.records_as_data(full, lambda path: path):
        tree = full.schemas.trees[one.ref.kind]
        whole: tuple[Mapping[str, Any], str] = one.fields, one.record.corps
        none: tuple[Mapping[str, Any], str] = {}, ""
        written = {text for text in leaves(dict(one.fields)) if re.search(r"\s", text)}
        for old, new in ((whole, none), (none, whole)):
            found = list(field_differences(tree, old, new))
            said = {text for each in found for text in (each.avant, each.apres, *each.nommes)}
            assert not said & written, one.ref
            told += sum(each.genre == VALUE for each in found)
        assert list(field_differences(tree, whole, whole)) == []
    assert told > 200  # most of what schemas list is told


WORDS = {"v": "Vrai", "f": "Faux"}
SCHEMA: dict[str, Any] = {
    "properties": {
        "statut": {"title": "Statut", "enum": ["a", "b"], "x-libelles": {"a": "En projet", "b": "Finie"}},
        "titre": {"title": "Titre", "type": "string"},
        "debut": {"title": "Début", "type": ["integer", "string"], "format": "date-partielle"},
        "prix": {"title": "Prix", "type": "integer", "x-unite": "€"},
        "ouvert": {"title": "Ouvert", "type": "boolean"},
        "mots": {"title": "Mots", "type": "array", "items": {"type": "string"}},
        "themes": {
            "title": "Thèmes",
            "type": "array",
            "items": {"enum": ["x", "y"], "x-libelles": {"x": "Eau", "y": "Air"}},
        },
        "verdicts": {
            "title": "Verdicts",
            "type": "array",
            "items": {
                "properties": {
                    "hypothese": {"title": "Hypothèse"},
                    "verdict": {
                        "title": "Verdict",
                        "enum": ["v", "f"],
                        "x-libelles": {"v": "Vrai", "f": "Faux"},
                    },
                    "preuve": {"title": "Preuve", "type": "string"},
                }
            },
        },
        "lieu": {"title": "Lieu", "properties": {"acces": {"title": "Accès", "enum": ["x"]}}},
        "modifie_le": {"title": "Modifiée le", "format": "date"},
    }
}
V1, V2 = ({"hypothese": name, "verdict": code, "preuve": name} for name, code in (("H1", "v"), ("H2", "f")))
ONE_AND_ONE = "une entrée changée, une entrée de plus"
EDITS: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({"statut": "a"}, {"statut": "b"}, ["Statut : « En projet » devient « Finie »"]),
    ({}, {"statut": "b"}, ["Statut : « Finie » arrive"]),
    ({"statut": "b"}, {"statut": None}, ["Statut : « Finie » s'en va"]),
    ({"titre": "Nom"}, {"titre": "Autre"}, ["Titre : récrit"]),
    ({"titre": ""}, {"titre": "Autre"}, ["Titre : maintenant rempli"]),
    ({"titre": "Nom"}, {}, ["Titre : n'est plus rempli"]),
    ({"debut": "2020-03"}, {"debut": "2020-04-01"}, ["Début : « mars 2020 » devient « 1er avril 2020 »"]),
    ({"prix": 80000}, {"prix": 900}, ["Prix : « 80\u202f000 € » devient « 900 € »"]),
    ({"prix": 0}, {"prix": 5}, ["Prix : « 0 € » devient « 5 € »"]),
    ({"ouvert": True}, {"ouvert": False}, ["Ouvert : « oui » devient « non »"]),
    ({"ouvert": False, "mots": [], "lieu": {}, "titre": None}, {}, []),
    ({"mots": ["un", "deux"]}, {"mots": ["un", "trois", "quatre"]}, [f"Mots : {ONE_AND_ONE}"]),
    ({"mots": ["un", "deux"]}, {"mots": ["deux", "un"]}, []),
    ({"themes": ["x"]}, {"themes": ["y"]}, ["Thèmes : « Eau » s'en va", "Thèmes : « Air » arrive"]),
    ({"verdicts": [V1, V2]}, {"verdicts": [V2, V1]}, []),
    (
        {"verdicts": [V1, V2]},
        {"verdicts": [{**V1, "verdict": "f"}, V2]},
        ["Verdicts H1, verdict : « Vrai » devient « Faux »"],
    ),
    ({"verdicts": [V1]}, {"verdicts": [{**V1, "preuve": "r"}, V2]}, [f"Verdicts : {ONE_AND_ONE}"]),
    ({"verdicts": [V1, V2]}, {"verdicts": [V2]}, ["Verdicts : une entrée de moins"]),
    ({"lieu": {"acces": "x"}}, {}, ["Lieu, accès : « x » s'en va"]),
    ({"modifie_le": "2020-01-01"}, {"modifie_le": "2021-01-01"}, []),
    ({"autre": "Nom"}, {"autre": "Prénom"}, ["autre : récrit"]),
]  # fmt: skip
TEXTS = [
    ("Un.\n\nDeux.", "Un.\n\nDeux.\n\nTrois.", ["Texte : un paragraphe de plus"]),
    ("Un.\n\nDeux.", "Un.", ["Texte : un paragraphe de moins"]),
    ("Il pleut sur la ville.", "Il pleut fort sur la ville.", ["Texte : un paragraphe changé"]),
    ("Un.\n\nDeux.", "Un.\n\n\nDeux.", ["Texte : mis en forme autrement"]),
    ("Un.\n", "Un.", []),
]


def test_a_difference_is_told_in_words(full: Index) -> None:
    """One record of a kind of its own, edited in each way."""
    schemas = full.schemas
    ref = Ref("outil", next(one.id for one in full.commons.outils))
    cases = [((old, ""), (new, ""), lines) for old, new, lines in EDITS]
    cases += [(({}, old), ({}, new), lines) for old, new, lines in TEXTS]
    spoken = SimpleNamespace(trees={**schemas.trees, "outil": SCHEMA})
    for old, new, lines in cases:
        before = EarlierPublication(FIRST, (HeldRecord(ref, old[0], text=old[1], digest="1"),))
        after = [HeldRecord(ref, new[0], text=new[1], digest="2")]
        told = went_on(before, after, spoken.trees, names={}, day="2026-01-01")
        found = in_words(told, spoken, full.commons, invented=frozenset())  # type: ignore[arg-type]
        assert [list(one.mots) for each in found for one in each.fiches] == ([lines] if lines else [])


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    root = tmp_path / "espace"
    lay_base(root)
    lay(root, read_case(PROJECT / "tests/golden/petit-espace.txt").files)
    return root


def page_of(index: Index) -> str:
    page = changes_page(chart(index))
    assert isinstance(page.view, ChangesView)
    return write(page, {}).html or ""


def files_of(index: Index) -> dict[str, bytes]:
    made = exports.files(index, ())
    return {one.path: one.content for one in made if "changements" in one.path}


def test_each_publication_goes_on_from_the_last(commons: Path, tmp_path: Path) -> None:
    first, archive = published(commons, tmp_path, None, "2026-03-01")
    assert "Aucune publication précédente" in page_of(first)
    assert json.loads(files_of(first)["donnees/changements.json"])["suit_une_publication"] is False

    same, archive = published(commons, tmp_path, archive, "2026-03-02")
    assert same.changements.publications == ()
    assert "Aucune fiche n’a changé" in page_of(same)

    tool = next((commons / "toolbox").glob("*.md"))
    text = tool.read_text()
    tool.write_text(f"{text}\nUn paragraphe que Jeanne Martin retirera.\n")
    (commons / "toolbox/un-autre.md").write_text(
        text.replace("Cercle d'essai", "Un autre").replace("rond-d-essai", "autre-encore")
    )
    _, archive = published(commons, tmp_path, archive, "2026-03-03")
    tool.write_text(text)
    (commons / "toolbox/un-autre.md").rename(commons / "toolbox/encore-un.md")
    renamed = (commons / "toolbox/encore-un.md").read_text().replace("[autre-encore]", "[un-autre]")
    (commons / "toolbox/encore-un.md").write_text(renamed)
    third, archive = published(commons, tmp_path, archive, "2026-03-03")

    told = [(one.jour, [each.genre for each in one.fiches]) for one in third.changements.publications]
    assert told == [
        ("2026-03-03", ["modification", "modification"]),
        ("2026-03-03", ["modification", "ajout"]),
    ]
    page, files = page_of(third), files_of(third)
    assert 'id="Publication-2026-03-03-2"' in page
    assert "« un-autre » devient « encore-un »" in page.replace("\u00a0", " ")
    # A record is told by the name and at the address that it has today.
    assert "/boite-a-outils/un-autre/" not in page + files["donnees/changements.json"].decode()
    for content in (page, *(one.decode() for one in files.values())):
        assert "Jeanne" not in content
    assert files["flux/changements.xml"].count(b"<entry>") == 2
    assert files == files_of(published(commons, tmp_path, archive, "2026-03-04")[0])


def test_what_is_no_archive_is_refused(commons: Path, tmp_path: Path) -> None:
    _, archive = published(commons, tmp_path, None, "2026-03-01")
    whole = archive.read_bytes()
    record = {"sorte": "outil", "id": "x", "genre": "ajout"}
    field = {"champ": ["titre"], "genre": "texte"}

    def with_history(told: object) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                text = told if isinstance(told, str) else json.dumps(told)
                new.writestr(name, text if name == "changements.json" else old.read(name))
        return made.getvalue()

    def history(*records: object, day: object = "2026-01-01") -> dict[str, Any]:
        return {"format": 1, "publications": [{"jour": day, "fiches": list(records)}]}

    sound = history(record, {**record, "genre": "modification", "champs": [field]})
    archive.write_bytes(with_history(sound))
    assert len(earlier_publication(archive).history.publications[0].fiches) == 2
    wrong: list[object] = [
        *("", "{", "[]", "null", "[" * 100_000),
        *({}, {"format": 2, "publications": []}, {"format": 1, "publications": {}}, history(day=3)),
        *(history(3), history({}), history({**record, "genre": "vol"}), history({**record, "id": ["x"]})),
        *(history({**record, "id": "x\n"}), history({**record, "id": "x" * 2000}), history(day="\u202e")),
        *(history({**record, "champs": [3]}), history({**record, "champs": [{**field, "champ": []}]})),
        *(history({**record, "champs": [{**field, "plus": -1}]}), history({**record, "champs": "abc"})),
        history({**record, "champs": [{**field, "plus": True}]}),
    ]
    for held in (b"", b"<html>404</html>", whole[: len(whole) // 2], *map(with_history, wrong[1:])):
        archive.write_bytes(held)
        with pytest.raises(CannotImport, match="aide: prenez de nouveau"):
            earlier_publication(archive)
