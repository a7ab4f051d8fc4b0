"""Check the images and PDFs beside a record by their content, not by the extension of their name."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator import images, pdf
from generator.diagnostics import Diagnostic, Place, Related, quoted, seek
from generator.sources import file_names, limits
from generator.sources.document import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.images.properties import Told
    from generator.sources.file_names import Refusal

KINDS = (".png", ".jpg", ".webp", ".pdf")
# How cameras and Windows also name a JPEG. Web servers do not all know these: they are published as .jpg.
_ALSO = {".jpeg": ".jpg", ".jpe": ".jpg", ".jfif": ".jpg"}
_PNG, _JPG, _PDF, _RIFF, _WEBP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-", b"RIFF", b"WEBP"
_INSTEAD = {
    ".svg": "exportez ce dessin en .png : un .svg peut contenir un programme",
    ".gif": "enregistrez l'image en .png",
    ".heic": "enregistrez la photo en .jpg",
    ".md": "écrivez l'extension en minuscules : .md",
    ".markdown": "renommez-le avec l'extension .md",
    ".mdx": "renommez-le avec l'extension .md",
    ".txt": "si c'est une fiche, renommez-le avec l'extension .md",
    ".yaml": "les faits du site sont dans content/site.yml",
    ".yml": "les faits du site sont dans content/site.yml, et chaque fiche dans un fichier .md",
    ".docx": "enregistrez le document en .pdf, ou recopiez le texte dans une fiche",
    ".odt": "enregistrez le document en .pdf, ou recopiez le texte dans une fiche",
}


def published_path(path: str) -> str:
    """A path with the extension under which its file is published: `a/plan.PNG` gives `a/plan.png`.

    So the address is the same on disks that ignore case, and for links typed in small letters.
    """
    stem, dot, last = path.rpartition(".")
    extension = f"{dot}{last.lower()}"
    return f"{stem}{_ALSO.get(extension, extension)}" if dot and "/" not in last else path


def twice(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Files that would be published at one address: `plan.PNG` beside `plan.png`."""
    first: dict[str, str] = {}
    for path in sorted(paths, key=lambda path: (path != published_path(path), path)):
        other = first.setdefault(published_path(path), path)
        if other != path:
            name, rival = (quoted(one.rpartition("/")[2]) for one in (path, other))
            yield Diagnostic(
                place=Place(path),
                rule="piece-jointe-en-double",
                message=f"{name} et {rival} seraient publiés à la même adresse",
                help=f"gardez un seul de ces deux fichiers, ou donnez à {name} un autre nom",
                related=(Related(Place(other), "l'autre fichier"),),
            )


def check_name(path: str) -> Refusal | None:
    """Why the file at `path` is neither a record nor a valid attachment; None if it is an attachment."""
    name = path.rsplit("/", 1)[-1]
    stem, dot, last = name.rpartition(".")
    extension = (dot + last) if stem else ""
    stem = stem or name
    if not extension or not published_path(name).endswith(KINDS):
        other = f"retirez-le : ne sont acceptés que les fiches .md et les fichiers {', '.join(KINDS)}"
        return (
            "fichier-refuse",
            f"{quoted(name)} ne peut pas être publié",
            _INSTEAD.get(extension.lower(), other),
        )
    return file_names.check(stem, extension)


def examine(path: str, content: bytes) -> tuple[Attachment | None, Diagnostic | None]:
    """The attachment, and its fault: too heavy, not what its extension says, spoilt, or telling a place.

    A file that is no image at all is no attachment. An image at fault is one: what shows it makes no second
    fault.
    """
    if len(content) > limits.ATTACHMENT_BYTES:
        most = limits.ATTACHMENT_BYTES // (1024 * 1024)
        return None, Diagnostic(
            place=Place(path),
            rule="piece-jointe-trop-lourde",
            message=f"ce fichier pèse plus de {most} Mo",
            help="réduisez l'image (1600 pixels de large suffisent) ou allégez le document",
        )
    written = path[path.rindex(".") :]
    extension = published_path(path)[path.rindex(".") :]
    real = _real_kind(content)
    if real != extension:
        what = f"c'est un {real}" if real else "il contient tout autre chose"
        remedy = (
            f"renommez-le avec l'extension {real}" if real else "remplacez-le par l'image ou le PDF d'origine"
        )
        message = f"ce fichier porte l'extension {written}, mais {what}" if content else "ce fichier est vide"
        return None, Diagnostic(
            place=Place(path), rule="piece-jointe-trompeuse", message=message, help=remedy
        )
    digest = hashlib.sha256(content).hexdigest()
    pixels, fault = _looked(content, digest, extension)
    attachment = Attachment(path=path, size=len(content), digest=digest, pixels=pixels)
    return attachment, Diagnostic(Place(path), *fault) if fault else None


_SEEN: dict[str, tuple[tuple[int, int] | None, Refusal | None]] = {}


def _looked(content: bytes, digest: str, extension: str) -> tuple[tuple[int, int] | None, Refusal | None]:
    """The size of an image in pixels and the fault of a file; cached, for a preview that goes on."""
    if digest not in _SEEN:
        look = _look if extension in images.KINDS else _look_into_pdf
        _SEEN[digest] = look(content, extension)
    return _SEEN[digest]


def _look(content: bytes, extension: str) -> tuple[tuple[int, int] | None, Refusal | None]:
    try:
        seen = images.look(content, extension)
    except images.TooManyPixels as error:
        size, most = f"{error.width} pixels sur {error.height}", images.MOST_PIXELS // 1_000_000
        message = f"cette image mesure {size}, plus de {most} millions en tout"
        return None, ("image-trop-grande", message, "réduisez-la : 1600 pixels de large suffisent")
    except images.UnreadableImage:
        message = "cette image est abîmée ou incomplète, elle ne se lit pas jusqu'au bout"
        remedy = "ouvrez l'original et enregistrez-le à nouveau, puis remplacez ce fichier"
        return None, ("image-illisible", message, remedy)
    return (seen.width, seen.height), _indiscreet(seen.told)


def _indiscreet(told: Told) -> Refusal | None:
    """The personal data in the properties of an image, the most serious first."""
    if told.located:
        return (
            "image-localisee",
            "cette image dit où elle a été prise",
            _NO_PLACE,
        )
    for text in told.texts:
        for datum in seek(text):
            message = f"dans les propriétés de cette image, {datum.message}"
            return "donnee-personnelle", message, _PROPERTIES
    if told.named:
        return "image-nominative", "les propriétés de cette image nomment une personne", _PROPERTIES
    return None


_NO_PLACE = (
    "retirez-en la position : une capture d'écran de la photo suffit, "
    "ou « Supprimer les propriétés » dans ses propriétés sous Windows ; puis remplacez ce fichier"
)
_PROPERTIES = (
    "retirez ses propriétés : une capture d'écran n'en a pas, ou « Supprimer les propriétés » sous Windows ; "
    "le nom de qui l'a faite se met dans la légende, s'il en est d'accord"
)


def _look_into_pdf(content: bytes, _extension: str) -> tuple[None, Refusal | None]:
    try:
        pdf.written_anew(content)
    except pdf.PdfRefused as refused:
        return None, _PDF_REFUSALS[refused.reason]
    return None, None


_PRINT = "imprimez le document dans un nouveau PDF (« Imprimer », puis « Enregistrer au format PDF »)"
_PDF_REFUSALS: dict[pdf.Reason, Refusal] = {
    "script": (
        "pdf-actif",
        "ce PDF contient un programme",
        f"{_PRINT} : il n'y en aura plus",
    ),
    "action": (
        "pdf-actif",
        "ce PDF peut lancer un programme, ouvrir un autre fichier ou envoyer un formulaire",
        f"{_PRINT} : il ne le pourra plus",
    ),
    "fichier": (
        "pdf-actif",
        "ce PDF contient d'autres fichiers : une pièce jointe, un son ou une vidéo",
        f"{_PRINT} ; déposez à part ce qui doit être publié",
    ),
    "chiffre": (
        "pdf-illisible",
        "ce PDF est protégé par un mot de passe",
        "enregistrez-le sans mot de passe",
    ),
    "illisible": (
        "pdf-illisible",
        "ce PDF est abîmé ou incomplet, ou demande trop de temps à lire",
        _PRINT,
    ),
    "devant": (
        "piece-jointe-trompeuse",
        "ce fichier est un PDF qui commence par autre chose",
        _PRINT,
    ),
    "derriere": (
        "piece-jointe-trompeuse",
        "ce fichier est un PDF suivi d'autre chose",
        _PRINT,
    ),
}


def _real_kind(content: bytes) -> str:
    if content.startswith(_PNG):
        return ".png"
    if content.startswith(_JPG):
        return ".jpg"
    if content.startswith(_PDF):
        return ".pdf"
    return ".webp" if content.startswith(_RIFF) and content[8:12] == _WEBP else ""
