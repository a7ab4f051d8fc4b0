"""Every rule of our style sheets dresses something: in pages, a branch of a template, what scripts make."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import product
from typing import TYPE_CHECKING

import pytest

from generator.frozen import Frozen
from generator.pages.frame import site_sheet
from generator.pipeline import PROJECT
from generator.prose import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.visits import Site

PAGES, THEME = PROJECT / "generator/pages", PROJECT / "generator/theme"
SHEETS = {path.name: path.read_text(encoding="utf-8") for path in site_sheet.parts()} | {
    path.name: path.read_text(encoding="utf-8")
    for path in [*sorted((PAGES / "assets").rglob("*.css")), THEME / "assets/theme.css"]
}
# What happens once: no page shows it at rest, nor does a template alone.
RARE = {
    ".espace .essai + .essai": "a tool that one experiment uses in two devices",
    ".vie > .vie-retour": "a hypothesis that comes back after it was withdrawn",
    ".md-typeset .espace .entree + .entree .saisie-aide": "what is told once of two entries",
    ".md-nav__item > .espace-groupe": "a menu in groups",
    ".md-nav .espace-groupe ~ ul": "the same",
    ".espace .modif-texte .ecrit-modifie": "a paragraph that changed within",
    ".etapes-envoi li": "the steps of a contribution that is being sent",
    ".md-typeset .etapes-envoi a": "the same",
    ".etapes-envoi .etape-attend": "the same",
    ".etapes-envoi .etape-cours": "the same",
    ".direct-dit p": "what the sending answers",
    ".direct-dit.direct-refus": "the same, where it did not work",
}
# A state, or a part that no document holds as an element.
_STATE = re.compile(
    r"::?(?:before|after|marker|backdrop|placeholder|selection|-webkit-[a-z-]+|-moz-[a-z-]+)"
    r"|:(?:hover|focus|focus-visible|focus-within|active|checked|disabled|target|visited|invalid)(?![\w-])"
)
_SELECTORS = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  const found = [];
  const walk = (rules) => { for (const rule of rules) {
    if (rule.selectorText && !(rule instanceof CSSPageRule)) found.push(rule.selectorText);
    if (rule.cssRules) walk(rule.cssRules);
  }};
  walk(sheet.cssRules);
  return found;
}"""
_LEFT = """([pages, selectors]) => {
  const left = new Set(selectors);
  for (const html of pages) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (let one; (one = page.querySelector("template"));) one.replaceWith(one.content);
    for (const selector of left) if (page.querySelector(selector)) left.delete(selector);
  }
  return [...left];
}"""


_TEXT = """
> Une citation.

- [ ] À faire

| A | B |
|:-:|--:|
| 1 | 2 |

## Un titre

### Un autre

#### Un petit

> [!CAUTION]
> Un encart.

Une note[^1] et `du code`.

```yaml
titre: Un bloc
```

![Un plan](plan.png "Le plan")

[^1]: Elle est là.
"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def idle(page: Page, site: Site) -> dict[str, set[str]]:
    """The selectors of each sheet that dress nothing."""
    wanted = {name: _selectors(page, text) for name, text in SHEETS.items()}
    left = sorted(set().union(*wanted.values()) - RARE.keys())
    made = _Made.of_our_scripts()
    for pages in _pages(site):
        left = page.evaluate(_LEFT, [pages, left])
    dead = {one for one in left if not made.dresses(one, _shown(site.folder))}
    return {name: found & dead for name, found in wanted.items()}


@pytest.mark.parametrize("name", SHEETS)
def test_every_rule_dresses_something(idle: dict[str, set[str]], name: str) -> None:
    assert idle[name] == set()


def test_a_rule_that_dresses_nothing_is_found(page: Page, site: Site) -> None:
    """A class that nobody writes, one that is never there, and one of the names of a list."""
    wrong = (
        ".espace .jamais-ecrit { color: red; } .france .prose, .espace :is(h1, .jamais-mis) { color: red; }"
    )
    left: Iterable[str] = _selectors(page, wrong)
    for pages in _pages(site):
        left = page.evaluate(_LEFT, [pages, sorted(left)])
    made = _Made.of_our_scripts()
    dead = {one for one in left if not made.dresses(one, _shown(site.folder))}
    assert dead == {".espace .jamais-ecrit", ".france .prose", ".espace .jamais-mis"}


def test_what_is_rare_is_still_in_a_sheet(page: Page) -> None:
    assert RARE.keys() - set().union(*(_selectors(page, text) for text in SHEETS.values())) == set()


def test_every_part_is_joined() -> None:
    assert {path.name for path in site_sheet.parts()} == {path.name for path in (PAGES / "styles").iterdir()}
    assert len({*site_sheet.parts()}) == len(site_sheet.parts())


def test_colours_are_in_one_part() -> None:
    """And the paper of a printer, which has its own."""
    first, *others = site_sheet.parts()
    spent = {
        path.name
        for path in others
        if re.search(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(", path.read_text(encoding="utf-8"))
    }
    assert spent == {"fiche-imprimee.css"}
    assert "#" in first.read_text(encoding="utf-8")


def test_spaces_of_the_scale_are_named() -> None:
    first, *others = site_sheet.parts()
    scale = dict(re.findall(r"(--blanc-\d): ([\d.]+rem);", first.read_text(encoding="utf-8")))
    assert len(scale) == len({*scale.values()}) == 8
    spaces = re.compile(r"(?<![\w-])(?:margin|padding|(?:row-|column-)?gap)(?:-[a-z-]+)?: ([^;]+);")
    for path in others:
        written = " ".join(spaces.findall(path.read_text(encoding="utf-8"))).split()
        assert {*written} & {*scale.values()} == set(), path.name


# --- what is looked for ---------------------------------------------------------------------------


def _selectors(page: Page, text: str) -> set[str]:
    """Each selector of a sheet at rest, one for each name of its lists."""
    written = page.evaluate(_SELECTORS, text)
    return {_at_rest(one) for rule in written for each in _commas(rule) for one in _each(each)}


def _commas(text: str) -> list[str]:
    """A list of selectors, cut where its own commas are."""
    found, depth = [""], 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return [one.strip() for one in found]


def _each(selector: str) -> Iterator[str]:
    """A selector for each way through its lists: `:is(a, b) c` is `a c` and `b c`."""
    start = selector.find(":is(")
    if start < 0:
        yield selector
        return
    end = _closed(selector, start + 3)
    for one, rest in product(_commas(selector[start + 4 : end]), _each(selector[end + 1 :])):
        # The name of an element stands first; within a list it may be after a class.
        before = selector[:start]
        if one[0].isalpha() and before and before[-1] not in " >+~":
            yield f"{before}:is({one}){rest}"
        else:
            yield f"{before}{one}{rest}"


def _closed(text: str, opened: int) -> int:
    depth = 0
    for at in range(opened, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    raise ValueError(text)


def _at_rest(selector: str) -> str:
    """Without what a reader does to it: what is refused to a state is not asked, and a state is anything."""
    at = selector.find(":not(")
    while at >= 0:
        end = _closed(selector, at + 4)
        if _STATE.search(selector[at : end + 1]):
            selector, end = selector[:at] + selector[end + 1 :], at - 1
        at = selector.find(":not(", end + 1)
    plain = _STATE.sub("", selector).replace("()", "(*)").strip()
    plain = re.sub(r"(^|[>+~(]) ?(?=$|[>+~)])", lambda found: f"{found[0].strip()} *".strip(), plain)
    return plain.strip() or "*"


def _pages(site: Site) -> Iterator[list[str]]:
    """The real site, by batches; then all the branches of every template; then all that a text may hold."""
    files = sorted(site.folder.rglob("*.html"))
    for start in range(0, len(files), 40):
        yield [path.read_text(encoding="utf-8") for path in files[start : start + 40]]
    yield [_branches(path.read_text(encoding="utf-8")) for path in sorted(PAGES.rglob("*.html"))]
    yield [_branches(path.read_text(encoding="utf-8")) for path in sorted(THEME.rglob("*.html"))]
    yield [_branches(f'<div class="prose">{render(_TEXT, lambda href: href).html}</div>')]
    yield [resources.files("material").joinpath("templates/base.html").read_text(encoding="utf-8")]


def _branches(template: str) -> str:
    """A template with all that it may write, as a page writes it."""
    html = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", template, flags=re.DOTALL)
    return f'<body><div class="md-typeset"><div class="espace">{html}</div></div>'


@cache
def _shown(folder: Path) -> frozenset[str]:
    """The classes and names that the pages of a site hold before any script."""
    pages = (path.read_text(encoding="utf-8") for path in folder.rglob("*.html"))
    written = (found for html in pages for found in re.findall(r'\b(?:class|id)="([^"]*)"', html))
    return frozenset(word for words in written for word in words.split())


class _Made(Frozen):
    """What scripts may make: the words of their texts, and the properties of elements that they set."""

    words: frozenset[str]
    themes: frozenset[str]

    @classmethod
    def of_our_scripts(cls) -> _Made:
        ours = [*PAGES.rglob("*.js"), *THEME.rglob("*.js")]
        told = "\n".join(
            path.read_text(encoding="utf-8") for path in ours if "bibliotheques" not in path.parts
        )
        texts = re.findall(r"""(["'`])([^"'`\n]*)\1""", re.sub(r"\${[^}]*}", "", told))
        plain = [text for _, text in texts if re.fullmatch(r"[a-z0-9 -]+", text)]  # a sentence has more
        words = {word for text in plain for word in text.split()}
        words |= {word.lower() for word in re.findall(r"\.(hidden|open|disabled|value)\b", told)}
        words |= {f"aria-{name.lower()}" for name in re.findall(r"\.aria([A-Z]\w+)", told)}
        theme = resources.files("material").joinpath("templates/assets/javascripts")
        bundle = next(
            one for one in theme.iterdir() if one.name.startswith("bundle") and one.name.endswith(".js")
        )
        themes = re.findall(r"md-[\w-]+", bundle.read_text(encoding="utf-8"))
        return cls(frozenset(words), frozenset(themes))

    def dresses(self, selector: str, shown: frozenset[str]) -> bool:
        """Whether it may dress what a script makes: all its names are written somewhere, one by a script."""
        names = set(re.findall(r"[.#]([\w-]+)", selector))
        others = set(re.findall(r"\[([\w-]+)", selector)) | set(
            re.findall(r"(?<![\w.#\[:\"=-])[a-z]+\b", selector)
        )
        made = self.words | self.themes
        return names <= shown | made and bool(names - shown or others & self.words)
