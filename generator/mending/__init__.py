"""Apply the edits that faults carry, and check that the mended records say what was meant."""

from generator.mending.mend import Left, Mended, MendedFile, mend

__all__ = ["Left", "Mended", "MendedFile", "mend"]
