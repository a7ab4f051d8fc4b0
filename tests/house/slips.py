"""One slip in a life well told: each changes a history, and names the only rule that this breaks."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from tests.house.lives import ARRETS, PHASES
from tests.house.rewriting import Fields, parts, words

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from tests.house.histories import History


def slip(rng: random.Random, history: History) -> str:
    """Make one slip of any sort for which this history has room."""
    for attempt in rng.sample(_SLIPS, len(_SLIPS)):
        rule = attempt(rng, history)
        if rule:
            return rule
    raise AssertionError


def _no_reason(rng: random.Random, history: History) -> str | None:
    listed = [one["changements"] for one in history.revisions if one.get("changements")]
    return _drop(rng, listed) and "changement-sans-raison"


def _no_retirement(rng: random.Random, history: History) -> str | None:
    listed = [one["hypotheses_retirees"] for one in history.revisions if one.get("hypotheses_retirees")]
    return _drop(rng, listed) and "hypothese-disparue"


def _drop(rng: random.Random, lists: list[list[Fields]]) -> str | None:
    if not lists:
        return None
    chosen = rng.choice(lists)
    return str(chosen.pop(rng.randrange(len(chosen))))


def _silent_change(rng: random.Random, history: History) -> str | None:
    for part in _kept(rng, history):
        part["indicateur" if part["id"][0] == "H" else "public"] = words(rng, 3)
        return "changement-sans-raison"
    return None


def _silent_text(rng: random.Random, history: History) -> str | None:
    if len(history.bodies) < 2 or history.bodies[-1] != history.bodies[-2]:
        return None
    history.bodies[-1] += f"\n\n{words(rng, 3)}"
    return "changement-sans-raison"


def _silent_retirement(rng: random.Random, history: History) -> str | None:
    for part in _untested(rng, history):
        history.revisions[-1]["hypotheses"].remove(part)
        return "hypothese-disparue"
    return None


def _idle_reason(rng: random.Random, history: History) -> str | None:
    if not history.revisions:
        return None
    at = rng.randrange(len(history.revisions))
    same_text = at > 0 and history.bodies[at] == history.bodies[at - 1]
    entry = {"quoi": rng.choice(("D99", "texte")) if same_text else "D99", "pourquoi": words(rng, 4)}
    history.revisions[at].setdefault("changements", []).append(entry)
    return "raison-sans-changement"


def _idle_retirement(rng: random.Random, history: History) -> str | None:
    if not history.revisions:
        return None
    revision = rng.choice(history.revisions)
    name = rng.choice(["H99", *(item["id"] for item in revision["hypotheses"])])
    revision.setdefault("hypotheses_retirees", []).append({"id": name, "motif": words(rng, 4)})
    return "retrait-sans-objet"


def _swapped(rng: random.Random, history: History) -> str | None:
    kind = rng.choice("HD")
    kept = [part for part in _kept(rng, history) if part["id"][0] == kind]
    if len(kept) < 2:
        return None
    kept[0]["id"], kept[1]["id"] = kept[1]["id"], kept[0]["id"]
    return "identifiant-deplace"


def _renumbered(rng: random.Random, history: History) -> str | None:
    for part in _untested(rng, history):
        part["id"] = "H98"
        if history.evaluation:
            history.evaluation["verdicts"].append({"hypothese": "H98", "verdict": "infirmee"})
        return "identifiant-deplace"
    return None


def _number_served_again(rng: random.Random, history: History) -> str | None:
    if len(history.revisions) < 3:
        return None
    *older, before, last = history.revisions
    gone = {name for one in older for name in parts(one)} - parts(before).keys() - parts(last).keys()
    for name in sorted(gone):
        if name[0] == "H":
            last["hypotheses"].append({"id": name, "enonce": words(rng, 9)})
            return "identifiant-deplace"
    return None


def _another_idea(rng: random.Random, history: History) -> str | None:
    for part in _kept(rng, history):
        if part["id"][0] == "H":
            part["enonce"] = words(rng, 9)
            reason = {"quoi": part["id"], "pourquoi": words(rng, 4)}
            history.revisions[-1].setdefault("changements", []).append(reason)
            return "enonce-tout-autre"
    return None


def _same_day(rng: random.Random, history: History) -> str | None:
    if len(history.revisions) < 2:
        return None
    at = rng.randrange(1, len(history.revisions))
    history.revisions[at]["date"] = history.revisions[at - 1]["date"]
    return "dates-de-revisions"


def _draft_left_behind(rng: random.Random, history: History) -> str | None:
    # The first one left as a draft would be a missing piece too.
    for at, revision in enumerate(history.revisions[1:-1], 1):
        if history.revisions[at + 1]["etat"] == "publiee" and rng.random() < 0.7:
            revision["etat"] = "brouillon"
            return "brouillon-depasse"
    return None


def _number_twice(rng: random.Random, history: History) -> str | None:
    lists = [one["hypotheses"] for one in history.revisions] + [
        one["dispositifs"] for one in history.revisions
    ]
    lists += [
        device["etapes"] for one in history.revisions for device in one["dispositifs"] if "etapes" in device
    ]
    if history.evaluation:
        lists.append(history.evaluation["verdicts"])
    lists = [one for one in lists if one]
    if not lists:
        return None
    chosen = rng.choice(lists)
    chosen.append(copy.deepcopy(rng.choice(chosen)))
    return "identifiant-repete"


def _no_motive(_rng: random.Random, history: History) -> str | None:
    if len(history.revisions) < 2:
        return None
    del history.revisions[-1]["motifs"]
    return "revision-sans-motif"


def _early_erratum(rng: random.Random, history: History) -> str | None:
    if not history.revisions:
        return None
    rng.choice(history.revisions)["errata"] = [{"date": "2018-12-31", "texte": words(rng, 5)}]
    return "erratum-trop-tot"


def _misfiled(rng: random.Random, history: History) -> str | None:
    if not history.journal:
        return None
    history.filed[rng.choice(history.journal)["date"]] = "2018-12-31"
    return "jour-different"


def _unknown_device(rng: random.Random, history: History) -> str | None:
    if not history.journal or not any(one["dispositifs"] for one in history.revisions):
        return None
    rng.choice(history.journal)["dispositifs"] = ["D98"]
    return "dispositif-inconnu"


def _no_verdict(rng: random.Random, history: History) -> str | None:
    if not history.strict or not history.evaluation:
        return None
    return _drop(rng, [history.evaluation["verdicts"]]) and "verdict-manquant"


def _stop(rng: random.Random, history: History) -> str:
    if history.index["statut"] in ARRETS:
        del history.index["motif_arret"]
        return "arret-sans-motif"
    history.index["motif_arret"] = words(rng, 5)
    return "motif-sans-arret"


def _ended_first(_rng: random.Random, history: History) -> str | None:
    if "debut" not in history.index or "fin" not in history.index:
        return None
    history.index["fin"] = "2018"
    return "ordre-des-dates"


def _never_ending(_rng: random.Random, history: History) -> str | None:
    if "fin" not in history.index:
        return None
    history.index["fin"] = "2188"
    return "date-trop-lointaine"


def _belied(rng: random.Random, history: History) -> str | None:
    if not history.evaluation or not history.evaluation["verdicts"]:
        return None
    verdict = rng.choice(history.evaluation["verdicts"])
    for revision in history.revisions:
        for part in revision["hypotheses"]:
            if part["id"] == verdict["hypothese"]:
                part["seuil"] = "40 %"
    verdict |= {"verdict": "confirmee", "preuve": "31 % de nouveaux venus."}
    return "verdict-contredit"


def _older_than_it_says(_rng: random.Random, history: History) -> str | None:
    if history.index["cadre"] == "labo" and not history.strict:
        return None
    history.index["anterieure"] = "Menée il y a longtemps."
    return "anteriorite-impossible"


def _no_piece(rng: random.Random, history: History) -> str | None:
    statut = history.index["statut"]
    # Of one that stopped, facts show what it went through: without one of them less may be asked.
    if not history.strict or (statut in ARRETS and not history.journal):
        return None
    reached = PHASES.index("mise-en-oeuvre" if statut in ARRETS else statut)
    removals = [remove for phase, remove in _REMOVALS if PHASES.index(phase) <= reached]
    if not removals:
        return None
    rng.choice(removals)(history)
    return "etape-non-documentee"


def _kept(rng: random.Random, history: History) -> Iterator[Fields]:
    """The parts of the newest revision that are as the previous one had them, in any order."""
    if len(history.revisions) < 2:
        return
    before, last = history.revisions[-2:]
    was = parts(before)
    kept = [part for part in parts(last).values() if was.get(part["id"]) == part]
    yield from rng.sample(kept, len(kept))


def _untested(rng: random.Random, history: History) -> Iterator[Fields]:
    """Of these, the hypotheses that no device puts to the test."""
    for part in _kept(rng, history):
        devices = history.revisions[-1]["dispositifs"]
        if part["id"][0] == "H" and not any(part["id"] in device["hypotheses"] for device in devices):
            yield part


def _without(name: str) -> Callable[[History], object]:
    return lambda history: history.index.pop(name)


def _met_too_late(history: History) -> None:
    """All on the first day: nothing is out of order, and the meeting was to come before."""
    for step in ("rencontre_amont", "accord", "convention"):
        history.index[step]["date"] = history.index["debut"]


def _unwitnessed(history: History) -> None:
    for note in history.journal:
        note["citoyens"] = False


def _no_evaluation(history: History) -> None:
    history.evaluation = None


def _nobody_to_answer(_rng: random.Random, history: History) -> str | None:
    """The last call of an experiment that waits for answers, without a contact."""
    calls = history.index.get("appels")
    waits = {"appel": "collectivites", "equipe": "equipe"}.get(history.index["statut"])
    if history.index["cadre"] == "demonstration" or not calls or calls[-1]["type"] != waits:
        return None
    calls[-1].pop("contact", None)
    return "appel-sans-reponse"


_REMOVALS: tuple[tuple[str, Callable[[History], object]], ...] = (
    ("appel", lambda history: history.index["appels"].pop(0)),
    *(("declenchee", _without(name)) for name in ("collectivites", "accord", "convention", "garants")),
    *(("declenchee", _without(name)) for name in ("rencontre_amont", "debut", "fin")),
    ("declenchee", lambda history: history.index["convention"]["signataires"].pop()),
    ("declenchee", lambda history: history.index["rencontre_amont"].pop("dgs")),
    ("declenchee", _met_too_late),
    ("equipe", lambda history: history.index["appels"].pop()),
    *(("co-construction", lambda history, at=at: history.index["equipe"].pop(at)) for at in range(4)),
    ("mise-en-oeuvre", lambda history: history.events.pop("atelier")),
    ("mise-en-oeuvre", lambda history: history.events["atelier"].update(debut="2031-01-01")),
    ("bilan", _unwitnessed),
    ("terminee", lambda history: history.events.pop("bilan")),
    ("terminee", _no_evaluation),
)
_SLIPS: tuple[Callable[[random.Random, History], str | None], ...] = (
    *(_no_reason, _silent_change, _silent_text, _no_retirement, _silent_retirement),
    *(_idle_reason, _idle_retirement, _swapped, _renumbered, _number_served_again, _another_idea),
    *(_same_day, _draft_left_behind, _number_twice, _no_motive, _early_erratum),
    *(_ended_first, _never_ending, _belied, _older_than_it_says, _nobody_to_answer),
    *(_misfiled, _unknown_device, _no_verdict, _no_verdict, _stop, _no_piece, _no_piece),
)
