"""Where the program keeps what it comes with: schemas, settings of the engine, lock, list of changes.

In a repository that is both tool and commons they lie beside `generator/`, for people to read and change. A
wheel carries them inside: `setup.py` puts them there.
"""

from __future__ import annotations

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
