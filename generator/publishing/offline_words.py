"""What stands in a copy of a site where only the site can answer: in a preview, in an offline edition."""

from __future__ import annotations

from html import escape

from generator.publishing.offline import Copying

_PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{ font: 1.125rem/1.6 system-ui, sans-serif; max-width: 38rem; margin: 3rem auto; padding: 0 1.25rem }}
h1 {{ line-height: 1.2; text-wrap: balance }}
</style>
</head>
<body>
<main>
<h1>{heading}</h1>
{text}
</main>
</body>
</html>
"""
PREVIEW_COPY = Copying(
    folder="pages",
    elsewhere="hors-apercu.html",
    explained=_PAGE.format(
        title="Page hors de l'aperçu",
        heading="Cette page n'est pas dans l'aperçu",
        text=(
            "<p>L'aperçu ne contient que les pages que la proposition change. Les autres sont sur le site, "
            "telles qu'elles étaient.</p>\n<p>Revenez en arrière, ou à "
            '<a href="index.html">la liste des pages de l\'aperçu</a>.</p>'
        ),
    ),
    away="Page hors de l'aperçu",
    no_form="<p>Ce formulaire ne répond que sur le site : il n'est pas dans l'aperçu.</p>",
)
"""A preview: its pages are in a folder, beside the list of them."""


def edition_copy(url: str, day: str) -> Copying:
    """The offline edition of the site at `url`, whose records are those of a `day`, in words."""
    there = f'<a href="{escape(url)}">{escape(url)}</a>'
    since = f", d’après les fiches du {escape(day)}" if day else ""
    told = f"Édition hors ligne{since}. Le site, avec la recherche et le formulaire\u00a0: {there}"
    foot = (
        '<div class="md-footer-meta md-typeset"><div class="md-footer-meta__inner md-grid espace-pied">'
        f"<p>{told}</p></div></div>\n"
    )
    return Copying(
        folder="",
        elsewhere="en-ligne.html",
        explained=_PAGE.format(
            title="Seulement en ligne",
            heading="Seulement en ligne",
            text=(
                "<p>Ce lien mène à ce qu’un dossier de fichiers ne peut pas faire : prévenir de ce qui "
                f"paraît, par exemple. Sur le site, il répond : {there}.</p>\n<p>Revenez en arrière, ou à "
                '<a href="index.html">l’accueil de cette édition</a>.</p>'
            ),
        ),
        away="Seulement en ligne",
        no_form=(
            '<p class="note">Ce formulaire ne répond que sur le site. Hors ligne, tout se retrouve '
            'par <a href="{root}index/index.html">l’index alphabétique</a>.</p>'
        ),
        left=(".xml",),
        reworded=("demande JavaScript, qui est désactivé dans ce navigateur", "demande le site en ligne"),
        foot=foot,
    )
