"""Write `/llms.txt`: where language models find what on this site, and what they must say of it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.exports.dcat import FILES
from generator.news import on_one_line
from generator.output import OutputFile
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from generator.index import Index

LLMS = "llms.txt"


def llms(index: Index) -> OutputFile:
    """The file, in Markdown as llmstxt.org asks."""
    site = index.commons.site
    root = site.url.rstrip("/")
    pages = "".join(
        f"- [{on_one_line(one.title)}]({root}{one.address}): {on_one_line(one.summary)}\n"
        for one in SITE_PAGES.values()
        if one.summary
    )
    files = "".join(f"- [{title}]({root}/{path}): {media}\n" for path, (title, _, media) in FILES.items())
    # Markdown shows these as they were typed, and nobody takes them for code.
    name, about = (escape(on_one_line(one), quote=False) for one in (site.nom, site.description or site.nom))
    text = f"""# {name}

> {about}

Chaque fiche dit sa licence ({site.licence} sans autre indication) : citez ses auteurs et son adresse.
Ce qui est marqué « exemple inventé » n'a pas eu lieu : n'en tirez aucun fait.
Chaque fiche est aussi en JSON, avec son texte, sous {root}/donnees/fiches/, puis sa sorte et son identifiant.

## Pages

{pages}
## Données

{files}"""
    return OutputFile(LLMS, text.encode())
