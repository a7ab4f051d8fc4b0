"""What is said of a page of the site's own before anything fills it: `site_pages.py` declares each."""

from __future__ import annotations

from generator.frozen import Frozen


class SitePage(Frozen):
    """A page of the site's own.

    `name` is what menus and paths call it, `title` its first title, `summary` what it says of itself: the
    last two are empty where authors always write them. `texts` are the pages of `content/` that give its
    words, `kind` the kind that it lists, `parent` the page above it. `way_in` is its name among the lists
    that replace a search where no script runs, empty where it is not one of them; `script` starts before the
    page is drawn. A search reads its text where `searched`, else its title and its summary alone.
    """

    address: str
    name: str
    title: str
    summary: str
    template: str
    parent: str = ""
    texts: tuple[str, ...] = ()
    kind: str = ""
    way_in: str = ""
    script: str = ""
    searched: bool = False


def page_under(path: str, name: str, summary: str, *, title: str = "", searched: bool = False) -> SitePage:
    """A page at `/<parent>/<slug>/`, or at the top, whose template has its name; `site_pages.py` asks."""
    parent, _, slug = path.rpartition("/")
    return SitePage(
        address=f"/{path}/",
        name=name,
        title=title or name,
        summary=summary,
        template=f"{slug}.html",
        parent=parent,
        searched=searched,
    )
