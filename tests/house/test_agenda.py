"""Hold the calendars to what a calendar reads, the calls to what needs no clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from generator import pages
from generator.frozen import replace
from generator.news import every_call, on_one_line, seeking_a_collectivity
from generator.typography import typeset_text
from tests.house.lives import ARRETS
from tests.house.real_commons import EXPERIMENT, FILES, made

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model import Commons, Evenement
    from tests.house.real_commons import Made

SITE = "https://essai.example"
WHOLE = "/agenda/agenda.ics"
EVENT = "/agenda/deux-jours/"
HOSTILE = (
    "Fin\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "une, deux; trois\\n : \\ quatre \\, cinq",
    "\x00\x07\x1b caché \x9f\u2028\x85\ufffe",
    "é" * 3000,
    "Famille 👩\u200d🌾👨\u200d👩\u200d👧 " * 40,
)
INDEX = """---
titre: {titre}
resume: Une expérimentation écrite pour éprouver la page des appels.
cadre: {cadre}
statut: {statut}
enjeux: [lien-durable]
{suite}licence: CC-BY-SA-4.0
---
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("agenda"))


def events(content: bytes) -> dict[str, Any]:
    """The events of a calendar by name, read as a calendar would."""
    read = Calendar.from_ical(content)
    assert not read.errors
    assert read["version"] == "2.0"
    assert read["prodid"]
    found = read.walk("VEVENT")
    assert found
    for one in found:
        assert not one.errors
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(one)
    assert len({str(one["uid"]) for one in found}) == len(found)
    return {str(one["uid"]).removeprefix(SITE): one for one in found}


def with_event(commons: Commons, **said: str) -> Commons:
    """The same commons, one event of which says something else, as no check would let it."""

    def changed(one: Evenement) -> Evenement:
        return replace(one, **said) if one.id == "deux-jours" else one

    return replace(commons, evenements=tuple(map(changed, commons.evenements)))


def test_every_calendar_holds_what_it_is_about(real: Made) -> None:
    held = {where: set(events(content)) for where, content in real.calendars().items()}
    closing = f"/experimentations/{EXPERIMENT}/#appel-collectivites-2024-01-10"
    invented = "/experimentations/essai-complet/"
    assert held == {
        WHOLE: {EVENT, closing},
        f"{EVENT}agenda.ics": {EVENT},
        f"/experimentations/{EXPERIMENT}/agenda.ics": {EVENT, closing},
        f"/appels/{EXPERIMENT}-collectivites/agenda.ics": {closing},
        "/appels/essai-complet-collectivites/agenda.ics": {f"{invented}#appel-collectivites-2026-01-05"},
        "/appels/essai-complet-equipe/agenda.ics": {f"{invented}#appel-equipe-2026-01-25"},
        # An invented example has its own calendars, and is not in the whole one.
        "/agenda/atelier-d-essai/agenda.ics": {"/agenda/atelier-d-essai/"},
        "/agenda/bilan-d-essai/agenda.ics": {"/agenda/bilan-d-essai/"},
        f"{invented}agenda.ics": {
            "/agenda/atelier-d-essai/",
            "/agenda/bilan-d-essai/",
            f"{invented}#appel-collectivites-2026-01-05",
            f"{invented}#appel-equipe-2026-01-25",
        },
    }


def test_an_event_is_whole_days_dated_by_its_file(real: Made) -> None:
    one = events(real.calendars()[WHOLE])[EVENT]
    assert one.decoded("dtstart") == date(2024, 5, 30)
    assert one.decoded("dtend") == date(2024, 6, 1), "the day after the last"
    assert one.decoded("dtstamp") == datetime(2024, 5, 3, tzinfo=UTC)
    assert str(one["summary"]) == "Deux jours au marché"
    assert str(one["location"]) == "Place du Marché, Mulhouse", "the commune is not said twice"
    assert str(one["url"]) == f"{SITE}{EVENT}"
    assert str(one["description"]).endswith(f"\n\n{SITE}{EVENT}")


def test_the_last_day_of_a_call_is_an_event(real: Made) -> None:
    found = events(real.calendars()[WHOLE])
    one = found[f"/experimentations/{EXPERIMENT}/#appel-collectivites-2024-01-10"]
    assert one.decoded("dtstart") == date(2024, 3, 31)
    assert one.decoded("dtstamp") == datetime(2024, 6, 1, tzinfo=UTC), "when its experiment was last written"
    assert str(one["summary"]) == "Dernier jour\xa0: appel à collectivités, Le marché du jeudi"


def test_an_invented_event_says_so(real: Made) -> None:
    found = events(real.calendars()["/experimentations/essai-complet/agenda.ics"])
    assert all(str(one["summary"]).endswith("(exemple inventé)") for one in found.values())


@pytest.mark.parametrize(
    ("first", "last"), [("2024-05", "2024-05-31"), ("2024-05-30", "2024"), ("2024-05-30", "2024-05-29")]
)
def test_days_that_nobody_knows_are_no_events(real: Made, first: str, last: str) -> None:
    calendars = real.calendars(with_event(real.commons, debut=first, fin=last))
    assert f"{EVENT}agenda.ics" not in calendars
    assert EVENT not in events(calendars[WHOLE])


def test_the_last_day_of_all_calendars(real: Made) -> None:
    day = "9999-12-31"
    one = events(real.calendars(with_event(real.commons, debut=day, fin=day))[WHOLE])[EVENT]
    assert one.decoded("dtstart") == date(9999, 12, 31)
    assert "DTEND" not in one


@pytest.mark.parametrize("words", HOSTILE)
def test_lines_are_as_the_standard_asks(real: Made, words: str) -> None:
    content = real.calendars(with_event(real.commons, titre=words, resume=words, lieu=words))[WHOLE]
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f]", content) is None
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()  # cut between characters
    assert content.count(b"\r\nBEGIN:") == len(events(content)), "no words began anything"


def test_any_words_come_back_as_they_were(real: Made) -> None:
    @given(words=st.text(max_size=300))
    def come_back(words: str) -> None:
        commons = with_event(real.commons, titre=words, lieu=words)
        one = events(real.calendars(commons)[f"{EVENT}agenda.ics"])[EVENT]
        assert str(one["summary"]) == typeset_text(on_one_line(words))
        assert str(one.get("location", "")).startswith(typeset_text(f"{on_one_line(words)},")[:-1])

    come_back()


def test_a_renamed_event_is_the_same_and_answers_as_before(tmp_path: Path, real: Made) -> None:
    old, new = "content/evenements/deux-jours.md", "content/evenements/jours-de-marche.md"
    text = FILES[old].replace("publie_le", "anciens_ids: [deux-jours]\npublie_le")
    before, after = real.calendars(), made(tmp_path, {old: None, new: text}).calendars()
    assert set(before) <= set(after)
    assert set(events(before[WHOLE])) == set(events(after[WHOLE]))
    assert after[f"{EVENT}agenda.ics"] == after["/agenda/jours-de-marche/agenda.ics"]


def test_every_calendar_is_linked_from_a_page_and_every_link_has_its_calendar(real: Made) -> None:
    html = "".join(page.html or "" for page in pages.render(real.index))
    links = re.findall(r'<a [^>]*type="text/calendar"[^>]*>', html)
    linked = {re.findall(r'href="([^"]+)"', link)[0] for link in links}
    assert linked == {*real.calendars(), "/suivi/echeances.ics"}  # that one is there even when it is empty


def test_the_agenda_says_what_its_calendar_leaves_out(real: Made) -> None:
    made_pages = {one.address: one.html or "" for one in pages.render(real.index)}
    agenda = " ".join(unescape(made_pages["/agenda/"]).split())
    assert f"{SITE}{WHOLE}" in agenda
    assert "N’y est pas le rendez-vous dont on ne connaît que le mois ou l’année." in agenda
    assert "Les exemples inventés n’y sont pas non plus." in agenda
    assert "ne peut pas être ajouté à un agenda" in made_pages["/agenda/un-mois/"]
    assert "ne peut pas être ajouté à un agenda" not in made_pages[EVENT]


def test_a_call_is_answered_once_its_experiment_went_on(tmp_path: Path) -> None:
    each = (f"{{type: {kind}, ouvert_le: 2020, contact: ici}}" for kind in ("collectivites", "equipe"))
    calls = f"[{', '.join(each)}]"
    why = "motif_arret: Le moment était mal choisi.\n"
    told = {
        "proposition": (False, False),
        "appel": (False, False),
        "declenchee": (True, False),
        "equipe": (True, False),
        "co-construction": (True, True),
        "terminee": (True, True),
        "suspendue": (True, True),
        "abandonnee": (True, True),
    }
    files: dict[str, str | None] = {
        f"experiments/au-stade-{status}/index.md": INDEX.format(
            titre=f"Au stade {status}",
            cadre="reseau",
            statut=status,
            suite=f"appels: {calls}\n{why * (status in ARRETS)}",
        )
        for status in told
    }
    found = every_call(made(tmp_path, files).commons)
    seen = {
        status: tuple(
            one.suivi
            for kind in ("collectivites", "equipe")
            for one in found
            if one.experimentation.id == f"au-stade-{status}" and one.appel.type == kind
        )
        for status in told
    }
    assert seen == told


def test_calls_without_an_end_come_first_then_the_last_to_end(real: Made) -> None:
    ends = [one.appel.clos_le for one in every_call(real.commons)]
    assert ends == [None, None, "2026-02-01", "2026-01-20", "2024-03-31"]


def test_two_calls_of_one_day_have_two_names(tmp_path: Path) -> None:
    calls = "appels:\n" + "  - {type: equipe, ouvert_le: 2020-01-01, clos_le: 2020-02-01, contact: ici}\n" * 2
    text = INDEX.format(titre="Deux appels", cadre="reseau", statut="equipe", suite=calls)
    commons = made(tmp_path, {"experiments/deux-appels/index.md": text})
    assert len(events(commons.calendars()["/experimentations/deux-appels/agenda.ics"])) == 2


def test_only_proposals_that_nobody_carries_seek_a_collectivity(tmp_path: Path) -> None:
    carried = "collectivites: [{territoire: commune-68224, role: porteuse}]\n"
    with_partner = carried.replace("porteuse", "partenaire")
    files: dict[str, str | None] = {
        f"experiments/{name}/index.md": INDEX.format(titre=name, cadre="reseau", statut=status, suite=more)
        for name, status, more in (
            ("idee-seule", "proposition", ""),
            ("idee-portee", "proposition", carried),
            ("idee-accompagnee", "appel", with_partner),
            ("idee-menee", "bilan", ""),
        )
    }
    commons = made(tmp_path, files).commons
    assert {one.id for one in seeking_a_collectivity(commons, commons.experimentations)} == {
        "place-vide",
        "idee-seule",
        "idee-accompagnee",
    }


def test_the_page_of_calls_sorts_them(real: Made) -> None:
    made_pages = pages.render(real.index)
    html = next(one.html or "" for one in made_pages if one.address == "/appels/")
    parts = dict(re.findall(r'<h2 id="([^"]+)">.*?</h2>(.*?)(?=<h2 |$)', html, re.DOTALL))
    where = {name: re.findall(r'<li class="annonce" id="([^"]+)"', text) for name, text in parts.items()}
    assert where == {
        "Collectivites": [],
        "Sans-cloture": ["place-vide-appel-collectivites-2024-08-01"],
        "Cloture": ["marche-du-jeudi-appel-collectivites-2024-01-10"],
        "Pourvus": ["marche-du-jeudi-appel-equipe-2024-04"],
        "Exemples": [
            "essai-complet-appel-equipe-2026-01-25",
            "essai-complet-appel-collectivites-2026-01-05",
        ],
    }
    assert 'href="/experimentations/place-vide/"' in parts["Collectivites"]
    assert 'href="/appels/place-vide-collectivites/"' in parts["Sans-cloture"]
    assert "y répondre" in parts["Sans-cloture"]
    assert "y répondre" not in parts["Cloture"], "the experiment went on"
    assert "y répondre" not in parts["Exemples"], "nobody answers an invented call"
