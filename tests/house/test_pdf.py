"""Hold PDF to their promise: what is read is published and nothing else, in bounded time and room."""

from __future__ import annotations

import io
import resource
import zlib

import pikepdf
import pytest
from PIL import Image

from generator.pdf import PdfRefused, written_anew
from tests.documents import AROUND, AUTHOR, HOLDING, document
from tests.pictures import CAMERA

_WHY = {"programme": "action", "renvoi": "action", "suite": "action", "import": "action"}
_WHY |= dict.fromkeys(("pièce jointe", "porte-documents", "vidéo", "fichier joint"), "fichier")
_WHY |= {"page": "devant", "archive": "derriere", "suivi": "derriere", "abîmé": "illisible"}


@pytest.mark.parametrize("told", [*HOLDING, *AROUND, "mot de passe"])
def test_what_a_pdf_should_not_hold_is_refused(told: str) -> None:
    with pytest.raises(PdfRefused) as refused:
        written_anew(document(told))
    assert refused.value.reason == ("chiffre" if told == "mot de passe" else _WHY.get(told, "script"))


def test_nothing_is_left_of_who_wrote_it() -> None:
    original = document("auteur")
    assert AUTHOR in _unpacked(original)
    assert CAMERA.encode() in _unpacked(original)
    made = written_anew(original)
    for secret in (AUTHOR, b"D:20260302", CAMERA.encode(), b"xmpmeta", b"pikepdf"):
        assert secret not in _unpacked(made), secret
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1
        assert b"/Im Do" in pdf.pages[0].obj.Contents.read_bytes()
        image = pdf.pages[0].obj.Resources.XObject.Im
        assert Image.open(io.BytesIO(image.read_raw_bytes())).size == (20, 20)


@pytest.mark.parametrize("told", ["", "auteur"])
def test_the_same_bytes_each_time(told: str) -> None:
    made = written_anew(document(told))
    assert made == written_anew(document(told))
    assert made == written_anew(made)


@pytest.mark.parametrize("content", [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"<html>%PDF-1.4 %%EOF", b"\0" * 99])
def test_any_bytes_at_all_are_refused_and_nothing_else_happens(content: bytes) -> None:
    with pytest.raises(PdfRefused):
        written_anew(content)


def test_what_swells_once_unpacked_is_stopped() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(PdfRefused):
        written_anew(_bomb())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 12


def _bomb() -> bytes:
    """A file whose index, packed thrice, would fill three gigabytes."""
    inner = zlib.compress(b"\0" * 300_000_000)
    packed = zlib.compress(inner * 10)
    head = b"%PDF-1.5\n"
    index = (
        b"1 0 obj\n<</Type/XRef/Size 2/W[1 2 1]/Root 1 0 R/Filter[/FlateDecode/FlateDecode]/Length "
        + str(len(packed)).encode()
        + b">>\nstream\n"
        + packed
        + b"\nendstream\nendobj\n"
    )
    return head + index + b"startxref\n" + str(len(head)).encode() + b"\n%%EOF\n"


def _unpacked(content: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            out,
            compress_streams=False,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
    return out.getvalue()
