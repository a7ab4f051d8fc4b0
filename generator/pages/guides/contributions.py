"""Name what anyone may propose with the form, and which fields each thing is asked for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.schema import faces

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from generator.kinds import Kind
    from generator.schema import Schemas

_LAST = ("auteurs", "licence")


class Contribution(Frozen):
    """One thing to propose. `sorte` is the kind of record, `guide` the page that explains it at length.

    `premiers` are asked first, with what the schema needs; `sans` are not asked; `fixes` pairs fields with
    the value that they have here. A part of an experiment is asked which (`dans_une_experimentation`).
    """

    code: str
    sorte: str
    titre: str
    phrase: str
    icone: str
    guide: str
    premiers: tuple[str, ...]
    sans: frozenset[str] = frozenset()
    fixes: tuple[tuple[str, str], ...] = ()

    @property
    def dans_une_experimentation(self) -> bool:
        """Whether the record belongs to an experiment."""
        return self.sorte in {"protocole", "journal", "evaluation"}

    def noms(self, tree: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the fields asked first, then of the others; the licence, filled in, stands last."""
        hidden = [name for name, node in tree["properties"].items() if "formulaire" not in faces(node)]
        left_out = {*hidden, *self.sans, *(name for name, _ in self.fixes)}
        needed = [name for name in tree.get("required", ()) if name not in {*self.premiers, *_LAST}]
        first = tuple(name for name in (*self.premiers, *needed) if name not in left_out)
        others = [name for name in tree["properties"] if name not in {*left_out, *first, *_LAST}]
        return first, (
            *others,
            *(name for name in _LAST if name in tree["properties"] and name not in left_out),
        )


_LATER = frozenset(
    {"motif_arret", "appels", "rencontre_amont", "accord", "convention", "garants"}
    | {"debut", "fin", "participants", "reperes", "recrutement", "couts", "financeurs"}
    | {"temps_demande", "constats", "suites", "anterieure"}
)
_PROPOSE = "contribuer/proposer-une-experimentation"
_TELL = "contribuer/documenter-une-experimentation"
_REVISE = "contribuer/reviser-un-protocole"
_JUDGE = "contribuer/ecrire-une-evaluation"

CONTRIBUTIONS = (
    Contribution(
        code="proposition",
        sorte="experimentation",
        titre="Proposer une expérimentation",
        phrase="Une idée à essayer quelque part. Une page suffit, sans collectivité ni budget.",
        icone="question",
        guide=_PROPOSE,
        premiers=("titre", "resume", "enjeux", "initiateur", "territoires", "outils"),
        sans=_LATER,
        fixes=(("statut", "proposition"), ("cadre", "labo")),
    ),
    Contribution(
        code="experimentation",
        sorte="experimentation",
        titre="Raconter une expérimentation",
        phrase="Un essai mené ou en cours, même ancien, même raté.",
        icone="lieu",
        guide=_TELL,
        premiers=("titre", "resume", "cadre", "statut", "enjeux", "territoires", "debut", "fin", "sources"),
    ),
    Contribution(
        code="protocole",
        sorte="protocole",
        titre="Écrire ou réviser un protocole",
        phrase="Les hypothèses et les dispositifs ; une révision part de la dernière.",
        icone="reformulation",
        guide=_REVISE,
        premiers=(
            "date",
            "etat",
            "motifs",
            "hypotheses",
            "dispositifs",
            "changements",
            "hypotheses_retirees",
        ),
    ),
    Contribution(
        code="journal",
        sorte="journal",
        titre="Ajouter une note de terrain",
        phrase="Ce qui s'est passé un jour, écrit au fil de l'eau.",
        icone="calendrier",
        guide=_TELL,
        premiers=("date", "titre", "lieu", "dispositifs", "participants", "citoyens"),
    ),
    Contribution(
        code="evaluation",
        sorte="evaluation",
        titre="Écrire une évaluation",
        phrase="Un verdict pour chaque hypothèse, et ce qui n'a pas marché.",
        icone="confirmee",
        guide=_JUDGE,
        premiers=("date", "verdicts", "impact", "enseignements", "na_pas_marche"),
    ),
    Contribution(
        code="outil",
        sorte="outil",
        titre="Ajouter un outil ou une méthode",
        phrase="De quoi reprendre ailleurs ce qui a servi quelque part.",
        icone="etapes",
        guide="contribuer/ajouter-un-outil",
        premiers=("titre", "resume", "type", "enjeux", "participants", "duree", "materiel", "etapes"),
    ),
    Contribution(
        code="acteur",
        sorte="acteur",
        titre="Présenter un acteur",
        phrase="Qui mène, accompagne ou raconte des essais, ou veut devenir expérimentateur.",
        icone="groupe",
        guide="contribuer/devenir-experimentateur",
        premiers=("titre", "resume", "type", "territoire", "competences", "rayon", "reference", "site"),
    ),
    Contribution(
        code="evenement",
        sorte="evenement",
        titre="Annoncer un rendez-vous",
        phrase="Un atelier ouvert, un bilan, une rencontre.",
        icone="duree",
        guide=_TELL,
        premiers=(
            "titre",
            "resume",
            "type",
            "debut",
            "fin",
            "lieu",
            "territoire",
            "experimentation",
            "inscription",
        ),
    ),
)


def contributions(schemas: Schemas) -> tuple[Contribution, ...]:
    """All that may be proposed: ours, then a record of each kind that the commons adds."""
    return (*CONTRIBUTIONS, *(_added(kind, schemas.trees[kind.name]) for kind in schemas.kinds.added))


def _added(kind: Kind, tree: Mapping[str, Any]) -> Contribution:
    needed = tuple(name for name in tree.get("required", ()) if name not in _LAST)
    return Contribution(
        code=kind.name,
        sorte=kind.name,
        titre=f"Ajouter {kind.in_a_sentence}",
        phrase=tree["description"],
        icone="ajout",
        guide="",
        premiers=needed,
    )
