"""Let `mkdocs build` and `mkdocs serve` work as expected: they ask the pipeline, then MkDocs lays out."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from generator.pages import CompiledTemplates
from generator.publishing import (
    NO_FILE,
    SITE,
    PlaceError,
    allowed,
    check_links,
    finish,
    finished,
    index,
    is_outside,
    is_staged,
    kept,
    lay_rules,
    loaded,
    missing,
    mistyped,
    once_each,
    page_of,
    page_url,
    pages,
    policy,
    seal,
    section,
    titles,
    wrong,
)
from generator.publishing.ready_page import ReadyPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files

log = logging.getLogger("mkdocs.plugins.espace")

WATCHED = ("content", "experiments", "toolbox", "schemas", "templates")
# Parts of Material that serve its own search, and maps for those who develop it.
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


class EspaceSettings(Config):  # type: ignore[no-untyped-call] # MkDocs leaves its own untyped
    """Settings under `plugins: - espace:` in mkdocs.yml."""

    staged = config_options.Type(str, default="")  # where the pipeline staged already: it goes on after
    logo = config_options.Type(dict, default={})  # `src` and `alt` of what precedes the name
    couleurs = config_options.Type(
        list, default=[]
    )  # what browsers paint around the pages, by day and by night
    fautes = config_options.Type(str, default="")  # how many faults a preview has, in words
    root = config_options.Type(str, default="")  # the commons, when it is not beside mkdocs.yml
    # Never written: declared so that MkDocs asks us about it, and does not leave us out without a word.
    enabled = config_options.Type(bool, default=True)


class EspacePlugin(BasePlugin[EspaceSettings]):  # type: ignore[no-untyped-call] # as above
    """The door: it stages before a build, seals each page, indexes and checks links after."""

    command = ""
    policy = ""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Refuse, before MkDocs does in its own words, what this site cannot follow of its settings.

        The pipeline looked at them before it calls the engine, which it gives a whole path.
        """
        if config_file_path is not None and not Path(str(options.get("staged", ""))).is_absolute():
            refuse(config_file_path)
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember what was asked for: a preview goes on in spite of faults."""
        self.command = command

    @property
    def serving(self) -> bool:
        """Whether this is a preview."""
        return self.command == "serve"

    @staticmethod
    def left_out(config: MkDocsConfig) -> None:
        """Say that these settings lack this plugin: the theme's templates call it, and no page is made."""
        refuse(config.config_file_path)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stage, unless the pipeline did, and point MkDocs at what was staged."""
        if refusal := mistyped(config, self.command, self._root(config)):
            raise Abort(refusal)
        theme = Path(str(config.theme.custom_dir))
        self.policy = policy(theme, previewing=self.serving)
        config.theme.static_templates.discard("sitemap.xml")  # ours is staged: theirs holds the day's date
        if self.config.staged:
            config.extra |= {name: self.config[name] for name in ("logo", "couleurs", "fautes")}
        else:
            self._stage(config)
        known = _known(config)
        docs = Path(self.config.staged or config.docs_dir)  # the engine may be given some of it only
        if told := missing(Path(config.config_file_path), known, _staged(docs, config)):
            raise Abort("\n".join(told))
        _keep_what_is_staged(docs, config, loaded(known))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out the theme's files that no page uses, and what is made; seal the pages staged whole."""
        menu = titles(config.nav)
        for file in [*files]:
            if file.src_uri.endswith(".html"):
                file.content_string = seal(file.content_string, self.policy)
            if file.is_documentation_page():
                ReadyPage(menu.get(file.src_uri), file, config)  # MkDocs keeps the page that a file has
            if file.src_uri.startswith(UNUSED) or file.src_uri.endswith((".min.js.map", ".min.css.map")):
                files.remove(file)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Drop the blank lines that Material's template tags would leave; let the frame be made once.

        Its templates are kept as they were compiled, like ours: a quarter of a small build goes there.
        """
        env.trim_blocks = env.lstrip_blocks = True
        env.bytecode_cache = CompiledTemplates("thème")
        foot = [page_of(one["adresse"]) for one in config.extra["pied"]]
        led = [page_url(page) for page in (*pages(config.nav), *foot)]
        env.globals.update(same=once_each(), section=partial(section, led=led))
        return env

    def on_post_page(self, output: str, *, page: Any, **_: Any) -> str:  # noqa: ANN401 — as MkDocs declares it
        """Seal a page."""
        return seal(output, self.policy, reaches=page.meta.get("reaches", ""))

    def on_post_template(self, output_content: str, *, template_name: str, **_: Any) -> str:  # noqa: ANN401
        """Seal the page shown for an unknown address."""
        return seal(output_content, self.policy) if template_name.endswith(".html") else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index for search, then follow the links: `mkdocs build --strict` stops on a broken one."""
        if self.config.staged:
            return
        site = Path(config.site_dir)
        index(finished(site))
        if not self.serving:
            lay_rules(site)
            finish(site, SITE)
            for broken in check_links(finished(site), config.site_url or ""):
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
        config.extra |= {name: facts[name] for name in ("logo", "couleurs")}
        if not self.serving:  # a preview lives at MkDocs' own address
            config.site_url = facts["site_url"]

    def _root(self, config: MkDocsConfig) -> Path:
        return (Path(config.config_file_path).parent / self.config.root).resolve()


def refuse(config_file: str) -> None:
    """Stop on what this site cannot follow of these settings. Raises `Abort`, in French."""
    file = Path(config_file)
    if told := wrong(file, alone=True) if file.is_file() else (NO_FILE,):
        raise Abort("\n".join(told))


def _known(config: MkDocsConfig) -> Path:
    """The settings of the program itself, or these where they are the program's."""
    from generator.pipeline import PROJECT  # noqa: PLC0415 — as above

    known = PROJECT / "mkdocs.yml"
    return known if known.is_file() else Path(config.config_file_path)


def _staged(docs: Path, config: MkDocsConfig) -> set[str]:
    """The pages of the menu and of the foot that are staged, and all those at the top, to suggest."""
    led = [*pages(config.nav), *(page_of(one["adresse"]) for one in config.extra.get("pied", ()))]
    return {page for page in led if is_staged(docs, page)} | {path.name for path in docs.glob("*.md")}


def _keep_what_is_staged(docs: Path, config: MkDocsConfig, known: dict[str, Any]) -> None:
    """Drop from the frame of every page what this commons has no file for: its legal notice, say.

    A menu, a foot or feeds that are not set are those of the program, `known`.
    """
    extra = config.extra
    config.nav = kept(known["nav"] if config.nav is None else config.nav, docs)
    extra["pied"] = [
        entry
        for entry in extra.get("pied", known["extra"]["pied"])
        if is_outside(entry["adresse"]) or (docs / page_of(entry["adresse"])).is_file()
    ]
    extra["flux"] = [
        entry for entry in extra.get("flux", known["extra"]["flux"]) if (docs / entry["adresse"]).is_file()
    ]
