"""Show the revisions of a protocol in small: which, when, whether before, during or after the fieldwork."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address, difference_address
from generator.diagnostics import some_of
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame.views import Value
from generator.protocol import changed, changed_during_fieldwork, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Experimentation, Protocole
    from generator.pages.frame.atlas import Atlas

_MOMENTS = {"avant": "avant le terrain", "pendant": "pendant le terrain", "apres": "après le terrain"}
_VERBES = (("ajoute", "ajoute"), ("retire", "retire"), ("reformule", "reformule"), ("deplace", "déplace"))
_MOST_NAMED = 6


class VersionView(Frozen):
    """A revision named: `moment` sets it against the fieldwork, in words, empty without any journal.

    `brouillon` while unpublished; `recente` for the one that readers are shown first.
    """

    numero: int
    adresse: str
    date: str
    brouillon: bool
    motifs: tuple[str, ...]
    moment: str
    recente: bool


class LateRevision(Frozen):
    """A revision that touched hypotheses once the fieldwork had begun: what it did, where to see it.

    `gestes` pairs a verb with the hypotheses it was done to; `ecart` is the page of the difference.
    """

    version: VersionView
    gestes: tuple[tuple[str, tuple[Value, ...]], ...]
    ecart: str


def newest(revisions: tuple[Protocole, ...]) -> Protocole:
    """The last published revision; the last draft while none is published."""
    return next((one for one in reversed(revisions) if one.publiee), revisions[-1])


def version(atlas: Atlas, item: Experimentation, one: Protocole) -> VersionView:
    """One revision, named."""
    return VersionView(
        numero=one.numero,
        adresse=address(Ref("protocole", one.id)),
        date=one.date,
        brouillon=not one.publiee,
        motifs=tuple(atlas.label("protocole", "motifs", motif) for motif in one.motifs),
        moment=_MOMENTS.get(moment(atlas.commons, item, one) or "", ""),
        recente=newest(atlas.commons.revisions(item.id)).numero == one.numero,
    )


def previous_revision(atlas: Atlas, one: Protocole) -> Protocole | None:
    """The revision just before; None for the first, or where the file of the one before has faults."""
    found = (other for other in atlas.commons.revisions(one.experimentation))
    return next((other for other in found if other.numero == one.numero - 1), None)


def late_revisions(atlas: Atlas, item: Experimentation, jusqu_a: int) -> Iterator[LateRevision]:
    """The revisions up to that number that touched hypotheses once the fieldwork had begun."""
    for one in atlas.commons.revisions(item.id):
        late = changed_during_fieldwork(atlas.commons, item, one) if one.numero <= jusqu_a else ()
        before = previous_revision(atlas, one)
        if late and before:
            where = difference_address(item.id, before.numero, one.numero)
            how = changed(before, one)
            yield LateRevision(
                version(atlas, item, one),
                tuple(
                    (verb, tuple(Value(key, f"{where}#{key}") for key in keys))
                    for verb, keys in _gestures(how, late)
                ),
                where,
            )


def in_brief(before: Protocole | None, one: Protocole) -> str:
    """What a revision does to the one before, in a few words: `Ajoute H4 et D3 ; reformule D1.`."""
    if before is None:
        counts = (
            (len(one.hypotheses), "hypothèse"),
            (len(one.dispositifs), "dispositif"),
        )
        told = " et ".join(f"{count} {word}{'s' * (count > 1)}" for count, word in counts if count)
        return f"{told}." if told else ""
    how = changed(before, one)
    names = {"texte": "le texte"}
    told = " ; ".join(
        f"{verb} {some_of((names.get(key, key) for key in keys), _MOST_NAMED, link='et')}"
        for verb, keys in _gestures(how, how)
    )
    return f"{told[:1].upper()}{told[1:]}." if told else "Ne change ni hypothèse, ni dispositif, ni texte."


def _gestures(how: dict[str, tuple[str, ...]], ids: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What was done, each time with the ids it was done to."""
    ids = tuple(ids)
    for change, verb in _VERBES:
        keys = tuple(key for key in ids if change in how.get(key, ()))
        if keys:
            yield verb, keys
