"""Let `mkdocs build` and `mkdocs serve` work as expected: they ask the pipeline, then MkDocs lays out."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from generator.publishing import (
    SITE,
    PlaceError,
    allowed,
    check_links,
    finish,
    index,
    once_each,
    policy,
    seal,
    section,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.plugins.espace")

WATCHED = ("content", "experiments", "toolbox", "schemas")
# Parts of Material that serve its own search, and maps for those who develop it.
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


class EspaceSettings(Config):  # type: ignore[no-untyped-call] # MkDocs leaves its own untyped
    """Settings under `plugins: - espace:` in mkdocs.yml."""

    staged = config_options.Type(bool, default=False)  # the pipeline already staged, and goes on after
    again = config_options.Type(bool, default=False)  # what the site holds already is as it should be
    logo = config_options.Type(dict, default={})  # `src` and `alt` of what precedes the name
    root = config_options.Type(str, default="")  # the commons, when it is not beside mkdocs.yml


class EspacePlugin(BasePlugin[EspaceSettings]):  # type: ignore[no-untyped-call] # as above
    """The door: it stages before a build, seals each page, indexes and checks links after."""

    serving = False
    policy = ""
    searching = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember whether this is a preview: it goes on in spite of faults."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stage, unless the pipeline did, and point MkDocs at what was staged."""
        theme = Path(str(config.theme.custom_dir))
        self.policy = policy(theme, previewing=self.serving)
        self.searching = policy(theme, searching=True, previewing=self.serving)
        config.theme.static_templates.discard("sitemap.xml")  # ours is staged: theirs holds the day's date
        # Python-Markdown builds its own extensions for each page; ours replaces them all.
        config.markdown_extensions = ["generator.publishing.ready_html"]
        if self.config.staged:
            config.extra["logo"] = self.config.logo
        else:
            self._stage(config)
        _keep_what_is_staged(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out the theme's files that no page uses, and what is made; seal the pages staged whole."""
        menu = {path for entry in config.nav or () for path in entry.values()}
        for file in [*files]:
            if self.config.again and file.src_uri not in menu and os.path.exists(file.abs_dest_path):  # noqa: PTH110 — a path as text, ten thousand times
                files.remove(file)
                continue
            if file.src_uri.endswith(".html"):
                file.content_string = seal(file.content_string, self.policy)
            if file.src_uri.startswith(UNUSED) or file.src_uri.endswith((".min.js.map", ".min.css.map")):
                files.remove(file)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Drop the blank lines that Material's template tags would leave; let the frame be made once."""
        env.trim_blocks = env.lstrip_blocks = True
        env.globals.update(same=once_each(), section=section)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Seal a page; that of the search is told by the script that it starts before it is drawn."""
        return seal(output, self.searching if page.meta.get("amorce") else self.policy)

    def on_post_template(self, output_content: str, *, template_name: str, **_: Any) -> str:  # noqa: ANN401
        """Seal the page shown for an unknown address."""
        return seal(output_content, self.policy) if template_name.endswith(".html") else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index for search, then follow the links: `mkdocs build --strict` stops on a broken one."""
        if self.config.staged:
            return
        site, url = Path(config.site_dir), config.site_url or ""
        index(site)
        if not self.serving:
            finish(site, SITE)
            for broken in check_links(site, urlsplit(url).path or "/", site_url=url):
                log.warning("%s : lien vers %s, %s", broken.page, broken.link, broken.reason)

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., Any],  # noqa: ARG002
    ) -> LiveReloadServer:
        """Watch what people write and not what is staged from it, which would rebuild for ever."""
        server.unwatch(config.docs_dir)
        root = self._root(config)
        for name in WATCHED:
            if (root / name).is_dir():
                server.watch(str(root / name))
        return server

    def _stage(self, config: MkDocsConfig) -> None:
        from generator.diagnostics import total  # noqa: PLC0415 — as below
        from generator.pipeline import CouldNotRun, docs_folder, stage  # noqa: PLC0415 — one staged already needs none of it
        from generator.working import ground  # noqa: PLC0415 — as above
        from generator.written import frame  # noqa: PLC0415 — as above

        root = self._root(config)
        docs = docs_folder(root)
        try:
            if not self.serving:  # MkDocs is about to empty that folder
                allowed(Path(config.site_dir), SITE, ground(root), in_place=True)
            staging = stage(root, docs, preview=self.serving, waiting=log.warning)
        except (CouldNotRun, PlaceError) as error:
            log.error(error)  # noqa: TRY400 — where it stands in the program is of no help
            raise Abort(str(error)) from error
        if staging.report:
            log.log(logging.INFO if staging.publishable else logging.ERROR, "\n%s", staging.report)
        if not (staging.publishable or self.serving):
            msg = "Rien n'a été publié : des fichiers sont à corriger."
            raise Abort(msg)
        config.docs_dir = str(docs)
        errors = total(staging.diagnostics, "error")
        config.extra["fautes"] = f"{errors} faute{'s' * (errors > 1)}" if errors else ""
        facts = frame(staging.site)
        config.site_name = facts["site_name"]
        config.extra["logo"] = facts["logo"]
        if not self.serving:  # a preview lives at MkDocs' own address
            config.site_url = facts["site_url"]

    def _root(self, config: MkDocsConfig) -> Path:
        return Path(self.config.root or Path(config.config_file_path).parent).resolve()


def _keep_what_is_staged(config: MkDocsConfig) -> None:
    """Drop from the frame of every page what this commons has no file for: its legal notice, say."""
    docs = Path(config.docs_dir)
    config.nav = [
        entry for entry in config.nav or () if all((docs / path).is_file() for path in entry.values())
    ]
    config.extra["pied"] = [
        entry
        for entry in config.extra.get("pied", ())
        if (docs / f"{entry['adresse'].strip('/')}.md").is_file()
    ]
    config.extra["flux"] = [
        entry for entry in config.extra.get("flux", ()) if (docs / entry["adresse"]).is_file()
    ]
