"""Keep templates as Python compiled them, beside the program's own modules and with no more trust than these.

A process compiles the thirty templates of our pages in a third of a second, and the twenty of the theme in a
fifth: a good part of a small build.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from generator.shipped import program

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

_NAME = "gabarits-"


class CompiledTemplates(BytecodeCache):
    """Where Python keeps compiled modules, for this very program: compiling may work out filters.

    `whose` names the environment that compiles: of one text, another makes something else.
    """

    def __init__(self, whose: str) -> None:
        self._whose = whose

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """A template is known by its name and its text, wherever it lies: a theme is copied, and edited."""
        return super().get_cache_key(name, self._whose)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template; one that cannot be read is compiled again."""
        try:
            bucket.bytecode_from_string((_folder() / _name(bucket)).read_bytes())
        except Exception:  # noqa: BLE001 — a truncated file can raise anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, unless Python was asked to keep nothing or may not write there."""
        if sys.dont_write_bytecode:
            return
        folder = _folder()
        with suppress(OSError):
            if not folder.is_dir():
                for old in folder.parent.glob(f"{_NAME}*"):
                    shutil.rmtree(old, ignore_errors=True)
                folder.mkdir(parents=True, exist_ok=True)
            draft = folder / f"{_name(bucket)}.{os.getpid()}"
            draft.write_bytes(bucket.bytecode_to_string())
            draft.replace(folder / _name(bucket))


def _name(bucket: Bucket) -> str:
    return f"{bucket.key}-{bucket.checksum}"


def _folder() -> Path:
    return Path(cache_from_source(__file__)).parent / f"{_NAME}{program()}"
