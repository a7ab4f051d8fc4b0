"""The facts of an experiment: what its phase makes worth knowing is named even where nobody wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address, attachment, form_address, search_address
from generator.frozen import Frozen
from generator.model import Ref, finie
from generator.news import calls_of
from generator.pages.frame.comparables import persons_in_words
from generator.pages.frame.dates_in_words import day_in_words
from generator.pages.frame.links import link_to, place_link
from generator.pages.frame.views import (
    NON_DOCUMENTE,
    Fait,
    Value,
    contact_link,
    known_values,
    outside_link,
)
from generator.protocol import phases_reached
from generator.sources import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Experimentation
    from generator.model.parts import Membre
    from generator.pages.frame.atlas import Atlas

_TEAM = ("coordination", "innovation", "recherche", "journalisme")


class FigureView(Frozen):
    """A figure, and where anyone can check it."""

    libelle: str
    valeur: str
    source: Value


def reached(atlas: Atlas, item: Experimentation, phase: str) -> bool:
    """Whether an experiment has come to `phase`. One that stopped came as far as what it tells shows."""
    return phase in phases_reached(atlas.commons, item)


def facts_of(atlas: Atlas, item: Experimentation) -> tuple[Fait, ...]:
    """The facts of an experiment that are known; those that its phase does not ask yet are only named."""
    come = phases_reached(atlas.commons, item)
    facts = [(name, phase in come, tuple(values)) for name, phase, values in _facts(atlas, item)]
    told = tuple(Fait(name, values) for name, _, values in facts if values)
    later = ", ".join(name for name, asked, values in facts if not (asked or values))
    # For an experiment that stopped, the facts of phases that it will never reach are not missing; nor are,
    # for others, those of phases that they do not have.
    if not later or not item.suit_les_etapes or item.statut not in atlas.commons.phases:
        return told
    return (*told, Fait("À venir", (Value(later),), cherchable=False))


def _facts(atlas: Atlas, item: Experimentation) -> Iterator[tuple[str, str, Iterable[Value]]]:
    """(name, the phase from which it should be known, what is known)."""
    planned = "" if finie(atlas.commons, item) else "prévue"
    yield "Territoires", "declenchee", (place_link(atlas, one) for one in item.territoires)
    yield "Collectivités", "declenchee", _collectivites(atlas, item)
    yield "À l'initiative de", "proposition", _initiateur(atlas, item)
    yield "Début", "declenchee", [Value(jour=item.debut)] if item.debut else []
    yield "Fin", "declenchee", [Value(jour=item.fin, note=planned)] if item.fin else []
    yield "Participants", "mise-en-oeuvre", _participants(item)
    yield "Appels", "appel", _appels(atlas, item)
    yield "Rencontre en amont", "declenchee", _rencontre(item)
    yield "Accord de la collectivité", "declenchee", _accord(atlas, item)
    yield "Convention", "declenchee", _convention(atlas, item)
    aims = dict.fromkeys(aim for one in item.convention for aim in one.objectifs)
    if aims:
        yield "Objectifs de la convention", "declenchee", (Value(one) for one in aims)
    yield "Garants", "declenchee", (Value(name) for name in item.garants)
    first = next(iter(atlas.commons.phases))
    yield "Thèmes", first, _named(atlas, "themes", item.themes)
    yield "Façon de réunir", first, _named(atlas, "recrutement", item.recrutement)
    yield "Financeurs", first, _funders(atlas, item)


def _named(atlas: Atlas, field: str, codes: Iterable[str]) -> Iterator[Value]:
    """Values of a vocabulary, each with a link to all experiments that have it."""
    for code in codes:
        words = atlas.label("experimentation", field, code)
        yield Value(words, search_address(nature="experimentation", **{field: code}))


def _funders(atlas: Atlas, item: Experimentation) -> Iterator[Value]:
    """The funders, each with a link to all that it funded if the search lists it."""
    found = atlas.entries[Ref("experimentation", item.id)].facets.financeur
    for name in item.financeurs:
        code = slug(name)
        known = search_address(nature="experimentation", financeur=code) if code in found else None
        yield Value(name, known)


def figures_of(item: Experimentation) -> tuple[FigureView, ...]:
    """The figures of an experiment, each with its source."""
    sources = {one.url: one.titre for one in item.sources if one.url}
    return tuple(
        FigureView(
            one.libelle,
            str(one.valeur),
            outside_link(one.source, sources.get(one.source, "")) or Value(one.source),
        )
        for one in item.reperes
    )


def team_of(atlas: Atlas, item: Experimentation) -> tuple[Fait, ...]:
    """The team, by role: those that every team has first. A role without anybody is told among the gaps."""
    held = {member.role for member in item.equipe}
    roles = dict.fromkeys((*(role for role in _TEAM if role in held), *(one.role for one in item.equipe)))
    return tuple(
        Fait(
            atlas.label("experimentation", "equipe.role", role),
            tuple(_membre(atlas, member) for member in item.equipe if member.role == role),
        )
        for role in roles
    )


def _membre(atlas: Atlas, member: Membre) -> Value:
    note = "acteur local" if member.local else ""
    if member.acteur:
        who = ", ".join(filter(None, (member.nom, note)))
        return link_to(atlas, Ref("acteur", member.acteur), who)
    return Value(member.nom or NON_DOCUMENTE, note=note)


def _collectivites(atlas: Atlas, item: Experimentation) -> list[Value]:
    return [
        place_link(
            atlas, one.territoire, atlas.label("experimentation", "collectivites.role", one.role).lower()
        )
        for one in item.collectivites
    ]


def _initiateur(atlas: Atlas, item: Experimentation) -> list[Value]:
    if item.initiateur is None:
        return []
    words = atlas.label("experimentation", "initiateur.type", item.initiateur.type)
    return [Value(item.initiateur.nom, note=words.lower())]


def _participants(item: Experimentation) -> list[Value]:
    found = item.participants
    if found is None or (found.nombre is None and not found.recrutement):
        return []
    count = persons_in_words(found.nombre) if found.nombre is not None else ""
    return [Value(count or found.recrutement or "", note=(found.recrutement or "") if count else "")]


def _appels(atlas: Atlas, item: Experimentation) -> list[Value]:
    found = []
    for one in calls_of(atlas.commons, item):
        call = one.appel
        words = atlas.label("experimentation", "appels.type", call.type)
        closed = f", clos le {day_in_words(call.clos_le)}" if call.clos_le else ""
        found.append(Value(f"{words}, ouvert le {day_in_words(call.ouvert_le)}{closed}", one.adresse))
        found.extend(known_values(contact_link(call.contact)))
    return found


def _rencontre(item: Experimentation) -> list[Value]:
    found = item.rencontre_amont
    if found is None:
        return []
    people = [
        f"exécutif : {found.executif or NON_DOCUMENTE}",
        f"direction générale des services : {found.dgs or NON_DOCUMENTE}",
    ]
    return [Value(jour=found.date), *(Value(words) for words in people)]


def _accord(atlas: Atlas, item: Experimentation) -> list[Value]:
    return [Value(jour=one.date, note=_de(atlas, one.collectivite, one.forme or "")) for one in item.accord]


def _de(atlas: Atlas, collectivite: str | None, words: str) -> str:
    """The line that says whose experiment it is, if known, before the others."""
    who = atlas.commons.titre(Ref("territoire", collectivite)) if collectivite else ""
    return ", ".join(filter(None, (who, words)))


def _convention(atlas: Atlas, item: Experimentation) -> list[Value]:
    found = []
    for one in item.convention:
        signed = (
            f"signée par {', '.join(one.signataires)}" if one.signataires else "signataires non documentés"
        )
        found.append(Value(jour=one.date, note=_de(atlas, one.collectivite, signed)))
        if one.url and one.url.endswith(".pdf") and "/" not in one.url:
            beside = attachment(f"{item.chemin.rpartition('/')[0]}/{one.url}")
            found.append(Value("lire la convention (PDF)", beside))
        else:
            found.extend(known_values(outside_link(one.url, "lire la convention")))
    return found


def protocol_link(item: Experimentation) -> Value:
    """The link to an experiment's protocol."""
    return Value("Protocole", f"{address(Ref('experimentation', item.id))}protocole/")


def ways_to_tell(atlas: Atlas, item: Experimentation) -> tuple[Value, ...]:
    """Links to the form for each record that can be added to this experiment; none for an invented one."""
    if item.inventee or not reached(atlas, item, "mise-en-oeuvre"):
        return ()
    revised = bool(atlas.commons.revisions(item.id))
    found = [
        Value("ajouter une note de terrain", form_address("journal", experimentation=item.id)),
        Value(
            "réviser le protocole" if revised else "écrire le protocole",
            form_address("protocole", experimentation=item.id),
        ),
    ]
    if atlas.commons.evaluation(item.id) is None:
        found.append(Value("écrire l'évaluation", form_address("evaluation", experimentation=item.id)))
    return tuple(found)
