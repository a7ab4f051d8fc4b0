"""Build the hostile commons once for all the processes of a run, and serve it."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import browser, site
from tests.browser.serving import serving
from tests.hostile.commons import Hostile
from tests.hostile.publishing import Published, publish

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["browser", "site"]

# As many records of each kind: every slot holds some payloads, every payload stands in some slots.
# `make soak` takes as many as there are payloads: every slot holds every payload.
RECORDS = int(os.environ.get("HOSTILE_RECORDS", "5"))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The hostile commons, checked and built by the command line; the first process to come builds it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "hostile"
    with (shared / "hostile.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            publish(Hostile(folder / "espace", RECORDS), folder)
    with serving(folder / "site") as address:
        yield Published(Hostile(folder / "espace", RECORDS), folder, address)
