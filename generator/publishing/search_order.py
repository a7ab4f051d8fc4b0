"""Put a Pagefind index in a settled order: it lists filters and sorts as its hash tables happen to hold them.

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

from generator.publishing.programs import ProgramError

if TYPE_CHECKING:
    from pathlib import Path

_MARKER = b"pagefind_dcd"
# Where the index of a language keeps its pages, filters and sorts: lists of pairs starting with a name.
_PAGES, _CHUNKS, _FILTERS, _SORTS = 1, 2, 3, 4
_UINT, _TEXT, _ARRAY = 0, 3, 4
_DIRECT = 24
_ENDLESS = 31
_STOP = 0xFF


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
        language["hash"] = _replace(path, meta, "pagefind.", 10)
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return found


def _whole(path: Path) -> None:
    """Stop on a file that is cut short: where a disk is full, Pagefind says nothing and ends with 0."""
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
    return _replace(path, [name, sorted(values)], "", 7)


def _read(path: Path) -> list[Any]:
    _whole(path)
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MARKER):
        raise UnknownIndexError(path.name)
    value, end = _decode(data, len(_MARKER))
    if end != len(data) or not isinstance(value, list):
        raise UnknownIndexError(path.name)
    return value


def _replace(path: Path, value: list[Any], prefix: str, digits: int) -> str:
    """Write `value` under a name drawn from its bytes, as Pagefind does, and return that name."""
    data = _MARKER + _encode(value)
    language = path.stem.removeprefix(prefix).partition("_")[0]
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:digits]}"
    path.unlink()
    path.with_name(f"{prefix}{name}{path.suffix}").write_bytes(gzip.compress(data, mtime=0))
    return name


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    """One CBOR value, whole numbers, texts and lists only, and where it ends."""
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if kind == _ARRAY and size == _ENDLESS:
        return _decode_list(data, at, None)
    if size >= _DIRECT + 4:
        raise UnknownIndexError(size)
    if size >= _DIRECT:
        width = 1 << (size - _DIRECT)
        size, at = int.from_bytes(data[at : at + width], "big"), at + width
    if kind == _UINT:
        return size, at
    if kind == _TEXT:
        return data[at : at + size].decode(), at + size
    if kind == _ARRAY:
        return _decode_list(data, at, size)
    raise UnknownIndexError(kind)


def _decode_list(data: bytes, at: int, length: int | None) -> tuple[list[Any], int]:
    items: list[Any] = []
    while len(items) != length:
        if length is None and data[at] == _STOP:
            return items, at + 1
        item, at = _decode(data, at)
        items.append(item)
    return items, at


def _encode(value: Any) -> bytes:  # noqa: ANN401 — what _decode returns
    if isinstance(value, int):
        return _head(_UINT, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_ARRAY, len(value)) + b"".join(map(_encode, value))


def _head(kind: int, size: int) -> bytes:
    if size < _DIRECT:
        return bytes([kind << 5 | size])
    power = next(power for power in range(4) if size < 1 << (8 << power))
    return bytes([kind << 5 | _DIRECT + power]) + size.to_bytes(1 << power, "big")
