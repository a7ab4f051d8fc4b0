"""Tell what changes that readers rely on: verdicts, thresholds, phases, persons, dates, sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from generator.diagnostics import veiled
from generator.discretion import declared
from generator.publications import item_name
from generator.review.field_changes import Wording
from generator.review.record_changes import address_of
from generator.review.report_blocks import BulletList, Cite, Sentences, Title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.review.moments import Moments
    from generator.review.pairs import RecordPair
    from generator.review.report_blocks import Bloc, Mots
    from generator.schema import Schemas
    from generator.sources import Document

_DATES, _SOURCES, _DOMAINS = "Dates", "Sources", "Sites jamais cités jusqu'ici"
_FIRST, _LAST = ("Étapes", "Verdicts", "Seuils"), ("Personnes", _DATES, _DOMAINS, _SOURCES)
_URL = re.compile(r"https?://[^\s<>\"'`\\^{}|]+", re.IGNORECASE)
_AFTER_A_URL = ".,;:!?)]*_»…"
_MOST_OF_ONE = 4
_ONE_LIST = 12


class _Fact(NamedTuple):
    """A value that matters: its sort, where it stands (items of lists by their name), its field's title."""

    sort: str
    place: tuple[str, ...]
    label: str
    said: str


def what_matters(moments: Moments) -> Iterator[Bloc]:
    """The blocks that tell these changes, one line a record and sort; empty where there is none."""
    found: dict[str, list[Mots]] = {}
    for pair in moments.paires:
        for sort, told in _of_record(moments, pair).items():
            found.setdefault(sort, []).append(told)
    domains = list(_new_domains(moments))
    if domains:
        found[_DOMAINS] = domains
    if found:
        yield Title(2, ("Ce qui compte",))
        yield from _listed({sort: found[sort] for sort in sorted(found, key=_rank)})


def _listed(found: Mapping[str, Sequence[Mots]]) -> Iterator[Bloc]:
    """All in one list where it is short; else a list a sort, so that a long one hides no other."""
    if sum(map(len, found.values())) <= _ONE_LIST:
        yield BulletList(tuple((f"{sort} : ", *told) for sort, points in found.items() for told in points))
        return
    for sort, points in found.items():
        yield Sentences((f"{sort} ({len(points)}) :",))
        yield BulletList(tuple(points))


def _rank(sort: str) -> int:
    if sort in _FIRST:
        return _FIRST.index(sort)
    return len(_FIRST) + (1 + _LAST.index(sort) if sort in _LAST else 0)


def _of_record(moments: Moments, pair: RecordPair) -> dict[str, Mots]:
    """Sort → what changes of it in one record; a record that went, or cannot be read, has nothing to tell."""
    if pair.apres is None or pair.apres.data is None:
        return {}
    speech = Wording(moments.apres.schemas, moments.apres.commons)
    old = _facts(speech, pair.avant) if pair.avant else {}
    new = _facts(speech, pair.apres)
    both = [one for one in (pair.avant, pair.apres) if one]
    hidden = any(one.path in moments.of_someone or declared(one) for one in both)
    shown = veiled if hidden else str
    found: dict[str, list[Mots]] = {}
    for key, one in {**old, **new}.items():
        was, now = (shown(side[key].said) if key in side else "" for side in (old, new))
        if was != now:
            found.setdefault(one.sort, []).append(_change(one, was, now))
    title = Cite(moments.apres.commons.titre(pair.ref), address_of(pair.ref, moments.apres.schemas.kinds))
    return {sort: (title, *_joined(changes)) for sort, changes in found.items()}


def _change(one: _Fact, was: str, now: str) -> Mots:
    """One change in words: `was` or `now` is empty where there was, or is, none."""
    named = [step[1:] for step in one.place if step.startswith(" ") and step[1:] not in (was, now)]
    names = [word for name in named for word in (" ", Cite(name))]
    where: Mots = () if one.sort == _SOURCES else (one.label, *names, " : ")
    if not was:
        return (*where, Cite(now))
    return (*where, Cite(was), " devient ", Cite(now)) if now else (*where, Cite(was), " s'en va")


def _joined(changes: list[Mots]) -> Iterator[str | Cite]:
    for rank, change in enumerate(changes[:_MOST_OF_ONE]):
        yield " ; " if rank else " — "
        yield from change
    left = len(changes) - _MOST_OF_ONE
    if left > 0:
        yield f" ; et {left} de plus"


def _facts(speech: Wording, document: Document) -> Mapping[tuple[str, ...], _Fact]:
    data, kind, schemas = document.data or {}, document.kind, speech.schemas
    fields = {field.nom: field for field in schemas.fields(kind)}
    found: dict[tuple[str, ...], _Fact] = {}
    for sort, path, value in _marked(schemas, kind, data):
        node = schemas.node(kind, path)
        for part in value if isinstance(value, list) else [value]:
            place = _place(data, path) + ((f"={part}",) if isinstance(value, list) else ())
            steps = tuple(step for step in path if isinstance(step, str))
            field = fields.get(steps[0]) if steps else None
            for step in steps[1:]:
                field = next((one for one in field.sous_champs if one.nom == step), None) if field else None
            said = speech.value(kind, steps, field, value=part)
            found[sort, *place] = _Fact(
                sort=sort, place=place, label=str(node.get("title", steps[-1])), said=said
            )
    for url in _urls(document):
        found[_SOURCES, url] = _Fact(sort=_SOURCES, place=(), label="Source", said=url)
    return found


def _marked(
    schemas: Schemas, kind: str, data: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[str | int, ...], Any]]:
    """(sort, path, value) of what the schema says is to be read again, then of every date."""
    seen = set()
    for sort, path, value in schemas.to_read_again(kind, data):
        seen.add(path)
        if sort:
            yield sort, path, value
    for path, value in schemas.dates(kind, data):
        if path not in seen:
            yield _DATES, path, value


def _place(data: Mapping[str, Any], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """A path whose list positions are names: an item put before another does not change the others.

    The names that a reader knows an item by begin with a space.
    """
    place: list[str] = []
    node: Any = data
    for step in path:
        node = node[step]
        place.append(step if isinstance(step, str) else _name(node) or str(step))
    return tuple(place)


def _name(item: object) -> str:
    known, said = item_name(item)
    return f" {said}" if known else said


def _urls(document: Document) -> Iterator[str]:
    for text in (*_texts(document.data), document.body):
        for found in _URL.findall(text):
            yield found.rstrip(_AFTER_A_URL)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _new_domains(moments: Moments) -> Iterator[Mots]:
    """The sites that no record cited before, and in which records they now are."""
    known = {_domain(url) for document in moments.documents_avant for url in _urls(document)}
    where: dict[str, list[str]] = {}
    for document in moments.documents_apres:
        for domain in sorted({_domain(url) for url in _urls(document)} - known):
            where.setdefault(domain, []).append(document.path)
    together: dict[tuple[str, ...], list[str]] = {}
    for domain, paths in sorted(where.items()):
        together.setdefault(tuple(paths), []).append(domain)
    for citing, domains in together.items():
        yield from _cited(domains, citing)


def _cited(domains: Sequence[str], paths: Sequence[str]) -> Iterator[Mots]:
    more = len(paths) - 1
    others = f" et {more} autre{'s' * (more > 1)} fiche{'s' * (more > 1)}" if more else ""
    for start in range(0, len(domains), _MOST_OF_ONE):
        first, *rest = domains[start : start + _MOST_OF_ONE]
        named = [word for one in rest for word in (", ", Cite(one))]
        yield (Cite(first), *named, " dans ", Cite(paths[0]), others)


def _domain(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # an address between brackets that is none
        return url
