"""List what is new: results, revisions, calls, records; each dated by its own file, never by a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import (
    Evaluation,
    Evenement,
    Experimentation,
    Journal,
    Outil,
    OwnRecord,
    Protocole,
    Ref,
    day_in_words,
)
from generator.news.calendar_days import exact_day
from generator.news.lasting_names import first_address
from generator.news.one_line import on_one_line
from generator.news.public_calls import calls_of
from generator.protocol import first_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Commons
    from generator.schema import Schemas

GENRES = {
    "resultats": "Résultats : journaux de terrain et évaluations",
    "protocoles": "Protocoles et leurs révisions",
    "appels": "Appels",
    "fiches": "Nouvelles fiches : expérimentations, outils, rendez-vous",
}
"""By genre, in the order in which they are offered."""

_LONGEST = 600


class NewsItem(Frozen):
    """One thing that is new. `nom` names it for ever, from the site's root; `adresse` is its page today.

    Dates are whole (`AAAA-MM-JJ`). `lieux` are the ids of its places and of all that these belong to. Texts
    are on one line.
    """

    nom: str
    adresse: str
    genre: str
    nature: str
    titre: str
    resume: str
    auteurs: tuple[str, ...]
    licence: str
    publiee: str
    modifiee: str
    enjeux: tuple[str, ...]
    lieux: tuple[str, ...]
    invente: bool


def every_news_item(commons: Commons, schemas: Schemas, invented: frozenset[Ref]) -> tuple[NewsItem, ...]:
    """All that is new, the latest first. What tells no date, and drafts of protocols, are left out."""
    found = [one for one in _all(commons, schemas, invented) if one.modifiee]
    found.sort(key=lambda one: (_NATURES.index(one.nature) if one.nature in _NATURES else -1, one.nom))
    found.sort(key=lambda one: (one.modifiee, one.publiee), reverse=True)
    return tuple(found)


def _all(commons: Commons, schemas: Schemas, invented: frozenset[Ref]) -> Iterator[NewsItem]:
    for item in commons.experimentations:
        yield from _calls(commons, schemas, item)
        yield _record(commons, Ref("experimentation", item.id), item, invented=invented)
    for tool in commons.outils:
        yield _record(commons, Ref("outil", tool.id), tool, invented=invented)
    for event in commons.evenements:
        yield _record(commons, Ref("evenement", event.id), event, invented=invented)
    for revision in commons.protocoles:
        if revision.publiee:
            yield _record(commons, Ref("protocole", revision.id), revision, invented=invented)
    for note in commons.journaux:
        yield _record(commons, Ref("journal", note.id), note, invented=invented)
    for evaluation in commons.evaluations:
        yield _record(commons, Ref("evaluation", evaluation.id), evaluation, invented=invented)
    for ref, record in commons.records():
        if isinstance(record, OwnRecord):
            yield _record(commons, ref, record, invented=invented)


_Record = Experimentation | Outil | Evenement | Protocole | Journal | Evaluation | OwnRecord


def _record(commons: Commons, ref: Ref, record: _Record, *, invented: frozenset[Ref]) -> NewsItem:
    genre, nature = _SORTS.get(ref.kind) or ("fiches", commons.kinds[ref.kind].one)
    owner = commons.experimentation_de(record)
    own = record.date if isinstance(record, Protocole | Journal | Evaluation | OwnRecord) else None
    published = _whole(record.publie_le) or _whole(own)
    tool = isinstance(record, Outil)
    return NewsItem(
        nom=first_address(commons, ref),
        adresse=address(ref, commons.kinds),
        genre=genre,
        nature=nature,
        titre=on_one_line(_title(commons, ref, record, nature=nature)),
        resume=_shortened(on_one_line(_summary(record))),
        auteurs=tuple(map(on_one_line, record.auteurs)),
        licence=record.licence or commons.site.licence,
        publiee=published or _whole(record.modifie_le),
        modifiee=_whole(record.modifie_le) or published,
        enjeux=record.enjeux if isinstance(record, Outil) else owner.enjeux if owner else (),
        lieux=() if tool else _places(commons, record, owner),
        invente=ref in invented,
    )


_SORTS = {
    "experimentation": ("fiches", "Expérimentation"),
    "outil": ("fiches", "Outil"),
    "evenement": ("fiches", "Rendez-vous"),
    "protocole": ("protocoles", "Protocole"),
    "journal": ("resultats", "Journal de terrain"),
    "evaluation": ("resultats", "Évaluation"),
}

_NATURES = ("Évaluation", "Journal de terrain", "Protocole", "Expérimentation", "Outil", "Rendez-vous")


def _calls(commons: Commons, schemas: Schemas, item: Experimentation) -> Iterator[NewsItem]:
    ref = Ref("experimentation", item.id)
    for call in calls_of(commons, item):
        words = schemas.label("experimentation", "appels.type", call.appel.type)
        closed = f", clos le {day_in_words(call.appel.clos_le)}" if call.appel.clos_le else ""
        opened = _whole(first_day(call.appel.ouvert_le))
        yield NewsItem(
            nom=f"{first_address(commons, ref)}#{call.nom}",
            adresse=call.adresse,
            genre="appels",
            nature=words,
            titre=f"{words} : {on_one_line(item.titre)}",
            resume=_shortened(
                f"Ouvert le {day_in_words(call.appel.ouvert_le)}{closed}. {on_one_line(item.resume)}"
            ),
            auteurs=tuple(map(on_one_line, item.auteurs)),
            licence=item.licence or commons.site.licence,
            publiee=opened,
            modifiee=opened,
            enjeux=item.enjeux,
            lieux=_places(commons, item, item),
            invente=item.inventee,
        )


def _places(commons: Commons, record: _Record, owner: Experimentation | None) -> tuple[str, ...]:
    """Where it takes place, or where those who carry it are, and all that this belongs to."""
    named: Iterable[str] = ()
    if owner:
        named = owner.emplacements
    if isinstance(record, Evenement) and record.territoire:
        named = [*named, record.territoire]
    found = (commons.gazetteer.get(one) for one in named)
    return tuple(dict.fromkeys(one for lieu in found if lieu for one in (lieu.id, *lieu.parents)))


def _title(commons: Commons, ref: Ref, record: _Record, *, nature: str) -> str:
    owner = commons.titre(Ref("experimentation", ref.id.partition("/")[0]))
    match record:
        case Protocole():
            return f"Protocole, révision {record.numero} : {record.titre or owner}"
        case Journal():
            return f"Journal du {day_in_words(record.date)} : {record.titre or owner}"
        case Evaluation():
            return f"Évaluation : {record.titre or owner}"
    return f"{nature} : {record.titre}"


def _summary(record: _Record) -> str:
    """The summary that the author wrote, or else one made from the record's fields."""
    if record.resume:
        return record.resume
    match record:
        case Protocole() if record.changements:
            return "Ce qui change. " + " ".join(f"{one.quoi} : {one.pourquoi}" for one in record.changements)
        case Protocole():
            return " ".join(f"{one.id} : {one.enonce}" for one in record.hypotheses)
        case Evaluation():
            return " ".join(record.enseignements)
    return ""


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0]} …"


def _whole(date: str | None) -> str:
    """The date of a file if it is a full date that exists, else empty."""
    found = exact_day(date)
    return found.isoformat() if found else ""
