"""Experiments under way, followed: by the command, on the page, in the table and in the calendar."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.pipeline import check
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from pathlib import Path

RECORD = """---
titre: Le banc des idées
resume: Un banc devant la mairie, où une personne élue écoute les passants le samedi matin.
cadre: labo
statut: appel
enjeux: [lien-durable]
collectivites: [{territoire: commune-26289, role: porteuse}]
appels:
  - {type: collectivites, ouvert_le: 2026-01-10, clos_le: 2026-12-15, contact: "https://example.org/x"}
accord: {date: 2026-02-01, forme: délibération}
debut: 2026-03-01
fin: 2026-10-01
suites:
  - {quoi: Un abri, etat: recue, source: "https://example.org/a"}
  - {nombre: 12, etat: etudiee, source: "https://example.org/a"}
  - {quoi: Une lampe, etat: refusee, source: "https://example.org/a"}
  - {quoi: Un arbre, etat: recue, reponse: "Oui, à l'automne.", source: "https://example.org/a"}
sources: [{titre: Le journal, url: "https://example.org/a"}]
licence: CC0-1.0
publie_le: 2026-01-10
---
Un samedi matin sur deux.
"""
DAY = "2026-11-27"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_base(tmp_path)
    write(tmp_path, RECORD)
    return tmp_path


def write(root: Path, text: str) -> None:
    path = root / "experiments/banc/index.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def told(root: Path, *options: str, day: str = DAY) -> str:
    done = CliRunner().invoke(main, ["suivi", "--root", str(root), "--jour", day, *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_command_tells_what_lacks_and_what_comes(root: Path) -> None:
    text = told(root)
    assert "Le banc des idées : Appel à collectivités\n" in text
    assert "pour passer à « Déclenchement » : Rencontre en amont, Convention signée, Garant\n" in text
    assert "Accord de Saillans (Drôme) : 1er février 2026\n" in text
    assert "Convention de Saillans (Drôme) : à signer\n" in text
    assert "1er octobre 2026 : Fin prévue (date passée)\n" in text
    assert "15 décembre 2026 : Dernier jour pour répondre" in text
    assert "propositions d'habitants sans réponse : 13\n" in text


def test_what_is_answered_or_over_waits_no_more(root: Path) -> None:
    assert "appel à collectivités (date passée)\n" in told(root, day="2026-12-16"), "nothing followed it"
    write(root, RECORD.replace("statut: appel", "statut: equipe"))
    assert "Dernier jour pour répondre" not in told(root)
    write(root, RECORD.replace("statut: appel", "statut: abandonnee\nmotif_arret: Le maire a changé d'avis."))
    assert told(root) == "Aucune expérimentation en cours.\n"


def test_what_was_never_asked_is_not_said_to_lack(root: Path) -> None:
    elsewhere = RECORD.replace("cadre: labo", "cadre: reseau").replace(
        "statut: appel", "statut: mise-en-oeuvre"
    )
    write(root, elsewhere)
    text = told(root)
    assert "il manque" not in text
    assert "à signer" not in text
    write(root, elsewhere.replace("cadre: reseau", "cadre: comparable"))
    assert told(root) == "Aucune expérimentation en cours.\n"


def test_a_record_at_fault_is_named_not_lost(root: Path) -> None:
    write(root, RECORD.replace("licence: CC0-1.0\n", ""))
    text = told(root)
    assert text.startswith("Aucune expérimentation en cours.\n")
    assert "Laissées de côté, car leur fiche a des fautes (espace check) : banc\n" in text


def test_the_table_opens_in_a_spreadsheet(root: Path) -> None:
    write(root, RECORD.replace("titre: Le banc des idées", "titre: '=1+1 idée'"))
    rows = list(csv.DictReader(told(root, "--format", "csv").splitlines(), delimiter=";"))
    assert [row["experimentation"] for row in rows] == ["banc"]
    assert rows[0]["propositions_sans_reponse"] == "13"
    assert rows[0]["elle_demande"] == "Rencontre en amont | Convention signée | Garant"
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in rows[0].values())


def test_the_calendar_holds_what_falls_due_and_is_never_gone(root: Path) -> None:
    text = told(root, "--format", "ics")
    assert text.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20261215\n" in text
    write(root, RECORD.replace("cadre: labo", "cadre: comparable"))
    empty = told(root, "--format", "ics")
    assert "BEGIN:VEVENT" not in empty
    assert "SUMMARY:Aucune échéance connue\n" in empty


def test_an_invented_example_comes_last_and_never_in_the_calendar(root: Path) -> None:
    write(root, RECORD.replace("cadre: labo", "cadre: demonstration"))
    assert "Le banc des idées (exemple inventé) :" in told(root)
    assert "BEGIN:VEVENT" not in told(root, "--format", "ics")


def test_the_index_is_what_the_page_shows(root: Path) -> None:
    found = check(root, day=DAY).index.suivis
    assert [(one.item.id, one.en_retard, one.sans_reponse) for one in found] == [("banc", True, 13)]
