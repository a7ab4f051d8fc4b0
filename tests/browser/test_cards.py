"""Hold the cards that scripts draw to those of the lists, and what strangers write in them to mere text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from generator.catalogue import NATURES
from generator.pages.atlas import chart
from generator.pages.gabarits import card
from generator.pages.trouvailles import carte
from generator.pipeline import PROJECT, check
from generator.typography import typeset
from tests.browser.facets import ASK
from tests.browser.serving import serving
from tests.browser.visits import DESK, Site, visit
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser

ELSEWHERE = "http://127.0.0.1:9/vol"
PAYLOADS = (
    f"<meta http-equiv=refresh content='0;url={ELSEWHERE}'>",
    "<img src=x onerror=couru=1>",
    f'"><img src="{ELSEWHERE}" onload="couru=1">',
    "</script><script>couru=1</script>",
    "</template></a></p><svg onload=couru=1>",
    "<svg><style><img src=x onerror=couru=1></style></svg>",
    f"<iframe srcdoc='<script>parent.couru=1</script>' src={ELSEWHERE}></iframe>",
    f"<base href={ELSEWHERE}/><link rel=stylesheet href={ELSEWHERE}>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=couru=1>",
    "javascript:couru=1 [x](javascript:couru=1)",
    "&lt;b&gt; &amp;lt;img src=x onerror=couru=1&amp;gt; &amp;amp;lt;i&amp;amp;gt;",
    "&#60;img src=x onerror=couru=1&#62; &#x3c;b&#x3e; &quot;&apos;&nbsp;&eacute",
    "<mark>marqué</mark> <sup>1er</sup> </mark>",
    "${couru=1} {{couru=1}} {% raw %} #{couru=1} `couru=1`",
    r"\u003cimg src=x onerror=couru=1\u003e \x3cb\x3e \" \\\" \' \\ \n",
    "___PAGEFIND_ANCHOR___h2:0:x et ___PAGEFIND_AUTO_WEIGHT__1__ puis ___PAGEFIND___",
    "__proto__ constructor toString data-fiche]]>",
    "'\"`=/>< onmouseover=couru=1 x='",
    "<!--><img src=x onerror=couru=1>--> <![CDATA[<b>]]>",
    "le 1er mars, le 2e : « oui » ; l'ami ? 1 150 € et 20 % !",
)
_NORMAL = """(card) => {
  for (const link of card.querySelectorAll("a")) {
    link.setAttribute("href", new URL(link.getAttribute("href"), location.origin).pathname);
  }
  const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  const blank = [];
  while (texts.nextNode()) if (/^\\s*\\n\\s*$/.test(texts.currentNode.data)) blank.push(texts.currentNode);
  for (const one of blank) one.remove();
  card.normalize();
  return card;
}"""
# In the page: the cards that are not, node by node, those of the lists.
_COMPARED = f"""async (expected) => {{
  const normal = {_NORMAL};
  const [{{ index, columns }}, {{ drawn }}] = await Promise.all(
    ["amorce", "cartes"].map((name) => import(`/assets/${{name}}.js`)),
  );
  const model = document.getElementById("Recherche-carte");
  const others = [];
  for (const page of (await columns).pages) {{
    const made = drawn(model, await index.card(page));
    const at = new URL(made.querySelector("a").href).pathname;
    const box = document.createElement("template");
    box.innerHTML = expected[at] ?? "<p>aucune</p>";
    delete expected[at];
    const wanted = box.content.firstElementChild;
    if (!normal(made).isEqualNode(normal(wanted))) others.push([made.outerHTML, wanted.outerHTML]);
  }}
  return [others, Object.keys(expected)];
}}"""
# In the page: every tag and attribute that stands among the results.
_INSIDE = """() => [...document.querySelectorAll("#Recherche-resultats *")].flatMap((one) => [
  one.localName, ...one.getAttributeNames().map((name) => `${one.localName} ${name}`)])"""
_DRAWN = {
    *("li", "div", "p", "a", "ul", "span", "i", "mark", "sup"),
    *("a href", "ul class", "ul aria-label", "span title"),
    *(f"{name} class" for name in ("div", "p", "span", "i")),
}


_TOOL = "---\ntype: outil\nenjeux: [lien-durable]\nlicence: CC-BY-SA-4.0\n---\n"


def _cards(root: Path) -> Mapping[str, str]:
    """The card of each record as a list would show it, by address."""
    checked = check(root)
    atlas = chart(checked.commons, checked.graph, checked.schemas)
    return {one.adresse: typeset(str(card(carte(atlas, one)))) for one in atlas.fiches.values()}


def _word(rank: int) -> str:
    """A word that only one record holds."""
    return f"zq{'abcdefghijklmnopqrstuvwxyz'[rank % 26]}{rank // 26}w"


def _written(file: Path, **fields: str) -> None:
    """The record with some of its fields replaced, or added."""
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines[1:] if line.partition(":")[0] not in fields]
    said = [f"{name}: {json.dumps(value)}" for name, value in fields.items()]
    file.write_text("\n".join(["---", *said, *kept, ""]), encoding="utf-8")


@pytest.fixture(scope="module")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commons where strangers wrote all that they could: each record holds a word of its own."""
    root = tmp_path_factory.mktemp("hostile")
    lay_base(root)
    ranks = iter(range(1000))
    for payload in PAYLOADS:
        rank = next(ranks)
        file = root / f"toolbox/outil-{rank}.md"
        file.write_text(_TOOL, encoding="utf-8")
        words = f"{_word(rank)} {payload}"
        _written(
            file, titre=words[:120], resume=f"{words} et ce qu'il faut pour être un résumé.", duree=payload
        )
    others = ["content/acteurs", "content/evenements", "content/territoires", "content/enjeux", "experiments"]
    files = [file for name in others for file in sorted((root / name).rglob("*.md"))]
    for file in files:
        rank = next(ranks)
        words = f"{_word(rank)} {PAYLOADS[rank % len(PAYLOADS)]}"[:120]
        fields = {"titre": words, "resume": f"{words} et ce qu'il faut pour être un résumé."}
        if file.parent.name == "enjeux":
            fields["question"] = f"{words} ?"
            del fields["resume"]
        _written(file, **fields)
    for rank in [next(ranks), next(ranks)]:
        page = root / f"content/page-{rank}.md"
        page.write_text("---\n---\nTexte.\n", encoding="utf-8")
        _written(page, titre=f"{_word(rank)} {PAYLOADS[rank % 2]}")
    return root


@pytest.fixture(scope="module")
def hostile(commons: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("publication") / "site"
    command = [sys.executable, "-m", "generator", "build", "--root", str(commons), "--out", str(folder)]
    built = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.fail(f"le site ne se construit pas :\n{built.stdout}{built.stderr}", pytrace=False)
    with serving(folder) as address:
        yield Site(folder, address)


def _compared(browser: Browser, site: Site, expected: Mapping[str, str]) -> Any:  # noqa: ANN401 — told by the page
    # The policy would keep the test from reading HTML.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site.address}/recherche/")
    found = page.evaluate(_COMPARED, dict(expected))
    context.close()
    return found


def test_a_card_found_is_that_of_the_lists(browser: Browser, site: Site) -> None:
    expected = _cards(PROJECT)
    assert len(expected) > 100
    assert _compared(browser, site, expected) == [[], []]


def test_a_hostile_card_found_is_that_of_the_lists(browser: Browser, hostile: Site, commons: Path) -> None:
    checked = check(commons)
    kinds = {one.ref.kind for one in chart(checked.commons, checked.graph, checked.schemas).fiches.values()}
    assert kinds == set(NATURES)
    assert _compared(browser, hostile, _cards(commons)) == [[], []]


@pytest.mark.parametrize("kept", [True, False], ids=["avec sa politique", "sans sa politique"])
def test_what_strangers_write_is_only_read(
    browser: Browser,
    hostile: Site,
    commons: Path,
    kept: bool,  # noqa: FBT001 — as pytest gives it
) -> None:
    context = browser.new_context(bypass_csp=not kept)
    context.add_init_script(
        "addEventListener('securitypolicyviolation', (it) => console.error(it.violatedDirective))"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type in {"error", "warning"} else None)
    page.on("pageerror", lambda one: said.append(str(one)))
    page.on("dialog", lambda one: said.append(one.message))
    page.on(
        "request", lambda one: None if one.url.startswith(f"{hostile.address}/") else said.append(one.url)
    )
    page.on("framenavigated", lambda one: None if "/recherche/" in one.url else said.append(one.url))
    checked = check(commons)
    tried = 0
    page.goto(f"{hostile.address}/recherche/?q={_word(0)}")
    for fiche in chart(checked.commons, checked.graph, checked.schemas).fiches.values():
        word = re.match(r"zq[a-z]\d+w", fiche.titre)
        if not word:
            continue
        tried += 1
        page.evaluate(ASK, f"/recherche/?q={word[0]}&inventes=oui")
        link = page.locator(f'#Recherche-resultats a[href$="{fiche.adresse}"]')
        expect(link).to_have_count(1)
        shown = re.sub(r"<[^>]*>", "", typeset(fiche.titre.replace("&", "&amp;").replace("<", "&lt;")))
        assert link.text_content() == shown.replace("&lt;", "<").replace("&amp;", "&")
        assert set(page.evaluate(_INSIDE)) <= _DRAWN
        if fiche.resume:
            assert page.locator("#Recherche-resultats mark", has_text=word[0]).count() >= 1
        assert page.evaluate("typeof couru") == "undefined"
    assert tried > len(PAYLOADS) + len(NATURES)
    assert said == []
    context.close()


def test_an_address_is_only_read(browser: Browser, hostile: Site) -> None:
    with visit(browser, hostile, f"{hostile.address}/recherche/", width=DESK) as seen:
        for payload in PAYLOADS:
            asked = "&".join(
                f"{name}={quote(payload)}" for name in ("q", "enjeu", "nature", "tri", "inventes", "x")
            )
            seen.page.evaluate(ASK, f"/recherche/?{asked}")
            expect(seen.page.locator("#Recherche-compte")).to_contain_text("Aucun résultat")
            assert seen.page.locator("#Recherche-mots").input_value() == payload.strip()
            tokens = seen.page.locator("#Recherche-jetons button")
            assert tokens.first.text_content() == f"Genre de fiche\u00a0: {payload}"
            assert seen.page.locator("#Trouves :is(img, meta, script, svg, iframe, base, link)").count() == 0
            assert seen.page.evaluate("typeof couru") == "undefined"
    assert seen.errors == []
    assert seen.foreign == []
