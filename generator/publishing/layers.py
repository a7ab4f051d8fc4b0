"""Complete the settings of a commons: what its `mkdocs.yml` leaves out is taken from the one we ship."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.shipped import PROJECT, THEME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Settings that say where pages are read and written, and by which plugin: a commons cannot change them.
_OF_THE_CALLER = frozenset({"docs_dir", "site_dir", "plugins"})
SHIPPED = PROJECT / "mkdocs.yml"
"""The settings shipped with the program."""


def completed(config_file: Path) -> dict[str, Any]:
    """Settings to give MkDocs besides `config_file`: those that it lacks, and the whole theme.

    So a commons may set only its menu, and get the rest from updates of the program. A setting
    that holds others is completed one by one; a list is whole. Nothing is given for a file that cannot be
    read, which MkDocs itself will refuse. Raises MkDocs' own errors, for ours.
    """
    ours = loaded(SHIPPED)
    try:
        own: object = loaded(config_file)
    except Exception:  # noqa: BLE001 — as above
        return {}
    if not isinstance(own, dict):
        return {}
    # Our path is relative to this repository's folder, which another espace does not have.
    if isinstance(ours.get("theme"), dict) and not _has_theme(config_file, own):
        ours["theme"]["custom_dir"] = str(THEME)
        if isinstance(own.get("theme"), dict):
            own["theme"].pop("custom_dir", None)
    merged = _merged(ours, own)
    lacking = {name: value for name, value in merged.items() if name not in own or isinstance(value, dict)}
    return {name: value for name, value in lacking.items() if name not in _OF_THE_CALLER}


def loaded(config_file: Path) -> Any:  # noqa: ANN401 — whatever a file may hold
    """What MkDocs reads of this file, what it inherits included. Raises MkDocs' own errors, and OSError."""
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415 — a third of a second, for publishing only

    content = config_file.read_bytes()
    if content == SHIPPED.read_bytes():
        return deepcopy(_shipped(content.decode()))
    with config_file.open("rb") as file:
        return yaml_load(file)


@lru_cache(maxsize=1)  # most espaces have ours unchanged, and each build asks three times
def _shipped(text: str) -> Any:  # noqa: ANN401 — as above
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415 — as above

    return yaml_load(text)


def _has_theme(config_file: Path, own: Mapping[str, Any]) -> bool:
    theme = own.get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    return isinstance(folder, str) and (config_file.parent / folder).is_dir()


def _merged(ours: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    both = {**ours, **own}
    return {
        name: _merged(ours[name], value) if _both_hold(ours.get(name), value) else value
        for name, value in both.items()
    }


def _both_hold(one: object, other: object) -> bool:
    return isinstance(one, dict) and isinstance(other, dict)
