"""Whatever belongs to an invented example says so wherever it is shared, and counts for nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.visits import Site

SIGN = "(exemple inventé)"
_ATOM = "{http://www.w3.org/2005/Atom}"
_PARTS = (
    re.compile(r"<title>(.*) — [^<]*</title>"),
    re.compile(r'<meta name="description" property="og:description" content="([^"]*)">'),
    re.compile(r'<meta property="og:title" content="([^"]*)">'),
)
_NOINDEX = '<meta name="robots" content="noindex">'
_MOVED = '<meta http-equiv="refresh"'


@pytest.fixture(scope="module")
def catalogue(site: Site) -> list[dict[str, Any]]:
    data = json.loads((site.folder / "donnees/catalogue.json").read_text(encoding="utf-8"))
    root = str(data["site"]).rstrip("/")
    return [{**one, "adresse": one["adresse"].removeprefix(root)} for one in data["fiches"]]


@pytest.fixture(scope="module")
def invented(catalogue: list[dict[str, Any]]) -> tuple[str, ...]:
    found = tuple(one["adresse"] for one in catalogue if one["invente"])
    assert {where.split("/")[1] for where in found} >= {
        "experimentations",
        "territoires",
        "acteurs",
        "agenda",
    }
    return found


def _address(site: Site, page: Path) -> str:
    return f"/{page.parent.relative_to(site.folder).as_posix()}/".replace("/./", "/")


def test_each_page_of_an_example_says_so_and_no_other_does(site: Site, invented: tuple[str, ...]) -> None:
    silent, wrong, parts = [], [], 0
    places = tuple(f"/{one.split('/')[2]}/" for one in invented if one.startswith("/territoires/"))
    calls = tuple(f"/appels/{one.split('/')[2]}-" for one in invented if one.startswith("/experimentations/"))
    for page in site.folder.rglob("index.html"):
        html = page.read_text(encoding="utf-8")
        if _MOVED in html:
            continue
        where = _address(site, page)
        example = where.startswith((*invented, *calls))
        example |= where.startswith("/enjeux/") and where.endswith(places)
        told = [found[1].endswith(SIGN) for part in _PARTS if (found := part.search(html))]
        parts += example
        if example and not (told == [True] * len(_PARTS) and _NOINDEX in html):
            silent.append(where)
        if not example and (any(told) or _NOINDEX in html):
            wrong.append(where)
    assert parts > len(invented)
    assert silent == []
    assert wrong == []


def test_no_map_leads_to_an_example(site: Site, invented: tuple[str, ...]) -> None:
    text = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "/experimentations/</loc>" in text
    assert [where for where in invented if f"{where}</loc>" in text] == []


def test_each_entry_of_a_feed_says_so(site: Site, invented: tuple[str, ...]) -> None:
    seen = 0
    for feed in site.folder.rglob("*.xml"):
        if feed.name == "sitemap.xml":
            continue
        for entry in ET.parse(feed).getroot().iter(f"{_ATOM}entry"):  # noqa: S314 — we made it
            link = entry.find(f"{_ATOM}link")
            assert link is not None
            if any(where in link.get("href", "") for where in invented):
                seen += 1
                assert (entry.findtext(f"{_ATOM}title") or "").endswith(SIGN)
    assert seen


def test_examples_are_never_counted(site: Site, catalogue: list[dict[str, Any]]) -> None:
    home = (site.folder / "index.html").read_text(encoding="utf-8")
    counts = {
        where: int(number)
        for where, number in re.findall(r'<li><a href="(?:\./)?([a-z-]+)/"><strong>(\d+)</strong>', home)
    }
    assert counts.keys() == {"experimentations", "appels", "boite-a-outils", "territoires", "acteurs"}
    counts["experimentations"] += counts["appels"]  # what is only proposed is counted apart
    for kind, where in (
        ("experimentation", "experimentations"),
        ("outil", "boite-a-outils"),
        ("acteur", "acteurs"),
    ):
        real = [one for one in catalogue if one["nature"] == kind and not one["invente"]]
        assert counts[where] == len(real), kind
    enjeux = (site.folder / "enjeux/index.html").read_text(encoding="utf-8")
    for name, experiments, tools in re.findall(
        r'href="\.\./enjeux/([a-z-]+)/">.*?<p class="note">(\d+).expérimentations?, (\d+).outils?</p>',
        enjeux,
        re.DOTALL,
    ):
        for kind, told in (("experimentation", experiments), ("outil", tools)):
            real = [
                one
                for one in catalogue
                if one["nature"] == kind and not one["invente"] and name in one["facettes"]["enjeu"]
            ]
            assert int(told) == len(real), (name, kind)
