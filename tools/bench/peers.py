"""Build the same made-up records with Hugo and index its pages with Pagefind, to be measured against them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench.processes import PROJECT, cost, middle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.bench.processes import Cost

_LOCK = Path(__file__).with_name("peers.txt")
_PLACE = PROJECT / "build" / "peers"
HUGO, RELATED, PAGEFIND = "Hugo, bare", "Hugo, related content", "Pagefind on Hugo's pages"
_PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{{{{ .Title }}}}</title></head>
<body><main data-pagefind-body><h1>{{{{ .Title }}}}</h1>{{{{ .Content }}}}</main>{more}</body></html>
"""
_LIST = '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
_NEAR = (
    "<ul>{{ range first 5 (.Site.RegularPages.Related .) }}<li>"
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
)
_SETTINGS = """baseURL = "https://exemple.fr/"
languageCode = "fr"
title = "Les mêmes fiches"
[taxonomies]
enjeu = "enjeux"
territoire = "territoires"
[related]
threshold = 10
[[related.indices]]
name = "enjeux"
weight = 100
[[related.indices]]
name = "territoires"
weight = 50
"""


def peers(records: Path, work: Path) -> Mapping[str, Cost]:
    """What each peer costs on the records under `records`, the median of a few cold runs, by its name."""
    tools = _tools()
    found = {}
    for name, near in ((HUGO, ""), (RELATED, _NEAR)):
        site = work / ("related" if near else "bare")
        _lay(records, site, near)
        found[name] = middle(
            lambda site=site: cost([str(tools / "hugo"), "--quiet", "--noBuildLock"], site),  # type: ignore[misc]
            lambda site=site: shutil.rmtree(site / "public", ignore_errors=True),  # type: ignore[misc]
        )
    public = work / "bare" / "public"
    index = [
        str(tools / "python"),
        "-m",
        "pagefind",
        "--site",
        str(public),
        "--force-language",
        "fr",
        "--silent",
    ]
    found[PAGEFIND] = middle(
        lambda: cost(index, work), lambda: shutil.rmtree(public / "pagefind", ignore_errors=True)
    )
    return found


def _tools() -> Path:
    """The programs of the peers, in an environment of their own: made again where their lock changes."""
    stamp, wanted = _PLACE / "verrou", sha256(_LOCK.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(_PLACE)], check=True)
        pip = [
            str(_PLACE / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        subprocess.run([*pip, "--require-hashes", "-r", str(_LOCK)], check=True)
        stamp.write_text(wanted, encoding="ascii")
    return _PLACE / "bin"


def _lay(records: Path, site: Path, near: str) -> None:
    """A site of Hugo's of the same records, one page each, the lists and feeds that Hugo makes unasked."""
    layouts = site / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (site / "hugo.toml").write_text(_SETTINGS, encoding="utf-8")
    (layouts / "single.html").write_text(_PAGE.format(more=near), encoding="utf-8")
    (layouts / "list.html").write_text(_PAGE.format(more=_LIST), encoding="utf-8")
    for folder in ("content", "experiments", "toolbox"):
        for path in (records / folder).rglob("*.md"):
            target = site / "content" / path.relative_to(records)
            if (
                target.name == "index.md"
            ):  # what lies beside it is pages too: Hugo would take it for attachments
                target = target.with_name("fiche.md")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_for_hugo(path), encoding="utf-8")


def _for_hugo(path: Path) -> str:
    """A record with the title and the words that bring it near others, without our links between sources."""
    head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    kept = [line for line in head.splitlines() if line.startswith(("enjeux:", "territoires:"))]
    title = next((line[7:] for line in head.splitlines() if line.startswith("titre: ")), path.stem)
    lines = (f"title: '{title.replace(chr(39), chr(39) * 2)}'", *kept)
    return "---\n" + "\n".join(lines) + f"\n---\n{body}"
