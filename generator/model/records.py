"""What things are: one frozen type a kind of record, its attributes spelled as in the schemas.

Dates are the text of the file: `AAAA-MM-JJ`, or `AAAA-MM` or `AAAA` where only that is known.
A reference to another record is that record's id, as its author wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 — msgspec reads the types as it runs
from typing import Any, NamedTuple

import msgspec

from generator.model.appel import Appel  # noqa: TC001 — msgspec reads the types as it runs
from generator.model.parts import (
    Accord,
    Bornes,
    Changement,
    Collectivite,
    Constat,
    Convention,
    Cout,
    Dispositif,
    Echec,
    Erratum,
    FromFile,
    Hypothese,
    HypotheseRetiree,
    Illustration,
    Impact,
    Initiateur,
    Membre,
    NonPersonnel,
    Participants,
    RencontreAmont,
    Repere,
    Source,
    Suite,
    Verdict,
)
from generator.model.traits import OfActor, OfEvent, OfExperiment, OfRevision


class Ref(NamedTuple):
    """The name of a record: its kind and its id. Ids of parts read `experiment/part`.

    `Ref("protocole", "cafe-des-voisins/r2")`, `Ref("journal", "cafe-des-voisins/2025-04-02-marche")`,
    `Ref("evaluation", "cafe-des-voisins")`.
    """

    kind: str
    id: str


class Record(FromFile, frozen=True, kw_only=True):
    """What all records have, of whatever kind.

    `chemin` is the file's path from the root of the commons; `corps` its Markdown, whose first
    line is line `ligne_corps` of the file. `supplement` are the fields that the schema of the commons adds to
    those named here, as they were written.
    """

    id: str
    chemin: str
    corps: str
    ligne_corps: int
    licence: str | None = None
    auteurs: tuple[str, ...] = ()
    publie_le: str | None = None
    modifie_le: str | None = None
    sources: tuple[Source, ...] = ()
    anciens_ids: tuple[str, ...] = ()
    anciennes_adresses: tuple[str, ...] = ()
    non_personnel: tuple[NonPersonnel, ...] = ()
    supplement: Mapping[str, Any] = msgspec.field(default_factory=dict)


class OwnRecord(Record, frozen=True, kw_only=True):
    """A record of a kind that the commons adds: its own fields are all in `supplement`."""

    titre: str
    resume: str | None = None
    date: str | None = None


class Enjeu(Record, frozen=True, kw_only=True):
    """A question that experiments answer. Without a `couleur`, the site gives it one by its number."""

    numero: int
    titre: str
    question: str
    icone: str
    couleur: str | None = None
    couleur_nuit: str | None = None


class PageEditoriale(Record, frozen=True, kw_only=True):
    titre: str
    resume: str | None = None


class Territoire(Record, frozen=True, kw_only=True):
    """A place without an official code, or words added to one that has (then `niveau` is the reference's).

    `niveau_local` says in the words of its country what it is, where no `niveau` fits.
    """

    titre: str
    resume: str
    niveau: str | None = None
    pays: str = "FR"
    niveau_local: str | None = None
    parents: tuple[str, ...] = ()
    population: int | None = None
    site: str | None = None


class Acteur(OfActor, Record, frozen=True, kw_only=True):
    titre: str
    resume: str
    type: str
    territoire: str | None = None
    competences: tuple[str, ...] = ()
    outils: tuple[str, ...] = ()
    site: str | None = None
    reference: bool = False
    reseau: bool = False
    rayon: str | None = None


class Evenement(OfEvent, Record, frozen=True, kw_only=True):
    titre: str
    resume: str
    type: str
    debut: str
    fin: str | None = None
    lieu: str | None = None
    territoire: str | None = None
    experimentation: str | None = None
    inscription: str | None = None


class Outil(Record, frozen=True, kw_only=True):
    titre: str
    resume: str
    type: str
    enjeux: tuple[str, ...]
    participants: Bornes | None = None
    duree: str | None = None
    temps: tuple[str, ...] = ()
    cout: str | None = None
    budget: str | None = None
    presence: str | None = None
    materiel: tuple[str, ...] = ()
    etapes: tuple[str, ...] = ()
    derive_de: tuple[str, ...] = ()
    issu_de: str | None = None
    constats: tuple[Constat, ...] = ()
    image: Illustration | None = None


class Experimentation(OfExperiment, Record, frozen=True, kw_only=True):
    titre: str
    resume: str
    cadre: str
    statut: str
    enjeux: tuple[str, ...]
    motif_arret: str | None = None
    themes: tuple[str, ...] = ()
    territoires: tuple[str, ...] = ()
    collectivites: tuple[Collectivite, ...] = ()
    initiateur: Initiateur | None = None
    appels: tuple[Appel, ...] = ()
    rencontre_amont: RencontreAmont | None = None
    accord: tuple[Accord, ...] = ()
    convention: tuple[Convention, ...] = ()
    garants: tuple[str, ...] = ()
    equipe: tuple[Membre, ...] = ()
    debut: str | None = None
    fin: str | None = None
    outils: tuple[str, ...] = ()
    participants: Participants | None = None
    recrutement: tuple[str, ...] = ()
    decision: str | None = None
    duree: str | None = None
    temps_demande: str | None = None
    couts: tuple[Cout, ...] = ()
    financeurs: tuple[str, ...] = ()
    reperes: tuple[Repere, ...] = ()
    constats: tuple[Constat, ...] = ()
    suites: tuple[Suite, ...] = ()
    image: Illustration | None = None
    anterieure: str | None = None


class Protocole(OfRevision, Record, frozen=True, kw_only=True):
    """One revision; `experimentation` and `numero` come from its path."""

    experimentation: str
    numero: int
    date: str
    etat: str
    titre: str | None = None
    resume: str | None = None
    hypotheses: tuple[Hypothese, ...] = ()
    dispositifs: tuple[Dispositif, ...] = ()
    motifs: tuple[str, ...] = ()
    changements: tuple[Changement, ...] = ()
    hypotheses_retirees: tuple[HypotheseRetiree, ...] = ()
    errata: tuple[Erratum, ...] = ()


class Journal(Record, frozen=True, kw_only=True):
    """A field note; `experimentation` comes from its path."""

    experimentation: str
    date: str
    titre: str | None = None
    resume: str | None = None
    dispositifs: tuple[str, ...] = ()
    outils: tuple[str, ...] = ()
    lieu: str | None = None
    participants: int | None = None
    citoyens: bool | None = None


class Evaluation(Record, frozen=True, kw_only=True):
    """The evaluation file; `experimentation` comes from its path."""

    experimentation: str
    date: str
    titre: str | None = None
    resume: str | None = None
    verdicts: tuple[Verdict, ...] = ()
    impact: tuple[Impact, ...] = ()
    enseignements: tuple[str, ...] = ()
    na_pas_marche: tuple[Echec, ...] = ()


class Retrait(Record, frozen=True, kw_only=True):
    """What was published at `adresses` and is no more; `vers` is the address to read instead."""

    titre: str
    adresses: tuple[str, ...]
    date: str
    motif: str
    vers: str | None = None
