"""What an image says besides what it shows: where it was taken, who is named, and the texts that go with it.

It is read wherever cameras and editors write: EXIF, XMP, IPTC, the texts of PNG, comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PIL import ExifTags, IptcImagePlugin

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image
    from PIL.ImageFile import ImageFile

_PLACES = re.compile(
    r"GPS(?:Latitude|Longitude|Position)|geo:(?:lat|long)|Iptc4xmpCore:Location|photoshop:City"
    r"|Iptc4xmpExt:(?:Location|Sublocation|City)|(?:^|\n)(?:location|gps)",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"dc:(?:creator|rights)>|dc:(?:creator|rights)=|PersonInImage|mwg-rs:Name|MPReg:PersonDisplayName"
    r"|photoshop:(?:Credit|CaptionWriter|AuthorsPosition)|xmpRights:Owner|aux:OwnerName|plus:CopyrightOwnerName",
    re.IGNORECASE,
)
_NAMING_TEXTS = {"author", "artist", "copyright", "creator", "by-line", "owner"}
_PLACING_TEXTS = {"location", "gps", "geolocation", "place"}
_NAMING_TAGS = (
    *(ExifTags.Base.Artist, ExifTags.Base.Copyright, ExifTags.Base.XPAuthor),
    *(ExifTags.Base.CameraOwnerName, ExifTags.Base.BodySerialNumber),
)
# Of IPTC, by its record and its number: who made it, wrote of it or owns it; the city and the place within.
_IPTC_NAMES = {(2, 80), (2, 110), (2, 116), (2, 118), (2, 122)}
_IPTC_PLACES = {(2, 90), (2, 92)}
_IMAGEMAGICK = "raw profile type"  # figures in base 16: what they hold is read as text
_LONGEST = 200_000


class Told(Frozen):
    """Whether an image says where it was taken, whom it names; `texts` are all those that go with it."""

    located: bool
    named: bool
    texts: tuple[str, ...]


def told(image: ImageFile, exif: Image.Exif) -> Told:
    """What a loaded image tells."""
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    iptc = _iptc(image)
    named_texts = dict(_named_texts(image))
    texts = (*_exif_texts(exif, inner), *iptc.values(), *named_texts.values())
    whole = "\n".join(texts)
    located = (
        not {ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude}.isdisjoint(place)
        or not _IPTC_PLACES.isdisjoint(iptc)
        or not _PLACING_TEXTS.isdisjoint(named_texts)
        or _PLACES.search(whole) is not None
    )
    named = (
        any(_said(exif.get(tag) or inner.get(tag)) for tag in _NAMING_TAGS)
        or not _IPTC_NAMES.isdisjoint(iptc)
        or not _NAMING_TEXTS.isdisjoint(named_texts)
        or _NAMES.search(whole) is not None
    )
    return Told(located, named, texts)


def _exif_texts(exif: Image.Exif, inner: dict[int, object]) -> Iterator[str]:
    for value in (*exif.values(), *inner.values()):
        if isinstance(value, str | bytes) and (said := _said(value)):
            yield said


def _named_texts(image: Image.Image) -> Iterator[tuple[str, str]]:
    """(name in small letters, text) of what the file keeps as texts, XMP and comments among them."""
    for name, value in {**image.info, **getattr(image, "text", {})}.items():
        if name in {"exif", "icc_profile", "photoshop"} or not isinstance(value, str | bytes):
            continue
        text = _said(value)
        if str(name).lower().startswith(_IMAGEMAGICK):
            text = _said(
                bytes.fromhex("".join(re.findall("[0-9a-f]{30,}|[0-9a-f]+$", text))[: len(text) & ~1])
            )
        if text:
            yield str(name).lower(), text


def _iptc(image: ImageFile) -> dict[tuple[int, int], str]:
    try:
        found = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # noqa: BLE001 — a stranger's bytes; the image may well be shown without it
        return {}
    said = {
        key: _said(b" ".join(value) if isinstance(value, list) else value) for key, value in found.items()
    }
    return {key: text for key, text in said.items() if text}


def _said(value: object) -> str:
    if isinstance(value, bytes):
        # What Windows writes is in UTF-16; a text of EXIF may start with the name of its letters.
        wide = value.count(b"\0") * 3 > len(value)
        value = value.decode("utf-16-le" if wide else "utf-8", "replace").removeprefix("ASCII")
    return value.strip("\0 \n\t")[:_LONGEST] if isinstance(value, str) else ""
