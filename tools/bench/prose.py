"""Make French-looking text for the records of the bench, the same from the same draw."""

from __future__ import annotations

from itertools import accumulate
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
# What people talk about: the first everywhere, the last in a few records of a thousand, as in any language.
_SUBJECTS = tuple(
    """
l'école, la rue, le marché, l'eau, les transports, la cantine, le logement, la place, la santé, les vélos,
les arbres, le stade, la bibliothèque, le jardin, les commerces, les déchets, la crèche, le chauffage,
la piscine, le cimetière, la friche, les trottoirs, la gare, le bocage, la rivière, la forêt, le littoral,
la digue, le clocher, les compteurs, la chaufferie, l'éclairage, la fibre, les antennes, le lavoir, le four,
la fête, le carnaval, la fanfare, le théâtre, le cinéma, la ludothèque, le conservatoire, les archives,
la pharmacie, la maternité, les urgences, la maison de retraite, les aidants, les apprentis, les étudiants,
les saisonniers, les maraîchers, les éleveurs, les pêcheurs, les artisans, les chasseurs, les randonneurs,
le covoiturage, le tramway, la rocade, le parking, les pistes cyclables, la passerelle, le bac, l'aérodrome,
le budget, les impôts, les subventions, la cagnotte, la monnaie locale, les jumelages, les archives orales,
la vidéosurveillance, le bruit, les moustiques, les pesticides, les haies, les mares, les abeilles, le loup,
la sécheresse, l'inondation, le recul du trait de côte, les éoliennes, la méthanisation, la géothermie,
le compost, la recyclerie, la consigne, la cantine bio, le pain, la cave coopérative, les jardins familiaux
""".replace("\n", " ")
    .strip()
    .split(", ")
)
_WEIGHTS = tuple(accumulate(1 / rank for rank in range(1, len(_SUBJECTS) + 1)))


def sentence(draw: random.Random) -> str:
    """A sentence of 80 to 180 characters, which needs no quotes in YAML."""
    subject = draw.choices(_SUBJECTS, cum_weights=_WEIGHTS)[0]
    parts = (draw.choice(_WHO), draw.choice(_DID), draw.choice(_WHAT), draw.choice(_WHERE))
    return f"{' '.join(parts)} avec {subject} en tête."


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
