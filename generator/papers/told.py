"""What the records tell of an experiment, as the templates of papers ask for it: text, and lists of text.

What no record tells reads « [à compléter] », and a list has at least one entry: a template needs no
condition. The names are French, those of the fields: who changes a template in Word reads them in the guide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.addresses import address
from generator.model import Ref, day_in_words, plain
from generator.news import calls_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.index import Index
    from generator.model import Experimentation, Protocole
    from generator.model.appel import Appel
    from generator.schema import Field

BLANK = "[à compléter]"
_Entry = dict[str, Any]


def told(index: Index, item: Experimentation) -> dict[str, _Entry]:
    """`espace` (who publishes) and `fiche` (the experiment and its parts), for the templates."""
    site = index.commons.site
    espace = {"nom": site.nom, "adresse": site.url, "editeur": site.editeur, "contact": site.contact}
    return {"espace": _whole(espace), "fiche": _whole({**_record(index, item), **_lists(index, item)})}


def _record(index: Index, item: Experimentation) -> _Entry:
    started = item.rencontre_amont
    people = item.participants
    return {
        "titre": f"{item.titre} (exemple inventé)" if item.inventee else item.titre,
        "resume": item.resume,
        "adresse": index.commons.site.url.rstrip("/") + address(Ref("experimentation", item.id)),
        "cadre": index.label("experimentation", "cadre", item.cadre),
        "etape": index.label("experimentation", "statut", item.statut),
        "initiateur": item.initiateur and item.initiateur.nom,
        "debut": _day(item.debut),
        "fin": _day(item.fin),
        "duree": item.duree,
        "participants": people and people.nombre,
        "recrutement": people and people.recrutement,
        "rencontre": _day(started.date if started else None),
        "executif": started and started.executif,
        "dgs": started and started.dgs,
        "licence": item.licence,
    }


def _lists(index: Index, item: Experimentation) -> _Entry:
    commons = index.commons
    enjeux = [one for one in commons.enjeux if one.id in item.enjeux]
    partners = [one.territoire for one in item.collectivites if not one.porteuse]
    roles = [(index.label("experimentation", "equipe.role", one.role), one) for one in item.equipe]
    return {
        "enjeux": [one.titre for one in enjeux],
        "questions": [one.question for one in enjeux],
        "territoires": _places(index, item.emplacements),
        "porteuses": _places(index, item.porteuses),
        "partenaires": _places(index, partners),
        "objectifs": [goal for one in item.convention for goal in one.objectifs],
        "signataires": [name for one in item.convention for name in one.signataires],
        "accords": [_whole({"date": _day(one.date), "forme": one.forme}) for one in item.accord]
        or _blank("date", "forme"),
        "garants": list(item.garants),
        "equipe": [
            _whole({"role": role, "nom": one.nom or commons.titre(Ref("acteur", one.acteur or ""))})
            for role, one in roles
        ]
        or _blank("role", "nom"),
        "financeurs": list(item.financeurs),
        "couts": [
            _whole({"montant": _amount(one.montant, one.monnaie), "couvre": one.couvre}) for one in item.couts
        ]
        or _blank("montant", "couvre"),
        "appels": [_call(index, one.appel, over=one.suivi) for one in calls_of(commons, item, index.jour)]
        or [_call(index, None)],
        **_tried(index, item),
    }


def _tried(index: Index, item: Experimentation) -> _Entry:
    """The protocol as it stands, the field notes, what came of it and the sources."""
    commons = index.commons
    revisions = commons.publiees(item.id) or commons.revisions(item.id)
    newest = revisions[-1] if revisions else None
    evaluation = commons.evaluation(item.id)
    verdicts = evaluation.verdicts if evaluation else ()
    failures = evaluation.na_pas_marche if evaluation else ()
    return {
        **_protocol(newest),
        "journal": [
            _whole({"date": _day(one.date), "titre": one.titre, "lieu": one.lieu})
            for one in commons.journal(item.id)
        ]
        or _blank("date", "titre", "lieu"),
        "verdicts": [
            _whole(
                {
                    "hypothese": one.hypothese,
                    "verdict": index.label("evaluation", "verdicts.verdict", one.verdict),
                    "preuve": one.preuve,
                }
            )
            for one in verdicts
        ]
        or _blank("hypothese", "verdict", "preuve"),
        "enseignements": [
            *(evaluation.enseignements if evaluation else ()),
            *(one.texte for one in item.constats),
        ],
        "na_pas_marche": [one.constat for one in failures],
        "sources": [_whole({"titre": one.titre, "url": one.url}) for one in item.sources]
        or _blank("titre", "url"),
    }


def _protocol(revision: Protocole | None) -> _Entry:
    hypotheses = revision.hypotheses if revision else ()
    devices = revision.dispositifs if revision else ()
    return {
        "protocole": _day(revision.date) if revision else None,
        "hypotheses": [
            _whole({"id": one.id, "enonce": one.enonce, "indicateur": one.indicateur, "seuil": one.seuil})
            for one in hypotheses
        ]
        or _blank("id", "enonce", "indicateur", "seuil"),
        "dispositifs": [
            _whole({"id": one.id, "titre": one.titre, "public": one.public, "description": one.description})
            for one in devices
        ]
        or _blank("id", "titre", "public", "description"),
    }


def _call(index: Index, call: Appel | None, *, over: bool = False) -> _Entry:
    """A call: what a reader asks first, then each other field of the schema with its own name in `champs`."""
    data = plain(call) if call else {}
    (field,) = (one for one in index.schemas.fields("experimentation") if one.nom == "appels")
    others = [one for one in field.sous_champs if one.nom not in {"type", "ouvert_le", "clos_le", "contact"}]
    told_first = _whole(
        {
            "titre": call and index.label("experimentation", "appels.type", call.type),
            "etat": "clos" if over else "ouvert",
            "ouvert_le": _day(call.ouvert_le if call else None),
            "clos_le": _day(call.clos_le if call else None),
            "repondre": (call and call.contact) or index.commons.site.contact,
        }
    )
    values = ((one.titre, _in_words(index, one, data.get(one.nom))) for one in others)
    return {**told_first, "champs": [_whole({"libelle": name, "valeur": text}) for name, text in values]}


def _in_words(index: Index, field: Field, value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, (_in_words(index, field, one) for one in value))) or None
    if value is None:
        return None
    if isinstance(value, bool):
        return "oui" if value else "non"
    if field.valeurs:
        return index.label("experimentation", f"appels.{field.nom}", str(value))
    return _day(str(value)) if field.type_texte.startswith("date") else str(value)


def _places(index: Index, ids: Iterable[str]) -> list[str]:
    return [index.commons.titre(Ref("territoire", one)) for one in ids]


def _amount(number: float, currency: str) -> str:
    written = f"{number:,.2f}".removesuffix(".00").replace(",", "\u202f").replace(".", ",")
    return f"{written}\u00a0{'€' if currency == 'EUR' else currency}"


def _day(date: str | None) -> str | None:
    return day_in_words(date) if date else None


def _whole(entry: _Entry) -> _Entry:
    """An entry with nothing left out: what is not told is to be completed."""
    return {name: _told(value) for name, value in entry.items()}


def _told(value: object) -> object:
    if isinstance(value, list):
        return value or [BLANK]
    return BLANK if value is None or value == "" else value


def _blank(*names: str) -> list[_Entry]:
    return [dict.fromkeys(names, BLANK)]
