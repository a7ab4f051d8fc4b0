"""Say what the tests look at and what nobody tried: the statement reads the data that the tests read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.pages.frame.views import Value, mail_link

if TYPE_CHECKING:
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.prose_html import Body
    from generator.pages.frame.views import Foot, Head

PAGE = "accessibilite"  # the editorial page that the statement completes
_DATA = Path(__file__).parents[1] / "data" / "accessibilite.toml"


class AxeRules(Frozen):
    """Rules of axe under one name, by the tags axe gives them."""

    nom: str
    etiquettes: tuple[str, ...]


class WindowWidth(Frozen):
    """The width of a window, in CSS pixels."""

    nom: str
    pixels: int


class Theme(Frozen):
    """A theme, by the name readers know and the value of `prefers-color-scheme` that shows it."""

    nom: str
    reglage: str


class PageKind(Frozen):
    """Kinds of pages under one name; in an address a star stands for the last record of the kind."""

    nom: str
    pages: tuple[str, ...]


class Verification(Frozen):
    """What a test proves, in words for readers; `test` is `file::function`, `criteres` those of WCAG 2.2."""

    quoi: str
    partout: bool
    criteres: tuple[str, ...]
    test: str


class Verifications(Frozen):
    """All that is verified without anyone, and what is not."""

    outil: Value
    version: str
    regles: tuple[AxeRules, ...]
    largeurs: tuple[WindowWidth, ...]
    themes: tuple[Theme, ...]
    sortes: tuple[PageKind, ...]
    essais: tuple[Verification, ...]
    non_audites: tuple[str, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """One page of each kind."""
        return tuple(page for sorte in self.sortes for page in sorte.pages)

    @property
    def etiquettes(self) -> tuple[str, ...]:
        """The tags of all the rules."""
        return tuple(tag for regles in self.regles for tag in regles.etiquettes)


class AccessibiliteView(Frozen):
    """The text of the page, then what was verified. `contact` is None where the site gives no address."""

    head: Head
    corps: Body
    verifications: Verifications
    contact: Value | None
    foot: Foot


def statement(atlas: Atlas, head: Head, corps: Body, *, foot: Foot) -> AccessibiliteView:
    """The statement, whose head, text and foot are those of any editorial page."""
    return AccessibiliteView(
        head=head,
        corps=corps,
        verifications=read_verifications(),
        contact=mail_link(atlas.commons.site.contact),
        foot=foot,
    )


@cache  # data of the program
def read_verifications() -> Verifications:
    """What the file of data says; the tests in a browser take their pages and rules from here."""
    data: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    outil = data["outil"]
    return Verifications(
        outil=Value(outil["nom"], outil["adresse"]),
        version=outil["version"],
        regles=tuple(AxeRules(one["nom"], tuple(one["etiquettes"])) for one in data["regles"]),
        largeurs=tuple(WindowWidth(**one) for one in data["largeurs"]),
        themes=tuple(Theme(**one) for one in data["themes"]),
        sortes=tuple(PageKind(one["nom"], tuple(one["pages"])) for one in data["sortes"]),
        essais=tuple(Verification(**one | {"criteres": tuple(one["criteres"])}) for one in data["essais"]),
        non_audites=tuple(one["quoi"] for one in data["non_audites"]),
    )
