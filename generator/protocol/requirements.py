"""What each phase asks of an experiment: add a row here, and its question in `pieces.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.protocol import agreements, pieces

if TYPE_CHECKING:
    from generator.protocol.pieces import Champ, Question

VERDICTS = "Verdict de chaque hypothèse"


class Piece(Frozen):
    """A piece that a phase asks for.

    `champ` is its field in `index.md`, empty where other records tell it, of the kinds `fiches`. `pourquoi`
    and `aide` are clauses: the reason of the phase, and what to do; `sinon` is added to `aide` where the
    experiment has only just entered the phase.
    """

    phase: str
    nom: str
    cherche: Question
    champ: Champ
    pourquoi: str
    aide: str
    fiches: tuple[str, ...] = ()
    sinon: str = ""


PIECES = (
    Piece(
        "appel",
        "Appel à collectivités",
        pieces.appel("collectivites", "un appel à collectivités"),
        ("appels",),
        "c'est par un appel public qu'une proposition trouve une collectivité",
        "ajoutez à « appels » une entrée « type: collectivites » avec « ouvert_le »",
        sinon=", ou gardez « statut: proposition »",
    ),
    Piece(
        "declenchee",
        "Collectivité porteuse",
        pieces.porteuse,
        ("collectivites",),
        "une collectivité doit porter l'expérimentation pour qu'elle se déclenche",
        "ajoutez-la à « collectivites » avec « role: porteuse »",
    ),
    Piece(
        "declenchee",
        "Rencontre en amont",
        pieces.rencontre,
        ("rencontre_amont",),
        "la tête de la collectivité et celle de ses services, rencontrées avant le début, doivent porter "
        "l'expérimentation",
        "remplissez « rencontre_amont » : « date » (avant « debut »), « executif » et « dgs »",
    ),
    Piece(
        "declenchee",
        "Accord de la collectivité",
        agreements.accord,
        ("accord",),
        "c'est cet accord qui déclenche une expérimentation",
        "remplissez « accord » : « date » et « forme » ; s'il y a plusieurs porteuses, une entrée pour "
        "chacune, avec « collectivite »",
    ),
    Piece(
        "declenchee",
        "Convention signée",
        agreements.convention,
        ("convention",),
        "la convention, signée par la collectivité et par l'association, fixe le cadre et les objectifs",
        "remplissez « convention » : « date », « objectifs », et dans « signataires » les noms de la "
        "collectivité et de l'association ; s'il y a plusieurs porteuses, une entrée pour chacune, avec "
        "« collectivite »",
    ),
    Piece(
        "declenchee",
        "Garant",
        pieces.garant,
        ("garants",),
        "des membres du comité de pilotage se portent garants que le projet est inédit et expérimental",
        "ajoutez à « garants » le nom d'au moins une personne qui n'est pas de l'équipe, avec son accord",
    ),
    Piece(
        "declenchee",
        "Date de début",
        pieces.debut,
        ("debut",),
        "une expérimentation a toujours un temps limité",
        "écrivez « debut », le mois ou l'année suffisent",
    ),
    Piece(
        "declenchee",
        "Date de fin",
        pieces.fin,
        ("fin",),
        "une expérimentation a toujours un temps limité",
        "écrivez « fin », prévue ou réelle ; le mois ou l'année suffisent",
    ),
    Piece(
        "equipe",
        "Appel pour l'équipe",
        pieces.appel("equipe", "un appel pour constituer l'équipe"),
        ("appels",),
        "l'équipe se constitue par un appel public",
        "ajoutez à « appels » une entrée « type: equipe » avec « ouvert_le »",
    ),
    Piece(
        "co-construction",
        "Coordination",
        pieces.membre("coordination", "une coordination"),
        ("equipe",),
        "une équipe complète a quelqu'un pour la coordonner",
        "ajoutez à « equipe » une entrée « role: coordination »",
    ),
    Piece(
        "co-construction",
        "Innovation",
        pieces.innovation,
        ("equipe",),
        "une expérimentation engage toujours des innovateurs démocratiques",
        "ajoutez à « equipe » une entrée « role: innovation » avec « acteur », le nom de la fiche d'un "
        "acteur qui dit « reseau: true »",
    ),
    Piece(
        "co-construction",
        "Recherche",
        pieces.membre("recherche", "une personne ou une organisation chargée de la recherche"),
        ("equipe",),
        "quelqu'un doit évaluer et mesurer l'impact",
        "ajoutez à « equipe » une entrée « role: recherche »",
    ),
    Piece(
        "co-construction",
        "Journalisme",
        pieces.membre("journalisme", "une personne ou une organisation chargée du journalisme"),
        ("equipe",),
        "quelqu'un doit documenter l'expérimentation au fil de l'eau",
        "ajoutez à « equipe » une entrée « role: journalisme »",
    ),
    Piece(
        "mise-en-oeuvre",
        "Atelier ouvert",
        pieces.atelier,
        (),
        "le protocole est écrit à plusieurs, dans au moins un atelier ouvert",
        "ajoutez dans content/evenements/ une fiche « type: atelier-ouvert » qui cite cette expérimentation, "
        "datée au plus tard du jour de la première révision",
        ("evenement", "protocole"),
    ),
    Piece(
        "mise-en-oeuvre",
        "Protocole publié",
        pieces.protocole,
        (),
        "les hypothèses et les dispositifs sont écrits et publiés avant le terrain",
        "publiez protocole/r1.md (« etat: publiee ») avec au moins une hypothèse et un dispositif",
        ("protocole",),
    ),
    Piece(
        "bilan",
        "Terrain avec des citoyens",
        pieces.citoyens,
        (),
        "les solutions sont testées sur le terrain, avec des citoyens",
        "ajoutez dans journal/ une note « citoyens: true », ou complétez celle qui existe",
        ("journal",),
    ),
    Piece(
        "terminee",
        "Événement de bilan",
        pieces.bilan,
        (),
        "à la fin, un événement de bilan partage les premiers résultats",
        "ajoutez dans content/evenements/ une fiche « type: bilan » qui cite cette expérimentation, datée "
        "d'après le terrain",
        ("evenement",),
    ),
    Piece(
        "terminee",
        "Évaluation",
        pieces.evaluation,
        (),
        "un dossier d'évaluation détaille les enseignements et la mesure d'impact",
        "ajoutez evaluation.md à côté de index.md, avec « impact » et les résultats, favorables ou non",
        ("evaluation",),
    ),
    Piece(
        "terminee",
        VERDICTS,
        pieces.verdicts,
        (),
        "chaque hypothèse publiée reçoit un verdict, même défavorable, même si elle a été retirée",
        "ajoutez à « verdicts », dans evaluation.md, une entrée pour chacune ; « abandonnee » dit qu'on ne "
        "l'a pas mise à l'épreuve",
        ("evaluation", "protocole"),
    ),
)
