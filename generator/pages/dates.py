"""Write dates the way people say them in French."""

from __future__ import annotations

from markupsafe import Markup, escape

_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905 — easier to read
)


def en_mots(date: str) -> str:
    """`2021-06-26` → `26 juin 2021`; `2021-06` → `juin 2021`; anything else comes back as it is."""
    match [int(part) for part in date.split("-") if part.isdecimal()]:
        case [year, month, day] if 1 <= month <= len(_MONTHS):
            return f"{'1er' if day == 1 else day} {_MONTHS[month - 1]} {year:04}"
        case [year, month] if 1 <= month <= len(_MONTHS):
            return f"{_MONTHS[month - 1]} {year:04}"
    return date


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
