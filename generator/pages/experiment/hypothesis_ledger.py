"""Show the ledger of an experiment: a card for each hypothesis, its life dated, its reasons, its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address, difference_address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame import cards
from generator.pages.frame.dates_in_words import day_in_words
from generator.pages.frame.links import link_to
from generator.pages.frame.views import Value

if TYPE_CHECKING:
    from generator.model import Dispositif, Hypothese, Journal
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.views import Badge
    from generator.protocol import Episode, Essai, LedgerLine

_GENRES = {"entree": "Posée", "reformulation": "Reformulée", "retrait": "Retirée", "retour": "Reprise"}
_TERRAIN = {"pendant": "pendant le terrain", "apres": "après le terrain"}
_MOST_NOTES = 2
_NOT_YET = "Pas encore de verdict"
_NOT_TOLD = "L'évaluation n'en dit rien"


class EpisodeDiff(Frozen):
    """A field before and after, in words; None on the side where nothing was written."""

    champ: str
    avant: str | None
    apres: str | None


class EpisodeView(Frozen):
    """What one revision did to a hypothesis. `terrain` is empty unless the fieldwork had begun.

    `raison_due` says that a reason should stand there: the first revision alone owes none. `mot_a_mot` leads
    to the difference with the published revision before.
    """

    genre: str
    titre: str
    jour: str
    revision: Value
    terrain: str
    ecarts: tuple[EpisodeDiff, ...]
    raisons: tuple[str, ...]
    raison_due: bool
    mot_a_mot: str | None


class TrialSummary(Frozen):
    """A device that put the hypothesis to the test, and the tool it used, if it names one."""

    dispositif: Value
    outil: Value | None


class LedgerLineView(Frozen):
    """A hypothesis: `attente` says, in place of a `verdict`, why there is none.

    `retiree` while its last withdrawal stands; `evaluation` leads to what the evaluation says of it.
    """

    id: str
    enonce: str
    indicateur: str | None
    seuil: str | None
    verdict: Badge | None
    attente: str
    retiree: bool
    preuve: str | None
    evaluation: Value | None
    episodes: tuple[EpisodeView, ...]
    essais: tuple[TrialSummary, ...]
    journaux: tuple[Value, ...]


def ledger_view(atlas: Atlas, experiment_id: str) -> tuple[LedgerLineView, ...]:
    """The ledger of an experiment, by number; empty while it has no published hypothesis.

    Its page must show it with `registre` of `_registre.html`: others link to its hypotheses there.
    """
    return tuple(_line(atlas, experiment_id, one) for one in atlas.ledgers.get(experiment_id, ()))


def ledger_address(experiment_id: str, hypothesis_id: str) -> str:
    """Where the ledger tells of a hypothesis."""
    return f"{address(Ref('experimentation', experiment_id))}#{hypothesis_id}"


def verdict(atlas: Atlas, line: LedgerLine) -> Badge | None:
    """What became of a hypothesis, None while nothing was concluded."""
    return cards.verdict(atlas, line.verdict) if line.verdict else None


def why_no_verdict(line: LedgerLine) -> str:
    """Why a hypothesis has no verdict; empty where it has one."""
    return "" if line.verdict else _NOT_TOLD if line.evaluee_le else _NOT_YET


def field_in_words(atlas: Atlas, part: str, champ: str) -> str:
    """The name of a field of the hypotheses or of the devices, in lower case."""
    title = atlas.schemas.node("protocole", (part, 0, champ)).get("title", champ)
    return f"{title[:1].lower()}{title[1:]}"


def against_fieldwork(episode: Episode[Hypothese] | Episode[Dispositif]) -> str:
    """Whether an episode came during or after the fieldwork, in words; empty if it came before."""
    return _TERRAIN.get(episode.terrain or "", "")


def note_links(notes: tuple[Journal, ...]) -> tuple[Value, ...]:
    """Links to the first two field notes, their days beside their titles; to the journal for the others."""
    shown = notes if len(notes) <= _MOST_NOTES + 1 else notes[:_MOST_NOTES]
    links = tuple(_note(note) for note in shown)
    if len(shown) == len(notes):
        return links
    journal = f"{address(Ref('experimentation', notes[0].experimentation))}#Journal"
    return (*links, Value(f"et {len(notes) - len(shown)} autres notes, dans le journal", journal))


def _note(note: Journal) -> Value:
    day = day_in_words(note.date)
    where = address(Ref("journal", note.id))
    return Value(note.titre, where, note=day) if note.titre else Value(f"Journal du {day}", where)


def _line(atlas: Atlas, experiment_id: str, line: LedgerLine) -> LedgerLineView:
    words = line.hypothese
    where = f"{address(Ref('evaluation', experiment_id))}#{line.id}"
    seen = Value(f"évaluation, {day_in_words(line.evaluee_le or '')}", where) if line.verdict else None
    return LedgerLineView(
        id=line.id,
        enonce=words.enonce,
        indicateur=words.indicateur,
        seuil=_text(words.seuil),
        verdict=verdict(atlas, line),
        attente=why_no_verdict(line),
        retiree=line.retrait is not None,
        preuve=line.preuve,
        evaluation=seen,
        episodes=tuple(_episode(atlas, experiment_id, one) for one in line.episodes),
        essais=tuple(_trial(atlas, experiment_id, one) for one in line.essais),
        journaux=note_links(line.journaux),
    )


def _episode(atlas: Atlas, experiment_id: str, one: Episode[Hypothese]) -> EpisodeView:
    numbers = [found.numero for found in atlas.commons.publiees(experiment_id)]
    earlier = [number for number in numbers if number < one.revision]
    return EpisodeView(
        genre=one.genre,
        titre=_GENRES[one.genre],
        jour=one.date,
        revision=Value(
            f"révision {one.revision}", address(Ref("protocole", f"{experiment_id}/r{one.revision}"))
        ),
        terrain=against_fieldwork(one),
        ecarts=tuple(
            EpisodeDiff(
                field_in_words(atlas, "hypotheses", name),
                _text(getattr(one.avant, name)),
                _text(getattr(one.apres, name)),
            )
            for name in one.champs
        ),
        raisons=one.raisons,
        raison_due=bool(earlier),
        mot_a_mot=f"{difference_address(experiment_id, earlier[-1], one.revision)}#{one.avant.id}"
        if one.champs and earlier and one.avant
        else None,
    )


def _trial(atlas: Atlas, experiment_id: str, trial: Essai) -> TrialSummary:
    device = trial.dispositif
    where = address(Ref("protocole", f"{experiment_id}/r{trial.revision}"))
    return TrialSummary(
        Value(device.titre, f"{where}#{device.id}", note=device.id),
        link_to(atlas, Ref("outil", device.outil)) if device.outil else None,
    )


def _text(value: str | float | None) -> str | None:
    return None if value is None else str(value)
