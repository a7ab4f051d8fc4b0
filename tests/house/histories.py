"""Invent the lives of experiments, told as they should be: files to lay over the base of cases."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.house.lives import ARRETS, PHASES
from tests.house.rewriting import Fields, first, protocol, words

if TYPE_CHECKING:
    import random
    from pathlib import Path

_MAIL = {"contact": "essai@example.org"}
_LICENCE = {"licence": "CC-BY-SA-4.0"}
_CADRES = ("labo", "reseau", "comparable", "demonstration")
_ROLES = ("coordination", "innovation", "recherche", "journalisme")


@dataclass
class History:
    """One experiment: the fields of each of its files. `strict` says that each gap in it is a fault."""

    id: str
    strict: bool
    index: Fields
    revisions: list[Fields] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    journal: list[Fields] = field(default_factory=list)
    filed: dict[str, str] = field(default_factory=dict)  # the day in a note's file name, where it is another
    evaluation: Fields | None = None
    events: dict[str, Fields] = field(default_factory=dict)

    def lay(self, root: Path) -> None:
        home = root / "experiments" / self.id
        _write(home / "index.md", self.index)
        for number, (fields, body) in enumerate(zip(self.revisions, self.bodies, strict=True), 1):
            _write(home / f"protocole/r{number}.md", fields, body)
        for note in self.journal:
            day = self.filed.get(note["date"], note["date"])
            _write(home / f"journal/{day}-terrain.md", note)
        if self.evaluation:
            _write(home / "evaluation.md", self.evaluation)
        for kind, fields in self.events.items():
            _write(root / f"content/evenements/{self.id}-{kind}.md", fields)


def invent(rng: random.Random, identifier: str) -> History:
    """A history in any frame and any phase, of at most six revisions; what it must tell, it tells."""
    cadre, statut = rng.choice(_CADRES), rng.choice([*PHASES, *PHASES[5:] * 3, *ARRETS])
    day = (
        datetime.date(2026, 2, 1)
        if cadre == "demonstration" or rng.random() < 0.7
        else datetime.date(2019, 2, 1)
    )
    strict = cadre == "demonstration" or (cadre == "labo" and day.year == 2026)
    reached = rng.randrange(len(PHASES) - 1) if statut in ARRETS else PHASES.index(statut)
    index = {"titre": f"Essai {identifier}", "cadre": cadre, "statut": statut} | _index(rng, day, reached)
    if statut in ARRETS:
        index["motif_arret"] = words(rng, 6)
    history = History(identifier, strict, index)
    if reached >= PHASES.index("mise-en-oeuvre"):
        history.revisions, history.bodies = protocol(rng, day + datetime.timedelta(days=20))
        history.events["atelier"] = _event(history, "atelier-ouvert", day + datetime.timedelta(days=15))
        _fieldwork(rng, history, day, citizens=reached >= PHASES.index("bilan"))
    elif reached == PHASES.index("co-construction"):
        history.revisions, history.bodies = [first(rng, day) | {"etat": "brouillon"}], [""]
    if reached == PHASES.index("terminee"):
        history.events["bilan"] = _event(history, "bilan", day + datetime.timedelta(days=300))
        history.evaluation = _evaluation(rng, history, day + datetime.timedelta(days=320))
    if not strict:
        _forget(rng, history)
    return history


def _write(path: Path, fields: Fields, body: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in (fields | _LICENCE).items()
    ]
    path.write_text(f"---\n{''.join(lines)}---\n{body}", encoding="utf-8")


def _index(rng: random.Random, day: datetime.date, reached: int) -> Fields:
    asked: tuple[Fields, ...] = (
        {},
        {"appels": [{"type": "collectivites", "ouvert_le": str(day)[: rng.choice((4, 7, 10))], **_MAIL}]},
        {
            "collectivites": [{"territoire": "val-d-essai"}],
            "rencontre_amont": {
                "date": str(day)[: rng.choice((7, 10))],
                "executif": "Le maire",
                "dgs": "Le directeur",
            },
            "accord": {"date": str(day)},
            "convention": {"date": str(day), "signataires": ["Val-d'Essai", "Démocratie Ouverte"]},
            "garants": ["Camille"],
            "debut": str(day + datetime.timedelta(days=5)),
            "fin": str(day.year + 1),
        },
        {},
        {"equipe": [_member(rng, role) for role in _ROLES]},
    )
    index: Fields = {
        "resume": "Une expérimentation inventée au hasard, pour essayer.",
        "enjeux": ["lien-durable"],
        "outils": ["cercle-d-essai"],
    }
    for fields in asked[: reached + 1]:
        index |= fields
    if reached < PHASES.index("declenchee"):
        index["debut"] = str(day)
    if reached >= PHASES.index("equipe"):
        index["appels"].append({"type": "equipe", "ouvert_le": str(day), **_MAIL})
    return index


def _member(rng: random.Random, role: str) -> Fields:
    who = {"acteur": "collectif-des-essais"} if role == "innovation" else {"nom": "Dominique"}
    return {"role": role, **who, "local": rng.random() < 0.5}


def _event(history: History, kind: str, day: datetime.date) -> Fields:
    return {
        "titre": f"{kind} {history.id}",
        "resume": "Un rendez-vous inventé au hasard, pour essayer.",
        "type": kind,
        "debut": str(day),
        "experimentation": history.id,
    }


def _fieldwork(rng: random.Random, history: History, day: datetime.date, *, citizens: bool) -> None:
    for _ in range(rng.randint(1, 3)):
        day += datetime.timedelta(days=rng.randint(25, 90))
        history.journal.append({"date": str(day), "citoyens": citizens or rng.random() < 0.5})


def _evaluation(rng: random.Random, history: History, day: datetime.date) -> Fields:
    held = {item["id"] for one in history.revisions if one["etat"] == "publiee" for item in one["hypotheses"]}
    return {
        "date": str(day),
        "verdicts": [
            {"hypothese": name, "verdict": rng.choice(("confirmee", "infirmee", "abandonnee"))}
            for name in sorted(held)
        ],
        "impact": [{"indicateur": "paroles"}],
        "enseignements": ["Recommencer."],
        "na_pas_marche": [{"constat": "Il pleuvait.", "cause": "autre"}],
    }


def _forget(rng: random.Random, history: History) -> None:
    """Where gaps are no faults, leave some."""
    for name in (
        "appels",
        "collectivites",
        "accord",
        "convention",
        "garants",
        "equipe",
        "rencontre_amont",
        "fin",
    ):
        if rng.random() < 0.4:
            history.index.pop(name, None)
    if rng.random() < 0.4:
        history.events.clear()
    if history.evaluation and rng.random() < 0.4:
        history.evaluation["verdicts"] = history.evaluation["verdicts"][1:]
