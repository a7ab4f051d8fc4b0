"""Write a made-up commons of any size, the same at each run, in the proportions of a real one."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from math import isqrt
from pathlib import Path
from typing import TYPE_CHECKING

from generator.territory import reference
from tools.bench.prose import body, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROJECT = Path(__file__).resolve().parents[2]
# What a commons holds besides its records, taken from the real one.
_FRAME = ("content/*.yml", "content/*.md", "content/contribuer/*.md", "content/enjeux/*.md")
# Of a hundred records; the parts of experiments (24 revisions, 24 notes, 8 evaluations) are the rest.
_EXPERIMENTS, _TOOLS, _ACTORS, _EVENTS = 18, 16, 6, 4
_REVISED, _NOTES, _EVALUATED = 6, 24, 8
_SMALLEST = 100
_COMMUNES = 60  # for a thousand records; the territories reached grow like the square root
_CAUSES = ("recrutement", "portage-politique", "calendrier", "outil", "moyens", "participation")
_VERDICTS = ("confirmee", "partielle", "infirmee", "non-concluante")
_STATES = ("co-construction", "mise-en-oeuvre", "mise-en-oeuvre", "bilan")
_LICENCE = "licence: CC-BY-SA-4.0"


def write(folder: Path, records: int) -> Path:
    """Fill `folder` with `records` records (a multiple of 100), without a fault; return the one to edit."""
    if records < _SMALLEST or records % _SMALLEST:
        message = f"a multiple of {_SMALLEST} is needed, not {records}"
        raise ValueError(message)
    for pattern in _FRAME:
        for path in PROJECT.glob(pattern):
            target = folder / path.relative_to(PROJECT)
            target.parent.mkdir(parents=True, exist_ok=True)
            _frame(path, target)
    plan = _Plan(folder, records // _SMALLEST, _enjeux(folder), _communes(records))
    plan.each(_TOOLS, plan.tool)
    plan.each(_ACTORS, plan.actor)
    plan.each(_EXPERIMENTS, plan.experiment)
    plan.each(_EVENTS, plan.event)
    return folder / "experiments" / "experience-0" / "journal" / "2024-05-02-note-0.md"


def _frame(path: Path, target: Path) -> None:
    """Copy a page without its links: they lead to records that are not here."""
    if path.suffix == ".yml":
        shutil.copyfile(path, target)
        return
    head = path.read_text(encoding="utf-8").split("\n---\n")[0]
    target.write_text(f"{head}\n---\n{body(random.Random(path.name))}", encoding="utf-8")  # noqa: S311 — no secret


def _enjeux(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "content" / "enjeux").glob("*.md"))


def _communes(records: int) -> list[str]:
    every = sorted(name for name in reference().places if name.startswith("commune-"))
    wanted = max(1, isqrt(_COMMUNES * _COMMUNES * records // 1000))
    return every[:: len(every) // wanted][:wanted]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Makes the n-th record of a kind; what it refers to is drawn from its own name."""

    folder: Path
    hundreds: int
    enjeux: Sequence[str]
    communes: Sequence[str]

    def each(self, of_a_hundred: int, make: Callable[[int], None]) -> None:
        for number in range(of_a_hundred * self.hundreds):
            make(number)

    def tool(self, number: int) -> None:
        draw = _draw("outil", number)
        derived = [f"derive_de: [outil-{draw.randrange(number)}]"] if number and number % 5 == 0 else []
        self._write(
            f"toolbox/outil-{number}.md",
            f"titre: Outil de concertation {number}",
            f"resume: {sentence(draw)}",
            f"type: {draw.choice(('outil', 'methode', 'dispositif', 'strategie'))}",
            f"enjeux: [{self._some_enjeux(draw)}]",
            f"participants: {{min: {draw.randrange(2, 40)}, max: {draw.randrange(40, 300)}}}",
            *derived,
            text=body(draw),
        )

    def actor(self, number: int) -> None:
        draw = _draw("acteur", number)
        self._write(
            f"content/acteurs/acteur-{number}.md",
            f"titre: Collectif des habitants {number}",
            f"resume: {sentence(draw)}",
            "type: association",
            f"territoire: {draw.choice(self.communes)}",
            text=body(draw),
        )

    def event(self, number: int) -> None:
        draw = _draw("evenement", number)
        self._write(
            f"content/evenements/rencontre-{number}.md",
            f"titre: Rencontre publique {number}",
            f"resume: {sentence(draw)}",
            "type: rencontre",
            f"debut: {draw.randrange(2022, 2027)}-{draw.randrange(1, 13):02}-15",
            f"territoire: {draw.choice(self.communes)}",
            f"experimentation: experience-{draw.randrange(_EXPERIMENTS * self.hundreds)}",
            text=body(draw),
        )

    def experiment(self, number: int) -> None:
        # One after the other rather than at random: every actor and every tool is cited at least once.
        draw, rank = _draw("experience", number), number % _EXPERIMENTS
        place, evaluated = draw.choice(self.communes), rank < _EVALUATED
        home = f"experiments/experience-{number}"
        self._write(
            f"{home}/index.md",
            f"titre: Expérimentation démocratique {number}",
            f"resume: {sentence(draw)}",
            "cadre: comparable",
            f"statut: {'terminee' if evaluated else draw.choice(_STATES)}",
            f"enjeux: [{self._some_enjeux(draw)}]",
            f"territoires: [{place}]",
            f"collectivites: [{{territoire: {place}, role: porteuse}}]",
            "initiateur: {nom: Un collectif, type: habitant}",
            f"equipe: [{{role: coordination, acteur: acteur-{number % (_ACTORS * self.hundreds)}}}]",
            # Within what the field notes and the evaluation of every experiment leave open.
            f"debut: {draw.randrange(2015, 2024)}-{draw.randrange(1, 13):02}",
            f"fin: 2025-{draw.randrange(6, 13):02}",
            text=body(draw, (f"../../toolbox/outil-{number % (_TOOLS * self.hundreds)}.md",)),
        )
        tool = f"outil-{draw.randrange(_TOOLS * self.hundreds)}"
        for revision in range(1, 3 if rank < _REVISED else 2):
            self._revision(home, revision, tool, draw)
        for note in range(_NOTES // _EXPERIMENTS + (rank < _NOTES % _EXPERIMENTS)):
            self._write(
                f"{home}/journal/2024-05-{2 + note:02}-note-{note}.md",
                f"date: 2024-05-{2 + note:02}",
                "dispositifs: [D1]",
                f"outils: [{tool}]",
                f"participants: {draw.randrange(8, 90)}",
                "citoyens: true",
                text=body(draw, ("../index.md", f"../../../toolbox/{tool}.md")),
            )
        if evaluated:
            self._evaluation(home, draw)

    def _revision(self, home: str, revision: int, tool: str, draw: random.Random) -> None:
        changed = (
            "motifs: [resultats]",
            "changements:",
            f"  - {{quoi: H1, pourquoi: {sentence(draw)}}}",
            f"  - {{quoi: texte, pourquoi: {sentence(draw)}}}",
        )
        self._write(
            f"{home}/protocole/r{revision}.md",
            f"date: 2024-0{3 + revision}-10",
            "etat: publiee",
            "hypotheses:",
            "  - {id: H1, enonce: Un lieu familier attire de nouveaux venus., indicateur: part des nouveaux, "
            f"seuil: {20 + 10 * revision} %}}",
            "  - {id: H2, enonce: Une parole suivie d'effet fait revenir., indicateur: part des retours}",
            "dispositifs:",
            f"  - {{id: D1, titre: Soirée publique, outil: {tool}, hypotheses: [H1, H2], public: habitants}}",
            *(changed if revision > 1 else ()),
            text=body(draw, ("../index.md",)),
        )

    def _evaluation(self, home: str, draw: random.Random) -> None:
        self._write(
            f"{home}/evaluation.md",
            "date: 2025-07-01",
            "verdicts:",
            f"  - {{hypothese: H1, verdict: {draw.choice(_VERDICTS)}, preuve: {sentence(draw)}}}",
            f"  - {{hypothese: H2, verdict: {draw.choice(_VERDICTS)}, preuve: {sentence(draw)}}}",
            "impact:",
            "  - {indicateur: prises de parole, avant: 12, apres: 31, unite: personnes, methode: comptage}",
            f"na_pas_marche: [{{constat: {sentence(draw)}, cause: {draw.choice(_CAUSES)}}}]",
            f"enseignements: [{sentence(draw)}]",
            text=body(draw, ("index.md",)),
        )

    def _some_enjeux(self, draw: random.Random) -> str:
        return ", ".join(sorted(draw.sample(self.enjeux, draw.randrange(1, 4))))

    def _write(self, path: str, *fields: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        head = "\n".join((*fields, _LICENCE))
        target.write_text(f"---\n{head}\n---\n{text}", encoding="utf-8")


def _draw(kind: str, number: int) -> random.Random:
    """A draw of its own for each record: adding a record changes no other."""
    return random.Random(f"{kind} {number}")  # noqa: S311 — a bench keeps no secret
