"""Show dates on a page: words for people, `datetime` for machines, two of them as one phrase."""

from __future__ import annotations

from markupsafe import Markup

from generator.model import day_in_words

__all__ = ["day_html", "day_in_words", "period_in_words"]


def day_html(date: str) -> Markup:
    """A date for a page: words for people, `datetime` for machines."""
    return Markup('<time datetime="{}">{}</time>').format(date, day_in_words(date))


def period_in_words(debut: str | None, fin: str | None, *, passee: bool = False) -> str:
    """Two dates as one phrase: `du 3 mai au 5 juin 2021`, `depuis mars 2025`, `jusqu'à 2022`.

    An experiment that is over (`passee`), nobody knows when, is `commencée en mars 2025`.
    """
    if debut and fin and debut != fin:
        if _is_day(debut) and _is_day(fin):
            return f"du {_short(debut, fin)} au {day_in_words(fin)}"
        return f"{day_in_words(debut)} – {day_in_words(fin)}"
    if debut and fin:
        return day_in_words(debut)
    if debut and passee:
        return f"commencée {'le' if _is_day(debut) else 'en'} {day_in_words(debut)}"
    if debut:
        return f"depuis {'le ' * _is_day(debut)}{day_in_words(debut)}"
    return f"jusqu'{'au' if _is_day(fin) else 'à'} {day_in_words(fin)}" if fin else ""


def _short(debut: str, fin: str) -> str:
    """A first day without the year, then the month, that it shares with the last."""
    words = day_in_words(debut)
    if debut[:7] == fin[:7]:
        return words.partition(" ")[0]
    return words.removesuffix(f" {debut[:4]}") if debut[:4] == fin[:4] else words


def _is_day(date: str) -> bool:
    return date.count("-") == len(("mois", "jour"))
