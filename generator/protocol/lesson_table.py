"""Lay flat what was learnt, and what became of proposals: a row each, every column explained in French."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.protocol.table import LIST_MARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model import Experimentation
    from generator.model.parts import Suite
    from generator.protocol.lessons import Lecon


class RangConstat(NamedTuple):
    """A finding, where it was made (ids of today's places), the frame of its experiment, its page."""

    lecon: Lecon
    titre: str
    cadre: str
    territoires: tuple[str, ...]
    adresse: str


class RangSuite(NamedTuple):
    """What became of proposals: of which experiment, where (ids of today's places), its page."""

    suite: Suite
    experimentation: Experimentation
    territoires: tuple[str, ...]
    adresse: str


class ColonneConstat(NamedTuple):
    """A column of the table of findings. An empty cell: nothing is documented."""

    nom: str
    description: str
    valeur: Callable[[RangConstat], str]


class ColonneSuite(NamedTuple):
    """A column of the table of what became of proposals."""

    nom: str
    description: str
    valeur: Callable[[RangSuite], str]


def _figure(row: RangConstat, name: str) -> str:
    value = getattr(row.lecon.mesure, name, None)
    return "" if value is None else str(value)


_FRAMES = "labo, reseau, comparable ou demonstration (inventée). Vide : la fiche d'un outil."
_CERTAINTY = "atteste, deduit ou contradictoire."
_PLACES = "Où elle a lieu : niveau et code officiel, ou identifiant du territoire."

COLONNES_CONSTATS = (
    ColonneConstat("sorte", "experimentation, outil ou evaluation.", lambda row: row.lecon.ref.kind),
    ColonneConstat("fiche", "Identifiant de la fiche qui raconte.", lambda row: row.lecon.ref.id),
    ColonneConstat("titre", "Titre de la fiche.", lambda row: row.titre),
    ColonneConstat("cadre", _FRAMES, lambda row: row.cadre),
    ColonneConstat(
        "invente",
        "oui si la fiche est inventée et ne prouve donc rien, non sinon.",
        lambda row: "oui" if row.lecon.invente else "non",
    ),
    ColonneConstat("territoires", _PLACES, lambda row: LIST_MARK.join(row.territoires)),
    ColonneConstat(
        "champ",
        "D'où vient la ligne : constats, ou na_pas_marche et enseignements d'une évaluation.",
        lambda row: row.lecon.champ,
    ),
    ColonneConstat("rang", "Sa place dans ce champ, à partir de 1.", lambda row: str(row.lecon.rang)),
    ColonneConstat("texte", "Le constat.", lambda row: row.lecon.texte),
    ColonneConstat(
        "sens",
        "favorable, mitige, sans-effet ou defavorable. Vide : un enseignement, qui n'en a pas.",
        lambda row: row.lecon.sens,
    ),
    ColonneConstat("cause", "Cause de ce qui n'a pas marché, si on la connaît.", lambda row: row.lecon.cause),
    ColonneConstat("certitude", _CERTAINTY, lambda row: row.lecon.certitude),
    ColonneConstat("valeur", "Le chiffre qui appuie le constat.", lambda row: _figure(row, "valeur")),
    ColonneConstat("avant", "Ce chiffre avant l'essai.", lambda row: _figure(row, "avant")),
    ColonneConstat("apres", "Ce chiffre après l'essai.", lambda row: _figure(row, "apres")),
    ColonneConstat("unite", "Ce que comptent ces chiffres.", lambda row: _figure(row, "unite")),
    ColonneConstat(
        "enjeux", "Identifiants des enjeux éclairés.", lambda row: LIST_MARK.join(row.lecon.enjeux)
    ),
    ColonneConstat(
        "outils",
        "Identifiants des outils dont le constat parle, et d'eux seuls.",
        lambda row: LIST_MARK.join(row.lecon.outils),
    ),
    ColonneConstat(
        "date",
        "Date du constat ; à défaut, de la fin de l'essai ou de l'évaluation.",
        lambda row: row.lecon.date,
    ),
    ColonneConstat("source", "Adresse du document qui le dit.", lambda row: row.lecon.source),
    ColonneConstat("adresse", "Page où le constat est raconté.", lambda row: row.adresse),
)

COLONNES_SUITES = (
    ColonneSuite("experimentation", "Identifiant de l'expérimentation.", lambda row: row.experimentation.id),
    ColonneSuite("titre", "Titre de l'expérimentation.", lambda row: row.experimentation.titre),
    ColonneSuite("cadre", _FRAMES, lambda row: row.experimentation.cadre),
    ColonneSuite(
        "invente",
        "oui si l'expérimentation est inventée, non sinon.",
        lambda row: "oui" if row.experimentation.inventee else "non",
    ),
    ColonneSuite("territoires", _PLACES, lambda row: LIST_MARK.join(row.territoires)),
    ColonneSuite("quoi", "La proposition, ou les propositions.", lambda row: row.suite.quoi or ""),
    ColonneSuite(
        "nombre",
        "Combien de propositions sont devenues cela.",
        lambda row: "" if row.suite.nombre is None else str(row.suite.nombre),
    ),
    ColonneSuite(
        "etat",
        "recue, etudiee, acceptee, refusee, realisee ou abandonnee.",
        lambda row: row.suite.etat,
    ),
    ColonneSuite("reponse", "Ce que la collectivité a répondu.", lambda row: row.suite.reponse or ""),
    ColonneSuite("date", "Date de cette suite.", lambda row: row.suite.date or ""),
    ColonneSuite("certitude", _CERTAINTY, lambda row: row.suite.certitude),
    ColonneSuite("source", "Adresse du document qui le dit.", lambda row: row.suite.source or ""),
    ColonneSuite("adresse", "Page de l'expérimentation.", lambda row: row.adresse),
)
