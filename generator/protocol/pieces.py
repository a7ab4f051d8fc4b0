"""See which of the pieces that the phases ask for an experiment lacks: one small question a piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import folded, some_of
from generator.frozen import Frozen
from generator.model import Ref
from generator.protocol.partial_dates import surely_before, surely_not_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model import Commons, Experimentation, Protocole

    Question = Callable[[Commons, Experimentation], "Manque | None"]

Champ = tuple[str | int, ...]


class Renvoi(Frozen):
    """A place that shows why a piece is missing: a field of a record, and what one reads there."""

    fiche: Ref
    champ: Champ
    texte: str


class Manque(Frozen):
    """What is missing of a piece, as the start of a sentence, and the places that show it."""

    texte: str
    voir: tuple[Renvoi, ...] = ()


def verdicts_manquants(commons: Commons, item: Experimentation) -> tuple[str, ...]:
    """The hypotheses that a published revision ever held and that the evaluation does not judge."""
    found = commons.evaluation(item.id)
    judged = {one.hypothese for one in found.verdicts} if found else set()
    return tuple(one for one in _published(commons, item) if one not in judged)


def _published(commons: Commons, item: Experimentation) -> dict[str, None]:
    return {one.id: None for revision in commons.publiees(item.id) for one in revision.hypotheses}


def appel(kind: str, words: str) -> Question:
    """A public call of that type."""

    def search(_commons: Commons, item: Experimentation) -> Manque | None:
        return None if any(one.type == kind for one in item.appels) else Manque(f"il manque {words}")

    return search


def membre(role: str, words: str) -> Question:
    """A member of the team in that role, local or not."""

    def search(_commons: Commons, item: Experimentation) -> Manque | None:
        there = any(one.role == role for one in item.equipe)
        return None if there else Manque(f"il manque {words} dans l'équipe")

    return search


def porteuse(_commons: Commons, item: Experimentation) -> Manque | None:
    """A collectivity that carries it."""
    return None if item.porteuses else Manque("il manque une collectivité porteuse")


def accord(_commons: Commons, item: Experimentation) -> Manque | None:
    """The agreement that sets it off."""
    return None if item.accord else Manque("il manque l'accord de la collectivité")


def convention(commons: Commons, item: Experimentation) -> Manque | None:
    """The convention, signed by a collectivity and by the association that publishes the site.

    Where the facts of the site name no `editeur`, nobody can tell who signs for it: that is not asked.
    """
    if item.convention is None:
        return Manque("il manque la convention")
    names = item.convention.signataires
    association = commons.site.editeur
    others = [name for name in names if not association or folded(association) not in folded(name)]
    lacks = ["la collectivité"] * (not others)
    if association and others == [*names]:
        lacks.append(f"l'association ({association})")
    if not lacks:
        return None
    where = Renvoi(Ref("experimentation", item.id), ("convention", "signataires"), "les signataires sont ici")
    return Manque(f"il manque {some_of(lacks, link='et')} parmi les signataires de la convention", (where,))


def rencontre(_commons: Commons, item: Experimentation) -> Manque | None:
    """The meeting with the executive and the head of services, before the beginning."""
    meeting = item.rencontre_amont
    if meeting is None:
        return Manque("il manque la rencontre en amont")
    ref = Ref("experimentation", item.id)
    late = bool(item.debut) and surely_not_before(meeting.date, item.debut or "")
    lacks = []
    if not meeting.executif:
        lacks.append("la personne élue qui était présente (executif)")
    if not meeting.dgs:
        lacks.append("la direction générale des services (dgs)")
    if late:
        lacks.append("une date antérieure au début")
    if not lacks:
        return None
    seen = [Renvoi(ref, ("rencontre_amont",), "la rencontre est ici")]
    if late:
        seen = [
            Renvoi(ref, ("rencontre_amont", "date"), "la rencontre est datée ici"),
            Renvoi(ref, ("debut",), "le début est ici"),
        ]
    return Manque(f"à la rencontre en amont, il manque {some_of(lacks, link='et')}", tuple(seen))


def garant(_commons: Commons, item: Experimentation) -> Manque | None:
    """A guarantor of its novelty."""
    return None if item.garants else Manque("il manque un garant")


def debut(_commons: Commons, item: Experimentation) -> Manque | None:
    """A beginning."""
    return None if item.debut else Manque("il manque la date de début")


def fin(_commons: Commons, item: Experimentation) -> Manque | None:
    """An end, were it planned."""
    return None if item.fin else Manque("il manque une date de fin, même prévue")


def atelier(commons: Commons, item: Experimentation) -> Manque | None:
    """An open workshop, no later than the first revision."""
    held = [one for one in commons.rendez_vous(item.id) if one.atelier_ouvert]
    if not held:
        return Manque("il manque un atelier ouvert")
    first = _first_revision(commons, item)
    if first is None or not all(surely_before(first.date, one.debut) for one in held):
        return None
    seen = (
        Renvoi(Ref("protocole", first.id), ("date",), "la première révision est datée ici"),
        Renvoi(Ref("evenement", held[0].id), ("debut",), "le premier atelier est daté ici"),
    )
    return Manque("il manque un atelier ouvert tenu avant la première révision du protocole", seen)


def protocole(commons: Commons, item: Experimentation) -> Manque | None:
    """The first revision, published, with something to test and a way to test it."""
    first = _first_revision(commons, item)
    if first is None:
        return Manque("il manque la première révision du protocole")
    ref = Ref("protocole", first.id)
    if not first.publiee:
        draft = Renvoi(ref, ("etat",), "la première révision est encore un brouillon")
        return Manque("il manque la publication de la première révision du protocole", (draft,))
    lacks = list(_empty(first))
    if not lacks:
        return None
    seen = Renvoi(ref, ("etat",), "la première révision est publiée ici")
    return Manque(f"à la première révision du protocole, il manque {some_of(lacks, link='et')}", (seen,))


def _empty(first: Protocole) -> Iterator[str]:
    if not first.hypotheses:
        yield "une hypothèse"
    if not first.dispositifs:
        yield "un dispositif"


def _first_revision(commons: Commons, item: Experimentation) -> Protocole | None:
    return next((one for one in commons.revisions(item.id) if one.numero == 1), None)


def citoyens(commons: Commons, item: Experimentation) -> Manque | None:
    """A day on the field with citizens."""
    there = any(note.citoyens for note in commons.journal(item.id))
    return None if there else Manque("il manque une note de journal où des citoyens ont participé")


def bilan(commons: Commons, item: Experimentation) -> Manque | None:
    """The event where results are shared."""
    there = any(one.bilan for one in commons.rendez_vous(item.id))
    return None if there else Manque("il manque l'événement de bilan")


def evaluation(commons: Commons, item: Experimentation) -> Manque | None:
    """The evaluation file."""
    return None if commons.evaluation(item.id) else Manque("il manque l'évaluation")


def verdicts(commons: Commons, item: Experimentation) -> Manque | None:
    """A verdict for every hypothesis."""
    missing = verdicts_manquants(commons, item)
    if missing:
        return Manque(f"il manque le verdict de {some_of(missing, 99, link='et')}")
    return None if _published(commons, item) else Manque("il manque une hypothèse à juger")
