"""What each phase requires of an experiment: to add one, add a row here and its check in `pieces.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import say
from generator.frozen import Frozen
from generator.protocol import agreements, pieces

if TYPE_CHECKING:
    from generator.protocol.pieces import FieldPath, Question

VERDICTS = "Verdict de chaque hypothèse"


class Piece(Frozen):
    """A document or fact that a phase requires; `cherche` tells what is missing of it.

    `champ` is its field in `index.md`, empty where other records tell it, of the kinds `fiches`. `pourquoi`
    and `aide` are clauses: the reason of the phase, and what to do; `sinon` is added to `aide` where the
    experiment has only just entered the phase.
    """

    phase: str
    nom: str
    cherche: Question
    champ: FieldPath
    pourquoi: str
    aide: str
    kinds: tuple[str, ...] = ()
    sinon: str = ""


PIECES = (
    Piece(
        phase="appel",
        nom="Appel à collectivités",
        cherche=pieces.appel("collectivites", say("un-appel-a-collectivites")),
        champ=("appels",),
        pourquoi="c'est par un appel public qu'une proposition trouve une collectivité",
        aide="ajoutez à « appels » une entrée « type: collectivites » avec « ouvert_le »",
        sinon=", ou gardez « statut: proposition »",
    ),
    Piece(
        phase="declenchee",
        nom="Collectivité porteuse",
        cherche=pieces.porteuse,
        champ=("collectivites",),
        pourquoi="une collectivité doit porter l'expérimentation pour qu'elle se déclenche",
        aide="ajoutez-la à « collectivites » avec « role: porteuse »",
    ),
    Piece(
        phase="declenchee",
        nom="Rencontre en amont",
        cherche=pieces.rencontre,
        champ=("rencontre_amont",),
        pourquoi="la tête de la collectivité et celle de ses services, rencontrées avant le début, "
        "doivent porter l'expérimentation",
        aide="remplissez « rencontre_amont » : « date » (avant « debut »), « executif » et « dgs »",
    ),
    Piece(
        phase="declenchee",
        nom="Accord de la collectivité",
        cherche=agreements.accord,
        champ=("accord",),
        pourquoi="c'est cet accord qui déclenche une expérimentation",
        aide="remplissez « accord » : « date » et « forme » ; s'il y a plusieurs porteuses, une entrée pour "
        "chacune, avec « collectivite »",
    ),
    Piece(
        phase="declenchee",
        nom="Convention signée",
        cherche=agreements.convention,
        champ=("convention",),
        pourquoi="la convention, signée par la collectivité et par l'association, fixe le cadre et "
        "les objectifs",
        aide="remplissez « convention » : « date », « objectifs », et dans « signataires » les noms de la "
        "collectivité et de l'association ; s'il y a plusieurs porteuses, une entrée pour chacune, avec "
        "« collectivite »",
    ),
    Piece(
        phase="declenchee",
        nom="Garant",
        cherche=pieces.garant,
        champ=("garants",),
        pourquoi="des membres du comité de pilotage se portent garants que le projet est inédit et "
        "expérimental",
        aide="ajoutez à « garants » le nom d'au moins une personne qui n'est pas de l'équipe, avec "
        "son accord",
    ),
    Piece(
        phase="declenchee",
        nom="Date de début",
        cherche=pieces.debut,
        champ=("debut",),
        pourquoi="une expérimentation a toujours un temps limité",
        aide="écrivez « debut », le mois ou l'année suffisent",
    ),
    Piece(
        phase="declenchee",
        nom="Date de fin",
        cherche=pieces.fin,
        champ=("fin",),
        pourquoi="une expérimentation a toujours un temps limité",
        aide="écrivez « fin », prévue ou réelle ; le mois ou l'année suffisent",
    ),
    Piece(
        phase="equipe",
        nom="Appel pour l'équipe",
        cherche=pieces.appel("equipe", say("un-appel-pour-l-equipe")),
        champ=("appels",),
        pourquoi="l'équipe se constitue par un appel public",
        aide="ajoutez à « appels » une entrée « type: equipe » avec « ouvert_le »",
    ),
    Piece(
        phase="co-construction",
        nom="Coordination",
        cherche=pieces.membre("coordination", say("une-coordination")),
        champ=("equipe",),
        pourquoi="une équipe complète a quelqu'un pour la coordonner",
        aide="ajoutez à « equipe » une entrée « role: coordination »",
    ),
    Piece(
        phase="co-construction",
        nom="Innovation",
        cherche=pieces.innovation,
        champ=("equipe",),
        pourquoi="une expérimentation engage toujours des innovateurs démocratiques",
        aide="ajoutez à « equipe » une entrée « role: innovation » avec « acteur », le nom de la fiche d'un "
        "acteur qui dit « reseau: true »",
    ),
    Piece(
        phase="co-construction",
        nom="Recherche",
        cherche=pieces.membre("recherche", say("une-recherche")),
        champ=("equipe",),
        pourquoi="quelqu'un doit évaluer et mesurer l'impact",
        aide="ajoutez à « equipe » une entrée « role: recherche »",
    ),
    Piece(
        phase="co-construction",
        nom="Journalisme",
        cherche=pieces.membre("journalisme", say("un-journalisme")),
        champ=("equipe",),
        pourquoi="quelqu'un doit documenter l'expérimentation au fil de l'eau",
        aide="ajoutez à « equipe » une entrée « role: journalisme »",
    ),
    Piece(
        phase="mise-en-oeuvre",
        nom="Atelier ouvert",
        cherche=pieces.atelier,
        champ=(),
        pourquoi="le protocole est écrit à plusieurs, dans au moins un atelier ouvert",
        aide="ajoutez dans content/evenements/ une fiche « type: atelier-ouvert » qui cite cette "
        "expérimentation, "
        "datée au plus tard du jour de la première révision",
        kinds=("evenement", "protocole"),
    ),
    Piece(
        phase="mise-en-oeuvre",
        nom="Protocole publié",
        cherche=pieces.protocole,
        champ=(),
        pourquoi="les hypothèses et les dispositifs sont écrits et publiés avant le terrain",
        aide="publiez protocole/r1.md (« etat: publiee ») avec au moins une hypothèse et un dispositif",
        kinds=("protocole",),
    ),
    Piece(
        phase="bilan",
        nom="Terrain avec des citoyens",
        cherche=pieces.citoyens,
        champ=(),
        pourquoi="les solutions sont testées sur le terrain, avec des citoyens",
        aide="ajoutez dans journal/ une note « citoyens: true », ou complétez celle qui existe",
        kinds=("journal",),
    ),
    Piece(
        phase="terminee",
        nom="Événement de bilan",
        cherche=pieces.bilan,
        champ=(),
        pourquoi="à la fin, un événement de bilan partage les premiers résultats",
        aide="ajoutez dans content/evenements/ une fiche « type: bilan » qui cite cette "
        "expérimentation, datée "
        "d'après le terrain",
        kinds=("evenement",),
    ),
    Piece(
        phase="terminee",
        nom="Évaluation",
        cherche=pieces.evaluation,
        champ=(),
        pourquoi="un dossier d'évaluation détaille les enseignements et la mesure d'impact",
        aide="ajoutez evaluation.md à côté de index.md, avec « impact » et les résultats, favorables ou non",
        kinds=("evaluation",),
    ),
    Piece(
        phase="terminee",
        nom=VERDICTS,
        cherche=pieces.verdicts,
        champ=(),
        pourquoi="chaque hypothèse publiée reçoit un verdict, même défavorable, même si elle a été retirée",
        aide="ajoutez à « verdicts », dans evaluation.md, une entrée pour chacune ; « abandonnee » "
        "dit qu'on ne "
        "l'a pas mise à l'épreuve",
        kinds=("evaluation", "protocole"),
    ),
)
