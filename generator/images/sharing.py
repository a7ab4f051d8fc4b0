"""Draw the picture that a social network shows beside a link, and the icons of the site.

Pages ask for the pictures, one a kind and enjeu; `written.py` keeps what was drawn. Same words, same bytes.
"""

from __future__ import annotations

import io
import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont
from PIL.IcoImagePlugin import IcoImageFile
from PIL.PngImagePlugin import PngImageFile

from generator.frozen import Frozen
from generator.shipped import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = (1200, 630)
"""What networks ask for; wider pictures are cut."""
MOST_BYTES = 60_000

_FONT = THEME / "assets" / "titres" / "bricolage-grotesque.woff2"
_ABSENT = "\uffff"  # a sign that no font has: what it draws stands for each sign that ours lacks
_BOUND, _THIN = "\u00a0", "\u202f"  # spaces where no line ends; our font lacks the thin one
_SPACES = re.compile(f"[^\\S{_BOUND}{_THIN}]+")
_MARGIN, _WIDTH = 80, 1040
_TITLES = (92, 80, 68, 58)
_TITLE_TOP, _TITLE_HEIGHT = 170, 300
_SMALL, _NUMBER = 40, 420
_COLOURS = 64  # the ground, white, and the shades between
_FINE = 4  # icons are drawn so many times larger, then made small: their edges are smooth
# The open book of `theme/assets/favicon.svg`, without its curves, in a square of 32.
_PAGES = (
    (8, 22),
    (8, 10),
    (14, 10),
    (16, 11.6),
    (18, 10),
    (24, 10),
    (24, 22),
    (18, 22),
    (16, 23),
    (14, 22),
    (8, 22),
)
_SPINE = ((16, 11.6), (16, 22.6))


class Shared(Frozen):
    """What a picture says: the name of a kind, a title, a number and the site.

    `ground` is a colour that carries white; `soft` and `faint` are those of small words and of the number.
    """

    kind: str
    title: str
    number: str
    site: str
    ground: str
    soft: str
    faint: str


def shared_picture(of: Shared) -> bytes:
    """A PNG of `SIZE`. Words that our font cannot write are left out: a square says less than nothing."""
    image = Image.new("RGB", SIZE, of.ground)
    pen = ImageDraw.Draw(image)
    if of.number:
        pen.text((SIZE[0] - 40, SIZE[1] - 10), of.number, of.faint, _font(_NUMBER), anchor="rs")
    # Beside a title, the kind is a small line above; alone, it is the title.
    title, small = (of.title, of.kind) if _told(of.title) else (of.kind, "")
    if _told(small):
        pen.text((_MARGIN, 112), _in_width(_told(small), _SMALL), of.soft, _font(_SMALL), anchor="ls")
    size, lines = _fitted(_told(title) or _told(of.site))
    for rank, line in enumerate(lines):
        pen.text((_MARGIN, _TITLE_TOP + rank * size * 1.12), line, "#ffffff", _font(size), anchor="lt")
    pen.line(((_MARGIN, 520), (_MARGIN + 96, 520)), "#ffffff", 6)
    pen.text((_MARGIN, 578), _in_width(_told(of.site), _SMALL), of.soft, _font(_SMALL), anchor="ls")
    return _png(_in_few_colours(image))


def icon(colour: str, side: int, *, whole: bool) -> bytes:
    """The mark of the site, white on this colour, as a square PNG.

    `whole` fills its corners, for telephones, which round them as they like.
    """
    return _png(_mark(colour, side, whole=whole))


def favicon(colour: str) -> bytes:
    """The mark as an ICO of 16, 32 and 48 pixels, that old programs ask for without being told of it."""
    out = io.BytesIO()
    marks = [_mark(colour, side, whole=False) for side in (16, 32, 48)]
    marks[-1].save(out, IcoImageFile.format, sizes=[one.size for one in marks], append_images=marks[:-1])
    return out.getvalue()


def _in_few_colours(image: Image.Image) -> Image.Image:
    """The same with `_COLOURS`, chosen among those of one point in sixteen: alike, and ten times faster."""
    sample = image.resize((SIZE[0] // 4, SIZE[1] // 4), Image.Resampling.NEAREST)
    palette = sample.quantize(_COLOURS, dither=Image.Dither.NONE)
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def _mark(colour: str, side: int, *, whole: bool) -> Image.Image:
    scale = side * _FINE / 32
    image = Image.new("RGBA", (side * _FINE, side * _FINE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, *(one - 1 for one in image.size)), 0 if whole else 7 * scale, colour)
    for line in (_PAGES, _SPINE):
        points = [(x * scale, y * scale) for x, y in line]
        for one, other in pairwise(points):
            pen.line((one, other), "#ffffff", round(2.2 * scale))
        for x, y in points:
            half = 1.1 * scale
            pen.ellipse((x - half, y - half, x + half, y + half), "#ffffff")
    return image.reduce(_FINE)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, PngImageFile.format)  # to look for the last byte takes ten times as long for a tenth less
    return out.getvalue()


@cache  # keyed on a size: reading the font takes longer than drawing a line
def _font(size: int) -> ImageFont.FreeTypeFont:
    # The layout that needs no library of the machine: the same bytes everywhere.
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)


def _told(words: str) -> str:
    """The words on one line, or nothing where the font lacks a sign of them."""
    line = _SPACES.sub(" ", unicodedata.normalize("NFC", words)).replace(_THIN, _BOUND).strip()
    return line if all(_has(sign) for sign in set(line) if sign != " ") else ""


@cache  # keyed on a character
def _has(sign: str) -> bool:
    font = _font(32)
    drawn, absent = font.getmask(sign), font.getmask(_ABSENT)
    return (drawn.size, bytes(drawn)) != (absent.size, bytes(absent))


def _fitted(words: str) -> tuple[int, list[str]]:
    """The largest letters in which the words stand in their place; cut in the smallest."""
    for size in _TITLES:
        lines = list(_lines(words, size))
        most = int(_TITLE_HEIGHT // (size * 1.12))
        if len(lines) <= most and not any(_broken(words, line) for line in lines[:-1]):
            return size, lines
    if len(lines) <= most:
        return size, lines
    return size, [*lines[: most - 1], _in_width(" ".join(lines[most - 1 :]), size)]


def _broken(words: str, line: str) -> bool:
    """Whether a line ends inside a word."""
    return line.rpartition(" ")[2] not in words.split(" ")


def _lines(words: str, size: int) -> Iterator[str]:
    line = ""
    for word in words.split(" "):
        together = f"{line} {word}".strip()
        if _width(together, size) <= _WIDTH:
            line = together
            continue
        if line:
            yield line
        *whole, line = _pieces(word, size)
        yield from whole
    yield line


def _pieces(word: str, size: int) -> Iterator[str]:
    """A word in pieces that each fit: an address, or a word that a hand repeated."""
    piece = ""
    for sign in word:
        if piece and _width(piece + sign, size) > _WIDTH:
            yield piece
            piece = ""
        piece += sign
    yield piece


def _in_width(words: str, size: int) -> str:
    if _width(words, size) <= _WIDTH:
        return words
    while words and _width(f"{words}…", size) > _WIDTH:
        words = words[:-1].rstrip()
    return f"{words}…"


def _width(words: str, size: int) -> float:
    return _font(size).getlength(words)
