"""Hold the feeds to Atom as readers read it, to what each is about, and to the dates of the files alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import exports, pages
from generator.frozen import replace
from generator.news import MOST, on_one_line
from generator.typography import typeset_text
from tests.house.real_commons import CALLS, EXPERIMENT, FILES, RECORDS, RESULTS, REVISIONS, made

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model import Commons
    from tests.house.real_commons import Made

SITE = "https://essai.example"
ATOM = "{http://www.w3.org/2005/Atom}"
ALL = RECORDS + RESULTS + REVISIONS + CALLS
OF_THE_MARKET = ALL - 3  # but for the other experiment, its call, and the tool, which stands nowhere
COUNTS = {
    "/flux/tout.xml": ALL,
    "/flux/resultats.xml": RESULTS,
    "/flux/protocoles.xml": REVISIONS,
    "/flux/appels.xml": CALLS,
    "/flux/fiches.xml": RECORDS,
    "/enjeux/decider-ensemble/flux.xml": ALL - 1,  # the tool answers another enjeu
    "/enjeux/lien-durable/flux.xml": ALL - 2,
    "/enjeux/pouvoir-d-agir/flux.xml": 0,
    # A commune, and all that it belongs to.
    "/territoires/commune-68224/flux.xml": OF_THE_MARKET,
    "/territoires/epci-200066009/flux.xml": OF_THE_MARKET,
    "/territoires/departement-68/flux.xml": OF_THE_MARKET,
    "/territoires/region-44/flux.xml": OF_THE_MARKET,
    # A call, then what became of its experiment; an invented one has none.
    "/appels/place-vide-collectivites/flux.xml": 2,
    "/appels/marche-du-jeudi-collectivites/flux.xml": 6,
    "/appels/marche-du-jeudi-equipe/flux.xml": 6,
    "/flux/changements.xml": 0,  # no earlier publication is known
    "/flux/exemples.xml": 5,  # a revision, a note, an evaluation, two calls: all that tells a date
}
HOSTILE = (
    "]]> <script>alert(1)</script> & &lt; &#0; <!--",
    "Une ligne\r\nET UNE AUTRE:\rEncore\n\tcoupée\u2028là\x85ici",
    "\x00\x07\x1b caché \x9f\ufffe\uffff",
    "x" * 5000,
    "Famille 👩\u200d🌾👨\u200d👩\u200d👧 " * 40,
    "\"guillemets\" 'apostrophes' \\ ; , \\n %0A",
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("feeds"))


def parsed(content: bytes) -> Any:  # noqa: ANN401 — the library has no types
    found = feedparser.parse(content)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def saying(commons: Commons, words: str) -> Commons:
    """The same commons, whose experiments say `words` wherever they may, as no check would let them."""
    items = (replace(one, titre=words, resume=words, auteurs=(words,)) for one in commons.experimentations)
    return replace(commons, experimentations=tuple(items))


def test_every_feed_holds_what_it_is_about(real: Made) -> None:
    found = {where: len(parsed(content).entries) for where, content in real.feeds().items()}
    assert {where: found.get(where) for where in COUNTS} == COUNTS
    others = {where for where in found if not where.startswith("/enjeux/")} - set(COUNTS)
    assert others == set()
    assert sum(where.startswith("/enjeux/") for where in found) == len(real.commons.enjeux)


def test_every_feed_is_as_the_standard_asks(real: Made) -> None:
    known = set(pages.addresses(real.index))
    for where, content in real.feeds().items():
        feed = parsed(content)
        assert feed.feed.id == f"{SITE}{where}"
        assert [link.href for link in feed.feed.links if link.rel == "self"] == [f"{SITE}{where}"]
        assert feed.feed.author
        assert feed.feed.title
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        # One that is empty has not changed since the commons published anything.
        opened = min(one.publie_le for _, one in real.commons.records() if one.publie_le)
        assert feed.feed.updated == max(
            (entry.updated for entry in feed.entries), default=f"{opened}T00:00:00Z"
        )
        for entry in feed.entries:
            assert entry.link.removeprefix(SITE) in known
            assert entry.title
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.updated)


def test_the_latest_come_first(real: Made) -> None:
    dates = [entry.updated for entry in parsed(real.feeds()["/flux/tout.xml"]).entries]
    assert dates == sorted(dates, reverse=True)


def test_dates_are_those_of_the_files(real: Made) -> None:
    entries = parsed(real.feeds()["/flux/tout.xml"]).entries
    told = {entry.id.removeprefix(SITE): (entry.published[:10], entry.updated[:10]) for entry in entries}
    home = f"/experimentations/{EXPERIMENT}/"
    assert told[home] == ("2024-05-01", "2024-06-01")
    assert told[f"{home}evaluation/"] == ("2024-09-15", "2024-09-15")
    assert told[f"{home}protocole/r2/"] == ("2024-06-02", "2024-06-02")
    assert told[f"{home}#appel-equipe-2024-04"] == ("2024-04-01", "2024-04-01")


def test_drafts_and_records_without_a_date_are_left_out(real: Made) -> None:
    written = b"".join(real.feeds().values())
    assert b"/protocole/r2/" in written
    assert b"/protocole/r3/" not in written
    assert b"/agenda/un-mois/" not in written


def test_invented_examples_have_their_own_feed_and_say_so(real: Made) -> None:
    feeds = real.feeds()
    examples = feeds.pop("/flux/exemples.xml")
    assert b"/essai-complet/" not in b"".join(feeds.values())
    for entry in parsed(examples).entries:
        assert entry.title.endswith("(exemple inventé)")
        assert "exemple-invente" in {tag.term for tag in entry.tags}


def test_a_feed_holds_the_newest_only(real: Made) -> None:
    tool = next(one for one in real.commons.outils if one.publie_le)
    many = tuple(
        replace(tool, id=f"outil-{day:02}", publie_le=f"2025-{1 + day // 28:02}-{1 + day % 28:02}")
        for day in range(MOST + 9)
    )
    entries = parsed(real.feeds(replace(real.commons, outils=many))["/flux/tout.xml"]).entries
    assert [entry.link for entry in entries] == [
        f"{SITE}/boite-a-outils/{one.id}/" for one in reversed(many[-MOST:])
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(real: Made, words: str) -> None:
    for content in real.feeds(saying(real.commons, words)).values():
        parsed(content)
        assert b"<script" not in content
        assert b"]]>" not in content
        assert re.search(rb"[\x00-\x09\x0b-\x1f]", content) is None


def test_any_words_come_back_as_they_were(real: Made) -> None:
    name = f"{SITE}/experimentations/{EXPERIMENT}/"

    @given(words=st.text(max_size=300))
    def come_back(words: str) -> None:
        tree = ET.fromstring(real.feeds(saying(real.commons, words))["/flux/fiches.xml"])  # noqa: S314 — our own
        entry = next(one for one in tree.iter(f"{ATOM}entry") if one.findtext(f"{ATOM}id") == name)
        assert entry.findtext(f"{ATOM}title") == typeset_text(
            f"Expérimentation : {on_one_line(words)}".rstrip(" ")
        )
        assert entry.findtext(f"{ATOM}summary", "") == typeset_text(on_one_line(words))
        assert entry.findtext(f"{ATOM}author/{ATOM}name", "") == typeset_text(on_one_line(words))

    come_back()


def test_a_renamed_record_is_the_same_entry(tmp_path: Path, real: Made) -> None:
    old, new = "experiments/place-vide/index.md", "experiments/chaise-vide/index.md"
    text = FILES[old].replace("publie_le", "anciens_ids: [place-vide, siege-vide]\npublie_le")
    renamed = made(tmp_path, {old: None, new: text})
    before, after = (parsed(one.feeds()["/flux/tout.xml"]).entries for one in (real, renamed))
    assert [entry.id for entry in before] == [entry.id for entry in after]
    assert f"{SITE}/experimentations/chaise-vide/" in {entry.link for entry in after}
    feeds = renamed.feeds()
    call = parsed(feeds["/appels/chaise-vide-collectivites/flux.xml"])
    first = "/appels/place-vide-collectivites/flux.xml"
    assert call.feed.id == parsed(real.feeds()[first]).feed.id
    assert [entry.id for entry in call.entries] == [entry.id for entry in parsed(feeds[first]).entries]


def test_a_feed_answers_under_its_former_addresses(tmp_path: Path) -> None:
    place = (
        "---\ntitre: Le val\nresume: Un lieu sans code officiel, où deux marchés se tiennent le jeudi.\n"
        "niveau: syndicat-mixte\nanciens_ids: [ancien-val]\nlicence: CC-BY-SA-4.0\n---\n"
    )
    event = FILES["content/evenements/deux-jours.md"].replace("commune-68224", "petit-val")
    feeds = made(
        tmp_path, {"content/territoires/petit-val.md": place, "content/evenements/deux-jours.md": event}
    ).feeds()
    assert parsed(feeds["/territoires/petit-val/flux.xml"]).entries
    assert feeds["/territoires/ancien-val/flux.xml"] == feeds["/territoires/petit-val/flux.xml"]


def test_every_feed_is_linked_from_a_page_and_every_link_has_its_feed(real: Made) -> None:
    html = "".join(page.html or "" for page in pages.render(real.index))
    links = re.findall(r'<a [^>]*type="application/atom\+xml"[^>]*>', html)
    assert {re.findall(r'href="([^"]+)"', link)[0] for link in links} == set(real.feeds())


def test_the_map_says_when_a_record_changed(real: Made) -> None:
    text = next(one.content.decode() for one in exports.files(real.index, []) if one.path == "sitemap.xml")
    assert "<lastmod>" not in text  # nothing is mapped but pages
    mapped = [*pages.listed(real.index)]
    text = next(
        one.content.decode() for one in exports.files(real.index, mapped) if one.path == "sitemap.xml"
    )
    days = dict(re.findall(rf"<loc>{re.escape(SITE)}(/[^<]*)</loc><lastmod>([^<]+)</lastmod>", text))
    assert days[f"/experimentations/{EXPERIMENT}/"] == "2024-06-01"
    assert days[f"/experimentations/{EXPERIMENT}/evaluation/"] == "2024-09-15"
    assert "/" not in days
