"""Run git read-only in the repository of the commons: without network, hooks, filters or prompts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


class HistoryError(RuntimeError):
    """The past cannot be read; the message says why and what to do, in French."""


class Repository(Frozen):
    """The repository that holds `root`; `prefix` leads from its top to `root`: `` or `docs/espace/`."""

    git: str
    root: Path
    environment: Mapping[str, str]
    prefix: str = ""

    def ask(self, *arguments: str) -> tuple[int, bytes, str]:
        """The exit code, standard output and standard error of a git command; git never prompts."""
        done = subprocess.run(  # noqa: S603 — a list of arguments, never a shell
            self.command(*arguments),
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip()

    def top(self) -> Path:
        """The folder of the whole repository. Raises HistoryError where it has no files of its own."""
        code, out, complaint = self.ask("rev-parse", "--show-toplevel")
        if code != 0:
            message = f"{self.root} n'est pas la copie de travail d'un dépôt git ({complaint})"
            raise HistoryError(message)
        return Path(os.fsdecode(out.removesuffix(b"\n")))

    def command(self, *arguments: str) -> list[str]:
        """The whole command line."""
        return [self.git, "--no-pager", "--literal-pathspecs", *_SETTINGS, "-C", str(self.root), *arguments]


def repository(root: Path) -> Repository:
    """The repository that `root` is in. Raises HistoryError where there is none, or no git."""
    git = shutil.which("git")
    if git is None:
        message = "git n'est pas installé, et lui seul connaît ce qui a déjà été publié : installez-le"
        raise HistoryError(message)
    complaint = ""
    for environment in _environments():
        here = Repository(git, root, environment)
        code, out, complaint = here.ask("rev-parse", "--show-prefix")
        if code == 0:
            return Repository(
                git=git, root=root, environment=environment, prefix=os.fsdecode(out.removesuffix(b"\n"))
            )
    if "dubious ownership" in complaint:
        message = (
            f"git refuse de lire {root}, qui appartient à quelqu'un d'autre : "
            f"dites-lui votre accord avec « git config --global --add safe.directory {root.resolve()} »"
        )
        raise HistoryError(message)
    message = (
        f"{root} n'est pas dans un dépôt git, et l'on ne sait donc pas ce qui a déjà été publié : "
        "vérifiez sans --base, ou dans une copie faite avec « git clone »"
    )
    raise HistoryError(message)


# With these, the settings of a clone, or of a repository hidden in a proposal's files,
# start no program, use no network and hide nothing.
_SETTINGS = tuple(
    word
    for setting in (
        "safe.bareRepository=explicit",
        "core.fsmonitor=false",
        "core.untrackedCache=false",
        f"core.hooksPath={os.devnull}",
        f"core.attributesFile={os.devnull}",
        "core.useReplaceRefs=false",
        "core.warnAmbiguousRefs=true",
        "core.quotePath=true",
        "submodule.recurse=false",
        "protocol.allow=never",
    )
    for word in ("-c", setting)
)
# The only variables passed on to git: where its settings are, what it may read. The others select
# another repository, other objects, other programs, or other rules for paths.
_HEARD = re.compile(
    r"(?!GIT_)|GIT_CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)$"
    r"|GIT_(CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$"
)
_QUIET = {
    "LC_ALL": "C",  # complaints are matched in English
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",  # a partial clone would otherwise fetch missing objects…
    "GIT_ALLOW_PROTOCOL": "none",  # …and a git too old for the line above has no protocol to do it
    "GIT_NO_REPLACE_OBJECTS": "1",  # read the commit as it was made…
    "GIT_GRAFT_FILE": os.devnull,  # …with its own parents
}


def _environments() -> list[dict[str, str]]:
    """Environments to try: first without GIT_DIR and its like; then, if no repository is found, with them."""
    asked = {name: value for name, value in os.environ.items() if _HEARD.match(name)} | _QUIET
    if "GIT_DIR" not in os.environ:
        return [asked]
    named = {name: os.environ[name] for name in ("GIT_DIR", "GIT_WORK_TREE") if name in os.environ}
    return [asked, asked | {name: os.path.abspath(value) for name, value in named.items()}]  # noqa: PTH100 — `..` and links as git reads them
