"""The command `diff` as it is run: what it tells of two revisions, to whom, and what it answers otherwise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import pytest

from generator import cli
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parents[2]
R2 = """---
date: 2026-02-20
etat: publiee
motifs: [resultats]
hypotheses:
  - {id: H2, enonce: Un banc dehors attire les passants.}
  - id: H1
    enonce: S'asseoir en rond fait parler celles et ceux qui se taisent.
    indicateur: prises de parole
    seuil: 10
dispositifs:
  - {id: D1, titre: Cercle du matin, outil: cercle-d-essai, hypotheses: [H1], public: habitants}
changements:
  - {quoi: H1, pourquoi: "L'énoncé oubliait la moitié des habitants."}
  - {quoi: H2, pourquoi: Le banc attire sans que l'on invite.}
  - {quoi: texte, pourquoi: Tout est écrit.}
licence: CC-BY-SA-4.0
---

Premier paragraphe.

Second paragraphe.
"""
R3 = (
    R2.replace("2026-02-20", "2026-03-20")
    .replace("Cercle du matin", "Cercle de midi")
    .replace(
        'quoi: H1, pourquoi: "L\'énoncé oubliait la moitié des habitants."',
        "quoi: D1, pourquoi: Il fait froid.",
    )
    .replace("Tout est écrit.", "Il manquait une fin.")
    .replace("Second paragraphe.", "Second paragraphe, plus long.")
)


Diff: TypeAlias = "Callable[..., Answer]"


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    root = tmp_path / "espace"
    lay_base(root)
    folder = root / "experiments/essai-complet/protocole"
    (folder / "r2.md").write_text(R2, encoding="utf-8")
    (folder / "r3.md").write_text(R3, encoding="utf-8")
    return root


class Answer(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def diff(commons: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Diff:
    """The command, run in this process."""

    def run(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["espace", "diff", *arguments, "--root", str(commons)])
        with pytest.raises(SystemExit) as left:
            cli.run()
        out, err = capsys.readouterr()
        assert "\033" not in out + err
        return Answer(int(left.value.code or 0), out, err)

    return run


def test_in_words(diff: Diff) -> None:
    found = diff("essai-complet", "r1", "r2")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == (
        "De la révision 1 à la révision 2 : une hypothèse ajoutée (H2) et une reformulée (H1) ; "
        "un dispositif reformulé (D1) ; le texte change.\n"
        "\n"
        "Hypothèse H2, ajoutée\n"
        "  Énoncé : {+Un banc dehors attire les passants.+}\n"
        "  pourquoi : Le banc attire sans que l'on invite.\n"
        "\n"
        "Hypothèse H1, reformulée\n"
        "  Énoncé : S'asseoir en rond fait parler {+celles et +}ceux qui se taisent.\n"
        "  pourquoi : L'énoncé oubliait la moitié des habitants.\n"
        "\n"
        "Dispositif D1, reformulé\n"
        "  Titre : Cercle du [-soir-]{+matin+}\n"
        "  sans raison donnée\n"
        "\n"
        "Révision 2\n"
        "  Date de la révision : [-2026-02-10-]{+2026-02-20+}\n"
        "  Motifs de la révision : {+Résultats obtenus+}\n"
        "\n"
        "Texte\n"
        "\n"
        "  {+Premier paragraphe.+}\n"
        "\n"
        "  {+Second paragraphe.+}\n"
        "\n"
        "  pourquoi : Tout est écrit.\n"
    )


def test_reasons_of_every_revision_between(diff: Diff) -> None:
    found = diff("essai-complet", "1", "3")
    assert found.returncode == 0
    assert "  pourquoi : L'énoncé oubliait la moitié des habitants. (révision 2)\n" in found.stdout
    assert "  pourquoi : Il fait froid. (révision 3)\n" in found.stdout


def test_paragraphs_that_stay_are_counted(diff: Diff) -> None:
    told = diff("essai-complet", "r2", "r3").stdout
    assert "\n  (1 paragraphe inchangé)\n\n  Second paragraphe{+, plus long+}.\n" in told
    assert told.endswith("  pourquoi : Il manquait une fin.\n")
    assert "Tout est écrit." not in told


def test_for_a_program(diff: Diff) -> None:
    found = diff("essai-complet", "r1", "r2", "--format", "json")
    assert (found.returncode, found.stderr) == (0, "")
    data: dict[str, Any] = json.loads(found.stdout)
    assert (data["experimentation"], data["de"], data["vers"]) == ("essai-complet", 1, 2)
    assert data["hypotheses"]["ordre"] == ["H2", "H1"]
    reworded = data["hypotheses"]["ecarts"][1]
    assert reworded["champs"]["enonce"]["morceaux"][1] == {"ajoute": "celles et "}
    assert reworded["pourquoi"] == [{"revision": 2, "texte": "L'énoncé oubliait la moitié des habitants."}]


def test_the_same_bytes_whatever_the_machine(commons: Path, diff: Diff) -> None:
    wanted = ["essai-complet", "r1", "r3", "--format", "json"]
    here = diff(*wanted).stdout
    for seed, locale in (("1", "C"), ("2", "C.UTF-8")):
        found = subprocess.run(
            [sys.executable, "-m", "generator", "diff", *wanted, "--root", commons],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert (found.returncode, found.stdout, found.stderr) == (0, here, "")


def test_faults_elsewhere_are_no_hindrance(commons: Path, diff: Diff) -> None:
    (commons / "toolbox/banc.md").write_text("rien d'une fiche\n", encoding="utf-8")
    (commons / "experiments/essai-complet/journal/2026-03-02-premier-cercle.md").write_text("---\n", "utf-8")
    assert diff("essai-complet", "r1", "r2").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("essai-complt", "r1", "r2"), "« essai-complt » ; vouliez-vous dire « essai-complet » ?"),
        (("autre", "r1", "r2"), "« autre » ; celles dont le protocole a été révisé : essai-complet"),
        (("essai-complet", "r1", "r9"), "« r9 » : les révisions que l'on peut comparer sont r1, r2 et r3"),
        (("essai-complet", "un", "r2"), "pas de révision « un »"),
        (("essai-complet", "r0", "r2"), "pas de révision « r0 »"),
        (("essai-complet", "r3", "r1"), "s'écrit d'abord : espace diff essai-complet r1 r3"),
        (("essai-complet", "r2", "2"), "deux fois la révision r2 : écrivez par exemple espace diff"),
    ],
)  # fmt: skip
def test_what_is_not_there(diff: Diff, arguments: tuple[str, ...], told: str) -> None:
    found = diff(*arguments)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("espace : ")
    assert told in found.stderr


def test_a_revision_with_faults_is_not_compared(commons: Path, diff: Diff) -> None:
    path = commons / "experiments/essai-complet/protocole/r3.md"
    path.write_text(R3.replace("licence: CC-BY-SA-4.0", "licence: aucune"), encoding="utf-8")
    found = diff("essai-complet", "r1", "r3")
    assert (found.returncode, found.stdout) == (2, "")
    assert "la révision r3 a des fautes : corrigez-les d'abord (espace check)" in found.stderr
    index = commons / "experiments/essai-complet/index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("statut:", "statt:"), encoding="utf-8")
    assert "la fiche « essai-complet » a des fautes" in diff("essai-complet", "r1", "r2").stderr


def test_a_lone_revision(commons: Path, diff: Diff) -> None:
    for number in (2, 3):
        (commons / f"experiments/essai-complet/protocole/r{number}.md").unlink()
    told = diff("essai-complet", "r1", "r1").stderr
    assert "ce protocole n'en a pas d'autre à lui comparer" in told
