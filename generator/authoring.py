"""What helps whoever writes: begin a record, mend what has one remedy, compare two revisions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator import mending, protocol
from generator.checking import check as check_with
from generator.checking import check_as_if
from generator.diagnostics.renderers.as_json import as_json
from generator.drafting import Draft
from generator.exports import deadlines_calendar, tracking_table, tracking_text
from generator.grammar import lab_of
from generator.papers import PaperError, paper_of
from generator.sources import ROOTS, read
from generator.working import CouldNotRun, schemas_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.drafting import Refusal
    from generator.mending import Mended
    from generator.papers import Paper
    from generator.schema import Schemas
    from generator.sources import Sources

DIFFERENCES = ("texte", "json")
"""The formats of `diff`."""
TRACKINGS = {"texte": tracking_text, "csv": tracking_table, "ics": deadlines_calendar}
"""The formats of `tracking`."""


def mend(root: Path, wanted: Callable[[str], bool], *, order: bool = False) -> Mended:
    """What can be mended under `root` in the files that `wanted` accepts; nothing is written.

    With `order`, the fields of sound records are put in the order of their schemas too. Raises `CouldNotRun`
    where the schemas cannot be read.
    """
    schemas = schemas_of(root)
    return mending.mend(root, partial(check_as_if, root, schemas), wanted, order=order)


def diff(root: Path, experiment: str, first: str, *, last: str, form: str = "texte") -> str:
    """What changes from a revision of a protocol to a later one, in one of `DIFFERENCES`.

    Revisions are named `r1` or `1`. Faults elsewhere in the commons are no hindrance. Raises `CouldNotRun`
    where there are no such two revisions.
    """
    checked = check_with(root, schemas_of(root))
    try:
        before, after, between = protocol.asked(checked.commons, experiment, first, last=last)
    except LookupError as error:
        raise CouldNotRun(str(error)) from error
    found = protocol.difference(before, after, between)
    if form == "json":
        return as_json(protocol.as_data(before, after, found))
    return protocol.as_text(found, checked.schemas.fields("protocole"))


def tracking(root: Path, form: str, *, day: str = "") -> tuple[str, list[str]]:
    """Where each experiment under way stands on that `day`, in one of `TRACKINGS`; and the ids left out.

    Those are experiments whose record has faults. Raises `CouldNotRun`.
    """
    checked = check_with(root, schemas_of(root), day=day)
    left = sorted(ref.id for ref in checked.commons.broken if ref.kind == "experimentation")
    return TRACKINGS[form](checked.index), left


def paper(root: Path, kind: str, experiment: str) -> Paper:
    """The paper `kind`, one of `papers.PAPERS`, of an experiment.

    Faults elsewhere in the commons are no hindrance. Raises `CouldNotRun` where there is no such experiment,
    or its template cannot be filled in.
    """
    checked = check_with(root, schemas_of(root))
    try:
        return paper_of(root, checked.index, kind, experiment=experiment)
    except PaperError as error:
        raise CouldNotRun(str(error)) from error


def begin(root: Path, ask: Callable[[Sources, Schemas], Draft | Refusal]) -> Draft:
    """The file that `ask` (`drafting.new`, `drafting.revise`) drafts for the commons under `root`.

    Raises `CouldNotRun` where there is nothing to write.
    """
    message = (
        f"le dossier {root.resolve()} ne contient ni {', ni '.join(ROOTS)}\n"
        "  aide: placez-vous dans le dossier de l'espace, ou donnez-le avec --root"
    )
    if any((root / top).is_dir() for top in ROOTS):
        schemas = schemas_of(root)
        sources = read(root, kinds=schemas.kinds)
        found = ask(sources, schemas.spoken(lab_of(sources.facts)))
        if isinstance(found, Draft):
            return found
        message = f"{found.message}\n  aide: {found.help}"
    raise CouldNotRun(message)
