"""What records are made of: the groups of fields that stand inside a record, frozen as it is."""

from __future__ import annotations

import msgspec

from generator.model import words


class FromFile(msgspec.Struct, frozen=True, kw_only=True):
    """What a record, or a part of one, is read into: it never changes, and is made by keywords alone."""


class Source(FromFile, frozen=True, kw_only=True):
    titre: str
    url: str
    consulte_le: str | None = None
    certitude: str = "atteste"


class Illustration(FromFile, frozen=True, kw_only=True):
    """A picture of what a record is about: `fichier` is the name of an image in the folder of its file."""

    fichier: str
    alternative: str
    credit: str
    licence: str


class NonPersonnel(FromFile, frozen=True, kw_only=True):
    texte: str
    raison: str


class Bornes(FromFile, frozen=True, kw_only=True):
    min: int | None = None
    max: int | None = None


class Collectivite(FromFile, frozen=True, kw_only=True):
    territoire: str
    role: str = words.PORTEUSE

    @property
    def porteuse(self) -> bool:
        """Whether it carries the experiment, and does not only take part."""
        return self.role == words.PORTEUSE


class Initiateur(FromFile, frozen=True, kw_only=True):
    nom: str
    type: str


class RencontreAmont(FromFile, frozen=True, kw_only=True):
    date: str
    executif: str | None = None
    dgs: str | None = None


class Accord(FromFile, frozen=True, kw_only=True):
    collectivite: str | None = None
    date: str
    forme: str | None = None


class Convention(FromFile, frozen=True, kw_only=True):
    """Signed by `collectivite`, a territory. `url` is an address, or the name of a PDF beside the record."""

    collectivite: str | None = None
    date: str
    signataires: tuple[str, ...] = ()
    objectifs: tuple[str, ...] = ()
    url: str | None = None


class Membre(FromFile, frozen=True, kw_only=True):
    """A member of the team: `acteur` (an id) or `nom`, one of the two."""

    role: str
    acteur: str | None = None
    nom: str | None = None
    local: bool | None = None

    @property
    def innovation(self) -> bool:
        """Whether this member brings democratic innovation to the team."""
        return self.role == words.INNOVATION


class Participants(FromFile, frozen=True, kw_only=True):
    nombre: int | None = None
    recrutement: str | None = None


class Repere(FromFile, frozen=True, kw_only=True):
    libelle: str
    valeur: str | int | float
    source: str


class Mesure(FromFile, frozen=True, kw_only=True):
    """The figure of a finding: a `valeur`, or what it was `avant` and `apres`."""

    valeur: str | int | float | None = None
    avant: str | int | float | None = None
    apres: str | int | float | None = None
    unite: str | None = None


class Attestable(FromFile, frozen=True, kw_only=True):
    """What a source may attest, or only let one understand; `date` is when it was so, as partial as known."""

    certitude: str = words.ATTESTE
    date: str | None = None
    source: str | None = None

    @property
    def attestee(self) -> bool:
        """Whether the source says it, and no other says otherwise."""
        return self.certitude == words.ATTESTE


class Constat(Attestable, frozen=True, kw_only=True):
    """What was learned. Without `enjeux`, those of its record; only the tools of `outils` are judged."""

    texte: str
    sens: str
    cause: str | None = None
    enjeux: tuple[str, ...] = ()
    outils: tuple[str, ...] = ()
    mesure: Mesure | None = None

    @property
    def mesuree(self) -> bool:
        """Whether a figure supports it."""
        one = self.mesure
        return one is not None and any(part is not None for part in (one.valeur, one.avant, one.apres))


class Cout(Attestable, frozen=True, kw_only=True):
    """A sum and what it pays for; `monnaie` is a code of ISO 4217."""

    montant: int | float
    couvre: str
    monnaie: str = "EUR"


class Suite(Attestable, frozen=True, kw_only=True):
    """What became of a proposal of citizens, or of `nombre` of them: `quoi` or `nombre`, or both."""

    etat: str
    quoi: str | None = None
    nombre: int | None = None
    reponse: str | None = None

    @property
    def sans_reponse(self) -> bool:
        """Whether those who made it still wait to be told yes or no."""
        return self.etat in words.EN_ATTENTE and not self.reponse


class Hypothese(FromFile, frozen=True, kw_only=True):
    id: str
    enonce: str
    indicateur: str | None = None
    seuil: str | int | float | None = None


class Etape(FromFile, frozen=True, kw_only=True):
    """A step of a device; `id` (E1…) is its own within the device."""

    id: str
    texte: str


class Dispositif(FromFile, frozen=True, kw_only=True):
    id: str
    titre: str
    outil: str | None = None
    hypotheses: tuple[str, ...] = ()
    public: str | None = None
    description: str | None = None
    etapes: tuple[Etape, ...] = ()


class Changement(FromFile, frozen=True, kw_only=True):
    """One change and its reason: `quoi` is the id of a hypothesis or device, or `texte`."""

    quoi: str
    pourquoi: str


class HypotheseRetiree(FromFile, frozen=True, kw_only=True):
    id: str
    motif: str


class Erratum(FromFile, frozen=True, kw_only=True):
    date: str
    texte: str


class Verdict(FromFile, frozen=True, kw_only=True):
    hypothese: str
    verdict: str
    preuve: str | None = None

    @property
    def confirmee(self) -> bool:
        """Whether what was expected came about."""
        return self.verdict == words.CONFIRMEE

    @property
    def infirmee(self) -> bool:
        """Whether what was expected did not come about."""
        return self.verdict == words.INFIRMEE


class Impact(FromFile, frozen=True, kw_only=True):
    indicateur: str
    avant: str | int | float | None = None
    apres: str | int | float | None = None
    unite: str | None = None
    methode: str | None = None


class Echec(FromFile, frozen=True, kw_only=True):
    constat: str
    cause: str
