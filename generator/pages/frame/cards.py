"""Show any record in small: the card of a list, the token of an enjeu, the badge of a phase or verdict."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import replace
from generator.model import Enjeu, Experimentation, Journal, Ref, a_venir, arretee, finie
from generator.pages.frame import evidence_levels, links
from generator.pages.frame.comparables import comparable_facts, size_in_words
from generator.pages.frame.dates_in_words import day_in_words, period_in_words
from generator.pages.frame.icons import NOMS
from generator.pages.frame.illustration import picture_of
from generator.pages.frame.own_fields import own_facts
from generator.pages.frame.views import Badge, Card, EnjeuDot, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Acteur, Evaluation, Evenement, Outil, Record
    from generator.pages.frame.atlas import Atlas
    from generator.protocol import LedgerLine

_VERDICTS = {
    "confirmee": Badge("", "confirmee", "oui"),
    "partielle": Badge("", "partielle", "mi"),
    "infirmee": Badge("", "infirmee", "non"),
    "non-concluante": Badge("", "question", "neutre"),
    "abandonnee": Badge("", "arret", "neutre"),
}
_MOST_PLACES = 2


def phase(atlas: Atlas, item: Experimentation) -> Badge:
    """The phase an experiment has reached."""
    words = atlas.label("experimentation", "statut", item.statut)
    if arretee(atlas.commons, item):
        return Badge(words, "arret", "neutre")
    if item.terminee:
        return Badge(words, "confirmee", "oui")
    if item.id in atlas.sans_nouvelles:
        return Badge(f"{words}, sans nouvelles", "phase", "neutre")
    return Badge(words, "phase", "mi" if a_venir(atlas.commons, item) else "actif")


def verdict(atlas: Atlas, value: str) -> Badge:
    """What became of a hypothesis."""
    shape = _VERDICTS.get(value, _VERDICTS["non-concluante"])
    return Badge(atlas.label("evaluation", "verdicts.verdict", value), shape.icone, shape.ton)


def pastille(enjeu: Enjeu) -> EnjeuDot:
    """The token of an enjeu: its number, its icon and its title."""
    known = enjeu.icone in NOMS
    return EnjeuDot(
        numero=enjeu.numero,
        titre=enjeu.titre,
        icone=enjeu.icone if known else "phase",
        adresse=address(Ref("enjeu", enjeu.id)),
    )


def pastilles(atlas: Atlas, ids: Iterable[str]) -> tuple[EnjeuDot, ...]:
    """The enjeux named, by number; those that no sound record has are left out."""
    found = (atlas.commons.get(Ref("enjeu", one)) for one in ids)
    enjeux = [enjeu for enjeu in found if isinstance(enjeu, Enjeu)]
    return tuple(pastille(enjeu) for enjeu in sorted(enjeux, key=lambda enjeu: enjeu.numero))


def verdicts(atlas: Atlas, lines: Iterable[LedgerLine]) -> tuple[Badge, ...]:
    """What hypotheses came to, counted, in the usual order: `2 confirmées`; those still waiting left out."""
    counts = Counter(line.verdict for line in lines if line.verdict)
    return tuple(
        replace(shape, texte=f"{counts[value]} {_agreed(shape.texte.lower(), counts[value])}")
        for value in atlas.schemas.values("evaluation", "verdicts.verdict")
        if counts[value]
        for shape in [verdict(atlas, value)]
    )


def _agreed(words: str, count: int) -> str:
    # `partiellement confirmées`, `non concluantes`: the last word agrees, in all of them.
    return words + "s" * (count > 1)


def frame_in_words(atlas: Atlas, code: str) -> str:
    """The name of an experiment's frame, without the explanation that follows the comma."""
    return atlas.label("experimentation", "cadre", code).partition(",")[0]


def places_in_words(atlas: Atlas, item: Experimentation) -> str:
    """Where an experiment takes place, in a few words."""
    names = [lieu.libelle for lieu in atlas.lieux.get(item.id, ())]
    more = len(names) - _MOST_PLACES
    return ", ".join(names[:_MOST_PLACES]) + (f" et {more} autre{'s' * (more > 1)}" if more > 0 else "")


def shared(atlas: Atlas) -> dict[Ref, Card]:
    """The cards that many lists show, by the name of their record."""
    commons = atlas.commons
    return {
        **{Ref("experimentation", one.id): _experimentation(atlas, one) for one in commons.experimentations},
        **{Ref("outil", one.id): _outil(atlas, one) for one in commons.outils},
    }


def experiment_card(atlas: Atlas, item: Experimentation) -> Card:
    """An experiment in a list."""
    return atlas.cartes[Ref("experimentation", item.id)]


def _experimentation(atlas: Atlas, item: Experimentation) -> Card:
    facts = [("lieu", places_in_words(atlas, item)), ("calendrier", _when(atlas, item))]
    return Card(
        titre=item.titre,
        adresse=address(Ref("experimentation", item.id)),
        resume=item.resume,
        nature=frame_in_words(atlas, item.cadre),
        badges=(phase(atlas, item),),
        enjeux=pastilles(atlas, item.enjeux),
        faits=(
            *(fact for fact in facts if fact[1]),
            *comparable_facts(atlas, item),
            *own_card_facts(atlas, Ref("experimentation", item.id), item),
        ),
        invente=item.inventee,
        image=picture_of(atlas, item),
        verdicts=verdicts(atlas, atlas.ledgers.get(item.id, ())),
    )


def _when(atlas: Atlas, item: Experimentation) -> str:
    return period_in_words(item.debut, item.fin, passee=finie(atlas.commons, item))


def tool_card(atlas: Atlas, item: Outil) -> Card:
    """A tool in a list. What invented examples made of it is not told here: it would read as evidence."""
    return atlas.cartes[Ref("outil", item.id)]


def _outil(atlas: Atlas, item: Outil) -> Card:
    tried = atlas.essais.get(item.id, ())
    known = atlas.solidites[item.id]
    count, shown = len(known.usages), evidence_levels.badge(known)
    facts = [
        ("groupe", size_in_words(item.participants)),
        ("duree", item.duree or ""),
        ("fait", f"{count} essai{'s' * (count > 1)} réel{'s' * (count > 1)}" if count else ""),
    ]
    ref = Ref("outil", item.id)
    return Card(
        titre=item.titre,
        adresse=address(ref),
        resume=item.resume,
        nature=atlas.label("outil", "type", item.type),
        badges=(shown,) if shown else (),
        enjeux=pastilles(atlas, item.enjeux),
        faits=(*(fact for fact in facts if fact[1]), *own_card_facts(atlas, ref, item)),
        invente=ref in atlas.inventes,
        image=picture_of(atlas, item),
        verdicts=verdicts(atlas, (line for _, lines in tried for line in lines)),
    )


def actor_card(atlas: Atlas, item: Acteur) -> Card:
    """An actor in a list."""
    lieu = atlas.lieu(item.territoire) if item.territoire else None
    ref = Ref("acteur", item.id)
    return Card(
        titre=item.titre,
        adresse=address(ref),
        resume=item.resume,
        nature=atlas.label("acteur", "type", item.type),
        badges=(),
        enjeux=(),
        faits=(*((("lieu", lieu.libelle),) if lieu else ()), *own_card_facts(atlas, ref, item)),
        invente=ref in atlas.inventes,
    )


def event_card(atlas: Atlas, item: Evenement) -> Card:
    """An event in a list."""
    lieu = atlas.lieu(item.territoire) if item.territoire else None
    where = ", ".join(dict.fromkeys(words for words in (item.lieu, lieu.libelle if lieu else None) if words))
    ref = Ref("evenement", item.id)
    facts = (("calendrier", period_in_words(item.debut, item.fin or item.debut)), ("lieu", where))
    return Card(
        titre=item.titre,
        adresse=address(ref),
        resume=item.resume,
        nature=atlas.label("evenement", "type", item.type),
        badges=(),
        enjeux=(),
        faits=(*(fact for fact in facts if fact[1]), *own_card_facts(atlas, ref, item)),
        invente=ref in atlas.inventes,
    )


def result_card(atlas: Atlas, item: Journal | Evaluation) -> Card:
    """A field note or an evaluation in a list."""
    kind = "journal" if isinstance(item, Journal) else "evaluation"
    ref = Ref(kind, item.id)
    return Card(
        titre=links.title_of(atlas, ref),
        adresse=address(ref),
        resume=item.resume or "",
        nature="Journal de terrain" if kind == "journal" else "Évaluation",
        badges=(),
        enjeux=(),
        faits=(("calendrier", day_in_words(item.date)), *own_card_facts(atlas, ref, item)),
        invente=ref in atlas.inventes,
    )


def own_card_facts(atlas: Atlas, ref: Ref, record: Record) -> tuple[tuple[str, str], ...]:
    """What lists show of a record in the fields that the schemas of the commons add."""
    return tuple(
        ("fait", f"{fact.libelle}{' : ' * bool(fact.libelle)}{_in_a_row(map(_words, fact.valeurs))}")
        for fact in own_facts(atlas, ref, record, face="liste")
    )


def _in_a_row(words: Iterable[str]) -> str:
    """Values in a row, separated by semicolons, since one may hold a comma: `Climat, énergie ; Culture`."""
    every = tuple(words)
    return (" ; " if any("," in one for one in every) else ", ").join(every)


def _words(value: Value) -> str:
    return value.texte or day_in_words(value.jour or "")
