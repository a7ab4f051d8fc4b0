"""Hold each page of the site's own to one declaration: what names it elsewhere reads it there."""

from __future__ import annotations

import ast
import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from generator.addresses import is_taken
from generator.pages.frame.charting import chart
from generator.pages.rendering import planned
from generator.pipeline import check
from generator.site_pages import ADDRESSES, SITE_PAGES, TEXTS
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "generator"
_DECLARED = GENERATOR / "site_pages.py"
_LINK = re.compile(r'(?:href|action)="(/[^"#?{]*)')


def _written(path: Path) -> Iterator[str]:
    """The strings that the program may use: neither docstrings, nor parts of a longer address."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    left = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    left |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left:
            yield node.value


def test_nothing_else_names_them() -> None:
    """The home page's `/` is how any address begins."""
    told = {*ADDRESSES} - {"/"}
    for page in SITE_PAGES.values():
        told |= {page.template, page.summary} - {""}
    modules = [path for path in GENERATOR.rglob("*.py") if path != _DECLARED]
    assert [(path.name, one) for path in modules for one in _written(path) if one in told] == []


def test_each_is_made_as_it_is_declared(tmp_path: Path) -> None:
    lay_base(tmp_path)
    found = check(tmp_path)
    made = {one.address: one for one in planned(chart(found.index))}
    for name, declared in SITE_PAGES.items():
        page = made[declared.address].make()
        assert (page.template, page.early_script) == (declared.template, declared.script), name
        if not declared.texts:
            assert (page.view.head.titre, page.view.head.resume) == (declared.title, declared.summary)


def test_a_menu_calls_them_by_their_names() -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    menu = chain.from_iterable(one.items() for one in settings["nav"])
    named = {"/" + where.removesuffix("index.md").removesuffix(".md"): title for title, where in menu}
    own = {page.address.rstrip("/") or "/": page.name for page in SITE_PAGES.values()}
    assert {where: title for where, title in named.items() if where in own} == {
        where: own[where] for where in named if where in own
    }
    assert len(named.keys() & own.keys()) > 1


def test_templates_lead_to_what_is_there() -> None:
    """An address that a template writes is a page of the site's own, or a file that goes with it."""
    led = {
        one
        for path in (GENERATOR / "pages").rglob("*.html")
        for one in _LINK.findall(path.read_text(encoding="utf-8"))
    }
    assert {one for one in led if one.endswith("/")} - ADDRESSES == set()
    assert len(led & ADDRESSES) > 1


def test_no_author_takes_their_place() -> None:
    assert [
        page.address for page in SITE_PAGES.values() if not page.texts and not is_taken(page.address[1:-1])
    ] == []
    assert [text for text in TEXTS if is_taken(text)] == []
    assert not is_taken("contribuer/un-guide")
