"""Where each field really shows: its values are looked for in all that a full commons publishes."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cached_property, partial
from html import unescape
from typing import TYPE_CHECKING, Any

from generator import exports, pages
from generator.addresses import address
from generator.model import Ref, day_in_words
from generator.output import OutputFile
from generator.pages.guides.corrections import corrections
from generator.pipeline import PROJECT, check
from generator.sources import content
from tests.cases.case_file import lay, lay_base, read_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_FULL = PROJECT / "tests/house/full.txt"
_SPACES = re.compile(r"[\s\u00a0\u202f\u00ad]+")
# A link to another record is no more than its name, and what is in the head is for machines.
_TAGS = re.compile(r"<[^>]+>")
_SHOWN_ATTRIBUTES = re.compile(r'(?:href|src|alt|datetime|content|value|data-[a-z]+)="([^"]*)"')
# The codes of the values of full.txt that a search sorts into bands, or folds.
BANDS = {
    ("experimentation", "participants"): "plus-de-100",
    ("experimentation", "fin"): "trois-ans-au-plus",
    ("experimentation", "couts"): "autre-monnaie",
    ("experimentation", "financeurs"): "mutuelle-des-rameurs",
    ("outil", "participants"): "31-a-100",
    ("journal", "participants"): "31-a-100",
}


class Showing:
    """A full commons, and what it publishes."""

    def __init__(self, root: Path) -> None:
        lay_base(root)
        lay(root, read_case(_FULL).files)
        self.root = root
        self.checked = check(root)
        assert self.checked.diagnostics == ()
        self.schemas = self.checked.schemas

    @cached_property
    def pages(self) -> dict[str, str]:
        """What readers see of each page, with the addresses that its links lead to."""
        found = pages.render(self.checked.index)
        return {page.address: _seen(page.html or "") for page in found}

    @cached_property
    def form(self) -> str:
        """The page where anyone contributes."""
        found = pages.render(self.checked.index)
        return next(page.html or "" for page in found if page.address == "/contribuer/formulaire/")

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files for machines, by path."""
        index = self.checked.index
        made = list(pages.render(index, known={}))
        records = exports.records_as_data(index, str)
        html, raw = partial(pages.html_elsewhere, index), partial(content, self.root)
        data = exports.open_data(index, records, html, raw=raw, known={})
        both = (*exports.files(index, made), *data)
        return {file.path: file.content for file in both if isinstance(file, OutputFile)}

    def rows(self, kind: str) -> list[dict[str, str]]:
        """The table of a kind."""
        text = self.files[f"donnees/{kind}.csv"].decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))

    @cached_property
    def catalogue(self) -> dict[Ref, dict[str, Any]]:
        """The records of the catalogue, by name."""
        told = json.loads(self.files["donnees/catalogue.json"])
        return {Ref(one["nature"], one["id"]): one for one in told["fiches"]}

    def holders(self, kind: str, field: str) -> list[tuple[Ref, Any]]:
        """The records of a kind that hold a field, with its value."""
        return [
            (Ref(kind, one.id), (one.data or {})[field])
            for one in self.checked.sources.documents
            # The home page has its own title, and says of itself nothing else.
            if one.kind == kind and field in (one.data or {}) and one.id != "accueil"
        ]

    def words(self, kind: str, field: str, value: Any) -> list[set[str]]:  # noqa: ANN401 — of any shape
        """For each leaf of a value, the ways in which it may be written for readers."""
        return list(self._words(self.schemas.node(kind, (field,)), value))

    def _words(self, node: Mapping[str, Any], value: Any) -> Iterator[set[str]]:  # noqa: ANN401 — of any shape
        if isinstance(value, list):
            for item in value:
                yield from self._words(node["items"], item)
        elif isinstance(value, dict):
            for name, inner in value.items():
                yield from self._words(node["properties"][name], inner)
        elif isinstance(value, bool):
            yield {"oui", "citoyens", "local", "référencé"} if value else {"non"}
        else:
            yield {_folded(one) for one in self._ways(node, value)}

    def _ways(self, node: Mapping[str, Any], value: Any) -> set[str]:  # noqa: ANN401 — of any shape
        text = str(value)
        found = {text, day_in_words(text) if re.fullmatch(r"\d{4}(-\d\d){0,2}", text) else text}
        found.add(str(node.get("x-libelles", {}).get(value, value)))
        if isinstance(value, int | float):
            found |= {f"{value:,}".replace(",", " "), text.replace(".", ",")}
        kind = node.get("x-ref")
        if isinstance(kind, str) and kind in self.schemas.kinds:
            found = {self.checked.commons.titre(Ref(kind, text)), address(Ref(kind, text))}
        return found

    def asks(self, kind: str, field: str) -> bool:
        """Whether the form asks for a field, or fills it in, for what anyone may propose."""
        asked = self.form.split('<template class="fiche-modele"')[1:]
        corrected = {f'data-code="{one.code}"' for one in corrections(self.checked.schemas)}
        mine = [part for part in asked if f'data-sorte="{kind}"' in part]
        mine = [part for part in mine if not any(code in part.partition(">")[0] for code in corrected)]
        return any(f'data-nom="{field}"' in part for part in mine)

    def on(self, pages_: Iterator[str], words: list[set[str]]) -> bool:
        """Whether each leaf is found on one at least of these pages."""
        text = "\n".join(pages_)
        return all(any(way in text for way in ways) for ways in words)

    def own_pages(self, ref: Ref) -> Iterator[str]:
        """The page of a record, with those of its changes and calls; every page for what has none."""
        if ref.kind in {"lexique", "site"}:
            return iter(self.pages.values())
        home = address(ref)
        if ref.kind == "protocole":
            home = home.rpartition("protocole/")[0] + "protocole/"
        return (
            text
            for where, text in self.pages.items()
            if where == home
            or (ref.kind == "protocole" and where.startswith(home))
            or (ref.kind == "experimentation" and where.startswith(f"/appels/{ref.id}-"))
        )

    def other_pages(self, ref: Ref) -> Iterator[str]:
        """The pages of all the rest."""
        home = address(ref)
        return (text for where, text in self.pages.items() if not where.startswith(home))

    def measured(self, kind: str, field: str) -> dict[str, bool]:
        """On which faces the values of a field are found, in each record that holds it."""
        held = self.holders(kind, field)
        found = [self._measured(ref, field, value) for ref, value in held]
        return {face: all(one[face] for one in found) for face in found[0]} if found else {}

    def _coded(self, kind: str, field: str, value: Any) -> list[str]:  # noqa: ANN401 — of any shape
        """The codes under which a search finds a value: itself, or the band or the name it falls under."""
        banded = BANDS.get((kind, field))
        if (kind, field) == ("experimentation", "debut"):
            return [value[:4]]
        return [banded] if banded else [str(one) for one in (value if isinstance(value, list) else [value])]

    def _measured(self, ref: Ref, field: str, value: Any) -> dict[str, bool]:  # noqa: ANN401 — of any shape
        words = self.words(ref.kind, field, value)
        row = (
            next((row for row in self.rows(ref.kind) if row["id"] == ref.id), {})
            if ref.kind not in {"lexique", "site"}
            else {}
        )
        told = self.catalogue.get(ref, {})
        flat = _folded(
            json.dumps([inner for name, inner in told.items() if name != "facettes"], ensure_ascii=False)
        )
        codes = {code for listed in told.get("facettes", {}).values() for code in listed}
        return {
            "page": self.on(self.own_pages(ref), words),
            "liste": ref.kind not in {"lexique", "site"} and self.on(self.other_pages(ref), words),
            "formulaire": self.asks(ref.kind, field),
            "csv": bool(row.get(field)),
            "json": all(any(way in flat for way in ways) for ways in words),
            "facette": bool(codes) and all(one in codes for one in self._coded(ref.kind, field, value)),
        }


def _seen(html: str) -> str:
    attributes = " ".join(_SHOWN_ATTRIBUTES.findall(html))
    return _folded(unescape(f"{_TAGS.sub(' ', html)} {attributes}"))


def _folded(text: str) -> str:
    plain = text.replace("’", "'").replace("\u2011", "-").casefold()
    return _SPACES.sub(" ", plain)
