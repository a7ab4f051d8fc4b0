"""Show where a long list goes on: the items of each of its groups, as cards or as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen, replace
from generator.pages.evidence.enseignements import LessonGroup
from generator.pages.evidence.finding_views import ConstatView
from generator.pages.evidence.lesson_cards import LessonView
from generator.pages.evidence.tool_chooser import ToolChoice
from generator.pages.evidence.tool_evidence import UsageView
from generator.pages.evidence.verdicts import JudgedHypothese, VerdictGroup
from generator.pages.experiment.finding_groups import FindingView
from generator.pages.frame.dates_in_words import day_in_words
from generator.pages.frame.views import Card, Group, Head, Value
from generator.pages.lists.acteurs import Participation
from generator.pages.lists.agenda import AgendaDay
from generator.pages.lists.alphabet import WordEntry
from generator.pages.lists.appels import AppelCard
from generator.pages.lists.comparer import ComparisonRow
from generator.pages.lists.frise import TimelineRow

if TYPE_CHECKING:
    from collections.abc import Iterator


class ContinuedGroup(Frozen):
    """A part of a list that goes on: cards, or lines where there is less to show. Its title may be empty."""

    titre: str
    cartes: tuple[Card, ...]
    lignes: tuple[Value, ...]


class Continuation(Frozen):
    """A list of the first page that goes on here."""

    titre: str
    ancre: str
    groupes: tuple[ContinuedGroup, ...]


class SuiteView(Frozen):
    """What a page after the first shows: the lists that go on so far, and nothing else of the first."""

    head: Head
    suites: tuple[Continuation, ...]


def items_of(item: Any) -> tuple[Any, ...] | None:  # noqa: ANN401 — any item of a list
    """The items of a group, of either sort; None for an item that is no group."""
    if isinstance(item, Group):
        return item.elements
    return item.hypotheses if isinstance(item, VerdictGroup) else None


def groups_of(items: tuple[Any, ...], above: str = "") -> Iterator[ContinuedGroup]:
    """The items of a list, in its groups; a group inside another bears both titles."""
    alone = [_shown(one) for one in items if items_of(one) is None and not isinstance(one, WordEntry)]
    if alone:
        yield ContinuedGroup(
            above,
            tuple(one for one in alone if isinstance(one, Card)),
            tuple(one for one in alone if isinstance(one, Value)),
        )
    for one in items:
        inside = items_of(one)
        if isinstance(one, WordEntry):
            yield ContinuedGroup(one.mot, (), one.pages)
        if inside is not None:
            title = one.titre if isinstance(one, Group) else one.badge.texte
            yield from groups_of(inside, f"{above} : {title.lower()}" if above else title)


def _shown(item: object) -> Card | Value:
    """An item shown as a card or as a line, which links to its page."""
    if isinstance(item, Card | Value):
        return item
    if isinstance(item, Participation | UsageView):
        return item.experimentation
    if isinstance(item, ToolChoice):
        return item.carte
    if isinstance(item, AgendaDay):
        return replace(item.carte, faits=(("calendrier", day_in_words(item.debut)), *item.carte.faits))
    return _line(item)


def _line(item: object) -> Value:
    match item:
        case JudgedHypothese():
            note = f"{item.experimentation.texte}, {item.lieu}" if item.lieu else item.experimentation.texte
            return Value(item.enonce, item.adresse, note=note)
        case ConstatView():
            return Value(item.texte, item.adresse, note=item.experimentation.texte)
        case FindingView():
            where = item.fiche or Value()
            told = ", ".join(filter(None, (item.sens.texte.lower(), where.texte)))
            return Value(item.texte, where.adresse, note=told)
        case AppelCard():
            return replace(item.experimentation, note=item.type)
    return _gathered_line(item)


def _gathered_line(item: object) -> Value:
    match item:
        case LessonView():
            read = item.lecture or item.fiche
            side = f"{item.direction.texte.lower()}, " if item.direction else ""
            return Value(item.texte, read.adresse, note=f"{side}{item.fiche.texte}")
        case ComparisonRow():
            return replace(item.titre, note=item.facts)
        case TimelineRow():
            return replace(item.titre, note=item.quand)
        case LessonGroup():
            return replace(item.nom, note=item.compte)
    raise TypeError(item)
