"""Attach the images of a piece beside its record: safe names, shrunk, without what their cameras added."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator import images
from generator.importing.piece import Remark
from generator.sources import slug

if TYPE_CHECKING:
    from generator.drafting import Placed
    from generator.importing.piece import Incoming

_SIGNS = ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"RIFF", ".webp"))
_WORDS = re.compile(r"[^\W\d_]")
_ROOM = 8  # letters of a name kept for a number and an extension
_MOST = 80
_NOT_TAKEN = "l'image {number} n'est pas reprise : abîmée, ou ni en PNG, ni en JPEG, ni en WebP"
_NOT_DESCRIBED = "l'image {number} n'est pas décrite : dites entre « ![ » et « ] » ce qu'elle montre"


def attached(piece: Incoming, placed: Placed) -> tuple[str, list[tuple[str, bytes]], list[Remark]]:
    """The text with the names of its images, these images by path, and what to tell of them."""
    body, files, remarks = piece.body, [], []
    folder, _, name = placed.path.rpartition("/")
    stem = slug(name.removesuffix(".md"))[: _MOST - _ROOM].strip("-")
    if stem == "index":
        stem = slug(placed.id.rpartition("/")[2])[: _MOST - _ROOM].strip("-")
    for number, (target, held) in enumerate(piece.images.items(), 1):
        suffix = next((suffix for sign, suffix in _SIGNS if held.startswith(sign)), "")
        link = re.compile(rf"!\[([^\]]*)\]\(<?{re.escape(target)}>?(?:\s+\"[^\"]*\")?\)")
        safe = f"{stem}-image-{number}{suffix}"
        try:
            anew = images.written_anew(held, suffix) if suffix else b""
        except (images.UnreadableImage, images.TooManyPixels):
            anew = b""
        found = link.search(body)
        words = found[1] if found else ""
        if not anew:
            remarks.append(Remark(piece.origin, _NOT_TAKEN.format(number=number)))
            body = link.sub("", body).strip()
            continue
        if not _WORDS.search(words):
            remarks.append(Remark(piece.origin, _NOT_DESCRIBED.format(number=number)))
        body = link.sub(lambda one, safe=safe: f"![{one[1]}]({safe})", body)  # type: ignore[misc]
        files.append((f"{folder}/{safe}", anew))
    return body, files, remarks
