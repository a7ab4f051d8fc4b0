"""Turn a view and a template into a page, and a page into HTML: the one door to jinja2."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.frozen import replace
from generator.grammar import told_invented
from generator.pages.frame.card_json import card_json
from generator.pages.frame.compiled import CompiledTemplates
from generator.pages.frame.dates_in_words import day_html
from generator.pages.frame.machine_head import feed_links, machine_head
from generator.pages.frame.own_template import OwnTemplates
from generator.pages.frame.page import Page, WrittenPage
from generator.pages.frame.page_contents import sommaire
from generator.pages.frame.prose_html import without_anchors
from generator.pages.frame.qr_code import qr_code
from generator.typography import one_line, typeset, typeset_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.declared_page import SitePage
    from generator.pages.frame.page import View
    from generator.pages.frame.prose_html import Body
    from generator.pages.frame.views import Card, Value

_PAGES = Path(__file__).parents[1]
# Each room has its own folder; templates are found by name alone, so names are unique.
_FOLDERS = (_PAGES / "templates", *sorted(_PAGES.glob("*/templates")))


def page(address: str, template: str, view: View, *, description: str) -> Page:
    """The page that `template` makes of `view`; its title is its head's.

    What is invented says so in its title and in its description: they are shared without the page.
    """
    title, words = typeset_text(view.head.titre), typeset_text(one_line(description))
    if view.head.invente:
        title, words = told_invented(title), told_invented(words)
    return Page(address=address, title=title, description=words, template=template, view=view)


def site_page(declared: SitePage, view: View) -> Page:
    """A page of the site's own: its declaration says where, by which template, with which script."""
    made = page(declared.address, declared.template, view, description=view.head.resume)
    return replace(made, early_script=declared.script)


def try_template(path: str, text: str) -> None:
    """Raise `OwnTemplateError` where a template of a commons cannot be read."""
    _OWN.check(path, text)


def _filled_in(made: Page) -> str:
    if made.own_text:
        return _OWN.fill_in(made.template, made.own_text, made.view)
    return _ENVIRONMENT.get_template(made.template).render(view=made.view)


def template_of(kind: str, generic: str) -> str:
    """The template of a kind, named after it; the generic one where there is none."""
    own = f"{kind}.html"
    return own if any((folder / own).is_file() for folder in _FOLDERS) else generic


def write(made: Page, known: Mapping[str, str]) -> WrittenPage:
    """A page with its HTML, its typography set; without it where `known` has its key at its address."""
    key = made.key()
    html, machines = None, ""
    if known.get(made.address) != key:
        machines = machine_head(made)
        html = typeset(_filled_in(made))
    return WrittenPage(
        address=made.address,
        title=made.title,
        description=made.description,
        key=key,
        html=html,
        early_script=made.early_script,
        invente=bool(made.view.head.invente),
        original=made.original,
        machines=machines,
        feeds=feed_links(made),
        enjeu=made.enjeu,
        reaches=made.reaches,
    )


@lru_cache(maxsize=65_536)  # the same words stand on many pages: enjeux, places and what these belong to
def card(carte: Card) -> Markup:
    """A card in HTML, its typography still to be set with that of its page."""
    macros: Any = _ENVIRONMENT.get_template("_carte.html").module
    return Markup(macros.carte(carte))  # noqa: S704 — a template escaped it


def _carried(carte: Card) -> Markup:
    # The JSON holds no sign of HTML but quotes. Escaped by hand, it stays short: every page carries its card.
    return Markup(card_json(carte).replace('"', "&#34;"))  # noqa: S704 — escaped


@lru_cache(maxsize=256)  # some sixty drawings, ten a page
def _icon(name: str) -> Markup:
    # Without text for screen readers: words beside the drawing say what it means.
    return Markup('<i class="icone-{}"></i>').format(name)


def _qr(where: str) -> Markup:
    return Markup(qr_code(where))  # noqa: S704 — a drawing, made of numbers


def _on_paper(body: Body, where: str, level: int) -> Markup:
    return Markup(without_anchors(body, where, level=level))  # noqa: S704 — it was washed


def _value(value: Value) -> Markup:
    # What templates ask for most, with drawings, ten times a page each: macros took four times as long.
    words = escape(value.texte)
    shown = f'<a href="{escape(value.adresse)}">{words}</a>' if value.adresse else words
    day = f"{' ' if value.texte else ''}{day_html(value.jour)}" if value.jour else ""
    note = f' <span class="note">({escape(value.note)})</span>' if value.note else ""
    return Markup(f"{shown}{day}{note}")  # noqa: S704 — escaped


def _plural(count: int, singular: str, plural: str = "") -> str:
    """`3 outils`, `1 outil`, `0 outil`."""
    return f"{count} {_noun(count, singular, plural)}"


def _noun(count: int, singular: str, plural: str = "") -> str:
    """`outils` or `outil`, as many as there are, without the number."""
    return singular if abs(count) < 2 else plural or f"{singular}s"  # noqa: PLR2004 — French plurals start at 2


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDERS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=CompiledTemplates("pages"),
    )
    environment.filters |= _filters()
    return environment


def _filters() -> dict[str, Callable[..., Any]]:
    return {
        "day": day_html,
        "card": card,
        "card_json": _carried,
        "counted": _plural,
        "noun": _noun,
        "icon": _icon,
        "value": _value,
        "contents": sommaire,
        "qr": _qr,
        "on_paper": _on_paper,
        "typeset": typeset_text,  # for attributes: the text of a page is set as a whole
    }


_ENVIRONMENT = _environment()
_OWN = OwnTemplates(_ENVIRONMENT.loader, _filters())
