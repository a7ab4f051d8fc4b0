"""Review a hostile proposal: its report in both forms and its preview hold words, faults included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyromark
import pytest

from generator import reviewing
from tests.doors.repositories import commit, published_commons
from tests.hostile.commons import Hostile, yaml
from tests.hostile.crawling import watching
from tests.hostile.payloads import HIDDEN, TARGETS
from tests.hostile.publishing import espace, told
from tests.hostile.serving import serving
from tests.once import once

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

_SHARES = 2
_FEW = 2  # a report is cut at what a forge accepts
_NAMES: tuple[str, ...] = ("vu`|<b>.md", "::error::vu.md", "@vu #1.md", "<img src=x onerror=__vu=1>.svg")
_NAMES += ("vu\n::error::vu.md", "vu\u001b[31m.md")
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="session")
def proposal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A branch that adds a hostile commons, with all that is refused, to a published one."""
    return once(tmp_path_factory, "relecture", _propose)


def _propose(root: Path) -> None:
    published_commons(root)
    Hostile(root, _FEW).write()
    ordinary: dict[str, Any] = {"resume": "Un outil inventé pour y écrire n'importe quoi.", "type": "outil"}
    ordinary |= {"enjeux": ["lien-durable"], "licence": "CC-BY-SA-4.0"}
    for rank, target in enumerate(TARGETS):
        body = f'[clic](<{target}>)\n\n![plan](<{target}> "plan")\n\n[x]: {target}\n\n[clic][x]\n'
        _lay(root / f"toolbox/refuse-{rank}.md", {**ordinary, "titre": f"Refusé {rank}"}, body)
    for rank, hidden in enumerate(HIDDEN):
        data = {**ordinary, "titre": f"{hidden} {rank}", "licence": hidden, hidden: hidden}
        _lay(root / f"toolbox/cache-{rank}.md", data, hidden)
    for name in _NAMES:
        declared = {"texte": "<script>__vu=1</script>", "raison": "`` ![vu](http://vu.invalid/i.png) @vu"}
        _lay(root / "toolbox" / name, {**ordinary, "non_personnel": [declared]}, "<script>__vu=1</script>")
    commit(root, "<script>__vu=1</script>")


def test_a_report_in_markdown_is_read_as_words(proposal: Path) -> None:
    """Read by a forge, what a stranger wrote is code: no tag, link, image, mention or heading is theirs."""
    told = espace("report", "--root", proposal, "--base", "main").stdout.decode()
    assert "vu-outil-0" in told
    _is_read_as_words(told, {"details", "summary"})
    _is_read_as_words(reviewing.report(proposal, "main", "complet"), set())


def _is_read_as_words(told: str, folds: set[str]) -> None:
    assert not _UNSEEN.search(told)
    html = pyromark.html(told, options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH)
    tags = set(re.findall(r"<([a-z0-9]+)", re.sub(r"<code[^>]*>.*?</code>", "", html, flags=re.DOTALL)))
    assert tags <= folds | {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "p",
        "ul",
        "ol",
        "li",
        "pre",
        "code",
        "em",
        "strong",
        "a",
    }
    outside = re.sub(r"<code[^>]*>.*?</code>", "", html, flags=re.DOTALL)
    assert not re.search(r"vu\b|(?<![\w.])@\w|#\d|::|!\[", re.sub(r"<[^>]*>", "", outside)), outside[:500]
    assert "vu.invalid" not in "".join(re.findall(r'(?:href|src)="([^"]*)"', outside))


def test_a_report_in_html_is_words(browser: Browser, proposal: Path, tmp_path: Path) -> None:
    told = espace("report", "--root", proposal, "--base", "main", "--format", "html")
    assert told.returncode == 0, told.stderr
    (tmp_path / "index.html").write_bytes(told.stdout)
    with serving(tmp_path) as address, watching(browser, address) as watch:
        watch.open("/index.html")
        assert "__vu=1" in watch.page.locator("body").inner_text()
        assert _but_style(watch.look("/index.html", ("main", "h1"))) == []


@pytest.fixture(scope="session")
def preview(proposal: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def show(out: Path) -> None:
        made = espace("preview", "--root", proposal, "--base", "main", "--out", out)
        assert made.returncode == 0, made.stderr

    return once(tmp_path_factory, "apercu", show)


@pytest.mark.parametrize("share", range(_SHARES))
def test_a_preview_shows_words(browser: Browser, preview: Path, share: int) -> None:
    """Records at fault have their page too."""
    pages = sorted(f"/{path.relative_to(preview).as_posix()}" for path in preview.rglob("*.html"))
    assert sum("refuse-" in page for page in pages) > 10
    found = {}
    with serving(preview) as address, watching(browser, address) as watch:
        for page in pages[share::_SHARES]:
            watch.open(page)
            if faults := _but_style(watch.look(page, ("main", "h1"))):
                found[page] = faults
    assert found == {}


def test_a_check_of_what_is_refused_prints_words(proposal: Path) -> None:
    """Names of files and fields that would be commands to a forge or to a terminal, in every format."""
    for form, said in told(proposal, 1).items():
        text = said.decode()
        assert not _UNSEEN.search(text), form
        lines = text.splitlines()
        assert form != "github" or all(re.match(r"::(error|warning) file=[^,:]*,", line) for line in lines)
        assert not [line for line in lines if form == "texte" and re.match(r"\s*(::|##\[)", line)]


def _lay(path: Path, data: dict[str, Any], body: str) -> None:
    path.write_text(f"---\n{yaml(data)}---\n{body}", encoding="utf-8")


def _but_style(faults: list[str]) -> list[str]:
    """A page read from a folder carries its own style."""
    return [fault for fault in faults if not fault.startswith("a tag nobody of ours writes: <style>")]
