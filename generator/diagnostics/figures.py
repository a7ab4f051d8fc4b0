"""Tell a telephone number, a bank account or a social security number from other figures: `figures(text)`.

The form has the same in `chiffres.js`; both are given the same `FIGURES`, written in what the regular
expressions of Python and of browsers have in common. Every repetition is bounded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.diagnostics.seen import BAR

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = "A-Za-z0-9À-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
BLANK = r" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BETWEEN = (
    rf"(?:[{BLANK}.\/()_¦\u00b7\u2022\u2027\u2219\u22c5\u2010-\u2015\u2212:-]{{1,3}}|[ \t]?\n[ \t>]{{0,8}})?"
)
_COUNTRIES = "33|32|41|34|39|44|49|351|352|377|262|590|594|596|508|687|689|212|213|216"
_AFTER = rf"(?![{WORD}]|[.,\/:-]\d)"
_FOUR = rf"[{BLANK}._¦-]{{0,2}}"

FIGURES: dict[str, Any] = {
    # 08 is left out: services, never a person. A letter O is read as a nought.
    "telephone": rf"(?:(?<![{WORD}])|(?<=t[eé]l))(?<!\d[.,\/:-])(?:([0O]{_BETWEEN}[1-79](?:{_BETWEEN}\d){{8}})"
    rf"|(\+{_BETWEEN}[1-9](?:{_BETWEEN}\d){{8,14}}|00{_BETWEEN}(?:{_COUNTRIES})(?:{_BETWEEN}\d){{8,11}})"
    rf"|(33{_BETWEEN}[1-79](?:{_BETWEEN}\d){{8}})){_AFTER}",
    # An address that calls somebody, whatever it is written in.
    "appel": r"(?:(?<![a-z])(?:tel|sms|smsto|callto|whatsapp|facetime|skype|viber|sip):(?:\/\/)?"
    r"|(?<![a-z])wa\.me\/|(?<![a-z])t\.me\/(?=\+)|signal\.me\/#p\/"
    r"|[?&#;](?:phone|tel|telephone|mobile|portable|gsm|sms|call|number|numero|num|to|contact|p)="
    rf"(?=\+|_|0|33))(_{{0,2}}\+?\(?\d(?:{_BETWEEN}\d){{7,14}})",
    # What calls a person, or counts things, before the figures and after them.
    "joindre": r"(?:t[eé]l|phone|portable|mobile|fixe|fax|sms|appel|num[eé]ro|joind|joign|compos|whats|signal"
    r"|standard|[☎✆📞])[^\n]{0,25}$",
    "compter": r"(?<![a-zà-ÿ])(?:notes?|lots?|s[eé]ries?|tirages?|loto|r[eé]sultats?|scores?|s[eé]ances?|ateliers?"
    r"|semaines?|jours?|mois|ann[eé]es?|dates?|bureaux?(?: de vote)?|groupes?|tomes?|lignes?(?: de bus)?|bus"
    r"|pages?|chapitres?|articles?|cantons?|arrondissements?|quartiers?|salles?|[eé]tapes?|classes?|tables?"
    r"|moyennes?|points?|[eé]quipes?|volumes?|fiches?|sections?|parcelles?|places?|les)"
    rf"(?:[{BLANK}]n(?:°|os?|um[eé]ros?))?[{BLANK}]{{0,2}}:?[{BLANK}]{{0,2}}\(?$",
    "departements": rf"d[eé]partements?(?:[{BLANK}][a-zà-ÿ]{{1,12}}){{0,2}}[{BLANK}]?:?[{BLANK}]?\(?$",
    "coder": r"(?<![a-zà-ÿ])(?:codes?|r[eé]f(?:[eé]rences?)?|dossiers?|factures?|commandes?|march[eé]s?|contrats?"
    r"|identifiants?|id|parcelles?|comptes?|num[eé]ros? de (?:dossier|facture|commande|s[eé]rie)|s[eé]rie|lot"
    rf"|d[eé]lib[eé]rations?|conventions?|mandats?|devis|bons?|arr[eê]t[eé]s?|version|siren|siret|nic|tva|fr)"
    rf"\.?(?:[{BLANK}]?n[°o])?[{BLANK}]?[:#]?[{BLANK}]?$",
    "unite": rf"^[{BLANK}]?(?:€|\$|£|%|[kKM]€|euros?|francs?|f?cfa|habitants?|voix|personnes|millions?|milliards?"
    rf"|tonnes?|octets?|m[²2]|km)(?![{WORD}])",
    "mois": rf"^(?:[{BLANK}](?:et|au|ou)[{BLANK}]\d\d?)?[{BLANK}](?:janvier|f[eé]vrier|mars|avril|mai|juin|juillet"
    r"|ao[uû]t|septembre|octobre|novembre|d[eé]cembre)",
    "compte": rf"(?<![{WORD}])[A-Z]{{2}}{_FOUR}\d{_FOUR}\d(?:{_FOUR}[A-Z0-9]){{11,30}}",
    "longueurs": dict(
        (one[:2], int(one[2:]))
        for one in ["AD24", "AE23", "AT20", "BE16", "BG22", "CH21", "CY28", "CZ24", "DE22", "DK18", "DZ26", "EE20", "ES24", "FI18", "FR27", "GB22", "GI23", "GR27", "HR21", "HU28", "IE22", "IL23", "IS26", "IT27", "LI21", "LT20", "LU20", "LV21", "MA28", "MC27", "MT31", "MU30", "NL18", "NO15", "PL28", "PT25", "RO24", "SE24", "SI19", "SK24", "SM27", "TN24", "TR26"]
    ),
    "banque": rf"(?:iban|rib|compte)[{BLANK}*_:.()'\x22-]{{0,6}}$",
    "secu": rf"(?<![{WORD}])(?<!\d[.,\/-])([12378]{_FOUR}\d\d{_FOUR}(?:0[1-9]|1[0-2]|[2-9]\d){_FOUR}(?:\d\d|2[AB])"
    rf"{_FOUR}\d{{3}}{_FOUR}\d{{3}})({_FOUR}\d\d)?(?![{WORD}]|[{BLANK}]?m(?:s|illi))",
    "formes": [
        *(
            "10",
            "2-2-2-2-2",
            "2-4-4",
            "2-8",
            "4-2-2-2",
            "4-3-3",
            "4-6",
            "2-3-3-2",
            "2-2-2-4",
            "2-2-4-2",
            "2-4-2-2",
        ),
        *("3-3-4", "3-3-2-2", "2-3-2-3", "2-2-3-3", "1-9", "1-3-3-3", "1-1-2-2-2-2", "5-5"),
    ],
    "naissance": r"^[12]\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[1-8]\d|9[0-57-9]|2[AB])",
    "sociale": r"(?:s[eé]cu|nir|n° ?ss|num[eé]ro ss|immatricul|assur[eé]|vitale)[^\n]{0,25}$",
}
"""What figures look like, and the words around them that tell what they are."""

FIGURES = {
    name: one.replace(r"\d", "[0-9]") if isinstance(one, str) else one for name, one in FIGURES.items()
}
_RE = {name: re.compile(one, re.IGNORECASE) for name, one in FIGURES.items() if isinstance(one, str)}
_SHAPES = frozenset(FIGURES["formes"])
_PAIRS, _FIGURES = "2-2-2-2-2", 10
_AROUND = 40


def figures(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, sort) of each datum; a sort is `compte`, `secu`, `appel` or `telephone`."""
    yield from _accounts(text)
    yield from _insured(text)
    yield from ((*called.span(1), "appel") for called in _RE["appel"].finditer(text))
    at = 0
    while (found := _RE["telephone"].search(text, at)) is not None:
        before = text[max(0, found.start() - _AROUND) : found.start()]
        after = text[found.end() : found.end() + _AROUND]
        verdict = _called(found[0], before, after, french=found[1] is not None, bare=found[3] is not None)
        if verdict:
            yield *found.span(), "telephone"
        # Of what is counted, all is skipped: the second of a list of lots starts no number either.
        at = found.start() + 1 if verdict is None else found.end()


def _called(written: str, before: str, after: str, *, french: bool, bare: bool) -> bool | None:
    """Whether these figures call somebody; None where other figures, that start within them, may."""
    groups = re.findall("[0-9]+", re.sub("^[oO]", "0", written))
    between = {re.sub(f"[{BLANK}]", "", one) or " " for one in re.findall("[^0-9]+", written[1:])}
    if written.count("\n") > 1:
        return None
    asked = _RE["joindre"].search(before) is not None and not _RE["coder"].search(before)
    if _is_series(groups) and not (asked and len(groups) == 1):
        return False
    if not french:
        return _bare(groups, before) if bare else _abroad(written, groups, after)
    mobile, shape = "".join(groups)[1] in "67", "-".join(str(len(one)) for one in groups)
    if not asked and _is_counted(groups, before, after, cells=between == {BAR}):
        return False
    if between == {"."} and len(groups) > len(_PAIRS.split("-")):
        return None  # a version
    if _has_year(groups) and not (asked and mobile):
        return None
    if shape != _PAIRS and not (mobile and shape != "3-3-4") and _RE["coder"].search(before):
        return False
    if mobile or asked or len(groups) == 1:
        return True
    many = len({*"".join(groups)}) > 3  # noqa: PLR2004 — noughts and ones alone are answers, or scores
    return (len(between) <= 1 and (shape in _SHAPES or (len(groups) == _FIGURES and many))) or None


def _bare(groups: list[str], before: str) -> bool | None:
    """33 without a +: a mobile in one piece, or grouped as numbers are and amounts are not."""
    if re.search(rf"(?:fr|tva)[{BLANK}]?$", before, re.IGNORECASE):
        return None
    rest = "".join(groups)[2:]
    if len(groups) == 1:
        return rest[0] in "67" or _RE["joindre"].search(before) is not None or None
    return (
        [len(one) for one in groups[-4:]] == [2, 2, 2, 2] or _RE["joindre"].search(before) is not None or None
    )


def _abroad(written: str, groups: list[str], after: str) -> bool | None:
    thousands = len(groups) > 2 and all(len(one) == 3 for one in groups[1:])  # noqa: PLR2004
    if thousands and ("000000" in "".join(groups) or _RE["unite"].search(after)):
        return False
    if re.fullmatch(r"\+[0-9]{1,3}\.[0-9]{3,8}(?:[^0-9].*)?", written):
        return None  # a latitude
    return not (written[0] == "0" and all(len(one) == 4 for one in groups)) or None  # noqa: PLR2004


def _is_series(groups: list[str]) -> bool:
    """By steps that are equal: lots, years, 0123456789."""
    values = [int(one) for one in (groups[0] if len(groups) == 1 else groups)]
    turn = 10 if len(groups) == 1 else 10**15
    steps = {(after - before) % turn for before, after in zip(values, values[1:], strict=False)}
    # Five pairs make a number; 01 23 45 67 89 is one, whose steps are wide.
    return len(values) > 4 and len(steps) == 1 and steps != {0} and abs(values[1] - values[0]) <= 20  # noqa: PLR2004


def _is_counted(groups: list[str], before: str, after: str, *, cells: bool) -> bool:
    if _RE["departements"].search(before):
        return all(len(one) == 2 for one in groups)  # noqa: PLR2004 — as they are numbered
    values = [int(one) for one in groups]
    small = max(values) <= 31  # noqa: PLR2004 — days, marks, lots
    if small and (values == sorted({*values}) or (cells and groups[0] not in {"06", "07"})):
        return True
    rising = groups[0] not in {"06", "07"} and values == sorted(values) and max(values) < 100  # noqa: PLR2004
    return ((small or rising) and _RE["compter"].search(before) is not None) or (
        small and _RE["mois"].search(after) is not None
    )


def _has_year(groups: list[str]) -> bool:
    years = [one for one in groups if len(one) == 4 and one[:2] in {"19", "20"}]  # noqa: PLR2004
    return (
        (bool(years)
        and int(groups[0]) <= 31
        and int(groups[1]) <= 31)
        or (
            bool(years) and len(groups) == 3 and int(groups[0]) <= 12  # noqa: PLR2004
        )
    )


def _accounts(text: str) -> Iterator[tuple[int, int, str]]:
    """A number IBAN of its country's length, whose key is right, or that says that it is one."""
    for found in _RE["compte"].finditer(text):
        most = FIGURES["longueurs"].get(found[0][:2].upper(), 0)
        signs = [at for at in range(*found.span()) if text[at].isalnum()][:most]
        if not most or len(signs) < most:
            continue
        number = "".join(text[at] for at in signs)
        right = int("".join(str(int(one, 36)) for one in number[4:] + number[:4])) % 97 == 1
        alone = not text[signs[-1] + 1 : signs[-1] + 2].isalnum()
        if (right and alone) or _RE["banque"].search(text[max(0, found.start() - _AROUND) : found.start()]):
            yield found.start(), signs[-1] + 1, "compte"


def _insured(text: str) -> Iterator[tuple[int, int, str]]:
    """A social security number: its key is right, or it is grouped as one is, or it says so."""
    for found in _RE["secu"].finditer(text):
        body = re.sub("[^0-9A-Ba-b]", "", found[1]).upper()
        number = int(body.replace("2A", "19").replace("2B", "18"))
        key = re.sub("[^0-9]", "", found[2] or "")
        grouped = len(re.findall("[0-9ABab]+", found[1])) >= 5 and body[3] in "01"  # noqa: PLR2004
        glued = not key and len(found[1]) == len(body) and _RE["naissance"].match(body)
        said = _RE["sociale"].search(text[max(0, found.start() - _AROUND) : found.start()])
        if (key and int(key) == 97 - number % 97) or grouped or glued or said:
            yield found.start(), found.end() if key else found.end(1), "secu"
