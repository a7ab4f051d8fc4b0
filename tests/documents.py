"""Make the PDF of the tests: one that holds nothing but a page, or what a PDF should not hold."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream

from tests.pictures import drawn, photograph

if TYPE_CHECKING:
    from collections.abc import Callable

AUTHOR = b"Marie Essai"
_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="%s"/></rdf:RDF></x:xmpmeta>'
)
_BOX = Array([0, 0, 9, 9])


def document(told: str = "", *, words: str = "Plan") -> bytes:
    """A PDF of one page; `told` names one of `HOLDING` or of `AROUND`, or `auteur` for its properties."""
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200)).obj
        page.Contents = pdf.make_stream(f"BT 20 100 Td ({words}) Tj ET".encode())
        if told == "auteur":
            _signed(pdf, page)
        if told in HOLDING:
            HOLDING[told](pdf, page)
        out = io.BytesIO()
        locked = told == "mot de passe"
        pdf.save(
            out,
            deterministic_id=not locked,
            static_id=locked,
            encryption=Encryption(owner="essai", user="essai") if locked else False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return AROUND.get(told, bytes)(out.getvalue())


def _signed(pdf: Pdf, page: Dictionary) -> None:
    name = AUTHOR.decode()
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Author=name, CreationDate="D:20260302"))
    pdf.Root.Metadata = pdf.make_stream(_XMP % AUTHOR, Type=Name.Metadata, Subtype=Name.XML)
    page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=_BOX, T=name, M="D:20260302")])
    photo = photograph("JPEG", drawn(20, 20), camera=True)
    image = Stream(pdf, photo, Type=Name.XObject, Subtype=Name.Image, Width=20, Height=20)
    image.stream_dict.ColorSpace, image.stream_dict.BitsPerComponent = Name.DeviceRGB, 8
    image.stream_dict.Filter = Name.DCTDecode
    page.Contents = pdf.make_stream(b"q 20 0 0 20 0 0 cm /Im Do Q")
    page.Resources = Dictionary(XObject=Dictionary(Im=pdf.make_indirect(image)))


def _opening(action: Callable[[], Dictionary]) -> Callable[[Pdf, Dictionary], None]:
    def put(pdf: Pdf, _page: Dictionary) -> None:
        pdf.Root.OpenAction = pdf.make_indirect(action())

    return put


def _noted(
    subtype: Name, action: Callable[[], Dictionary] | None = None
) -> Callable[[Pdf, Dictionary], None]:
    def put(_pdf: Pdf, page: Dictionary) -> None:
        note = Dictionary(Type=Name.Annot, Rect=_BOX, Subtype=subtype)
        if action is not None:
            note.A = action()
        page.Annots = Array([note])

    return put


def _attached(pdf: Pdf, _page: Dictionary) -> None:
    pdf.attachments["liste.csv"] = b"nom;telephone"


def _named(pdf: Pdf, _page: Dictionary) -> None:
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array(["a", Dictionary(S=Name.JavaScript, JS="1")]))
    )


def _form(pdf: Pdf, _page: Dictionary) -> None:
    pdf.Root.AcroForm = Dictionary(XFA="<xdp/>")


def _portfolio(pdf: Pdf, _page: Dictionary) -> None:
    pdf.Root.Collection = Dictionary()


def _turning(_pdf: Pdf, page: Dictionary) -> None:
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


HOLDING: dict[str, Callable[[Pdf, Dictionary], None]] = {
    "script": _opening(lambda: Dictionary(S=Name.JavaScript, JS="app.alert(1)")),
    "script nommé": _named,
    "script de page": _turning,
    "formulaire": _form,
    "adresse": _noted(Name.Link, lambda: Dictionary(S=Name.URI, URI="java\tscript:alert(1)")),
    "programme": _opening(lambda: Dictionary(S=Name.Launch, F="calc.exe")),
    "renvoi": _opening(lambda: Dictionary(S=Name.GoToR, F="autre.pdf")),
    "suite": _opening(
        lambda: Dictionary(S=Name.GoTo, D=Array([0]), Next=Dictionary(S=Name.SubmitForm, F="http://x"))
    ),
    "import": _noted(Name.Link, lambda: Dictionary(S=Name.ImportData, F="x.fdf")),
    "pièce jointe": _attached,
    "porte-documents": _portfolio,
    "vidéo": _noted(Name.RichMedia),
    "fichier joint": _noted(Name.FileAttachment),
}
AROUND: dict[str, Callable[[bytes], bytes]] = {
    "page": lambda whole: whole[:9] + b"%<script>alert(1)</script>\n" + whole[9:],
    "archive": lambda whole: whole + b"PK\x03\x04liste.csvPK\x05\x06" + b"\0" * 18,
    "suivi": lambda whole: whole + b"<script>alert(1)</script>",
    "abîmé": lambda whole: whole[: len(whole) // 2] + b"\n%%EOF\n",
}
