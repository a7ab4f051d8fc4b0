"""The table where experiments are compared: the same rows on a page for each order, which needs no script."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, comparison_address
from generator.catalogue import months
from generator.frozen import Frozen, replace
from generator.grammar import alphabetical
from generator.model import Ref, finie
from generator.pages.experiment.follow_ups import CostView, costs
from generator.pages.frame import cards
from generator.pages.frame.comparables import comparable_facts, cut_short, persons_in_words, time_asked
from generator.pages.frame.counts import plural, real_ones
from generator.pages.frame.dates_in_words import period_in_words
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import page
from generator.pages.frame.views import Badge, Group, Head, Value
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.model import Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page

    _Measure = Callable[[Atlas, Experimentation], float | None]

_PAGE = SITE_PAGES["comparer"]
# What a cell shows of a long text: the record has the rest.
_MOST = 140
_EURO = "EUR"


class ComparisonRow(Frozen):
    """An experiment, and what it is compared by: empty where its record does not say.

    `recrutement` and `quand` are said under the number of persons and the time that they go with; `facts` is
    all of it on a line, for the pages where the table goes on.
    """

    titre: Value
    cadre: str
    lieu: str
    phase: Badge
    participants: str
    recrutement: str
    temps: str
    quand: str
    couts: tuple[CostView, ...]
    financeurs: tuple[str, ...]
    decision: str
    facts: str


class SortColumn(Frozen):
    """A column that sorts the table: `adresse` is that of the page in its order, None on that page."""

    titre: str
    adresse: str | None


class ComparisonView(Frozen):
    """The rows in one order, real experiments first. `phrase` says how they are sorted, and how many tell.

    `colonnes` are, in their order: the experiment, its participants, time asked, length, cost.
    """

    head: Head
    phrase: str
    colonnes: tuple[SortColumn, ...]
    cadres: tuple[Group, ...]


class _Order(Frozen):
    """An order: its name in addresses, its column, how the page tells it, and what is measured.

    Without a measure, the order is that of titles.
    """

    code: str
    column: str
    words: str
    measure: _Measure | None


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page of each order."""
    for order in _ORDERS:
        yield Planned(comparison_address(order.code), partial(comparison_page, atlas, order))


def comparison_page(atlas: Atlas, order: _Order) -> Page:
    """`/comparer/` and `/comparer/<ordre>/`."""
    real = real_ones(atlas.experimentations)
    invented = [item for item in atlas.experimentations if item.inventee]
    groups = [
        Group("Expérimentations réelles", "Reelles", _rows(atlas, real, order)),
        Group("Exemples inventés", "Inventees", _rows(atlas, invented, order)),
    ]
    where = comparison_address(order.code)
    view = ComparisonView(
        head=_head(order),
        phrase=_sentence(atlas, real, order),
        colonnes=tuple(
            SortColumn(one.column, None if one is order else comparison_address(one.code)) for one in _ORDERS
        ),
        cadres=tuple(group for group in groups if group.elements),
    )
    return page(where, _PAGE.template, view, description=f"{_PAGE.summary} {order.words}")


def _head(order: _Order) -> Head:
    head = site_head(_PAGE)
    if not order.code:
        return head
    above = (*head.breadcrumb, Value(_PAGE.name, _PAGE.address))
    return replace(
        head, titre=f"{head.titre} : {order.column[:1].lower()}{order.column[1:]}", breadcrumb=above
    )


def _sentence(atlas: Atlas, items: Iterable[Experimentation], order: _Order) -> str:
    if order.measure is None:
        return order.words
    told = [order.measure(atlas, item) is not None for item in items]
    count = f"{plural(sum(told), 'fiche')} sur {len(told)} {'le disent' if sum(told) > 1 else 'le dit'}"
    return f"{order.words} {count} ; les autres viennent à la fin." if told else order.words


def _rows(atlas: Atlas, items: Iterable[Experimentation], order: _Order) -> tuple[ComparisonRow, ...]:
    """The rows in order; those that do not tell come last, by title."""

    def rank(item: Experimentation) -> tuple[bool, float, tuple[str | int, ...], str]:
        found = order.measure(atlas, item) if order.measure else 0
        return found is None, found or 0, alphabetical(item.titre), item.id

    return tuple(_row(atlas, item) for item in sorted(items, key=rank))


def _row(atlas: Atlas, item: Experimentation) -> ComparisonRow:
    who = item.participants
    weight = atlas.label("experimentation", "decision", item.decision) if item.decision else ""
    return ComparisonRow(
        titre=Value(item.titre, address(Ref("experimentation", item.id))),
        cadre=cards.frame_in_words(atlas, item.cadre),
        lieu=cards.places_in_words(atlas, item),
        phase=cards.phase(atlas, item),
        participants=persons_in_words(who.nombre) if who and who.nombre is not None else "",
        recrutement=cut_short(who.recrutement or "", _MOST) if who else "",
        temps=time_asked(atlas, item),
        quand=period_in_words(item.debut, item.fin, passee=finie(atlas.commons, item)),
        couts=tuple(replace(one, couvre=cut_short(one.couvre, _MOST)) for one in costs(atlas, item)),
        financeurs=item.financeurs,
        decision=weight,
        facts=" ; ".join(words for _, words in comparable_facts(atlas, item)),
    )


def _persons(_: Atlas, item: Experimentation) -> float | None:
    return item.participants.nombre if item.participants else None


def _time(atlas: Atlas, item: Experimentation) -> float | None:
    sizes = atlas.schemas.values("experimentation", "temps_demande")
    return sizes.index(item.temps_demande) if item.temps_demande else None


def _length(_: Atlas, item: Experimentation) -> float | None:
    return months(item.debut, item.fin)


def _cost(_: Atlas, item: Experimentation) -> float | None:
    return max((one.montant for one in item.couts if one.monnaie == _EURO), default=None)


_ORDERS = (
    _Order(code="", column="Expérimentation", words="Par ordre alphabétique.", measure=None),
    _Order(
        code="participants",
        column="Participants",
        words="Du plus petit au plus grand nombre de participants.",
        measure=_persons,
    ),
    _Order(
        code="temps",
        column="Temps demandé",
        words="Du plus court au plus long temps demandé à une personne.",
        measure=_time,
    ),
    _Order(
        code="duree",
        column="Durée",
        words="De la plus courte à la plus longue, du début à la fin.",
        measure=_length,
    ),
    _Order(
        code="cout",
        column="Coût",
        words=(
            "Du moins cher au plus cher, par le plus grand montant que la fiche donne, en euros. "
            "Lisez ce qu'il couvre avant de comparer."
        ),
        measure=_cost,
    ),
)
