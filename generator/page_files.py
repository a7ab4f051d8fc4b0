"""The staged file of each page, put aside on the disk as soon as the page is made, until it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import pages, publishing
from generator.frozen import replace
from generator.output import KeptFile, LaterFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.model import Commons
    from generator.output import OutputFile
    from generator.pages import WrittenPage


def set_aside(
    commons: Commons, made: Iterable[WrittenPage], put: Callable[[bytes], Callable[[], bytes]]
) -> Iterator[WrittenPage]:
    """The same pages, the whole file of each in place of its HTML, `put` aside: memory holds none of them."""
    for page in made:
        if page.html is None:
            yield page
        else:
            there = put(_page_file(commons, page, page.html).content)
            yield replace(page, html=None, machines="", feeds="", aside=there)


def page_files(commons: Commons, made: Iterable[WrittenPage]) -> Iterator[OutputFile | LaterFile | KeptFile]:
    """The staged files of these pages, set aside or not; those without HTML stay as they were staged."""
    for page in made:
        if page.aside:
            yield LaterFile(publishing.page_path(page.address), page.aside)
        elif page.html is None:
            yield KeptFile(publishing.page_path(page.address))
        else:
            yield _page_file(commons, page, page.html)


def _page_file(commons: Commons, page: WrittenPage, html: str) -> OutputFile:
    about = page.address, page.title, page.description
    return publishing.page_file(
        *about,
        html=html,
        script=page.early_script,
        hidden=page.invente,
        original=page.original,
        machines=page.machines,
        feeds=page.feeds,
        reaches=page.reaches,
        picture=pages.picture_path(commons.kinds, page),
    )
