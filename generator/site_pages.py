"""The pages that every site has, whatever its records: each is declared here, and nowhere else.

The page itself, the menu's name for it, the path to it, the lists of a search without a script and what no
author may take all read it here. A view in `pages/` fills it, and the template named here shows it.
"""

from __future__ import annotations

from generator.declared_page import SitePage, page_under
from generator.kinds import SHIPPED

# What the site publishes besides these pages: its styles, its feeds, its search, the faults of a preview.
_MACHINE_FOLDERS = frozenset({"assets", "fautes", "flux"})


def _list_of(kind: str, *, title: str = "", summary: str, template: str, way_in: str = "") -> SitePage:
    """The page that lists a kind: its schema says where it is and what it is called."""
    found = SHIPPED[kind]
    return SitePage(
        address=found.listed_at,
        name=found.list_name,
        title=title or found.list_name,
        summary=summary,
        template=template,
        kind=kind,
        way_in=way_in,
    )


SITE_PAGES = {
    "accueil": SitePage(
        address="/", name="Accueil", title="", summary="", template="accueil.html", texts=("accueil",)
    ),
    "experimentations": _list_of(
        "experimentation",
        summary=(
            "Tester pour de vrai, avec des habitants, puis raconter ce qui marche et ce qui ne marche pas."
        ),
        template="experimentations.html",
        way_in="Expérimentations, par phase",
    ),
    "frise": SitePage(
        address="/frise/",
        name="Frise",
        title="Toutes les expérimentations, dans le temps",
        summary="Quand chacune a commencé, quand elle s'est terminée, à quelle étape elle en est.",
        template="frise.html",
        parent="experimentations",
        way_in="Expérimentations, année par année",
    ),
    "comparer": SitePage(
        address="/comparer/",
        name="Comparer",
        title="Comparer les expérimentations",
        summary="Combien de personnes, combien de temps, combien d'argent, et qui a payé.",
        template="comparer.html",
        parent="experimentations",
        way_in="Expérimentations, côte à côte",
    ),
    "suivi": SitePage(
        address="/suivi/",
        name="Suivi",
        title="Où en est chaque expérimentation",
        summary="Ce qui manque, ce qui vient, qui signe, qui attend une réponse.",
        template="suivi.html",
        parent="experimentations",
        way_in="Expérimentations en cours, et ce qui leur manque",
    ),
    "outils": _list_of(
        "outil",
        summary="Outils, méthodes, dispositifs et stratégies, chacun avec ce que le terrain en a montré.",
        template="outils.html",
        way_in="Outils et méthodes, par type",
    ),
    "preuves": SitePage(
        address="/preuves/",
        name="Preuves",
        title="Ce que valent les preuves",
        summary=(
            "Pour chaque outil, jusqu'où l'on peut se fier à ce que le terrain en a montré, et ce qu'il faut "
            "pour monter d'un cran."
        ),
        template="preuves.html",
        parent="outils",
        searched=True,
    ),
    "enjeux": _list_of(
        "enjeu",
        title="Les enjeux",
        summary="Les grandes questions auxquelles chaque expérimentation tente de répondre.",
        template="enjeux.html",
    ),
    "territoires": _list_of(
        "territoire",
        summary="Les lieux où l'on expérimente, de la région à la commune.",
        template="territoires.html",
    ),
    "mon-territoire": SitePage(
        address="/mon-territoire/",
        name="Mon territoire",
        title="Mon territoire",
        summary="Pour toute commune de France : ce qui a été essayé tout près, ce qui reste, qui peut aider.",
        template="mon_territoire.html",
        parent="territoires",
    ),
    "collectivites": SitePage(
        address="/collectivites/",
        name="Collectivités",
        title="Collectivités",
        summary="Celles qui ont mené des expérimentations : lesquelles, avec qui, et quand.",
        template="collectivites.html",
        way_in="Collectivités qui ont expérimenté",
    ),
    "acteurs": _list_of(
        "acteur",
        summary="Qui peut expérimenter, évaluer et raconter : compétences, territoires, essais déjà menés.",
        template="acteurs.html",
        way_in="Acteurs",
    ),
    "agenda": _list_of(
        "evenement",
        summary="Ateliers ouverts, bilans, séminaires et rencontres, des plus récents aux plus anciens.",
        template="agenda.html",
        way_in="Agenda",
    ),
    "enseignements": SitePage(
        address="/enseignements/",
        name="Enseignements",
        title="Enseignements",
        summary="Ce qui a marché, ce qui a échoué, pour qui, et avec quelle certitude.",
        template="enseignements.html",
        way_in="Enseignements",
    ),
    "couverture": SitePage(
        address="/couverture/",
        name="Couverture",
        title="Ce qui est couvert, ce qui ne l'est pas",
        summary="Où chaque enjeu a été mis à l'épreuve, avec quels outils, et ce qui n'est pas décrit ici.",
        template="couverture.html",
    ),
    "appels": SitePage(
        address="/appels/",
        name="Appels",
        title="Appels",
        summary=(
            "Des expérimentations cherchent une collectivité où se mener, ou des personnes pour leur équipe."
        ),
        template="appels.html",
    ),
    "abonner": page_under(
        "s-abonner",
        "S'abonner",
        "Être prévenu de ce qui paraît, sur un enjeu ou un territoire, sans revenir voir.",
    ),
    "recherche": SitePage(
        address="/recherche/",
        name="Recherche",
        title="Recherche",
        summary="Tout ce qui est raconté ici : par mots, par enjeu, par territoire, par résultat.",
        template="recherche.html",
        script="assets/recherche.js",
    ),
    "index": SitePage(
        address="/index/",
        name="Index",
        title="Index alphabétique",
        summary="Tous les territoires et tous les mots des titres, de A à Z.",
        template="alphabet.html",
        parent="recherche",
    ),
    "contribuer": SitePage(
        address="/contribuer/",
        name="Contribuer",
        title="Contribuer",
        summary="Raconter une expérimentation, proposer un outil, corriger : tout le monde le peut.",
        template="contribuer.html",
        texts=("contribuer", "contribuer/index"),
        searched=True,
        way_in="Contribuer",
    ),
    "formulaire": page_under(
        "contribuer/formulaire",
        "Formulaire",
        "Écrivez votre contribution ici. Rien n'est envoyé avant la fin, et il ne faut aucun compte pour "
        "commencer.",
        title="Proposer une contribution",
    ),
    "regles": page_under(
        "contribuer/regles",
        "Les règles",
        "Lire un message du contrôle ; pourquoi chaque règle existe, et que faire.",
    ),
    "champs": page_under(
        "contribuer/champs",
        "Les champs",
        "Ce que l'on peut écrire en tête de chaque fiche, champ par champ.",
    ),
    "modeles": page_under(
        "contribuer/modeles",
        "Modèles Word",
        "Un document à remplir pour chaque sorte de fiche, dans Word ou LibreOffice.",
    ),
    "lexique": page_under(
        "contribuer/lexique",
        "Le lexique",
        "Les mots qui veulent dire la même chose ici, et ce que les sigles abrègent.",
        searched=True,
    ),
    "donnees": SitePage(
        address="/donnees/",
        name="Données",
        title="Données ouvertes",
        summary="Tout ce que montre ce site peut être lu, repris et vérifié par d'autres.",
        template="donnees.html",
        searched=True,
    ),
    "changements": page_under(
        "donnees/changements",
        "Changements",
        "Ce qui a changé d'une publication à la suivante, fiche par fiche.",
        title="Ce qui a changé",
    ),
    "schemas": SitePage(
        address="/schemas/",
        name="Schémas",
        title="Schémas",
        summary="La forme exacte de chaque sorte de fiche, en JSON Schema.",
        template="schemas.html",
        parent="donnees",
    ),
    "retraits": _list_of(
        "retrait",
        summary="Une adresse publiée répond toujours : elle dit ce qui s'y trouvait, quand et pourquoi.",
        template="retraits.html",
    ),
}
"""Each page by a short name, in the order in which lists of them go."""


ADDRESSES = frozenset(page.address for page in SITE_PAGES.values())
"""Where they answer: no file makes them, so a text gives their address."""

TEXTS = frozenset(text for page in SITE_PAGES.values() for text in page.texts)
"""The pages of `content/` that give one of these its words: they have no page of their own."""

KEPT_FOLDERS = _MACHINE_FOLDERS | {page.address.split("/")[1] for page in SITE_PAGES.values()}
"""What no kind that a commons adds stands under."""

KEPT_FROM_PAGES = KEPT_FOLDERS - {one.address.split("/")[1] for one in SITE_PAGES.values() if one.texts}
"""What no page of `content/` stands under: authors write pages below those that give their own words."""
