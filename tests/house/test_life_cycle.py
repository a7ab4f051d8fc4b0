"""What the pages ask of a life: the phase reached and its dates, what is asked, and when revisions fell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.model import Ref
from generator.model.records import Experimentation
from generator.pipeline import check
from generator.protocol import (
    changed_during_fieldwork,
    dates,
    moment,
    opposable,
    phase_reached,
    requirements_of,
    terrain,
)
from generator.protocol.partial_dates import surely_before, surely_not_before
from tests.cases.case_file import lay_base
from tests.house.lives import PHASES

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model import Commons

HOME = "experiments/essai-complet"
NOTE = "---\ndate: {date}\ncitoyens: true\nlicence: CC-BY-SA-4.0\n---\n"
REVISION = """---
date: {date}
etat: publiee
motifs: [resultats]
hypotheses:
  - id: H1
    enonce: S'asseoir en rond fait parler ceux qui se taisent.
    indicateur: prises de parole
    seuil: 10
  - {{id: H2, enonce: Une bougie au milieu calme les disputes., seuil: {seuil}}}
changements:
  - {{quoi: H2, pourquoi: Pour voir.}}
licence: CC-BY-SA-4.0
---
"""


def life(root: Path, *changes: tuple[str, str], **files: str) -> tuple[Commons, Experimentation]:
    """The complete trial of the base, its `index.md` changed, with other files of its folder."""
    lay_base(root)
    index = root / HOME / "index.md"
    text = index.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    index.write_text(text, encoding="utf-8")
    for name, content in files.items():
        (root / HOME / name).write_text(content, encoding="utf-8")
    commons = check(root).commons
    item = commons.get(Ref("experimentation", "essai-complet"))
    assert isinstance(item, Experimentation)
    return commons, item


STOPPED = ("statut: terminee", "statut: abandonnee\nmotif_arret: La salle a fermé.")


def test_a_complete_life_has_all_its_pieces_and_dates(tmp_path: Path) -> None:
    commons, item = life(tmp_path)
    asked = requirements_of(commons, item)
    assert all(one.remplie and not one.manque for one in asked)
    assert list(dict.fromkeys(one.phase for one in asked)) == list(PHASES[1:])
    assert dates(commons, item) == {
        "appel": "2026-01-05",
        "declenchee": "2026-01-23",
        "equipe": "2026-01-25",
        "co-construction": "2026-02-08",
        "mise-en-oeuvre": "2026-03-02",
        "bilan": "2026-06-10",
        "terminee": "2026-06-15",
    }


def test_a_proposition_owes_nothing(tmp_path: Path) -> None:
    commons, item = life(tmp_path, ("statut: terminee", "statut: proposition"))
    assert (requirements_of(commons, item), dates(commons, item)) == ((), {})


def test_what_is_missing_is_told_apart(tmp_path: Path) -> None:
    commons, item = life(tmp_path, ("garants: [Comité d'essai]\n", ""))
    (missing,) = [one for one in requirements_of(commons, item) if not one.remplie]
    assert (missing.phase, missing.nom, missing.champ) == ("declenchee", "Garant", ("garants",))
    assert missing.manque
    assert missing.pourquoi
    assert missing.aide


@pytest.mark.parametrize(
    ("gone", "phase"),
    [
        ((), "bilan"),
        (("content/evenements/bilan-d-essai.md",), "mise-en-oeuvre"),
        ((f"{HOME}/journal/2026-03-02-premier-cercle.md",), "co-construction"),
        ((f"{HOME}/journal/2026-03-02-premier-cercle.md", f"{HOME}/protocole/r1.md"), "equipe"),
    ],
)
def test_a_stop_is_placed_by_facts(gone: tuple[str, ...], phase: str, tmp_path: Path) -> None:
    life(tmp_path, STOPPED)
    for path in (*gone, f"{HOME}/evaluation.md"):
        (tmp_path / path).unlink()
    commons = check(tmp_path).commons
    item = commons.get(Ref("experimentation", "essai-complet"))
    assert isinstance(item, Experimentation)
    assert phase_reached(commons, item) == phase
    assert list(dates(commons, item))[-1] == phase


@pytest.mark.parametrize(
    ("cadre", "debut", "gap"),
    [
        ("demonstration", "2001", "fault"),
        ("labo", "2026-01-01", "fault"),
        ("labo", "2026", "fault"),
        ("labo", "2025-12", "shown"),
        ("labo", "2025", "shown"),
        ("reseau", "2026-02", "shown"),
        ("comparable", "2026-02", "shown"),
    ],
)
def test_gaps_are_faults_only_where_they_surely_are(cadre: str, debut: str, gap: str, tmp_path: Path) -> None:
    changes = ("cadre: demonstration", f"cadre: {cadre}"), ("debut: 2026-02", f"debut: {debut}")
    commons, item = life(tmp_path, *changes)
    assert opposable(commons.site, item) is (gap == "fault")


@pytest.mark.parametrize(
    ("statut", "date", "when"),
    [
        ("terminee", "2026-03-01", "avant"),
        ("terminee", "2026-03-02", "avant"),
        ("terminee", "2026-03-03", "pendant"),
        ("terminee", "2026-04-05", "pendant"),
        ("terminee", "2026-04-06", "apres"),
        ("mise-en-oeuvre", "2026-04-06", "pendant"),
        ("suspendue\nmotif_arret: La salle a fermé.", "2026-04-06", "pendant"),
        ("abandonnee\nmotif_arret: La salle a fermé.", "2026-04-06", "apres"),
    ],
)
def test_a_revision_falls_before_during_or_after(statut: str, date: str, when: str, tmp_path: Path) -> None:
    commons, item = life(
        tmp_path,
        ("statut: terminee", f"statut: {statut}"),
        **{
            "protocole/r2.md": REVISION.format(date=date, seuil=2),
            "journal/2026-04-05-dernier.md": NOTE.format(date="2026-04-05"),
        },
    )
    field = terrain(commons, item.id)
    assert field is not None
    assert (field.premier, field.dernier) == ("2026-03-02", "2026-04-05")
    last = commons.revisions(item.id)[-1]
    assert moment(commons, item, last) == when
    assert changed_during_fieldwork(commons, item, last) == (() if when == "avant" else ("H2",))


def test_hypotheses_changed_are_those_brought_reworded_and_given_up(tmp_path: Path) -> None:
    third = REVISION.format(date="2026-05-02", seuil=3)
    fourth = third.replace("2026-05-02", "2026-06-02").replace("id: H2", "id: H3")
    files = {"protocole/r2.md": REVISION.format(date="2026-04-02", seuil=2), "protocole/r3.md": third}
    commons, item = life(tmp_path, **files, **{"protocole/r4.md": fourth})
    first, *others = commons.revisions(item.id)
    assert moment(commons, item, first) == "avant"
    changed = [changed_during_fieldwork(commons, item, one) for one in others]
    assert changed == [("H2",), ("H2",), ("H3", "H2")]


def test_without_a_journal_nothing_is_before_nor_after(tmp_path: Path) -> None:
    life(tmp_path)
    (tmp_path / HOME / "journal/2026-03-02-premier-cercle.md").unlink()
    commons = check(tmp_path).commons
    item = commons.get(Ref("experimentation", "essai-complet"))
    assert isinstance(item, Experimentation)
    assert terrain(commons, item.id) is None
    assert moment(commons, item, commons.revisions(item.id)[0]) is None


@pytest.mark.parametrize(
    ("one", "order", "other"),
    [
        ("2025-03-09", "before", "2025-03-10"),
        ("2025-03-10", "not before", "2025-03-10"),
        ("2025-03-11", "not before", "2025-03-10"),
        ("2025-02", "before", "2025-03-10"),
        ("2025-03", "unknown", "2025-03-10"),
        ("2025-04", "not before", "2025-03-10"),
        ("2025", "unknown", "2025-03"),
        ("2024", "before", "2025"),
        ("2025", "unknown", "2025"),
        ("2025-03-31", "not before", "2025-03"),
    ],
)
def test_dates_are_compared_as_far_as_they_are_known(one: str, order: str, other: str) -> None:
    assert surely_before(one, other) is (order == "before")
    assert surely_not_before(one, other) is (order == "not before")
