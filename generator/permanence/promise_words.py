"""Words that the faults of this room share: a revision's name, and the `retrait` record to write."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING

from generator.model import Ref, owner_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.permanence.state import State

# Addresses that the site publishes itself; any other address is a former one.
_ADDRESS = re.compile(r"/([a-z0-9-]+/)*([a-z0-9-]+\.[a-z]+)?")
_PLAIN = re.compile(r"[^\W\d_][^:#\n]*(?<!\s)")
_LONGEST_NAME = 70
_LONGEST_TITLE = 120
_DAY = len("AAAA-MM-JJ")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


def title_of(state: State, ref: Ref) -> str:
    """The title of a record as written; that of a part without one is made from its experiment's."""
    title = state.value(ref, "titre") if ref in state.records else None
    if isinstance(title, str) and title.strip():
        return title
    if owner_of(ref) == ref:
        return ref.id
    part = ref.id.rpartition("/")[2]
    names = {"journal": f"Journal du {part[:_DAY]}", "protocole": f"Protocole {part}"}
    return f"{names.get(ref.kind, 'Évaluation')} — {title_of(state, owner_of(ref))}"[:_LONGEST_TITLE]


def tombstone(
    title: str, main: str, addresses: Iterable[str], *, towards: str, today: State
) -> tuple[str, tuple[str, ...]]:
    """The path and the lines of a `retrait` record for what stood at `main` and at other `addresses`.

    The date and the reason are left to whoever withdraws it.
    """
    listed = sorted(addresses)
    plain = [one for one in listed if _ADDRESS.fullmatch(one)]
    former = [one for one in listed if one not in plain]
    words = ["---", f"titre: {_as_yaml(title)}", "adresses:", *(f"  - {one}" for one in plain or [main])]
    if former:
        words += ["anciennes_adresses:", *(f"  - {json.dumps(one, ensure_ascii=False)}" for one in former)]
    words += ["date: AAAA-MM-JJ", "motif:"]
    words += [f"vers: {towards}"] if towards else []
    return _free_path(main, today), (*words, "licence: CC-BY-SA-4.0", "---")


def _free_path(where: str, today: State) -> str:
    """A path for the record of what stood at `where`: named after it, and not taken."""
    folders = [part for part in where.split("/") if part]
    stem = _NOT_IN_A_NAME.sub("-", "-".join(folders[1:] or folders))[:_LONGEST_NAME].strip("-") or "page"
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    free = next((name for name in names if Ref("retrait", name) not in today.records), stem)
    return f"content/retraits/{free}.md"


def _as_yaml(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def parent_page(where: str, pages: frozenset[str]) -> str:
    """The nearest page above an address; nothing where only the home page is."""
    above = posixpath.dirname(where.rstrip("/"))
    while above != "/":
        if f"{above}/" in pages:
            return f"{above}/"
        above = posixpath.dirname(above)
    return ""
