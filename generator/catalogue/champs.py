"""Explain each field of the published catalogue: add one here, in its place, and in `catalogue_json.py`."""

from __future__ import annotations

from typing import NamedTuple


class Champ(NamedTuple):
    """A field of a record in `/donnees/catalogue.json`, and what it holds."""

    nom: str
    description: str


CHAMPS = (
    Champ("nature", "Genre de fiche : experimentation, protocole, journal, evaluation, outil…"),
    Champ("id", "Identifiant, propre au genre. Celui d'une partie commence par celui de l'expérimentation."),
    Champ("titre", "Titre de la fiche."),
    Champ("resume", "Résumé, ou question de l'enjeu."),
    Champ(
        "adresse",
        "Adresse permanente de la page. Un protocole n'y est qu'une fois, dans sa révision la plus récente.",
    ),
    Champ(
        "date",
        "Jour que la fiche raconte, ou premier jour : AAAA-MM-JJ, AAAA-MM ou AAAA. Un outil n'en a pas.",
    ),
    Champ(
        "cadre",
        "Cadre de l'expérimentation dont il s'agit : labo, reseau, comparable ou demonstration (inventée).",
    ),
    Champ(
        "invente",
        "true si la fiche appartient à un exemple inventé et ne prouve donc rien, false sinon.",
    ),
    Champ("publie_le", "Jour de publication de la fiche."),
    Champ("modifie_le", "Jour de sa dernière modification."),
    Champ("licence", "Licence de la fiche, par son identifiant SPDX."),
    Champ(
        "facettes",
        "Codes par lesquels la fiche se trouve, groupe par groupe. « non-documente » : elle pourrait le dire "
        "et ne le dit pas. Une liste vide : ce groupe ne la concerne pas, ou rien n'est documenté.",
    ),
)
