"""Build the hostile commons once for all the processes of a run, and serve it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.hostile.commons import Hostile
from tests.hostile.publishing import Published, publish
from tests.hostile.serving import serving
from tests.once import once

if TYPE_CHECKING:
    from collections.abc import Iterator

# As many records of each kind: every slot holds some payloads, every payload stands in some slots.
# `make soak` takes as many as there are payloads: every slot holds every payload.
RECORDS = int(os.environ.get("HOSTILE_RECORDS", "4"))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The hostile commons, checked and built by the command line."""
    folder = once(
        tmp_path_factory, "hostile", lambda folder: publish(Hostile(folder / "espace", RECORDS), folder)
    )
    with serving(folder / "site") as address:
        yield Published(Hostile(folder / "espace", RECORDS), folder, address)
