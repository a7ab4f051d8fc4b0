"""Names outlive domains: what feeds and calendars know things by, and lines that no reader shows cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from generator.exports.atom import withdrawn_feed
from generator.exports.icalendar import withdrawn_calendar
from generator.frozen import replace
from generator.model import Commons, Retrait, site
from generator.news import lasting_name
from tests.house.real_commons import made

if TYPE_CHECKING:
    from tests.house.real_commons import Made

TAG = "essai.example,2026"
OLD = "https://essai.example/"
HOSTILE = ("une, deux; trois \\ quatre\n" * 40, "é" * 300, "\\" * 300, ",;" * 200, "👩\u200d🌾," * 90)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("identites"))


def at(real: Made, url: str, identite: str | None) -> Commons:
    return replace(real.commons, site=replace(real.commons.site, url=url, identite=identite))


def names(real: Made, commons: Commons) -> dict[str, set[str]]:
    """What every feed and calendar knows its things by, as a reader of each reads it."""
    found = {}
    for where, content in real.feeds(commons).items():
        read: Any = feedparser.parse(content)
        assert not read.bozo
        found[where] = {read.feed.id, *(entry.id for entry in read.entries)}
    for where, content in real.calendars(commons).items():
        found[where] = {str(one["uid"]) for one in Calendar.from_ical(content).walk("VEVENT")}
    return found


@pytest.mark.parametrize("identite", [TAG, OLD, OLD.rstrip("/")])
def test_names_do_not_depend_on_the_domain(real: Made, identite: str) -> None:
    before = names(real, at(real, OLD, identite))
    assert before == names(real, at(real, "https://ailleurs.example/labo/", identite))
    assert all(before.values())
    start = f"tag:{TAG}:/" if identite == TAG else OLD
    assert all(name.startswith(start) for listed in before.values() for name in listed)


def test_a_site_that_states_no_identity_keeps_the_names_it_had(real: Made) -> None:
    assert names(real, at(real, OLD, None)) == names(real, at(real, OLD, OLD))
    without, elsewhere = (names(real, at(real, url, None)) for url in (OLD, "https://ailleurs.example/"))
    assert without != elsewhere


def test_a_tag_is_as_the_standard_asks(real: Made) -> None:
    # RFC 4151: tag:authority,date:specific#fragment, of the signs of a URI.
    form = re.compile(r"tag:[a-z0-9.-]+,[0-9]{4}(-[0-9]{2}){0,2}:/[A-Za-z0-9/._~-]*(#[A-Za-z0-9._~-]+)?")
    listed = set().union(*names(real, at(real, OLD, TAG)).values())
    assert listed
    assert [name for name in listed if not form.fullmatch(name)] == []


def test_an_address_that_is_not_safe_is_an_identity_all_the_same() -> None:
    facts = {"nom": "Essai", "url": "http://127.0.0.1:8000/", "description": "Un essai."}
    assert lasting_name(site(facts), "/a/") == "http://127.0.0.1:8000/a/"


# --- lines --------------------------------------------------------------------------------------

_ESCAPES = re.compile(r"\\[\\;,nN]|[^\\]")


def unfolded(content: bytes) -> list[str]:
    """The lines of a calendar, read piece by piece: each piece alone is text, and holds whole escapes."""
    assert content.endswith(b"\r\n")
    pieces = content.removesuffix(b"\r\n").split(b"\r\n")
    lines: list[str] = []
    for piece in pieces:
        assert len(piece) <= 75
        assert b"\n" not in piece
        assert b"\r" not in piece
        text = piece.decode("utf-8")
        if text.startswith(" "):
            text = text[1:]
            assert _ESCAPES.sub("", text) == ""
            lines[-1] += text
        else:
            assert _ESCAPES.sub("", text) == ""
            lines.append(text)
    return lines


def said(commons: Commons, words: str) -> Commons:
    changed = (replace(one, titre=words, lieu=words, resume=words) for one in commons.evenements)
    return replace(commons, evenements=tuple(changed))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_never_cut_in_an_escape(real: Made, words: str) -> None:
    for content in real.calendars(said(real.commons, words)).values():
        unfolded(content)


def test_any_words_are_never_cut_in_an_escape(real: Made) -> None:
    @given(
        words=st.text(st.sampled_from("\\,;\nné👩a "), max_size=200) | st.text(max_size=200),
        identite=st.sampled_from([TAG, None]),
    )
    def holds(words: str, identite: str | None) -> None:
        commons = said(at(real, OLD, identite), words)
        for content in real.calendars(commons).values():
            lines = unfolded(content)
            assert lines[0] == "BEGIN:VCALENDAR"
            assert all(re.match(r"[A-Z-]+[;:]", line) for line in lines)
            assert not Calendar.from_ical(content).errors

    holds()


# --- what was withdrawn -------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Le banc", "]]> <b>&amp;", *HOSTILE])
def test_withdrawn_files_are_read_as_what_they_were(real: Made, words: str) -> None:
    item = Retrait(
        id="banc",
        chemin="content/retraits/banc.md",
        corps="",
        ligne_corps=1,
        titre=words,
        adresses=("/agenda/banc/agenda.ics", "/territoires/banc/flux.xml"),
        date="2026-05-02",
        motif=words,
    )
    facts = at(real, OLD, TAG).site
    content = withdrawn_calendar("/agenda/banc/agenda.ics", item, facts).encode()
    unfolded(content)
    (note,) = Calendar.from_ical(content).walk("VJOURNAL")
    assert note["uid"] == f"tag:{TAG}:/agenda/banc/agenda.ics#retrait"
    read: Any = feedparser.parse(withdrawn_feed("/territoires/banc/flux.xml", item, facts).encode())
    assert not read.bozo
    (entry,) = read.entries
    assert entry.id == f"tag:{TAG}:/territoires/banc/flux.xml#retrait"
    assert entry.link == f"{OLD}retraits/banc/"
