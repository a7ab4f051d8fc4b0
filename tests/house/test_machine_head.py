"""Hold what pages tell programs to what they show, and to staying data whatever records say."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import bibtexparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from generator import pages
from generator.frozen import replace
from generator.news import on_one_line
from generator.pages.frame.machine_head import as_data
from generator.publishing import page_file
from generator.publishing.page_file import read_page
from tests.house.real_commons import EXPERIMENT, made
from tests.house.test_citations import HOME, SAID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.pages import WrittenPage

FILES: dict[str, str | None] = {
    "toolbox/carnet-de-marche.md": """---
titre: Le </script><!-- carnet
resume: Un carnet où l'on note ce que disent les passants, sans leur nom.
type: outil
enjeux: [lien-durable]
etapes: ["Noter.", "Relire le </script>."]
licence: CC-BY-SA-4.0
publie_le: 2024-05-01
---
""",
}
TYPES = {
    f"/experimentations/{EXPERIMENT}/": "Article",
    f"/experimentations/{EXPERIMENT}/protocole/r2/": "Article",
    "/boite-a-outils/carnet-de-marche/": "HowTo",
    "/agenda/deux-jours/": "Event",
    "/donnees/": "Dataset",
}


class Read(HTMLParser):
    """A head as browsers read it: its tags by name, what its scripts hold, and any other element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.data: list[str] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.tags.append((told["name"], told["content"]))
        elif tag != "script" or told != {"type": "application/ld+json"}:
            self.others.append(tag)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_data(self, data: str) -> None:
        self.data.append(data)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, WrittenPage]:
    real = made(tmp_path_factory.mktemp("machines"), FILES)
    return {one.address: one for one in pages.render(real.index)}


@pytest.mark.parametrize(("where", "kind"), TYPES.items())
def test_a_page_says_what_it_is(written: Mapping[str, WrittenPage], where: str, kind: str) -> None:
    page = written[where]
    read = Read(page.machines)
    assert read.others == []
    (text,) = read.data
    told: dict[str, Any] = json.loads(text)
    assert told["@context"] == "https://schema.org"
    assert told["@type"] == kind
    assert told["url"].endswith(where)
    assert told["description"] == page.description
    tags = dict(read.tags)
    assert tags["citation_public_url"] == told["url"]
    assert {"citation_title", "citation_author", "citation_publisher", "citation_language"} < set(tags)
    assert {"DC.type", "DC.rights"} < set(tags)
    if kind == "Article":
        assert {"license", "author", "publisher", "inLanguage"} < set(told)
    if kind == "Event":
        assert (told["startDate"], told["endDate"]) == ("2024-05-30", "2024-05-31")
        assert told["location"] == {"@type": "Place", "name": "Place du Marché, Mulhouse"}


def test_what_is_told_is_shown(written: Mapping[str, WrittenPage]) -> None:
    page = written["/boite-a-outils/carnet-de-marche/"]
    (text,) = Read(page.machines).data
    told = json.loads(text)
    assert told["name"] == "Le </script><!-- carnet"
    assert [one["text"] for one in told["step"]] == ["Noter.", "Relire le </script>."]
    assert told["datePublished"] == "2024-05-01"
    shown = page.html or ""
    assert 'datetime="2024-05-01"' in shown
    assert "Relire le &lt;/script&gt;." in shown


def test_an_invented_example_tells_programs_nothing(written: Mapping[str, WrittenPage]) -> None:
    invented = [one for one in written.values() if one.invente]
    assert invented
    assert {one.machines for one in invented} == {""}


@given(words=st.text(st.characters() | st.sampled_from("<>&\u2028\u2029\ud800\udfff'\"\\/!-")))
def test_any_text_stays_data(words: str) -> None:
    text = as_data({words: [words]})
    assert json.loads(text) == {words: [words]}
    assert not set(text) & set("<>&\n\r\u2028\u2029")
    text.encode()
    again = page_file("/a/", "A", "", html="<p>x</p>", machines=text)
    assert read_page(again.content.decode()).machines == text


@given(words=st.text(min_size=1, max_size=100))
def test_programs_of_bibliographies_read_any_title(words: str) -> None:
    title = on_one_line(words)
    cited = replace(SAID, titre=title, version="révision 2").citation
    (item,) = rispy.loads(cited.ris)
    assert item["type_of_reference"] == "ELEC"
    assert item.get("title", "") == title.strip()
    assert item["authors"] == list(SAID.auteurs)
    (same,) = json.loads(cited.csl)
    assert same.get("title", "") == title


def test_every_form_has_authors_day_and_revision() -> None:
    cited = replace(SAID, version="révision 2").citation
    (ris,) = rispy.loads(cited.ris)
    assert (ris["year"], ris["date"], ris["edition"]) == ("2024", "2024/06/01", "révision 2")
    assert (ris["urls"], ris["publisher"], ris["language"]) == ([HOME], "L'éditeur", "fr")
    csl = CiteProcJSON(json.loads(cited.csl))[SAID.cle]
    assert (csl["issued"]["year"], csl["issued"]["month"], csl["issued"]["day"]) == (2024, 6, 1)
    assert len(csl["author"]) == len(SAID.auteurs)
    (bib,) = bibtexparser.loads(cited.bibtex).entries
    assert (bib["ID"], bib["year"], bib["version"], bib["url"]) == (SAID.cle, "2024", "révision 2", HOME)
