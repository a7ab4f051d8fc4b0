"""Show dates on a page: words for people, `datetime` for machines, two of them as one phrase."""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.model import en_mots

__all__ = ["en_mots", "jour", "periode"]


def jour(date: str) -> Markup:
    """A date for a page: words for people, `datetime` for machines."""
    words = escape(en_mots(date))
    if words.startswith("1er "):
        words = Markup("1<sup>er</sup>") + words.removeprefix("1er")
    return Markup('<time datetime="{}">{}</time>').format(date, words)


def periode(debut: str | None, fin: str | None) -> str:
    """Two dates as one phrase: `du 3 mai 2021 au 5 juin 2021`, `depuis mars 2025`, `jusqu'à 2022`."""
    if debut and fin and debut != fin:
        if _is_day(debut) and _is_day(fin):
            return f"du {en_mots(debut)} au {en_mots(fin)}"
        return f"{en_mots(debut)} – {en_mots(fin)}"
    if debut and fin:
        return en_mots(debut)
    if debut:
        return f"depuis {'le ' * _is_day(debut)}{en_mots(debut)}"
    return f"jusqu'{'au' if _is_day(fin) else 'à'} {en_mots(fin)}" if fin else ""


def _is_day(date: str) -> bool:
    return date.count("-") == len(("mois", "jour"))
