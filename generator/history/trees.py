"""List what a commit holds, by path: kinds and names of contents, as git stored them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.history.git import HistoryError

if TYPE_CHECKING:
    from generator.history.git import Repository

REGULAR = frozenset({"100644", "100755"})
LINK = "120000"
SUBMODULE = "160000"


class TreeEntry(Frozen):
    """What a path holds: its `mode` as git writes it, and the `name` (digest) of its content."""

    mode: str
    name: str


def tree(here: Repository, commit: str, *only: str) -> dict[str, TreeEntry]:
    """Every path under `root` in a commit, or those of the files and folders that `only` names.

    Paths lead from `root`; bytes that are no text stand as surrogates. Raises HistoryError.
    """
    return {
        path.removeprefix(here.prefix): entry
        for path, entry in whole_tree(here, commit, *(f"{here.prefix}{one}" for one in only)).items()
    }


def whole_tree(here: Repository, commit: str, *only: str) -> dict[str, TreeEntry]:
    """The same as `tree`, but with paths from the top of the repository."""
    code, out, complaint = here.ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *only)
    if code != 0:
        raise HistoryError(incomplete(commit, complaint))
    found = {}
    for line in out.split(b"\0"):
        facts, tab, name = line.partition(b"\t")
        if tab:
            mode, _, digest = facts.decode("ascii").split(" ")
            found[name.decode("utf-8", "surrogateescape")] = TreeEntry(mode, digest)
    return found


def incomplete(what: str, complaint: str) -> str:
    """The error for a content that git lacks (a partial clone), with the remedy."""
    told = f" ({complaint})" if complaint else ""
    return (
        f"ce dépôt n'a pas tout ce que contenait « {what} »{told} : "
        "complétez-le avec « git fetch --refetch --no-filter origin main »"
    )
