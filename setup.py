"""Put in the wheel what the program reads beside itself in this repository: see `generator/shipped.py`."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from setuptools import setup
from setuptools.command.build import build
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
CARRIED = ("schemas", "mkdocs.yml", "requirements/site.txt", "requirements/importer.txt", "CHANGELOG.md")

# A kind that `espace voisin` adds to the commons of this repository.
LEFT = shutil.ignore_patterns("ailleurs.schema.json")


class Elsewhere(build):
    """A build in a folder that passes: `build/` is where this tool makes sites."""

    def initialize_options(self) -> None:
        """Choose the folder; setuptools fills in the rest."""
        super().initialize_options()
        self.build_base = tempfile.mkdtemp(prefix="espace-paquet-")
        atexit.register(shutil.rmtree, self.build_base, ignore_errors=True)


class WithWhatItReads(build_py):
    """The modules, and a copy of what they read."""

    def run(self) -> None:
        """Copy, except for an editable install: that one reads the repository."""
        super().run()
        if self.editable_mode:
            return
        folder = Path(self.build_lib) / "generator" / "_shipped"
        for name in CARRIED:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if (HERE / name).is_dir():
                shutil.copytree(HERE / name, target, ignore=LEFT)
            else:
                shutil.copyfile(HERE / name, target)


# Same files, same bytes: an espace pins the wheel by its digest.
os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")
setup(cmdclass={"build": Elsewhere, "build_py": WithWhatItReads})
