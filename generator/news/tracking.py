"""Follow each experiment that is not over: what it lacks, who signs, what falls due, who waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Ref, a_venir, finie
from generator.news.calendar_days import CalendarEntry, exact_day
from generator.news.lasting_names import first_address
from generator.news.one_line import on_one_line
from generator.news.public_calls import calls_of
from generator.protocol import (
    first_day,
    last_day,
    last_trace,
    next_requirements,
    opposable,
    requirements_of,
    without_news,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.model import Commons, Experimentation
    from generator.protocol import Requirement
    from generator.schema import Schemas


class Signature(Frozen):
    """Who signs, as what, and when: `le` is empty where no record says that it is done.

    `attendue`: its time has not passed. Else it may well have been signed, and nobody wrote it.
    """

    qui: str
    quoi: str
    le: str
    attendue: bool


class DueDate(Frozen):
    """What falls due on a date, as it is written. `passee`: that date is over, and nothing says it was done.

    `nom` names it for ever, from the site's root.
    """

    nom: str
    date: str
    quoi: str
    passee: bool


class Tracked(Frozen):
    """An experiment that is not over, as it stands on a day.

    `manques` are what the phases reached ask for and no record tells, `demandes` what the next one,
    `suivante`, asks for besides; those who went their own way are asked for nothing. `trace` is the date of
    the last news, `muette` where it is two years old. `sans_reponse` counts proposals of inhabitants that
    wait for an answer. `due`: the rules of the phases bind it, so that what it does not tell is lacking.
    """

    item: Experimentation
    due: bool
    manques: tuple[Requirement, ...]
    suivante: str
    demandes: tuple[Requirement, ...]
    signatures: tuple[Signature, ...]
    echeances: tuple[DueDate, ...]
    trace: str | None
    muette: bool
    sans_reponse: int

    @property
    def en_retard(self) -> bool:
        """Whether something that fell due is not done."""
        return any(one.passee for one in self.echeances)


def tracked(commons: Commons, schemas: Schemas, day: str) -> tuple[Tracked, ...]:
    """What the lab and its partners have under way: real ones first, those with news, by what falls due."""
    items = (one for one in commons.experimentations if one.autour_du_labo or one.inventee)
    found = [_tracked(commons, schemas, item, day=day) for item in items if not finie(commons, item)]
    return tuple(sorted(found, key=lambda one: (one.item.inventee, one.muette, _soonest(one), one.item.id)))


def deadlines(commons: Commons, found: tuple[Tracked, ...]) -> tuple[CalendarEntry, ...]:
    """What falls due in real experiments, as days of a calendar: those whose day is known."""
    days = [
        _day(commons, one, due, when=when)
        for one in found
        for due in one.echeances
        if not one.item.inventee and (when := exact_day(due.date))
    ]
    return tuple(sorted(days, key=lambda one: (one.debut, one.nom)))


def _tracked(commons: Commons, schemas: Schemas, item: Experimentation, *, day: str) -> Tracked:
    asked = requirements_of(commons, item) if item.suit_les_etapes else ()
    phase, next_ones = next_requirements(commons, item) if item.suit_les_etapes else ("", ())
    return Tracked(
        item=item,
        due=opposable(commons.site, item),
        manques=tuple(one for one in asked if not one.remplie),
        suivante=phase,
        demandes=tuple(one for one in next_ones if not one.remplie),
        signatures=tuple(_signatures(commons, item)) if item.suit_les_etapes else (),
        echeances=tuple(sorted(_due(commons, schemas, item, day=day), key=lambda one: first_day(one.date))),
        trace=last_trace(commons, item, day),
        muette=without_news(commons, item, day),
        sans_reponse=sum(one.nombre or 1 for one in item.suites if one.sans_reponse),
    )


def _soonest(one: Tracked) -> str:
    return min((first_day(due.date) for due in one.echeances), default="9999")


def _signatures(commons: Commons, item: Experimentation) -> Iterator[Signature]:
    """For each collectivity that carries it, its agreement and its convention."""
    awaited = a_venir(commons, item)
    for territory in item.porteuses:
        lieu = commons.gazetteer.get(territory)
        who = lieu.libelle if lieu else territory
        for what, steps in (("Accord", item.accord), ("Convention", item.convention)):
            alone = len(item.porteuses) == 1
            dates = (
                one.date for one in steps if one.collectivite == territory or (alone and not one.collectivite)
            )
            yield Signature(qui=who, quoi=what, le=next(dates, ""), attendue=awaited)


def _due(commons: Commons, schemas: Schemas, item: Experimentation, *, day: str) -> Iterator[DueDate]:
    name = first_address(commons, Ref("experimentation", item.id))
    for call in calls_of(commons, item):
        if call.appel.clos_le and not call.suivi:
            words = schemas.label("experimentation", "appels.type", call.appel.type)
            what = f"Dernier jour pour répondre : {words[:1].lower()}{words[1:]}"
            yield _echeance(f"{name}#{call.nom}", call.appel.clos_le, what, day=day)
    for event in commons.rendez_vous(item.id):
        if not day or last_day(event.fin or event.debut) >= day:
            where = first_address(commons, Ref("evenement", event.id))
            yield _echeance(where, event.debut, event.titre, day="")
    if item.fin:
        yield _echeance(f"{name}#fin", item.fin, "Fin prévue", day=day)


def _echeance(name: str, date: str, what: str, *, day: str) -> DueDate:
    return DueDate(nom=name, date=date, quoi=what, passee=bool(day) and last_day(date) < day)


def _day(commons: Commons, one: Tracked, due: DueDate, *, when: date) -> CalendarEntry:
    ref = Ref("experimentation", one.item.id)
    written = exact_day(one.item.modifie_le) or exact_day(one.item.publie_le) or when
    return CalendarEntry(
        nom=due.nom,
        adresse=address(ref, commons.kinds),
        nature="Échéance",
        titre=f"{on_one_line(due.quoi)}, {on_one_line(one.item.titre)}",
        resume=on_one_line(one.item.resume),
        lieu="",
        debut=when,
        fin=when,
        ecrit_le=written,
        invente=False,
    )
