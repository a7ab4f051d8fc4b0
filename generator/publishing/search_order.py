"""Sort a Pagefind index: it lists filters and sorts in the order of its hash tables, which changes.

Without this the same pages give, at each run, other bytes and other file names. Only three kinds of
file are concerned: each filter's values, the index of the language (which names the filters' files)
and the entry (which names the index). All are gzipped CBOR behind a marker, but for the last.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any

import cbor2

from generator.publishing.programs import ProgramError

if TYPE_CHECKING:
    from pathlib import Path

_MARKER = b"pagefind_dcd"
# Where the index of a language keeps its pages, filters and sorts: lists of pairs starting with a name.
_PAGES, _CHUNKS, _FILTERS, _SORTS = 1, 2, 3, 4


class UnknownIndexError(ProgramError):
    """Pagefind wrote an index that is not whole, or whose format this module does not know."""

    def __init__(self, what: object) -> None:
        super().__init__(
            f"l'index de recherche n'est pas entier ({what}) : le disque est sans doute plein\n"
            "  aide: libérez de la place, puis relancez la commande"
        )


def settle(folder: Path, carried: str) -> dict[str, str]:
    """Rewrite the index in `folder` so that the same pages give the same bytes.

    The filter named `carried` only carries a value of each page to whoever reads that page's result: it is
    taken out of the index, and returned as value → name of the page in the index. Raises UnknownIndexError.
    """
    for path in sorted(folder.iterdir()):
        _whole(path)
    entry_path = folder / "pagefind-entry.json"
    entry = json.loads(entry_path.read_bytes())
    filters = {path.stem: path for path in sorted((folder / "filter").glob("*.pf_filter"))}
    found: dict[str, str] = {}
    for language in entry["languages"].values():
        path = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(path)
        try:
            for name, *_ in meta[_PAGES]:
                _whole(folder / "fragment" / f"{name}.pf_fragment")
            for *_, name in meta[_CHUNKS]:
                _whole(folder / "index" / f"{name}.pf_index")
            taken = [filters.pop(file) for name, file in meta[_FILTERS] if name == carried]
            found |= {value: meta[_PAGES][at][0] for file in taken for value, (at,) in _read(file)[1]}
            kept = [(name, file) for name, file in meta[_FILTERS] if name != carried]
            meta[_FILTERS] = sorted([name, _settle_filter(filters.pop(file))] for name, file in kept)
            meta[_SORTS] = sorted(meta[_SORTS])
        except (IndexError, KeyError, TypeError, ValueError) as fault:
            raise UnknownIndexError(path.name) from fault
        for file in taken:
            file.unlink()
        language["hash"] = _replace(path, meta, "pagefind.", digits=10)
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return found


def _whole(path: Path) -> None:
    """Raise for a truncated file: on a full disk, Pagefind reports nothing and exits with 0."""
    if path.is_dir():
        return
    try:
        content = path.read_bytes()
        if path.suffix == ".json":
            json.loads(content)
        elif path.suffix.startswith((".pf_", ".pagefind")):
            gzip.decompress(content)
        elif not content.rstrip().endswith((b"*/", b"})();", b"};")):
            raise UnknownIndexError(path.name)
    except (FileNotFoundError, EOFError, ValueError, gzip.BadGzipFile, zlib.error) as fault:
        raise UnknownIndexError(path.name) from fault


def _settle_filter(path: Path) -> str:
    name, values = _read(path)
    return _replace(path, [name, sorted(values)], "", digits=7)


def _read(path: Path) -> list[Any]:
    _whole(path)
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MARKER):
        raise UnknownIndexError(path.name)
    try:
        value = cbor2.loads(data.removeprefix(_MARKER))
    except (cbor2.CBORError, ValueError) as fault:
        raise UnknownIndexError(path.name) from fault
    if not isinstance(value, list):
        raise UnknownIndexError(path.name)
    return value


def _replace(path: Path, value: list[Any], prefix: str, *, digits: int) -> str:
    """Write `value` under a name drawn from its bytes, as Pagefind does, and return that name."""
    data = _MARKER + cbor2.dumps(value)
    language = path.stem.removeprefix(prefix).partition("_")[0]
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:digits]}"
    path.unlink()
    path.with_name(f"{prefix}{name}{path.suffix}").write_bytes(gzip.compress(data, mtime=0))
    return name
