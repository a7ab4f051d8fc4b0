"""Find telephone, bank account and social security numbers among other figures: `figures(text)`.

The form judges the same way, in `discretion.js`, on the same patterns.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.diagnostics.figure_patterns import BLANK, FIGURES
from generator.diagnostics.seen import BAR

if TYPE_CHECKING:
    from collections.abc import Iterator

_RE = {name: re.compile(one, re.IGNORECASE) for name, one in FIGURES.items() if isinstance(one, str)}
_SHAPES = frozenset(FIGURES["formes"])
_PAIRS, _FIGURES = "2-2-2-2-2", 10
_MOBILE = {"06", "07"}
_AROUND = 40  # how many characters of context are read on each side
_LAST_DAY, _LAST_MONTH = 31, 12  # grades, lots and hours are smaller numbers too
_WIDEST_STEP = 20  # 01 23 45 67 89 is a number to call, and no list
_FEWEST = 5  # five terms make a series
_KEY = 97


def figures(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, sort) of each number found; a sort is `compte`, `secu`, `appel` or `telephone`."""
    yield from _accounts(text)
    yield from _insured(text)
    yield from ((*called.span(1), "appel") for called in _RE["appel"].finditer(text))
    at = 0
    while (found := _RE["telephone"].search(text, at)) is not None:
        if found[0].count("\n") > 1:  # a number may span one line break at most
            at = found.start() + 1
            continue
        before = text[max(0, found.start() - _AROUND) : found.start()]
        after = text[found.end() : found.end() + _AROUND]
        verdict = _called(found[0], before, after, french=found[1] is not None, bare=found[3] is not None)
        if verdict:
            yield *found.span(), "telephone"
        # A list of lots or years is skipped whole: its second figure starts no telephone number either.
        at = found.start() + 1 if verdict is None else found.end()


def _called(written: str, before: str, after: str, *, french: bool, bare: bool) -> bool | None:
    """Whether a match is a telephone number; None if another that starts inside it may be one."""
    groups = re.findall("[0-9]+", re.sub("^[oO]", "0", written))
    between = {re.sub(f"[{BLANK}]", "", one) or " " for one in re.findall("[^0-9]+", written[1:])}
    asked = _RE["joindre"].search(before) is not None and not _RE["coder"].search(before)
    if _is_series(groups) and not (asked and len(groups) == 1):
        return False
    if not french:
        return _bare(groups, before) if bare else _abroad(written, groups, after)
    mobile, shape = "".join(groups)[1] in "67", "-".join(str(len(one)) for one in groups)
    counted = not asked and _is_counted(groups, before, after, cells=between == {BAR})
    coded = shape != _PAIRS and not (mobile and shape != "3-3-4") and _RE["coder"].search(before)
    if counted:
        return False
    if (between == {"."} and len(groups) > _FEWEST) or (_has_year(groups) and not (asked and mobile)):
        return None  # a version, a date
    many = len({*"".join(groups)}) >= _FEWEST - 1  # only zeros and ones: answers or scores
    grouped = len(between) <= 1 and (shape in _SHAPES or (len(groups) == _FIGURES and many))
    return not coded and (mobile or asked or len(groups) == 1 or grouped or None)


def _bare(groups: list[str], before: str) -> bool | None:
    """Whether a match that starts with 33, without +, is a telephone number; None if it may be an amount."""
    if re.search(rf"(?:fr|tva)[{BLANK}]?$", before, re.IGNORECASE):
        return None
    rest = "".join(groups)[2:]
    if len(groups) == 1:
        return rest[0] in "67" or _RE["joindre"].search(before) is not None or None
    return (
        [len(one) for one in groups[-4:]] == [2, 2, 2, 2] or _RE["joindre"].search(before) is not None or None
    )


def _abroad(written: str, groups: list[str], after: str) -> bool | None:
    thousands = len(groups) > 2 and all(len(one) == 3 for one in groups[1:])  # noqa: PLR2004 — thousands
    if thousands and ("000000" in "".join(groups) or _RE["unite"].search(after)):
        return False
    if re.fullmatch(r"\+[0-9]{1,3}\.[0-9]{3,8}(?:[^0-9].*)?", written):
        return None  # a latitude
    return not (written[0] == "0" and all(len(one) == 4 for one in groups)) or None  # noqa: PLR2004


def _is_series(groups: list[str]) -> bool:
    """Whether the figures go up by equal steps, as in lists of lots, years, or 0123456789."""
    values = [int(one) for one in (groups[0] if len(groups) == 1 else groups)]
    turn = 10 if len(groups) == 1 else 10**15
    steps = {(after - before) % turn for before, after in pairwise(values)}
    return (
        len(values) >= _FEWEST
        and len(steps) == 1
        and steps != {0}
        and abs(values[1] - values[0]) <= _WIDEST_STEP
    )


def _is_counted(groups: list[str], before: str, after: str, *, cells: bool) -> bool:
    """Whether these are days, scores, lots or départements: by their size, order and the words around."""
    if _RE["departements"].search(before):
        return all(len(one) == len("01") for one in groups)
    values, mobile = [int(one) for one in groups], groups[0] in _MOBILE
    small = max(values) <= _LAST_DAY
    if small and (values == sorted({*values}) or (cells and not mobile) or _RE["mois"].search(after)):
        return True
    if small and not mobile and _RE["pluriel"].search(before):
        return True
    rising = not mobile and values == sorted(values) and max(values) < 100  # noqa: PLR2004 — two figures each
    return (small or rising) and _RE["compter"].search(before) is not None


def _has_year(groups: list[str]) -> bool:
    """Whether the figures hold a date, or a year within the number of an official act."""
    if not any(len(one) == len("2026") and one[:2] in {"19", "20"} for one in groups):
        return False
    first, second = int(groups[0]), int(groups[1])
    return (first <= _LAST_DAY and second <= _LAST_DAY) or (len(groups) <= 3 and first <= _LAST_MONTH)  # noqa: PLR2004


def _accounts(text: str) -> Iterator[tuple[int, int, str]]:
    """The IBANs: of their country's length, with a valid key or announced as one by the words around."""
    for found in _RE["compte"].finditer(text):
        most = FIGURES["longueurs"].get(found[0][:2].upper(), 0)
        signs = [at for at in range(*found.span()) if text[at].isalnum()][:most]
        if not most or len(signs) < most:
            continue
        number = "".join(text[at] for at in signs)
        right = int("".join(str(int(one, 36)) for one in number[4:] + number[:4])) % _KEY == 1
        alone = not text[signs[-1] + 1 : signs[-1] + 2].isalnum()
        if (right and alone) or _RE["banque"].search(text[max(0, found.start() - _AROUND) : found.start()]):
            yield found.start(), signs[-1] + 1, "compte"


def _insured(text: str) -> Iterator[tuple[int, int, str]]:
    """The social security numbers: with a valid key, grouped as one, or announced by the words around."""
    for found in _RE["secu"].finditer(text):
        body = re.sub("[^0-9A-Ba-b]", "", found[1]).upper()
        number = int(body.replace("2A", "19").replace("2B", "18"))
        key = re.sub("[^0-9]", "", found[2] or "")
        grouped = len(re.findall("[0-9ABab]+", found[1])) >= 5 and body[3] in "01"  # noqa: PLR2004
        glued = not key and len(found[1]) == len(body) and _RE["naissance"].match(body)
        said = _RE["sociale"].search(text[max(0, found.start() - _AROUND) : found.start()])
        if (key and int(key) == _KEY - number % _KEY) or grouped or glued or said:
            yield found.start(), found.end() if key else found.end(1), "secu"
