"""Write what a proposal changes for whoever reviews it: first what matters most, record by record after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.diagnostics import RENDERERS, veiled
from generator.discretion import personal_data
from generator.model import Protocole, Ref
from generator.protocol import as_text, difference
from generator.review.blocks import Alinea, Cite, Liste, Mots, Texte, Titre
from generator.review.fields import Parler, told
from generator.review.likeness import likenesses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.graph import Link
    from generator.review.blocks import Bloc
    from generator.review.moments import Moments, PageDite
    from generator.review.pairs import Paire
    from generator.sources import Document

_MOST_FAULTS = 50
_LEFT_OUT = (
    "Les fiches qui ont une faute sont laissées de côté : leurs pages, et ce que d'autres pages en disent, "
    "manquent ici."
)


def report(moments: Moments, lines: Callable[[str], Sequence[str]]) -> Iterator[Bloc]:
    """Every block of the report; `lines` gives those of a file, to quote the place of a fault."""
    yield Titre(1, ("Ce que change la proposition",))
    yield Alinea((_in_one_sentence(moments),))
    yield from _faults(moments, lines)
    yield from _records(moments)
    yield from _links(moments)
    yield from _gaps(moments)
    yield from _likenesses(moments)
    yield from _pages(moments)


def _in_one_sentence(moments: Moments) -> str:
    pairs, pages = moments.paires, moments.pages
    came, went = (sum(pair.avant is None for pair in pairs), sum(pair.apres is None for pair in pairs))
    counts = [
        _count(came, "fiche ajoutée", "fiches ajoutées"),
        _count(len(pairs) - came - went, "fiche modifiée", "fiches modifiées"),
        _count(went, "fiche retirée", "fiches retirées"),
        _count(len(pages.nouvelles), "page nouvelle", "pages nouvelles"),
        _count(len(pages.changees), "page changée", "pages changées"),
    ]
    said = ", ".join(one for one in counts if one)
    return f"{said[:1].upper()}{said[1:]}." if said else "Aucune fiche ne change."


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}" if number else ""


def _faults(moments: Moments, lines: Callable[[str], Sequence[str]]) -> Iterator[Bloc]:
    found = sorted(moments.apres.diagnostics, key=lambda one: one.severity != "error")
    errors = sum(one.severity == "error" for one in found)
    yield Titre(2, ("Fautes et avertissements",))
    if not found:
        yield Alinea(("Aucune faute, aucun avertissement.",))
        return
    counts = [
        _count(errors, "faute", "fautes"),
        _count(len(found) - errors, "avertissement", "avertissements"),
    ]
    yield Alinea((f"{' et '.join(one for one in counts if one)}.",))
    if errors:
        yield Alinea(
            ("Les fiches qui ont une faute sont comparées ci-dessous telles qu'elles sont écrites.",)
        )
    yield Texte(RENDERERS["texte"](found[:_MOST_FAULTS], lines))
    if len(found) > _MOST_FAULTS:
        yield Alinea((f"Seuls les {_MOST_FAULTS} premiers points sont montrés.",))


# --- record by record ---------------------------------------------------------------------------


def _records(moments: Moments) -> Iterator[Bloc]:
    sections = (
        ("Fiches ajoutées", [pair for pair in moments.paires if pair.avant is None]),
        ("Fiches modifiées", [pair for pair in moments.paires if pair.avant and pair.apres]),
        ("Fiches retirées", [pair for pair in moments.paires if pair.apres is None]),
    )
    if moments.paires:
        yield Titre(2, ("Les fiches",))
        yield Alinea(("Entre [- et -] : ce qui s'en va. Entre {+ et +} : ce qui arrive.",))
    for title, pairs in sections:
        if pairs:
            yield Titre(3, (title,))
            for pair in pairs:
                yield from _record(moments, pair)
    old, new = (
        {item.path: item.digest for item in moment.sources.attachments}
        for moment in (moments.avant, moments.apres)
    )
    files: list[Mots] = [
        (Cite(path), _became(path in old, path in new))
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path)
    ]
    if files:
        yield Titre(3, ("Images et documents joints",))
        yield Liste(tuple(files))


def _became(before: bool, after: bool) -> str:  # noqa: FBT001 — two facts
    return " change" if before and after else " arrive" if after else " s'en va"


def _record(moments: Moments, pair: Paire) -> Iterator[Bloc]:
    kinds = {kind: title for kind, title, _ in moments.apres.schemas.kinds}
    document = pair.document
    moment = moments.apres if pair.apres else moments.avant
    title = moment.commons.titre(pair.ref)
    yield Titre(4, (f"{kinds[pair.ref.kind]} : ", Cite(title, _address(pair.ref))))
    moved = pair.avant and pair.apres and pair.avant.path != pair.apres.path
    yield Alinea(
        ("Fichier : ", Cite(pair.avant.path), " devenu ", Cite(document.path))
        if pair.avant and moved
        else ("Fichier : ", Cite(document.path))
    )
    if document.data is None:
        yield Alinea(("L'en-tête de ce fichier ne peut pas être lu : voir les fautes.",))
    if pair.apres is None or document.data is None:
        return
    compared = list(_revision(moments, pair.ref))
    yield from compared
    if compared and pair.avant is None:
        return
    lines = list(told(Parler(moments.apres.schemas, moments.apres.commons), *_two(pair)))
    if compared and lines:
        yield Alinea(("Ce qui change dans le fichier lui-même :",))
    if lines:
        text = "\n".join(lines)
        told_of_someone = any(any(personal_data(one)) for one in (pair.avant, pair.apres) if one)
        yield Texte(veiled(text) if told_of_someone else text)


def _two(pair: Paire) -> tuple[str, Document | None, Document | None]:
    return pair.ref.kind, pair.avant, pair.apres


def _address(ref: Ref) -> str:
    return "" if ref.kind == "site" else address(ref)


def _revision(moments: Moments, ref: Ref) -> Iterator[Bloc]:
    """What a revision of a protocol changes to the one before, with its reasons."""
    after = moments.apres.commons.get(ref)
    if not isinstance(after, Protocole):
        return
    earlier = [
        one for one in moments.apres.commons.revisions(after.experimentation) if one.numero < after.numero
    ]
    if earlier:
        yield Alinea(("Ce que cette révision change à la précédente, et pourquoi :",))
        yield Texte(as_text(difference(earlier[-1], after), moments.apres.schemas.fields("protocole")))


# --- around the records -------------------------------------------------------------------------


def _links(moments: Moments) -> Iterator[Bloc]:
    gained, lost = moments.liens()
    for title, links, moment in (
        ("Liens gagnés", gained, moments.apres),
        ("Liens perdus", lost, moments.avant),
    ):
        if links:
            yield Titre(2, (title,))
            yield Liste(
                tuple(
                    (
                        Cite(moment.commons.titre(link.source), _address(link.source)),
                        " nomme ",
                        Cite(moment.commons.titre(link.target), _address(link.target)),
                        f" ({_field(moments, link)})",
                    )
                    for link in links
                )
            )


def _field(moments: Moments, link: Link) -> str:
    node = moments.apres.schemas.node(link.source.kind, (link.field.partition(".")[0],))
    return str(node.get("title", "Texte"))


def _gaps(moments: Moments) -> Iterator[Bloc]:
    found = list(moments.lacunes())
    if not found:
        return
    yield Titre(2, ("Lacunes",))
    yield Alinea(("Ce que les étapes atteintes demandent et qui n'est pas documenté.",))
    for ref, fresh, still in found:
        yield Alinea((Cite(moments.apres.commons.titre(ref), address(ref)), " :"))
        yield Liste(
            tuple((f"{one.nom}, qui manque depuis cette proposition",) for one in fresh)
            + tuple((f"{one.nom}, qui manquait déjà",) for one in still)
        )


def _likenesses(moments: Moments) -> Iterator[Bloc]:
    found = likenesses(moments.paires, moments.documents_apres)
    if found:
        titre = moments.apres.commons.titre
        yield Titre(2, ("Doublons possibles",))
        yield Alinea(("Ces fiches se ressemblent par leur titre ou leur résumé. À vous d'en juger.",))
        yield Liste(
            tuple(
                (
                    Cite(f"{titre(one.nouvelle)} ({one.nouvelle.id})", _address(one.nouvelle)),
                    " et ",
                    Cite(f"{titre(one.connue)} ({one.connue.id})", _address(one.connue)),
                )
                for one in found
            )
        )


def _pages(moments: Moments) -> Iterator[Bloc]:
    touched = moments.pages
    yield Titre(2, ("Les pages du site",))
    if moments.apres.commons.broken:
        yield Alinea((_LEFT_OUT,))
    lists: tuple[tuple[str, tuple[PageDite, ...]], ...] = (
        ("Pages nouvelles", touched.nouvelles),
        ("Pages changées", touched.changees),
        ("Pages qui ne sont plus là, ou qui renvoient ailleurs", touched.perdues),
        ("Pages qui reviendront une fois les fautes corrigées", touched.attendues),
    )
    if not any(found for _, found in lists):
        yield Alinea(("Aucune page ne change.",))
    for title, found in lists:
        if found:
            yield Titre(3, (title,))
            yield Liste(tuple((Cite(one.titre, one.adresse), " ", Cite(one.adresse)) for one in found))
