"""Write the report on a proposal for its reviewer: what matters most first, then record by record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.diagnostics import RENDERERS, total
from generator.review.disclosures import let_through
from generator.review.judged import judged
from generator.review.likeness import likenesses
from generator.review.outside import count, outside, rewritten
from generator.review.record_changes import address_of, records
from generator.review.report_blocks import (
    BulletList,
    Chose,
    Cite,
    Fold,
    Mots,
    PlainText,
    Ranked,
    Sentences,
    Title,
)
from generator.review.screen import lines_for, on_a_screen
from generator.review.what_matters import what_matters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.checking import Checked
    from generator.graph import Link
    from generator.protocol import Requirement
    from generator.review.moments import Moments, ToldPage
    from generator.review.report_blocks import Bloc, Simple

_MOST_FAULTS = 50
_FOLDS = 12  # lines: five folds at most and what was cut, each with a blank line
_LEFT_OUT = (
    "Les fiches qui ont une faute sont laissées de côté : leurs pages, et ce que d'autres pages en disent, "
    "manquent ici."
)


def report(moments: Moments, lines: Callable[[str], Sequence[str]]) -> Iterator[Bloc]:
    """Every block of the report; `lines` gives those of a file, to quote the place of a fault.

    What decides stands on one screen. The rest, record by record, is in folds below.
    """
    yield from on_a_screen(_first(moments, lines), lines_for(len(moments.chemins)) - _FOLDS)
    yield from _folded("Les fiches, une par une", len(moments.paires), records(moments))
    yield from _folded("Les fiches récrites sans que leur sens change", 0, rewritten(moments))
    gained, lost = moments.liens()
    yield from _folded("Les liens gagnés et perdus", len(gained) + len(lost), _links(moments, gained, lost))
    yield from _folded("Les lacunes", 0, _gaps(moments))
    yield from _folded("Les pages qui changent par ricochet", len(_ripples(moments)), _rippled(moments))


def _folded(title: str, number: int, blocks: Iterable[Simple | Ranked]) -> Iterator[Fold]:
    inside = tuple(blocks)
    if inside:
        yield Fold((f"{title} ({number})" if number else title,), inside)


def _first(moments: Moments, lines: Callable[[str], Sequence[str]]) -> Iterator[Bloc]:
    yield Title(1, ("Ce que change la proposition",))
    yield Sentences((f"{_verdict(moments)} {_in_one_sentence(moments)}",))
    yield from judged(moments)
    yield from outside(moments)
    yield from let_through(moments)
    yield from _faults(moments, lines)
    yield from what_matters(moments)
    yield from _likenesses(moments)
    yield from _pages(moments)


def _verdict(moments: Moments) -> str:
    errors = total(moments.apres.told, "error")
    if errors:
        return f"À corriger avant de publier : {_count(errors, 'faute', 'fautes')}."
    return "Aucune faute n'empêche de publier."


def _in_one_sentence(moments: Moments) -> str:
    pairs, pages = moments.paires, moments.pages
    came, went = (sum(pair.avant is None for pair in pairs), sum(pair.apres is None for pair in pairs))
    counts = [
        _count(came, "fiche ajoutée", "fiches ajoutées"),
        _count(len(pairs) - came - went, "fiche modifiée", "fiches modifiées"),
        _count(went, "fiche retirée", "fiches retirées"),
        _count(len(pages.added), "page nouvelle", "pages nouvelles"),
        _count(len(pages.changed), "page changée", "pages changées"),
    ]
    said = ", ".join(one for one in counts if one)
    beside = _count(count(moments), "chemin changé hors des fiches", "chemins changés hors des fiches")
    records = f"{said[:1].upper()}{said[1:]}." if said else "Aucune fiche ne change."
    return f"{beside[:1].upper()}{beside[1:]}. {records}" if beside else records


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}" if number else ""


def _faults(moments: Moments, lines: Callable[[str], Sequence[str]]) -> Iterator[Bloc]:
    found = sorted(moments.apres.told, key=lambda one: one.severity != "error")
    errors = total(found, "error")
    yield Title(2, ("Fautes et avertissements",))
    if not found:
        yield Sentences(("Aucune faute, aucun avertissement.",))
        return
    counts = [
        _count(errors, "faute", "fautes"),
        _count(total(found) - errors, "avertissement", "avertissements"),
    ]
    yield Sentences((f"{' et '.join(one for one in counts if one)}.",))
    if errors:
        yield Sentences(
            ("Les fiches qui ont une faute sont comparées ci-dessous telles qu'elles sont écrites.",)
        )
    yield PlainText(RENDERERS["texte"](found[:_MOST_FAULTS], lines))
    if len(found) > _MOST_FAULTS:
        rest = found[_MOST_FAULTS:]
        left = [
            _count(total(rest, "error"), "faute", "fautes"),
            _count(total(rest, "warning"), "avertissement", "avertissements"),
        ]
        more = " et ".join(one for one in left if one)
        yield Sentences((f"Ne sont pas montrés : {more}. La commande make check dit tout.",))


# --- around the records -------------------------------------------------------------------------


def _links(moments: Moments, gained: Sequence[Link], lost: Sequence[Link]) -> Iterator[Simple]:
    for title, links, moment in (
        ("Liens perdus", lost, moments.avant),
        ("Liens gagnés", gained, moments.apres),
    ):
        if links:
            yield Title(3, (title,))
            yield BulletList(tuple(_link(moments, moment, link) for link in links))


def _link(moments: Moments, moment: Checked, link: Link) -> Mots:
    source, target = (
        Cite(moment.commons.titre(ref), address_of(ref, moment.schemas.kinds))
        for ref in (link.source, link.target)
    )
    return source, " nomme ", target, f" ({_field(moments, link)})"


def _field(moments: Moments, link: Link) -> str:
    node = moments.apres.schemas.node(link.source.kind, (link.field.partition(".")[0],))
    return str(node.get("title", "Texte"))


def _gaps(moments: Moments) -> Iterator[Simple | Ranked]:
    found = list(moments.lacunes())
    if not found:
        return
    yield Sentences(("Ce que les étapes atteintes demandent et qui n'est pas documenté.",))
    yield Ranked(
        "expérimentation",
        "expérimentations",
        tuple(
            Chose((name,), (Sentences((name, " :")), BulletList(_lacking(fresh, still))))
            for ref, fresh, still in sorted(found, key=lambda one: not one[1])
            for name in [Cite(moments.apres.commons.titre(ref), address(ref))]
        ),
    )


def _lacking(fresh: Sequence[Requirement], still: Sequence[Requirement]) -> tuple[Mots, ...]:
    return (
        *((f"{one.nom}, qui manque depuis cette proposition",) for one in fresh),
        *((f"{one.nom}, qui manquait déjà",) for one in still),
    )


def _likenesses(moments: Moments) -> Iterator[Bloc]:
    found, left = likenesses(moments.paires, moments.documents_apres)
    if found or left:
        titre, kinds = moments.apres.commons.titre, moments.apres.schemas.kinds
        yield Title(2, ("Doublons possibles",))
        yield Sentences(("Ces fiches se ressemblent par leur titre ou leur résumé. À vous d'en juger.",))
        if left:
            them = _count(
                left, "fiche de plus n'a pas été comparée", "fiches de plus n'ont pas été comparées"
            )
            yield Sentences((f"La proposition en apporte beaucoup : {them}.",))
        yield BulletList(
            tuple(
                (
                    Cite(f"{titre(one.nouvelle)} ({one.nouvelle.id})", address_of(one.nouvelle, kinds)),
                    " et ",
                    Cite(f"{titre(one.connue)} ({one.connue.id})", address_of(one.connue, kinds)),
                )
                for one in found
            )
        )


def _pages(moments: Moments) -> Iterator[Bloc]:
    touched = moments.pages
    yield Title(2, ("Les pages du site",))
    if moments.apres.commons.broken:
        yield Sentences((_LEFT_OUT,))
    own = [one for one in touched.changed if one not in _ripples(moments)]
    lists: tuple[tuple[str, Sequence[ToldPage]], ...] = (
        ("Page qui n'est plus là, ou qui renvoie ailleurs", touched.perdues),
        ("Page qui reviendra une fois les fautes corrigées", touched.attendues),
        ("Page nouvelle", touched.added),
        ("Page d'une fiche modifiée", own),
    )
    points = [
        (f"{title} : ", Cite(one.titre, one.adresse), " ", Cite(one.adresse))
        for title, found in lists
        for one in found
    ]
    if points:
        yield BulletList(tuple(points))
    yield Sentences((_beside(len(_ripples(moments)), bool(points)),))


def _beside(ripples: int, others: bool) -> str:  # noqa: FBT001 — a fact
    if not ripples:
        return "Aucune autre page ne change." if others else "Aucune page ne change."
    one, several = ("autre page", "autres pages") if others else ("page", "pages")
    change = "changent" if ripples > 1 else "change"
    return f"{_count(ripples, one, several)} {change} par ricochet : une liste, un compte, un lien."


def _ripples(moments: Moments) -> list[ToldPage]:
    """The pages that change though the record they show does not."""
    own = {address_of(pair.ref, moments.apres.schemas.kinds) for pair in moments.paires}
    return [one for one in moments.pages.changed if one.adresse not in own]


def _rippled(moments: Moments) -> Iterator[BulletList]:
    points: tuple[Mots, ...] = tuple(
        (Cite(one.titre, one.adresse), " ", Cite(one.adresse)) for one in _ripples(moments)
    )
    if points:
        yield BulletList(points)
