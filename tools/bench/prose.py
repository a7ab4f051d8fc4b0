"""Make French-looking text for the records of the bench, the same from the same draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

_SIZE = 1500  # characters of a body, about what people write
_WHO = (
    "Les habitants du quartier",
    "Trois élues et leurs services",
    "L'équipe d'animation",
    "Les commerçants de la place",
    "Des lycéens volontaires",
    "Le conseil municipal",
    "Une centaine de personnes tirées au sort",
)
_DID = (
    "ont comparé deux façons de",
    "ont refusé une première fois de",
    "ont pris trois soirées pour",
    "se sont accordés sur la manière de",
    "ont demandé du temps avant de",
    "ont raconté comment",
)
_WHAT = (
    "choisir les sujets à mettre en débat",
    "rendre compte de ce que devient chaque parole",
    "toucher ceux qui ne viennent jamais aux réunions",
    "partager le budget entre les hameaux",
    "écrire une règle que tout le monde comprenne",
    "préparer la décision avec les personnes concernées",
    "garder une trace honnête des désaccords",
)
_WHERE = (
    "au marché du samedi",
    "dans la salle des fêtes",
    "sous le préau de l'école",
    "à la bibliothèque",
    "au pied des immeubles",
)


def sentence(draw: random.Random) -> str:
    """A sentence of 70 to 140 characters, which needs no quotes in YAML."""
    parts = (draw.choice(_WHO), draw.choice(_DID), draw.choice(_WHAT), draw.choice(_WHERE))
    return f"{' '.join(parts)}."


def body(draw: random.Random, links: Sequence[str] = ()) -> str:
    """A body of about 1,500 characters: headings, paragraphs, a list, a table, and a link to each path."""
    lines = ["", "## Ce qui s'est passé", "", _paragraph(draw), "", "## Ce que l'on retient", ""]
    lines += [f"- {sentence(draw)}" for _ in range(3)]
    lines += [
        "",
        "| Moment | Personnes |",
        "|---|---|",
        *(f"| Soir {n} | {draw.randrange(90)} |" for n in (1, 2)),
    ]
    lines += ["", *(f"À lire aussi : [la fiche liée]({path})." for path in links), ""]
    while sum(map(len, lines)) < _SIZE:
        lines += [_paragraph(draw), ""]
    return "\n".join(lines)


def _paragraph(draw: random.Random) -> str:
    return " ".join(sentence(draw) for _ in range(3))
