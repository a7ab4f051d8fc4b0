"""Read the page templates of a commons, `templates/<kind>.html.jinja`: `working.schemas_of` asks for them.

They stand beside the schemas that declare these kinds, and are trusted as these are: a proposal that is
judged by published schemas is shown by published templates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import closest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDER = "templates"
SUFFIX = ".html.jinja"


def template_path(kind: str) -> str:
    """Where the template of a kind is, from the root of the commons."""
    return f"{FOLDER}/{kind}{SUFFIX}"


def own_templates(root: Path, kinds: Iterable[str]) -> dict[str, str]:
    """The text of each template under `root`, by the kind that it shows: one of `kinds`.

    Raises OSError, and ValueError, in French, for a file that would show nothing.
    """
    known = sorted(kinds)
    found = {}
    for path in sorted((root / FOLDER).glob("*.*")):
        where = f"{FOLDER}/{path.name}"
        if path.suffix not in {".html", ".jinja"}:
            continue
        kind = path.name.removesuffix(SUFFIX)
        if kind not in known:
            message = f"{where} ne montre rien\n  aide: {_remedy(kind, known)}"
            raise ValueError(message)
        if path.is_symlink():
            message = f"{where} est un lien vers un autre fichier\n  aide: mettez le fichier à sa place"
            raise ValueError(message)
        try:
            found[kind] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            message = f"{where} n'est pas du texte en UTF-8\n  aide: enregistrez-le en UTF-8"
            raise ValueError(message) from error
        if not found[kind].strip():
            message = f"{where} est vide\n  aide: écrivez-le ou retirez-le"
            raise ValueError(message)
    return found


def _remedy(name: str, known: list[str]) -> str:
    if not known:
        return "déclarez d'abord une sorte de fiche, par un schéma dans schemas/, ou retirez ce fichier"
    near = closest(name.partition(".")[0], known) or known[0]
    return f"le gabarit d'une sorte de fiche que cet espace ajoute porte son nom : {quoted(near + SUFFIX)}"
