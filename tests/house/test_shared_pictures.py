"""Hold the pictures of links and the icons of the site to what networks and browsers ask."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from generator.frozen import replace
from generator.images import Shared, shared_picture
from generator.images.sharing import MOST_BYTES, SIZE
from generator.pipeline import build, stage
from tests.cases.case_file import lay_base
from tests.once import once

if TYPE_CHECKING:
    from pathlib import Path

WORDS = Shared(
    kind="Outils",
    title="Décider ensemble, « pour de bon » ?",
    number="3",
    site="Espace d'essai",
    ground="#1563bc",
    soft="#e8eff8",
    faint="#3b7cc6",
)
TITLES = (
    "",
    "a",
    "Anticonstitutionnellement" * 12,
    "mot " * 90,
    "https://exemple.fr/" * 9,
    "W" * 400,
    "\u202e\x00 ?",
)
IMAGE = re.compile(r'<meta property="og:image" content="https://exemple\.fr/espace/([^"]+)">')
SITE = 'nom: Espace d\'essai\nurl: "https://exemple.fr/espace/"\ndescription: Un essai.\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commons in `espace` and its `site`."""
    return once(tmp_path_factory, "shared", _make)


def _make(top: Path) -> None:
    root = top / "espace"
    lay_base(root)
    colours = "couleurs:\n  jour:\n    accent: '#7a1f5c'\n    papier: '#fff8fb'\n"
    (root / "content/site.yml").write_text(SITE + colours, encoding="utf-8")
    result = build(root, top / "site").result
    assert result is not None
    assert result.published


@pytest.mark.parametrize("title", TITLES)
def test_any_title_holds(title: str) -> None:
    content = shared_picture(replace(WORDS, title=title))
    assert len(content) < MOST_BYTES
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == SIZE
        shown = image.convert("RGB")
    # Nothing is written over the margins.
    left, right = shown.crop((0, 0, 70, 500)), shown.crop((1160, 0, 1200, 200))
    assert {color for part in (left, right) for _, color in part.getcolors() or ()} == {(0x15, 0x63, 0xBC)}


def test_what_the_font_cannot_write_is_left_out() -> None:
    alone = shared_picture(replace(WORDS, title=""))
    assert [shared_picture(replace(WORDS, title=one)) for one in ("يشارك الناس", "Démocratie 民主")] == [
        alone
    ] * 2
    assert shared_picture(WORDS) != alone


def test_each_page_has_a_picture_that_answers(made: Path) -> None:
    site, asked = made / "site", set()
    for page in site.rglob("index.html"):
        html = page.read_text(encoding="utf-8")
        found = IMAGE.findall(html)
        assert len(found) == ('http-equiv="refresh"' not in html), page
        asked.update(found)
    drawn = {path.relative_to(site).as_posix() for path in (site / "assets/partage").iterdir()}
    assert drawn == asked
    assert {"assets/partage/site.png", "assets/partage/enjeu-1.png"} < drawn
    assert all((site / one).stat().st_size < MOST_BYTES for one in drawn)
    assert IMAGE.findall((site / "index.html").read_text(encoding="utf-8")) == ["assets/partage/site.png"]


def test_icons_and_manifest_follow_the_colours_of_the_site(made: Path) -> None:
    site = made / "site"
    page = (site / "index.html").read_text(encoding="utf-8")
    assert '<meta name="theme-color" media="(prefers-color-scheme:light)" content="#fff8fb">' in page
    assert '<meta name="theme-color" media="(prefers-color-scheme:dark)" content="#1b1f25">' in page
    assert "manifest-src 'self'" in page
    manifest = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert (manifest["name"], manifest["theme_color"]) == ("Espace d'essai", "#fff8fb")
    for icon in manifest["icons"]:
        with Image.open(site / icon["src"]) as image:
            assert "x".join(map(str, image.size)) == icon["sizes"]
            assert image.convert("RGB").getpixel((1, 1)) == (0x7A, 0x1F, 0x5C)
    with Image.open(site / "favicon.ico") as image:
        assert image.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert "#7a1f5c" in (site / "assets/favicon.svg").read_text(encoding="utf-8")
    assert (site / "assets/apple-touch-icon.png").is_file()


def test_a_spoilt_cache_gives_a_clean_build(made: Path, tmp_path: Path) -> None:
    root, first = made / "espace", tmp_path / "first"
    stage(root, first)
    for number, kept in enumerate(sorted((root / "build/partage").iterdir())):
        held = kept.read_bytes()
        kept.write_bytes((b"", held[:50], held[:-1] + b"\0", b"\x89PNG")[number % 4])
    (root / "build/restes.json").unlink()
    stage(root, tmp_path / "second")
    for name in ("first", "second"):
        drawn = sorted((tmp_path / name / "assets/partage").iterdir())
        assert [one.read_bytes() for one in drawn] == [
            (made / "site/assets/partage" / one.name).read_bytes() for one in drawn
        ]


FEED = re.compile(
    r'<link rel="alternate (?:feed|related)" type="([^"]+)" title="[^"]+" href="(?:\.\./)+([^"]+)">'
)


def test_a_page_leads_programs_to_what_follows_it(made: Path) -> None:
    site = made / "site"
    html = (site / "enjeux/decider-ensemble/index.html").read_text(encoding="utf-8")
    found = dict.fromkeys(where for _, where in FEED.findall(html))
    assert "flux/tout.xml" in found
    own = [one for one in found if one.startswith("enjeux/decider-ensemble")]
    assert len(own) == 1
    assert (site / own[0]).is_file()
