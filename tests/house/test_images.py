"""Hold what is published of an image to its pixels: upright, bounded, the same bytes, nothing of a camera."""

from __future__ import annotations

import contextlib
import hashlib
import io
import random
import shutil
import struct
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from generator.images import (
    KINDS,
    LONGEST_SIDE,
    MOST_PIXELS,
    TooManyPixels,
    UnreadableImage,
    look,
    written_anew,
)
from generator.pipeline import PROJECT, build, check, stage
from tests.cases.case_file import lay_base
from tests.pictures import SECRETS, drawn, photograph, picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_RED, _GREEN, _BLUE = (208, 32, 32), (32, 160, 32), (32, 64, 208)
_NEAR = 40  # what a photograph may lose of a colour
# All that an image needs to be shown: whatever else is there was added to its pixels.
_PARTS: dict[str, set[bytes | int]] = {
    ".png": {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"},
    ".jpg": {0xC0, 0xC2, 0xC4, 0xDB, 0xDA, 0xD9, 0xE0},
    ".webp": {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"},
}


def parts(content: bytes, kind: str) -> Iterator[bytes | int]:
    """The names of the chunks or segments that a file is made of."""
    at = {".png": 8, ".jpg": 2, ".webp": 12}[kind]
    while at < len(content):
        if kind == ".png":
            (size,) = struct.unpack(">I", content[at : at + 4])
            yield content[at + 4 : at + 8]
            at += size + 12
        elif kind == ".webp":
            (size,) = struct.unpack("<I", content[at + 4 : at + 8])
            yield content[at : at + 4]
            at += size + size % 2 + 8
        else:
            assert content[at] == 0xFF
            yield content[at + 1]
            if content[at + 1] == 0xDA:  # from there on pixels, to the next mark that is none of theirs
                at += 2
                while content[at] != 0xFF or content[at + 1] in {0, *range(0xD0, 0xD8)}:
                    at += 1
            elif content[at + 1] == 0xD9:
                at += 2
            else:
                at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def near(image: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = image.convert("RGB").getpixel(place)
    assert isinstance(found, tuple)
    return all(abs(one - other) < _NEAR for one, other in zip(found, colour, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_of_the_camera(kind: str) -> None:
    original = photograph(KINDS[kind], drawn(90, 60), camera=True)
    assert sum(secret in original for secret in SECRETS) >= 2
    made = written_anew(original, kind)
    assert not any(secret in made for secret in SECRETS)
    assert b"ICC" not in made
    assert set(parts(original, kind)) - _PARTS[kind], "the original has something to lose"
    assert set(parts(made, kind)) <= _PARTS[kind]
    assert not opened(made).getexif()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_image_stands_upright(kind: str, orientation: int) -> None:
    upright = drawn(90, 60)
    undone = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    as_taken = upright.transpose(undone[orientation]) if orientation in undone else upright
    content = photograph(KINDS[kind], as_taken, orientation=orientation)
    assert look(content, kind).told.located
    made = opened(written_anew(content, kind))
    assert made.size == (90, 60)
    assert near(made, (8, 8), _RED)
    assert near(made, (82, 8), _GREEN)
    assert near(made, (8, 52), _BLUE)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("size", "bounded"),
    [
        ((1600, 1200), (1600, 1200)),
        ((1601, 1601), (1600, 1600)),
        ((4000, 3000), (1600, 1200)),
        ((999, 3001), (533, 1600)),
        ((1, 4000), (1, 1600)),
    ],
)
def test_the_long_side_is_bounded(kind: str, size: tuple[int, int], bounded: tuple[int, int]) -> None:
    content = photograph(KINDS[kind], drawn(*size), located=False)
    seen = look(content, kind)
    assert (seen.width, seen.height) == bounded
    assert not seen.told.located
    assert opened(written_anew(content, kind)).size == bounded
    assert max(bounded) <= LONGEST_SIDE


_MODES = {
    ".png": ("1", "L", "LA", "P", "I;16", "RGB", "RGBA"),
    ".jpg": ("L", "RGB", "CMYK"),
    ".webp": ("RGB", "RGBA"),
}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in _MODES.items() for mode in modes])
@pytest.mark.parametrize("width", [90, 1700])
def test_every_sort_of_pixels_is_shown(kind: str, mode: str, width: int) -> None:
    image = drawn(width, 60)
    if mode == "I;16":
        grey = image.convert("L")
        image = Image.frombytes("I;16", grey.size, b"".join(bytes((0, one)) for one in grey.tobytes()))
    else:
        image = image.convert(mode)
    original = photograph(KINDS[kind], image, located=False)
    made = written_anew(original, kind)
    shades = mode in {"1", "L", "LA", "I;16"}
    expected = drawn(width, 60).convert("L" if shades else "RGB").convert("RGB").getpixel((width // 8, 7))
    shown = opened(made).convert("RGB")
    assert isinstance(expected, tuple)
    if mode != "1":  # made of dots
        assert near(shown, (shown.width // 8, shown.height // 8), (expected[0], expected[1], expected[2]))
    if mode in {"P", "1"} and width < LONGEST_SIDE:
        assert len(made) < len(original) + 200, "a drawing in few colours stays one"


def test_what_is_clear_stays_clear() -> None:
    image = drawn(90, 60).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize((90, 60)))
    few = drawn(90, 60).quantize(16)
    few.info["transparency"] = few.getpixel((8, 8))
    for kind, one, alpha in ((".png", image, 0), (".webp", image, 0), (".png", few, 0)):
        made = opened(written_anew(photograph(KINDS[kind], one, located=False), kind)).convert("RGBA")
        found = made.getpixel((8, 0))
        assert isinstance(found, tuple)
        assert abs(found[3] - alpha) < 8


def test_colours_are_those_of_every_screen() -> None:
    content = photograph("JPEG", drawn(90, 60), camera=True)
    assert near(opened(written_anew(content, ".jpg")), (8, 8), _RED)
    none = content.replace(b"acsp", b"xxxx")
    assert near(opened(written_anew(none, ".jpg")), (8, 8), _RED)
    # A screen whose red is green: the same numbers, another colour.
    other = content.replace(b"rXYZ", b"????", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"????", b"gXYZ", 1)
    assert near(opened(written_anew(other, ".jpg")), (8, 8), (_RED[1], _RED[0], _RED[2]))


def test_the_same_bytes_each_time_and_elsewhere() -> None:
    content = photograph("JPEG", drawn(2000, 1500), camera=True, orientation=6)
    made = written_anew(content, ".jpg")
    assert written_anew(content, ".jpg") == made
    code = (
        "import hashlib, sys; from generator.images import written_anew; "
        "print(hashlib.sha256(written_anew(sys.stdin.buffer.read(), '.jpg')).hexdigest())"
    )
    again = subprocess.run(
        [sys.executable, "-c", code], input=content, capture_output=True, check=True, cwd=PROJECT
    )
    assert again.stdout.decode().strip() == hashlib.sha256(made).hexdigest()


@pytest.mark.parametrize("kind", KINDS)
def test_spoilt_bytes_are_told_and_nothing_else_happens(kind: str) -> None:
    chance = random.Random(kind)  # noqa: S311 — examples, not secrets
    content = photograph(KINDS[kind], drawn(120, 80), camera=True, orientation=6)
    refused = 0
    for _ in range(300):
        spoilt = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            spoilt[chance.randrange(12, len(spoilt))] = chance.randrange(256)
        cut = bytes(spoilt[: chance.randrange(13, len(spoilt) + 1)])
        try:
            seen = look(cut, kind)
        except (UnreadableImage, TooManyPixels):
            refused += 1
        else:
            assert opened(written_anew(cut, kind)).size == (seen.width, seen.height)
    assert refused > 100


def test_an_immense_image_is_refused_before_it_is_unpacked() -> None:
    begun = time.process_time()
    with pytest.raises(TooManyPixels):
        look(picture("x.png", "60000×60000"), ".png")
    assert time.process_time() - begun < 2
    assert MOST_PIXELS > 7000 * 7000


@pytest.mark.parametrize("scans", [15, 20_000])
def test_time_is_bounded_whatever_an_image_repeats(scans: int) -> None:
    out = io.BytesIO()
    Image.new("RGB", (7000, 7000)).save(out, "JPEG", progressive=True, quality=5)
    content = out.getvalue()
    last = content.rindex(b"\xff\xda")
    begun = time.process_time()
    with contextlib.suppress(UnreadableImage):
        look(content[:-2] + content[last:-2] * scans + b"\xff\xd9", ".jpg")
    assert time.process_time() - begun < 10  # each pass repeated would take minutes


# --- in a commons -------------------------------------------------------------------------------

_RECORD = """---
titre: Le cercle d'essai
resume: On s'assoit en rond et l'on essaie, chacun à son tour.
type: outil
enjeux: [pouvoir-d-agir]
anciens_ids: [rond-d-essai]
licence: CC-BY-SA-4.0
---
![Des chaises en cercle](cercle.jpg "Le cercle, en mars")

Un plan ![du cercle](plan.png "Le plan") dans la phrase.
"""


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    """A tool with a photograph as its camera made it, but for its position, and a drawing."""
    root = tmp_path / "espace"
    lay_base(root)
    (root / "toolbox/cercle-d-essai.md").unlink()
    folder = root / "toolbox/cercle-d-essai"
    folder.mkdir()
    (folder / "index.md").write_text(_RECORD, encoding="utf-8")
    lying = drawn(3000, 2000).transpose(Image.Transpose.ROTATE_90)
    shot = photograph("JPEG", lying, located=False, orientation=6, camera=True)
    assert any(secret in shot for secret in SECRETS)
    (folder / "cercle.jpg").write_bytes(shot)
    (folder / "plan.png").write_bytes(picture("plan.png"))
    return root


def test_a_site_shows_images_without_their_secrets(commons: Path) -> None:
    done = build(commons, commons.parent / "site")
    assert done.result is not None, done.staging.report
    assert done.result.published
    tool = commons.parent / "site/boite-a-outils/cercle-d-essai"
    shown = (tool / "cercle.jpg").read_bytes()
    assert set(parts(shown, ".jpg")) <= _PARTS[".jpg"]
    assert not any(secret in shown for secret in SECRETS)
    assert opened(shown).size == (1600, 1067)
    assert near(opened(shown), (100, 100), _RED)
    page = (tool / "index.html").read_text(encoding="utf-8")
    assert 'alt="Des chaises en cercle" width="1600" height="1067" loading="lazy"' in page
    assert 'alt="du cercle" title="Le plan" width="60" height="40" loading="lazy"' in page
    # The page of its former name shows them too.
    assert (commons.parent / "site/boite-a-outils/rond-d-essai/cercle.jpg").read_bytes() == shown


def test_an_image_is_written_once(commons: Path) -> None:
    docs, kept = commons / "build/docs", commons / "build/images"
    stage(commons, docs)
    before = {file.name: file.stat().st_mtime_ns for file in kept.iterdir()}
    assert len(before) == 2
    again = stage(commons, docs).staged
    assert again is not None
    assert again.written == ()
    assert {file.name: file.stat().st_mtime_ns for file in kept.iterdir()} == before
    (commons / "toolbox/cercle-d-essai/plan.png").write_bytes(picture("plan.png") + b"\0")
    assert check(commons).sound
    stage(commons, docs)
    after = {file.name for file in kept.iterdir()}
    assert len(after) == 2
    assert len(after & before.keys()) == 1


def test_several_processes_write_the_same_images(commons: Path) -> None:
    folder = commons / "toolbox/cercle-d-essai"
    record = folder / "index.md"
    shown = "".join(f"\n![Un dessin](dessin-{n}.jpg)\n" for n in range(9))
    record.write_text(record.read_text(encoding="utf-8") + shown, encoding="utf-8")
    for n in range(9):
        image = photograph("JPEG", drawn(60 + n, 40), located=False)
        (folder / f"dessin-{n}.jpg").write_bytes(image)
    made = []
    for jobs in (1, 3):
        shutil.rmtree(commons / "build", ignore_errors=True)
        assert stage(commons, commons / "build/docs", jobs=jobs).staged is not None
        folders = [commons / "build" / name for name in ("docs/boite-a-outils/cercle-d-essai", "images")]
        made.append([{file.name: file.read_bytes() for file in one.iterdir()} for one in folders])
    assert made[0] == made[1]
    assert len(made[0][1]) == 11


def test_a_preview_leaves_out_an_image_at_fault(commons: Path) -> None:
    (commons / "toolbox/cercle-d-essai/plan.png").write_bytes(picture("plan.png", "tronquée"))
    docs = commons / "build/docs"
    found = stage(commons, docs, preview=True)
    assert [one.rule for one in found.diagnostics if one.severity == "error"] == ["image-illisible"]
    assert (docs / "boite-a-outils/cercle-d-essai/cercle.jpg").is_file()
    assert not (docs / "boite-a-outils/cercle-d-essai/plan.png").exists()


def test_records_that_show_one_picture_share_it_whoever_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture in many records is made once: two processes on it would undo each other's file."""
    log = tmp_path / "made"

    def slowly(content: bytes, kind: str) -> bytes:
        with log.open("a", encoding="utf-8") as lines:
            lines.write("made\n")
        time.sleep(0.3)  # long enough for the other process to begin
        return written_anew(content, kind)

    monkeypatch.setattr("generator.images.written_anew", slowly)
    root = tmp_path / "espace"
    lay_base(root)
    for rank in range(12):
        folder = root / f"toolbox/outil-{rank}"
        folder.mkdir(parents=True)
        (folder / "plan.png").write_bytes(picture("plan.png"))
        (folder / "index.md").write_text(
            f"---\ntitre: L'outil {rank}\nresume: Un outil inventé, dont on montre le plan.\ntype: outil\n"
            'enjeux: [lien-durable]\nlicence: CC0-1.0\n---\n![Le plan](plan.png "Le plan")\n',
            encoding="utf-8",
        )
    staged = stage(root, tmp_path / "pages", jobs=2)
    assert staged.publishable
    assert log.read_text(encoding="utf-8") == "made\n"
    made = {path.read_bytes() for path in (tmp_path / "pages/boite-a-outils").rglob("plan.png")}
    assert len(made) == 1
