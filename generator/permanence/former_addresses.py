"""Read `anciennes_adresses`: which file can answer for each former address, or why none can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from generator.diagnostics import Diagnostic, quoted
from generator.permanence.site import url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.diagnostics import Place
    from generator.model import Ref
    from generator.permanence.state import State

_FIELD = "anciennes_adresses"
_HTML = (".html", ".htm")
_INDEX = "/index.html"
_LONGEST_NAME = 200  # bytes: disks take 255, and what serves the site may add to it
_BROKEN_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_NO_NAME = re.compile(r'[\x00-\x1f\x7f<>:"|*\\]')
_OURS = frozenset({"/404.html", "/robots.txt/", "/sitemap.xml/", "/sitemap.xml.gz/"})


def key_of(written: str) -> str:
    """Where a former address is published: `/a.html` itself, a folder `/1000.jours/` for any other.

    A server asked for a file where there is a folder shows the page of that folder. Nothing
    where no file can answer.
    """
    if _reason(written):
        return ""
    where = _decoded(written)
    if where.endswith(_INDEX):
        return where.removesuffix("index.html")
    return where if where.lower().endswith((*_HTML, "/")) else f"{where}/"


def _reason(written: str) -> tuple[str, str] | None:
    """Why no file can answer for an address, and the remedy; None where one can."""
    where = _decoded(written)
    names = where[1:].removesuffix("/").split("/")
    reasons = (
        ("?" in written, _ASKED),
        ("#" in written, _ANCHOR),
        (not where or _BROKEN_ESCAPE.search(written), _ESCAPE),
        ("%2f" in written.lower() or any(n.startswith(".") or not n.strip() for n in names), _FOLDERS),
        (_NO_NAME.search(where) or not where.isprintable(), _SIGNS),
        (any(len(name.encode()) > _LONGEST_NAME for name in names), _LONG),
    )
    return next((reason for is_so, reason in reasons if is_so), None)


def _decoded(written: str) -> str:
    """The address as a server decodes it; None if the bytes are not valid text."""
    try:
        return unquote_to_bytes(written).decode("utf-8")
    except UnicodeDecodeError:
        return ""


_BY_THE_HOST = "retirez-la, et demandez à l'hébergeur de la rediriger"
_ASKED = (
    "aucun fichier ne peut répondre à ce qui suit un « ? » : un programme le lisait, et ce site n'en a pas",
    f"si l'adresse répondait aussi sans ce qui suit, écrivez-la ainsi ; sinon, {_BY_THE_HOST}",
)
_ANCHOR = (
    "ce qui suit un « # » n'est jamais demandé au site",
    "écrivez l'adresse sans le « # » et ce qui le suit",
)
_ESCAPE = (
    "ce qui suit un « % » n'y est pas le code d'un caractère",
    "recopiez l'adresse depuis la barre du navigateur ; un « % » lui-même s'écrit %25",
)
_FOLDERS = (
    "un de ses dossiers n'a pas de nom, ou un nom qui commence par un point",
    f"recopiez l'adresse telle que le navigateur la montre ; si elle était vraiment ainsi, {_BY_THE_HOST}",
)
_SIGNS = ("elle contient un signe qu'un nom de fichier ne peut pas porter partout", _BY_THE_HOST)
_LONG = ("un de ses noms est trop long pour un fichier", _BY_THE_HOST)


def stated(state: State) -> Iterator[tuple[Ref, Place, str, str]]:
    """Each former address that a record states: its place, as it is written, its key or nothing."""
    for ref in sorted(state.records):
        listed = state.value(ref, _FIELD)
        for index, one in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(one, str) and one.startswith("/") and one[1:2] not in {"", "/"}:
                yield ref, state.records[ref].positions.value((_FIELD, index)), one, key_of(one)


def former_addresses(today: State, is_reserved: Callable[[str], bool]) -> Iterator[Diagnostic]:
    """The faults of former addresses that no file can answer for, or that are taken by something else.

    An address that `is_reserved` belongs to the site.
    """
    alive = (today.pages | today.machines | today.files.keys()) - today.tombstones
    first: dict[str, Place] = {}
    _, _, under = url(today).partition("://")[2].partition("/")
    for ref, place, written, key in stated(today):
        if not key:
            yield _impossible(written, place)
            continue
        if under and written.startswith(f"/{under}/"):
            rest = quoted(written.removeprefix(f"/{under}"))
            yield _taken(
                written, place, f"commence par l'adresse du site, « /{under}/ »", remedy=f"écrivez {rest}"
            )
            continue
        leads = today.moves.get(key)
        if key in first:
            yield _taken(written, place, "est déjà dite ailleurs", remedy="gardez-la à un seul endroit")
        elif key in alive or key in today.tombstones or key.rstrip("/") in alive:
            yield _taken(
                written, place, "est celle d'une page ou d'un fichier du site", remedy="retirez cette ligne"
            )
        elif is_reserved(key) or key in _OURS:
            yield _taken(written, place, "sert au site lui-même", remedy="retirez cette ligne")
        elif leads is not None and ref in today.main and leads != today.main[ref]:
            yield _taken(written, place, f"mène déjà à {quoted(leads)}", remedy="retirez cette ligne")
        elif blocked := next((one for one in _above(key) if one in alive or one in first), None):
            remedy = "retirez l'une des deux, et demandez à l'hébergeur de la rediriger"
            yield _taken(written, place, f"serait sous {quoted(blocked)}, qui est un fichier", remedy=remedy)
        first.setdefault(key, place)


def _above(key: str) -> Iterator[str]:
    """The addresses of files that would have to be folders for this one to answer."""
    names = key.strip("/").split("/")
    for count in range(1, len(names)):
        yield "/" + "/".join(names[:count])


def _impossible(written: str, place: Place) -> Diagnostic:
    message, remedy = _reason(written) or _SIGNS
    told = f"{quoted(written)} ne peut pas répondre : {message}"
    return Diagnostic(place=place, rule="ancienne-adresse-impossible", message=told, help=remedy)


def _taken(written: str, place: Place, why: str, *, remedy: str) -> Diagnostic:
    return Diagnostic(
        place=place,
        rule="ancienne-adresse-prise",
        message=f"l'ancienne adresse {quoted(written)} {why}",
        help=remedy,
    )
