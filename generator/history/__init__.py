"""Read what was published before, from the repository's own history: the only room that runs git."""

from generator.history.changes import Change, changes
from generator.history.git import HistoryError
from generator.history.past import Past, extract
from generator.history.remotes import knows_remote
from generator.history.trees import LINK, REGULAR, SUBMODULE, TreeEntry

__all__ = [
    "LINK",
    "REGULAR",
    "SUBMODULE",
    "Change",
    "HistoryError",
    "Past",
    "TreeEntry",
    "changes",
    "extract",
    "knows_remote",
]
