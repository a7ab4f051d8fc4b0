"""Find which required documents an experiment lacks: one small function for each (see `requirements.py`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import folded, quoted, say, some_of
from generator.frozen import Frozen
from generator.model import Acteur, Ref
from generator.protocol.partial_dates import surely_before, surely_not_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model import Commons, Experimentation, Protocole
    from generator.model.parts import Membre

    Question = Callable[[Commons, Experimentation], "Lack | None"]

FieldPath = tuple[str | int, ...]
_TITLES = frozenset({"m", "mme", "mlle", "mr", "monsieur", "madame", "dr", "me", "pr"})


class Pointer(Frozen):
    """A place that helps to see why a document is missing: a field of a record, and what is written there."""

    fiche: Ref
    champ: FieldPath
    texte: str


class Lack(Frozen):
    """What is missing of a required document, as the start of a sentence, and the places that show it."""

    texte: str
    voir: tuple[Pointer, ...] = ()


def verdicts_manquants(commons: Commons, item: Experimentation) -> tuple[str, ...]:
    """The hypotheses that a published revision ever held and that the evaluation does not judge."""
    found = commons.evaluation(item.id)
    judged = {one.hypothese for one in found.verdicts} if found else set()
    return tuple(one for one in _published(commons, item) if one not in judged)


def _published(commons: Commons, item: Experimentation) -> dict[str, None]:
    return {one.id: None for revision in commons.publiees(item.id) for one in revision.hypotheses}


def appel(kind: str, words: str) -> Question:
    """A check for a public call of that type."""

    def search(_commons: Commons, item: Experimentation) -> Lack | None:
        return None if any(one.type == kind for one in item.appels) else Lack(say("il-manque", quoi=words))

    return search


def membre(role: str, words: str) -> Question:
    """A check for a member of the team in that role, local or not."""

    def search(_commons: Commons, item: Experimentation) -> Lack | None:
        there = any(one.role == role for one in item.equipe)
        return None if there else Lack(say("il-manque-dans-l-equipe", quoi=words))

    return search


def innovation(commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing if no innovator of the network is in the team."""
    held = [(rank, one) for rank, one in enumerate(item.equipe) if one.innovation]
    if not held:
        return Lack(say("manque-innovation"))
    actors = [commons.get(Ref("acteur", one.acteur)) for _, one in held if one.acteur]
    # An actor that could not be read may belong to the network.
    if any(one is None or (isinstance(one, Acteur) and one.reseau) for one in actors):
        return None
    seen = (Pointer(Ref("experimentation", item.id), ("equipe", held[0][0]), "l'innovation est ici"),)
    return Lack(say("manque-reseau"), seen)


def porteuse(_commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing if no collectivity carries it."""
    return None if item.porteuses else Lack(say("manque-porteuse"))


def rencontre(_commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing of the meeting with the executive and the head of services, before the beginning."""
    meeting = item.rencontre_amont
    if meeting is None:
        return Lack(say("manque-rencontre"))
    ref = Ref("experimentation", item.id)
    late = bool(item.debut) and surely_not_before(meeting.date, item.debut or "")
    lacks = []
    if not meeting.executif:
        lacks.append(say("rencontre-executif"))
    if not meeting.dgs:
        lacks.append(say("rencontre-dgs"))
    if late:
        lacks.append(say("rencontre-tardive"))
    if not lacks:
        return None
    seen = [Pointer(ref, ("rencontre_amont",), "la rencontre est ici")]
    if late:
        seen = [
            Pointer(ref, ("rencontre_amont", "date"), "la rencontre est datée ici"),
            Pointer(ref, ("debut",), "le début est ici"),
        ]
    return Lack(say("manque-a-la-rencontre", quoi=some_of(lacks, link="et")), tuple(seen))


def garant(commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing if nobody outside the team guarantees its novelty."""
    if not item.garants:
        return Lack(say("manque-garant"))
    names = {
        _told_apart(name): rank for rank, member in enumerate(item.equipe) for name in _names(commons, member)
    }
    inside = [(rank, name) for rank, name in enumerate(item.garants) if _told_apart(name) in names]
    if not inside:
        return None
    ref, (rank, name) = Ref("experimentation", item.id), inside[0]
    seen = (
        Pointer(ref, ("garants", rank), "le garant est ici"),
        Pointer(ref, ("equipe", names[_told_apart(name)]), "le membre de l'équipe est ici"),
    )
    return Lack(say("manque-garant-exterieur", nom=quoted(name)), seen)


def _told_apart(name: str) -> frozenset[str]:
    """The distinctive words of a name, in any order: without case, titles or explanations."""
    told = folded(name.partition(",")[0])
    return frozenset(re.findall(r"[^\W_]+", told)) - _TITLES


def _names(commons: Commons, member: Membre) -> Iterator[str]:
    if member.nom:
        yield member.nom
    if member.acteur:
        yield commons.titre(Ref("acteur", member.acteur))


def debut(_commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing if it has no start date."""
    return None if item.debut else Lack(say("manque-debut"))


def fin(_commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing if it has no end date, planned or past."""
    return None if item.fin else Lack(say("manque-fin"))


def atelier(commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing if no open workshop was held by the date of the first revision."""
    held = [one for one in commons.rendez_vous(item.id) if one.atelier_ouvert]
    if not held:
        return Lack(say("manque-atelier"))
    first = _first_revision(commons, item)
    if first is None or not all(surely_before(first.date, one.debut) for one in held):
        return None
    seen = (
        Pointer(Ref("protocole", first.id), ("date",), "la première révision est datée ici"),
        Pointer(Ref("evenement", held[0].id), ("debut",), "le premier atelier est daté ici"),
    )
    return Lack(say("manque-atelier-avant"), seen)


def protocole(commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing of a first published revision, with a hypothesis and a way to test it."""
    first = _first_revision(commons, item)
    if first is None:
        return Lack(say("manque-protocole"))
    ref = Ref("protocole", first.id)
    if not first.publiee:
        draft = Pointer(ref, ("etat",), "la première révision est encore un brouillon")
        return Lack(say("manque-publication"), (draft,))
    lacks = list(_empty(first))
    if not lacks:
        return None
    seen = Pointer(ref, ("etat",), "la première révision est publiée ici")
    return Lack(say("manque-au-protocole", quoi=some_of(lacks, link="et")), (seen,))


def _empty(first: Protocole) -> Iterator[str]:
    if not first.hypotheses:
        yield say("une-hypothese")
    if not first.dispositifs:
        yield say("un-dispositif")


def _first_revision(commons: Commons, item: Experimentation) -> Protocole | None:
    return next((one for one in commons.revisions(item.id) if one.numero == 1), None)


def citoyens(commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing if no day in the field with citizens is told."""
    there = any(note.citoyens for note in commons.journal(item.id))
    return None if there else Lack(say("manque-citoyens"))


def bilan(commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing if no event shared the results after the fieldwork."""
    held = [one for one in commons.rendez_vous(item.id) if one.bilan]
    if not held:
        return Lack(say("manque-bilan"))
    tried = [note for note in commons.journal(item.id) if note.citoyens]
    if not tried or not all(surely_before(one.fin or one.debut, tried[-1].date) for one in held):
        return None
    seen = (
        Pointer(Ref("evenement", held[-1].id), ("debut",), "le bilan est daté ici"),
        Pointer(Ref("journal", tried[-1].id), ("date",), "le dernier jour de terrain est daté ici"),
    )
    return Lack(say("manque-bilan-apres"), seen)


def evaluation(commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing of the evaluation file and of what was measured."""
    found = commons.evaluation(item.id)
    if found is None:
        return Lack(say("manque-evaluation"))
    if found.impact:
        return None
    seen = (Pointer(Ref("evaluation", item.id), (), "l'évaluation est ici"),)
    return Lack(say("manque-impact"), seen)


def verdicts(commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing if some hypothesis has no verdict."""
    missing = verdicts_manquants(commons, item)
    if missing:
        return Lack(say("manque-verdicts", quoi=some_of(missing, 99, link="et")))
    return None if _published(commons, item) else Lack(say("manque-hypothese"))
