"""What is shown while one writes is what a preview made from nothing shows, after any save."""

from __future__ import annotations

import random
import shutil
import socket
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from generator import publishing
from generator.pipeline import PROJECT, docs_folder
from generator.publishing.mark import MARK
from generator.showing import Showing
from tests.cases.case_file import lay, lay_base, read_case
from tests.drawn import TIMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ADDED = PROJECT / "tests/golden/petit-espace.txt"
URL = "http://127.0.0.1:8000/"


@pytest.fixture(scope="module")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("showing") / "espace"
    lay_base(root)
    lay(root, read_case(ADDED).files)
    shutil.copyfile(PROJECT / "mkdocs.yml", root / "mkdocs.yml")
    theme = root / "generator" / "theme"
    shutil.copytree(PROJECT / "generator" / "theme", theme)
    shutil.copytree(PROJECT / "schemas", root / "schemas")
    return root


def shown(folder: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != MARK}


def for_people(files: dict[str, bytes]) -> dict[str, bytes]:
    """Pages and what they look like: not what leads to them from where they were, nor what programs read."""
    return {
        name: content
        for name, content in files.items()
        if name.endswith((".css", ".jpg")) or (name.endswith(".html") and b"md-header" in content)
    }


def from_nothing(root: Path, folder: Path) -> dict[str, bytes]:
    """The same commons copied elsewhere, where nothing was kept."""
    copy = folder / "espace"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build"))
    one = Showing(copy, folder / "made", URL)
    one.see()
    one.complete()
    return shown(folder / "made" / "site")


def test_after_any_save_it_is_as_if_made_from_nothing(commons: Path, tmp_path: Path) -> None:
    rng = random.Random("saves")  # noqa: S311 — a test keeps no secret
    showing = Showing(commons, tmp_path / "shown", URL)
    showing.see()
    showing.complete()
    for turn, saves in enumerate(_steps()):
        told = []
        for save in saves:
            told.append(save(commons, rng))
            showing.see()
            showing.show()
        seen = shown(tmp_path / "shown" / "site")
        wanted = from_nothing(commons, tmp_path / f"clean-{turn}")
        assert for_people(seen) == for_people(wanted), told
        if turn % 2:
            showing.complete()
            assert shown(tmp_path / "shown" / "site") == wanted, told
        shutil.rmtree(tmp_path / f"clean-{turn}")


def _records(root: Path) -> list[Path]:
    return sorted([*root.glob("toolbox/*.md"), *root.glob("experiments/*/index.md")])


def _text(root: Path, rng: random.Random) -> str:
    path = rng.choice(_records(root))
    path.write_text(f"{path.read_text(encoding='utf-8')}\nPhrase {rng.random()}.\n", encoding="utf-8")
    return f"a text: {path}"


def _title(root: Path, rng: random.Random) -> str:
    path = rng.choice(_records(root))
    head, line, rest = path.read_text(encoding="utf-8").partition("titre: ")
    path.write_text(f"{head}{line}Titre {rng.randrange(1000)} sur {rest}", encoding="utf-8")
    return f"a title: {path}"


def _fault(root: Path, rng: random.Random) -> str:
    path = rng.choice(sorted(root.glob("toolbox/*.md")))
    path.write_text(path.read_text(encoding="utf-8").replace("type: ", "type: in"), encoding="utf-8")
    return f"a fault: {path}"


def _mended(root: Path, _rng: random.Random) -> str:
    for path in root.glob("toolbox/*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("type: in", "type: "), encoding="utf-8")
    return "mended"


def _site(root: Path, rng: random.Random) -> str:
    path = root / "content/site.yml"
    text = path.read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if line.startswith("nom:"))
    path.write_text(text.replace(name, f"nom: Espace {rng.randrange(1000)}"), encoding="utf-8")
    return "site.yml"


def _theme(root: Path, _rng: random.Random) -> str:
    path = root / "generator/theme/main.html"
    text = path.read_text(encoding="utf-8").replace(
        "{% block announce %}", "{% block announce %}<b>Essai</b>"
    )
    path.write_text(text, encoding="utf-8")
    return "the theme"


def _settings(root: Path, _rng: random.Random) -> str:
    path = root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("nav:\n", "nav:\n  - Outils: boite-a-outils.md\n", 1), encoding="utf-8")
    return "mkdocs.yml"


def _schema(root: Path, _rng: random.Random) -> str:
    path = root / "schemas/outil.schema.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Dispositif"', '"Dispositifs"'), encoding="utf-8")
    return "a schema"


def _new(root: Path, rng: random.Random) -> str:
    path = min(root.glob("toolbox/*.md"))
    shutil.copyfile(path, path.with_name(f"outil-{rng.randrange(10_000)}.md"))
    return "a new record"


_Saves = tuple["Callable[[Path, random.Random], str]", ...]
# The saves between two looks. What moves every page stands alone: it would hide what was missed before it.
_STEPS: tuple[_Saves, ...] = (
    (_text, _title),
    (_fault,),
    (_mended, _new, _text),
    (_site,),
    (_settings,),
    (_theme,),
    (_schema,),
)


def _steps() -> list[_Saves]:
    """Those, and as many times as one asks for more: then with a look after each save."""
    alone: list[_Saves] = [(one,) for step in _STEPS for one in step]
    return [*_STEPS] if TIMES == 1 else alone * TIMES


def test_what_is_kept_beside_is_not_believed(commons: Path, tmp_path: Path) -> None:
    showing = Showing(commons, tmp_path / "shown", URL)
    showing.see()
    showing.complete()
    for kept in ("engine.json", "frames.json"):
        (tmp_path / "shown" / kept).write_text("{", encoding="utf-8")
    page = next((tmp_path / "shown/site/boite-a-outils").glob("*/index.html"))
    page.write_text("faux", encoding="utf-8")
    staged = min(docs_folder(commons).glob("boite-a-outils/*.md"))
    staged.write_text("faux", encoding="utf-8")
    showing.see()
    showing.show()
    assert for_people(shown(tmp_path / "shown/site")) == for_people(from_nothing(commons, tmp_path / "clean"))


# --- the server


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, publishing.Preview]]:
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "index.html").write_text("<body>un</body>", encoding="utf-8")
    (folder / "a" / "x.css").write_text("b{}", encoding="utf-8")
    (folder / "404.html").write_text("<body>rien ici</body>", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with publishing.at_port(port, folder) as preview:
        yield f"http://127.0.0.1:{port}", preview


def got(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 — on this machine
        text: str = answer.read().decode()
        return text


def test_a_page_asks_for_the_next_and_a_file_is_as_it_is(served: tuple[str, publishing.Preview]) -> None:
    url, preview = served
    page = got(f"{url}/?x=1")
    assert (
        page == f'<body>un<script src="/.apercu/suite.js" data-version="{preview.whole()}"></script></body>'
    )
    assert "location.reload()" in got(f"{url}/.apercu/suite.js")
    assert got(f"{url}/a/x.css") == "b{}"


@pytest.mark.parametrize("where", ["/b/", "/a/", "/../etc/passwd"])
def test_nothing_else_is_shown(served: tuple[str, publishing.Preview], where: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        got(f"{served[0]}{where}")
    assert refused.value.code == 404
    assert "rien ici" in refused.value.read().decode()


def test_an_open_page_is_told_once_the_site_is_whole(served: tuple[str, publishing.Preview]) -> None:
    url, preview = served
    before = preview.whole()
    with ThreadPoolExecutor() as asking:
        with preview.renewed():
            asked = asking.submit(got, f"{url}/.apercu/{before}")
            page = asking.submit(got, f"{url}/")
            (preview.folder / "index.html").write_text("<body>deux</body>", encoding="utf-8")
        assert asked.result() == str(before + 1)
        assert page.result().startswith("<body>deux")
