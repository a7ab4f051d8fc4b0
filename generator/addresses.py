"""Say where each record is published: the only place that knows the addresses of the site."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from generator.kinds import SHIPPED, Kinds
from generator.model import Ref
from generator.site_pages import KEPT_FROM_PAGES, SITE_PAGES
from generator.sources import published_path

_HOME = SITE_PAGES["accueil"]
_PAGES_TAKEN = frozenset(page.address.strip("/") for page in SITE_PAGES.values() if not page.texts)
LEDGER = "/donnees/adresses.json"
"""Where a publication lists all its addresses."""
CHANGES = "/donnees/changements.json"
"""Where it lists what each publication changed, for the next one to go on from."""
PAPER_NAMES = {
    "convention": "Convention",
    "appel": "Appels",
    "garant": "Garants",
    "dossier": "Dossier",
}
"""What a link to each paper says."""
_SHEET = re.compile(r"(^|/)page/[0-9]+$")
_INTERNAL = frozenset(
    {"assets", "fautes", "favicon.ico", "manifest.webmanifest", ".htaccess", "_headers", "_redirects"}
)
_PASSING = re.compile(
    r"/(?:.+/)?(?:agenda\.ics|flux\.xml)|/flux/exemples\.xml|/donnees/protocoles/[^/]+\.json"
    r"|/suivi/papiers/[^/]+\.docx|/appels/[^/]+/|/territoires/[^/]+/|/enjeux/[^/]+/[^/]+/|/enseignements/[^/]+/"
    r"|/experimentations/[^/]+/protocole/(?:r[0-9]+-r[0-9]+/)?|/(?:.+/)?page/[0-9]+/"
)
_FOLDERS = (
    (re.compile(r"content/(.+)"), r"/\1"),
    (re.compile(r"toolbox/(.+)"), r"/boite-a-outils/\1"),
    (re.compile(r"experiments/(.+)"), r"/experimentations/\1"),
)


def address(ref: Ref, kinds: Kinds = SHIPPED) -> str:
    """The address of a record, from the site's root, with `/` at both ends.

    `kinds` are those of its commons: give them wherever the record may be of a kind that the commons added.
    """
    if ref.kind == "page" and ref.id in _HOME.texts:
        return _HOME.address
    kind = kinds[ref.kind]
    return kind.address.format(*kind.parts(ref.id))


def is_taken(page_id: str, kinds: Kinds = SHIPPED) -> bool:
    """Whether a page of `content/` would stand where the site publishes something of its own."""
    first = page_id.partition("/")[0]
    return (
        first in KEPT_FROM_PAGES
        or kinds.in_folder(first) is not None
        or page_id in _PAGES_TAKEN
        or bool(_SHEET.search(page_id))
    )


def crossing_address(enjeu_id: str, territory_id: str) -> str:
    """The address of the page that crosses an enjeu and a territory."""
    return f"/enjeux/{enjeu_id}/{territory_id}/"


def country_address(code: str) -> str:
    """Where the page of all territories lists those of a country, by its code in ISO 3166."""
    return f"{SITE_PAGES['territoires'].address}#Pays-{code.lower()}"


def form_address(sort: str = "", **known: str) -> str:
    """Where anyone writes a contribution of a sort (`proposition`, `outil`…), begun with what is `known`.

    That is said in the address: `enjeu`, `territoire`, `type`, `outil`, `experimentation`.
    """
    asked = urlencode({name: value for name, value in {"sorte": sort, **known}.items() if value})
    return f"{SITE_PAGES['formulaire'].address}{asked and '?'}{asked}"


def search_address(**choices: str) -> str:
    """The address of a search narrowed by one choice in each group named (`enjeu`, `region`, `type`…)."""
    return f"{SITE_PAGES['recherche'].address}?{urlencode(choices)}"


def record_at(where: str, kinds: Kinds = SHIPPED) -> Ref | None:
    """The name of the record that stands at an address, or would; None where none ever does."""
    # A page may stand anywhere: what belongs to no other kind is one.
    for kind in sorted(kinds.published, key=lambda kind: kind.name == "page"):
        blank = "([^/]+)" if kind.name != "page" else "(.+)"
        found = re.fullmatch(kind.address.replace("{}", blank), where)
        if found:
            return Ref(kind.name, "/".join(found.groups()))
    return None


def is_passing(where: str) -> bool:
    """Whether the page of an address is there only while some record says something of it.

    Places, crossings and causes come and go with the records that name them; so do the differences of a
    protocol whose drafts are still being written, and the pages where a long list goes on.
    """
    return _PASSING.fullmatch(where) is not None


def is_internal(where: str) -> bool:
    """Whether an address is of use to the site itself: its styles, icons, search, faults, server settings."""
    return where.split("/")[1] in _INTERNAL


def difference_address(experiment_id: str, one: int, other: int) -> str:
    """The address of the page that sets two revisions of one protocol side by side, the older first."""
    before, after = sorted((one, other))
    return f"/experimentations/{experiment_id}/protocole/r{before}-r{after}/"


BOUND = frozenset({"experimentation", "outil"})
"""The kinds whose records have a dossier, for paper."""


def comparison_address(order: str = "") -> str:
    """The address of the table where experiments are compared, in that order; by title without one."""
    every = SITE_PAGES["comparer"].address
    return f"{every}{order}/" if order else every


def dossier_address(ref: Ref) -> str:
    """The address of an experiment or of a tool as a whole, to print."""
    return f"{address(ref)}dossier/"


def sheet_address(where: str, number: int) -> str:
    """The address where the lists of a page go on, from the second sheet; that of the page for the first."""
    return where if number == 1 else f"{where}page/{number}/"


def lessons_address(cause: str = "") -> str:
    """The address of what did not work for one cause; of all the lessons without one."""
    every = SITE_PAGES["enseignements"].address
    return f"{every}{cause}/" if cause else every


def finding_anchor(rank: int) -> str:
    """The name of a finding on the page of its experiment, from its rank there: 1 for the first."""
    return f"Constat-{rank}"


def call_address(experiment_id: str, kind: str, rank: int = 1) -> str:
    """The address of a public call of an experiment, by its type and its rank among those of that type."""
    nth = f"-{rank}" if rank > 1 else ""
    return f"{SITE_PAGES['appels'].address}{experiment_id}-{kind}{nth}/"


def call_calendar_address(call: str) -> str:
    """The address of the calendar of the call whose page is at `call`."""
    return f"{call}agenda.ics"


def call_feed_address(call: str) -> str:
    """The address of the feed of the call whose page is at `call`."""
    return f"{call}flux.xml"


def calendar_address(ref: Ref | None = None) -> str:
    """The address of the calendar of an experiment or of an event; of all that takes place without one."""
    return f"{address(ref) if ref else SITE_PAGES['agenda'].address}agenda.ics"


def tracking_calendar_address() -> str:
    """The address of the calendar of what falls due in the experiments under way."""
    return f"{SITE_PAGES['suivi'].address}echeances.ics"


def tracking_table_address() -> str:
    """The address of the table of the experiments under way."""
    return f"{SITE_PAGES['suivi'].address}suivi.csv"


def paper_addresses(experiment_id: str) -> dict[str, str]:
    """Where the papers of an experiment under way stand, to be filled in, by the name of each paper."""
    folder = f"{SITE_PAGES['suivi'].address}papiers/"
    return {name: f"{folder}{name}-{experiment_id}.docx" for name in PAPER_NAMES}


def protocol_data_address(experiment_id: str) -> str:
    """The address of what the form reads of the protocol of an experiment."""
    return f"/donnees/protocoles/{experiment_id}.json"


def record_data_address(ref: Ref) -> str:
    """The address of a record as data, whole."""
    return f"/donnees/fiches/{ref.kind}/{ref.id}.json"


def is_for_machines(where: str) -> bool:
    """Whether programs ask for an address: a page of words would be no answer to them."""
    return where.endswith((".ics", ".json", ".xml"))


def whole_feed_address(name: str) -> str:
    """The address of a feed of the whole site: `tout`, or that of a genre."""
    return f"/flux/{name}.xml"


def feed_address(ref: Ref) -> str:
    """The address of the feed of an enjeu or a territory: beside its page, whose renamings it follows."""
    return f"{address(ref)}flux.xml"


def attachment(path: str) -> str:
    """The address of an attachment, from its file's path; its extension in small letters."""
    path = published_path(path)
    for pattern, replacement in _FOLDERS:
        if pattern.fullmatch(path):
            return pattern.sub(replacement, path)
    raise ValueError(path)
