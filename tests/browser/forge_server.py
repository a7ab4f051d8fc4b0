"""A stand-in for a forge, on this machine: it knows what the forge documents, and notes down all else.

What is held is what each forge writes of its API (docs.github.com/rest, docs.gitlab.com/api, the swagger of
Forgejo, read in November 2026): paths, methods, headers, fields, and which headers a page of another site
may send. No live forge was asked.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.browser.serving import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

TOKEN = "jeton-de-camille"  # noqa: S105 — a word that only this stand-in knows
ME, HOME = "camille", "labo/fiches"


class Asked(NamedTuple):
    """A request: `path` from the API's root, still in codes."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any


class Answered(NamedTuple):
    """An answer: its status, what becomes JSON (bytes stay as they are), further headers."""

    status: int
    said: Any = None
    headers: Mapping[str, str] = {}


HANGS_UP = Answered(0)
LOST = Answered(0, "fait, mais la réponse s'est perdue")


@dataclass
class Repository:
    """A project: its branches hold files by path, and each branch a digest."""

    name: str
    number: int
    branches: dict[str, dict[str, bytes]]
    parent: str = ""
    archived: bool = False
    looks: int = 0  # how often it was asked whether it is ready


@dataclass
class Forge:
    """What a forge holds, and what went on: `wrong` is what its documents do not allow."""

    routes: tuple[tuple[str, str, Callable[..., Answered]], ...]
    scheme: str
    accept: str
    allowed: frozenset[str]
    repositories: dict[str, Repository] = field(default_factory=dict)
    requests: list[dict[str, Any]] = field(default_factory=list)
    commits: list[tuple[str, str, str, tuple[str, ...]]] = field(default_factory=list)
    objects: dict[str, Any] = field(default_factory=dict)
    may_write: bool = False
    made_after: int = 1
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    failing: dict[str, Answered] = field(default_factory=dict)

    def again(self) -> None:
        """As it was at first: the commons, and one record in it."""
        for one in (self.requests, self.commits, self.wrong, self.asked, self.objects, self.failing):
            one.clear()
        self.may_write, self.made_after = False, 1
        held = {"content/acteurs/ancien.md": b"ancien\n", "README.md": b"ici\n"}
        self.repositories = {HOME: Repository(HOME, 7, {"main": held})}

    def answer(self, asked: Asked, headers: Mapping[str, str]) -> Answered:
        """Hold a request to the documents, then do what it asks."""
        self.asked.append(f"{asked.method} {asked.path}")
        for gesture, told in self.failing.items():
            if re.search(gesture, self.asked[-1]):
                del self.failing[gesture]
                if told is LOST:
                    self._do(asked, headers)
                return told
        return self._do(asked, headers)

    def _do(self, asked: Asked, headers: Mapping[str, str]) -> Answered:
        for name, value in (
            ("Accept", self.accept),
            *([("Content-Type", "application/json")] * bool(asked.body)),
        ):
            if headers.get(name) != value:
                self.wrong.append(f"{self.asked[-1]} {name}: {headers.get(name)}")
        scheme, _, token = headers.get("Authorization", "").partition(" ")
        if scheme != self.scheme:
            self.wrong.append(f"{self.asked[-1]} Authorization: {scheme}")
        if token != TOKEN:
            return Answered(401, {"message": "Bad credentials"})
        for method, path, done in self.routes:
            if method == asked.method and (found := re.fullmatch(path, asked.path)):
                return done(self, asked, *map(unquote, found.groups()))
        self.wrong.append(f"{self.asked[-1]} inconnu")
        return Answered(404, {"message": "Not Found"})

    def holds(self, asked: Asked, needed: Mapping[str, type], optional: Mapping[str, type] = {}) -> bool:
        """Whether the body has the fields that it must, and no other; what is not so is noted."""
        told = asked.body if isinstance(asked.body, dict) else {}
        types = {**needed, **optional}
        faults = [
            *(f"sans {name}" for name in needed if name not in told),
            *(f"{name} en trop" for name in told if name not in types),
            *(
                f"{name} mal dit"
                for name, one in told.items()
                if name in types and type(one) is not types[name]
            ),
        ]
        self.wrong += [f"{asked.method} {asked.path} {fault}" for fault in faults]
        return not faults

    def fork(self, name: str) -> Repository:
        """The copy of the commons at that name."""
        copy = Repository(
            name, 7 + len(self.repositories), {"main": dict(self.repositories[HOME].branches["main"])}, HOME
        )
        self.repositories[name] = copy
        return copy

    def ready(self, copy: Repository) -> bool:
        """Whether a copy is made by now: it takes a few looks."""
        copy.looks += 1
        return not copy.parent or copy.looks > self.made_after

    def commit(
        self, where: Repository, branch: str, *, files: Mapping[str, bytes], message: str, start: str = "main"
    ) -> None:
        """Write files on a new branch that starts from one of the commons or of the copy."""
        where.branches[branch] = {**self.repositories[HOME].branches[start], **files}
        self.commits.append((where.name, branch, message, tuple(sorted(files))))

    def remember(self, thing: Any) -> str:  # noqa: ANN401 — whatever git keeps
        """The digest of a thing that can be asked for again."""
        digest = hashlib.sha1(repr(thing).encode(), usedforsecurity=False).hexdigest()
        self.objects[digest] = thing
        return digest


class _Answering(BaseHTTPRequestHandler):
    """HTTP, and what browsers ask before they let a page of another site speak."""

    def __init__(self, *args: Any, forge: Forge, directory: str, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 — as the class above
        self.forge = forge
        super().__init__(*args, **kwargs)

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 — as the class above
        pass

    def do_OPTIONS(self) -> None:
        wanted = set(filter(None, self.headers.get("Access-Control-Request-Headers", "").split(",")))
        if wanted - self.forge.allowed:
            self.forge.wrong.append(f"en-têtes refusés : {sorted(wanted - self.forge.allowed)}")
        self._send(
            Answered(
                204,
                b"",
                {
                    "Access-Control-Allow-Headers": ", ".join(sorted(self.forge.allowed)),
                    "Access-Control-Allow-Methods": "GET, POST, PATCH, PUT, DELETE",
                    "Access-Control-Max-Age": "7200",
                },
            )
        )

    def do_GET(self) -> None:
        self._do(None)

    def do_POST(self) -> None:
        read = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._do(json.loads(read) if read else None)

    def _do(self, body: Any) -> None:  # noqa: ANN401
        parts = urlsplit(self.path)
        if "/api" not in parts.path:
            self.forge.wrong.append(f"hors de l’API : {parts.path}")
        path = re.sub(r"^/api(/v\d)?(?=/)", "", parts.path)
        for name in ("Cookie", "Referer"):
            if name in self.headers:
                self.forge.wrong.append(f"{name} envoyé")
        asked = Asked(self.command, path, dict(parse_qsl(parts.query)), body)
        self._send(self.forge.answer(asked, dict(self.headers)))

    def _send(self, told: Answered) -> None:
        if told.status == 0:  # it hangs up
            self.close_connection = True
            return
        content = told.said if isinstance(told.said, bytes) else json.dumps(told.said).encode()
        self.send_response(told.status)
        if told.status != 204:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content) * (told.status != 204)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header(
            "Access-Control-Expose-Headers", "Link, Retry-After, X-RateLimit-Remaining, X-RateLimit-Reset"
        )
        for name, value in told.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"" if told.status == 204 else content)


@contextmanager
def answering(forge: Forge, folder: Path) -> Iterator[str]:
    """The address at which the stand-in answers, without a slash at the end."""
    forge.again()
    with serving(folder, partial(_Answering, forge=forge)) as address:
        yield address
