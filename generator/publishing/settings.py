"""Read a `mkdocs.yml` as MkDocs does, and say what this site cannot follow: its line, its reason, its remedy.

People who know MkDocs use its settings: those not supported here are reported by every command, and
never ignored silently.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import quoted
from generator.frozen import Frozen
from generator.publishing.habits import refused
from generator.publishing.layers import loaded
from generator.publishing.menu import is_outside, pages, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.publishing.habits import Said

_NAME = re.compile(
    r"([A-Za-z_]\w*)[ \t]*:(?=\s|$)"
)  # a name at the start of a line, and not in a block of text


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
    found = [*refused(settings, site, config_file.parent, alone=alone), *place.repeated()]
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

    def repeated(self) -> Iterator[Said]:
        """The settings written twice: YAML keeps the last, and says nothing of the first."""
        names = [found[1] for line in self.lines if (found := _NAME.match(line))]
        for name in sorted({one for one in names if names.count(one) > 1}):
            yield (name,), f"{quoted(name)} est écrit deux fois\n  aide: n'en gardez qu'un"

    def shown(self, line: int) -> str:
        return f"{self.name}, ligne {line}" if line else self.name


def _settings(config_file: Path, place: _Place) -> dict[str, Any] | str:
    """The settings as MkDocs reads them, inherited ones included; or why it cannot."""
    from mkdocs.exceptions import ConfigurationError  # noqa: PLC0415 — a third of a second, for publishing only

    try:
        read = loaded(config_file)
    except ConfigurationError as stop:
        return _unreadable(stop.__context__, config_file, place)
    except RecursionError:
        if not place.line("INHERIT"):
            return f"{place.name} : trop de listes l'une dans l'autre\n  aide: retirez-en"
        return f"{place.name} : ce fichier hérite de lui-même\n  aide: retirez « INHERIT »"
    except (
        TypeError,
        AttributeError,
        OSError,
        ValueError,
    ):  # MkDocs looks into what it read before it knows what it is
        if place.line("INHERIT"):
            inherit = place.shown(place.line("INHERIT"))
            why = "« INHERIT » attend le chemin d'un fichier de réglages"
            return f"{inherit} : {why}\n  aide: corrigez-le ou retirez-le"
        read = None
    if isinstance(read, dict):
        return {str(key): value for key, value in read.items()}
    why = "ces réglages ne sont pas une table"
    return f"{place.name} : {why}\n  aide: écrivez « nom: valeur » à chaque ligne"


def _unreadable(cause: BaseException | None, config_file: Path, place: _Place) -> str:
    """Why YAML gave up, and on which line of which file: these settings, or those that they inherit."""
    mark = getattr(cause, "problem_mark", None)
    unread = hasattr(cause, "position")  # the bytes are not text: YAML read no further
    if not (mark or unread) and place.line("INHERIT"):
        inherit = place.shown(place.line("INHERIT"))
        return f"{inherit} : le fichier nommé par « INHERIT » n'existe pas\n  aide: corrigez son chemin"
    read = Path(str(mark.name if mark else getattr(cause, "name", config_file)))
    at = f"{read.name}, ligne {mark.line + 1}" if mark else read.name
    if unread:
        return f"{at} : ce fichier n'est pas du texte en UTF-8\n  aide: enregistrez-le en UTF-8"
    if not mark or type(cause).__name__ == "ConstructorError":
        return f"{at} : une valeur ne peut pas être lue\n  aide: corrigez-la ou retirez-la"
    why = "ces réglages ne peuvent pas être lus, ce n'est pas du YAML"
    return f"{at} : {why}\n  aide: corrigez cette ligne, ou celle d'avant"


def _read(facts: Path) -> Mapping[str, Any]:
    """The facts of the site if they can be read; if not, the check of records reports it."""
    from mkdocs.exceptions import ConfigurationError  # noqa: PLC0415 — as above

    try:
        read = loaded(facts)
    except (OSError, ConfigurationError, TypeError, AttributeError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
