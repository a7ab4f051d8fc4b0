"""What a table is, and the three that hold all kinds of records together: `fiches`, `liens`, `lieux`."""

from __future__ import annotations

from generator.frozen import Frozen
from generator.opendata.columns import Column, told


class Reference(Frozen):
    """The `columns` of a table name a row of another, by its columns `to`."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


class Table(Frozen):
    """A table: its name, what it holds, its columns in order, those of its key, the tables that it names."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column of that name, or None."""
        return next((one for one in self.columns if one.name == name), None)


_SORT = told("sorte", "Sorte de fiche", "experimentation, outil, acteur…", required=True)
_INVENTED = told(
    "invente",
    "Inventé",
    "« true » si la fiche est un exemple inventé, à ne jamais compter parmi les vraies.",
    sort="oui-non",
    required=True,
)
_RECORD = told("fiche", "Fiche", "L'identifiant de la fiche.", required=True)
_TITLE = told("fiche_titre", "Titre de la fiche", "Le titre de la fiche.", required=True)

FICHES = Table(
    name="fiches",
    title="Toutes les fiches",
    description="Une ligne par fiche, de toute sorte : la table à laquelle les autres se joignent.",
    columns=(
        _SORT,
        told("id", "Identifiant", "Le nom de la fiche, unique dans sa sorte.", required=True),
        told("titre", "Titre", "Le titre de la fiche.", required=True),
        told("resume", "Résumé", "Ce que la fiche raconte, en une à trois phrases."),
        _INVENTED,
        told("adresse", "Adresse", "L'adresse de sa page.", required=True),
        told("donnees", "Données", "L'adresse de la fiche entière, en JSON.", required=True),
        told("fichier", "Fichier", "Le fichier dont la fiche est tirée, dans le dépôt.", required=True),
        told("licence", "Licence", "La licence de la fiche, par son code SPDX.", required=True),
        told("publie_le", "Publiée le", "Le jour où la fiche a paru.", sort="jour"),
        told("modifie_le", "Modifiée le", "Le jour de son dernier changement.", sort="jour"),
    ),
    key=("sorte", "id"),
)
LIENS = Table(
    name="liens",
    title="Les liens entre fiches",
    description="Une ligne par lien : une fiche en cite une autre, dans un champ ou dans son texte.",
    columns=(
        _SORT,
        _RECORD,
        _TITLE,
        _INVENTED,
        told("champ", "Champ", "Le champ qui cite, ou « corps » pour le texte.", required=True),
        told("vers_sorte", "Sorte citée", "La sorte de ce qui est cité.", required=True),
        told("vers_fiche", "Fiche citée", "L'identifiant de la fiche ou du territoire cité.", required=True),
    ),
    key=("sorte", "fiche", "champ", "vers_sorte", "vers_fiche"),
    references=(Reference(("sorte", "fiche"), "fiches", ("sorte", "id")),),
)
LIEUX = Table(
    name="lieux",
    title="Les lieux des fiches",
    description="Une ligne par lieu d'une expérimentation, d'un acteur ou d'un événement, avec les codes "
    "officiels de ce lieu, de son département et de sa région.",
    columns=(
        _SORT,
        _RECORD,
        _TITLE,
        _INVENTED,
        told("territoire", "Territoire", "L'identifiant du lieu, comme dans les fiches.", required=True),
        told("nom", "Nom", "Le nom du lieu, distingué de ses homonymes.", required=True),
        told("niveau", "Niveau", "commune, epci, ept, departement, region, ou un autre mot.", required=True),
        told("pays", "Pays", "Le code du pays (ISO 3166-1).", required=True),
        told("code", "Code officiel", "Code Insee, ou SIREN d'une intercommunalité. Vide s'il n'en a pas."),
        told("epci_code", "Intercommunalité", "Le SIREN de son intercommunalité."),
        told("departement_code", "Département", "Le code Insee du département."),
        told("departement_nom", "Nom du département", "Le nom du département."),
        told("region_code", "Région", "Le code Insee de la région."),
        told("region_nom", "Nom de la région", "Le nom de la région."),
    ),
    key=("sorte", "fiche", "territoire"),
    references=(Reference(("sorte", "fiche"), "fiches", ("sorte", "id")),),
)
WHOLE_TABLES = (FICHES, LIENS, LIEUX)
"""The tables of the whole commons, in the order in which they are shown."""
