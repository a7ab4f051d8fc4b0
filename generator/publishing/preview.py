"""Show a commons in a browser of this machine, made again each time a file is saved."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from generator.machine import about
from generator.publishing.engine import NOTICE, EngineError
from generator.publishing.layers import completed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def serve(
    config_file: Path, root: Path, docs: Path, *, port: int, ready: Callable[[], None] = lambda: None
) -> None:
    """Serve the commons at `root`, staged in `docs`, on `http://127.0.0.1:<port>/` until interrupted.

    `ready` is called once the port is known to be free.
    The plugin stages in preview: faults are told on a page and stop nothing. Raises EngineError when
    MkDocs refuses its settings, OSError when the port is taken.
    """
    os.environ.setdefault(*NOTICE)
    from mkdocs.commands.serve import serve as watch  # noqa: PLC0415 — slow to load, for previews only
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415 — as above

    with socket.socket() as tried:  # MkDocs would say it in its own words, once everything is made
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with about(f"127.0.0.1:{port}"):
            tried.bind(("127.0.0.1", port))
    ready()
    docs.mkdir(parents=True, exist_ok=True)
    try:
        watch(
            str(config_file),
            dev_addr=f"127.0.0.1:{port}",
            **{
                **completed(config_file),
                "docs_dir": str(docs.resolve()),  # MkDocs reads it from the folder of its settings
                # Not a list: MkDocs empties its entries at each load.
                "plugins": {"espace": {"root": str(root)}},
            },
        )
    except MkDocsException as stop:
        raise EngineError(str(stop)) from stop
