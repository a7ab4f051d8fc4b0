"""Check the settings of a `mkdocs.yml` against what this site supports, as `settings.toml` lists it.

`settings.wrong` asks, and finds the line of each answer.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import closest, quoted
from generator.frozen import Frozen
from generator.publishing.menu import misshapen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_RULES = Path(__file__).with_name("settings.toml")
_THEME = Path(__file__).parent.parent / "theme"
_SORTS = {"texte": str, "liste": list, "table": dict, "oui ou non": bool}
# What the engine is told by the program itself, under the name of its plugin.
_RESERVED = ("staged", "logo", "couleurs", "fautes")
_LISTS = {"pied": ("titre", "adresse"), "flux": ("type", "titre", "adresse")}
_PALETTE = [
    ("(prefers-color-scheme)", "default"),
    ("(prefers-color-scheme: light)", "default"),
    ("(prefers-color-scheme: dark)", "slate"),
]

Said = tuple[tuple[str, ...], str]
"""The words that lead to the line of a setting, and what is said of it."""


class SettingRefusal(Frozen):
    """The message for a setting that is refused, and the values that are accepted."""

    reason: str
    remedy: str
    allowed: tuple[Any, ...]
    whole: bool


class _Rules(Frozen):
    taken: Mapping[str, str]
    needed: Mapping[str, str]
    refused: Mapping[str, SettingRefusal]


@cache  # a file of the program, read once
def rules() -> _Rules:
    """The content of `settings.toml`, by the name of a setting (`theme.font`)."""
    told = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    refused = {
        key: SettingRefusal(
            reason=one["pourquoi"],
            remedy=one["aide"],
            allowed=tuple(one.get("admis", ())),
            whole=one.get("tous", False),
        )
        for one in told["refus"]
        for key in one["cles"]
    }
    return _Rules(told["pris"], told["manque"], refused)


def refused(
    settings: Mapping[str, Any], site: Mapping[str, Any], root: Path, *, alone: bool
) -> Iterator[Said]:
    """What is wrong with `settings`, those of the espace at `root` whose facts are `site`.

    What they leave out is completed by our settings, unless they are `alone`: then it is missing.
    """
    if alone:
        yield from _needed(settings)
    yield from _each(settings, site, root)
    yield from _theme(settings, root)


def _needed(settings: Mapping[str, Any]) -> Iterator[Said]:
    for key, remedy in rules().needed.items():
        first, _, second = key.partition(".")
        within = settings.get(first)
        if within is None or (second and isinstance(within, dict) and second not in within):
            if second and first not in settings:
                continue
            yield ((first,), f"il manque {quoted(key)}\n  aide: {remedy}")


def _each(settings: Mapping[str, Any], site: Mapping[str, Any], root: Path) -> Iterator[Said]:
    known = {*rules().taken, *rules().refused}
    for key, value in settings.items():
        if value is not None or key not in known:
            yield from _one(key, value, site, root=root)
    watched = settings.get("watch")
    for path in watched if isinstance(watched, list) else ():
        if not (root / str(path)).exists():
            yield ("watch", str(path)), f"{quoted(path)}, dans « watch », n'existe pas\n  aide: retirez-le"
    if isinstance(settings.get("nav"), list):
        yield from ((("nav", *words), said) for words, said in misshapen(settings["nav"]))


def _one(key: str, value: object, site: Mapping[str, Any], *, root: Path) -> Iterator[Said]:
    known = rules()
    if key in known.taken:
        sort = known.taken[key]
        if not isinstance(value, _SORTS[sort]):
            yield ((key,), f"{quoted(key)} attend : {sort}\n  aide: {_as_ours(key)}")
    elif key not in known.refused:
        near = closest(key, [*known.taken, *known.refused])
        remedy = f"vouliez-vous dire {quoted(near)} ?" if near else "retirez-le"
        yield ((key,), f"{quoted(key)} n'est pas un réglage de MkDocs\n  aide: {remedy}")
    elif key == "plugins":
        yield from _plugins(value, root)
    else:
        own = {"site_name": site.get("nom"), "site_url": site.get("url")}.get(key)
        yield from _refused((key,), key, value, own=own)
    if key == "extra" and isinstance(value, dict):
        yield from _lists(value)
        for name in value:
            if f"extra.{name}" in known.refused:
                yield from _refused((key, str(name)), f"extra.{name}", value[name], own=None)


def _lists(extra: Mapping[str, Any]) -> Iterator[Said]:
    """The faults of the footer's links and of the feeds: the theme needs certain keys of each."""
    for key, wanted in _LISTS.items():
        lines = extra.get(key, ())
        right = isinstance(lines, list | tuple) and all(
            isinstance(one, dict) and all(isinstance(one.get(name), str) for name in wanted) for one in lines
        )
        if not right:
            words = ", ".join(map(quoted, wanted))
            yield (
                ("extra", key),
                f"chaque ligne de {quoted(f'extra.{key}')} a : {words}\n  aide: complétez-la ou retirez-la",
            )


def _refused(words: tuple[str, ...], key: str, value: object, *, own: object) -> Iterator[Said]:
    """The refusal of a value that is neither allowed nor equal to `own`, the value in content/site.yml."""
    rule = rules().refused[key]
    remedy = rule.remedy.format(cle=key)
    told = f"n'est pas pris : {rule.reason}\n  aide: {remedy}"
    if isinstance(value, list) and rule.allowed:
        for item in value:
            if item not in rule.allowed:
                shown = _shown(item)
                yield ((*words, shown), f"{quoted(shown)}, dans {quoted(key)}, {told}")
        if rule.whole and (lost := [one for one in rule.allowed if one not in value]):
            yield (words, f"il manque {quoted(lost[0])} dans {quoted(key)}\n  aide: {remedy}")
    elif not any(_same(value, one) for one in (*rule.allowed, own) if one is not None):
        yield (words, f"{quoted(key)} {told}")


def _plugins(value: object, root: Path) -> Iterator[Said]:
    """The faults of `plugins`: only ours is accepted; MkDocs allows a list or a mapping here."""
    entries = [*value.items()] if isinstance(value, dict) else []
    for item in value if isinstance(value, list) else ():
        entries += [*item.items()] if isinstance(item, dict) else [(item, None)]
    if not isinstance(value, list | dict):
        entries = [(value, None)]
    yield from _refused(("plugins",), "plugins", [name for name, _ in entries], own=None)
    ours = [options for name, options in entries if name == "espace"]
    if len(ours) > 1:
        yield ("plugins",), "« espace » est écrit deux fois dans « plugins »\n  aide: retirez-en un"
    for options in ours:
        if isinstance(options, dict):
            yield from _options(options, root)
        elif options is not None:
            yield ("plugins", "espace"), "« espace » n'attend rien après lui\n  aide: écrivez « - espace »"


def _options(options: Mapping[str, Any], root: Path) -> Iterator[Said]:
    """The faults of what is written under our plugin, which takes the folder of the commons alone."""
    for one, value in options.items():
        if one == "root" and isinstance(value, str) and (root / value).is_dir():
            continue
        said = f"{quoted(str(one))}, sous « espace », n'est pas pris : le greffon n'en sait rien"
        if one in _RESERVED:
            said = f"{quoted(str(one))}, sous « espace », n'est pas pris : le programme s'en sert lui-même"
        elif one == "root":
            said = "« root », sous « espace », n'est pas un dossier"
        yield ("plugins", str(one)), f"{said}\n  aide: retirez-le"


def _theme(settings: Mapping[str, Any], root: Path) -> Iterator[Said]:
    theme = settings.get("theme")
    for key, value in theme.items() if isinstance(theme, dict) else ():
        name = f"theme.{key}"
        if key == "custom_dir":
            if not all((root / str(value) / one).is_file() for one in ("main.html", "partials/header.html")):
                remedy = f"écrivez le chemin du thème de l'espace : {_shown_path(root)}"
                said = f"le dossier {quoted(str(value))} n'est pas le thème de l'espace\n  aide: {remedy}"
                yield (("theme", key), said)
        elif key == "palette" and _is_ours(value):
            continue
        elif name in rules().refused:
            yield from _refused(("theme", str(key)), name, value, own=None)
        else:
            said = f"{quoted(name)} n'est pas pris : les pages de l'espace n'en font rien\n  aide: retirez-le"
            yield (("theme", str(key)), said)


def _shown_path(root: Path) -> str:
    return "generator/theme" if (root / "generator/theme/main.html").is_file() else _THEME.as_posix()


def _is_ours(palette: object) -> bool:
    """Whether a palette has the three choices of the header's switch; their labels are free."""
    if not isinstance(palette, list) or len(palette) != len(_PALETTE):
        return False
    return all(
        isinstance(one, dict)
        and isinstance(one.get("toggle"), dict)
        and {"icon", "name"} <= one["toggle"].keys()
        and (one.get("media"), one.get("scheme")) == expected
        and one.get("primary") == one.get("accent") == "custom"
        for one, expected in zip(palette, _PALETTE, strict=True)
    )


def _same(value: object, allowed: object) -> bool:
    if isinstance(value, str) and isinstance(allowed, str):
        return value.split() == allowed.split() or value.rstrip("/") == allowed.rstrip("/")
    return type(value) is type(allowed) and value == allowed


def _shown(item: object) -> str:
    return str(next(iter(item), "") if isinstance(item, dict) else item)


def _as_ours(key: str) -> str:
    return rules().needed.get(key) or "écrivez-le comme dans le mkdocs.yml de l'espace"
