"""Sum up all that the frames of a site depend on: the engine starts only when something of it changed."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.publishing.frames import page_url
from generator.publishing.layers import SHIPPED, completed, loaded
from generator.publishing.menu import is_outside, kept, page_of, pages
from generator.shipped import THEME

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE = Path(__file__).parent
_LIBRARIES = ("jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "pyyaml")


class EngineRecipe(Frozen):
    """What the engine works by: its `digest`, the theme, and where menu and foot lead (`agenda/`)."""

    digest: str
    theme: Path
    led: tuple[str, ...]


def engine_recipe(docs: Path, config_file: Path, overrides: Mapping[str, Any]) -> EngineRecipe:
    """How the engine would lay out the staged folder `docs`, whatever its pages hold."""
    told = {**loaded(config_file), **completed(config_file)}
    # The menu, on every page: what has no file is left out, and what has no title takes that of its page.
    menu = kept(told.get("nav"), docs)
    theme = config_file.parent / told["theme"]["custom_dir"]
    told["theme"] = {**told["theme"], "custom_dir": ""}  # what it holds counts, wherever it is
    parts: list[object] = [importlib.metadata.version(name) for name in _LIBRARIES]
    parts += [sorted(overrides.items()), told, menu]
    shown = [one["adresse"] for name in ("pied", "flux") for one in told.get("extra", {}).get(name, ())]
    parts.append([one for one in shown if (docs / one).is_file() or (docs / page_of(one)).is_file()])
    code = [*_CODE.glob("*.py"), _CODE.parent / "mkdocs_plugin.py", SHIPPED, config_file]
    parts += [_digests(theme), sorted((path.name, _digest(path)) for path in code)]
    digest = hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()
    led = [*pages(menu), *(page_of(one) for one in shown if not is_outside(one))]
    return EngineRecipe(digest, theme, tuple(page_url(page) for page in led))


def led_to(config_file: Path) -> frozenset[str]:
    """The addresses that the frame of any page may lead to: menu, foot and feeds."""
    told = {**loaded(config_file), **completed(config_file)}
    extra = told.get("extra", {})
    foot = [page_of(one["adresse"]) for one in extra.get("pied", ()) if not is_outside(one["adresse"])]
    feeds = [f"/{one['adresse']}" for one in extra.get("flux", ())]
    return frozenset([*(f"/{page_url(page)}" for page in (*pages(told.get("nav")), *foot)), *feeds])


def is_ours(theme: Path) -> bool:
    """Whether a theme lays out pages as ours does."""
    return theme.resolve() == THEME.resolve() or _digests(theme) == _digests(THEME)


def _digests(folder: Path) -> list[tuple[str, str]]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(path.relative_to(folder).as_posix(), _digest(path)) for path in files]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
