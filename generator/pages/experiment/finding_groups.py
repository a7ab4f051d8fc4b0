"""Show what records tell was learnt: each finding with its certainty, source, figure, cause and tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address, finding_anchor
from generator.frozen import Frozen
from generator.model import Experimentation, Ref
from generator.pages.frame import cards
from generator.pages.frame.charts import BeforeAfter, before_after, direction, in_figures
from generator.pages.frame.links import link_to
from generator.pages.frame.views import Badge, EnjeuDot, Value, outside_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Outil
    from generator.model.parts import Constat
    from generator.pages.frame.atlas import Atlas


class FindingView(Frozen):
    """A finding. `doute` says why it is less than certain: empty where its source attests it.

    `chiffre` is its figure in words, and `avant_apres` the same drawn, where it can be. `enjeux` are those of
    its own, `fiche` and `lieu` where it comes from: None and empty on the page of the record that tells it.
    `ancre` is its name on the page of its experiment, and empty elsewhere.
    """

    sens: Badge
    texte: str
    date: str | None
    doute: str
    source: Value | None
    chiffre: str
    avant_apres: BeforeAfter | None
    cause: str
    outils: tuple[Value, ...]
    enjeux: tuple[EnjeuDot, ...]
    fiche: Value | None
    lieu: str
    ancre: str


class FindingGroup(Frozen):
    """The findings that go one way; `ancre` is where they stand on their page."""

    badge: Badge
    ancre: str
    constats: tuple[FindingView, ...]


def by_direction(atlas: Atlas, item: Experimentation) -> tuple[FindingGroup, ...]:
    """The findings of an experiment, for and against, in the order of the schema."""
    codes = atlas.schemas.values("experimentation", "constats.sens")
    groups = {code: [one for one in item.constats if one.sens == code] for code in codes}
    return tuple(
        FindingGroup(
            direction(atlas, code, many=len(found) > 1),
            f"Constats-{code}",
            tuple(finding(atlas, one, item) for one in found),
        )
        for code, found in groups.items()
        if found
    )


def elsewhere(
    atlas: Atlas, found: Iterable[tuple[Constat, Experimentation | Outil]], here: Ref
) -> tuple[FindingView, ...]:
    """Findings that several records tell, the strongest first, one of each direction in turn.

    A reader of the first few then sees what speaks for and against.
    """
    ways: dict[str, list[tuple[Constat, Experimentation | Outil]]] = {
        code: [] for code in atlas.schemas.values("experimentation", "constats.sens")
    }
    for one, record in sorted(found, key=lambda pair: strength(pair[0])):
        ways[one.sens].append((one, record))
    most = max(map(len, ways.values()), default=0)
    ranked = [pair for rank in range(most) for its in ways.values() for pair in its[rank : rank + 1]]
    return tuple(finding(atlas, one, record, here=here) for one, record in ranked)


def strength(one: Constat) -> tuple[bool, bool, bool]:
    """The sort key of findings: attested by a source, then measured, then compared with before."""
    return not one.attestee, not one.mesuree, not (one.mesure and one.mesure.avant is not None)


def finding(
    atlas: Atlas, one: Constat, record: Experimentation | Outil, *, here: Ref | None = None
) -> FindingView:
    """One finding of a record, as the page `here` shows it; its own page where that is None."""
    kind = "experimentation" if isinstance(record, Experimentation) else "outil"
    ref = Ref(kind, record.id)
    sources = {source.url: source.titre for source in record.sources}
    figure = one.mesure
    drawn = before_after(one.texte, figure.avant, figure.apres, unit=figure.unite) if figure else None
    mine = here in {None, ref}
    anchor = anchor_of(record, one)
    tools = (Ref("outil", tool) for tool in one.outils)
    return FindingView(
        sens=direction(atlas, one.sens),
        texte=one.texte,
        date=one.date,
        doute="" if one.attestee else atlas.label("experimentation", "constats.certitude", one.certitude),
        source=outside_link(one.source, sources.get(one.source or "", "")),
        chiffre=in_figures(figure, drawn=drawn is not None),
        avant_apres=drawn,
        cause=atlas.label("experimentation", "constats.cause", one.cause) if one.cause else "",
        outils=tuple(link_to(atlas, tool) for tool in tools if tool not in {here, ref}),
        enjeux=cards.pastilles(atlas, one.enjeux),
        fiche=None if mine else Value(record.titre, f"{address(ref)}#{anchor or 'Constats'}"),
        lieu=cards.places_in_words(atlas, record) if isinstance(record, Experimentation) and not mine else "",
        ancre=anchor if mine else "",
    )


def anchor_of(record: Experimentation | Outil, one: Constat) -> str:
    """The anchor of a finding on the page of its experiment; on a tool's page, a long list may hold it."""
    if not isinstance(record, Experimentation):
        return ""
    return finding_anchor(next(rank for rank, other in enumerate(record.constats, 1) if other is one))
