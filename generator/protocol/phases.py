"""The life of an experiment: its phases, what each requires, and which of these are documented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.protocol.partial_dates import first_day
from generator.protocol.requirements import PIECES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Commons, Experimentation, Site
    from generator.protocol.pieces import FieldPath, Pointer
    from generator.protocol.requirements import Piece


class Requirement(Frozen):
    """A piece that a phase asks for, met (`remplie`) or not.

    `nom` is its name in a list. `champ` is where it is, or would be, written in `index.md`; it is empty where
    another record tells it, of one of the kinds `fiches`. `manque` says what is missing, `pourquoi` why the
    phase asks for it, `aide` what to do: three clauses, without capital nor full stop; `manque` is empty
    where nothing is missing. `voir` are the places that show what is missing; `sinon` is what else one may do
    at the start of the phase.
    """

    phase: str
    nom: str
    remplie: bool
    champ: FieldPath
    manque: str
    pourquoi: str
    aide: str
    kinds: tuple[str, ...] = ()
    voir: tuple[Pointer, ...] = ()
    sinon: str = ""


def phase_reached(commons: Commons, item: Experimentation) -> str:
    """The phase an experiment is in; for one that stopped, the last one that the facts it tells show."""
    if item.statut in commons.phases:
        return item.statut
    phases = tuple(commons.phases)
    return next((phase for phase in reversed(phases) if phase in set(_shown(commons, item))), phases[0])


def phases_reached(commons: Commons, item: Experimentation) -> tuple[str, ...]:
    """The phases up to the one an experiment is in, that one included."""
    phases = tuple(commons.phases)
    return phases[: phases.index(phase_reached(commons, item)) + 1]


def requirements_of(commons: Commons, item: Experimentation) -> tuple[Requirement, ...]:
    """What the phases reached so far require, in their order, met or not."""
    reached = phases_reached(commons, item)
    return tuple(_asked(commons, item, piece) for piece in PIECES if piece.phase in reached)


def next_requirements(commons: Commons, item: Experimentation) -> tuple[str, tuple[Requirement, ...]]:
    """The phase after the one an experiment is in, and what it requires; nothing after the last one."""
    phases = tuple(commons.phases)
    rank = len(phases_reached(commons, item))
    following = phases[rank] if rank < len(phases) else ""
    return following, tuple(_asked(commons, item, piece) for piece in PIECES if piece.phase == following)


def opposable(site: Site, item: Experimentation) -> bool:
    """Whether a missing document is a fault: in a demonstration, or in what the lab runs under the rules.

    An experiment of the lab is under the rules if it began on or after `regles_depuis`, or if its record was
    published since, whatever its dates; one without any date is too. One that says why it came before them
    (`anterieure`) is not, unless its dates say that it began since.
    """
    if item.inventee:
        return True
    if not item.du_labo or site.regles_depuis is None:
        return False
    if begun_since(site, item):
        return True
    if item.anterieure:
        return False
    if item.publie_le:
        return item.publie_le >= first_day(site.regles_depuis)
    return not (item.debut or any(_steps(item)))


def begun_since(site: Site, item: Experimentation) -> bool:
    """Whether an experiment surely began under the rules: at its `debut`, else at its earliest dated step."""
    begun = [item.debut] if item.debut else list(_steps(item))
    return bool(begun and site.regles_depuis) and min(map(first_day, begun)) >= first_day(
        site.regles_depuis or ""
    )


def dates(commons: Commons, item: Experimentation) -> dict[str, str]:
    """The date on which each phase was entered; a phase without any date is left out."""
    reached = phases_reached(commons, item)
    found = dict(_entered(commons, item))
    return {phase: found[phase] for phase in reached if phase in found}


def _steps(item: Experimentation) -> Iterator[str]:
    yield from (call.ouvert_le for call in item.appels)
    for step in (item.rencontre_amont, *item.accord, *item.convention):
        if step:
            yield step.date


def _shown(commons: Commons, item: Experimentation) -> Iterator[str]:
    """The phases that recorded facts show, whatever the `statut`; what is only planned does not count."""
    if any(call.a_collectivites for call in item.appels):
        yield "appel"
    if item.accord or item.convention:
        yield "declenchee"
    if any(call.a_equipe for call in item.appels):
        yield "equipe"
    if commons.publiees(item.id):
        yield "co-construction"
    notes = commons.journal(item.id)
    # Without protocol and journal, a number of participants is what shows that it was tried.
    if notes or (item.participants and not commons.revisions(item.id)):
        yield "mise-en-oeuvre"
    if any(note.citoyens for note in notes) and _shared(commons, item):
        yield "bilan"


def _entered(commons: Commons, item: Experimentation) -> Iterator[tuple[str, str]]:
    """Pairs (phase, date); where a phase has several dates, the most reliable comes last."""
    asked = {
        "appel": [call.ouvert_le for call in item.appels if call.a_collectivites],
        "equipe": [call.ouvert_le for call in item.appels if call.a_equipe],
    }
    yield from ((phase, min(opened, key=first_day)) for phase, opened in asked.items() if opened)
    for steps in (item.convention, item.accord):
        if steps:
            yield "declenchee", min((step.date for step in steps), key=first_day)
    for date in [event.debut for event in commons.rendez_vous(item.id) if event.atelier_ouvert][:1]:
        yield "co-construction", date
    published = [revision.date for revision in commons.publiees(item.id)]
    for date in (*published[:1], *(note.date for note in commons.journal(item.id)[:1])):
        yield "mise-en-oeuvre", date
    if item.fin:
        yield "terminee", item.fin
    evaluation = commons.evaluation(item.id)
    if evaluation:
        yield "bilan", evaluation.date
        yield "terminee", evaluation.date
    for date in _shared(commons, item)[:1]:
        yield "bilan", date


def _shared(commons: Commons, item: Experimentation) -> tuple[str, ...]:
    """The dates on which the results were shared, in order."""
    return tuple(event.debut for event in commons.rendez_vous(item.id) if event.bilan)


def _asked(commons: Commons, item: Experimentation, piece: Piece) -> Requirement:
    missing = piece.cherche(commons, item)
    return Requirement(
        phase=piece.phase,
        nom=piece.nom,
        remplie=missing is None,
        champ=piece.champ,
        manque=missing.texte if missing else "",
        pourquoi=piece.pourquoi,
        aide=piece.aide,
        kinds=piece.kinds,
        voir=missing.voir if missing else (),
        sinon=piece.sinon,
    )
