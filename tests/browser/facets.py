"""What the search page must show, counted the long way from the catalogue that the site publishes."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_OUTSIDE = re.compile(
    r'<article class="page" data-fiche="(\S+) [^"]*" data-genre="[a-z]+" data-facettes="([^"]*)"'
)

# In the page: what the back button does. The address changes, the page reads it again.
ASK = """async (address) => {
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
  const found = document.getElementById("Trouves");
  await new Promise((done) => {
    const look = () => found.hasAttribute("aria-busy") || done();
    new MutationObserver(look).observe(found, { attributes: true });
    look();
  });
}"""


@dataclass(frozen=True)
class Catalogue:
    """`/donnees/catalogue.json`, its addresses counted from the site's root."""

    groups: Mapping[str, tuple[str, ...]]
    records: tuple[Mapping[str, Any], ...]
    others: tuple[Mapping[str, Any], ...]
    """The pages that words alone find: places without a record, and pages of the site's own."""

    @classmethod
    def read(cls, folder: Path) -> Catalogue:
        data = json.loads((folder / "donnees" / "catalogue.json").read_text(encoding="utf-8"))
        root = data["site"].rstrip("/")
        records = tuple(one | {"adresse": one["adresse"].removeprefix(root)} for one in data["fiches"])
        groups = {one["nom"]: tuple(choice["code"] for choice in one["choix"]) for one in data["groupes"]}
        return cls(groups, records, tuple(_others(folder, groups)))

    @cached_property
    def by_address(self) -> Mapping[str, Mapping[str, Any]]:
        return {one["adresse"]: one for one in (*self.records, *self.others)}


def _others(folder: Path, groups: Mapping[str, tuple[str, ...]]) -> Iterator[Mapping[str, Any]]:
    for path in sorted(folder.rglob("index.html")):
        found = _OUTSIDE.search(path.read_text(encoding="utf-8"))
        if found:
            told = json.loads(unescape(found[2]))
            codes = {name: told.get(name, []) for name in groups}
            yield {"adresse": found[1], "invente": False, "date": None, "facettes": codes}


@dataclass(frozen=True, slots=True)
class Asked:
    """A selection: words, codes by group, invented examples or not."""

    words: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    invented: bool = False
    by_date: bool = False

    def address(self) -> str:
        """As the page itself writes it."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(name, code) for name, codes in self.chosen.items() for code in sorted(codes)]
        pairs += [("inventes", "oui")] if self.invented else []
        pairs += [("tri", "date")] if self.by_date else []
        return f"/recherche/?{urlencode(pairs)}" if pairs else "/recherche/"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page tells: how many results, how many for each choice, how many invented ones."""

    total: int
    counts: Mapping[str, Mapping[str, int]]
    invented: int


def drawn(draw: random.Random, groups: Mapping[str, tuple[str, ...]], words: Iterable[str]) -> Asked:
    """A selection in any number of groups, of codes that exist."""
    names = draw.sample(sorted(groups), draw.choice((0, 1, 1, 2, 2, 3, 4)))
    return Asked(
        draw.choice(("", "", *words)),
        {
            name: frozenset(draw.sample(groups[name], min(draw.choice((1, 1, 2, 3)), len(groups[name]))))
            for name in groups  # the page's own order
            if name in names
        },
        invented=draw.random() < 1 / 3,
        by_date=draw.random() < 1 / 3,
    )


def expected(catalogue: Catalogue, asked: Asked, found: Iterable[str]) -> Shown:
    """What must be shown where `found` are the addresses that the words find."""
    records = [catalogue.by_address[address] for address in found]
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for name, codes in catalogue.groups.items():
        others = [one for one in records if _fits(one, asked, but=name) and _admitted(one, asked)]
        for code in codes:
            counts[name][code] = sum(code in one["facettes"][name] for one in others)
    fitting = [one for one in records if _fits(one, asked)]
    return Shown(
        sum(_admitted(one, asked) for one in fitting), counts, sum(one["invente"] for one in fitting)
    )


def results(catalogue: Catalogue, asked: Asked, found: Iterable[str]) -> set[str]:
    """The addresses of all the results."""
    records = (catalogue.by_address[address] for address in found)
    return {one["adresse"] for one in records if _fits(one, asked) and _admitted(one, asked)}


def _fits(record: Mapping[str, Any], asked: Asked, but: str = "") -> bool:
    """Whether a record has one of the codes chosen in every group, one group left out."""
    return all(
        codes & set(record["facettes"][name]) for name, codes in asked.chosen.items() if name != but and codes
    )


def _admitted(record: Mapping[str, Any], asked: Asked) -> bool:
    return asked.invented or not record["invente"]
