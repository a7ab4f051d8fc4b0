"""Hold what images say besides what they show to be told in every format, and never published."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from generator.images import KINDS, look, written_anew
from generator.images.properties import Told
from tests.pictures import CAMERA, drawn, photograph


def _told_in(kind: str, place: str) -> bytes:
    """An image with a name and a place where `place` says."""
    image, out, options = drawn(40, 30), io.BytesIO(), dict[str, Any]()
    name = b"Marie Essai"
    xmp = (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>" + name + b"</dc:creator><exif:GPSLatitude>47,44N"
    )
    xmp += b"</exif:GPSLatitude></x:xmpmeta>"
    if place == "exif":
        exif = Image.Exif()
        exif[ExifTags.Base.Artist] = name.decode()
        exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (47.0, 44.0, 58.0)}
        options["exif"] = exif
    elif place == "xmp" and kind == ".png":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", xmp.decode())
    elif place == "xmp":
        options["xmp"] = xmp
    elif place in {"tEXt", "zTXt", "iTXt"}:
        options["pnginfo"] = texts = PngImagePlugin.PngInfo()
        for key, said in (("Author", name.decode()), ("Location", "47.44, 7.20")):
            texts.add_itxt(key, said) if place == "iTXt" else texts.add_text(key, said, zip=place == "zTXt")
    image.save(out, KINDS[kind], **options)
    return _with_iptc(out.getvalue(), name) if place == "iptc" else out.getvalue()


def _with_iptc(content: bytes, name: bytes) -> bytes:
    fields = b"".join(
        b"\x1c\x02" + bytes([number]) + len(said).to_bytes(2, "big") + said
        for number, said in ((80, name), (92, b"Rue"))
    )
    block = b"8BIM\x04\x04\0\0" + len(fields).to_bytes(4, "big") + fields + b"\0" * (len(fields) % 2)
    part = b"Photoshop 3.0\0" + block
    return content[:2] + b"\xff\xed" + (len(part) + 2).to_bytes(2, "big") + part + content[2:]


_TELLING = [
    *((".jpg", "exif"), (".jpg", "xmp"), (".jpg", "iptc"), (".webp", "exif"), (".webp", "xmp")),
    *((".png", "exif"), (".png", "xmp"), (".png", "tEXt"), (".png", "zTXt"), (".png", "iTXt")),
]


@pytest.mark.parametrize(("kind", "place"), _TELLING)
def test_places_and_names_are_told_wherever_they_are_written(kind: str, place: str) -> None:
    content = _told_in(kind, place)
    told = look(content, kind).told
    assert (told.located, told.named) == (True, True)
    made = look(written_anew(content, kind), kind).told
    assert made == Told(located=False, named=False, texts=())
    assert b"Marie" not in written_anew(content, kind)


def test_what_only_tells_of_its_software_names_nobody() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Software", "Logiciel d'essai 1.2")
    texts.add_text("Title", "Un cercle")
    out = io.BytesIO()
    drawn(40, 30).save(out, "PNG", pnginfo=texts)
    told = look(out.getvalue(), ".png").told
    assert (told.located, told.named) == (False, False)


@pytest.mark.parametrize("after", [b"PK\x03\x04Marie", b"<script>Marie</script>", None])
def test_what_follows_an_image_is_not_published(after: bytes | None) -> None:
    first, second = (photograph("JPEG", drawn(40, 30), located=False, camera=True) for _ in range(2))
    assert CAMERA.encode() not in written_anew(first + (after or second), ".jpg")
    assert b"Marie" not in written_anew(first + (after or second), ".jpg")
