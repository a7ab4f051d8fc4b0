"""Lay out the commons of an earlier commit in a folder, byte for byte, for today's to be compared with."""

from __future__ import annotations

import re
import subprocess
import tempfile
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from generator.diagnostics import quoted
from generator.history.git import HistoryError, Repository, repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

__all__ = ["HistoryError", "extract"]

_FOLDERS = ("content", "experiments", "toolbox", "schemas")
_REGULAR = {"100644", "100755"}
# Enough of an image or a PDF to know it: it is compared by its name, and may be large.
_KEPT_OF_OTHERS = 64
_TEXTS = (".md", ".yml", ".json")
_REVISION = re.compile(r"experiments/[^/]+/protocole/[^/]+\.md")
_FILE_NAME = re.compile(r"[a-z0-9-]+\.[A-Za-z]+")
_CHUNK = 1 << 20
_PLAIN = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._/-]+")


def extract(root: Path, revision: str, into: Path, *, whole: bool = False) -> str:
    """Write in the empty folder `into` what `root` held where its work left `revision`; return that commit.

    The commit is the last that `HEAD` and `revision` share, `revision` itself where history does not say
    (a shallow clone). Only regular files of the commons and its schemas are written; of an image or a PDF,
    the first bytes unless a revision may show it, or asked for the `whole`. Raises HistoryError, with what to
    do, and OSError.
    """
    here = repository(root)
    commit = _parting(here, _commit(here, revision))
    blobs = list(_blobs(here, commit))
    texts = [blob for blob in blobs if blob.path.endswith(_TEXTS)]
    others = [blob for blob in blobs if not blob.path.endswith(_TEXTS)]
    _write(here, texts, into, None)
    named = _named_by_revisions(into, texts)
    kept = {blob for blob in others if whole or blob.path.rpartition("/")[2] in named}
    _write(here, sorted(kept), into, None)
    _write(here, sorted({*others} - kept), into, _KEPT_OF_OTHERS)
    return commit


def _named_by_revisions(into: Path, texts: list[_Blob]) -> set[str]:
    """The names of all files that a revision may show: what it shows is compared to the last byte."""
    found: set[str] = set()
    for blob in texts:
        if _REVISION.fullmatch(blob.path):
            text = (into / blob.path).read_text("utf-8", "replace").replace("\\", "")
            found.update(_FILE_NAME.findall(unquote(unescape(text))))
    return found


def _commit(here: Repository, revision: str) -> str:
    if not revision.strip() or revision.startswith("-") or not revision.isprintable():
        message = (
            f"{quoted(revision)} ne nomme aucune version du dépôt : donnez une branche, comme origin/main"
        )
        raise HistoryError(message)
    code, out, complaint = here.ask(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if code != 0:
        known = f" ({complaint})" if complaint else ""
        message = f"ce dépôt ne connaît pas « {revision} »{known} : {_how_to_fetch(revision)}"
        raise HistoryError(message)
    return out.decode("ascii").strip()


def _how_to_fetch(revision: str) -> str:
    remote, slash, branch = revision.partition("/")
    if slash and _PLAIN.fullmatch(revision):
        fetched = f"git fetch --depth 1 {remote} {branch}:refs/remotes/{remote}/{branch}"
        return f"allez le chercher avec « {fetched} »"
    return "faites « git fetch --depth 1 origin main », puis donnez FETCH_HEAD à --base"


def _parting(here: Repository, commit: str) -> str:
    """Where the work parted from `commit`: what was published since is not this work's to keep."""
    code, out, _ = here.ask("merge-base", "HEAD", commit)
    return out.decode("ascii").split("\n")[0] if code == 0 and out.strip() else commit


class _Blob(NamedTuple):
    path: str
    name: str


def _blobs(here: Repository, commit: str) -> Iterator[_Blob]:
    """The regular files of the commons in a commit. A path that would leave the folder is left out."""
    wanted = [f"{here.prefix}{folder}/" for folder in _FOLDERS]
    code, out, complaint = here.ask(
        "--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted
    )
    if code != 0:
        raise HistoryError(_incomplete(commit, complaint))
    for line in out.split(b"\0"):
        facts, tab, name = line.partition(b"\t")
        path = name.decode("utf-8", "surrogateescape").removeprefix(here.prefix)
        if not tab or not _is_inside(path):
            continue
        mode, _, blob = facts.decode("ascii").split(" ")
        if mode in _REGULAR:
            yield _Blob(path, blob)


def _is_inside(path: str) -> bool:
    return "\\" not in path and not any(
        part in {"", ".", ".."} or part.lower() == ".git" for part in path.split("/")
    )


def _write(here: Repository, blobs: list[_Blob], into: Path, most: int | None) -> None:
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{blob.name}\n" for blob in blobs).encode("ascii"))
        asked.seek(0)
        with subprocess.Popen(  # noqa: S603 — a list of arguments, never a shell
            here.command("cat-file", "--batch"),
            env=dict(here.environment),
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as git:
            if git.stdout is None:  # pragma: no cover — a pipe was asked for
                return
            for blob in blobs:
                _copy(git.stdout, blob, into, most)


def _copy(answers: IO[bytes], blob: _Blob, into: Path, most: int | None) -> None:
    """Copy the next answer of `cat-file` to its place."""
    head = answers.readline().decode("utf-8", "replace").split()
    if head[1:2] != ["blob"]:
        raise HistoryError(_incomplete(blob.path, " ".join(head)))
    left = int(head[2])
    target = into / blob.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        kept = left if most is None or blob.path.endswith(_TEXTS) else min(left, most)
        while left:
            chunk = answers.read(min(left, _CHUNK))
            if not chunk:
                raise HistoryError(_incomplete(blob.path, ""))
            file.write(chunk[:kept])
            kept -= min(kept, len(chunk))
            left -= len(chunk)
    answers.read(1)


def _incomplete(what: str, complaint: str) -> str:
    told = f" ({complaint})" if complaint else ""
    return (
        f"ce dépôt n'a pas tout ce que contenait « {what} »{told} : "
        "complétez-le avec « git fetch --refetch --no-filter origin main »"
    )
