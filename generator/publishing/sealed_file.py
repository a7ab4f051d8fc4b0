"""Keep a plain value in a file of the work folder, and believe it only as it was written, to the byte."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from generator.machine import about

if TYPE_CHECKING:
    from pathlib import Path


def read_sealed(place: Path) -> Any:  # noqa: ANN401 — what JSON holds
    """What was kept at `place`; None where it cannot be read, or where a byte of it changed."""
    try:
        digest, _, told = place.read_bytes().partition(b"\n")
        return json.loads(told) if digest == _digest(told) else None
    except (OSError, ValueError):
        return None


def write_sealed(place: Path, value: object) -> None:
    """Keep a value for the next build. Raises OSError."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    place.parent.mkdir(parents=True, exist_ok=True)
    with about(place):
        place.write_bytes(_digest(told) + b"\n" + told)


def _digest(told: bytes) -> bytes:
    return hashlib.sha256(told).hexdigest().encode()
