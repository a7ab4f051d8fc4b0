"""Say which record each file holds, or held: links between files become links between pages by it."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.addresses import record_at
from generator.model import names_of, paths_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Commons, Ref


def names_of_files(commons: Commons) -> dict[str, Ref]:
    """The record of each path that a file has, may have or had: of those withdrawn too."""
    kinds = commons.kinds
    today = names_of({ref: record.anciens_ids for ref, record in commons.records()})
    gone = [record_at(where, kinds) for item in commons.retraits for where in item.adresses]
    return {
        **{path: ref for ref in gone if ref is not None for path in paths_of(ref, kinds)},
        **{path: ref for name, ref in today.items() for path in paths_of(name, kinds)},
        **{record.chemin: ref for ref, record in commons.records()},
    }


def digest(files: Mapping[str, Ref], images: Mapping[str, tuple[int, int]]) -> str:
    """What the HTML of a text depends on besides the text: same digest, its links and images are the same."""
    told = repr((sorted(files.items()), sorted(images.items())))
    return blake2b(told.encode(), digest_size=16).hexdigest()
