"""Invent a protocol and rewrite it, revision after revision, with the reasons it must give."""

from __future__ import annotations

import copy
import datetime
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

Fields = dict[str, Any]

_SYLLABLES = tuple(map("".join, itertools.product("bdfgklmnprstv", "aeiou")))


def protocol(rng: random.Random, day: datetime.date) -> tuple[list[Fields], list[str]]:
    """The revisions of a protocol and their bodies: from one to six, the last ones perhaps drafts."""
    revisions, bodies = [first(rng, day)], [rng.choice(("", words(rng, 20)))]
    past = Past(parts(revisions[0]))
    for _ in range(rng.randint(0, 5)):
        day += datetime.timedelta(days=rng.randint(1, 60))
        before, body = revisions[-1], bodies[-1]
        after = {name: copy.deepcopy(before[name]) for name in ("hypotheses", "dispositifs")}
        for _ in range(rng.randint(0, 4)):
            rng.choice((_reword, _reword, _add, _retire, _shuffle, _steps, _bring_back))(rng, after, past)
            past.ever |= copy.deepcopy(parts(after))
        if rng.random() < 0.4:
            body = f"{words(rng, 10)}\n\n{body}"
        revisions.append(
            {"date": str(day), "etat": "publiee", "motifs": [rng.choice(("resultats", "contexte"))]}
            | after
            | _reasons(rng, before, after, text=body != bodies[-1])
        )
        bodies.append(body)
    drafts = rng.choice((0, 0, 0, 1, 2))
    for revision in revisions[1:][len(revisions) - 1 - drafts :] if drafts else ():
        revision["etat"] = "brouillon"
    return revisions, bodies


def words(rng: random.Random, count: int) -> str:
    """Words nobody ever wrote: two ideas have none in common."""
    return " ".join("".join(rng.choices(_SYLLABLES, k=3)) for _ in range(count)).capitalize() + "."


def parts(revision: Fields) -> dict[str, Fields]:
    """The hypotheses and devices of a revision, by id."""
    return {part["id"]: part for part in (*revision["hypotheses"], *revision["dispositifs"])}


@dataclass
class Past:
    """What a history ever held, by id, and the numbers of steps that never served."""

    ever: dict[str, Fields]
    steps: Iterator[int] = field(default_factory=lambda: itertools.count(10))


def first(rng: random.Random, day: datetime.date) -> Fields:
    revision: Fields = {"date": str(day), "etat": "publiee", "hypotheses": [], "dispositifs": []}
    for number in range(1, rng.randint(2, 5)):
        revision["hypotheses"].append(_hypothesis(rng, number))
    for number in range(1, rng.randint(2, 4)):
        revision["dispositifs"].append(_device(rng, revision, number))
    return revision


def _hypothesis(rng: random.Random, number: int) -> Fields:
    return {
        "id": f"H{number}",
        "enonce": words(rng, 9),
        "indicateur": words(rng, 4),
        "seuil": rng.randint(2, 90),
    }


def _device(rng: random.Random, revision: Fields, number: int) -> Fields:
    tested = [item["id"] for item in revision["hypotheses"] if rng.random() < 0.5]
    steps = [{"id": f"E{at}", "texte": words(rng, 6)} for at in range(1, rng.randint(1, 5))]
    device = {"id": f"D{number}", "titre": words(rng, 3), "description": words(rng, 12), "hypotheses": tested}
    return device | ({"etapes": steps} if steps else {})


def _reasons(rng: random.Random, before: Fields, after: Fields, *, text: bool) -> Fields:
    was, now = parts(before), parts(after)
    touched = [name for name in {**was, **now} if was.get(name) != now.get(name)] + ["texte"] * text
    gone = [name for name in was if name[0] == "H" and name not in now]
    rng.shuffle(touched)
    found: Fields = {}
    if touched:
        found["changements"] = [{"quoi": name, "pourquoi": words(rng, 5)} for name in touched]
    if gone:
        found["hypotheses_retirees"] = [{"id": name, "motif": words(rng, 5)} for name in gone]
    return found


def _reword(rng: random.Random, after: Fields, _past: Past) -> None:
    part = rng.choice(list(parts(after).values()) or [{}])
    for name in ("enonce", "description", "indicateur"):
        if name in part and rng.random() < 0.7:
            left = part[name].split()
            left[rng.randrange(len(left))] = words(rng, 1)
            part[name] = " ".join(left)


def _add(rng: random.Random, after: Fields, past: Past) -> None:
    kind = rng.choice("HD")
    number = 1 + max(int(name[1:]) for name in past.ever if name[0] == kind)
    made = _hypothesis(rng, number) if kind == "H" else _device(rng, after, number)
    listed = after["hypotheses" if kind == "H" else "dispositifs"]
    listed.insert(rng.randint(0, len(listed)), made)


def _retire(rng: random.Random, after: Fields, _past: Past) -> None:
    listed = after[rng.choice(("hypotheses", "dispositifs"))]
    if len(listed) > 1:
        gone = listed.pop(rng.randrange(len(listed)))["id"]
        for device in after["dispositifs"]:
            device["hypotheses"] = [name for name in device["hypotheses"] if name != gone]


def _shuffle(rng: random.Random, after: Fields, _past: Past) -> None:
    rng.shuffle(after[rng.choice(("hypotheses", "dispositifs"))])


def _steps(rng: random.Random, after: Fields, past: Past) -> None:
    device = rng.choice(after["dispositifs"])
    steps = device.get("etapes", [])
    rng.shuffle(steps)
    device["etapes"] = [*steps[rng.randint(0, 1) :], {"id": f"E{next(past.steps)}", "texte": words(rng, 6)}]


def _bring_back(rng: random.Random, after: Fields, past: Past) -> None:
    """What was retired may come back as it was."""
    here = parts(after)
    for name, part in past.ever.items():
        if name[0] == "H" and name not in here and rng.random() < 0.5:
            after["hypotheses"].append(copy.deepcopy(part))
