"""Publish the lexicon for the search and for programs, `/donnees/lexique.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.model import plain
from generator.output import OutputFile

if TYPE_CHECKING:
    from generator.index import Index

PATH = "donnees/lexique.json"


def lexicon_file(index: Index) -> OutputFile:
    """Its groups and its acronyms as they are written, and both as sets, which the search reads."""
    told = index.commons.lexique
    data = {**plain(told), "ensembles": plain(told.ensembles)}
    return OutputFile(PATH, f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode())
