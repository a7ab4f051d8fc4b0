"""The program that reads a stranger's PDF: from its input to its output, or a word that says why not.

It runs alone (`python -I cleaning.py`), knows nothing else of the project, and is stopped where it takes more
than a PDF needs.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS, _MEMORY = 5, 2 << 30
_MOST_NODES, _MOST_BYTES = 3_000_000, 64 << 20
_REFUSED = 3

_SCRIPT, _ACTION, _FILE, _UNREADABLE = "script", "action", "fichier", "illisible"
_SCRIPTS = {"/JavaScript", "/JS", "/XFA"}
_FILES = {
    "/EmbeddedFiles",
    "/EmbeddedFile",
    "/EF",
    "/AF",
    "/Collection",
    "/RichMediaContent",
    "/RichMediaSettings",
}
_ACTIONS = {"/Launch", "/GoToR", "/GoToE", "/GoTo3DView", "/SubmitForm", "/ImportData", "/Rendition"}
_ACTIONS |= {"/Movie", "/Sound", "/RichMediaExecute"}
_SHOWN_FILES = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D", "/EmbeddedFile"}
_LINKS = ("http:", "https:", "mailto:", "#", "/", "./")
# Who made it, when, and with what; small images of what was there before; what happens as it opens.
_GONE = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/OpenAction", "/CreationDate", "/M")
_NOT_AN_AUTHOR = {"/Widget", "/Link"}
# Parts of a JPEG: comments, and what cameras and editors add. Two of those say how to read its colours.
_TOLD_BY_CAMERAS = {*range(0xE1, 0xF0), 0xFE} - {0xEE}
_START_OF_SCAN = 0xDA


class _No(Exception):  # noqa: N818 — an answer
    pass


def main() -> None:
    """Clean the PDF of the standard input."""
    _bound()
    content = sys.stdin.buffer.read()
    try:
        cleaned = _cleaned(content)
    except _No as no:
        sys.stdout.write(str(no))
        sys.exit(_REFUSED)
    except pikepdf.PasswordError:
        sys.stdout.write("chiffre")
        sys.exit(_REFUSED)
    sys.stdout.buffer.write(cleaned)


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415 — absent of some systems, where time alone is bounded
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _cleaned(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content), suppress_warnings=True, attempt_recovery=False) as pdf:
        if not len(pdf.pages):
            raise _No(_UNREADABLE)
        for one in _dictionaries(pdf):
            _judge(one)
            _strip(one)
        for name in ("/Info", "/ID"):
            if name in pdf.trailer:
                del pdf.trailer[name]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, encryption=False, fix_metadata_version=False)
    if len(out.getvalue()) > _MOST_BYTES:
        raise _No(_UNREADABLE)
    return out.getvalue()


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, those of streams and those within others included."""
    nodes = 0
    waiting: list[Any] = [pdf.trailer]
    for whole in (*pdf.objects,):
        waiting.append(whole)
        while waiting:
            one = waiting.pop()
            nodes += 1
            if nodes > _MOST_NODES:
                raise _No(_UNREADABLE)
            if isinstance(one, pikepdf.Array):
                waiting += [value for value in one if _is_within(value)]
            elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                waiting += [value for _, value in one.items() if _is_within(value)]
                yield one


def _is_within(value: object) -> bool:
    """Whether a value is written inside another: indirect objects are visited on their own."""
    return isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect


def _judge(one: Any) -> None:  # noqa: ANN401 — a dictionary or a stream
    names = set(one.keys())
    kind, action = _name(one, "/Subtype"), _name(one, "/S")
    if names & _SCRIPTS or action == "/JavaScript":
        raise _No(_SCRIPT)
    if names & _FILES or _name(one, "/Type") == "/EmbeddedFile" or kind in _SHOWN_FILES:
        raise _No(_FILE)
    if action in _ACTIONS or (_name(one, "/Type") == "/Filespec" and "/EF" in names):
        raise _No(_ACTION)
    if "/URI" in names and isinstance(one["/URI"], pikepdf.String):
        address = "".join(str(one["/URI"]).split()).lower()
        if ":" in address.partition("/")[0] and not address.startswith(_LINKS):
            raise _No(_SCRIPT if address.startswith(("javascript:", "vbscript:", "data:")) else _ACTION)


def _strip(one: Any) -> None:  # noqa: ANN401 — as above
    for name in _GONE:
        if name in one and not (name == "/M" and _name(one, "/Subtype") == ""):
            del one[name]
    if "/T" in one and "/Rect" in one and _name(one, "/Subtype") not in _NOT_AN_AUTHOR:
        del one["/T"]
    if isinstance(one, pikepdf.Stream) and _name(one, "/Filter") == "/DCTDecode":
        shorter = _without_camera(one.read_raw_bytes())
        if shorter is not None:
            one.write(shorter, filter=pikepdf.Name.DCTDecode)


def _name(one: Any, key: str) -> str:  # noqa: ANN401 — as above
    value = one.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _without_camera(photograph: bytes) -> bytes | None:
    """A JPEG without what its camera tells; None where there is nothing to take away, or to read."""
    kept, at, gone = [photograph[:2]], 2, False
    while at + 4 <= len(photograph) and photograph[at] == 0xFF:  # noqa: PLR2004 — each part starts so
        mark, length = photograph[at + 1], int.from_bytes(photograph[at + 2 : at + 4], "big")
        if mark == _START_OF_SCAN:
            kept.append(photograph[at:])
            return b"".join(kept) if gone else None
        if mark in _TOLD_BY_CAMERAS:
            gone = True
        else:
            kept.append(photograph[at : at + 2 + length])
        at += 2 + length
    return None


if __name__ == "__main__":
    main()
