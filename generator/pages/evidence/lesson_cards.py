"""Show what was learnt: each lesson with its direction, its certainty, its figure, source and place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.addresses import address, finding_anchor, lessons_address
from generator.frozen import Frozen, replace
from generator.model import Experimentation
from generator.pages.frame import cards
from generator.pages.frame.charts import direction, strip_of_findings
from generator.pages.frame.links import link_to
from generator.pages.frame.views import Badge, Value, outside_link
from generator.protocol import from_every_side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.model.parts import Mesure
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.charts import Strip
    from generator.pages.frame.views import EnjeuDot
    from generator.protocol import Lesson

_ANCHORS = {"na_pas_marche": "#Echec-{}", "enseignements": "#Enseignement-{}"}


class LessonView(Frozen):
    """A lesson. `direction` and `cause` are None where nothing says them; `mesure` and `certitude` are words.

    `fiche` leads to the experiment or the tool that teaches it, and there to this very lesson; `source` is
    the document that says it. `lecture` is where it stands, when that is no record of its own but its
    evaluation.
    """

    texte: str
    direction: Badge | None
    cause: Value | None
    mesure: str
    certitude: str
    fiche: Value
    lieu: str
    lecture: Value | None
    source: Value | None
    enjeux: tuple[EnjeuDot, ...]
    invente: bool


def strip_of(atlas: Atlas, found: Iterable[Lesson]) -> Strip | None:
    """How lessons divide between the directions, each leading to its page; None where none has any."""
    told = [one.sens for one in found if one.sens]
    drawn = strip_of_findings(atlas, told)
    if drawn is None:
        return None
    codes = [code for code in atlas.schemas.values("experimentation", "constats.sens") if code in told]
    pairs = zip(drawn.parts, codes, strict=True)
    return replace(drawn, parts=tuple(replace(part, adresse=lessons_address(code)) for part, code in pairs))


def lesson_views(atlas: Atlas, found: Iterable[Lesson], most: int | None = None) -> tuple[LessonView, ...]:
    """Lessons to show, the first `most` of them: every direction in its turn, and every record."""
    return tuple(_view(atlas, one) for one in from_every_side(found)[:most])


def tally(found: Iterable[Lesson]) -> str:
    """A count with invented ones apart: `3 constats`, `3 constats, et 2 inventés`, `2 constats inventés`."""
    every = list(found)
    invented = sum(one.invente for one in every)
    real = len(every) - invented
    if real and invented:
        return f"{_plural(real, 'constat')}, et {_plural(invented, 'inventé')}"
    return _plural(real, "constat") if real or not invented else _plural(invented, "constat", "inventé")


def by(
    found: Iterable[Lesson], key: Callable[[Lesson], str], codes: Iterable[str]
) -> dict[str, list[Lesson]]:
    """Lessons grouped by `key`, in the order of `codes`; codes without a lesson are left out."""
    groups: dict[str, list[Lesson]] = {code: [] for code in codes}
    for one in found:
        if key(one) in groups:
            groups[key(one)].append(one)
    return {code: items for code, items in groups.items() if items}


def explained(atlas: Atlas, code: str) -> str:
    """What a cause means, as the schema says it."""
    node: dict[str, Any] = atlas.schemas.node("experimentation", ("constats", 0, "cause"))
    return str(node.get("x-explications", {}).get(code, ""))


def certainty(atlas: Atlas, code: str) -> str:
    """How sure a fact is, in one word: the schema explains it after a colon."""
    return atlas.label("experimentation", "constats.certitude", code).partition(" : ")[0]


def _plural(count: int, *words: str) -> str:
    return " ".join((str(count), *(f"{word}{'s' * (count > 1)}" for word in words)))


def _view(atlas: Atlas, one: Lesson) -> LessonView:
    anchor = _ANCHORS.get(one.champ)
    cause = atlas.label("evaluation", "na_pas_marche.cause", one.cause) if one.cause else ""
    return LessonView(
        texte=one.texte,
        direction=direction(atlas, one.sens) if one.sens else None,
        cause=Value(cause, lessons_address(one.cause)) if cause else None,
        mesure=in_figures(one.mesure),
        certitude=certainty(atlas, one.certitude),
        fiche=_told_at(atlas, one),
        lieu=_places(atlas, one),
        lecture=Value("Lire l'évaluation", address(one.ref) + anchor.format(one.rang)) if anchor else None,
        source=_source(atlas, one),
        enjeux=cards.pastilles(atlas, dict.fromkeys(one.enjeux)),
        invente=one.invente,
    )


def _told_at(atlas: Atlas, one: Lesson) -> Value:
    """A link to where a lesson is told: to the finding, or to a tool's list of findings, which is paged."""
    found = link_to(atlas, one.fiche)
    if one.champ != "constats" or not found.adresse:
        return found
    anchor = finding_anchor(one.rang) if one.fiche.kind == "experimentation" else "Constats"
    return replace(found, adresse=f"{found.adresse}#{anchor}")


def _places(atlas: Atlas, one: Lesson) -> str:
    home = atlas.commons.get(one.fiche)
    return cards.places_in_words(atlas, home) if isinstance(home, Experimentation) else ""


def _source(atlas: Atlas, one: Lesson) -> Value | None:
    record = atlas.commons.get(one.ref)
    titles = {source.url: source.titre for source in record.sources} if record else {}
    return outside_link(one.source, titles.get(one.source, ""))


def in_figures(one: Mesure | None) -> str:
    """The figure of a finding: `22 → 61 personnes`, `31 %`."""
    if one is None:
        return ""
    known = [_number(value) for value in (one.avant, one.apres) if value is not None]
    words = " → ".join(known) if known else "" if one.valeur is None else _number(one.valeur)
    return f"{words}\u00a0{one.unite or ''}".strip()


def _number(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,}".replace(",", "\u202f").replace(".", ",")
