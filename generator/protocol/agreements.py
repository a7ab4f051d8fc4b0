"""See whether each collectivity that carries an experiment agreed to it and signed its convention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import folded, say, some_of
from generator.model import Ref
from generator.protocol.pieces import FieldPath, Lack, Pointer
from generator.sources import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Commons, Experimentation
    from generator.model.parts import Convention

# Words that many names of places share, and that people leave out.
COMMON_WORDS = frozenset(
    {"commune", "communes", "communaute", "agglomeration", "urbaine", "metropole", "ville", "departement"}
    | {"region", "syndicat", "pays", "ca", "cc", "cu", "d", "de", "des", "du", "l", "la", "le", "les"}
)


def accord(commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing of the agreements that start it: one for each collectivity that carries it."""
    if not item.accord:
        return Lack(say("manque-accord"))
    return _of_each(item, commons, "accord", words=say("moment-accord"))


def convention(commons: Commons, item: Experimentation) -> Lack | None:
    """What is missing of the conventions: one for each collectivity that carries it, signed by both sides.

    If the facts of the site name no `editeur`, the signature of the association is not checked.
    """
    if not item.convention:
        return Lack(say("manque-convention"))
    missing = _of_each(item, commons, "convention", words=say("moment-convention"))
    if missing:
        return missing
    for rank, one in enumerate(item.convention):
        lacks = list(_unsigned(commons, item, one))
        if lacks:
            field: FieldPath = ("convention", rank, "signataires")
            where = Pointer(Ref("experimentation", item.id), field, "les signataires sont ici")
            return Lack(say("manque-signataires", quoi=some_of(lacks, link="et")), (where,))
    return None


def _of_each(item: Experimentation, commons: Commons, field: str, *, words: str) -> Lack | None:
    """What is missing where several collectivities carry it: an entry for each, and for no other."""
    where = (Pointer(Ref("experimentation", item.id), (field,), "ce qui est dit est ici"),)
    told = {one.collectivite for one in getattr(item, field)}
    carriers = item.porteuses
    strange = sorted(told - {None, *carriers})
    if strange:
        who = _title(commons, strange[0])
        return Lack(say("nomme-une-autre", quoi=words, qui=who), where)
    lacking = [_title(commons, one) for one in carriers if one not in told]
    if not carriers[1:] or not lacking:
        return None
    return Lack(say("manque-celui-de", quoi=words, qui=some_of(lacking, link="et")), where)


def _unsigned(commons: Commons, item: Experimentation, one: Convention) -> Iterator[str]:
    """The parties that should have signed a convention and are not among its signatories."""
    association = commons.site.editeur
    others = [name for name in one.signataires if not (association and folded(association) in folded(name))]
    carriers = [one.collectivite] if one.collectivite else item.porteuses
    places = [commons.gazetteer.get(each) for each in carriers]
    names = [place.nom for place in places if place]
    # The name of a place that could not be read is unknown.
    unread = len(names) < len(places)
    if not unread and not any(
        _own_words(name) <= set(slug(signed).split("-")) for name in names for signed in others
    ):
        yield say("la-collectivite-nommee", noms=", ".join(names)) if names else say("la-collectivite")
    if association and len(others) == len(one.signataires):
        yield say("l-association", nom=association)


def _own_words(name: str) -> set[str]:
    """The words of a place's name that are its own: « CA Grand Lac » is « grand » and « lac »."""
    return set(slug(name).split("-")) - COMMON_WORDS


def _title(commons: Commons, place: str) -> str:
    return commons.titre(Ref("territoire", place))
