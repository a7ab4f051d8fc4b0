"""Hold pages to their bound: however many records there are, a list shows fifty and goes on beside it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest

from generator import pages, pipeline
from generator.addresses import is_passing, is_taken
from generator.pages import pagination
from generator.pages.frame.templating import page
from generator.pages.frame.views import PER_PAGE, Head, Value
from generator.pages.lists.acteurs import ActeurView
from generator.pages.lists.territoires import TerritoireList
from generator.pipeline import PROJECT
from tools.bench.commons import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.pages import WrittenPage

RECORDS = 600
NOTES = 200
# A published page weighs 60 kB at most, of which the frame around what is staged takes 14.4; what a page says
# to machines is staged.
_STAGED_BYTES = 45_600
_RECORD = re.compile(
    r"/(?:experimentations|boite-a-outils|enjeux|territoires|acteurs|agenda)/(?!page/)[^/]+/"
    r"|/experimentations/[^/]+/(?:evaluation|protocole(?:/r\d+)?|journal/[^/]+)/"
)
_LISTS_OF_CARDS = 3  # the most that one page holds: a territory's experiments, actors, events
_LINES = re.compile(r'<ul class="(?:liens|suite|verdicts|courts)"[^>]*>(.*?)</ul>', re.DOTALL)
_ON = re.compile(r'rel="next" href="([^"]+)"')
_ASKED = re.compile(r'la_suite\([^,]*, "([^"]+)"\)|rubrique\("[^"]*", "([^"]+)"')
_ELSEWHERE = re.compile(r'data-nombre="\d+">([^<]+)</h3>\s*<p><a href="([^"]+)">Sur une autre page<')
_CARD = re.compile(r'<p class="carte-titre"><a href="([^"]+)"')

# Real experiments and invented examples, each with their number.
_TOLD = r'id="Experimentations">.*?<p>([^<]*), par étape'


def _in_all(told: str) -> int:
    return sum(map(int, re.findall(r"\d+", told)))


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, WrittenPage]:
    folder = tmp_path_factory.mktemp("foule")
    write(folder, RECORDS)
    checked = pipeline.check(folder)
    assert checked.sound
    found = list(pages.render(checked.index))
    assert len({page.address for page in found}) == len(found)
    return {page.address: page for page in found}


def html(crowded: Mapping[str, WrittenPage], address: str) -> str:
    text = crowded[address].html
    assert text is not None
    return text


def whole(crowded: Mapping[str, WrittenPage], address: str) -> list[str]:
    """The cards of a list, followed from page to page as a reader would."""
    found = _CARD.findall(html(crowded, address))
    while step := _ON.search(html(crowded, address)):
        address = step[1]
        found += _CARD.findall(html(crowded, address))
    return found


def test_no_list_shows_more_than_a_sheet(crowded: Mapping[str, WrittenPage]) -> None:
    counts = [text.count("<li") for one in crowded for text in _LINES.findall(html(crowded, one))]
    assert max(counts) <= PER_PAGE
    cards = [len(_CARD.findall(html(crowded, one))) for one in crowded]
    assert PER_PAGE <= max(cards) <= _LISTS_OF_CARDS * PER_PAGE


def test_the_page_of_a_record_stays_light(crowded: Mapping[str, WrittenPage]) -> None:
    records = [one for one in crowded if _RECORD.fullmatch(one)]
    assert len(records) > RECORDS / 2
    assert max(len(html(crowded, one).encode()) for one in records) <= _STAGED_BYTES
    # What a page has no room for is counted, and the way to it is said at the end of each group.
    first = html(crowded, "/enjeux/lien-durable/")
    assert re.search(r'<p><a href="/enjeux/lien-durable/page/2/">Et \d+ autres<', first)
    assert '/page/2/">La suite de cette liste<span class="hors-vue">\xa0: Outils<' in first
    assert re.search(r'<p class="note">La suite, page 2\xa0: Expérimentations[^<]*\.</p>', first)


def test_a_group_without_room_is_named_with_the_page_where_it_begins(
    crowded: Mapping[str, WrittenPage],
) -> None:
    first = html(crowded, "/enjeux/lien-durable/")
    part = re.search(rf'{_TOLD}(.*?)id="Territoires"', first, re.DOTALL)
    assert part is not None
    assert sum(map(int, re.findall(r'data-nombre="(\d+)"', part[2]))) == _in_all(part[1])
    elsewhere = _ELSEWHERE.findall(part[2])
    assert elsewhere
    for title, where in elsewhere:
        assert f"<h3>{title}</h3>" in html(crowded, where)
        before = re.sub(r"\d+", lambda number: str(int(number[0]) - 1), where)
        assert before.endswith("/1/") or f"<h3>{title}</h3>" not in html(crowded, before)


@pytest.mark.parametrize(("count", "sheets"), [(24, 1), (27, 1), (28, 2), (74, 2), (75, 3)])
def test_nobody_leaves_the_page_of_a_record_for_one_line(count: int, sheets: int) -> None:
    nothing: Any = None
    lines = tuple(Value(str(number), "/") for number in range(count))
    view = ActeurView(
        head=Head("Essai"), fiche=(), participations=(), outils=lines, corps=nothing, foot=nothing
    )
    assert (
        len([*pagination.paginated(page("/acteurs/essai/", "acteur.html", view, description=""))]) == sheets
    )


def test_a_list_never_shows_more_than_fifty() -> None:
    nothing: Any = None
    lines = tuple(Value(str(number), "/") for number in range(PER_PAGE + 1))
    view = TerritoireList(
        head=Head("Lieux"), carte=nothing, regions=(), hors_region=lines, pays=(), reference=""
    )
    assert len([*pagination.paginated(page("/territoires/", "territoires.html", view, description=""))]) == 2


def test_a_long_fieldwork_does_not_weigh_on_the_pages_that_cite_it(tmp_path: Path) -> None:
    for name in ("content", "experiments", "toolbox"):
        copytree(PROJECT / name, tmp_path / name)
    journal = tmp_path / "experiments" / "cafe-des-voisins" / "journal"
    model = next(iter(sorted(journal.glob("*.md")))).read_text(encoding="utf-8")
    for number in range(NOTES):
        day = date(2025, 4, 5) + timedelta(days=number // 2)
        note = model.replace("2025-04-04", day.isoformat()).replace('titre: "', f'titre: "{number}. ')
        (journal / f"{day}-note-{number}.md").write_text(note, encoding="utf-8")
    checked = pipeline.check(tmp_path)
    assert checked.sound
    made = {page.address: page.html or "" for page in pages.render(checked.index)}
    told = [one for one in made if "cafe-des-voisins/journal/" in one]
    assert len(told) >= NOTES
    citing = [one for one, text in made.items() if "/cafe-des-voisins/" in text and _RECORD.fullmatch(one)]
    assert "/boite-a-outils/porteur-de-paroles/" in citing
    assert "autres notes, dans le journal" in made["/experimentations/cafe-des-voisins/protocole/"]
    assert max(len(made[one].encode()) for one in citing) <= _STAGED_BYTES


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/experimentations/", "experimentations"),
        ("/boite-a-outils/", "boite-a-outils"),
    ],
)
def test_every_record_is_on_one_sheet_of_its_list(
    crowded: Mapping[str, WrittenPage], address: str, kind: str
) -> None:
    listed = whole(crowded, address)
    every = {one for one in crowded if re.fullmatch(rf"/{kind}/(?!page/)[^/]+/", one)}
    assert len(every) > PER_PAGE
    assert len(listed) == len(set(listed))
    assert set(listed) == every


def test_an_enjeu_goes_on_with_each_of_its_lists(crowded: Mapping[str, WrittenPage]) -> None:
    first = html(crowded, "/enjeux/lien-durable/")
    assert 'aria-current="page"><span class="hors-vue">Page </span>1</a>' in first
    second = crowded["/enjeux/lien-durable/page/2/"]
    assert re.match(r".*, page 2 sur \d+$", second.title)
    assert '<a class="bouton" rel="prev" href="/enjeux/lien-durable/">Page précédente</a>' in (
        second.html or ""
    )
    tried = {one for one in whole(crowded, "/enjeux/lien-durable/") if one.startswith("/experimentations/")}
    told = re.search(_TOLD, first, re.DOTALL)
    assert told is not None
    assert len(tried) == _in_all(told[1])


def test_sheets_come_and_go_and_nobody_takes_their_place() -> None:
    assert is_passing("/experimentations/page/2/")
    assert is_passing("/enjeux/lien-durable/page/12/")
    assert is_taken("fonctionnement/page/2")
    assert not is_taken("fonctionnement/page/deux")


def test_a_list_that_goes_on_is_called_by_its_name() -> None:
    """A template asks for it by its title: another word, and its reader would take the list for whole."""
    templates = (PROJECT / "generator" / "pages").rglob("*.html")
    asked = {
        found
        for one in templates
        for pair in _ASKED.findall(one.read_text(encoding="utf-8"))
        for found in pair
        if found
    }
    assert len(asked) > 5
    assert asked <= {title for lists in pagination.LISTS.values() for title in lists.values()}
