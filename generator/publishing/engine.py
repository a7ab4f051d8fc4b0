"""Run MkDocs over a staged folder, in silence."""

from __future__ import annotations

import gc
import logging
import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from generator import web
from generator.publishing.layers import completed
from generator.publishing.settings import wrong

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

# Material prints at each start when its support ends; its notice names this switch.
NOTICE = ("NO_MKDOCS_2_WARNING", "1")


class EngineError(RuntimeError):
    """MkDocs refused its settings or stopped; `warnings` holds what it said before."""

    def __init__(self, message: str, warnings: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.warnings = warnings


def render(
    docs: Path, site: Path, config_file: Path, *, overrides: Mapping[str, Any], staged: Path | None = None
) -> tuple[str, ...]:
    """Make `site` from the staged folder `docs`; return MkDocs' warnings.

    Where `docs` holds some pages only, the menu leads to those of the whole folder, `staged`.
    `overrides` replace settings of `config_file` by name. Raises EngineError and OSError.
    """
    os.environ.setdefault(*NOTICE)
    from mkdocs.commands.build import build  # noqa: PLC0415 — a third of a second, for publishing only

    with _listening() as said:
        try:
            config = settings(docs, site, config_file, overrides=overrides, staged=staged)
            with _without_collector():
                build(config)
        except OSError as refusal:  # MkDocs does not say which file it was writing
            refusal.filename = refusal.filename or str(site)
            raise
        except (Exception, SystemExit) as stop:  # MkDocs' Abort is a SystemExit
            message = str(stop) or type(stop).__name__
            raise EngineError(message, tuple(said)) from stop
    return tuple(said)


def wrong_settings(config_file: Path, known: Path) -> str:
    """Why the engine refuses these settings, in words; empty if it accepts them.

    Those that are absent, or the same as the `known` ones, are not even read: that takes a third of a second.
    """
    other = config_file.with_suffix(".yaml")
    if not config_file.exists() and other.is_file():
        return f"{other.name} : les réglages se lisent dans {config_file.name}\n  aide: renommez ce fichier"
    if not config_file.exists() or (config_file.is_file() and config_file.read_bytes() == known.read_bytes()):
        return ""
    os.environ.setdefault(*NOTICE)
    if config_file.is_file() and (told := wrong(config_file, alone=False)):
        return "\n".join(told)
    # The engine wants a folder that exists, and another that is not within: nothing is written in either.
    with _listening() as said, TemporaryDirectory() as docs:
        try:
            settings(Path(docs), Path(f"{docs}.site"), config_file, overrides={"site_name": "-"})
        except (Exception, SystemExit) as stop:  # noqa: BLE001 — MkDocs' own errors
            why = " ".join(f"{stop} {' '.join(said)}".split()) or type(stop).__name__
            return f"{config_file.name} : MkDocs refuse ces réglages\n  aide: il dit : {why}"
    return ""


def settings(
    docs: Path, site: Path, config_file: Path, *, overrides: Mapping[str, Any], staged: Path | None = None
) -> MkDocsConfig:
    """MkDocs' settings for a folder already staged. Raises MkDocs' own errors, and ValueError."""
    from mkdocs.config import load_config  # noqa: PLC0415 — as above

    url = str(overrides.get("site_url") or "")
    # Printed as it is in the head of every page, hence what `why_no_site` allows and no more.
    if url and web.why_no_site(url):
        msg = f"not the address of a site: {url!r}"
        raise ValueError(msg)
    empty: dict[str, Any] = {"logo": {}, "couleurs": [], "fautes": ""}
    told = {name: overrides.get(name, none) for name, none in empty.items()}
    own = {name: value for name, value in overrides.items() if name not in told}
    return load_config(
        str(config_file),
        docs_dir=str(docs.resolve()),
        site_dir=str(site.resolve()),
        **{
            **completed(config_file),
            "plugins": {"espace": {"staged": str((staged or docs).resolve()), **told}},
            **own,
        },
    )


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Gather what MkDocs reports, and keep it from the terminal."""
    said: list[str] = []
    logger = logging.getLogger("mkdocs")
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


@contextmanager
def _without_collector() -> Iterator[None]:
    """Turn off garbage collection while MkDocs runs: scanning its pages costs a fifth of a build."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
