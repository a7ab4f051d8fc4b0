"""Render every page of a commons, on one processor or several: same pages, same order."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from generator.addresses import address
from generator.crew import spread
from generator.frozen import replace
from generator.model import Ref
from generator.output import OutputFile
from generator.pages.evidence import (
    couverture,
    enseignements,
    outils,
    preuves,
    tool_chooser,
    tool_dossier,
)
from generator.pages.experiment import differences, dossier, evaluation, experimentations, journal, protocole
from generator.pages.frame import colour_sheet, icons, search_script, site_sheet
from generator.pages.frame.charting import chart
from generator.pages.frame.prose_html import texts_asked_for
from generator.pages.frame.templating import write
from generator.pages.guides import (
    abonner,
    changements,
    contribuer,
    donnees,
    editorial,
    form_words,
    formulaire,
    lexique,
    modeles,
)
from generator.pages.lists import (
    accueil,
    acteurs,
    agenda,
    alphabet,
    appels,
    call,
    collectivites,
    comparer,
    croisements,
    enjeux,
    frise,
    mon_territoire,
    own_kinds,
    place_records,
    recherche,
    retraits,
    suivi,
    territoires,
)
from generator.pages.pagination import paginated
from generator.share import WHOLE
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.index import Index
    from generator.model import Commons
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Planned, WrittenPage
    from generator.share import Share

_FAMILIES = (
    accueil,
    experimentations,
    frise,
    comparer,
    suivi,
    protocole,
    differences,
    journal,
    evaluation,
    dossier,
    outils,
    preuves,
    tool_dossier,
    enjeux,
    croisements,
    couverture,
    territoires,
    mon_territoire,
    acteurs,
    collectivites,
    agenda,
    own_kinds,
    appels,
    call,
    enseignements,
    contribuer,
    formulaire,
    lexique,
    modeles,
    donnees,
    changements,
    abonner,
    editorial,
    recherche,
    alphabet,
)
_ASSETS = Path(__file__).parent / "assets"
_SHARE = 64


def render(
    index: Index,
    *,
    jobs: int = 1,
    known: Mapping[str, str] = MappingProxyType({}),
    still: Mapping[str, Sequence[WrittenPage]] = MappingProxyType({}),
    share: Share = WHOLE,
) -> Iterator[WrittenPage]:
    """Every page of the site, by family, on `jobs` processes; of a `share`, its pages and those led to.

    A page whose key `known` gives at its address comes without HTML: nothing it shows has changed. Those that
    stand `still`, by the address they are planned at, are not even made. A page of a preview may name records
    that the commons leaves out: their names are then plain words.
    """
    work = [one for one in planned(chart(index)) if share.has(one.address) or one.address in share.led]
    moved = [one for one in work if one.address not in still]
    made = spread(partial(_written, known, share), moved, jobs, share=_SHARE)
    for one in work:
        yield from still[one.address] if one.address in still else next(made)


def _written(known: Mapping[str, str], share: Share, one: Planned) -> list[WrittenPage]:
    with texts_asked_for() as asked:
        sheets = paginated(one.make())
        # A page only led to is left to another part: where its lists go on is of no use here.
        made = [write(page, known) for page in (sheets if share.has(one.address) else islice(sheets, 1))]
    texts = tuple(sorted(asked))
    return [replace(page, plan=one.address, textes=texts) for page in made]


class ListedPage(NamedTuple):
    """A page as a list of all pages tells it; as in `WrittenPage`."""

    address: str
    invente: bool
    original: str
    enjeu: int


def listed(index: Index, *, jobs: int = 1) -> Iterator[ListedPage]:
    """Every page of the site, without its HTML."""
    yield from chain.from_iterable(spread(_listed, planned(chart(index)), jobs, share=_SHARE))


def _listed(one: Planned) -> list[ListedPage]:
    made = paginated(one.make())
    return [
        ListedPage(
            address=page.address,
            invente=bool(page.view.head.invente),
            original=page.original,
            enjeu=page.enjeu,
        )
        for page in made
    ]


def addresses(index: Index) -> Iterator[str]:
    """Where every page of the site answers, without making any, nor counting where long lists go on."""
    return (one.address for one in planned(chart(index)))


def try_templates(index: Index) -> None:
    """Raise `OwnTemplateError` where a template of the commons cannot show a record of its kind."""
    if index.schemas.templates:
        own_kinds.try_templates(chart(index))


def tombstones(index: Index) -> frozenset[str]:
    """The addresses that were withdrawn, where nothing stands again: their page only says so."""
    atlas = chart(index)
    taken = {one.address for one in _living(atlas)}
    own = {address(Ref("retrait", item.id)) for item in index.commons.retraits}
    return (
        frozenset(one.address for one in retraits.plan(atlas, taken)) - own - {SITE_PAGES["retraits"].address}
    )


def shown(index: Index) -> Iterator[tuple[str, str, str]]:
    """The address, the title and the key of every page, without its HTML: same key, same page."""
    for one in planned(chart(index)):
        for made in paginated(one.make()):
            yield made.address, made.title, made.key()


def planned(atlas: Atlas) -> list[Planned]:
    """How to make each page of the site."""
    found = _living(atlas)
    # Last: where a page stands again at an address that was withdrawn, that page answers, not the withdrawal.
    return [*found, *retraits.plan(atlas, {one.address for one in found})]


def _living(atlas: Atlas) -> list[Planned]:
    return list(chain.from_iterable(family.plan(atlas) for family in _FAMILIES))


def around(index: Index) -> Iterator[OutputFile]:
    """What the page of any place tells of its surroundings, in pieces that it fetches."""
    return place_records.place_records(chart(index))


def assets(commons: Commons) -> Iterator[OutputFile]:
    """The files that pages use: style sheets, scripts, and the colours of the enjeux."""
    for path in sorted(_ASSETS.rglob("*")):
        if path.is_file() and path.name != icons.SOURCE:
            yield OutputFile(f"assets/{path.relative_to(_ASSETS).as_posix()}", path.read_bytes())
    yield form_words.form_words(commons)
    yield OutputFile("assets/recherche.js", search_script.search_script().encode())
    yield OutputFile("assets/espace.css", site_sheet.style_sheet().encode())
    yield OutputFile("assets/icones.css", icons.style_sheet().encode())
    yield OutputFile(
        "assets/enjeux.css", colour_sheet.style_sheet(commons.enjeux, commons.site.couleurs).encode()
    )
    yield OutputFile("assets/frise.css", frise.style_sheet(commons).encode())
    yield OutputFile("assets/choisir.css", tool_chooser.style_sheet(commons).encode())
