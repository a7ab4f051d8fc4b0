"""The day on which a commons is read: an input, told in French where it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import pages
from generator.pipeline import check
from tests.cases.case_file import lay_base
from tests.doors.command import espace as command

if TYPE_CHECKING:
    from pathlib import Path

CALLING = """\
---
titre: Le banc sous le tilleul
resume: Un banc devant la mairie, où une personne élue écoute les passants le samedi matin.
cadre: comparable
statut: appel
enjeux: [lien-durable]
appels:
  - {type: collectivites, ouvert_le: 2026-03-01, clos_le: 2026-06-01, contact: "https://exemple.fr/repondre"}
licence: CC0-1.0
---
On s'assoit [en cercle](../../toolbox/cercle-d-essai.md).
"""
RUNNING = (
    CALLING.replace("statut: appel", "statut: mise-en-oeuvre")
    .replace("titre: Le banc sous le tilleul", "titre: Un vieux banc")
    .replace(
        '  - {type: collectivites, ouvert_le: 2026-03-01, clos_le: 2026-06-01, contact: "https://exemple.fr/repondre"}',
        "  - {type: collectivites, ouvert_le: 2024-01, clos_le: 2024-02}",
    )
)


@pytest.fixture
def espace(tmp_path: Path) -> Path:
    lay_base(tmp_path)
    for name, text in (("banc", CALLING), ("vieux", RUNNING)):
        folder = tmp_path / "experiments" / name
        folder.mkdir()
        (folder / "index.md").write_text(text, encoding="utf-8")
    return tmp_path


def page(root: Path, address: str, day: str) -> str:
    checked = check(root, day=day)
    assert checked.diagnostics == ()
    return next(one.html or "" for one in pages.render(checked.index) if one.address == address)


@pytest.mark.parametrize(
    ("day", "answered"), [("2026-05-31", True), ("2026-06-01", True), ("2026-06-02", False)]
)
def test_a_call_is_open_through_its_last_day(espace: Path, day: str, *, answered: bool) -> None:
    call = "/appels/banc-collectivites/"
    assert ("https://exemple.fr/repondre" in page(espace, call, day)) == answered
    assert ("y répondre" in page(espace, "/appels/", day)) == answered
    assert (call in page(espace, "/", day)) == answered


def test_without_a_day_the_newest_that_records_tell_of_is_taken(espace: Path) -> None:
    assert check(espace).index.jour == "2026-06-15"
    assert check(espace, day="2031-01-02").index.jour == "2031-01-02"
    record = espace / "experiments/essai-complet/evaluation.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("date: 2026-06-15", "date: 2206-06-15"), encoding="utf-8")
    slipped = check(espace)
    assert slipped.index.jour < "2027"
    assert [fault.rule for fault in slipped.diagnostics] == ["date-trop-lointaine"]


@pytest.mark.parametrize(("day", "quiet"), [("2026-01-31", False), ("2026-03-01", True)])
def test_what_nobody_told_of_for_two_years_stands_apart(espace: Path, day: str, *, quiet: bool) -> None:
    said = page(espace, "/experimentations/vieux/", day)
    assert "Dernière trace" in said
    assert ("sans nouvelles" in said) == quiet
    assert ('id="Phase-comparable-sans-nouvelles"' in page(espace, "/experimentations/", day)) == quiet


def test_a_phase_without_a_trace_is_a_question(espace: Path) -> None:
    """Of an experiment of the lab too: to be in a phase does not show that it was in those before."""
    old = espace / "experiments/vieux/index.md"
    text = old.read_text(encoding="utf-8").replace("cadre: comparable", "cadre: labo")
    old.write_text(
        text.replace("licence:", "anterieure: Menée avant les règles.\nlicence:"), encoding="utf-8"
    )
    said = page(espace, "/experimentations/vieux/", "2026-02-01")
    assert said.count('class="parcours-inconnue"') == 3
    assert said.count('class="parcours-passee"') == 2


def test_the_same_day_gives_the_same_bytes(espace: Path) -> None:
    def made(day: str) -> list[tuple[str, str | None]]:
        return [(one.address, one.html) for one in pages.render(check(espace, day=day).index)]

    assert made("2026-06-02") == made("2026-06-02")
    assert made("2026-06-02") != made("2026-06-01")


@pytest.mark.parametrize("day", ["2026-02-30", "demain", "2026-6-1", "20260601", ""])
def test_what_is_no_day_is_said(espace: Path, day: str) -> None:
    for typed in (["check"], ["build", "--out", str(espace / "site")], ["stage"]):
        done = command(*typed, "--root", str(espace), "--jour", day)
        assert done.returncode == 2
        assert "n'est pas un jour" in done.stderr
