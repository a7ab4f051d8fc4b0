"""A page filled from a frame is the page that the engine lays out, whichever engine it is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from generator.pipeline import PROJECT, build, docs_folder
from generator.publishing import engine
from generator.publishing.composing import composed, framed, keyed
from generator.publishing.engine_recipe import EngineRecipe, engine_recipe
from generator.publishing.frame_laying import Order
from generator.publishing.frame_store import read_frames
from generator.publishing.frames import Frame, FrameError, cut, fill, shown_by
from generator.publishing.mark import MARK
from generator.publishing.page_file import StagedPage, page_file, read_page
from generator.publishing.recollection import Recollection
from generator.shipped import THEME
from generator.working import SETTINGS
from tests.cases.case_file import lay, lay_base, read_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADDED = PROJECT / "tests/golden/petit-espace.txt"
# What moves every part of a frame: a menu in groups, a bare page, a foot that leads below, an author.
_OTHER_SETTINGS = """
site_author: L'espace
site_description: Un résumé
nav:
  - Agir:
      - Agenda: agenda.md
      - Une fiche: boite-a-outils/cercle-d-essai.md
      - acteurs.md
  - Accueil: index.md
extra:
  pied:
    - titre: Un enjeu
      adresse: enjeux/decider-ensemble/
"""


@pytest.fixture(scope="module")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small commons with a record of every kind, published once; no test changes its files."""
    root = tmp_path_factory.mktemp("frames") / "espace"
    lay_base(root)
    lay(root, read_case(ADDED).files)
    published(root, root.parent / "site")
    return root


def published(root: Path, out: Path) -> str:
    result = build(root, out).result
    assert result is not None
    assert result.published
    return result.slow


def pages_of(folder: Path) -> dict[str, bytes]:
    """Every file but the mark."""
    return {
        name: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith(MARK)
    }


def order_of(commons: Path, folder: Path, settings: str = "") -> Order:
    """What the engine is asked of a commons that is staged already, with some settings."""
    config_file = PROJECT / SETTINGS
    if settings:
        config_file = folder / SETTINGS
        config_file.write_text(settings, encoding="utf-8")
    facts: dict[str, Any] = {"site_name": "Espace", "site_url": "https://exemple.fr/espace/", "logo": {}}
    return Order(docs=docs_folder(commons), made=folder / "engine", config_file=config_file, overrides=facts)


def in_frames(order: Order, folder: Path) -> dict[str, bytes]:
    """The site of a commons, filled from frames."""
    by: EngineRecipe = engine_recipe(order.docs, order.config_file, order.overrides)
    sources = keyed(order.docs, by, Recollection(), site_url=order.overrides["site_url"])
    frames, _ = framed(order, folder / "frames.json", sources, recipe=by.digest)
    recipe = composed(order, sources, frames, theme=by.theme)
    made = {path: recipe.made(path) for path in recipe.wanted}
    assert len(frames.frames) < len([key for _, _, key in sources.values() if key]) * 0.8, "frames are shared"
    return {path: one if isinstance(one, bytes) else one.read_bytes() for path, one in made.items()}


@pytest.mark.parametrize("settings", ["", _OTHER_SETTINGS], ids=["our settings", "others"])
def test_the_engine_would_lay_out_the_same_pages(commons: Path, tmp_path: Path, settings: str) -> None:
    """Each page by itself: the theme shares nothing between two of them."""
    (tmp_path / "seules").mkdir()
    config_file = order_of(commons, tmp_path / "seules", settings + _sharing_nothing(tmp_path)).config_file
    order = order_of(commons, tmp_path, settings)
    engine.render(order.docs, tmp_path / "whole", config_file, overrides=order.overrides)
    whole = pages_of(tmp_path / "whole")
    assert in_frames(order, tmp_path) == whole
    assert len([path for path in whole if path.endswith("/index.html")]) > 50


def _sharing_nothing(folder: Path) -> str:
    """Settings with our theme, where what it makes once for many pages is made for each."""
    shutil.copytree(THEME, folder / "habits")
    main = folder / "habits/main.html"
    text, count = re.subn(r"{% call same\(.*?\) %}", "{% if true %}", main.read_text(encoding="utf-8"))
    assert count == text.count("{% endcall %}") > 5
    main.write_text(text.replace("{% endcall %}", "{% endif %}"), encoding="utf-8")
    return f"\ntheme:\n  custom_dir: {folder / 'habits'}\n"


def test_another_engine_lays_out_the_same_site(commons: Path, tmp_path: Path) -> None:
    """ProperDocs goes on where MkDocs stopped: it reads our settings, plugin and theme as they are."""
    root = tmp_path / "espace"
    shutil.copytree(commons, root, ignore=shutil.ignore_patterns("build"))
    settings = (PROJECT / SETTINGS).read_text(encoding="utf-8")
    (root / SETTINGS).write_text(settings.replace("generator/theme", str(THEME)), encoding="utf-8")
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    ours, theirs = pages_of(commons.parent / "site"), pages_of(tmp_path / "site")
    assert theirs.keys() == ours.keys()
    for path, content in theirs.items():
        assert content == ours[path], path


def test_an_edit_does_not_start_the_engine(
    commons: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "espace"
    shutil.copytree(commons, root)
    published(root, tmp_path / "site")

    def started(*_: object, **__: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr("mkdocs.commands.build.build", started)
        file = root / "toolbox/cercle-d-essai.md"
        file.write_text(file.read_text(encoding="utf-8").replace("Cercle", "Rond"), encoding="utf-8")
        published(root, tmp_path / "site")
    assert "Rond" in (tmp_path / "site/boite-a-outils/cercle-d-essai/index.html").read_text(encoding="utf-8")


def _cut_short(store: Path) -> None:
    store.write_bytes(store.read_bytes()[:-200])


def _other_words(store: Path) -> None:
    store.write_bytes(store.read_bytes().replace(b"Sur cette page", b"Sur cette plage"))


def _gone(store: Path) -> None:
    store.unlink()


def _of_another(store: Path) -> None:
    (store.parent / "engine/assets/theme.css").write_text("a {}", encoding="utf-8")


@pytest.mark.parametrize("damage", [_cut_short, _other_words, _gone, _of_another])
def test_frames_that_someone_touched_are_laid_out_again(
    commons: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    order = order_of(commons, tmp_path)
    before = in_frames(order, tmp_path)
    damage(tmp_path / "frames.json")
    assert in_frames(order, tmp_path) == before


def test_frames_of_other_settings_are_not_taken(commons: Path, tmp_path: Path) -> None:
    order = order_of(commons, tmp_path)
    in_frames(order, tmp_path)
    by = engine_recipe(order.docs, order.config_file, order.overrides)
    other = engine_recipe(order.docs, order.config_file, {**order.overrides, "site_name": "Autre"})
    assert read_frames(tmp_path / "frames.json", by.digest)
    assert read_frames(tmp_path / "frames.json", other.digest) is None


def _theme(folder: Path, was: str, now: str) -> str:
    """Settings with a theme of one's own, which differs from ours in its main template."""
    shutil.copytree(THEME, folder / "habits")
    main = folder / "habits/main.html"
    text = main.read_text(encoding="utf-8")
    assert was in text
    main.write_text(text.replace(was, now), encoding="utf-8")
    return "theme:\n  custom_dir: habits\n"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("{{ page.content }}", "{{ page.content | length }}"),
        ("{{ page.content }}", "{{ page.content }}{{ page.url }}"),
        ('content="{{ page.meta.title }}"', 'content="{{ page.meta.title | upper }}"'),
    ],
)
def test_a_theme_that_looks_at_pages_makes_no_frame(
    commons: Path, tmp_path: Path, was: str, now: str
) -> None:
    order = order_of(commons, tmp_path, _theme(tmp_path, was, now))
    with pytest.raises(FrameError):
        in_frames(order, tmp_path)


def test_with_another_theme_every_page_is_laid_out_and_that_is_said(commons: Path, tmp_path: Path) -> None:
    root = tmp_path / "espace"
    shutil.copytree(commons, root, ignore=shutil.ignore_patterns("build"))
    settings = _theme(root, "{{ page.content }}", "{{ page.content }}<p>{{ page.url }}</p>")
    (root / SETTINGS).write_text(settings, encoding="utf-8")
    said = (
        "Le thème n'est pas celui de l'espace : les pages sont mises en page une à une, ce qui est plus long."
    )
    for _ in range(2):
        assert published(root, tmp_path / "site") == said
        page = tmp_path / "site/boite-a-outils/cercle-d-essai/index.html"
        assert "<p>boite-a-outils/cercle-d-essai/</p>" in page.read_text(encoding="utf-8")
    (root / "habits/main.html").write_bytes((THEME / "main.html").read_bytes())
    assert published(root, tmp_path / "site") == "", "a copy of our theme is ours"
    assert pages_of(tmp_path / "site") == pages_of(commons.parent / "site")


def test_what_a_page_says_is_never_taken_for_a_mark() -> None:
    frame = Frame(("<title>", "title", "</title>", "html", ""))
    shown = {"title": "html", "html": "<p>title</p>title"}
    assert fill(frame, shown) == "<title>html</title><p>title</p>title"
    with pytest.raises(FrameError):
        cut("<p>x</p><p>x</p>", {"html": "<p>x</p>"})


def test_a_staged_page_is_read_as_it_was_written() -> None:
    title = 'Un "titre" & \\ \u2028 « x »: # --- '
    staged = page_file("/a/", title, "", html="\n<p>x</p>", script="assets/x.js", hidden=True, original="/b/")
    page = read_page(staged.content.decode())
    assert page == StagedPage(
        html="<p>x</p>\n",
        title="Un &quot;titre&quot; &amp; \\ « x »: # ---",
        script="assets/x.js",
        original="/b/",
        robots="noindex",
    )
    assert shown_by(page, "a.md", "https://x.fr/y/")["canonical"] == "https://x.fr/y/b/"
    with pytest.raises(ValueError, match="staged"):
        read_page("# Un titre\n")
