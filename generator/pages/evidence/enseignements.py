"""The pages of what was learnt: lessons and what did not work, by cause, by enjeu and by tool."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.addresses import address, lessons_address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.evidence.finding_views import (
    Constats,
    ConstatView,
    cause,
    findings_of,
    real_count,
    with_invented_apart,
)
from generator.pages.frame import cards
from generator.pages.frame.layout import SECTIONS, list_head, site_head
from generator.pages.frame.links import link_to
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import page, site_page
from generator.pages.frame.views import Head, Pastille, Valeur
from generator.protocol import tools_tried
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page

_PAGE = SITE_PAGES["enseignements"]
# How many of the newest `/enseignements/` shows of each list; the page of the cause, enjeu or tool has all.
_MOST_OF_CAUSE = 2
_MOST_LESSONS = 12
_MOST_OF_GROUP = 2


class CauseVue(Frozen):
    """A cause of what did not work. `compte` is in words; `derniers` are the newest."""

    nom: Valeur
    explication: str
    compte: str
    derniers: tuple[ConstatView, ...]


class GroupeConstats(Frozen):
    """What was learnt about one enjeu, or with one tool: the newest; `suite` leads to all of them."""

    enjeu: Pastille | None
    outil: Valeur | None
    compte: str
    derniers: tuple[ConstatView, ...]
    suite: Valeur | None


class EnseignementsView(Frozen):
    """`reelles` counts the evaluations of experiments that took place, `inventees` the others.

    `sans_constat` names the causes that nothing was put down to; `autres` counts the lessons not shown.
    """

    head: Head
    reelles: int
    inventees: int
    causes: tuple[CauseVue, ...]
    sans_constat: tuple[str, ...]
    enseignements: tuple[ConstatView, ...]
    autres: int
    par_enjeu: tuple[GroupeConstats, ...]
    par_outil: tuple[GroupeConstats, ...]


class CauseView(Frozen):
    """What did not work for one cause; `voisines` are the others, with how many each has."""

    head: Head
    reels: int
    compte: str
    constats: tuple[ConstatView, ...]
    voisines: tuple[Valeur, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family: one for each cause that something was put down to."""
    yield Planned(_PAGE.address, partial(list_page, atlas))
    found = findings_of(atlas, atlas.experimentations).echecs
    for code, items in _by_cause(atlas, found).items():
        yield Planned(lessons_address(code), partial(cause_page, atlas, code, items, found=found))


def list_page(atlas: Atlas) -> Page:
    """`/enseignements/`."""
    found = findings_of(atlas, atlas.experimentations)
    causes = _by_cause(atlas, found.echecs)
    invented = sum(Ref("evaluation", one.id) in atlas.inventes for one in atlas.commons.evaluations)
    view = EnseignementsView(
        head=site_head(_PAGE),
        reelles=len(atlas.commons.evaluations) - invented,
        inventees=invented,
        causes=tuple(_cause(atlas, code, items) for code, items in causes.items()),
        sans_constat=tuple(cause(atlas, code).texte for code in _codes(atlas) if code not in causes),
        enseignements=found.enseignements[:_MOST_LESSONS],
        autres=len(found.enseignements[_MOST_LESSONS:]),
        par_enjeu=tuple(_by_enjeu(atlas)),
        par_outil=tuple(_by_tool(atlas)),
    )
    return site_page(_PAGE, view)


def cause_page(
    atlas: Atlas, code: str, items: tuple[ConstatView, ...], *, found: tuple[ConstatView, ...]
) -> Page:
    """`/enseignements/<cause>/`."""
    words = _explanation(atlas, code)
    name = cause(atlas, code).texte
    head = list_head(
        name, SECTIONS["enseignements"], surtitre="Ce qui n'a pas marché, et pourquoi", resume=words
    )
    others = tuple(
        Valeur(cause(atlas, other).texte, lessons_address(other), note=with_invented_apart(its, "constat"))
        for other, its in _by_cause(atlas, found).items()
        if other != code
    )
    view = CauseView(
        head=head,
        reels=real_count(items),
        compte=with_invented_apart(items, "constat"),
        constats=items,
        voisines=others,
    )
    about = f"Ce qui n'a pas marché dans des expérimentations démocratiques. Cause : {name.lower()}. {words}"
    return page(lessons_address(code), "cause.html", view, description=about)


def _codes(atlas: Atlas) -> tuple[str, ...]:
    """Every cause, in the order of the schema."""
    return tuple(_node(atlas)["enum"])


def _explanation(atlas: Atlas, code: str) -> str:
    return str(_node(atlas).get("x-explications", {}).get(code, ""))


def _node(atlas: Atlas) -> dict[str, Any]:
    return atlas.schemas.node("evaluation", ("na_pas_marche", 0, "cause"))


def _by_cause(atlas: Atlas, found: tuple[ConstatView, ...]) -> dict[str, tuple[ConstatView, ...]]:
    groups = {code: tuple(one for one in found if one.code == code) for code in _codes(atlas)}
    return {code: items for code, items in groups.items() if items}


def _cause(atlas: Atlas, code: str, items: tuple[ConstatView, ...]) -> CauseVue:
    newest = items[:_MOST_OF_CAUSE]
    return CauseVue(
        nom=cause(atlas, code),
        explication=_explanation(atlas, code),
        compte=with_invented_apart(items, "constat"),
        derniers=newest,
    )


def _by_enjeu(atlas: Atlas) -> Iterator[GroupeConstats]:
    for enjeu in atlas.commons.enjeux:
        found = findings_of(atlas, atlas.par_enjeu.get(enjeu.id, ()))
        if found:
            token = cards.pastille(enjeu)
            yield _group(found, address(Ref("enjeu", enjeu.id)), enjeu=token)


def _by_tool(atlas: Atlas) -> Iterator[GroupeConstats]:
    users: defaultdict[str, list[Experimentation]] = defaultdict(list)
    for item in atlas.experimentations:
        for tool_id in tools_tried(atlas.commons, item):
            users[tool_id].append(item)
    for tool in atlas.commons.outils:
        found = findings_of(atlas, users.get(tool.id, ()))
        if found:
            link = link_to(atlas, Ref("outil", tool.id))
            yield _group(found, address(Ref("outil", tool.id)), outil=link)


def _group(
    found: Constats, where: str, *, enjeu: Pastille | None = None, outil: Valeur | None = None
) -> GroupeConstats:
    """The newest failures, then the newest lessons."""
    shown = (*found.echecs[:_MOST_OF_GROUP], *found.enseignements[:_MOST_OF_GROUP])
    items = (*found.echecs, *found.enseignements)
    rest = len(items) - len(shown)
    more = Valeur(f"et {rest} autre{'s' * (rest > 1)}", f"{where}#Enseignements") if rest else None
    return GroupeConstats(
        enjeu=enjeu, outil=outil, compte=with_invented_apart(items, "constat"), derniers=shown, suite=more
    )
