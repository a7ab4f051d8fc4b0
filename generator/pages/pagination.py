"""Cut long lists into sheets of fifty: a page shows the first, `page/2/`, `page/3/`… beside it go on.

The page of a record shows nine cards (an enjeu six) and twenty-four lines, an eighth more where that is all
there is. A page never grows with the number of records: every list that could make it is named here, once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.addresses import sheet_address
from generator.frozen import replace
from generator.pages.continuation import Continuation, SuiteView, groups_of, items_of
from generator.pages.evidence.enseignements import CauseView, EnseignementsView
from generator.pages.evidence.finding_views import Findings
from generator.pages.evidence.outils import OutilList, OutilView
from generator.pages.evidence.preuves import EvidenceScaleView
from generator.pages.evidence.tool_evidence import Evidence
from generator.pages.evidence.verdict_pages import VerdictView
from generator.pages.evidence.verdicts import VerdictCollection, VerdictGroup
from generator.pages.experiment.experimentations import ExperimentationList, ExperimentationView
from generator.pages.frame.templating import page as page_of
from generator.pages.frame.views import (
    LINES_PER_RECORD,
    PER_ENJEU,
    PER_PAGE,
    PER_RECORD,
    Foot,
    Group,
    Head,
    Pagination,
    Value,
)
from generator.pages.lists.acteurs import ActeurList, ActeurView
from generator.pages.lists.agenda import AgendaView
from generator.pages.lists.alphabet import LetterView
from generator.pages.lists.appels import AppelsView
from generator.pages.lists.comparer import ComparisonView
from generator.pages.lists.croisements import CroisementView
from generator.pages.lists.enjeux import EnjeuView
from generator.pages.lists.frise import FriseView
from generator.pages.lists.lieux import TerritoireView
from generator.pages.lists.own_kinds import OwnRecordList, OwnRecordView
from generator.pages.lists.retraits import RetraitList
from generator.pages.lists.suivi import TrackingView
from generator.pages.lists.territoires import TerritoireList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.pages.frame.page import Page

_NEAR = 2  # pages named on each side of the one that is read
_SPARE = 8  # an eighth more of a list that ends there: nobody turns the page of a record for one card
_EXPERIMENTATIONS, _MENTIONS = "Expérimentations", "Cité par"
# The lists that grow with the number of records, by the view that holds them, with their titles.
LISTS: Mapping[type, Mapping[str, str]] = {
    ExperimentationList: {"cadres": _EXPERIMENTATIONS},
    FriseView: {"cadres": "Toutes les expérimentations"},
    ComparisonView: {"cadres": "Toutes les expérimentations"},
    TrackingView: {"cadres": "Expérimentations en cours"},
    OutilList: {"types": "Outils"},
    ActeurList: {"types": "Acteurs"},
    TerritoireList: {"hors_region": "Hors des régions"},
    LetterView: {"territoires": "Territoires", "mots": "Mots des titres"},
    RetraitList: {"cartes": "Pages retirées"},
    OwnRecordList: {"cartes": "Fiches"},
    AgendaView: {"annees": "Rendez-vous"},
    AppelsView: {
        "cherchent": "Cherchent une collectivité",
        "sans_cloture": "Sans date de clôture",
        "annees": "Par date de clôture",
        "suivis": "Pourvus",
        "exemples": "Exemples inventés",
        "exemples_cherchent": "Exemples inventés",
    },
    EnseignementsView: {"par_outil": "Par outil essayé"},
    CauseView: {"constats": "Constats", "exemples": "Exemples inventés"},
    VerdictView: {"hypotheses": "Hypothèses", "exemples": "Exemples inventés"},
    EnjeuView: {
        "phases": _EXPERIMENTATIONS,
        "territoires": "Territoire par territoire",
        "outils": "Outils",
        "constats": "Ce que l'on a appris",
    },
    CroisementView: {"phases": _EXPERIMENTATIONS},
    TerritoireView: {
        "phases": _EXPERIMENTATIONS,
        "autour": "Aux alentours",
        "contenus": "Contient",
        "acteurs": "Acteurs",
        "evenements": "Événements",
        "mentions": _MENTIONS,
    },
    ActeurView: {"participations": _EXPERIMENTATIONS, "outils": "Outils apportés"},
    OutilView: {
        "constats_sur": "Ce que l'on en a constaté",
        "descendants": "Outils qui en viennent",
        "acteurs": "Acteurs",
    },
    EvidenceScaleView: {"outils": "Outils"},
    ExperimentationView: {"journal": "Journal de terrain", "evenements": "Événements"},
    Evidence: {"usages": "Ce que le terrain en a montré"},
    VerdictCollection: {"groupes": "Ce que les hypothèses sont devenues"},
    Findings: {"echecs": "Ce qui n'a pas marché", "enseignements": "Ce que l'on en retient"},
    Foot: {"mentions": _MENTIONS},
}
_ROWS: set[type] = {FriseView, ComparisonView}  # a row weighs half a card, and is read among the others
# Pages of records: besides lists, they hold a text, facts, sources.
_RECORDS: set[type] = {OwnRecordView, ActeurView, EnjeuView, ExperimentationView, OutilView, TerritoireView}


class _Room(NamedTuple):
    """How many items of a list the first page shows: cards and texts, or lines, which take less."""

    items: int
    lines: int


class _Sheet(NamedTuple):
    """Which items of a list are kept: those from `start` to `stop`, counted over its groups."""

    start: int
    stop: int


def paginated(page: Page) -> Iterator[Page]:
    """The page with its lists cut to the first sheet, then the pages where the longest go on."""
    found = list(_lists(page.view))
    room = _room(type(page.view))
    total = max((_sheets(items, room) for _, items in found), default=1)
    if total <= 1:
        yield page
        return
    first = _cut(page.view, room, page.address)
    head = page.view.head
    place = _place(page.address, 1, total, lists=found, room=room)
    yield replace(page, view=replace(first, head=replace(head, pagination=place)))
    for number in range(2, total + 1):
        view = SuiteView(
            Head(
                f"{head.titre}, page {number} sur {total}",
                (*head.breadcrumb, Value(head.titre, page.address)),
                head.surtitre,
                invente=head.invente,
                pagination=_place(page.address, number, total, lists=found, room=room),
            ),
            tuple(
                Continuation(title, f"Suite-{rank}", groups)
                for rank, (title, items) in enumerate(found, 1)
                if (groups := tuple(groups_of(_kept(items, _sheet(items, number, room)))))
            ),
        )
        yield page_of(sheet_address(page.address, number), "suite.html", view, description=page.description)


def _room(view: type) -> _Room:
    if view not in _RECORDS:
        return _Room(2 * PER_PAGE if view in _ROWS else PER_PAGE, PER_PAGE)
    return _Room(PER_ENJEU if view is EnjeuView else PER_RECORD, LINES_PER_RECORD)


def _first(items: tuple[Any, ...], room: _Room) -> int:
    inside = items
    while inside and (deeper := items_of(inside[0])) is not None:
        inside = deeper
    most = room.lines if all(isinstance(one, Value) for one in inside) else room.items
    spare = most // _SPARE if most < PER_PAGE else 0
    return most + spare if _count(items) <= most + spare else most


def _sheets(items: tuple[Any, ...], room: _Room) -> int:
    return 1 + max(0, -(-(_count(items) - _first(items, room)) // PER_PAGE))


def _sheet(items: tuple[Any, ...], number: int, room: _Room) -> _Sheet:
    """What a page shows of a list."""
    start = _first(items, room) + (number - 2) * PER_PAGE
    return _Sheet(max(0, start), start + PER_PAGE)


def _place(
    address: str, number: int, total: int, *, lists: list[tuple[str, tuple[Any, ...]]], room: _Room
) -> Pagination:
    near = {1, total, *range(max(1, number - _NEAR), min(total, number + _NEAR) + 1)}
    return Pagination(
        numero=number,
        total=total,
        precedent=sheet_address(address, number - 1) if number > 1 else None,
        suivant=sheet_address(address, number + 1) if number < total else None,
        pages=tuple(Value(str(one), sheet_address(address, one)) for one in sorted(near)),
        listes=tuple(title for title, items in lists if _sheets(items, room) > number),
    )


def _lists(view: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:  # noqa: ANN401 — any view, and its parts
    """The title and the items of each list that may be long, in the view and in its parts."""
    named = LISTS.get(type(view), {})
    for name in view.__struct_fields__:
        value = getattr(view, name)
        if name in named:
            yield named[name], value
        elif type(value) in LISTS:
            for title, items in _lists(value):
                yield f"{title}, exemples inventés" if name == "exemples" else title, items


def _cut(view: Any, room: _Room, address: str) -> Any:  # noqa: ANN401 — as above
    named = LISTS.get(type(view), {})
    changed = {}
    for name in view.__struct_fields__:
        value = getattr(view, name)
        if name in named:
            changed[name] = _kept(value, _sheet(value, 1, room), address)
        elif type(value) in LISTS:
            changed[name] = _cut(value, room, address)
    return replace(view, **changed)


def _count(items: tuple[Any, ...]) -> int:
    return sum(1 if (inside := items_of(one)) is None else _count(inside) for one in items)


def _kept(items: tuple[Any, ...], sheet: _Sheet, address: str | None = None) -> tuple[Any, ...]:
    """The items of that sheet, in their groups.

    At an `address`, the first sheet: every group stands there, with how many it holds and where it goes on,
    those that have no room too, or a reader would think that there are none.
    """
    kept, at = [], 0
    for one in items:
        inside = items_of(one)
        size = 1 if inside is None else _count(inside)
        part = _Sheet(max(0, sheet.start - at), sheet.stop - at)
        if inside is None:
            if sheet.start <= at < sheet.stop:
                kept.append(one)
        elif address or part.start < min(size, part.stop):
            on = sheet_address(address, 2 + max(0, at - sheet.stop) // PER_PAGE) if address else None
            kept.append(_part(one, _kept(inside, part, address), size, on=on))
        at += size
    return tuple(kept)


def _part(group: Group | VerdictGroup, items: tuple[Any, ...], total: int, *, on: str | None) -> object:
    if isinstance(group, VerdictGroup):
        return replace(group, hypotheses=items, total=total)
    # A group of groups says nothing itself: the one inside that was cut does.
    cut = len(items) < total and not any(isinstance(one, Group) for one in items)
    return replace(group, elements=items, total=total, suite=on if cut else None)
