"""Hold the accessibility statement to the tests it speaks of, and the colours of the enjeux to a contrast."""

from __future__ import annotations

import ast
import re
from html import unescape
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from generator.contrast import contrast, mixed
from generator.frozen import replace
from generator.graph.ranks import MOST_ENJEUX
from generator.index import index_of
from generator.pages.frame import site_sheet
from generator.pages.frame.charting import chart
from generator.pages.frame.colour_sheet import style_sheet
from generator.pages.frame.templating import write
from generator.pages.guides.accessibilite import read_verifications
from generator.pages.rendering import planned
from generator.palette import PALETTE, SIGNES, THEME, colours, grounds, illegible, tint_ground
from generator.pipeline import PROJECT, check
from generator.typography import typeset_text
from tests.browser import visits

if TYPE_CHECKING:
    from generator.checking import Checked

VERIFIED = read_verifications()
PAGE = "/accessibilite/"
LEGIBLE = 4.5


@pytest.fixture(scope="module")
def real() -> Checked:
    return check(PROJECT)


def test_the_tests_look_at_what_the_page_says() -> None:
    assert VERIFIED.pages == visits.KINDS
    assert len(set(VERIFIED.pages)) == len(VERIFIED.pages)
    assert [one.pixels for one in VERIFIED.largeurs] == [visits.PHONE, visits.DESK]
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    assert axe.startswith(f"/*! axe v{VERIFIED.version}\n")
    for tag in VERIFIED.etiquettes:
        assert f'"{tag}"' in axe, tag


def test_each_verification_is_a_test_that_exists() -> None:
    assert VERIFIED.essais
    for essai in VERIFIED.essais:
        file, name = essai.test.split("::")
        defined = {
            one.name
            for one in ast.parse((PROJECT / file).read_text(encoding="utf-8")).body
            if isinstance(one, ast.FunctionDef)
        }
        assert name in defined, essai.test
        assert all(re.fullmatch(r"[1-4]\.\d\.\d{1,2}", one) for one in essai.criteres)


@pytest.mark.parametrize("contact", [None, "equipe@example.org"])
def test_the_page_says_all_that_is_verified_and_all_that_is_not(real: Checked, contact: str | None) -> None:
    site = replace(real.commons.site, contact=contact)
    pages = planned(chart(index_of(replace(real.commons, site=site), real.graph, real.schemas)))
    html = unescape(write(next(one.make() for one in pages if one.address == PAGE), {}).html or "")
    told = [
        VERIFIED.version,
        *(one.nom for one in VERIFIED.regles),
        *(one.nom for one in VERIFIED.largeurs),
        *(one.nom for one in VERIFIED.themes),
        *(one.nom for one in VERIFIED.sortes),
        *(str(one.pixels) for one in VERIFIED.largeurs),
        *(one.quoi for one in VERIFIED.essais),
        *VERIFIED.non_audites,
    ]
    assert [words for words in told if typeset_text(words) not in html] == []
    assert html.count("Non audité") >= len(VERIFIED.non_audites)
    assert ("mailto:equipe@example.org" in html) == bool(contact)
    assert ("pas encore connue" in html) == (not contact)


def test_no_template_escapes_the_browser(real: Checked) -> None:
    """A page of every template is looked at; one that the commons does not use yet cannot be."""
    made = {one.address: one.make().template for one in planned(chart(real.index))}
    seen = {made[one] for kind in VERIFIED.pages if (one := _last(kind, made))}
    assert set(made.values()) - seen == set()


def test_the_colours_of_the_enjeux_can_be_read(real: Checked) -> None:
    rules = re.findall(r"^(.*?)\.enjeu-(\d+) \{ (.*) \}$", style_sheet(real.commons.enjeux), re.MULTILINE)
    assert len(rules) == len(real.commons.enjeux) * len(VERIFIED.themes)
    papers = {"": _grounds("default"), '[data-md-color-scheme="slate"] ': _grounds("slate")}
    for theme, number, text in rules:
        colours = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6});", text))
        pairs = [(colours["enjeu"], "ffffff"), (colours["enjeu-texte"], colours["enjeu-fond"])]
        pairs += [(colours["enjeu-texte"], ground) for ground in papers[theme]]
        for one, other in pairs:
            assert contrast(_rgb(one), _rgb(other)) >= LEGIBLE, f"enjeu {number}, {theme} #{one} sur #{other}"


@pytest.mark.parametrize("theme", THEME)
def test_the_colours_of_the_theme_are_those_of_the_style_sheet(theme: str) -> None:
    declared = _declared({"jour": "default", "nuit": "slate"}[theme])
    names = {"accent": "lien", "pied": "md-footer-bg-color"}
    ours = {names.get(name, name): value.removeprefix("#") for name, value in THEME[theme].items()}
    shown = {name: _whole(declared[name]) for name in ours if name in declared}
    assert shown == {name: ours[name] for name in shown}
    assert {"papier", "carte", "encre", "lien"} <= shown.keys()
    signs = tuple(f"#{declared[name]}" for name in ("oui", "mi", "non", "neutre", "invente"))
    assert signs == SIGNES[theme]


def test_the_palette_can_be_read() -> None:
    """Twenty colours, all different, that no enjeu without one would have to change."""
    assert len({*PALETTE}) == MOST_ENJEUX
    assert [
        *illegible({"jour": dict(THEME["jour"])}, "jour"),
        *illegible({"nuit": dict(THEME["nuit"])}, "nuit"),
    ] == []
    for colour in PALETTE:
        tint = mixed(_rgb(colour[1:]), tint_ground({}, "jour"), 0.12)
        for ground in (*grounds(colours({}, "jour"))[:2], tint):
            assert contrast(_rgb(colour[1:]), ground) >= LEGIBLE, colour


def _last(kind: str, made: dict[str, str]) -> str | None:
    """The page that the browser opens for a kind, as `Site.one` chooses it."""
    pattern = re.compile(re.escape(kind).replace(r"\*", "[^/]+"))
    return max((one for one in made if pattern.fullmatch(one)), default=None)


def _declared(scheme: str) -> dict[str, str]:
    """The colours that the style sheet declares in a theme, without their `#`."""
    sheet = site_sheet.style_sheet()
    block = sheet.split(f'[data-md-color-scheme="{scheme}"] {{', 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([a-z-]+): #([0-9a-f]+);", block))


def _grounds(scheme: str) -> list[str]:
    """The colours of the page and of a card, as the style sheet declares them in a theme."""
    declared = _declared(scheme)
    return [_whole(declared[name]) for name in ("papier", "carte")]


def _whole(colour: str) -> str:
    return colour if len(colour) == len("rrggbb") else "".join(one * 2 for one in colour)


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (value / 255 for value in bytes.fromhex(colour))
    return red, green, blue
