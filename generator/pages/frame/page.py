"""A page of the site as a value: first what it shows, then, only where it changed, its HTML."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, Protocol

from generator.frozen import Frozen, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.pages.frame.views import Head


class View(Protocol):
    """What every template is given, under the name `view`: a frozen value made of plain ones."""

    @property
    def head(self) -> Head:
        """The head of the page."""


class Page(Frozen):
    """One page before it is written: what it shows (`view`) and the template that shows it (`template`).

    `address` starts and ends with `/`; `title` and `description` are plain text, escaped nowhere yet.
    `early_script` is a script, from the site's root, to start before the page is drawn; most have none.
    `original` is the address of the page that says the same, where this one is made for another use of it.
    `own_text` is the text of the template where it is not one of the program's: the page depends on it.
    `reaches` is the one address elsewhere that its scripts may call; only the form has one.
    """

    address: str
    title: str
    description: str
    template: str
    view: View
    early_script: str = ""
    original: str = ""
    own_text: str = ""
    reaches: str = ""

    @property
    def enjeu(self) -> int:
        """The number of the first enjeu that it is about, 0 without one."""
        head = self.view.head
        about = (head.enjeu,) if head.enjeu else head.search_card.carte.enjeux if head.search_card else ()
        return about[0].numero if about else 0

    def key(self) -> str:
        """A digest of all that the HTML depends on, the code apart: same key, same HTML."""
        return blake2b(told(self), digest_size=16).hexdigest()


class Planned(NamedTuple):
    """A page to come: where it will answer, and how to make it."""

    address: str
    make: Callable[[], Page]


class WrittenPage(Frozen):
    """One page, ready to publish.

    `html` is the whole main content with its `<h1>`, trusted, its links written from the root
    (`/enjeux/x/`); it is None where the page is known to be as it was under this `key`. `early_script`,
    `original` and `reaches` are as above. `invente` says that it belongs to an invented example. `plan` is
    the address it was planned at, that of its first sheet; `machines` is what its head tells programs,
    trusted HTML on one line; `textes` are the files whose texts were asked for to make it. `enjeu` is the
    number of the enjeu that it is about, 0 without one: it is shared with a picture of that colour. `feeds`
    are links to what programs can follow of it, as `machines`.
    """

    address: str
    title: str
    description: str
    key: str
    html: str | None
    early_script: str = ""
    invente: bool = False
    original: str = ""
    plan: str = ""
    machines: str = ""
    textes: tuple[str, ...] = ()
    enjeu: int = 0
    feeds: str = ""
    reaches: str = ""
