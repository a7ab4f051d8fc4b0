"""The look of the pages: a file of `styles/` for each thing they show, joined in one order into one sheet."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "styles"
# Of two rules of the same specificity the last one applies: a part comes after those that it refines.
_PARTS = (
    "couleurs-et-espaces",
    "cadre",
    "texte",
    "entete",
    "badges",
    "cartes",
    "choisir-un-outil",
    "outils-par-taille",
    "accueil",
    "feuillets",
    "boutons",
    "portes",
    "fiche",
    "reperes",
    "parcours",
    "documentation",
    "frise",
    "differences",
    "hypotheses",
    "tableaux",
    "prose",
    "liens",
    "pied",
    "champs",
    "filtre",
    "couleurs-du-systeme",
    "impression",
    "vie-d-une-hypothese",
    "bilan-d-un-outil",
    "reponse",
    "sur-cette-page",
    "trouvailles",
    "figures",
    "images",
    "constats",
    "replis",
    "enseignements",
    "registres",
    "alphabet",
    "chronologie",
    "comparer",
    "suivi",
    "carte-de-france",
    "matrice",
    "lieux",
    "fiche-imprimee",
    "appels-et-agenda",
    "citer",
    "dossier",
)


def parts() -> list[Path]:
    """The file of each part, in their order."""
    return [_FOLDER / f"{name}.css" for name in _PARTS]


def style_sheet() -> str:
    """The whole sheet, `assets/espace.css`: colours and spaces are in its first part, and nowhere else."""
    return "\n".join(path.read_text(encoding="utf-8") for path in parts())
