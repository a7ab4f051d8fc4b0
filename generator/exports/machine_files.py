"""List what is published for machines: add a file here by adding its maker to `files`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.addresses import LEDGER, address
from generator.exports.archive import ARCHIVE, PACKAGE, whole
from generator.exports.atom import feeds
from generator.exports.catalogue_json import PATH as CATALOGUE
from generator.exports.catalogue_json import catalogue
from generator.exports.changes_files import FEED, HISTORY, changes_files
from generator.exports.code_book import BOOK, BOOK_JSON, code_book
from generator.exports.dcat import LINKED, TURTLE, dcat
from generator.exports.form_choices import TERRITORIES, choices, protocols
from generator.exports.geojson import MAP, experiments_map
from generator.exports.hypotheses import PATH as HYPOTHESES
from generator.exports.hypotheses import hypotheses
from generator.exports.icalendar import agendas
from generator.exports.lesson_tables import CONSTATS, SUITES, lesson_tables
from generator.exports.lexicon_file import PATH as LEXICON
from generator.exports.lexicon_file import lexicon_file
from generator.exports.llms_text import LLMS, llms
from generator.exports.open_tables import filled_tables, table_addresses
from generator.exports.place_files import place_files
from generator.exports.record_files import record_addresses, record_files
from generator.exports.redirects import redirects
from generator.exports.security_text import security
from generator.exports.tables import paths, tables
from generator.exports.tracking_files import CALENDAR, TABLE, tracking_files
from generator.exports.withdrawn_files import withdrawn_files
from generator.exports.word_templates import template_addresses, word_templates
from generator.news import exact_day
from generator.output import KeptFile, OutputFile
from generator.share import WHOLE

_ONE_FILE = (
    "sitemap.xml",
    "robots.txt",
    HYPOTHESES,
    CONSTATS,
    SUITES,
    BOOK,
    BOOK_JSON,
    CATALOGUE,
    LEXICON,
    TERRITORIES,
    TABLE,
    CALENDAR,
    LINKED,
    TURTLE,
    LLMS,
    HISTORY,
    MAP,
    FEED,
)
_ARCHIVED = (ARCHIVE, PACKAGE)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    from generator.exports.record_files import RecordData
    from generator.index import Index
    from generator.model import Commons, Record, Site
    from generator.share import Share

    class Published(Protocol):
        """What this room needs to know of a page."""

        @property
        def address(self) -> str:
            """From the site's root, with `/` at both ends."""

        @property
        def invente(self) -> bool:
            """Whether it belongs to an invented example: then no map leads there."""

        @property
        def original(self) -> str:
            """The page that says the same, to find instead of this one; empty for most."""


def addresses(index: Index) -> frozenset[str]:
    """Where every file that `files` makes answers today, schemas, redirects and former addresses aside.

    Of the open data, the archive alone is promised: records and tables go with what they tell of.
    """
    found = {LEDGER, *(f"/{path}" for path in (*_ONE_FILE, *_ARCHIVED, *paths(index.commons)))}
    found |= {f"/{one.path}" for one in security(index)}
    return frozenset(found | protocols(index.commons).keys() | index.abonnements | template_addresses(index))


def files(index: Index, pages: Iterable[Published]) -> Iterator[OutputFile]:
    """Every file for machines: the map of `pages`, the schemas as they are, open data, former addresses."""
    commons = index.commons
    made = {page.address: page.invente or bool(page.original) for page in pages}
    known = sorted(made)
    withdrawn = {f"{one.rstrip('/')}/" for item in commons.retraits for one in item.adresses}
    mapped = [one for one in known if one not in withdrawn and not made[one]]
    yield _sitemap(commons.site, mapped, _changed(commons))
    yield _robots(commons.site)
    for name, text in sorted(index.schemas.sources.items()):
        yield OutputFile(f"schemas/{name}", text.encode())
    yield hypotheses(index)
    yield catalogue(index)
    yield from dcat(index)
    yield llms(index)
    yield from security(index)
    yield lexicon_file(index)
    yield from choices(index)
    yield from place_files()
    yield from lesson_tables(index)
    yield from tables(index)
    yield from code_book(index)
    yield from tracking_files(index)
    yield from word_templates(index)
    yield from agendas(index)
    yield from feeds(index)
    yield from changes_files(index)
    yield experiments_map(index)
    yield from withdrawn_files(commons, addresses(index) | every_address(index))
    yield from redirects(commons, frozenset(known))


def every_address(index: Index) -> frozenset[str]:
    """Where each record and each table of the open data answers today."""
    return frozenset({*record_addresses(index), *table_addresses(index)})


def open_data(  # noqa: PLR0913 — as above
    index: Index,
    records: Sequence[RecordData],
    html: Callable[[Record, str], str],
    *,
    raw: Callable[[str], bytes | None],
    known: Mapping[str, str],
    share: Share = WHOLE,
) -> Iterator[OutputFile | KeptFile]:
    """The whole commons for programs: each record, each table, all in one archive. See `record_files`."""
    yield from record_files(index, records, html, raw=raw, known=known, share=share)
    if share.first:
        yield from whole(index, records, filled_tables(index, records))


def _changed(commons: Commons) -> dict[str, str]:
    """The day on which records say that they changed, by address; none for those that do not say."""
    told = (
        (address(ref, commons.kinds), record.modifie_le or record.publie_le)
        for ref, record in commons.records()
        if commons.kinds[ref.kind].address
    )
    return {where: day for where, day in told if day and exact_day(day)}


def _sitemap(site: Site, addresses: list[str], changed: Mapping[str, str]) -> OutputFile:
    # Of other pages, no date: what they list changes with many records, and a build must not read the clock.
    root = site.url.rstrip("/")
    lines = "".join(
        f"  <url><loc>{escape(root + one)}</loc>"
        f"{f'<lastmod>{changed[one]}</lastmod>' if one in changed else ''}</url>\n"
        for one in addresses
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    return OutputFile("sitemap.xml", text.encode())


def _robots(site: Site) -> OutputFile:
    return OutputFile(
        "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.url.rstrip('/')}/sitemap.xml\n".encode()
    )
