"""Name the faults that spare what their record tells of a life: the checker and the form go on reading it."""

BESIDE = frozenset(
    {
        "adresse-invalide",
        "caractere-bidirectionnel",
        "caractere-de-controle",
        "caractere-invisible",
        "cle-en-double",
        "encodage",
        "fiche-trop-longue",
        "licence-non-libre",
        "nombre-hors-limites",
        "texte-trop-court",
        "texte-trop-long",
        "valeur-repetee",
    }
)
