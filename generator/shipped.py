"""Where the program keeps what it comes with: schemas, settings of the engine, lock, list of changes.

In a repository that is both tool and commons they lie beside `generator/`, for people to read and change. A
wheel carries them inside: `setup.py` puts them there.
"""

from __future__ import annotations

import importlib.metadata
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
"""The program itself."""

CARRIED = "_shipped"
"""The folder of the package where a wheel has them."""

THEME = PACKAGE / "theme"
"""What dresses the engine."""

_INSIDE = PACKAGE / CARRIED

FROM_A_WHEEL = _INSIDE.is_dir()
"""Whether this program was installed, and not run from its repository."""

PROJECT = _INSIDE if FROM_A_WHEEL else PACKAGE.parent
"""The folder of `schemas/`, `mkdocs.yml`, `requirements/` and `CHANGELOG.md`."""

_LIBRARIES = ("jinja2", "jsonschema-rs", "markupsafe", "msgspec", "nh3", "pyromark", "rapidfuzz", "segno")
_NO_PART = {".pyc", ".md"}


@cache  # the code does not change while it runs
def program() -> str:
    """A digest of the code, the data and the libraries that turn records into pages."""
    digest = blake2b(sys.version.encode(), digest_size=16)
    for name in _LIBRARIES:
        digest.update(importlib.metadata.version(name).encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in _NO_PART and "__pycache__" not in path.parts and path.is_file():
            digest.update(f"\0{path.relative_to(PACKAGE)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
