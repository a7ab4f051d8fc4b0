"""Read a `mkdocs.yml` as MkDocs does, and say what this site cannot follow: its line, its reason, its remedy.

People who know MkDocs use its settings: those not supported here are reported by every command, and
never ignored silently.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.publishing.habits import refused
from generator.publishing.layers import loaded
from generator.publishing.menu import is_outside, pages, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path


def wrong(config_file: Path, *, alone: bool) -> tuple[str, ...]:
    """What is wrong with the settings in `config_file`, in French, by line. Raises OSError.

    The pipeline asks before any work: what they do not say, ours do. Where plain MkDocs starts it, the plugin
    asks too: they are then `alone`.
    """
    text = config_file.read_text(encoding="utf-8", errors="replace")
    place = _Place(config_file.name, tuple(text.splitlines()))
    settings = _settings(config_file, place)
    if isinstance(settings, str):
        return (settings,)
    site = _read(config_file.parent / "content/site.yml")
    found = refused(settings, site, config_file.parent, alone=alone)
    told = sorted((place.line(*words), words, said) for words, said in found)
    return tuple(f"{place.shown(line)} : {said}" for line, _, said in told)


def missing(config_file: Path, known: Path, staged: Collection[str]) -> tuple[str, ...]:
    """The pages that a menu or a foot leads to and that are not `staged`, as `wrong` says it.

    What the `known` settings lead to may be missing: a commons publishes it once it holds something for it.
    """
    lines = config_file.read_text(encoding="utf-8", errors="replace").splitlines()
    place = _Place(config_file.name, tuple(lines))
    usual = [page for _, page in _led(loaded(known))]
    found = unknown(_led(loaded(config_file)), staged, usual)
    return tuple(f"{place.shown(place.line(top, page))} : {said}" for top, page, said in found)


def _led(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The pages that these settings lead to, each with the words that lead to its setting."""
    foot = settings.get("extra", {}).get("pied", ())
    entries = [("nav", page) for page in pages(settings.get("nav"))]
    return entries + [("extra", one["adresse"]) for one in foot if not is_outside(one["adresse"])]


class _Place(Frozen):
    """Where a setting is written: its words, one after the other, the first at the start of a line."""

    name: str
    lines: tuple[str, ...]

    def line(self, *words: str) -> int:
        """The number of the line of the setting; 0 if it is in a file that this one inherits."""
        at = -1
        for rank, word in enumerate(words):
            start = r"^[\"']?" if rank == 0 else r"^[^#]*?(?<![\w.-])"
            looked = re.compile(rf"{start}{re.escape(word)}(?![\w-])")
            after = range(max(at, 0), len(self.lines))
            at = next((number for number in after if looked.search(self.lines[number])), -1)
            if at < 0:
                return self.line(*words[:-1]) if rank else 0
        return at + 1

    def shown(self, line: int) -> str:
        return f"{self.name}, ligne {line}" if line else self.name


def _settings(config_file: Path, place: _Place) -> dict[str, Any] | str:
    """The settings as MkDocs reads them, inherited ones included; or why it cannot."""
    from mkdocs.exceptions import ConfigurationError  # noqa: PLC0415 — a third of a second, for publishing only

    try:
        read = loaded(config_file)
    except RecursionError:
        return f"{place.name} : ce fichier hérite de lui-même\n  aide: retirez « INHERIT »"
    except ConfigurationError as stop:
        mark = getattr(stop.__context__, "problem_mark", None)
        if mark is None and "INHERIT" in config_file.read_text(encoding="utf-8", errors="replace"):
            inherit = place.shown(place.line("INHERIT"))
            return f"{inherit} : le fichier nommé par « INHERIT » n'existe pas\n  aide: corrigez son chemin"
        at = place.shown(mark.line + 1 if mark else 0)
        why = "ces réglages ne peuvent pas être lus, ce n'est pas du YAML"
        return f"{at} : {why}\n  aide: corrigez cette ligne, ou celle d'avant"
    except (TypeError, AttributeError):  # MkDocs looks into what it read before it knows what it is
        read = None
    if isinstance(read, dict) and all(isinstance(key, str) for key in read):
        return read
    why = "ces réglages ne sont pas une table"
    return f"{place.name} : {why}\n  aide: écrivez « nom: valeur » à chaque ligne"


def _read(facts: Path) -> Mapping[str, Any]:
    """The facts of the site if they can be read; if not, the check of records reports it."""
    from mkdocs.exceptions import ConfigurationError  # noqa: PLC0415 — as above

    try:
        read = loaded(facts)
    except (OSError, ConfigurationError, TypeError, AttributeError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
