"""The whole way on a real commons: what is published, what is refused, and that nothing else changes it.

That a build killed at any instant leaves a whole site is in `test_soak.py`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from generator.pipeline import PROJECT, build, check, docs_folder, stage
from generator.schema import Schemas
from tests.cases.case_file import lay_base
from tests.doors.command import espace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.sources import Document

TOOL = "toolbox/cercle-d-essai.md"


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    root = tmp_path / "espace"
    lay_base(root)
    return root


def digests(folder: Path) -> dict[str, str]:
    """What a failed comparison can show: a digest a file."""
    return {name: sha256(content).hexdigest()[:12] for name, content in published(folder).items()}


def published(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def program(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The command with what Python itself reads of the environment as it starts."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=PROJECT,
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def publish(root: Path, out: Path, *, clean: bool = False) -> None:
    result = build(root, out, clean=clean).result
    assert result is not None
    assert result.broken == ()
    assert result.published


def spoil(root: Path) -> None:
    file = root / TOOL
    file.write_text(file.read_text(encoding="utf-8").replace("type: outil", "type: objet"), encoding="utf-8")


# --- one way, whoever asks ------------------------------------------------------------------------


def test_same_bytes_on_any_machine(commons: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "un", tmp_path / "deux"
    one = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
    two = {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
    done = program("build", "--root", commons, "--out", first, **one)
    assert done.returncode == 0, done.stderr
    again = tmp_path / "ailleurs" / "plus loin"
    lay_base(again)
    done = program("build", "--root", again, "--out", second, "--jobs", "2", "--clean", **two)
    assert done.returncode == 0, done.stderr
    assert digests(first) == digests(second)


def test_plain_mkdocs_publishes_the_same_site(commons: Path, tmp_path: Path) -> None:
    settings = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("custom_dir: generator/theme", f"custom_dir: {PROJECT / 'generator/theme'}")
    (commons / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "mkdocs")]
    done = subprocess.run(command, cwd=commons, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    publish(commons, tmp_path / "espace-site")
    assert digests(tmp_path / "mkdocs") == digests(tmp_path / "espace-site")
    spoil(commons)
    done = subprocess.run(command, cwd=commons, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "valeur-hors-liste" in done.stderr


def test_an_edit_builds_what_a_clean_build_would(commons: Path, tmp_path: Path) -> None:
    publish(commons, tmp_path / "site")
    file = commons / TOOL
    file.write_text(
        file.read_text(encoding="utf-8").replace("Cercle d'essai", "Rond d'essai"), encoding="utf-8"
    )
    publish(commons, tmp_path / "site")
    publish(commons, tmp_path / "clean", clean=True)
    assert digests(tmp_path / "site") == digests(tmp_path / "clean")
    assert b"Rond d" in (tmp_path / "site/boite-a-outils/cercle-d-essai/index.html").read_bytes()


# --- nothing is lost ------------------------------------------------------------------------------


def test_errors_leave_the_old_site(commons: Path, tmp_path: Path) -> None:
    assert espace("build", "--root", commons, "--out", tmp_path / "site").returncode == 0
    before = digests(tmp_path / "site")
    spoil(commons)
    done = espace("build", "--root", commons, "--out", tmp_path / "site")
    assert done.returncode == 1
    assert "erreur[valeur-hors-liste]" in done.stderr
    assert digests(tmp_path / "site") == before


def test_a_whole_proposal_is_built_of_its_records_alone(commons: Path, tmp_path: Path) -> None:
    """Its settings, its schemas and its `build` folder are a stranger's: none is read, nor written."""
    clean = tmp_path / "clean"
    publish(commons, clean)
    shutil.rmtree(commons / "build")
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    for name in ("build", "site"):
        (commons / name).symlink_to(elsewhere)
    (commons / "mkdocs.yml").write_text("theme: {name: nothing}\n", encoding="utf-8")
    (commons / "schemas").mkdir()
    (commons / "schemas/outil.schema.json").write_text("{}", encoding="utf-8")
    done = espace("build", "--root", commons, "--data-only", "--out", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "site") == digests(clean)
    assert [*elsewhere.iterdir()] == []
    refused = espace("build", "--root", commons, "--data-only")
    assert refused.returncode == 2
    assert "--out DOSSIER" in refused.stderr


def test_settings_that_stop_a_build_stop_a_check(commons: Path) -> None:
    """The maintainers' own `mkdocs.yml` is read by both; a proposal's by neither."""
    known = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    theme = (PROJECT / "generator/theme").as_posix()
    own = known.replace("custom_dir: generator/theme", f"custom_dir: {theme}")
    (commons / "mkdocs.yml").write_text(f"{own}# Ours.\n", encoding="utf-8")
    assert espace("check", "--root", commons).returncode == 0
    publish(commons, commons.parent / "site")
    for settings in ("theme: {name: nothing}\n", "a: [\n", "site_name: x\nuse_directory_urls: false\n"):
        (commons / "mkdocs.yml").write_text(settings, encoding="utf-8")
        done = espace("check", "--root", commons)
        assert done.returncode == 2
        assert "mkdocs.yml" in done.stderr
        assert espace("check", "--root", commons, "--data-only").returncode == 0


def test_each_broken_record_costs_one_record(commons: Path) -> None:
    """Whatever file is broken, a preview stages all the other pages, and tells the fault at its address."""
    stage(commons, docs_folder(commons))
    sound = {path for path in published(docs_folder(commons)) if path.endswith(".md")}
    for record in sorted(commons.rglob("*.md")):
        if docs_folder(commons) in record.parents:
            continue
        text = record.read_text(encoding="utf-8")
        record.write_text(text.replace("---\n", "---\nabsurde: vrai\n", 1), encoding="utf-8")
        staged = stage(commons, docs_folder(commons), preview=True)
        assert not staged.publishable
        pages = {path for path in published(docs_folder(commons)) if path.endswith(".md")}
        missing = {path for path in sound - pages if "/" not in path.removeprefix("enjeux/")}
        assert not missing, record
        assert b"absurde" in (docs_folder(commons) / "fautes.md").read_bytes()
        record.write_text(text, encoding="utf-8")


# --- nothing runs ---------------------------------------------------------------------------------

HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}{% raw %}"
BODY = """
# <script>alert(3)</script>

<img src=x onerror=alert(5)> `code <script>`

```"><script>alert(6)</script>
<script>alert(7)</script>
```

| a | b |
| - | - |
| <svg onload=alert(8)> | {{ config }} |
"""


def test_no_field_of_any_record_runs(commons: Path, tmp_path: Path) -> None:
    """Script in every free text of every record, and in every body, is shown as text or refused."""
    schemas = Schemas.read(PROJECT / "schemas")
    marked = 0
    for document in check(commons).sources.documents:
        file = commons / document.path
        text, count = _with_hostile_fields(document, schemas, file.read_text(encoding="utf-8"))
        marked += count
        file.write_text(text.rstrip("\n") + "\n" + BODY * (document.kind != "site"), encoding="utf-8")
    assert marked > 40, "the fields of the base commons are the slots under test"
    faults = [found for found in check(commons).diagnostics if found.severity == "error"]
    assert faults == []
    publish(commons, tmp_path / "site")
    for name, content in published(tmp_path / "site").items():
        if name.endswith(".html"):
            reader = _Reader()
            reader.feed(content.decode())
            assert not reader.alerts, name
        elif name.endswith((".xml", ".txt")):
            assert b"<script" not in content, name


def _with_hostile_fields(document: Document, schemas: Schemas, text: str) -> tuple[str, int]:
    """The text of a record with script in every free field, one a line, and how many there are."""
    lines = text.split("\n")
    count = 0
    for path, value in _texts(document.data, ()):
        place = document.positions.value(path)
        line = lines[place.line - 1]
        # Only one value of a line is changed: the places after it have moved.
        if (
            not _is_free(schemas.node(document.kind, path))
            # A convention is signed by the name of the place, which must stay that of the signatory.
            or (document.kind, path) == ("territoire", ("titre",))
            or place.end_line != place.line
            or HOSTILE[:8] in line
        ):
            continue
        count += 1
        written = '"' + (f"{value[:20]} n°{count} {HOSTILE}").replace('"', '\\"') + '"'
        lines[place.line - 1] = line[: place.column - 1] + written + line[place.end_column - 1 :]
    return "\n".join(lines), count


def _texts(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))


def _is_free(node: dict[str, object]) -> bool:
    types = node.get("type", ())
    return "string" in types and not {"enum", "pattern", "format", "x-ref"} & set(node)  # type: ignore[operator]


class _Reader(HTMLParser):
    """Finds what a browser would run, wherever it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.alerts: list[str] = []
        self.inside = ""
        self.data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A block of JSON-LD is data that no browser runs, as long as nothing in it can end it.
        self.data = ("type", "application/ld+json") in attrs
        self.inside = tag if tag in {"script", "style"} else ""
        for name, value in attrs:
            if name.startswith("on") or "javascript:" in (value or "").lower():
                self.alerts.append(f"<{tag} {name}={value}>")
            if tag == "img" and name == "src" and value == "x":
                self.alerts.append("<img src=x>")

    def handle_endtag(self, _tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside and ("<" if self.data else "alert(") in data:
            self.alerts.append(data)


# --- the preview ----------------------------------------------------------------------------------


def test_a_saved_record_is_shown(commons: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--root", str(commons), "--port", "8917"],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as serving:
        try:
            page = "/boite-a-outils/cercle-d-essai/"
            _until(page, "Cercle d")
            file = commons / TOOL
            sound = file.read_text(encoding="utf-8")
            file.write_text(sound.replace("Cercle d'essai", "Rond d'essai"), encoding="utf-8")
            _until(page, "Rond d")
            spoil(commons)
            _until(page, "objet")
            _until("/", "1 faute à corriger")
            file.write_text(sound, encoding="utf-8")
            _until(page, "Cercle d")
            assert "à corriger" not in _get("/")
            assert "require-trusted-types-for 'script'" in _get("/")
        finally:
            serving.terminate()
            said = serving.communicate(timeout=20)[0]
    assert "erreur[valeur-hors-liste]" in said
    assert "http://127.0.0.1:8917/" in said


def _get(path: str) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:8917{path}", timeout=20) as answer:
            text: str = answer.read().decode()
            return re.sub("[\u00a0\u202f]", " ", text)
    except OSError:
        return ""


def _until(path: str, words: str) -> None:
    """Wait for words on a page: the preview follows, and this says within what reason."""
    for _ in range(100):
        if words in _get(path):
            return
        time.sleep(0.2)
    pytest.fail(f"{words!r} never came to {path}")
