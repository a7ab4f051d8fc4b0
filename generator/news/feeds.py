"""Say which feeds are published, and what each holds: everything, by genre, enjeu, territory, call."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from generator.addresses import address, call_feed_address, feed_address, whole_feed_address
from generator.model import Ref
from generator.news.lasting_names import first_name
from generator.news.news_items import GENRES, NewsItem, every_news_item
from generator.news.public_calls import every_call
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from generator.model import Commons
    from generator.schema import Schemas

MOST = 50
"""How many entries a feed holds: older ones remain on the pages."""

_DATA, _CALLS = SITE_PAGES["donnees"], SITE_PAGES["appels"]
TOUT = "tout"
_CALL = "appels"
_EXPERIMENTS = SITE_PAGES["experimentations"].address
EXEMPLES = "exemples"


class Feed(NamedTuple):
    """A feed to publish at `adresse`, and the page it goes with; `nouvelles` are the latest, newest first.

    `nom` names it for ever, from the site's root: the address it had first.
    """

    nom: str
    adresse: str
    titre: str
    page: str
    items: tuple[NewsItem, ...]


def every_feed(commons: Commons, schemas: Schemas, invented: frozenset[Ref]) -> tuple[Feed, ...]:
    """Every feed: the whole one first, then by genre, enjeu, and territory where there is something to tell.

    Each call has one too: what becomes of its experiment.

    Invented examples have a feed of their own, and are in no other.
    """
    every = every_news_item(commons, schemas, invented)
    real = [one for one in every if not one.invente]
    examples = [one for one in every if one.invente]
    genres, enjeux, lieux = _sorted(real)
    whole = [
        _of_the_site(TOUT, "Tout ce qui paraît", "/", found=tuple(real[:MOST])),
        *(
            _of_the_site(genre, words, (_CALLS if genre == _CALL else _DATA).address, found=genres[genre])
            for genre, words in GENRES.items()
        ),
    ]
    if examples:
        whole.append(_of_the_site(EXEMPLES, "Exemples inventés", _DATA.address, found=tuple(examples[:MOST])))
    about = [(Ref("enjeu", item.id), item.titre, enjeux[item.id]) for item in commons.enjeux]
    for territory, found in sorted(lieux.items()):
        lieu = commons.gazetteer.get(territory)
        if lieu:
            about.append((Ref("territoire", territory), lieu.libelle, found))
    own = (
        Feed(
            nom=feed_address(first_name(commons, ref)),
            adresse=feed_address(ref),
            titre=words,
            page=address(ref),
            items=found,
        )
        for ref, words, found in about
    )
    return (*whole, *own, *_of_calls(commons, real))


def _of_calls(commons: Commons, real: Iterable[NewsItem]) -> Iterator[Feed]:
    """For whoever answered: the call itself, then what is published of its experiment."""
    found: defaultdict[str, list[NewsItem]] = defaultdict(list)
    for one in real:
        if one.nom.startswith(_EXPERIMENTS):
            found[one.nom.removeprefix(_EXPERIMENTS).partition("/")[0]].append(one)
    for call in every_call(commons):
        item = call.experimentation
        if item.inventee:
            continue
        first = first_name(commons, Ref("experimentation", item.id)).id
        told = (one for one in found[first] if one.genre != _CALL or one.adresse == call.adresse)
        yield Feed(
            nom=call_feed_address(call.adresse.replace(f"/{item.id}-", f"/{first}-", 1)),
            adresse=call_feed_address(call.adresse),
            titre=f"{item.titre} : ce que devient l'appel",
            page=call.adresse,
            items=tuple(islice(told, MOST)),
        )


def _of_the_site(name: str, words: str, page: str, *, found: tuple[NewsItem, ...]) -> Feed:
    return Feed(
        nom=whole_feed_address(name),
        adresse=whole_feed_address(name),
        titre=words,
        page=page,
        items=found,
    )


_Found = defaultdict[str, tuple[NewsItem, ...]]


def _sorted(every: Collection[NewsItem]) -> tuple[_Found, _Found, _Found]:
    """The latest under each genre, enjeu and territory."""
    found: tuple[defaultdict[str, list[NewsItem]], ...] = tuple(defaultdict(list) for _ in range(3))
    for one in every:
        for group, keys in zip(found, ((one.genre,), one.enjeux, one.lieux), strict=True):
            for key in dict.fromkeys(keys):
                if len(group[key]) < MOST:
                    group[key].append(one)
    genres, enjeux, lieux = (
        defaultdict(tuple, {key: tuple(listed) for key, listed in group.items()}) for group in found
    )
    return genres, enjeux, lieux
