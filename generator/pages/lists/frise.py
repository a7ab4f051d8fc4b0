"""The page of all real experiments in time: a drawing and its figures in one table, a row for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.grammar import alphabetical
from generator.model import Ref, arretee
from generator.pages.frame import cards
from generator.pages.frame.counts import by_frame, plural, real_ones
from generator.pages.frame.dates_in_words import period_in_words
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Badge, EnjeuDot, Group, Head, Value
from generator.pages.lists.time_axis import LENGTH, Axis, axis_of, moment
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Commons, Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page

_PAGE = SITE_PAGES["frise"]
_NARROWEST = 5.0  # a month would not be seen
_TAIL = 40.0  # how far an open end is drawn: it says nothing of how long it lasted


class TimelineBar(Frozen):
    """Where an experiment stands on the axis: `genre` is how it is drawn.

    `finie` is drawn full, `prevue` hollow, `arretee` hatched; `ouverte`, whose end nobody tells, goes on in
    dashes. `x` and `largeur` are out of the length of the axis.
    """

    genre: str
    x: float
    largeur: float


class TimelineRow(Frozen):
    """An experiment in time; `barre` is None where no date of it is known."""

    titre: Value
    quand: str
    lieu: str
    phase: Badge
    enjeux: tuple[EnjeuDot, ...]
    barre: TimelineBar | None


class FriseView(Frozen):
    """`cadres` holds the rows, a group for each frame, from the oldest; `phrase` counts them.

    `annees` are the years that the axis names, `grille` the lines that they draw; `longueur` is its length.
    `enjeux` are those to choose from.
    """

    head: Head
    phrase: str
    annees: tuple[int, ...]
    grille: str
    longueur: int
    enjeux: tuple[EnjeuDot, ...]
    cadres: tuple[Group, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page."""
    yield Planned(_PAGE.address, partial(timeline_page, atlas))


def timeline_page(atlas: Atlas) -> Page:
    """`/frise/`."""
    items = real_ones(atlas.experimentations)
    axis = axis_of(date for item in items for date in (item.debut, item.fin) if date)
    groups = tuple(
        Group(
            cards.frame_in_words(atlas, code),
            f"Cadre-{code}",
            tuple(_row(atlas, item, axis) for item in sorted(found, key=_oldest_first)),
        )
        for code in atlas.schemas.values("experimentation", "cadre")
        if (found := [item for item in items if item.cadre == code])
    )
    view = FriseView(
        head=site_head(_PAGE),
        phrase=f"{plural(len(items), 'fiche')}, selon le cadre : {by_frame(atlas, items)}." if items else "",
        annees=axis.years,
        grille=axis.lines,
        longueur=LENGTH,
        enjeux=tuple(cards.pastille(enjeu) for enjeu in atlas.commons.enjeux),
        cadres=groups,
    )
    return site_page(_PAGE, view)


def style_sheet(commons: Commons) -> str:
    """What leaves one enjeu alone in the drawing: the choice itself needs no script."""
    hidden = ",\n".join(
        f'.espace:has(#Frise-enjeu-{one.numero}:checked) [data-enjeux]:not([data-enjeux~="{one.numero}"])'
        for one in commons.enjeux
    )
    return f"/* Fait par le générateur. */\n{hidden} {{\n  display: none;\n}}\n" if hidden else ""


def _oldest_first(item: Experimentation) -> tuple[bool, str, tuple[str | int, ...]]:
    first = item.debut or item.fin or ""
    return not first, first, alphabetical(item.titre)


def _row(atlas: Atlas, item: Experimentation, axis: Axis) -> TimelineRow:
    over = item.terminee or arretee(atlas.commons, item)
    return TimelineRow(
        titre=Value(item.titre, address(Ref("experimentation", item.id))),
        quand=period_in_words(item.debut, item.fin, passee=over),
        lieu=cards.places_in_words(atlas, item),
        phase=cards.phase(atlas, item),
        enjeux=cards.pastilles(atlas, item.enjeux),
        barre=_bar(atlas, item, axis),
    )


def _bar(atlas: Atlas, item: Experimentation, axis: Axis) -> TimelineBar | None:
    first = item.debut or item.fin
    if not first:
        return None
    start = axis.place(moment(first))
    if not item.fin:
        return TimelineBar("ouverte", start, min(_TAIL, LENGTH - start))
    stop = axis.place(moment(item.fin, end=True))
    sort = "arretee" if arretee(atlas.commons, item) else "finie" if item.terminee else "prevue"
    width = max(_NARROWEST, round(stop - start, 1))
    return TimelineBar(sort, min(start, LENGTH - width), width)
