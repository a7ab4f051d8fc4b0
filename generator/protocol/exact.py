"""Write a difference as data for programs: from it and the first revision, the second can be rebuilt."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from generator.model import Dispositif, plain
from generator.protocol.diff_summary import in_one_sentence
from generator.protocol.diff_words import DiffPiece
from generator.protocol.paragraphs import Paragraph, blocks, parted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Etape, Hypothese, Protocole
    from generator.protocol.revision_diff import ChangeReason, Difference, ElementChange, FieldChange

OWN = ("changements", "hypotheses_retirees", "errata")
"""Fields about the revision itself: the next revision does not inherit them, and errata may be added."""
USUAL_BLANK = "\n\n"
_PLACE = ("id", "chemin", "ligne_corps")


def as_data(before: Protocole, after: Protocole, difference: Difference) -> dict[str, Any]:
    """The `difference` of two revisions as data ready for JSON, complete enough to rebuild `after`.

    A text that changed is a list of pieces, each `{"egal": …}`, `{"retire": …}` or `{"ajoute": …}`; any
    other field has its `avant` and `apres` (null where it has none). `ordre` lists the ids as they stand in
    the new revision. `empreintes` prove both revisions.
    """
    data: dict[str, Any] = {
        "experimentation": difference.experimentation,
        "de": difference.de,
        "vers": difference.vers,
        "en_une_phrase": in_one_sentence(difference),
        "empreintes": {"de": digest(before, but=OWN), "vers": digest(after)},
        "motifs": [{"revision": number, "motifs": list(told)} for number, told in difference.motifs],
        "champs": _fields(difference.champs),
    }
    for name, genre, parts in (
        ("hypotheses", "hypothese", after.hypotheses),
        ("dispositifs", "dispositif", after.dispositifs),
    ):
        items = [item for item in difference.elements if item.genre == genre]
        data |= {name: _parts(items, parts)} if items else {}
    data |= _text(before.corps, after.corps, difference)
    return data | {name: plain(getattr(after, name)) for name in OWN}


def digest(revision: Protocole, *, but: Iterable[str] = ()) -> str:
    """The SHA-256, in hexadecimal, of what a revision says, without the fields named in `but`."""
    told = {name: value for name, value in plain(revision).items() if name not in {*_PLACE, *but}}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode("ascii")).hexdigest()


def _parts(items: Iterable[ElementChange], after: Sequence[Hypothese | Dispositif | Etape]) -> dict[str, Any]:
    return {"ordre": [part.id for part in after], "ecarts": [_part(item) for item in items]}


def _part(item: ElementChange) -> dict[str, Any]:
    told: dict[str, Any] = {"id": item.id, "changements": list(item.changements)}
    told |= {"rang_avant": item.rang_avant, "rang_apres": item.rang_apres}
    if item.avant is None or item.apres is None:
        told |= {"avant": plain(item.avant), "apres": plain(item.apres)}
    told |= {"champs": _fields(item.champs)} if item.champs else {}
    if item.etapes and isinstance(item.apres, Dispositif):
        told["etapes"] = _parts(item.etapes, item.apres.etapes)
    return told | ({"pourquoi": _reasons(item.raisons)} if item.genre != "etape" else {})


def _fields(fields: Iterable[FieldChange]) -> dict[str, Any]:
    return {
        field.champ: {"morceaux": _pieces(field.morceaux)}
        if field.morceaux
        else {"avant": plain(field.avant), "apres": plain(field.apres)}
        for field in fields
    }


def _text(before: str, after: str, difference: Difference) -> dict[str, Any]:
    """The body by paragraphs; `suite` holds the blanks after one, unless that is a single blank line."""
    told: dict[str, Any] = {}
    if before != after:
        head, ends = parted(after)
        follows = iter(ends)
        unchanged = () if difference.texte else blocks(before)
        same = (Paragraph("egal", (DiffPiece("egal", block),)) for block in unchanged)
        paragraphs = []
        for one in difference.texte or same:
            blank = USUAL_BLANK if one.genre == "retire" else next(follows)[1]
            rest = {} if blank == USUAL_BLANK else {"suite": blank}
            paragraphs.append({"genre": one.genre, "morceaux": _pieces(one.morceaux), **rest})
        told |= {"debut": head, "paragraphes": paragraphs}
    if told or difference.raisons_texte:
        told["pourquoi"] = _reasons(difference.raisons_texte)
    return {"texte": told} if told else {}


def _pieces(pieces: Iterable[DiffPiece]) -> list[dict[str, str]]:
    return [{piece.genre: piece.texte} for piece in pieces]


def _reasons(reasons: Iterable[ChangeReason]) -> list[dict[str, Any]]:
    return [{"revision": reason.revision, "texte": reason.texte} for reason in reasons]
