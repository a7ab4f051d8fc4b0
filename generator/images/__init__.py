"""Look at an image that lies beside a record, and write it anew with nothing in it but what it shows.

`look(content, kind)` says how it will be published, `written_anew(content, kind)` gives the bytes; a kind is
one of `KINDS`, an extension. Both refuse with `UnreadableImage` or `TooManyPixels`, whatever the bytes are.
`sharing.py` draws what the site itself shows elsewhere.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import PIL
from PIL import ExifTags, Image, ImageCms, ImageFile

# Those that we read; named here, the forty others are never loaded.
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from generator.frozen import Frozen
from generator.images.properties import Told, told
from generator.images.sharing import Shared, favicon, icon, shared_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "KINDS",
    "LONGEST_SIDE",
    "MOST_PIXELS",
    "Seen",
    "Shared",
    "TooManyPixels",
    "UnreadableImage",
    "favicon",
    "icon",
    "look",
    "pixels_digest",
    "recipe",
    "shared_picture",
    "written_anew",
]

KINDS = {".jpg": JpegImageFile.format, ".png": PngImageFile.format, ".webp": WebPImageFile.format}

LONGEST_SIDE = 1600
"""Pixels: images are as wide as texts, some 800, and fine screens show two for one."""

MOST_PIXELS = 50_000_000
"""Above the cameras of telephones; once in memory, an image of that size takes 200 MB."""

# A JPEG may go over all its pixels again in a few bytes, as often as it likes; real ones do so ten times.
_SCAN, _MOST_SCANS = b"\xff\xda", 30

# We say no ourselves, in French, before anything is unpacked.
Image.MAX_IMAGE_PIXELS = None

_QUALITY = 82
_HOW: dict[str, dict[str, Any]] = {
    ".jpg": {"quality": _QUALITY, "optimize": True, "progressive": True},
    ".png": {"optimize": True},
    ".webp": {"quality": _QUALITY, "method": 4},
}
_WHOLE = {"L", "RGB", "CMYK"}
_SRGB = ImageCms.createProfile("sRGB")
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = {5, 6, 7, 8}


class UnreadableImage(ValueError):  # noqa: N818 — what the file is, not a mistake of ours
    """The bytes are no whole image of their kind."""


class TooManyPixels(ValueError):  # noqa: N818 — as above
    """An image of more than `MOST_PIXELS`: its `width` and `height`."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(width, height)
        self.width = width
        self.height = height


class Seen(Frozen):
    """The width and height of an image once published, in pixels, and what it says besides what it shows."""

    width: int
    height: int
    told: Told


def look(content: bytes, kind: str) -> Seen:
    """What an image is, read to its end: one that was cut short does not pass."""
    with _opened(content, kind) as image:
        width, height = _bounded(*image.size)
        exif = _exif(image)
        if exif.get(ExifTags.Base.Orientation) in _LYING:
            width, height = height, width
        image.draft(None, (1, 1))  # of a JPEG, an eighth is enough to have read all
        image.load()
        return Seen(width, height, _told(image, exif))


def written_anew(content: bytes, kind: str) -> bytes:
    """The image upright, in sRGB, at most `LONGEST_SIDE` long, without a word from its camera.

    The same bytes come out each time, for one version of Pillow. Of an animation, the first image stays.
    """
    with _opened(content, kind) as image:
        out = io.BytesIO()
        _shown(image).save(out, KINDS[kind], **_HOW[kind])
        return out.getvalue()


def pixels_digest(content: bytes, kind: str) -> str:
    """A digest of what an image shows: the same once its words, its place or its profile are taken out."""
    with _opened(content, kind) as image:
        turn = _exif(image).get(ExifTags.Base.Orientation)
        image.load()
        shown = image.convert("RGBA")
        shown = shown.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT else shown
        return hashlib.sha256(repr(shown.size).encode() + shown.tobytes()).hexdigest()


def recipe() -> str:
    """A digest of all that decides how an image is written: this file, and the version of Pillow."""
    return hashlib.sha256(PIL.__version__.encode() + Path(__file__).read_bytes()).hexdigest()[:16]


@contextmanager
def _opened(content: bytes, kind: str) -> Iterator[ImageFile.ImageFile]:
    if kind == ".jpg" and content.count(_SCAN) > _MOST_SCANS:
        raise UnreadableImage(kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=[KINDS[kind]]) as image:
                _refuse_to_unpack(image)
                yield image
    except TooManyPixels:
        raise
    except Exception as error:  # a decoder given a stranger's bytes may raise anything at all
        raise UnreadableImage(kind) from error


def _refuse_to_unpack(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise TooManyPixels(*image.size)


def _shown(image: Image.Image) -> Image.Image:
    """The pixels of an image, and nothing else: what its `info` holds would be written with them."""
    profile, turn = image.info.get("icc_profile"), _exif(image).get(ExifTags.Base.Orientation)
    image.load()
    size = _bounded(*image.size)
    clear = image.info.get("transparency")
    if image.mode == "P" and size == image.size and not profile:
        shown = image  # a drawing in few colours stays one, several times lighter
    else:
        shown, clear = _whole_colours(image), None
        if size != image.size:
            shown = shown.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        shown = _in_srgb(shown, profile)
    shown = shown.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT else shown.copy()
    shown.info = {} if clear is None else {"transparency": clear}
    return shown


def _bounded(width: int, height: int) -> tuple[int, int]:
    longest = max(width, height)
    if longest <= LONGEST_SIDE:
        return width, height
    return max(1, round(width * LONGEST_SIDE / longest)), max(1, round(height * LONGEST_SIDE / longest))


def _whole_colours(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in _WHOLE else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The image in sRGB, as browsers take one without a profile: none is kept, it may name the camera."""
    try:
        if profile:
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, own, _SRGB, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):
        pass  # a profile that is none, or not of such pixels: browsers leave it aside as well
    return image.convert("RGB") if image.mode == "CMYK" else image


def _exif(image: Image.Image) -> Image.Exif:
    try:
        return image.getexif()
    except Exception:  # noqa: BLE001 — as above; the image may well be shown without it
        return Image.Exif()


def _told(image: ImageFile.ImageFile, exif: Image.Exif) -> Told:
    try:
        return told(image, exif)
    except Exception:  # noqa: BLE001 — as above
        return Told(located=False, named=False, texts=())
