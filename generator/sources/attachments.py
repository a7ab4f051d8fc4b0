"""Accept the images and PDF that lie beside a record, on what they hold and not on what their name claims."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, quoted
from generator.sources import limits, names
from generator.sources.document import Attachment

if TYPE_CHECKING:
    from generator.sources.names import Refusal

KINDS = (".png", ".jpg", ".webp", ".pdf")
_PNG, _JPG, _PDF, _RIFF, _WEBP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-", b"RIFF", b"WEBP"
_INSTEAD = {
    ".jpeg": "renommez-le avec l'extension .jpg",
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


def check_name(path: str) -> Refusal | None:
    """Why the file at `path`, which is no record, is no attachment either; or None."""
    name = path.rsplit("/", 1)[-1]
    stem, dot, last = name.rpartition(".")
    extension = (dot + last) if stem else ""
    stem = stem or name
    if extension.lower() not in KINDS:
        other = f"retirez-le : ne sont acceptés que les fiches .md et les fichiers {', '.join(KINDS)}"
        return (
            "fichier-refuse",
            f"{quoted(name)} ne peut pas être publié",
            _INSTEAD.get(extension.lower(), other),
        )
    if extension not in KINDS:
        better = names.slug(stem) + extension.lower()
        return (
            "nom-refuse",
            f"l'extension {quoted(extension)} est en majuscules",
            f"renommez-le en {quoted(better)}",
        )
    return names.check(stem, extension)


def examine(path: str, content: bytes) -> Attachment | Diagnostic:
    """The attachment, or the fault of a file too heavy or that is not what its extension says."""
    if len(content) > limits.ATTACHMENT_BYTES:
        most = limits.ATTACHMENT_BYTES // (1024 * 1024)
        return Diagnostic(
            Place(path),
            "piece-jointe-trop-lourde",
            f"ce fichier pèse plus de {most} Mo",
            "réduisez l'image (1600 pixels de large suffisent) ou allégez le document",
        )
    extension = path[path.rindex(".") :]
    real = _real_kind(content)
    if real != extension:
        what = f"c'est un {real}" if real else "il contient tout autre chose"
        remedy = (
            f"renommez-le avec l'extension {real}" if real else "remplacez-le par l'image ou le PDF d'origine"
        )
        message = (
            f"ce fichier porte l'extension {extension}, mais {what}" if content else "ce fichier est vide"
        )
        return Diagnostic(Place(path), "piece-jointe-trompeuse", message, remedy)
    return Attachment(path, len(content), hashlib.sha256(content).hexdigest())


def _real_kind(content: bytes) -> str:
    if content.startswith(_PNG):
        return ".png"
    if content.startswith(_JPG):
        return ".jpg"
    if content.startswith(_PDF):
        return ".pdf"
    return ".webp" if content.startswith(_RIFF) and content[8:12] == _WEBP else ""
