"""Hold citations to the programs that read them, licences to words, corrections to the forge of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import pages
from generator.frozen import replace
from generator.model import Ref
from generator.news import on_one_line
from generator.pages.frame.charting import chart
from generator.pages.frame.citations import Citable, citable
from generator.pages.frame.layout import foot_of
from generator.pipeline import PROJECT
from generator.working import schemas_of
from tests.house.real_commons import EXPERIMENT, FILES, made

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model import Site
    from generator.pages.frame.views import Foot
    from tests.house.real_commons import Made

SITE = "https://essai.example"
HOME = f"{SITE}/experimentations/{EXPERIMENT}/"
LICENCES = schemas_of(PROJECT).node("experimentation", ("licence",))
DEPOT = "https://forge.example/labo/espace"
CORRECTED = f"/contribuer/formulaire/?corriger=experimentation/{EXPERIMENT}"
FILE = f"experiments/{EXPERIMENT}/index.md"
SAID = Citable(
    cle="experimentation:marche",
    titre="Le marché",
    auteurs=("Camille Exemple", "Collectif & Cie"),
    site="Espace d'essai",
    editeur="L'éditeur",
    date="2024-06-01",
    version="",
    adresse=HOME,
    licence="CC-BY-SA-4.0",
)
# What LaTeX would take for more than text, escaped; and back.
COMMANDS = {
    r"{\textbackslash}": "\\",
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^",
    **{f"\\{sign}": sign for sign in "&%$#_"},
}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("citations"))


def fields(entry: str) -> dict[str, str]:
    """The fields of a BibTeX entry, read as BibTeX does: braces are counted, whatever stands before them."""
    head = re.match(r"@misc\{([^\s,{}]+),\n", entry)
    assert head
    found, rest = {"key": head[1]}, entry[head.end() :]
    while not rest.startswith("}"):
        name, rest = rest.lstrip().split(" = ", 1)
        depth = end = 0
        for end, sign in enumerate(rest):
            depth += (sign == "{") - (sign == "}")
            assert depth >= 0
            if depth == 0 and rest[end + 1] in ",\n":
                break
        found[name], rest = rest[: end + 1], rest[end + 1 :].lstrip(",").removeprefix("\n")
    assert rest == "}"
    return found


def test_the_three_forms_say_the_same() -> None:
    made_of = SAID.citation
    assert made_of.texte == (
        "Camille Exemple, Collectif & Cie, « Le marché », Espace d'essai, L'éditeur, "
        f"1er juin 2024, {HOME} (CC-BY-SA-4.0)."
    )
    assert fields(made_of.bibtex) == {
        "key": "experimentation:marche",
        "author": r"{{Camille Exemple} and {Collectif \& Cie}}",
        "title": "{{Le marché}}",
        "howpublished": "{Espace d'essai}",
        "publisher": "{L'éditeur}",
        "year": "{2024}",
        "month": "jun",
        "note": "{Licence CC-BY-SA-4.0}",
        "url": f"{{{HOME}}}",
        "language": "{french}",
    }
    assert yaml.safe_load(made_of.cff) == {
        "cff-version": "1.2.0",
        "message": "Si vous reprenez cette page, citez-la ainsi.",
        "type": "dataset",
        "title": "Le marché",
        "authors": [{"name": "Camille Exemple"}, {"name": "Collectif & Cie"}],
        "date-released": "2024-06-01",
        "url": HOME,
        "license": "CC-BY-SA-4.0",
    }


def test_what_nobody_knows_is_left_out() -> None:
    unknown = replace(SAID, auteurs=(), editeur="", date="")
    made_of = unknown.citation
    assert made_of.texte == f"« Le marché », Espace d'essai, {HOME} (CC-BY-SA-4.0)."
    assert {"year", "month", "publisher"} & set(fields(made_of.bibtex)) == set()
    assert fields(made_of.bibtex)["author"] == "{{Espace d'essai}}", "someone is always cited"
    assert "date-released" not in yaml.safe_load(made_of.cff)


@given(words=st.text(max_size=200))
def test_any_title_stays_a_title(words: str) -> None:
    title = on_one_line(words)
    made_of = replace(SAID, titre=title, auteurs=(title, "Camille")).citation
    assert yaml.safe_load(made_of.cff)["title"] == title
    assert yaml.safe_load(made_of.cff)["authors"][0] == {"name": title}
    found = fields(made_of.bibtex)
    assert set(found) == {
        *("key", "author", "title", "howpublished", "publisher"),
        *("year", "month", "note", "url", "language"),
    }
    value = found["title"].removeprefix("{{").removesuffix("}}")
    assert re.sub(r"\{\\text[a-z]+\}|\\[&%$#_]", lambda sign: COMMANDS[sign[0]], value) == title


@given(url=st.text("abc/{}\\%20", max_size=40))
def test_any_address_stays_one_field(url: str) -> None:
    found = fields(replace(SAID, adresse=f"{SITE}/{url}").citation.bibtex)
    assert not set("{}\\") & set(found["url"][1:-1])


def test_a_revision_says_which(real: Made) -> None:
    revision = next(one for one in real.commons.protocoles if one.numero == 2)
    found = citable(real.commons, Ref("protocole", revision.id), revision, titre="Protocole", invente=False)
    assert (found.version, found.date) == ("révision 2", "2024-06-02")
    assert "version = {révision 2}" in found.citation.bibtex
    assert found.cle == f"protocole:{EXPERIMENT}:r2"


def test_a_key_outlives_a_new_name(tmp_path: Path) -> None:
    old, new = "experiments/place-vide/index.md", "experiments/chaise-vide/index.md"
    text = FILES[old].replace("publie_le", "anciens_ids: [place-vide]\npublie_le")
    commons = made(tmp_path, {old: None, new: text}).commons
    item = next(one for one in commons.experimentations if one.id == "chaise-vide")
    found = citable(commons, Ref("experimentation", item.id), item, titre=item.titre, invente=False)
    assert found.cle == "experimentation:place-vide"
    assert found.adresse == f"{SITE}/experimentations/chaise-vide/"


def test_an_invented_example_says_so_in_bibliographies(real: Made) -> None:
    html = page(real, "/experimentations/essai-complet/")
    assert html.count("Un essai complet (exemple inventé)") >= len(("texte", "bibtex", "cff"))
    assert "(exemple inventé)" not in page(real, f"/experimentations/{EXPERIMENT}/")


def page(real: Made, where: str) -> str:
    made_pages = pages.render(real.index)
    return next(one.html or "" for one in made_pages if one.address == where)


def foot(real: Made, **facts: str | None) -> Foot:
    """The foot of a page of a site that says other things of itself."""
    site: Site = replace(real.commons.site, **facts)
    atlas = chart(real.index_of(replace(real.commons, site=site)))
    item = next(one for one in real.commons.experimentations if one.id == EXPERIMENT)
    return foot_of(atlas, Ref("experimentation", item.id), item, item.titre)


@pytest.mark.parametrize(
    ("forge", "where"),
    [
        ("github", f"{DEPOT}/edit/main/{FILE}"),
        ("gitlab", f"{DEPOT}/-/edit/main/{FILE}"),
        ("forgejo", f"{DEPOT}/_edit/main/{FILE}"),
    ],
)
def test_a_correction_leads_to_the_form_then_to_the_file_on_its_forge(
    real: Made, forge: str, where: str
) -> None:
    asked, at_the_forge = foot(real, forge=forge, depot=f"{DEPOT}/").correction
    assert asked.adresse == CORRECTED
    assert at_the_forge.adresse == where


@pytest.mark.parametrize("facts", [{"forge": "github", "depot": None}, {"forge": None, "depot": DEPOT}])
def test_without_a_forge_a_correction_leads_to_the_form(real: Made, facts: dict[str, str | None]) -> None:
    assert [one.adresse for one in foot(real, **facts).correction] == [CORRECTED]


def test_the_foot_says_what_one_may_do_and_where_it_stands(real: Made) -> None:
    found = foot(real)
    assert found.reference.adresse == HOME
    assert found.licence.sigle == "CC BY-SA 4.0"
    assert found.licence.permissions == LICENCES["x-permissions"]["CC-BY-SA-4.0"]
    html = page(real, f"/experimentations/{EXPERIMENT}/")
    assert f'<code class="a-copier">{HOME}</code>' in html
    assert found.licence.permissions in html


@pytest.mark.parametrize("code", LICENCES["enum"])
def test_every_licence_says_its_conditions(code: str) -> None:
    words = LICENCES["x-permissions"][code]
    assert ("même licence" in words) == ("-SA-" in code or code == "ODbL-1.0")
    assert ("en citant" in words) == (code != "CC0-1.0")


def test_sharing_opens_a_message_that_holds_the_address(real: Made) -> None:
    share = urlsplit(foot(real).reference.partage)
    assert (share.scheme, share.path) == ("mailto", "")
    words = parse_qs(share.query, strict_parsing=True)
    assert words["subject"] == ["Le marché du jeudi"]
    assert HOME in words["body"][0].split("\r\n")
