"""Say how far what a tool showed can be trusted: a scale of ours, told to readers on `/preuves/`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.model import Outil, Ref, plaide_contre, plaide_pour, sens_du_verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from generator.model import Commons, Experimentation
    from generator.model.parts import Constat
    from generator.protocol.ledger import LedgerLine

_TWO = 2


class EvidenceLevel(Frozen):
    """A level of the scale: its code in addresses and files, its name, and what it needs in a sentence."""

    code: str
    nom: str
    demande: str


AUCUNE = EvidenceLevel(
    "aucune",
    "Aucune preuve",
    "Aucun constat ne nomme l'outil, et aucun verdict ne porte sur une hypothèse éprouvée avec lui.",
)
RACONTEE = EvidenceLevel(
    "racontee",
    "Preuve racontée",
    "Au moins un constat nomme l'outil, sans chiffre attesté pour l'appuyer.",
)
OBSERVEE = EvidenceLevel(
    "observee",
    "Preuve observée",
    "Au moins un résultat mesuré : un constat attesté et chiffré, ou le verdict d'une hypothèse éprouvée "
    "avec l'outil.",
)
REPETEE = EvidenceLevel(
    "repetee",
    "Preuve répétée",
    "Des résultats mesurés dans deux lieux au moins, qui vont dans le même sens.",
)
CONTESTEE = EvidenceLevel(
    "contestee",
    "Preuve contestée",
    "Des résultats mesurés vont en sens contraire : l'un au moins est favorable, un autre dit que cela a "
    "échoué ou n'a rien changé.",
)
EVIDENCE_LEVELS = (AUCUNE, RACONTEE, OBSERVEE, REPETEE, CONTESTEE)
"""The levels, from the weakest. The last is beside the others: what is measured there does not agree."""


class Testimony(Frozen):
    """One thing that a record says of a tool: a finding that names it, or what a hypothesis came to.

    `lieux` are the ids of the places of the experiment that says it (`experimentation`): both are empty for
    what the record of a tool tells, since no place is known.
    """

    sens: str
    mesure: bool
    experimentation: str
    lieux: tuple[str, ...]


class ToolEvidence(Frozen):
    """What is known of a tool from what took place: its level, what says so, and who used it.

    `usages` are the experiments that tried it, or of which a finding names it, by id.
    """

    niveau: EvidenceLevel
    temoignages: tuple[Testimony, ...]
    usages: tuple[str, ...]

    @property
    def mesures(self) -> int:
        """How many of its findings and verdicts are measured."""
        return sum(one.mesure for one in self.temoignages)


def evidence_of_tools(
    commons: Commons,
    tried: Mapping[str, Iterable[tuple[Experimentation, Iterable[LedgerLine]]]],
    invented: Collection[Ref],
) -> dict[str, ToolEvidence]:
    """What is known of each tool, by its id; nothing that was invented counts.

    `tried` are, for each tool, the real experiments that tried it and the hypotheses tested with it.
    """
    heard: defaultdict[str, list[Testimony]] = defaultdict(list)
    users: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for tool, tries in tried.items():
        for item, lines in tries:
            users[tool][item.id] = None
            heard[tool].extend(_verdicts(commons, item, lines))
    for item in commons.experimentations:
        for one in () if item.inventee else item.constats:
            for tool in dict.fromkeys(one.outils):
                users[tool][item.id] = None
                heard[tool].append(_finding(one, item.id, _places(commons, item)))
    for record in commons.outils:
        for one in () if Ref("outil", record.id) in invented else record.constats:
            for tool in dict.fromkeys((record.id, *one.outils)):
                heard[tool].append(_finding(one, "", ()))
    return {
        tool.id: ToolEvidence(_level(heard[tool.id]), tuple(heard[tool.id]), tuple(sorted(users[tool.id])))
        for tool in commons.outils
    }


def findings_by_tool(commons: Commons) -> dict[str, tuple[tuple[Constat, Experimentation | Outil], ...]]:
    """The findings that count for each tool, with the record that tells each: experiments' before tools'."""
    found: defaultdict[str, list[tuple[Constat, Experimentation | Outil]]] = defaultdict(list)
    for item in commons.experimentations:
        for one in item.constats if not item.inventee else ():
            for tool in dict.fromkeys(one.outils):
                found[tool].append((one, item))
    for record in commons.outils:
        for one in record.constats:
            for tool in dict.fromkeys((record.id, *one.outils)):
                found[tool].append((one, record))
    return {tool: tuple(some) for tool, some in found.items()}


def places_apart(places: Iterable[tuple[str, ...]]) -> int:
    """How many sets of places share none with those before: the same town twice is one place."""
    seen: set[str] = set()
    count = 0
    for ids in places:
        count += bool(ids) and seen.isdisjoint(ids)
        seen.update(ids)
    return count


def _level(heard: Iterable[Testimony]) -> EvidenceLevel:
    told = list(heard)
    measured = [one for one in told if one.mesure]
    if not told:
        return AUCUNE
    if not measured:
        return RACONTEE
    ways = [(plaide_pour(one.sens), plaide_contre(one.sens)) for one in measured]
    if any(good for good, _ in ways) and any(bad for _, bad in ways):
        return CONTESTEE
    for way in set(ways):
        where = [one.lieux for one, its in zip(measured, ways, strict=True) if its == way]
        if places_apart(where) >= _TWO:
            return REPETEE
    return OBSERVEE


def _verdicts(commons: Commons, item: Experimentation, lines: Iterable[LedgerLine]) -> Iterator[Testimony]:
    for line in lines:
        sens = sens_du_verdict(line.verdict)
        if sens:
            yield Testimony(sens, mesure=True, experimentation=item.id, lieux=_places(commons, item))


def _finding(one: Constat, experiment_id: str, places: tuple[str, ...]) -> Testimony:
    return Testimony(
        one.sens, mesure=one.attestee and one.mesuree, experimentation=experiment_id, lieux=places
    )


def _places(commons: Commons, item: Experimentation) -> tuple[str, ...]:
    """Where it took place, as places are called today; an experiment without any is a place of its own."""
    found = (commons.gazetteer.get(one) for one in item.emplacements)
    return tuple(lieu.id for lieu in found if lieu) or (f"/{item.id}",)
