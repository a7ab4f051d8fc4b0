"""Lay flat what was learnt, and what became of proposals: a row each, every column explained in French."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.protocol.table import LIST_MARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model import Experimentation
    from generator.model.parts import Suite
    from generator.protocol.lessons import Lesson


class LessonRow(NamedTuple):
    """A finding, where it was made (ids of today's places), the frame of its experiment, its page."""

    lesson: Lesson
    titre: str
    cadre: str
    territoires: tuple[str, ...]
    adresse: str


class ProposalRow(NamedTuple):
    """What became of proposals: of which experiment, where (ids of today's places), its page."""

    suite: Suite
    experimentation: Experimentation
    territoires: tuple[str, ...]
    adresse: str


class LessonColumn(NamedTuple):
    """A column of the table of findings. An empty cell: nothing is documented."""

    nom: str
    description: str
    valeur: Callable[[LessonRow], str]


class ProposalColumn(NamedTuple):
    """A column of the table of what became of proposals."""

    nom: str
    description: str
    valeur: Callable[[ProposalRow], str]


def _figure(row: LessonRow, name: str) -> str:
    value = getattr(row.lesson.mesure, name, None)
    return "" if value is None else str(value)


_FRAMES = "labo, reseau, comparable ou demonstration (inventée). Vide : la fiche d'un outil."
_CERTAINTY = "atteste, deduit ou contradictoire."
_PLACES = "Où elle a lieu : niveau et code officiel, ou identifiant du territoire."

LESSON_COLUMNS = (
    LessonColumn("sorte", "experimentation, outil ou evaluation.", lambda row: row.lesson.ref.kind),
    LessonColumn("fiche", "Identifiant de la fiche qui raconte.", lambda row: row.lesson.ref.id),
    LessonColumn("titre", "Titre de la fiche.", lambda row: row.titre),
    LessonColumn("cadre", _FRAMES, lambda row: row.cadre),
    LessonColumn(
        "invente",
        "oui si la fiche est inventée et ne prouve donc rien, non sinon.",
        lambda row: "oui" if row.lesson.invente else "non",
    ),
    LessonColumn("territoires", _PLACES, lambda row: LIST_MARK.join(row.territoires)),
    LessonColumn(
        "champ",
        "D'où vient la ligne : constats, ou na_pas_marche et enseignements d'une évaluation.",
        lambda row: row.lesson.champ,
    ),
    LessonColumn("rang", "Sa place dans ce champ, à partir de 1.", lambda row: str(row.lesson.rang)),
    LessonColumn("texte", "Le constat.", lambda row: row.lesson.texte),
    LessonColumn(
        "sens",
        "favorable, mitige, sans-effet ou defavorable. Vide : un enseignement, qui n'en a pas.",
        lambda row: row.lesson.sens,
    ),
    LessonColumn("cause", "Cause de ce qui n'a pas marché, si on la connaît.", lambda row: row.lesson.cause),
    LessonColumn("certitude", _CERTAINTY, lambda row: row.lesson.certitude),
    LessonColumn("valeur", "Le chiffre qui appuie le constat.", lambda row: _figure(row, "valeur")),
    LessonColumn("avant", "Ce chiffre avant l'essai.", lambda row: _figure(row, "avant")),
    LessonColumn("apres", "Ce chiffre après l'essai.", lambda row: _figure(row, "apres")),
    LessonColumn("unite", "Ce que comptent ces chiffres.", lambda row: _figure(row, "unite")),
    LessonColumn(
        "enjeux", "Identifiants des enjeux éclairés.", lambda row: LIST_MARK.join(row.lesson.enjeux)
    ),
    LessonColumn(
        "outils",
        "Identifiants des outils dont le constat parle, et d'eux seuls.",
        lambda row: LIST_MARK.join(row.lesson.outils),
    ),
    LessonColumn(
        "date",
        "Date du constat ; à défaut, de la fin de l'essai ou de l'évaluation.",
        lambda row: row.lesson.date,
    ),
    LessonColumn("source", "Adresse du document qui le dit.", lambda row: row.lesson.source),
    LessonColumn("adresse", "Page où le constat est raconté.", lambda row: row.adresse),
)

PROPOSAL_COLUMNS = (
    ProposalColumn(
        "experimentation", "Identifiant de l'expérimentation.", lambda row: row.experimentation.id
    ),
    ProposalColumn("titre", "Titre de l'expérimentation.", lambda row: row.experimentation.titre),
    ProposalColumn("cadre", _FRAMES, lambda row: row.experimentation.cadre),
    ProposalColumn(
        "invente",
        "oui si l'expérimentation est inventée, non sinon.",
        lambda row: "oui" if row.experimentation.inventee else "non",
    ),
    ProposalColumn("territoires", _PLACES, lambda row: LIST_MARK.join(row.territoires)),
    ProposalColumn("quoi", "La proposition, ou les propositions.", lambda row: row.suite.quoi or ""),
    ProposalColumn(
        "nombre",
        "Combien de propositions sont devenues cela.",
        lambda row: "" if row.suite.nombre is None else str(row.suite.nombre),
    ),
    ProposalColumn(
        "etat",
        "recue, etudiee, acceptee, refusee, realisee ou abandonnee.",
        lambda row: row.suite.etat,
    ),
    ProposalColumn("reponse", "Ce que la collectivité a répondu.", lambda row: row.suite.reponse or ""),
    ProposalColumn("date", "Date de cette suite.", lambda row: row.suite.date or ""),
    ProposalColumn("certitude", _CERTAINTY, lambda row: row.suite.certitude),
    ProposalColumn("source", "Adresse du document qui le dit.", lambda row: row.suite.source or ""),
    ProposalColumn("adresse", "Page de l'expérimentation.", lambda row: row.adresse),
)
