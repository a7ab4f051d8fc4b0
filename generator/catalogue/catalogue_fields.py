"""Explain each field of the published catalogue: add one here, in its place, and in `catalogue_json.py`."""

from __future__ import annotations

from typing import NamedTuple


class CatalogueField(NamedTuple):
    """A field of a record in `/donnees/catalogue.json`, and what it holds."""

    nom: str
    description: str


CATALOGUE_FIELDS = (
    CatalogueField("nature", "Genre de fiche : experimentation, protocole, journal, evaluation, outil…"),
    CatalogueField(
        "id", "Identifiant, propre au genre. Celui d'une partie commence par celui de l'expérimentation."
    ),
    CatalogueField("titre", "Titre de la fiche."),
    CatalogueField("resume", "Résumé, ou question de l'enjeu."),
    CatalogueField(
        "adresse",
        "Adresse permanente de la page. Un protocole n'y est qu'une fois, dans sa révision la plus récente.",
    ),
    CatalogueField(
        "date",
        "Jour que la fiche raconte, ou premier jour : AAAA-MM-JJ, AAAA-MM ou AAAA. Un outil n'en a pas.",
    ),
    CatalogueField(
        "cadre",
        "Cadre de l'expérimentation dont il s'agit : labo, reseau, comparable ou demonstration (inventée).",
    ),
    CatalogueField(
        "invente",
        "true si la fiche appartient à un exemple inventé et ne prouve donc rien, false sinon.",
    ),
    CatalogueField("publie_le", "Jour de publication de la fiche."),
    CatalogueField("modifie_le", "Jour de sa dernière modification."),
    CatalogueField("licence", "Licence de la fiche, par son identifiant SPDX."),
    CatalogueField(
        "facettes",
        "Codes par lesquels la fiche se trouve, groupe par groupe. « non-documente » : elle pourrait le dire "
        "et ne le dit pas. Une liste vide : ce groupe ne la concerne pas, ou rien n'est documenté.",
    ),
)
