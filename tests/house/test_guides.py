"""Follow the guides to the letter: their examples, their commands, the messages and pictures they show."""

from __future__ import annotations

import html
import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from generator import pages
from generator.diagnostics.renderers.as_text import brief
from generator.pages.guides.contributions import CONTRIBUTIONS
from generator.pipeline import PROJECT, check
from tools import guides
from tools.images import OF_THE_GUIDES, declared

if TYPE_CHECKING:
    from pathlib import Path

GUIDES = sorted(guides.FOLDER.glob("*.md"))
SEEN = [PROJECT / f"content/{name}.md" for name in ("ecrire-les-papiers", "importer-des-documents")]
TEXTS = [*GUIDES, PROJECT / "content/contribuer.md"]
ALONE = ("ajouter-un-outil", "devenir-experimentateur")
IMAGE = re.compile(r'(?<!`)!\[([^\]]*)\]\((\S+\.(?:webp|png|jpg)) "([^"]*)"\)')
EACH, ALL = 80 * 1024, 1024 * 1024


# No example leans on these, half of what a check reads.
LEFT_OUT = ("experiments", "evenements")


def commons(root: Path, *left_out: str) -> Path:
    for name in ("content", "experiments", "toolbox"):
        if name not in left_out:
            shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns(*left_out))
    return root


def said(root: Path) -> list[str]:
    return [brief(fault) for fault in check(root).diagnostics]


def firsts(root: Path) -> list[str]:
    return [words.splitlines()[0] for words in said(root)]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is said of some records before any guide is followed: that they lead to those left out.

    Without its remedy, which may name what a guide writes.
    """
    return firsts(commons(tmp_path_factory.mktemp("avant"), *LEFT_OUT))


@pytest.mark.parametrize("name", [*guides.OF_AN_EXPERIMENT, *ALONE])
def test_each_example_can_be_copied(tmp_path: Path, name: str, before: list[str]) -> None:
    """One step after the other, once the guides that come before were followed."""
    root = commons(tmp_path, *LEFT_OUT)
    rank = guides.OF_AN_EXPERIMENT.index(name) if name not in ALONE else 0
    for earlier in guides.OF_AN_EXPERIMENT[:rank]:
        for step in guides.steps(earlier):
            step.follow(root)
    steps = list(guides.steps(name))
    assert steps
    for step in steps:
        step.follow(root)
        new = [line for line in firsts(root) if line not in before]
        assert [line for line in new if not announced(line, name)] == [], f"{name}.md:{step.line}"


def test_all_examples_stand_beside_every_record(tmp_path: Path) -> None:
    """None has the title, the address or the name of a real one."""
    root = commons(tmp_path)
    real = said(root)
    followed = (*guides.OF_AN_EXPERIMENT, *ALONE)
    for name in followed:
        for step in guides.steps(name):
            step.follow(root)
    new = [line for line in said(root) if line not in real]
    assert [line for line in new if not any(announced(line, name) for name in followed)] == []


def announced(line: str, name: str) -> bool:
    """Whether the guide of that name tells its reader to expect that warning."""
    guide = (guides.FOLDER / f"{name}.md").read_text(encoding="utf-8")
    severity, _, message = line.splitlines()[0].partition("] ")
    return "avertissement[" in severity and f"« {message} »" in guide


def test_an_example_at_fault_is_seen(tmp_path: Path, before: list[str]) -> None:
    root = commons(tmp_path, *LEFT_OUT)
    first = next(guides.steps("proposer-une-experimentation"))
    guides.Step(first.act, first.path, first.text.replace("cadre: labo", "cadre: essai"), 1).follow(root)
    assert [line for line in firsts(root) if line not in before] != []


def test_every_block_belongs_to_a_guide_that_is_followed() -> None:
    followed = {*guides.OF_AN_EXPERIMENT, *ALONE, guides.OWN}
    assert {path.stem for path in GUIDES if any(guides.steps(path.stem))} == followed


def test_a_guide_and_the_page_for_contributors_show_what_the_tool_says(tmp_path: Path) -> None:
    """The message shown in CONTRIBUTING.md and in the guide to reviews is that of one slip in the example."""
    root = commons(tmp_path)
    first = next(guides.steps("proposer-une-experimentation"))
    slip = first.text.replace("diversifier-les-publics", "diversifier-le-public")
    guides.Step("write", first.path, slip, 1).follow(root)
    lines = [line for line in said(root) if line.startswith(first.path)]
    assert len(lines) == 1
    for path in (PROJECT / "CONTRIBUTING.md", guides.FOLDER / "relire-une-contribution.md"):
        shown = re.sub(r"^ +(?=experiments| )", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for line in lines[0].splitlines():
            assert line.strip() in shown, path.name
    found = check(root)
    rendered = pages.render(found.index)
    rules = next(page.html or "" for page in rendered if page.address == "/contribuer/regles/")
    assert f"<code>{lines[0].rstrip()}</code>" in html.unescape(rules)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_links_to_the_form_begin_what_they_say(path: Path) -> None:
    codes = {one.code for one in CONTRIBUTIONS}
    found = re.findall(r"\]\((/contribuer/formulaire/[^)]*)\)", path.read_text(encoding="utf-8"))
    asked = {sort for address in found for sort in parse_qs(urlsplit(address).query).get("sorte", ())}
    assert asked <= codes


def test_the_form_leads_to_the_guides() -> None:
    known = {f"contribuer/{path.stem}" for path in GUIDES}
    assert {one.guide for one in CONTRIBUTIONS if one.guide} <= known


@pytest.mark.parametrize("folder", [OF_THE_GUIDES, "content"])
def test_every_picture_is_declared_shown_and_light(folder: str) -> None:
    paths = [*(PROJECT / folder).glob("*.md")]
    shown = {name for path in paths for _, name, _ in IMAGE.findall(path.read_text(encoding="utf-8"))}
    names = [image.fichier for image in declared().images if image.dossier == folder]
    assert len(names) == len(set(names))
    assert shown == set(names)
    files = {
        path.name: path.read_bytes()
        for path in (PROJECT / folder).glob("*.*")
        if path.suffix not in {".md", ".yml"}
    }
    assert set(files) == set(names)
    assert {name for name, content in files.items() if content[8:12] != b"WEBP"} == set()
    assert {name: len(content) for name, content in files.items() if len(content) > EACH} == {}
    assert sum(map(len, files.values())) <= ALL


@pytest.mark.parametrize("path", [*GUIDES, *SEEN], ids=lambda path: path.stem)
def test_every_picture_says_what_it_shows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = IMAGE.findall(text)
    assert found
    assert len(found) == len(re.findall(r"(?<!`)!\[", text))
    for alternative, name, caption in found:
        assert len(alternative) >= 40, name
        assert not re.search("capture|image|photo", alternative, re.IGNORECASE), name
        assert caption.endswith("."), name
        assert caption.rstrip(".") not in alternative, name


def test_the_readme_opens_with_what_one_sees() -> None:
    """Two pictures that `make images` takes, light, before the first command."""
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    opening = readme.partition("## Two commands")[0]
    shown = re.findall(r"!\[[^\]]{40,}\]\((\S+\.webp)\)", opening)
    taken = [
        f"{one.dossier}/{one.fichier}" for one in declared().images if not one.dossier.startswith("content")
    ]
    assert len(shown) == 2
    assert shown == taken
    assert {path: size for path in shown if (size := (PROJECT / path).stat().st_size) > 150_000} == {}
