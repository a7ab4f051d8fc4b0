"""Hold what is said of evidence: each level of the scale by its needs, the first screen by what is told."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from generator import pages
from generator.pipeline import check
from tests.cases.case_file import lay_base
from tests.pictures import picture

if TYPE_CHECKING:
    from pathlib import Path

TOOL = "tour-d-essai"
HERE, ELSEWHERE = "commune-67482", "commune-68224"
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


def write(root: Path, path: str, front: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{front}\nlicence: CC-BY-SA-4.0\n---\n", encoding="utf-8")


def tried(root: Path, name: str, place: str, *findings: str, more: str = "cadre: comparable") -> None:
    """An experiment of that place whose findings are `sens`, `sens chiffre` or `sens chiffre certitude`."""
    told = []
    for rank, one in enumerate(findings):
        sens, _, rest = one.partition(" ")
        figure, _, doubt = rest.partition(" ")
        told.append(
            f"  - texte: Constat {rank} de {name}.\n    sens: {sens}\n    outils: [{TOOL}]\n"
            "    source: https://source.example/bilan\n"
            + (f"    mesure: {{valeur: {figure}, unite: voix}}\n" if figure else "")
            + (f"    certitude: {doubt}\n" if doubt else "")
        )
    write(
        root,
        f"experiments/{name}/index.md",
        f"titre: Essai {name}\nresume: Une expérience inventée pour ce test.\n{more}\nstatut: terminee\n"
        f"enjeux: [lien-durable]\nterritoires: [{place}]\n"
        "sources:\n  - {titre: Bilan, url: 'https://source.example/bilan', consulte_le: 2026-01-01}\n"
        f"constats:\n{''.join(told)}",
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_base(tmp_path)
    write(
        tmp_path,
        f"toolbox/{TOOL}.md",
        "titre: Tour d'essai\nresume: Chacun parle à son tour, pour ce contrôle.\ntype: methode\n"
        "enjeux: [lien-durable]",
    )
    return tmp_path


def level(root: Path) -> str:
    found = check(root)
    assert found.sound, found.diagnostics
    return found.index.solidites[TOOL].niveau.code


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("favorable",), (), "racontee"),
        (("favorable 12 deduit",), (), "racontee"),
        (("favorable", "defavorable"), (), "racontee"),
        (("favorable 12",), (), "observee"),
        (("favorable 12", "favorable 13"), (), "observee"),
        (("favorable 12", "mitige 3"), ("favorable",), "observee"),
        (("favorable 12",), ("favorable 3",), "repetee"),
        (("mitige 12",), ("mitige 3",), "repetee"),
        (("favorable 12",), ("mitige 3",), "observee"),
        (("favorable 12",), ("defavorable 3",), "contestee"),
        (("favorable 12", "sans-effet 1"), (), "contestee"),
        (("favorable 12",), ("defavorable",), "observee"),
    ],
)
def test_a_level_is_what_the_page_says_it_needs(
    root: Path, first: tuple[str, ...], second: tuple[str, ...], expected: str
) -> None:
    tried(root, "un", HERE, *first)
    if second:
        tried(root, "deux", ELSEWHERE, *second)
    assert level(root) == expected


def test_the_same_town_twice_is_one_place(root: Path) -> None:
    tried(root, "un", HERE, "favorable 12")
    tried(root, "deux", HERE, "favorable 13")
    assert level(root) == "observee"


def test_what_is_invented_or_about_something_else_proves_nothing(root: Path) -> None:
    assert level(root) == "aucune"
    tried(root, "un", HERE, "favorable 12")
    index = root / "experiments/un/index.md"
    text = index.read_text("utf-8")
    index.write_text(
        text.replace(f"    outils: [{TOOL}]\n", "").replace("statut", f"outils: [{TOOL}]\nstatut"), "utf-8"
    )
    assert level(root) == "aucune"
    assert check(root).index.solidites[TOOL].usages == ("un",)
    index.write_text(text.replace("cadre: comparable", "cadre: demonstration"), "utf-8")
    assert check(root).index.solidites[TOOL].niveau.code == "aucune"


def test_every_face_of_a_tool_says_the_same_level(root: Path) -> None:
    tried(root, "un", HERE, "favorable 12")
    tried(root, "deux", ELSEWHERE, "favorable 3")
    made = site(root)
    for where in (f"/boite-a-outils/{TOOL}/", "/boite-a-outils/", "/preuves/"):
        assert "Preuve répétée" in made[where], where
    assert 'data-preuve="repetee"' in raw(root, "/boite-a-outils/")
    (found,) = [one for one in check(root).index.entries.values() if one.ref.id == TOOL]
    assert found.facets.preuve == ("repetee",)


def test_the_first_screen_tells_both_sides_and_what_nobody_wrote(root: Path) -> None:
    tried(root, "un", HERE, "favorable", "favorable 12", "mitige 4", "defavorable", "favorable 5 deduit")
    page = site(root)["/experimentations/un/"]
    first = page[page.index("Ce qui en est sorti") : page.index("Les constats")]
    # The strongest of each side: measured before told, told before deduced; against before mixed.
    order = [first.index(f"Constat {rank} de un.") for rank in (1, 0, 3, 2)]
    assert order == sorted(order)
    assert "Constat 4 de un." not in first
    assert "Les 5 résultats" in first
    assert "4 constats attestés par une source, 1 moins sûr" in first
    assert "Cette fiche ne dit pas : à l'initiative de qui, dates, temps demandé, coût," in page
    assert "étapes documentées" not in page


def test_where_nothing_is_told_nothing_is_claimed(root: Path) -> None:
    tried(root, "un", HERE)
    index = root / "experiments/un/index.md"
    index.write_text(index.read_text("utf-8").replace("constats:\n", ""), "utf-8")
    page = site(root)["/experimentations/un/"]
    assert "Cette fiche ne dit pas ce qui en est sorti." in page
    assert "Les constats" not in page


def test_a_picture_stands_on_the_page_and_on_the_card(root: Path) -> None:
    tried(root, "un", HERE, "favorable")
    (root / "experiments/un/place.png").write_bytes(picture("place.png", "40x40"))
    index = root / "experiments/un/index.md"
    told = "image: {fichier: place.png, alternative: 'La <place>', credit: Maud & Cie, licence: CC-BY-4.0}\n"
    index.write_text(index.read_text("utf-8").replace("constats:", f"{told}constats:"), "utf-8")
    own = raw(root, "/experimentations/un/")
    shown = re.search(r'<figure class="image"><img ([^>]*)>', own)
    assert shown
    assert 'src="/experimentations/un/place.png"' in shown[1]
    assert 'alt="La &lt;place&gt;"' in shown[1]
    assert re.search(r'width="\d+" height="\d+"', shown[1])
    assert "Maud &amp; Cie" in own
    card = re.search(r'<img class="carte-image" ([^>]*)>', raw(root, "/experimentations/"))
    assert card
    assert 'src="/experimentations/un/place.png" alt=""' in card[1]
    index.write_text(index.read_text("utf-8").replace("place.png", "ailleurs.png"), "utf-8")
    assert [one.rule for one in check(root).diagnostics] == ["lien-mort"]


def raw(root: Path, where: str) -> str:
    return next(page.html or "" for page in pages.render(check(root).index) if page.address == where)


def site(root: Path) -> dict[str, str]:
    """The words of every page."""
    found = {page.address: page.html or "" for page in pages.render(check(root).index)}
    return {
        where: _SPACES.sub(" ", unescape(re.sub(r"<[^>]+>", " ", html))).replace("’", "'")
        for where, html in found.items()
    }
