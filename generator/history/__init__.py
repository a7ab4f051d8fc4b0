"""Read what was published before, from the repository's own history: the only room that runs git."""

from generator.history.past import HistoryError, extract

__all__ = ["HistoryError", "extract"]
