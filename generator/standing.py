"""Say which pages and files stand as they were staged, so that what did not change is not even made.

All that is published follows from the records, from what links them, and from the program. Where nothing of
these differs but texts, a page that asked for none of the texts that differ is what it was.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from generator import publishing
from generator.frozen import Frozen, replace, told
from generator.model import Protocole
from generator.pages import WrittenPage
from generator.shipped import program

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from generator.index import Index
    from generator.model import Record, Ref

KEPT = "restes.json"
"""Where this is told, in the work folder."""


# The lists of records of a commons, what it keeps to find them, kinds, which are in the schemas, and a set,
# which another process has in another order.
_APART = frozenset(
    {"enjeux", "territoires", "acteurs", "evenements", "pages", "outils", "experimentations", "protocoles"}
    | {
        "journaux",
        "evaluations",
        "retraits",
        "kinds",
        "broken",
        "_by_ref",
        "_revisions",
        "_journal",
        "_evenements",
    }
)


class MadeOf(Frozen):
    """What a site depends on: a digest of everything but texts, and one digest for each text, by its path.

    The texts of revisions are with the rest: what differs between two of them is shown in many ways.
    """

    rest: str
    texts: Mapping[str, str]


class Standing(Frozen):
    """What need not be made again: pages by planned address, and files for programs with their `key`."""

    pages: Mapping[str, tuple[WrittenPage, ...]] = {}
    files: tuple[str, ...] = ()
    key: str = ""


def made_of(index: Index) -> MadeOf:
    """What the site of this index is made of."""
    commons = index.commons
    records: list[tuple[Ref, Record]] = []
    texts = {}
    for ref, record in commons.records():
        if isinstance(record, Protocole):
            records.append((ref, record))
        else:
            records.append((ref, replace(record, corps="")))
            texts[record.chemin] = _digest(record.corps.encode())
    # What a commons holds besides its records counts unless it is named here: nothing new is forgotten.
    facts = [getattr(commons, name) for name in commons.__struct_fields__ if name not in _APART]
    parts: list[object] = [
        *(program(), index.jour, index.empreinte, sorted(index.schemas.sources.items())),
        sorted(index.schemas.templates.items()),
        *(*facts, sorted(commons.broken), index.graph, records, index.changements),
    ]
    return MadeOf(_digest(*map(told, parts)), texts)


def standing(kept: Path, matter: MadeOf, known: Mapping[str, str]) -> Standing:
    """What was staged of this matter and stands untouched, its key `known` at its address."""
    past = publishing.read_sealed(kept)
    try:
        if past["rest"] != matter.rest:
            return Standing()
        changed = {path for path, digest in matter.texts.items() if past["texts"].get(path) != digest}
        pages: dict[str, list[WrittenPage]] = {}
        for told_page in past["pages"]:
            page = _page(*told_page)
            pages.setdefault(page.plan, []).append(page)
        return Standing(
            {
                plan: tuple(some)
                for plan, some in pages.items()
                if all(known.get(one.address) == one.key and changed.isdisjoint(one.textes) for one in some)
            },
            *_files(past["files"], past["key"], known),
        )
    except (AttributeError, KeyError, TypeError):
        return Standing()


def _files(paths: Sequence[str], key: str, known: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    whole = bool(paths) and all(known.get(f"/{path}") == key for path in paths)
    return (tuple(paths), key) if whole else ((), "")


def files_key(matter: MadeOf, made: Iterable[WrittenPage]) -> str:
    """What the files for programs follow from: same key, same files, since no text is in them."""
    return _digest(matter.rest.encode(), told([(one.address, one.invente, one.original) for one in made]))


def keep(kept: Path, matter: MadeOf, made: Iterable[WrittenPage], *, key: str, files: Sequence[str]) -> None:
    """Write down what was staged of this matter. Raises OSError."""
    pages = [
        (*(one.address, one.title, one.description, one.key, one.early_script), one.invente, *_more(one))
        for one in made
        if one.plan
    ]
    value = {"rest": matter.rest, "texts": matter.texts, "pages": pages, "key": key, "files": files}
    publishing.write_sealed(kept, value)


def _more(one: WrittenPage) -> tuple[Any, ...]:
    return one.original, one.plan, one.enjeu, one.textes


def _page(*of: Any) -> WrittenPage:  # noqa: ANN401 — as JSON has it
    address, title, description, key, early_script, invente, original, plan, enjeu, texts = of
    return WrittenPage(
        address=address,
        title=title,
        description=description,
        key=key,
        html=None,
        early_script=early_script,
        invente=invente,
        original=original,
        plan=plan,
        enjeu=enjeu,
        textes=tuple(texts),
    )


def _digest(*parts: bytes) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
