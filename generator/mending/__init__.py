"""Mend what has one remedy: apply the edits that faults carry, and prove that they did what was meant."""

from generator.mending.mend import Left, Mended, MendedFile, mend

__all__ = ["Left", "Mended", "MendedFile", "mend"]
