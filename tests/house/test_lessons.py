"""What records teach is found by its direction, laid flat in tables, and never mixed with inventions."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from generator import pages
from generator.exports.lesson_tables import CONSTATS, SUITES, lesson_tables
from generator.model import Ref
from generator.pipeline import check
from generator.protocol.lessons import from_every_side
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from pathlib import Path

    from generator.checking import Checked

TOOL = "cercle-d-essai"
REAL = """---
titre: Un essai réel
resume: Une expérimentation écrite pour éprouver ce que l'on apprend.
cadre: comparable
statut: terminee
enjeux: [lien-durable]
territoires: [commune-68224]
debut: 2021
fin: 2022-03
constats:
  - texte: "Le rond fait parler deux fois plus."
    sens: favorable
    outils: [cercle-d-essai]
    source: "https://example.org/bilan"
    mesure: {avant: 22, apres: 61, unite: personnes}
  - {texte: "=2 habitants sont revenus.", sens: favorable, source: "https://example.org/bilan"}
  - texte: "La mairie n'a pas répondu."
    sens: defavorable
    cause: portage-politique
    enjeux: [decider-ensemble]
    source: "https://example.org/bilan"
    certitude: deduit
suites:
  - {nombre: 3, etat: refusee, source: "https://example.org/bilan"}
sources: [{titre: Le bilan, url: "https://example.org/bilan"}]
licence: CC-BY-SA-4.0
---
"""


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    root = tmp_path_factory.mktemp("appris")
    lay_base(root)
    _write(root / "experiments/essai-reel/index.md", REAL)
    demonstration = root / "experiments/essai-complet/index.md"
    text = demonstration.read_text(encoding="utf-8")
    finding = '{texte: "Tout a raté.", sens: mitige, outils: [cercle-d-essai]}'
    _write(demonstration, text.replace("\nlicence:", f"\nconstats: [{finding}]\nlicence:", 1))
    found = check(root)
    assert Ref("experimentation", "essai-reel") not in found.commons.broken
    return found


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_records_are_found_by_the_direction_of_what_they_teach(taught: Checked) -> None:
    found = {ref: one.facets.sens for ref, one in taught.index.entries.items()}
    assert found[Ref("experimentation", "essai-reel")] == ("defavorable", "favorable")
    assert found[Ref("experimentation", "essai-complet")] == ("defavorable", "mitige")
    assert found[Ref("evaluation", "essai-complet")] == ("defavorable",)
    # Only what is said of the tool, in what took place.
    assert found[Ref("outil", TOOL)] == ("favorable",)


def test_a_lesson_leads_to_the_very_finding(taught: Checked) -> None:
    made = {page.address: page.html or "" for page in pages.render(taught.index)}
    listed = made["/enseignements/"] + made[f"/boite-a-outils/{TOOL}/"]
    told = re.findall(
        r'<li id="(Constat-\d)" class="[^"]+">\s*<p>([^<]+)', made["/experimentations/essai-reel/"]
    )
    assert [name for name, _ in sorted(told)] == ["Constat-1", "Constat-2", "Constat-3"]
    for name, words in told:
        item = next(part for part in listed.split("<li ") if words in part)
        assert f'href="/experimentations/essai-reel/#{name}"' in item


def test_every_side_is_heard_first(taught: Checked) -> None:
    real = [one for one in taught.index.lessons if not one.invente]
    assert [one.sens for one in from_every_side(real)] == ["favorable", "defavorable", "favorable"]


def test_what_is_learnt_is_laid_flat(taught: Checked) -> None:
    made = {one.path: one.content.decode("utf-8-sig") for one in lesson_tables(taught.index)}
    rows = list(csv.DictReader(io.StringIO(made[CONSTATS]), delimiter=";"))
    assert [row["invente"] for row in rows] == [*["non"] * 3, *["oui"] * (len(rows) - 3)]
    assert len(rows) > 3
    first, second, third = rows[:3]
    assert (first["avant"], first["apres"], first["unite"]) == ("22", "61", "personnes")
    assert (first["outils"], first["territoires"], first["certitude"]) == (TOOL, "commune-68224", "atteste")
    assert second["texte"] == "'=2 habitants sont revenus."
    assert second["outils"] == ""
    assert (third["cause"], third["enjeux"]) == ("portage-politique", "decider-ensemble")
    assert third["adresse"].endswith("/experimentations/essai-reel/")
    (told,) = csv.DictReader(io.StringIO(made[SUITES]), delimiter=";")
    assert (told["experimentation"], told["nombre"], told["etat"]) == ("essai-reel", "3", "refusee")
