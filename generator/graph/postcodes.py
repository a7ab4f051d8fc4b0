"""Tell postcodes from official codes: `50410` is Percy to the post, and Pontorson to the official code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, quoted, say, some_of
from generator.sources import slug
from generator.territory import communes_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.graph.mentions import Mention
    from generator.graph.whole import Whole
    from generator.model import Gazetteer

_CODE = re.compile(r"commune-(\d{5})")
_DIGITS = re.compile(r"(?:commune-)?(\d{5})")
# The part of a name that distinguishes namesakes: people say « Percy » for « Percy-en-Normandie ».
_ADDED = re.compile(r"-(?:en|sur|sous|les|lez|le|la|de|du|des|d|l|aux|au)-")
_SHORTEST = 4
_MOST = 4


def as_postcode(gazetteer: Gazetteer, written: str) -> str:
    """The communes that a bare number, or a code that no commune has, may stand for; empty for no postcode.

    The one whose official code it is comes first, if there is one.
    """
    found = _DIGITS.fullmatch(written)
    places = communes_at(found[1]) if found else ()
    if not found or not places:
        return ""
    coded = f"commune-{found[1]}"
    known = [one for one in (coded, *places) if gazetteer.get(one)]
    return _listed(gazetteer, list(dict.fromkeys(known)))


def postcode_for_a_code(whole: Whole) -> Iterator[Diagnostic]:
    """Warnings about a commune code when the text names another commune, whose postcode it is."""
    for mention in whole.mentions:
        code = _CODE.fullmatch(mention.written) if mention.kind == "territoire" and mention.target else None
        if not code:
            continue
        others = [one for one in communes_at(code[1]) if one != mention.written]
        if not others or mention.written in communes_at(code[1]):
            continue
        text = _text(whole, mention)
        named = [one for one in others if _is_named(whole.gazetteer, one, text)]
        if named and not _is_named(whole.gazetteer, mention.written, text):
            lieu = whole.gazetteer.get(mention.written)
            told = {"valeur": quoted(mention.written), "nom": lieu.libelle if lieu else "", "code": code[1]}
            yield Diagnostic(
                place=mention.place,
                rule="code-postal",
                message=say("code-postal", **told),
                help=say("vouliez-vous", proche=_listed(whole.gazetteer, named)),
            )


def _text(whole: Whole, mention: Mention) -> str:
    """The title, the summary and the text of a record, folded as names are for comparison."""
    data = whole.data.get(mention.source, {})
    said = " ".join(str(data.get(name) or "") for name in ("titre", "resume"))
    return f"-{_folded(f'{said} {mention.document.body}')}-"


def _is_named(gazetteer: Gazetteer, territory_id: str, text: str) -> bool:
    lieu = gazetteer.get(territory_id)
    name = _folded(lieu.nom) if lieu else ""
    short = _ADDED.split(name)[0]
    return f"-{name}-" in text or (len(short) >= _SHORTEST and "-" not in short and f"-{short}-" in text)


def _folded(text: str) -> str:
    """Words in plain small letters with hyphens between; a `slug` of any length."""
    return "-".join(filter(None, (slug(part) for part in text.split())))


def _listed(gazetteer: Gazetteer, places: list[str]) -> str:
    labels = ((one, gazetteer.get(one)) for one in places[:_MOST])
    return some_of(f"« {one} » ({lieu.libelle})" for one, lieu in labels if lieu)
