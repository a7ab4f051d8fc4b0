"""A page for each verdict: which hypotheses of real experiments came to it, or that none did."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import lessons_address
from generator.frozen import Frozen
from generator.pages.evidence.verdicts import JudgedHypothese, judged_hypothesis
from generator.pages.frame import cards
from generator.pages.frame.layout import SECTIONS, list_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import page
from generator.pages.frame.views import Badge, Head, Value
from generator.protocol import LocatedHypothesis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page


class VerdictView(Frozen):
    """The hypotheses that came to one verdict; `exemples` are invented. `voisins` are the other verdicts."""

    head: Head
    badge: Badge
    hypotheses: tuple[JudgedHypothese, ...]
    exemples: tuple[JudgedHypothese, ...]
    voisins: tuple[Value, ...]


class VerdictLinks(Frozen):
    """Links to each verdict's page, with its number of real hypotheses; and whether all are zero."""

    liens: tuple[Value, ...]
    sans_verdict: bool


def verdict_plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make a page for each verdict that some hypothesis came to."""
    for code in _tried(atlas):
        yield Planned(lessons_address(code), partial(verdict_page, atlas, code))


def verdict_links(atlas: Atlas) -> VerdictLinks:
    """The links to the pages of verdicts."""
    found = _tried(atlas)
    real = {code: sum(not one.experimentation.inventee for one in items) for code, items in found.items()}
    links = tuple(
        Value(cards.verdict(atlas, code).texte, lessons_address(code), note=_counted(count))
        for code, count in real.items()
    )
    return VerdictLinks(links, not any(real.values()))


def verdict_page(atlas: Atlas, code: str) -> Page:
    """`/enseignements/<verdict>/`."""
    badge = cards.verdict(atlas, code)
    items = _tried(atlas)[code]
    title = f"Verdict : {badge.texte.lower()}"
    about = "Ce que des hypothèses sont devenues, dans les expérimentations qui les ont mises à l'épreuve."
    links = verdict_links(atlas).liens
    view = VerdictView(
        head=list_head(title, SECTIONS["enseignements"], surtitre="Hypothèses", resume=about),
        badge=badge,
        hypotheses=tuple(judged_hypothesis(atlas, one) for one in items if not one.experimentation.inventee),
        exemples=tuple(judged_hypothesis(atlas, one) for one in items if one.experimentation.inventee),
        voisins=tuple(one for one in links if one.adresse != lessons_address(code)),
    )
    return page(lessons_address(code), "verdict.html", view, description=f"{title}. {about}")


def _tried(atlas: Atlas) -> dict[str, list[LocatedHypothesis]]:
    """Hypotheses by the verdict they came to, in the order of the schema."""
    found: dict[str, list[LocatedHypothesis]] = {
        code: [] for code in atlas.schemas.values("evaluation", "verdicts.verdict")
    }
    for item in atlas.experimentations:
        for line in atlas.ledgers.get(item.id, ()):
            if line.verdict in found:
                found[line.verdict].append(LocatedHypothesis(item, line))
    return {code: items for code, items in found.items() if items}


def _counted(count: int) -> str:
    return f"{count} réelle{'s' * (count > 1)}" if count else "aucune réelle"
