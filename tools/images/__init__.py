"""Take the pictures of the guides from the real pages: what each shows is said in `images.toml`."""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import PIL.Image

from generator import reviewing
from generator.pipeline import PROJECT
from tests.browser.serving import serving
from tests.doors.repositories import commit, git
from tools import guides

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page

DECLARED = Path(__file__).parent / "images.toml"
FOLDER = guides.FOLDER
OF_THE_GUIDES = FOLDER.relative_to(PROJECT).as_posix()
_RECORDS = ("content", "experiments", "toolbox")
# Milliseconds: before a selector that finds nothing is a fault; for the form to answer what was typed.
_WAIT, _ANSWER = 10_000, 500


@dataclass(frozen=True, slots=True)
class Image:
    """One picture: the element `montre`, up to `jusqu_a` where given, after the `gestes` of a reader.

    `site` is `site`, the whole site; `apercu`, the preview of the guides' own example as a proposal; or
    `vide`, the new and empty espace that its guide makes.
    `dossier` is where it goes, from the root. `entoure` is ringed; `hauteur` cuts what is longer. Lengths are
    in pixels of the page.
    """

    fichier: str
    page: str
    montre: str
    site: str = "site"
    dossier: str = OF_THE_GUIDES
    jusqu_a: str = ""
    entoure: str = ""
    gestes: tuple[Mapping[str, str], ...] = ()
    largeur: int = 0
    hauteur: int = 0


@dataclass(frozen=True, slots=True)
class Declared:
    """All the pictures, and what they share: the size of the window, its scale, the day, the quality."""

    largeur: int
    echelle: float
    marge: int
    qualite: int
    jour: str
    site: str
    images: tuple[Image, ...]


def declared() -> Declared:
    """What `images.toml` says. Raises `TypeError` for a name it does not know."""
    data = tomllib.loads(DECLARED.read_text(encoding="utf-8"))
    images = tuple(Image(**one | {"gestes": tuple(one.get("gestes", ()))}) for one in data.pop("images"))
    return Declared(**data, images=images)


@contextmanager
def served(work: Path) -> Iterator[Mapping[str, str]]:
    """Build in `work` what the pictures show, and serve it: the address of each site, by its name.

    The records are those of this project; only the facts of the site are completed, so that the form shows
    its three ways out. The proposal is the example that the guides write, from its start to its evaluation.
    """
    root, depot, shared = work / "espace", work / "depot", declared()
    for name in _RECORDS:
        shutil.copytree(PROJECT / name, root / name)
    _with_every_image(root, shared)
    with (root / "content" / "site.yml").open("a", encoding="utf-8") as facts:
        facts.write(shared.site)
    _built(root, work / "site")
    git(root, "init", "-q", "-b", "main")
    commit(root, "Avant la proposition")
    for name in guides.OF_AN_EXPERIMENT:
        for step in guides.steps(name):
            step.follow(root)
    reviewing.preview(root, "HEAD", work / "apercu")
    _built(guides.opened(depot, Path(sys.prefix)), work / "vide")
    with serving(work) as address:
        yield {name: f"{address}/{name}" for name in ("site", "apercu", "vide")}


def _with_every_image(root: Path, shared: Declared) -> None:
    """A new picture is not there yet, and its guide shows it already: a white point stands in."""
    for image in shared.images:
        target = root / image.dossier / image.fichier
        if image.dossier.startswith("content") and not target.exists():
            PIL.Image.new("RGB", (1, 1), "white").save(target)


def _built(root: Path, out: Path) -> None:
    command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--out", str(out)]
    made = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if made.returncode:
        message = f"the site cannot be built:\n{made.stdout}{made.stderr}"
        raise ValueError(message)


@contextmanager
def shown(browser: Browser, shared: Declared, image: Image, address: str) -> Iterator[tuple[Page, _Box]]:
    """The page of a picture as it is taken, and the part to keep.

    Raises Playwright's `Error` where an element is not found.
    """
    context = browser.new_context(
        viewport={"width": image.largeur or shared.largeur, "height": 800},
        device_scale_factor=shared.echelle,
        color_scheme="light",
        locale="fr-FR",
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
        bypass_csp=True,  # for the sheet below, which stills the page
    )
    context.set_default_timeout(_WAIT)
    try:
        page = context.new_page()
        page.clock.set_fixed_time(shared.jour)
        page.goto(address + image.page, wait_until="load")
        for gesture in image.gestes:
            _do(page, gesture)
        if image.gestes:
            page.wait_for_timeout(_ANSWER)
        if image.entoure:
            page.locator(image.entoure).first.evaluate(_RING)
        page.mouse.move(0, 0)
        page.add_style_tag(content=_STILL)
        page.evaluate("document.activeElement?.blur(); scrollTo({top: 0, behavior: 'instant'})")
        page.evaluate("document.fonts.ready.then(() => {})")
        yield page, _part(page, image, shared.marge)
    finally:
        context.close()


def _do(page: Page, gesture: Mapping[str, str]) -> None:
    """What a reader does, each word before a selector.

    `clique` presses, `ecrit` types a `texte`, `quitte` leaves a field, `coche` ticks, `attend` waits until it
    shows.
    """
    match gesture:
        case {"clique": selector}:
            page.locator(selector).first.click()
        case {"ecrit": selector, "texte": text}:
            page.locator(selector).first.fill(text)
        case {"quitte": selector}:
            page.locator(selector).first.press("Tab")
        case {"coche": selector}:
            page.locator(selector).first.check()
        case {"attend": selector}:
            page.locator(selector).first.wait_for(state="visible")
        case _:
            message = f"images.toml: a gesture that nobody knows: {gesture}"
            raise ValueError(message)


_STILL = "*, ::before, ::after { transition: none !important; animation: none !important; }"
_RING = "one => { one.style.outline = '4px solid #c2410c'; one.style.outlineOffset = '4px'; }"
_Box = dict[str, float]


def _part(page: Page, image: Image, margin: int) -> _Box:
    """What of the page is kept, in its pixels, with a margin that stays within the page."""
    boxes = []
    for selector in filter(None, (image.montre, image.jusqu_a)):
        element = page.locator(selector).first
        element.wait_for(state="visible")
        box = element.bounding_box()
        if box is None or not box["width"] or not box["height"]:
            message = f"{image.fichier}: « {selector} » takes no place on {image.page}"
            raise ValueError(message)
        boxes.append(box)
    left = max(min(box["x"] for box in boxes) - margin, 0)
    top = max(min(box["y"] for box in boxes) - margin, 0)
    right = max(box["x"] + box["width"] for box in boxes) + margin
    bottom = max(box["y"] + box["height"] for box in boxes) + margin
    width, height = min(right, image.largeur or 10_000) - left, bottom - top
    return {"x": left, "y": top, "width": width, "height": min(height, image.hauteur or height)}


def take(page: Page, part: _Box, quality: int) -> bytes:
    """That part of the page, in WebP."""
    asked = {"format": "webp", "quality": quality, "captureBeyondViewport": True, "clip": part | {"scale": 1}}
    answer = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    return base64.b64decode(answer["data"])
