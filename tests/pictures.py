"""Make the images of the tests, plain or with all that a camera adds to them."""

from __future__ import annotations

import io
import re
import zlib
from pathlib import PurePosixPath

from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin

_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
_SIZE = re.compile(r"([0-9]+)×([0-9]+)")
SECRETS = (b"Appareil-Essai", b"GPSLatitude", b"Legende-IPTC", b"Commentaire-Essai", b"xmpmeta", b"Exif")
"""Traces of what `photograph` puts beside its pixels."""
CAMERA = "Appareil-Essai"


def picture(path: str, told: str = "") -> bytes:
    """A small image of the kind that the name says.

    `told` may say another kind, `position`, `tronquée`, or `autre` for another drawing. A size, `9000×9000`,
    is announced by a PNG that holds nothing else.
    """
    if path.lower().endswith(".pdf"):
        from tests.documents import document  # noqa: PLC0415 — which draws its photographs with this

        return document(told.strip())
    words = told.split()
    kind = next((word for word in words if word in _FORMATS), PurePosixPath(path).suffix.lower().lstrip("."))
    size = _SIZE.search(told)
    if size:
        return _announced(int(size[1]), int(size[2]))
    content = photograph(
        _FORMATS[kind],
        drawn(60, 50 if "autre" in words else 40),
        located="position" in words,
        camera="appareil" in words,
    )
    return content[: len(content) * 3 // 4] if "tronquée" in words else content


def drawn(width: int, height: int) -> Image.Image:
    """Red above on the left, green above on the right, blue below on the left, and shades of grey."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    pen = ImageDraw.Draw(image)
    corner = (width // 3, height // 3)
    pen.rectangle((0, 0, *corner), fill="#d02020")
    pen.rectangle((width - corner[0], 0, width, corner[1]), fill="#20a020")
    pen.rectangle((0, height - corner[1], corner[0], height), fill="#2040d0")
    return image


def photograph(
    form: str, image: Image.Image, *, located: bool = True, orientation: int = 1, camera: bool = False
) -> bytes:
    """The file of an image; with `camera`, with its name, a comment, a caption, XMP and a profile."""
    exif = Image.Exif()
    if orientation != 1:
        exif[ExifTags.Base.Orientation] = orientation
    if located:
        exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (47.0, 44.0, 58.0), 3: "E", 4: (7.0, 20.0, 9.0)}
    if camera:
        exif[ExifTags.Base.Make] = CAMERA
        exif[ExifTags.Base.Artist] = "Marie Essai"
    told: dict[str, object] = {"exif": exif} if exif else {}
    if camera:
        told["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        place = b"<exif:GPSLatitude>47,44N</exif:GPSLatitude>" if located else b""
        xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + place + b"</x:xmpmeta>"
        if form == "PNG":
            text = PngImagePlugin.PngInfo()
            text.add_itxt("XML:com.adobe.xmp", xmp.decode())
            text.add_text("Comment", "Commentaire-Essai", zip=True)
            text.add_text("Author", "Commentaire-Essai")
            told["pnginfo"] = text
        else:
            told["xmp"] = xmp
    out = io.BytesIO()
    image.save(out, form, **told)
    content = out.getvalue()
    if camera and form == "JPEG":
        iptc = b"Photoshop 3.0\0008BIM\x04\x04\0\0\0\0\0\x12\x1c\x02\x78\0\x0cLegende-IPTC\0"
        segments = _segment(0xED, iptc) + _segment(0xFE, b"Commentaire-Essai")
        content = content[:2] + segments + content[2:]
    return content


def _segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


def _announced(width: int, height: int) -> bytes:
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
        for name, data in chunks
    )
