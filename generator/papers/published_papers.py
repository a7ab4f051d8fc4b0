"""Make the papers of the experiments under way, to be published beside the page that follows them."""

from __future__ import annotations

import json
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from generator.addresses import PAPER_NAMES, paper_addresses
from generator.frozen import Frozen
from generator.model import a_signer
from generator.output import KeptFile, OutputFile
from generator.papers.paper import template_of
from generator.papers.told import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from generator.index import Index


class PublishedPaper(Frozen):
    """A paper at its address; `key` tells it from the same paper filled in from anything else."""

    address: str
    key: str
    file: OutputFile | KeptFile


def addresses_of_papers(index: Index) -> frozenset[str]:
    """Where they all stand."""
    items = (one for one in index.commons.experimentations if a_signer(index.commons, one))
    return frozenset(where for one in items for where in paper_addresses(one.id).values())


def published_papers(root: Path, index: Index, known: Mapping[str, str]) -> Iterator[PublishedPaper]:
    """Each paper of each real experiment under way; one whose key is `known` at its address stands.

    `root` is where an espace keeps its templates. Raises `PaperError`.
    """
    commons = index.commons
    items = [one for one in commons.experimentations if a_signer(commons, one)]
    if not items:
        return
    templates = {kind: template_of(root, kind) for kind in PAPER_NAMES}
    filler = None
    for item in items:
        values = told(index, item)
        words = json.dumps(values, ensure_ascii=False, sort_keys=True).encode()
        for kind, address in paper_addresses(item.id).items():
            where, template = templates[kind]
            key = blake2b(words + template, digest_size=16).hexdigest()
            file: OutputFile | KeptFile = KeptFile(address.lstrip("/"))
            if known.get(address) != key:
                filler = filler or _filler()
                file = OutputFile(file.path, filler(template, values, where)[0])
            yield PublishedPaper(address=address, key=key, file=file)


def _filler() -> Callable[[bytes, Mapping[str, Mapping[str, Any]], str], tuple[bytes, int]]:
    """What fills in templates, each compiled once; not before one is needed: Word's libraries load slowly."""
    from generator.papers.paper_filling import Sandbox, filled  # noqa: PLC0415 — as said

    return partial(filled, sandbox=Sandbox())
