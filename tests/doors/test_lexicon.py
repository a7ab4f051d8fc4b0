"""The lexicon: read, published for the search, shown, followed when it changes, told to who reviews."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.pipeline import build, check
from tests.cases.case_file import lay_base
from tests.doors.repositories import commit, git

if TYPE_CHECKING:
    from pathlib import Path

WORDS = """groupes:
  - mots: [bocal à poissons, cercle samoan]
sigles:
  - {sigle: TLM, sens: [toujours les mêmes]}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_base(tmp_path / "espace")
    return tmp_path / "espace"


def write(root: Path, text: str) -> None:
    (root / "content/lexique.yml").write_text(text, encoding="utf-8")


def known(site: Path) -> list[dict[str, list[str]]]:
    """What a browser is told: it reads nothing else of the lexicon."""
    found = [path for path in site.rglob("*") if path.is_file() and path.read_bytes()[:2] == b"\x1f\x8b"]
    heads = [json.loads(gzip.decompress(path.read_bytes())) for path in found if b"tailles" in _start(path)]
    assert len(heads) == 1
    found_words: list[dict[str, list[str]]] = heads[0]["lexique"]
    return found_words


def _start(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())[:200]


def test_a_change_of_the_lexicon_is_published(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(root, site).result is not None
    assert known(site) == []
    write(root, WORDS)
    assert build(root, site).result is not None
    assert known(site) == [
        {"mots": ["bocal à poissons", "cercle samoan"]},
        {"mots": ["TLM", "toujours les mêmes"]},
    ]
    page = (site / "contribuer/lexique/index.html").read_text(encoding="utf-8")
    assert "bocal à poissons, cercle samoan" in page
    write(root, WORDS.replace("TLM", "T2M"))
    assert build(root, site).result is not None
    assert {"mots": ["T2M", "toujours les mêmes"]} in known(site)
    assert "T2M" in (site / "contribuer/lexique/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("groupes: [bocal]\n", "type-inattendu"),
        ("groupes:\n  - mots: [seul]\n", "liste-trop-courte"),
        ("groupes:\n  - [a, b]\n", "type-inattendu"),
        ("sigles:\n  - {sigle: PB}\n", "champ-manquant"),
        ("mots: [a, b]\n", "champ-inconnu"),
        ("groupes:\n\t- mots\n", "yaml-tabulation"),
        ("[", "yaml-illisible"),
        ("groupes:\n  - mots: [boc\u200bal, cercle]\n", "caractere-invisible"),
        ("groupes:\n  - mots: [boc\u202eal, cercle]\n", "caractere-bidirectionnel"),
        ("- a\n", "yaml-illisible"),
        ("groupes:\n  - mots: ['06 39 98 12 34', bocal]\n", "donnee-personnelle"),
    ],
)
def test_a_wrong_lexicon_is_told_at_its_place(text: str, rule: str, root: Path) -> None:
    write(root, text)
    found = [one for one in check(root).diagnostics if one.place.path == "content/lexique.yml"]
    assert rule in {one.rule for one in found}
    assert all(one.help for one in found)


def test_an_empty_one_says_nothing_and_a_misnamed_one_is_told(root: Path) -> None:
    write(root, "")
    assert check(root).sound
    (root / "content/lexique.yml").rename(root / "content/lexique.yaml")
    assert not check(root).sound


def test_a_change_is_told_to_who_reviews(root: Path) -> None:
    write(root, WORDS)
    git(root, "init", "-q", "-b", "main")
    commit(root, "Avant")
    write(root, WORDS.replace("cercle samoan", "cercle samoan, fishbowl"))
    done = CliRunner().invoke(main, ["report", "--root", str(root), "--base", "main"])
    assert done.exit_code == 0, done.output
    assert "fishbowl" in done.output
    assert "lexique" in done.output.casefold()
