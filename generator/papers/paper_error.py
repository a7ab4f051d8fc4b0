"""What stops a paper from being written, told to whoever asked for it."""

from __future__ import annotations


class PaperError(ValueError):
    """No paper can be written; the message is in French, with its remedy."""
