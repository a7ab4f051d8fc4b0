"""Hold the catalogue for harvesters to what France's profile of DCAT-AP asks, read by a library of RDF.

No package of PyPI that we found carries the SHACL shapes of DCAT-AP (November 2026): what the profile asks
of a catalogue, a data set and a file is listed here.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, URIRef
from rdflib.compare import isomorphic

from generator.exports.dcat import LINKED, TURTLE, Iri, Literal, Thing, as_linked_data, as_turtle, dcat
from generator.exports.llms_text import llms
from generator.exports.machine_files import addresses
from generator.exports.security_text import SECURITY, security
from generator.frozen import replace
from tests.house.real_commons import made

if TYPE_CHECKING:
    from tests.house.real_commons import Made

# rdflib reads JSON-LD by a class of its own that it means to remove.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
CATALOGUE = (
    *(DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.language, DCTERMS.license),
    *(DCTERMS.modified, FOAF.homepage, DCAT.dataset),
)
DATA_SET = (
    *(DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.identifier, DCTERMS.accrualPeriodicity),
    *(DCTERMS.accessRights, DCAT.theme, DCAT.keyword, DCAT.landingPage, DCAT.contactPoint, DCAT.distribution),
)
FILE = (
    *(DCTERMS.title, DCTERMS.license, DCTERMS.format),
    *(DCAT.accessURL, DCAT.downloadURL, DCAT.mediaType),
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("dcat"))


def read(real: Made) -> tuple[Graph, Graph]:
    site = replace(real.commons.site, contact="labo@example.org")
    files = {one.path: one.content for one in dcat(real.index_of(replace(real.commons, site=site)))}
    linked = Graph().parse(data=files[LINKED], format="json-ld")
    return linked, Graph().parse(data=files[TURTLE], format="turtle")


def test_both_forms_say_the_same_and_all_that_is_asked(real: Made) -> None:
    linked, turtle = read(real)
    assert len(turtle) > 40
    assert isomorphic(linked, turtle)
    (catalogue,) = turtle.subjects(RDF.type, DCAT.Catalog)
    (data_set,) = turtle.objects(catalogue, DCAT.dataset)
    for subject, asked in ((catalogue, CATALOGUE), (data_set, DATA_SET)):
        assert [name for name in asked if (subject, name, None) not in turtle] == []
    files = set(turtle.objects(data_set, DCAT.distribution))
    assert files == set(turtle.subjects(RDF.type, DCAT.Distribution))
    assert len(files) > 2
    for one in files:
        assert [name for name in FILE if (one, name, None) not in turtle] == []
    (day,) = turtle.objects(data_set, DCTERMS.modified)
    assert str(day) == "2024-09-15", "that of an evaluation"


def test_what_is_named_here_is_told(real: Made) -> None:
    _, turtle = read(real)
    here = f"{real.commons.site.url.rstrip('/')}/"
    parts = {one for one in turtle.objects() if isinstance(one, URIRef) and "#" in one}
    named = {one for one in parts if one.startswith(here)}
    assert len(named) > 4
    assert named <= set(turtle.subjects())


def test_any_text_stays_text() -> None:
    words = "« \" \\ \n \U0001f600 ''' <b> \x7f @fr"
    said = (("dct:title", Literal(words)), ("dct:source", Iri("https://essai.example/a")))
    things = (Thing("https://essai.example/", "dcat:Catalog", said),)
    for text, form in ((as_turtle(things), "turtle"), (as_linked_data(things), "json-ld")):
        found = Graph().parse(data=text, format=form)
        assert [str(one) for one in found.objects(None, DCTERMS.title)] == [words]


def test_language_models_are_told_what_is_invented(real: Made) -> None:
    text = llms(real.index).content.decode()
    assert text.startswith(f"# {real.commons.site.nom}\n\n> ")
    assert "exemple inventé" in text
    assert f"({real.commons.site.url.rstrip('/')}/donnees/commun.zip)" in text
    assert "{" not in text


def test_a_weakness_is_told_to_the_contact_of_the_site_for_a_year(real: Made) -> None:
    """RFC 9116 requires a contact and an end: a site without a contact has no such file."""
    assert security(real.index) == ()
    assert f"/{SECURITY}" not in addresses(real.index)
    site = replace(real.commons.site, contact="labo+x%0A&cc=a@example.org")
    index = replace(real.index_of(replace(real.commons, site=site)), jour="2026-02-28")
    (made,) = security(index)
    assert f"/{SECURITY}" in addresses(index)
    assert security(replace(index, jour="")) == ()
    said = dict(line.split(": ", 1) for line in made.content.decode().splitlines())
    assert said["Contact"] == "mailto:labo+x%250A%26cc%3Da@example.org"
    ends = datetime.fromisoformat(said["Expires"])
    assert timedelta(days=360) < ends.date() - date.fromisoformat(index.jour) < timedelta(days=366)
    assert said["Canonical"] == f"{site.url.rstrip('/')}/{SECURITY}"
