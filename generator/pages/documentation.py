"""What should be known of an experiment at its phase, and what is missing: nothing is ever silently empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.model import Ref
from generator.pages.atlas import PHASES
from generator.pages.dates import en_mots
from generator.pages.tetes import lien, lieu
from generator.pages.vues import A_VENIR, NON_DOCUMENTE, Fait, Valeur, contact, lien_externe, presentes

if TYPE_CHECKING:
    from generator.model import Experimentation
    from generator.pages.atlas import Atlas

_TEAM = ("coordination", "innovation", "recherche", "journalisme")


def reached(item: Experimentation, phase: str) -> bool:
    """Whether an experiment has come to `phase`. One that stopped came as far as what it tells shows."""
    if item.statut in PHASES:
        return PHASES.index(item.statut) >= PHASES.index(phase)
    started = item.debut or item.accord or item.convention
    return PHASES.index(phase) <= PHASES.index("declenchee" if started else "proposition")


def fiche(atlas: Atlas, item: Experimentation) -> tuple[Fait, ...]:
    """The facts of an experiment; those that its phase does not ask yet are only named."""
    dates = (_date(item, "Début", item.debut), _date(item, "Fin", item.fin, prevue=item.statut != "terminee"))
    facts = (
        _fait(item, "Territoires", "declenchee", *(lieu(atlas, one) for one in item.territoires)),
        _fait(item, "Collectivités", "declenchee", *_collectivites(atlas, item)),
        _fait(item, "À l'initiative de", "proposition", *_initiateur(atlas, item)),
        *dates,
        _fait(item, "Participants", "mise-en-oeuvre", *_participants(item)),
        _fait(item, "Appels", "appel", *_appels(atlas, item)),
        _fait(item, "Rencontre en amont", "declenchee", *_rencontre(item)),
        _fait(item, "Accord de la collectivité", "declenchee", *_accord(item)),
        _fait(item, "Convention", "declenchee", *_convention(item)),
        _fait(item, "Garants", "declenchee", *(Valeur(name) for name in item.garants)),
    )
    later = ", ".join(fact.libelle for fact in facts if not (fact.valeurs or fact.lacune))
    told = tuple(fact for fact in facts if fact.valeurs or fact.lacune)
    # What stopped will not come to the phases it did not reach: nothing is missing there.
    return (*told, Fait("À venir", (Valeur(later),))) if later and item.statut in PHASES else told


def equipe(atlas: Atlas, item: Experimentation) -> tuple[Fait, ...]:
    """The team, by role; the roles that every team has are named even where nobody is known."""
    roles = dict.fromkeys((*_TEAM, *(member.role for member in item.equipe)))
    return tuple(
        _fait(
            item,
            atlas.libelle("experimentation", "equipe.role", role),
            "co-construction",
            *(
                lien(atlas, Ref("acteur", member.acteur), "acteur local" if member.local else "")
                if member.acteur
                else Valeur(member.nom or NON_DOCUMENTE, note="acteur local" if member.local else "")
                for member in item.equipe
                if member.role == role
            ),
        )
        for role in roles
    )


def manques(atlas: Atlas, item: Experimentation) -> tuple[str, ...]:
    """What should be known by now and is not: names of facts, of roles, of whole files."""
    commons = atlas.commons
    facts = (*fiche(atlas, item), *equipe(atlas, item))
    missing = [fact.libelle for fact in facts if fact.lacune]
    whole = (
        ("Protocole", "mise-en-oeuvre", commons.revisions(item.id)),
        ("Journal de terrain", "mise-en-oeuvre", commons.journal(item.id)),
        ("Évaluation", "terminee", commons.evaluation(item.id)),
    )
    missing.extend(name for name, phase, found in whole if not found and reached(item, phase))
    return tuple(missing)


def _fait(item: Experimentation, libelle: str, phase: str, *valeurs: Valeur) -> Fait:
    return Fait(libelle, valeurs, NON_DOCUMENTE if reached(item, phase) else A_VENIR)


def _date(item: Experimentation, libelle: str, jour: str | None, *, prevue: bool = False) -> Fait:
    note = "prévue" if prevue and item.statut in PHASES else ""
    return _fait(item, libelle, "declenchee", *([Valeur(jour=jour, note=note)] if jour else []))


def _collectivites(atlas: Atlas, item: Experimentation) -> list[Valeur]:
    return [
        lieu(atlas, one.territoire, atlas.libelle("experimentation", "collectivites.role", one.role).lower())
        for one in item.collectivites
    ]


def _initiateur(atlas: Atlas, item: Experimentation) -> list[Valeur]:
    if item.initiateur is None:
        return []
    words = atlas.libelle("experimentation", "initiateur.type", item.initiateur.type)
    return [Valeur(item.initiateur.nom, note=words.lower())]


def _participants(item: Experimentation) -> list[Valeur]:
    found = item.participants
    if found is None or (found.nombre is None and not found.recrutement):
        return []
    count = f"{found.nombre} personne{'s' * (found.nombre > 1)}" if found.nombre is not None else ""
    return [Valeur(count or found.recrutement or "", note=(found.recrutement or "") if count else "")]


def _appels(atlas: Atlas, item: Experimentation) -> list[Valeur]:
    found = []
    for call in item.appels:
        words = atlas.libelle("experimentation", "appels.type", call.type)
        closed = f", clos le {en_mots(call.clos_le)}" if call.clos_le else ""
        found.append(Valeur(f"{words}, ouvert le {en_mots(call.ouvert_le)}{closed}"))
        found.extend(presentes(contact(call.contact)))
    return found


def _rencontre(item: Experimentation) -> list[Valeur]:
    found = item.rencontre_amont
    if found is None:
        return []
    people = [
        f"exécutif : {found.executif or NON_DOCUMENTE}",
        f"direction générale des services : {found.dgs or NON_DOCUMENTE}",
    ]
    return [Valeur(jour=found.date), *(Valeur(words) for words in people)]


def _accord(item: Experimentation) -> list[Valeur]:
    return [Valeur(jour=item.accord.date, note=item.accord.forme or "")] if item.accord else []


def _convention(item: Experimentation) -> list[Valeur]:
    found = item.convention
    if found is None:
        return []
    signed = (
        f"signée par {', '.join(found.signataires)}" if found.signataires else "signataires non documentés"
    )
    goals = [Valeur(f"objectif : {goal}") for goal in found.objectifs]
    text = lien_externe(found.url, "lire la convention")
    return [Valeur(jour=found.date, note=signed), *goals, *presentes(text)]


def protocole_de(item: Experimentation) -> Valeur:
    """The link to an experiment's protocol."""
    return Valeur("Protocole", f"{address(Ref('experimentation', item.id))}protocole/")
