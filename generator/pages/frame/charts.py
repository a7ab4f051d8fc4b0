"""Work out what pages draw: a strip of counts, a figure before and after. Templates hold the strokes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.frozen import Frozen, replace
from generator.pages.frame.views import Badge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.parts import Mesure
    from generator.pages.frame.atlas import Atlas

_FULL = 100.0
_SIGNS = {
    "favorable": ("confirmee", "oui"),
    "mitige": ("partielle", "mi"),
    "sans-effet": ("question", "neutre"),
    "defavorable": ("infirmee", "non"),
}
_MANY = {
    "favorable": "favorables",
    "mitige": "mitigés",
    "sans-effet": "sans effet",
    "defavorable": "défavorables",
}
_MONEY = {"EUR": "€", "USD": "$ US", "CAD": "$ CA", "GBP": "£"}
_GROUPS = re.compile(r"\.0$")


class StripPart(Frozen):
    """A part of a strip: what it counts, where it starts and how wide it is, in hundredths of the whole.

    `adresse` leads to what it counts, where that is a page.
    """

    badge: Badge
    nombre: int
    debut: float
    largeur: float
    adresse: str = ""


class Strip(Frozen):
    """Counts side by side. The `ton` of each badge also sets a pattern, so that colour is never alone."""

    titre: str
    parts: tuple[StripPart, ...]
    total: int


class BeforeAfter(Frozen):
    """A figure before and after, in words, and how long their bars are, in hundredths of the longest."""

    titre: str
    avant: str
    apres: str
    barre_avant: float
    barre_apres: float
    unite: str


def direction(atlas: Atlas, code: str, *, many: bool = False) -> Badge:
    """The direction of a finding: a word, a sign and a colour."""
    icon, tone = _SIGNS.get(code, _SIGNS["sans-effet"])
    words = atlas.label("experimentation", "constats.sens", code)
    return Badge(_MANY.get(code, words).capitalize() if many else words, icon, tone)


def strip(titre: str, counted: Iterable[tuple[Badge, int]]) -> Strip | None:
    """A strip of all counts but zeros; None if all are zero."""
    found = [(badge, count) for badge, count in counted if count]
    total = sum(count for _, count in found)
    parts, start = [], 0.0
    for badge, count in found:
        width = _FULL * count / total
        parts.append(StripPart(badge=badge, nombre=count, debut=round(start, 2), largeur=round(width, 2)))
        start += width
    return Strip(titre, tuple(parts), total) if parts else None


def strip_of_findings(atlas: Atlas, directions: Iterable[str]) -> Strip | None:
    """Findings by direction, in the order of the schema."""
    told = list(directions)
    codes = atlas.schemas.values("experimentation", "constats.sens")
    counts = [(code, told.count(code)) for code in codes]
    badges = [(direction(atlas, code, many=count > 1), count) for code, count in counts]
    # Four labels share the width of a phone: the longest may be broken.
    return strip(
        "Résultats par sens",
        ((replace(one, texte=one.texte.replace("favo", "fa\u00advo")), count) for one, count in badges),
    )


def before_after(titre: str, before: object, after: object, *, unit: str | None) -> BeforeAfter | None:
    """The two bars of a figure; None unless both values are numbers that a bar can show."""
    if not (_is_number(before) and _is_number(after)):
        return None
    low, high = float(str(before)), float(str(after))
    longest = max(low, high)
    if min(low, high) < 0 or not longest:
        return None
    return BeforeAfter(
        titre=titre,
        avant=number(before),
        apres=number(after),
        barre_avant=round(_FULL * low / longest, 2),
        barre_apres=round(_FULL * high / longest, 2),
        unite=unit or "",
    )


def in_figures(one: Mesure | None, *, drawn: bool = False) -> str:
    """The figure of a finding in words: `31 %`, `22, puis 61 personnes`; less what is `drawn` beside it."""
    if one is None:
        return ""
    told = [number(one.valeur)] if one.valeur is not None else []
    changed = [] if drawn else [number(value) for value in (one.avant, one.apres) if value is not None]
    words = ", puis ".join(changed)
    if len(changed) == 1:
        words = f"{'avant' if one.apres is None else 'après'} : {words}"
    shown = " ; ".join(filter(None, (*told, words)))
    return f"{shown}\u00a0{one.unite or ''}".strip("\u00a0") if shown else ""


def number(value: object) -> str:
    """`12 000`, `7,46`: as French has it; words as they are."""
    if not _is_number(value):
        return str(value)
    return _GROUPS.sub("", f"{value:,}").replace(",", "\u202f").replace(".", ",")


def money(amount: float, currency: str) -> str:
    """`12 000 €`; the code of a currency whose sign nobody knows."""
    return f"{number(amount)}\u00a0{_MONEY.get(currency, currency)}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
