"""Read a web address as browsers do: the one place that says why an address cannot be followed."""

from __future__ import annotations

import ipaddress
import re
from typing import Literal
from urllib.parse import unquote

from generator.frozen import Frozen

Why = Literal["debut", "signe", "identifiant", "port", "nom", "accents", "suite", "chemin"]
"""Why an address is refused: each has its words in `phrases.toml`, `adresse-<why>-aide`."""

_PARTS = re.compile(r"(https?)://([^/?#\\]*)([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"(\[[^\]]*\]|[^:]*)(?::([0-9]*))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_WRITTEN = re.compile(r"(?:[^\x00-\x20\x7f-\xa0\"<>\\^`{|}%\s]|%[0-9A-Fa-f]{2})*")
_PLAIN = re.compile(r"[A-Za-z0-9._~%/-]*")
# A drive (`C:\`), a share (`\\mairie\`), a home folder; each may come after `file:` and slashes.
_OWN_COMPUTER = re.compile(
    r"(?:file:)?(?:[/\\]*[a-z]:[/\\]|\\|/{0,3}(?:Users|home|Volumes|mnt|media)/[^/]+/)|file:", re.IGNORECASE
)
_LONGEST_NAME = 253
_LAST_PORT = 65535
_PORTS = {"http": 80, "https": 443}


class WebAddress(Frozen):
    """An address that can be followed. `host` is in lower case, ASCII; `port` is never left out."""

    scheme: str
    host: str
    port: int
    path: str
    query: str
    fragment: str


def parse(text: str) -> WebAddress | Why:
    """The parts of an http or https address, or why no browser would follow it, or no reader should."""
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return "debut"
    scheme, authority = parts[1].lower(), parts[2]
    if "@" in authority:  # it hides who answers, and may hold a password
        return "identifiant"
    named = _HOST.fullmatch(authority)
    if named is None:
        return "nom" if "[" in authority else "port"
    port = int(named[2][:6]) if named[2] else _PORTS[scheme]
    if not 0 < port <= _LAST_PORT:
        return "port"
    host = _host(named[1])
    if not host:
        return "nom"
    return WebAddress(
        scheme=scheme,
        host=host,
        port=port,
        path=parts[3],
        query=(parts[4] or "")[1:],
        fragment=(parts[5] or "")[1:],
    )


def why_not(text: str) -> Why | None:
    """Why a field may not hold this address: `parse`, and nothing in it that is not written in full."""
    found = parse(text)
    if isinstance(found, str):
        return found
    return None if _WRITTEN.fullmatch(f"{found.path}{found.query}{found.fragment}") else "signe"


def why_no_site(text: str) -> Why | None:
    """Why a site, or a repository, cannot be at this address: others are made by adding to its end."""
    found = parse(text)
    if isinstance(found, str):
        return found
    if not text.isascii() and found.host.startswith("xn--"):
        return "accents"
    if "?" in text or "#" in text:
        return "suite"
    if "_" in found.host or ":" in found.host or "" in found.host.split("."):
        return "nom"
    steps = found.path[1:].rstrip("/")
    inside = [unquote(step) for step in steps.split("/")] if steps else []
    plain = _PLAIN.fullmatch(found.path) and _WRITTEN.fullmatch(found.path)
    if not plain or any(step in {"", ".", ".."} or "/" in step for step in inside):
        return "chemin"
    return None


def on_a_computer(text: str) -> bool:
    """Whether an address names a file on somebody's own computer, or on the network of their town hall."""
    return _OWN_COMPUTER.match(text.strip()) is not None


def within(site: str, text: str) -> tuple[str, str] | None:
    """Where an address stands in the site at `site`: a path from its root, and an anchor; None outside of it.

    As browsers do, steps up are climbed; what is written in codes is read.
    """
    home, found = parse(site), parse(text)
    if isinstance(home, str) or isinstance(found, str):
        return None
    if (home.scheme, home.host, home.port) != (found.scheme, found.host, found.port):
        return None
    path, root = _climbed(found.path), home.path.rstrip("/")
    if path != root and not path.startswith(f"{root}/"):
        return None
    return path[len(root) :] or "/", unquote(found.fragment)


def in_ascii(text: str) -> str:
    """The same address, its host as machines write it (`https://é.fr/` is `https://xn--9ca.fr/`)."""
    found = parse(text)
    authority = _PARTS.fullmatch(text)
    if isinstance(found, str) or authority is None:
        return text
    return text.replace(authority[2].partition(":")[0], found.host, 1)


def _climbed(path: str) -> str:
    steps: list[str] = []
    for step in path.split("/")[1:]:
        read = unquote(step)
        if read == "..":
            del steps[-1:]
        elif read != ".":
            steps.append(read)
    ends = path.rpartition("/")[2]
    return "/" + "/".join(steps) + ("/" if steps and unquote(ends) in {".", ".."} else "")


def _host(written: str) -> str:
    """A host in lower case and ASCII; nothing where it cannot be one."""
    if written.startswith("["):
        return written if _is(ipaddress.IPv6Address, written[1:-1]) else ""
    try:
        host = written.lower() if written.isascii() else written.encode("idna").decode().lower()
    except UnicodeError:
        return ""
    labels = host.removesuffix(".").split(".")
    if len(host) > _LONGEST_NAME or not all(_LABEL.fullmatch(label) for label in labels):
        return ""
    if _NUMBER.fullmatch(labels[-1]):
        return host if _is(ipaddress.IPv4Address, host) else ""
    return host if all(_is_sound(label) for label in labels) else ""


def _is_sound(label: str) -> bool:
    """Whether a part of a name that is said to hold accents can be read."""
    if not label.startswith("xn--"):
        return True
    try:
        return not label.removeprefix("xn--").encode().decode("punycode").isascii()
    except UnicodeError:
        return False


def _is(sort: type[ipaddress.IPv4Address | ipaddress.IPv6Address], text: str) -> bool:
    try:
        sort(text)
    except ValueError:
        return False
    return True
