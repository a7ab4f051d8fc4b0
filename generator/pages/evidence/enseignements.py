"""The pages of what was learnt: by direction, by cause, by enjeu and by tool; invented examples last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, lessons_address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.evidence.lesson_cards import (
    LessonView,
    by,
    certainty,
    explained,
    lesson_views,
    strip_of,
    tally,
)
from generator.pages.evidence.verdict_pages import verdict_links, verdict_plan
from generator.pages.frame import cards
from generator.pages.frame.charts import direction
from generator.pages.frame.layout import SECTIONS, list_head, site_head
from generator.pages.frame.links import link_to
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import page, site_page
from generator.pages.frame.views import Badge, EnjeuDot, Head, Value
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.charts import Strip
    from generator.pages.frame.page import Page
    from generator.protocol import Lesson

_PAGE = SITE_PAGES["enseignements"]
# How many items of each group the overview shows; the page of each group shows them all.
_MOST = 2
_MOST_OF_GROUP = 3
_MOST_EXAMPLES = 6

_ONE_WAY = "Ce que les fiches racontent dans ce sens, avec sa source et son degré de certitude."


class LessonGroup(Frozen):
    """What was learnt one way, for one reason, about one enjeu or one tool: `derniers` are the first of them.

    One of `badge`, `enjeu` and `nom` names it; `nom` leads to its page. `compte` is in words; `bande` divides
    an enjeu's or a tool's by direction; `suite` leads to all of them.
    """

    nom: Value
    compte: str
    badge: Badge | None = None
    enjeu: EnjeuDot | None = None
    explication: str = ""
    bande: Strip | None = None
    derniers: tuple[LessonView, ...] = ()
    suite: Value | None = None


class EnseignementsView(Frozen):
    """`phrase` counts what real records teach; `certitudes` says how sure it is. Both may be empty.

    `sans_constat` names the causes that nothing was put down to. `verdicts` are ways to what hypotheses came
    to; `sans_verdict` says that none of a real experiment came to any. `exemples` are invented.
    """

    head: Head
    phrase: str
    certitudes: str
    bande: Strip | None
    sens: tuple[LessonGroup, ...]
    retenus: tuple[LessonView, ...]
    causes: tuple[LessonGroup, ...]
    sans_constat: tuple[str, ...]
    par_enjeu: tuple[LessonGroup, ...]
    par_outil: tuple[LessonGroup, ...]
    verdicts: tuple[Value, ...]
    sans_verdict: bool
    exemples: tuple[LessonView, ...]
    compte_exemples: str


class CauseView(Frozen):
    """What went one way, or failed for one cause; `voisines` are the others, with how many each has.

    `vide` says that nothing real is told; `exemples` are invented.
    """

    head: Head
    compte: str
    vide: str
    constats: tuple[LessonView, ...]
    exemples: tuple[LessonView, ...]
    titre_voisines: str
    voisines: tuple[Value, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family: one for each cause, direction and verdict that something has."""
    yield Planned(_PAGE.address, partial(list_page, atlas))
    for field in ("cause", "sens"):
        for code, items in _grouped(atlas, field, atlas.lessons).items():
            # Failures have a page for each cause. A direction that only invented examples have gets no page.
            if field == "cause" or not all(one.invente for one in items):
                yield Planned(lessons_address(code), partial(group_page, atlas, field, code))
    yield from verdict_plan(atlas)


def list_page(atlas: Atlas) -> Page:
    """`/enseignements/`."""
    found = atlas.lessons
    real = [one for one in found if not one.invente]
    invented = [one for one in found if one.invente]
    causes = _grouped(atlas, "cause", real)
    links = verdict_links(atlas)
    view = EnseignementsView(
        head=site_head(_PAGE),
        phrase=_sentence(real),
        certitudes=_certainties(atlas, real),
        bande=strip_of(atlas, real),
        sens=tuple(
            _group(atlas, code, items, way=True) for code, items in _grouped(atlas, "sens", real).items()
        ),
        retenus=lesson_views(atlas, [one for one in real if not one.sens], _MOST),
        causes=tuple(_group(atlas, code, items, way=False) for code, items in causes.items()),
        sans_constat=tuple(
            _label(atlas, "cause", code) for code in _codes(atlas, "cause") if code not in causes
        ),
        par_enjeu=tuple(_by_enjeu(atlas, real)),
        par_outil=tuple(_by_tool(atlas, real)),
        verdicts=links.liens,
        sans_verdict=links.sans_verdict,
        exemples=lesson_views(atlas, invented, _MOST_EXAMPLES),
        compte_exemples=tally(invented),
    )
    return site_page(_PAGE, view)


def group_page(atlas: Atlas, field: str, code: str) -> Page:
    """`/enseignements/<cause>/` and `/enseignements/<sens>/`."""
    groups = _grouped(atlas, field, atlas.lessons)
    cause = field == "cause"
    name, words = _label(atlas, field, code), explained(atlas, code) if cause else _ONE_WAY
    title = name if cause else f"Constats : {name.lower()}"
    above = "Ce qui n'a pas marché, et pourquoi" if cause else "Ce qui en est ressorti"
    items = groups[code]
    real = [one for one in items if not one.invente]
    view = CauseView(
        head=list_head(title, SECTIONS["enseignements"], surtitre=above, resume=words),
        compte=tally(real) if real else "",
        vide="" if real else "Aucun constat réel n'est encore publié ici.",
        constats=lesson_views(atlas, real),
        exemples=lesson_views(atlas, [one for one in items if one.invente]),
        titre_voisines="Les autres causes" if cause else "Les autres sens",
        voisines=tuple(
            Value(_label(atlas, field, other), lessons_address(other), note=tally(its))
            for other, its in groups.items()
            if other != code and (cause or not all(one.invente for one in its))
        ),
    )
    about = f"Ce qui n'a pas marché. Cause : {name.lower()}. {words}" if cause else f"{title}. {words}"
    return page(lessons_address(code), "cause.html", view, description=about)


def _codes(atlas: Atlas, field: str) -> tuple[str, ...]:
    return atlas.schemas.values("experimentation", f"constats.{field}")


def _label(atlas: Atlas, field: str, code: str) -> str:
    return atlas.label("experimentation", f"constats.{field}", code)


def _grouped(atlas: Atlas, field: str, found: Sequence[Lesson]) -> dict[str, list[Lesson]]:
    return by(found, lambda one: one.cause if field == "cause" else one.sens, _codes(atlas, field))


def _sentence(real: Sequence[Lesson]) -> str:
    if not real:
        return ""
    records = len({one.fiche for one in real})
    return f"{tally(real)} {'tirés' if len(real) > 1 else 'tiré'} de {records} fiche{'s' * (records > 1)}"


def _certainties(atlas: Atlas, real: Sequence[Lesson]) -> str:
    """The number of lessons of each certainty: « Attesté : 163. Déduit : 5. »."""
    told = [one.certitude for one in real]
    return " ".join(
        f"{certainty(atlas, code)} : {told.count(code)}."
        for code in atlas.schemas.values("experimentation", "constats.certitude")
        if code in told
    )


def _group(atlas: Atlas, code: str, items: Sequence[Lesson], *, way: bool) -> LessonGroup:
    """The lessons of one direction (`way`), or, without one, those of one cause of failure."""
    most = _MOST if way else _MOST_OF_GROUP
    return LessonGroup(
        badge=direction(atlas, code) if way else None,
        nom=Value(_label(atlas, "sens" if way else "cause", code), lessons_address(code)),
        explication="" if way else explained(atlas, code),
        compte=tally(items),
        derniers=lesson_views(atlas, items, most),
        suite=_more(len(items) - most, lessons_address(code)),
    )


def _by_enjeu(atlas: Atlas, real: Sequence[Lesson]) -> Iterator[LessonGroup]:
    for enjeu in atlas.commons.enjeux:
        items = [one for one in real if enjeu.id in one.enjeux]
        if items:
            where = address(Ref("enjeu", enjeu.id))
            yield LessonGroup(
                enjeu=cards.pastille(enjeu),
                nom=Value(enjeu.titre, where),
                compte=tally(items),
                bande=strip_of(atlas, items),
                derniers=lesson_views(atlas, items, _MOST_OF_GROUP),
                suite=_more(len(items) - _MOST_OF_GROUP, f"{where}#Enseignements"),
            )


def _by_tool(atlas: Atlas, real: Sequence[Lesson]) -> Iterator[LessonGroup]:
    """Lessons by tool: only those about the tool itself, since others happened around it."""
    groups: dict[str, list[Lesson]] = {tool.id: [] for tool in atlas.commons.outils}
    for one in real:
        for tool_id in one.outils:
            if tool_id in groups:
                groups[tool_id].append(one)
    for tool_id, items in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if items:
            yield LessonGroup(
                nom=link_to(atlas, Ref("outil", tool_id)),
                compte=tally(items),
                bande=strip_of(atlas, items),
            )


def _more(rest: int, where: str) -> Value | None:
    return Value(f"et {rest} autre{'s' * (rest > 1)}", where) if rest > 0 else None
