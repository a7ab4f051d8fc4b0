"""A page whose text is HTML already: MkDocs lays it out, and converts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.publishing.headings import contents, toc_tokens

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class ReadyPage(Page):
    """The MkDocs page that our plugin makes of each staged file, instead of one that reads Markdown."""

    contents = ""
    """The rows of its table of contents, which the theme prints as they are."""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 — MkDocs' own
        """Use the staged HTML as it is, and list its headings."""
        self.content = self.markdown or ""
        if "original" in self.meta and config.site_url:
            self.canonical_url = urljoin(config.site_url, str(self.meta["original"]).lstrip("/"))
        found = toc_tokens(self.content)
        self.contents = contents(found)
        self.toc = get_toc(found)  # type: ignore[arg-type] # its own private type
