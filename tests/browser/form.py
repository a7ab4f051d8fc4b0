"""Write with the contribution form as its author does, and take away the files that it makes."""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.visits import DESK, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from tests.browser.visits import Site, Visit

ADDRESS = "/contribuer/formulaire/"
READY = "Tout est en ordre"
_UNFOLD = "one => one.closest('details')?.setAttribute('open', '')"


@dataclass(frozen=True, slots=True)
class Writing:
    """The open form."""

    seen: Visit

    @property
    def page(self) -> Page:
        return self.seen.page

    def record(self, rank: int = 0) -> Locator:
        return self.page.locator(".fiche-saisie").nth(rank)

    def start(self, sort: str) -> Locator:
        self.page.locator(f"[data-commencer={sort}]").click()
        return self.record()

    def ready(self) -> None:
        expect(self.page.locator("#Bilan")).to_contain_text(READY)

    def archive(self) -> dict[str, str]:
        """The files of the contribution, by path."""
        with self.page.expect_download() as downloading:
            self.page.locator("#Telecharger").click()
        content = Path(downloading.value.path()).read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return {name: packed.read(name).decode() for name in packed.namelist()}


@contextmanager
def writing(browser: Browser, site: Site, query: str = "", width: int = DESK) -> Iterator[Writing]:
    with visit(browser, site, site.one(ADDRESS) + query, width=width) as seen:
        yield Writing(seen)
    assert seen.errors == []
    assert seen.foreign == []


def field(within: Locator, name: str) -> Locator:
    """The field of that name; `list.name` is that of the last entry of a list."""
    first, *others = name.split(".")
    within = within.locator(f'.saisie[data-nom="{first}"]').first
    for step in others:
        within = within.locator(f'.saisie[data-nom="{step}"]').last
    return within


def write(within: Locator, **values: str | bool | list[str]) -> None:
    """Fill fields, each as its sort asks: typed, ticked, picked in a list."""
    for name, value in values.items():
        asked = field(within, name.replace("__", "."))
        sort = asked.get_attribute("data-genre")
        asked.evaluate(_UNFOLD)
        for one in value if isinstance(value, list) else [value]:
            _write(asked, str(sort), one)


def _write(asked: Locator, sort: str, value: str | bool) -> None:  # noqa: FBT001 — what is answered
    if sort in {"choix", "cases", "enjeux", "numeros", "oui-non"}:
        code = {True: "oui", False: "non"}.get(value, value) if isinstance(value, bool) else value
        asked.locator(f'input[value="{code}"]').check()
    elif sort == "menu":
        asked.locator("select").select_option(str(value))
    elif sort in {"reference", "references"}:
        pick(asked, str(value))
    elif sort == "lignes":
        add(asked)
        asked.locator(".entree").last.locator("input, textarea").fill(str(value))
    else:
        asked.locator("input, textarea").first.fill(str(value))


def add(asked: Locator) -> Locator:
    """A new entry of a list."""
    asked.locator(":scope > p > [data-geste=ajouter]").click()
    return asked.locator(".entree").last


def pick(asked: Locator, words: str, *, make: bool = False) -> None:
    """Choose the first record that the words find; with `make`, begin a new one of that name."""
    asked.locator(".chercheur input").fill(words)
    offered = asked.locator(".propositions li").filter(has_text="Décrire" if make else words).first
    offered.click()
    expect(asked.locator(".propositions")).to_be_hidden()
