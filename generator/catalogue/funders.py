"""Name the funders by which experiments are found: those that pay for most of them, and all others as one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.grammar import alphabetical
from generator.sources import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model import Commons

OTHER_FUNDER = "autre"
"""The code of every funder that is not named in the search."""

_MOST = 40  # more than a reader would look through


def named_funders(commons: Commons) -> dict[str, str]:
    """The funders that the search names: their codes, with their names in alphabetical order.

    Two spellings that differ by an accent or a capital are one funder, under the one written most often.
    """
    spelt: dict[str, Counter[str]] = {}
    for item in commons.experimentations:
        for name in item.financeurs:
            spelt.setdefault(slug(name), Counter())[name] += 1
    spelt.pop("", None)
    most = sorted(spelt, key=lambda code: (-spelt[code].total(), code))[:_MOST]
    names = {code: min(spelt[code], key=lambda name: (-spelt[code][name], name)) for code in most}
    return dict(sorted(names.items(), key=lambda pair: (alphabetical(pair[1]), pair[0])))


def funder_codes(names: Iterable[str], named: Mapping[str, str]) -> tuple[str, ...]:
    """The codes of these funders, without repeats."""
    return tuple(dict.fromkeys(code if (code := slug(name)) in named else OTHER_FUNDER for name in names))
