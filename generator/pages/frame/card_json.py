"""Carry the card of a page to the search as data: JSON that is the same however often unescaped."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from typing import TYPE_CHECKING

from generator.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.pages.frame.views import Badge, Card

_BETWEEN = "<i>"
_HIGH = re.compile("</?sup>")
# Characters that an HTML parser could unescape, or take for an end tag: JSON writes them as escapes.
_TO_WRITE_OTHERWISE = re.compile(r"[&<>]|[^\S ]|(?<= ) ")


def card_json(carte: Card) -> str:
    """What `carte` tells, as JSON on one line, for `assets/cartes.js` to draw; what is empty is left out.

    A text has its typography set: it is a string, or a list of strings of which every second one is set high.
    Enjeux are told by address, since the page of the search knows their tokens; `mesure` never travels.
    """
    texts = [carte.titre, carte.resume, carte.nature, *(text for _, text in carte.faits)]
    texts += [badge.texte for badge in (*carte.badges, *carte.verdicts)]
    said = dict(zip(texts, _typeset(texts), strict=True))

    def badges(some: Iterable[Badge]) -> list[object]:
        return [[badge.icone, badge.ton, said[badge.texte]] for badge in some]

    told = {
        "titre": said[carte.titre],
        "resume": said[carte.resume],
        "nature": said[carte.nature],
        "badges": badges(carte.badges),
        "faits": [[icon, said[text]] for icon, text in carte.faits],
        "verdicts": badges(carte.verdicts),
        "enjeux": [enjeu.adresse for enjeu in carte.enjeux],
        "invente": carte.invente,
    }
    kept = {name: value for name, value in told.items() if value}
    line = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return _TO_WRITE_OTHERWISE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line)


def _typeset(texts: Iterable[str]) -> list[str | list[str]]:
    """Each text with the typography of a page, which is set on the text between two tags."""
    html = typeset(_BETWEEN.join(["", *map(escape, texts), ""]))
    return [_parts(text) for text in html.split(_BETWEEN)[1:-1]]


def _parts(html: str) -> str | list[str]:
    parts = [unescape(part) for part in _HIGH.split(html)]
    return parts if len(parts) > 1 else parts[0]
