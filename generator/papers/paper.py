"""Write a paper of an experiment: the template that an espace keeps, or ours, with what the records hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import did_you_mean, quoted, some_of
from generator.frozen import Frozen
from generator.model import Ref
from generator.papers.paper_error import PaperError
from generator.papers.told import told

if TYPE_CHECKING:
    from generator.index import Index
    from generator.model import Commons, Experimentation

PAPERS = {
    "convention": "la convention que signent la collectivité et l'association",
    "appel": "les appels à diffuser, et ce qu'il faut pour y répondre",
    "garant": "l'engagement de chaque garant",
    "dossier": "l'expérimentation en quelques pages, pour un conseil ou un financeur",
}
"""What can be written, and what each is."""
FOLDER = "modeles"
"""Where an espace keeps its own templates, from its root."""
_OURS = Path(__file__).parent / "templates"
_HEAVIEST = 10_000_000  # bytes of a template


class Paper(Frozen):
    """A paper: the name of its file, its bytes, how many places are left to complete, which template."""

    name: str
    content: bytes
    blanks: int
    template: str


def paper_of(root: Path, index: Index, kind: str, *, experiment: str) -> Paper:
    """The paper `kind`, one of `PAPERS`, of an experiment of the commons under `root`.

    The experiment is named by its id, or one that it had. Raises `PaperError`, in French with its remedy.
    """
    from generator.papers.paper_filling import filled  # noqa: PLC0415 — what it needs of Word is long to load

    item = _asked(index.commons, experiment.strip("/"))
    where, template = template_of(root, kind)
    content, blanks = filled(template, told(index, item), where)
    return Paper(name=f"{kind}-{item.id}.docx", content=content, blanks=blanks, template=where)


def own_template(kind: str) -> tuple[str, bytes]:
    """Where an espace keeps its template of a paper, from its root; and ours, to begin with."""
    return f"{FOLDER}/{kind}.docx", (_OURS / f"{kind}.docx").read_bytes()


def _asked(commons: Commons, name: str) -> Experimentation:
    for item in commons.experimentations:
        if name == item.id or name in item.anciens_ids:
            return item
    if Ref("experimentation", name) in commons.broken:
        message = f"la fiche {quoted(name)} a des fautes\n  aide: corrigez-les d'abord : espace check"
        raise PaperError(message)
    known = [item.id for item in commons.experimentations]
    remedy = did_you_mean(name, known) or (
        f"donnez le nom de son dossier : {some_of(known)}" if known else "l'espace n'en a aucune"
    )
    message = f"aucune expérimentation ne s'appelle {quoted(name)}\n  aide: {remedy}"
    raise PaperError(message)


def template_of(root: Path, kind: str) -> tuple[str, bytes]:
    """The name of the template of a paper, as told in messages, and its bytes. Raises `PaperError`."""
    own, ours = own_template(kind)
    path = root / own
    if not path.is_symlink() and not path.exists():
        return f"le modèle du programme pour « {kind} »", ours
    if path.is_symlink() or path.parent.is_symlink() or not path.is_file():
        message = f"{own} n'est pas un vrai fichier\n  aide: mettez le modèle lui-même à sa place"
        raise PaperError(message)
    if path.stat().st_size > _HEAVIEST:
        message = f"{own} pèse plus de 10 Mo\n  aide: retirez-en des images, ou allégez-les"
        raise PaperError(message)
    return own, path.read_bytes()
