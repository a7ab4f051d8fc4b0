"""Write the Atom feeds (RFC 4287) of what is new."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from generator.addresses import address
from generator.exports.redirects import under_former_addresses
from generator.grammar import told_invented
from generator.model import Ref
from generator.news import GENRES, exact_day, lasting_name, on_one_line
from generator.output import OutputFile
from generator.typography import typeset_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.declared_page import SitePage
    from generator.index import Index
    from generator.model import Retrait, Site
    from generator.news import Feed, NewsItem
    from generator.schema import Schemas

# Atom requires a date of change: this one stands in for a feed of a commons without any date.
_NEVER = "1970-01-01"


def feeds(index: Index) -> Iterator[OutputFile]:
    """Every feed, in UTF-8, also at its former addresses: subscribers need not change anything."""
    site, opened = index.commons.site, _opened(index)
    entries: dict[NewsItem, str] = {}
    by_address = {}
    for one in index.feeds:
        for found in one.items:
            if found not in entries:
                entries[found] = _entry(found, site, index.schemas)
        by_address[one.adresse] = _feed(
            one, site, "".join(entries[found] for found in one.items), opened=opened
        )
    for where, text in under_former_addresses(index.commons, by_address).items():
        yield OutputFile(where.lstrip("/"), text.encode())


def _opened(index: Index) -> str:
    """The first day of which the commons publishes anything: a feed still empty has not changed since."""
    days = (exact_day(record.publie_le) for _, record in index.commons.records())
    first = min((day for day in days if day), default=None)
    return first.isoformat() if first else index.jour or _NEVER


def _feed(one: Feed, site: Site, entries: str, *, opened: str) -> str:
    updated = max((found.modifiee for found in one.items), default=opened)
    return _whole(
        _Head(nom=one.nom, adresse=one.adresse, titre=one.titre, page=one.page),
        site,
        updated,
        entries=entries,
    )


def feed_of_the_site(index: Index, where: str, page: SitePage, *, updated: str, entries: str) -> OutputFile:
    """A feed at `where` of the `entries` that a page of the site's own tells; UTF-8."""
    head = _Head(nom=where, adresse=where, titre=page.title, page=page.address)
    text = _whole(head, index.commons.site, updated or _opened(index), entries=entries)
    return OutputFile(where.lstrip("/"), text.encode())


def entry_of_the_site(*, name: str, title: str, day: str, page: str, summary: str) -> str:
    """An entry of such a feed; `page` is its whole address."""
    return f"""<entry>
<id>{escape(name)}</id>
<title type="text">{_text(title)}</title>
<updated>{_moment(day)}</updated>
<link rel="alternate" type="text/html" hreflang="fr" href="{escape(page)}"/>
<summary type="text">{_text(summary)}</summary>
</entry>
"""


class _Head(NamedTuple):
    nom: str
    adresse: str
    titre: str
    page: str


def _whole(one: _Head, site: Site, updated: str, *, entries: str) -> str:
    root = escape(site.url.rstrip("/"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<id>{escape(lasting_name(site, one.nom))}</id>
<title>{_text(f"{one.titre} — {site.nom}")}</title>
<updated>{_moment(updated)}</updated>
<author><name>{_text(site.editeur or site.nom)}</name></author>
<link rel="self" type="application/atom+xml" href="{root}{one.adresse}"/>
<link rel="alternate" type="text/html" hreflang="fr" href="{root}{one.page}"/>
{entries}</feed>
"""


def withdrawn_feed(where: str, item: Retrait, site: Site) -> str:
    """A feed of one entry, that says that the feed at `where` was withdrawn, and why."""
    page = item.vers or address(Ref("retrait", item.id))
    link = (
        f'<link rel="alternate" type="text/html" hreflang="fr" href="{escape(site.url.rstrip("/"))}{page}"/>'
    )
    entry = f"""<entry>
<id>{escape(lasting_name(site, where))}#retrait</id>
<title type="text">{_text(f"Fil retiré : {item.titre}")}</title>
<updated>{_moment(item.date)}</updated>
{link}
<summary type="text">{_text(item.motif)}</summary>
</entry>
"""
    return _whole(
        _Head(nom=where, adresse=where, titre=item.titre, page=page), site, item.date, entries=entry
    )


def _entry(found: NewsItem, site: Site, schemas: Schemas) -> str:
    root = escape(site.url.rstrip("/"))
    title = told_invented(found.titre) if found.invente else found.titre
    licence = schemas.label("experimentation", "licence", found.licence)
    authors = "".join(f"<author><name>{_text(name)}</name></author>\n" for name in found.auteurs if name)
    summary = f'<summary type="text">{_text(found.resume)}</summary>\n' if found.resume else ""
    example = '<category term="exemple-invente" label="Exemple inventé"/>\n' if found.invente else ""
    return f"""<entry>
<id>{escape(lasting_name(site, found.nom))}</id>
<title type="text">{_text(title)}</title>
<published>{_moment(found.publiee)}</published>
<updated>{_moment(found.modifiee)}</updated>
{authors}<link rel="alternate" type="text/html" hreflang="fr" href="{root}{escape(found.adresse)}"/>
<category term="{found.genre}" label="{_text(GENRES[found.genre])}"/>
{example}<rights type="text">{_text(licence)}</rights>
{summary}</entry>
"""


def _moment(day: str) -> str:
    """A date as an RFC 3339 moment, at midnight: files hold no time of day."""
    return f"{day}T00:00:00Z"


def _text(words: str) -> str:
    return escape(typeset_text(on_one_line(words)))
