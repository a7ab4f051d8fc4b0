"""The pages on the open data of the site: where the files are, under which licence, in which exact form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import LEDGER
from generator.frozen import Frozen
from generator.news import on_one_line
from generator.pages.frame.citations import Citable, Notice
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Head, Value, outside_link
from generator.pages.guides.contribuer import DescribedKindsView, kind_views
from generator.pages.guides.data_dictionary import DataDictionary, data_dictionary
from generator.pages.guides.subscriptions import SubscriptionsView, subscriptions
from generator.permanence import CHAMPS_DU_REGISTRE
from generator.protocol import LEDGER_COLUMNS, LESSON_COLUMNS, LIST_MARK, PROPOSAL_COLUMNS
from generator.site_pages import SITE_PAGES
from generator.territory import POSITIONS_SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page

_PAGE, _SCHEMAS = SITE_PAGES["donnees"], SITE_PAGES["schemas"]


class DonneesView(Frozen):
    """`depot` is where the files live, if the site says so; `reference` names the list of territories.

    `tableau` leads to the table of hypotheses, with its number of rows; `colonnes` are (name, what it holds).
    `constats` and `suites` are the columns of those of what was learnt, and of what became of proposals.
    `tableaux` leads to the table of each kind of record.
    `catalogue` explains the list of all that can be found, `registre` each field of that of all `adresses`.
    """

    head: Head
    licence: Value
    depot: Value | None
    tableau: Value
    colonnes: tuple[tuple[str, str], ...]
    separateur: str
    constats: tuple[tuple[str, str], ...]
    suites: tuple[tuple[str, str], ...]
    tableaux: tuple[Value, ...]
    catalogue: DataDictionary
    abonnements: SubscriptionsView
    adresses: str
    registre: tuple[tuple[str, str], ...]
    reference: str
    positions: str
    notice: Notice


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    yield Planned(_PAGE.address, partial(data_page, atlas))
    yield Planned(_SCHEMAS.address, partial(schemas_page, atlas))


def data_page(atlas: Atlas) -> Page:
    """`/donnees/`."""
    code = atlas.commons.site.licence
    links = atlas.schemas.node("experimentation", ("licence",)).get("x-liens", {})
    official = atlas.commons.gazetteer.official
    view = DonneesView(
        head=site_head(_PAGE),
        licence=Value(atlas.label("experimentation", "licence", code), links.get(code), note=code),
        depot=outside_link(atlas.commons.site.depot),
        tableau=Value("hypotheses.csv", "/donnees/hypotheses.csv", note=_rows(atlas)),
        colonnes=tuple((column.nom, column.description) for column in LEDGER_COLUMNS),
        separateur=LIST_MARK.strip(),
        constats=tuple((column.nom, column.description) for column in LESSON_COLUMNS),
        suites=tuple((column.nom, column.description) for column in PROPOSAL_COLUMNS),
        tableaux=tuple(
            Value(f"{kind.name}.csv", f"/donnees/{kind.name}.csv", note=kind.cited)
            for kind in atlas.commons.kinds.published
        ),
        catalogue=data_dictionary(atlas),
        abonnements=subscriptions(atlas),
        adresses=LEDGER,
        registre=CHAMPS_DU_REGISTRE,
        notice=_notice(atlas, str(links.get(code, ""))),
        positions=POSITIONS_SOURCE,
        reference=f"{official.source}, {official.annee}, {official.licence}",
    )
    return site_page(_PAGE, view)


def _notice(atlas: Atlas, licence: str) -> Notice:
    """The whole of the data, for the engines that look for data sets."""
    site, root = atlas.commons.site, atlas.commons.site.url.rstrip("/")
    cited = Citable(
        cle="donnees",
        titre=on_one_line(f"{_PAGE.title} : {site.nom}"),
        auteurs=(),
        site=on_one_line(site.nom),
        editeur=on_one_line(site.editeur),
        date="",
        version="",
        adresse=root + _PAGE.address,
        licence=site.licence,
    )
    files = (("application/zip", "commun.zip"), ("application/json", "catalogue.json"))
    found = tuple((kind, f"{root}/donnees/{name}") for kind, name in files)
    return Notice(sorte="Dataset", reference=cited, licence=licence, propres=(("distribution", found),))


def _rows(atlas: Atlas) -> str:
    count = sum(map(len, atlas.ledgers.values()))
    return f"{count} ligne{'s' * (count > 1)}"


def schemas_page(atlas: Atlas) -> Page:
    """`/schemas/`: the schemas, for machines and for those who write tools."""
    return site_page(_SCHEMAS, DescribedKindsView(site_head(_SCHEMAS), kind_views(atlas)))
