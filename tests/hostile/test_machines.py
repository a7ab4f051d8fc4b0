"""Read what programs read of a hostile commons, with the programs they use: each text is one value, whole."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import icalendar
import pytest

from tests.hostile.payloads import PAYLOADS
from tests.hostile.publishing import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.hostile.publishing import Published

_HOME = "https://essai.invalid/"
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_EVENT = {
    *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION"),
    *("URL", "CATEGORIES", "STATUS", "TRANSP", "LAST-MODIFIED", "CREATED", "SEQUENCE"),
}  # fmt: skip
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_RUN = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"-?\d[\d.,]*")
_ATOM = "{http://www.w3.org/2005/Atom}"


def test_feeds_hold_entries_and_nothing_else(published: Published) -> None:
    feeds = sorted(published.site.rglob("flux/*.xml")) + sorted(published.site.rglob("flux.xml"))
    assert len(feeds) > 5
    titles = set()
    for feed in feeds:
        read = feedparser.parse(feed.read_bytes())
        assert not read.bozo, (feed, read.get("bozo_exception"))
        for entry in read.entries:
            titles.add(entry.title)
            assert urlsplit(entry.link).netloc == "essai.invalid"
            assert "vu.invalid" not in entry.id
            assert {link.href.split("/")[2] for link in entry.links} == {"essai.invalid"}
        root = ET.fromstring(feed.read_bytes())  # noqa: S314 — our own file
        assert {one.tag.removeprefix(_ATOM) for one in root.iter()} <= {
            *("feed", "title", "id", "updated", "published", "link", "entry", "summary", "author", "name"),
            *("rights", "category", "subtitle", "generator", "uri", "icon", "content"),
        }  # fmt: skip
        assert {one.get("type", "text") for one in root.iter(f"{_ATOM}title")} == {"text"}
        assert {one.get("type", "text") for one in root.iter(f"{_ATOM}summary")} <= {"text"}
    assert any("__vu=1" in title and "<" in title for title in titles)


def test_the_map_of_the_site_names_its_pages(published: Published) -> None:
    root = ET.fromstring((published.site / "sitemap.xml").read_bytes())  # noqa: S314 — our own file
    told = {str(one.text) for one in root.iter() if one.tag.endswith("loc")}
    assert told
    assert {one for one in told if not re.fullmatch(rf"{re.escape(_HOME)}[a-z0-9/-]*", one)} == set()


def test_calendars_hold_events_and_nothing_else(published: Published) -> None:
    calendars = sorted(published.site.rglob("*.ics"))
    assert calendars
    for path in calendars:
        content = path.read_bytes()
        calendar = icalendar.Calendar.from_ical(content)
        assert {one.name for one in calendar.walk()} <= {"VCALENDAR", "VEVENT", "VJOURNAL"}
        for event in calendar.walk("VEVENT"):
            assert {name for name, _ in event.property_items() if name not in {"BEGIN", "END"}} <= _EVENT
            assert event.errors == []
            assert str(event.get("URL", _HOME)).startswith(_HOME)
        for line in content.decode("utf-8").replace("\r\n ", "").split("\r\n"):
            assert not _UNSEEN.search(line), (path, line)
            assert not re.match(
                r"(?i)(ATTACH|END:V(?!EVENT|CALENDAR|JOURNAL)|BEGIN:V(?!EVENT|CALENDAR|JOURNAL)|ALTREP)", line
            ), line
            assert "\n" not in line


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_no_cell_of_a_table_is_a_formula(published: Published, separator: str) -> None:
    """Whatever a spreadsheet takes for what separates cells, none starts as a formula does."""
    tables, guarded = sorted(published.site.rglob("*.csv")), set()
    for path in tables:
        text = path.read_bytes().decode("utf-8-sig")
        own = separator == ("," if path.parent.name == "tables" else ";")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=own))
        assert not own or len({len(row) for row in rows}) == 1
        cells = [cell for row in rows for cell in row]
        # Cut elsewhere than meant, a quote that ends a row opens a cell with the end of its line: no formula.
        found = _FORMULA if own else _RUN
        assert [cell for cell in cells if found.match(cell) and not _NUMBER.fullmatch(cell)] == []
        if any(cell.startswith("'") and _FORMULA.match(cell[1:]) for cell in cells):
            guarded.add(path.stem)
    assert len(guarded) > 1, "formulas were met in too few tables: little is proved"


def test_every_json_is_json(published: Published) -> None:
    files = sorted((published.site / "donnees").rglob("*.json"))
    held = 0
    for path in files:
        text = path.read_text(encoding="utf-8")
        held += sum("<script>__vu=1</script>" in one for one in _texts(json.loads(text)))
    assert held > 10


def test_what_pages_carry_for_scripts_is_data(published: Published) -> None:
    """A text within `<script>` cannot end it, nor be anything else than JSON."""
    found = 0
    for path in published.site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        for kind, inside in re.findall(
            r'<script[^>]*type="(application/(?:ld\+)?json)"[^>]*>(.*?)</script>', page, re.DOTALL
        ):
            json.loads(inside)
            assert "<" not in inside, (path, kind)
            found += 1
    assert found


@pytest.mark.parametrize("form", FORMATS)
def test_a_check_prints_no_sign_that_a_terminal_obeys(published: Published, form: str) -> None:
    text = published.said(form)
    assert len(text) > 10_000
    assert [found[0] for found in _UNSEEN.finditer(text)] == []


def test_a_check_gives_a_forge_its_own_commands_alone(published: Published) -> None:
    lines = published.said("github").splitlines()
    command = re.compile(r"::(?:error|warning|notice) file=[^,:]+(?:,[a-zA-Z]+=[^,:]*)*::.*")
    assert [line for line in lines if not command.fullmatch(line)] == []
    text = published.said("texte").splitlines()
    assert [line for line in text if re.match(r"\s*(::|##\[)", line)] == []


def test_a_check_gives_programs_valid_json(published: Published) -> None:
    told = json.loads(published.said("json"))
    assert {fault["severity"] for fault in told} == {"warning"}
    report = json.loads(published.said("gitlab"))
    assert len(report) == len(told)
    assert len({issue["fingerprint"] for issue in report}) == len(report)
    held = "\n".join(fault["message"] for fault in told)
    assert any(payload in held for payload in PAYLOADS[:20])


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 — as JSON holds it
    if isinstance(value, dict):
        for name, inside in value.items():
            yield name
            yield from _texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside)
    elif isinstance(value, str):
        yield value
