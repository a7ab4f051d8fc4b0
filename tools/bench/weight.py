"""Say what the packages of the site weigh, without those of the tests."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tools.bench.processes import PROJECT

_LOCK = PROJECT / "requirements" / "site.txt"


def of_the_site() -> float:
    """Megabytes of every file of the packages that `requirements/site.txt` installs here."""
    names = re.findall(r"^([\w.-]+)==", _LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return sum(map(_size, names)) / 1e6


def _size(name: str) -> int:
    try:
        files = distribution(name).files or ()
    except PackageNotFoundError:  # of another system than this one
        return 0
    return sum(place.stat().st_size for one in files if (place := Path(str(one.locate()))).is_file())
