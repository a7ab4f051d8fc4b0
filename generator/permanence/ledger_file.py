"""Write a ledger, one address a line, and read one back, checking every field: it may come from anywhere."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, printable
from generator.permanence.address_ledger import Ledger, LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORM = 1
_MOST_BYTES = 64 * 1024 * 1024
_LONGEST = 1000
_DIGEST = re.compile("[0-9a-f]{64}")
_ADDRESS = re.compile(r'"adresse": ?"([^"\\]*)"')
_NO_FILE = "ce registre n'est pas un fichier"
_CLOSED = "ce registre ne peut pas être ouvert"
_CUT = "ce registre est coupé ou abîmé : il ne se lit pas à partir d'ici"
_OTHER = "ce fichier n'est pas un registre d'adresses"
_NO_SITE = "ce registre ne dit pas de quel site il est"
_HEAVY = f"ce registre pèse plus de {_MOST_BYTES // (1024 * 1024)} Mo"
_OTHER_FORM = f"ce registre est d'un autre format, et cette version ne lit que le format {FORM}"
_NO_ADDRESS = "l'entrée {} de ce registre n'est pas une adresse de ce site"
_HELP = (
    "prenez de nouveau le fichier /donnees/adresses.json du site en ligne, sans le changer ; s'il est perdu, "
    "lancez la commande sans --registre"
)


class _Refused(ValueError):  # noqa: N818 — what the file is, not a mistake of ours
    """Raised inside this module for a file that is not a ledger; the message says why, `line` where."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def written_ledger(ledger: Ledger) -> bytes:
    """The ledger in JSON: the same bytes for the same promises. UTF-8, an address a line."""
    head = json.dumps({"format": FORM, "site": ledger.site, "identite": ledger.identite}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(_told(entry), ensure_ascii=False) for entry in ledger.entries)
    return f'{head[:-1]}, "adresses": [\n{lines}\n]}}\n'.encode()


def _told(entry: LedgerEntry) -> dict[str, Any]:
    fields = {name: getattr(entry, name) for name in LedgerEntry.__struct_fields__}
    fields["montre"] = dict(entry.montre)
    return {name: value for name, value in fields.items() if value}


def read_ledger(path: Path, root: Path) -> Ledger | Diagnostic:
    """The ledger that a file holds, or what is wrong with it; places are told from `root`."""
    shown = printable(path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix())
    try:
        return _read(shown, _bytes(path))
    except _Refused as error:
        return Diagnostic(
            place=Place(shown, error.line), rule="registre-illisible", message=str(error), help=_HELP
        )


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise _Refused(_NO_FILE)
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError:
        raise _Refused(_CLOSED) from None
    if len(content) > _MOST_BYTES:
        raise _Refused(_HEAVY)
    return content


def _read(path: str, content: bytes) -> Ledger:
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise _Refused(_CUT, error.lineno) from None
    except (ValueError, RecursionError):
        raise _Refused(_OTHER) from None
    listed = data.get("adresses") if isinstance(data, dict) else None
    if not isinstance(listed, list) or type(data.get("format")) is not int:
        raise _Refused(_OTHER)
    if data["format"] != FORM:
        raise _Refused(_OTHER_FORM)
    lines = _lines(text)
    entries = []
    for number, item in enumerate(listed, 1):
        entry = _entry(item)
        if entry is None:
            where = item.get("adresse") if isinstance(item, dict) else None
            line = lines.get(where, 1) if isinstance(where, str) else 1
            raise _Refused(_NO_ADDRESS.format(number), line)
        entries.append(entry)
    site, identity = (data.get(name) for name in ("site", "identite"))
    if not _is_word(site) or not _is_word(identity):
        raise _Refused(_NO_SITE)
    return Ledger(site=site, identite=identity, entries=tuple(sorted(entries)), path=path, lines=lines)


def _lines(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    line, done = 1, 0
    for match in _ADDRESS.finditer(text):
        line += text.count("\n", done, match.start())
        done = match.start()
        found.setdefault(match[1], line)
    return found


def _entry(item: Any) -> LedgerEntry | None:  # noqa: ANN401 — what a stranger's file holds
    if not isinstance(item, dict) or not item.keys() <= set(LedgerEntry.__struct_fields__):
        return None
    words = {name: item.get(name, "") for name in ("adresse", "nature", "fiche", "vers", "empreinte")}
    errata, shown = item.get("errata", []), item.get("montre", {})
    sound = (
        all(_is_word(word) for word in words.values())
        and _is_address(words["adresse"])
        and (not words["empreinte"] or _DIGEST.fullmatch(words["empreinte"]))
        and isinstance(errata, list)
        and isinstance(shown, dict)
        and all(_is_address(one) for one in shown)
        and all(isinstance(one, str) and _DIGEST.fullmatch(one) for one in _digests(errata, shown))
    )
    return LedgerEntry(**words, errata=tuple(errata), montre=shown) if sound else None


def _digests(errata: list[Any], shown: dict[str, Any]) -> Iterator[Any]:
    yield from errata
    yield from shown.values()


def _is_word(word: object) -> bool:
    return isinstance(word, str) and len(word) <= _LONGEST and word.isprintable()


def _is_address(where: str) -> bool:
    return (
        _is_word(where)
        and where.startswith("/")
        and not where.startswith("//")
        and not {"..", "."} & set(where.split("/"))
    )
