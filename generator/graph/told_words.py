"""Check the words of the lexicon: each is told once, and each is one that a search looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Related, quoted
from generator.search import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.graph.whole import Whole

_Told = tuple[tuple[str | int, ...], str]


def told_twice(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of words in two groups: a search for such a word would use one group only."""
    for _, document, data in whole.of_kind("lexique"):
        first: dict[tuple[str, ...], tuple[str | int, ...]] = {}
        for path, text in _heads(data):
            known = first.setdefault(_folded(text), path)
            if known[:2] != path[:2] and _folded(text):
                yield Diagnostic(
                    place=document.positions.value(path),
                    rule="mot-deja-au-lexique",
                    message=f"{quoted(text)} est déjà dans un autre groupe du lexique",
                    help="réunissez les deux groupes, ou retirez ce mot de l'un d'eux",
                    related=(Related(document.positions.value(known), "l'autre est ici"),),
                )


def told_alone(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of groups with a single word, which has no synonym."""
    for _, document, data in whole.of_kind("lexique"):
        for rank, group in _entries(data, "groupes"):
            if len([*_texts(group.get("mots")), *_texts(group.get("autres"))]) == 1:
                yield Diagnostic(
                    place=document.positions.value(("groupes", rank, "mots")),
                    rule="liste-trop-courte",
                    message="un groupe du lexique a au moins deux mots",
                    help="ajoutez un mot qui veut dire la même chose, ou retirez ce groupe",
                )


def without_effect(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of stop words: a search ignores them, since they are nearly everywhere."""
    for _, document, data in whole.of_kind("lexique"):
        for path, text in (*_heads(data), *_meanings(data)):
            if not _folded(text):
                yield Diagnostic(
                    place=document.positions.value(path),
                    rule="mot-sans-effet",
                    message=f"la recherche ne tient pas compte de {quoted(text)}, qui est presque partout",
                    help="ajoutez-lui un mot qui le précise, ou retirez-le",
                )


def _folded(text: str) -> tuple[str, ...]:
    return tuple(word.term for word in words(text) if not word.void)


def _heads(data: Mapping[str, Any]) -> Iterator[_Told]:
    """The words by which a group or an acronym is found, each with its place."""
    for rank, group in _entries(data, "groupes"):
        name = "autres" if group.get("autres") else "mots"
        yield from ((("groupes", rank, name, place), text) for place, text in _texts(group.get(name)))
    for rank, entry in _entries(data, "sigles"):
        if isinstance(entry.get("sigle"), str):
            yield ("sigles", rank, "sigle"), entry["sigle"]


def _meanings(data: Mapping[str, Any]) -> Iterator[_Told]:
    for rank, entry in _entries(data, "sigles"):
        yield from ((("sigles", rank, "sens", place), text) for place, text in _texts(entry.get("sens")))
    for rank, group in _entries(data, "groupes"):
        if group.get("autres"):
            yield from ((("groupes", rank, "mots", place), text) for place, text in _texts(group.get("mots")))


def _entries(data: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    listed = data.get(name)
    for rank, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, dict):
            yield rank, one


def _texts(listed: object) -> Iterator[tuple[int, str]]:
    for rank, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, str):
            yield rank, one
