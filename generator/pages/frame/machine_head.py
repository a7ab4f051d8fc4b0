"""Write what the head of a page tells programs: citation tags for Zotero and its like, JSON-LD for engines.

What is written comes from records: nothing in it can end the element that holds it, nor start another.
A browser never runs JSON-LD: it is data, which no policy has to allow.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from generator.news import exact_day
from generator.pages.frame.citations import Notice
from generator.typography import one_line, typeset_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.frame.page import Page

# Signs of HTML, line ends of JavaScript, halves of a character: written as JSON may write them.
_NOT_PLAIN = re.compile("[<>&'\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_PLACES, _STEPS, _FILES = "spatialCoverage", "step", "distribution"
_FEED = "application/atom+xml"
_WHERE = ("location", _PLACES)


def machine_head(page: Page) -> str:
    """The tags of a page on one line, trusted HTML; nothing for a page without a notice.

    An invented example has none: a bibliography or an engine would take it for a fact. Nor has a dossier,
    which says what a record says.
    """
    foot = getattr(page.view, "foot", None)
    notice = getattr(page.view, "notice", None) or getattr(foot, "notice", None)
    if not isinstance(notice, Notice) or page.view.head.invente or page.original:
        return ""
    tags = "".join(
        f'<meta name="{name}" content="{escape(one_line(value))}">' for name, value in _tags(notice)
    )
    return f'{tags}<script type="application/ld+json">{as_data(_linked_data(page, notice))}</script>'


def feed_links(page: Page) -> str:
    """The feed and the calendar of a page, for programs that follow it: trusted HTML on one line."""
    # Not « alternate » alone: the theme's script takes that for a translation, and asks for its map.
    return "".join(
        f'<link rel="alternate {"feed" if one.type == _FEED else "related"}" type="{escape(one.type)}" '
        f'title="{escape(one_line(typeset_text(one.texte)))}" href="{escape(one.adresse)}">'
        for one in page.view.head.suivis
    )


def as_data(value: object) -> str:
    """JSON that stands in any element of HTML, on one line: no text in it can end that element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _NOT_PLAIN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _tags(notice: Notice) -> Iterator[tuple[str, str]]:
    """Highwire's names, which most programs read, and Dublin Core's for what Highwire has no name for."""
    cited = notice.reference
    yield "citation_title", cited.titre
    for author in cited.auteurs or (cited.editeur or cited.site,):
        yield "citation_author", author
    if cited.date:
        yield "citation_publication_date", cited.date.replace("-", "/")
    yield "citation_publisher", cited.editeur or cited.site
    yield "citation_language", "fr"
    yield "citation_public_url", cited.adresse
    yield "DC.type", "Text"
    yield "DC.rights", notice.licence or cited.licence
    yield "DC.source", cited.site
    if cited.version:
        yield "DC.description", cited.version


def _linked_data(page: Page, notice: Notice) -> dict[str, Any]:
    cited = notice.reference
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": notice.sorte,
        "@id": cited.adresse,
        "name": typeset_text(cited.titre),
        "description": page.description,
        "url": cited.adresse,
    }
    if notice.ecrite:
        publisher = {"@type": "Organization", "name": cited.editeur or cited.site}
        found |= {
            "inLanguage": "fr",
            "author": [_author(notice, name) for name in cited.auteurs] or [publisher],
            "publisher": publisher,
            "license": notice.licence,
            "datePublished": notice.publiee,
            "dateModified": cited.date if exact_day(cited.date) else "",
            "version": cited.version,
        }
    found |= {name: _typed(name, value) for name, value in notice.propres}
    return {name: value for name, value in found.items() if value}


def _author(notice: Notice, name: str) -> dict[str, str]:
    ours = name in {notice.reference.editeur, notice.reference.site}
    return {"@type": "Organization" if ours else "Person", "name": name}


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401 — any value of schema.org
    """A value of a record as schema.org types it."""
    if name in _WHERE:
        places = [{"@type": "Place", "name": one} for one in ((value,) if isinstance(value, str) else value)]
        return places if name == _PLACES else places[0]
    if name == _STEPS:
        return [{"@type": "HowToStep", "text": one} for one in value]
    if name == _FILES:
        return [{"@type": "DataDownload", "encodingFormat": kind, "contentUrl": url} for kind, url in value]
    return value
