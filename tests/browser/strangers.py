"""A small commons where strangers wrote all that they could, and what a browser must not do with it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.browser.lending import lent
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Frame, Page, Request

    from tests.browser.visits import Site

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
    "« entre guillemets » \"et encore\" d'un mot l'autre d’ailleurs",
    "__proto__ constructor toString data-fiche]]>",
    "'\"`=/>< onmouseover=couru=1 x='",
    "<!--><img src=x onerror=couru=1>--> <![CDATA[<b>]]>",
    "le 1er mars, le 2e : « oui » ; l'ami ? 1 150 € et 20 % !",
)
_TOOL = "---\ntype: outil\nenjeux: [lien-durable]\nlicence: CC-BY-SA-4.0\n---\n"
_ACTOR = "---\ntype: citoyens\nterritoire: val-d-essai\nlicence: CC-BY-SA-4.0\n---\n"
_PAGE = "---\n---\nTexte.\n"
_KINDS = ("content/acteurs", "content/evenements", "content/territoires", "content/enjeux", "experiments")
_MADE = "img, script, iframe, svg:not(.mesure-barre), math, meta, base, link, object, embed, form, style"


def word(rank: int) -> str:
    """A word that only the record of that rank holds."""
    return f"zq{'abcdefghijklmnopqrstuvwxyz'[rank % 26]}{rank // 26}w"


def write(root: Path) -> None:
    """A commons that the checker accepts: a tool for each payload, and one in every other record."""
    lay_base(root)
    tools = [root / f"toolbox/outil-{rank}.md" for rank in range(len(PAYLOADS))]
    actors = [root / f"content/acteurs/acteur-{rank}.md" for rank in range(8)]
    pages = [root / f"content/page-{rank}.md" for rank in range(2)]
    for file in tools:
        file.write_text(_TOOL, encoding="utf-8")
    for file in actors:
        file.write_text(_ACTOR, encoding="utf-8")
    for file in pages:
        file.write_text(_PAGE, encoding="utf-8")
    others = [file for name in _KINDS for file in sorted((root / name).rglob("*.md"))]
    for rank, file in enumerate([*tools, *pages, *others]):
        payload = PAYLOADS[rank % len(PAYLOADS)]
        words = f"{word(rank)} {payload}"
        fields = {"titre": words[:120], "resume": f"{words} et ce qu'il faut pour être un résumé."}
        if file in tools:
            fields["duree"] = payload
        elif file.parent.name == "enjeux":
            fields["question"] = f"{words} ?"
        if file in pages or file.parent.name == "enjeux":
            del fields["resume"]
        _rewrite(file, fields)
        if file.stem == "val-d-essai":
            _sign(root / "experiments/essai-complet/index.md", fields["titre"])


def _rewrite(file: Path, fields: dict[str, str]) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines[1:] if line.partition(":")[0] not in fields]
    said = [f"{name}: {json.dumps(value)}" for name, value in fields.items()]
    file.write_text("\n".join(["---", *said, *kept, ""]), encoding="utf-8")


def _sign(file: Path, name: str) -> None:
    """Let the collectivity sign the convention by its new name."""
    text = file.read_text(encoding="utf-8")
    signed = text.replace("Commune de Val-d'Essai", json.dumps(name, ensure_ascii=False))
    assert signed != text
    file.write_text(signed, encoding="utf-8")


@contextmanager
def watched(browser: Browser, site: Site, *, kept: bool) -> Iterator[Page]:
    """A page that must say nothing, ask nobody else and stay on the site, with its policy or without it."""
    with lent(browser, bypass_csp=not kept, locale="fr-FR") as page:
        page.set_default_timeout(15_000)
        heard = _Heard(site)
        page.on("console", heard.console)
        page.on("pageerror", heard.fault)
        page.on("dialog", heard.dialog)
        page.on("request", heard.request)
        page.on("framenavigated", heard.moved)
        yield page
        assert page.evaluate("typeof couru") == "undefined"
        assert heard.said == []
        page.remove_listener("console", heard.console)
        page.remove_listener("pageerror", heard.fault)
        page.remove_listener("dialog", heard.dialog)
        page.remove_listener("request", heard.request)
        page.remove_listener("framenavigated", heard.moved)


@dataclass  # without slots: Playwright writes there which of its methods listen
class _Heard:
    """What a page said, and where it went but to the site."""

    site: Site
    said: list[str] = field(default_factory=list)

    def console(self, one: ConsoleMessage) -> None:
        if one.type in {"error", "warning"}:
            self.said.append(one.text)

    def fault(self, one: Error) -> None:
        self.said.append(str(one))

    def dialog(self, one: Dialog) -> None:
        self.said.append(one.message)

    def request(self, one: Request) -> None:
        if not one.url.startswith(f"{self.site.address}/"):
            self.said.append(one.url)

    def moved(self, one: Frame) -> None:
        if not one.url.startswith(self.site.address):
            self.said.append(one.url)


def made(page: Page, where: str) -> list[str]:
    """The elements of `where` that only a text taken for HTML could have made."""
    found: list[str] = (
        page.locator(where).locator(_MADE).evaluate_all("(all) => all.map((one) => one.outerHTML)")
    )
    return found
