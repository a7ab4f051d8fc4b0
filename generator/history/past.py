"""Write the commons of an earlier commit to a folder, byte for byte, to compare it with today's."""

from __future__ import annotations

import re
import subprocess
import tempfile
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.diagnostics import quoted
from generator.frozen import Frozen
from generator.history.git import HistoryError, Repository, repository
from generator.history.trees import REGULAR, TreeEntry, incomplete, tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import IO

_FOLDERS = ("content", "experiments", "toolbox", "schemas")
_FACTS = "content/site.yml"
# Enough bytes to recognise an image or a PDF, which may be large and is compared by name.
_KEPT_OF_OTHERS = 64
_TEXTS = (".md", ".yml", ".json")
_REVISION = re.compile(r"experiments/[^/]+/protocole/[^/]+\.md")
_FILE_NAME = re.compile(r"[a-z0-9-]+\.[A-Za-z]+")
_CHUNK = 1 << 20
_PLAIN = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._/-]+")


class Past(Frozen):
    """The commit where this work branched off what is published, and the site's facts as published today.

    `facts` are the bytes of `content/site.yml`, which others may have changed since; None where none is.
    """

    commit: str
    facts: bytes | None


def extract(root: Path, revision: str, into: Path, *, whole: bool = False) -> Past:
    """Write in the empty folder `into` what `root` held where its work left `revision`.

    The commit is the last that `HEAD` and `revision` share, `revision` itself where history does not say
    (a shallow clone). Only regular files of the commons and its schemas are written; of an image or a PDF,
    the first bytes unless a revision may show it, or asked for the `whole`. Raises HistoryError, with what to
    do, and OSError.
    """
    here = repository(root)
    published = _commit(here, revision)
    commit = _parting(here, published)
    blobs = _files(tree(here, commit, *_FOLDERS))
    texts = [blob for blob in blobs if blob[0].endswith(_TEXTS)]
    others = [blob for blob in blobs if not blob[0].endswith(_TEXTS)]
    _write(here, texts, into, most=None)
    named = _named_by_revisions(into, texts)
    kept = {blob for blob in others if whole or blob[0].rpartition("/")[2] in named}
    _write(here, sorted(kept), into, most=None)
    _write(here, sorted({*others} - kept), into, most=_KEPT_OF_OTHERS)
    return Past(commit, _facts(here, published))


def _named_by_revisions(into: Path, texts: list[tuple[str, str]]) -> set[str]:
    """The names of all files that a revision may show: what it shows is compared to the last byte."""
    found: set[str] = set()
    for path, _ in texts:
        if _REVISION.fullmatch(path):
            text = (into / path).read_text("utf-8", "replace").replace("\\", "")
            found.update(_FILE_NAME.findall(unquote(unescape(text))))
    return found


def _commit(here: Repository, revision: str) -> str:
    if not revision.strip() or revision.startswith("-") or not revision.isprintable():
        message = (
            f"{quoted(revision)} ne nomme aucune version du dépôt : donnez une branche, comme origin/main"
        )
        raise HistoryError(message)
    asked = ("--verify", "--end-of-options", f"{revision}^{{commit}}")
    code, out, complaint = here.ask("rev-parse", "--quiet", *asked)
    if code != 0:
        known = f" ({complaint})" if complaint else ""
        message = f"ce dépôt ne connaît pas « {revision} »{known} : {_how_to_fetch(revision)}"
        raise HistoryError(message)
    if "is ambiguous" in here.ask("rev-parse", *asked)[2]:
        message = (
            f"« {revision} » nomme plusieurs versions de ce dépôt, comme une branche et une étiquette : "
            "donnez le nom entier, par exemple refs/remotes/origin/main"
        )
        raise HistoryError(message)
    return out.decode("ascii").strip()


def _how_to_fetch(revision: str) -> str:
    remote, slash, branch = revision.partition("/")
    if slash and _PLAIN.fullmatch(revision):
        fetched = f"git fetch --depth 1 {remote} {branch}:refs/remotes/{remote}/{branch}"
        return f"allez le chercher avec « {fetched} »"
    return "faites « git fetch --depth 1 origin main », puis donnez FETCH_HEAD à --base"


def _parting(here: Repository, commit: str) -> str:
    """The merge base of the work and `commit`: what was published after it is not held against the work."""
    code, out, _ = here.ask("merge-base", "HEAD", commit)
    return out.decode("ascii").split("\n")[0] if code == 0 and out.strip() else commit


def _facts(here: Repository, commit: str) -> bytes | None:
    entry = tree(here, commit, _FACTS).get(_FACTS)
    if entry is None or entry.mode not in REGULAR:
        return None
    code, content, complaint = here.ask("cat-file", "blob", entry.name)
    if code != 0:
        raise HistoryError(incomplete(_FACTS, complaint))
    return content


def _files(entries: Mapping[str, TreeEntry]) -> list[tuple[str, str]]:
    """The path and the blob of each regular file. A path that would leave the folder is left out."""
    return [
        (path, entry.name) for path, entry in entries.items() if entry.mode in REGULAR and _is_inside(path)
    ]


def _is_inside(path: str) -> bool:
    return "\\" not in path and not any(
        part in {"", ".", ".."} or part.lower() == ".git" for part in path.split("/")
    )


def _write(here: Repository, blobs: list[tuple[str, str]], into: Path, *, most: int | None) -> None:
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{blob}\n" for _, blob in blobs).encode("ascii"))
        asked.seek(0)
        with subprocess.Popen(  # noqa: S603 — a list of arguments, never a shell
            here.command("cat-file", "--batch"),
            env=dict(here.environment),
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as git:
            if git.stdout is None:  # pragma: no cover — never, since a pipe was requested
                return
            for path, _ in blobs:
                _copy(git.stdout, path, into, most=most)


def _copy(answers: IO[bytes], path: str, into: Path, *, most: int | None) -> None:
    """Copy the next answer of `cat-file` to its place."""
    head = answers.readline().decode("utf-8", "replace").split()
    if head[1:2] != ["blob"]:
        raise HistoryError(incomplete(path, " ".join(head)))
    left = int(head[2])
    target = into / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        kept = left if most is None or path.endswith(_TEXTS) else min(left, most)
        while left:
            chunk = answers.read(min(left, _CHUNK))
            if not chunk:
                raise HistoryError(incomplete(path, ""))
            file.write(chunk[:kept])
            kept -= min(kept, len(chunk))
            left -= len(chunk)
    answers.read(1)
