"""Exported, then imported in an empty espace: the same records; and any text survives the way."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import exports
from generator.importing import CannotImport, pieces_of
from generator.importing.yaml_lines import yaml_lines
from generator.pipeline import PROJECT, check
from generator.sources import read_record
from tests.house.showing import Showing
from tests.house.test_archive import archive_of
from tests.importing.measure import brought

if TYPE_CHECKING:
    from pathlib import Path

    from generator.index import Index


def told(index: Index) -> list[dict[str, Any]]:
    """Each record as the archive tells it."""
    records = exports.records_as_data(index, lambda _path: "")
    return [json.loads(one.told) for one in records]


@pytest.mark.parametrize(
    "whole", [False, True], ids=["les fiches du projet", "une fiche pleine de chaque sorte"]
)
def test_what_was_exported_comes_back(whole: bool, tmp_path: Path) -> None:  # noqa: FBT001 — two commons
    root = PROJECT
    if whole:
        full = Showing(tmp_path / "plein")
        root, index = full.root, full.checked.index
    else:
        index = check(PROJECT).index
    empty = tmp_path / "vide"
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if (
            inside.parts[0] in {"content", "experiments", "toolbox"}
            and path.is_file()
            and path.suffix != ".md"
        ):
            (empty / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, empty / inside)
    archive = tmp_path / "commun.zip"
    archive.write_bytes(archive_of(index))
    found = brought(empty, archive)
    assert found.imported.left == ()
    by_path = {one["fichier"]: one for one in told(index)}
    for file in found.imported.files:
        document, _ = read_record(file.path, "outil", "a", content=file.content)
        assert (document.data, document.body.strip()) == (
            by_path[file.path]["champs"],
            by_path[file.path]["texte"],
        )
        (empty / file.path).parent.mkdir(parents=True, exist_ok=True)
        (empty / file.path).write_bytes(file.content)
    assert len(found.imported.files) == len(by_path)
    if not whole:  # the other holds what looks like a telephone: its excuse is not published
        assert told(check(empty).index) == told(index)
    again = brought(empty, archive).imported
    assert again.files == ()
    assert all("existe déjà" in one.words for one in again.left)


_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1)
_VALUES = st.dictionaries(
    st.from_regex(r"[a-z]{3,8}", fullmatch=True).filter(
        lambda name: name not in {"yes", "off", "nan", "inf"}
    ),
    _TEXTS
    | st.booleans()
    | st.integers(1 - 10**15, 10**15 - 1)
    | st.lists(_TEXTS, min_size=1)
    | st.dictionaries(st.sampled_from(["nom", "role"]), _TEXTS, min_size=1)
    | st.lists(st.dictionaries(st.sampled_from(["titre", "url"]), _TEXTS, min_size=1), min_size=1),
    min_size=1,
)


@given(_VALUES)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_value_is_read_back_as_it_was(values: dict[str, Any]) -> None:
    text = "\n".join(["---", *yaml_lines(values), "---", ""])
    document, _ = read_record("toolbox/a.md", "outil", "a", content=text.encode())
    expected = json.loads(json.dumps(values))
    if document.cleaned is None:
        assert document.data == expected


def zipped(path: Path, lines: str) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("fiches/outil.jsonl", lines)
    path.write_bytes(made.getvalue())
    return path


@pytest.mark.parametrize(
    "where",
    ["../x.md", "/etc/x.md", "content/site.yml", "toolbox/../../x.md", "toolbox/X.md", ".git/x.md", ""],
)
def test_an_archive_writes_nowhere_else(where: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    line = json.dumps({"sorte": "outil", "fichier": where, "champs": {"titre": "Un banc"}, "texte": "a"})
    found = brought(tmp_path, zipped(tmp_path / "a.zip", line)).imported
    assert all(file.path.startswith("toolbox/") and ".." not in file.path for file in found.files)
    assert bool(found.files) is (where == "")


def test_two_records_of_one_place_are_one(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    line = json.dumps(
        {"sorte": "outil", "fichier": "toolbox/a.md", "champs": {"titre": "Un banc"}, "texte": "a"}
    )
    found = brought(tmp_path, zipped(tmp_path / "a.zip", f"{line}\n{line}")).imported
    assert [file.path for file in found.files] == ["toolbox/a.md"]
    assert [one.place for one in found.left] == ["a.zip, fiches/outil.jsonl, ligne 2"]


@pytest.mark.parametrize("line", ["{", "[]", "3", '{"sorte": "outil"}', "[" * 100_000])
def test_a_broken_archive_is_refused_with_its_line(line: str, tmp_path: Path) -> None:
    with pytest.raises(CannotImport, match=r"fiches/outil.jsonl, ligne 1 .*\n  aide: "):
        pieces_of(zipped(tmp_path / "a.zip", line), lambda _label: False)
