"""Limits on the size of what is read, checked before parsing: anyone can open a pull request."""

from __future__ import annotations

_KIB = 1024

FRONT_MATTER_BYTES = 16 * _KIB
BODY_BYTES = 256 * _KIB
# The two above, and room for the fences.
RECORD_BYTES = FRONT_MATTER_BYTES + BODY_BYTES + _KIB
ATTACHMENT_BYTES = 5 * _KIB * _KIB
NESTED_LEVELS = 100
FILES = 250_000
FOLDER_LEVELS = 8
NAME_LENGTH = 80
