"""Gather what was tried and what came of it: the uses of a tool, the verdicts about a tool or an enjeu."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.model import Experimentation, Ref, se_contredisent
from generator.protocol.trials import notes, trials

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.model import Commons, Dispositif, Journal
    from generator.protocol.ledger import LedgerLine
    from generator.protocol.trials import Essai


class ToolUse(Frozen):
    """What one experiment tells of one tool.

    `lignes` are the hypotheses that its devices put to the test with the tool, in whatever revision;
    `declare` says that the experiment lists the tool itself, or names it in a finding.
    """

    experimentation: Experimentation
    essais: tuple[Essai, ...]
    journaux: tuple[Journal, ...]
    lignes: tuple[LedgerLine, ...]
    declare: bool


class LocatedHypothesis(Frozen):
    """A hypothesis together with its experiment: `H1` alone is not unique."""

    experimentation: Experimentation
    ligne: LedgerLine


class HypothesesByVerdict(Frozen):
    """Hypotheses about one thing, by verdict in their order in the schema; last, under None, those without.

    Verdicts without any hypothesis are left out.
    """

    par_verdict: tuple[tuple[str | None, tuple[LocatedHypothesis, ...]], ...]

    @property
    def contradictoire(self) -> bool:
        """Whether one hypothesis at least was confirmed, and another proved wrong."""
        return se_contredisent({verdict for verdict, _ in self.par_verdict})


def gathered(trials_made: Iterable[LocatedHypothesis], verdicts: Iterable[str]) -> HypothesesByVerdict:
    """Hypotheses by verdict, in the order of `verdicts`.

    Never mix those of an invented experiment with the others.
    """
    found: dict[str | None, list[LocatedHypothesis]] = {verdict: [] for verdict in (*verdicts, None)}
    for one in trials_made:
        found[one.ligne.verdict if one.ligne.verdict in found else None].append(one)
    return HypothesesByVerdict(tuple((verdict, tuple(items)) for verdict, items in found.items() if items))


def tools_tried(commons: Commons, item: Experimentation) -> tuple[str, ...]:
    """The ids of the tools an experiment tried: those it lists, then its devices', then its field notes'."""
    devices = (device for one in commons.publiees(item.id) for device in one.dispositifs)
    noted = (tool for note in commons.journal(item.id) for tool in note.outils)
    return tuple(dict.fromkeys((*item.outils, *(device.outil for device in devices if device.outil), *noted)))


def tried_by_tool(
    commons: Commons, ledgers: Mapping[str, Sequence[LedgerLine]]
) -> dict[str, tuple[tuple[Experimentation, tuple[LedgerLine, ...]], ...]]:
    """For each tool, the real experiments that tried it, and the hypotheses that each tested with it."""
    found: defaultdict[str, list[tuple[Experimentation, tuple[LedgerLine, ...]]]] = defaultdict(list)
    for item in commons.experimentations:
        if item.inventee:
            continue
        tested: defaultdict[str | None, set[str]] = defaultdict(set)
        for device in (device for one in commons.publiees(item.id) for device in one.dispositifs):
            tested[device.outil].update(device.hypotheses)
        for tool in tools_tried(commons, item):
            lines = tuple(line for line in ledgers.get(item.id, ()) if line.id in tested[tool])
            found[tool].append((item, lines))
    return {tool: tuple(tries) for tool, tries in found.items()}


def uses(
    commons: Commons,
    ledgers: Mapping[str, Sequence[LedgerLine]],
    tool_id: str,
    *,
    experiment_ids: Iterable[str],
) -> tuple[ToolUse, ...]:
    """Each experiment's use of a tool; `experiment_ids` are those that the link graph leads to."""
    found = (_usage(commons, ledgers, tool_id, experiment_id=one) for one in sorted(set(experiment_ids)))
    return tuple(usage for usage in found if usage)


def _usage(
    commons: Commons, ledgers: Mapping[str, Sequence[LedgerLine]], tool_id: str, *, experiment_id: str
) -> ToolUse | None:
    experiment = commons.get(Ref("experimentation", experiment_id))
    if not isinstance(experiment, Experimentation):
        return None

    def runs(device: Dispositif) -> bool:
        return device.outil == tool_id

    tried = trials(commons, experiment_id, runs)
    told = notes(commons, experiment_id, runs)
    named = tuple(note for note in commons.journal(experiment_id) if note in told or tool_id in note.outils)
    found = (tool for one in experiment.constats for tool in one.outils)
    declared = tool_id in experiment.outils or tool_id in found
    if not (tried or named or declared):
        return None
    tested = {
        name
        for revision in commons.publiees(experiment_id)
        for device in revision.dispositifs
        if runs(device)
        for name in device.hypotheses
    }
    lines = tuple(line for line in ledgers.get(experiment_id, ()) if line.id in tested)
    return ToolUse(experimentation=experiment, essais=tried, journaux=named, lignes=lines, declare=declared)
