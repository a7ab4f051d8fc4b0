"""Mend a whole commons in memory, as far as its faults carry edits: `mend(root, check, wanted)`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.diagnostics import FAMILIES
from generator.frozen import Frozen
from generator.mending.harm import new_error
from generator.mending.order import in_order
from generator.mending.patching import apply
from generator.mending.proof import holds, says_as_meant
from generator.sources import content, read_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from generator.checking import Checked
    from generator.diagnostics import Diagnostic, Edit
    from generator.sources import Document

_CHARACTERS = {rule.name for family in FAMILIES if family.name == "caracteres" for rule in family.rules}
# Reading stops at the first fault of a front matter: three or four may follow one another.
_MOST_STEPS = 300
_MOST_PASSES = 20
_DOUBT = re.compile(r"""["'](?:.* #|[\[{"'])""")


class MendedFile(Frozen):
    """A file that can be mended: its path from the root, what it holds, and what it would hold."""

    path: str
    before: bytes
    after: bytes


class Left(Frozen):
    """A file that was left as it is, and why, in French."""

    path: str
    reason: str


class Mended(Frozen):
    """The files that can be mended safely; `count` is the number of faults mended.

    `before` is the commons as it is, `after` as it would be with the `files` written.
    """

    files: tuple[MendedFile, ...]
    left: tuple[Left, ...]
    count: int
    before: Checked
    after: Checked


@dataclass(slots=True)
class _Work:
    """The state of a run: the new bytes of the files touched, and the files to leave alone from now on."""

    root: Path
    check: Callable[[Mapping[str, bytes]], Checked]
    files: dict[str, bytes] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    doubtful: set[tuple[str, int]] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    def bytes_of(self, path: str) -> bytes | None:
        return self.files[path] if path in self.files else content(self.root, path)


def mend(
    root: Path,
    check: Callable[[Mapping[str, bytes]], Checked],
    wanted: Callable[[str], bool],
    *,
    order: bool = False,
) -> Mended:
    """What can be mended of the commons under `root`, in the files that `wanted` accepts. Writes nothing.

    `check` says what the commons would be if some files held other bytes. With `order`, the fields of sound
    records are put in the order of their schemas.
    """
    work = _Work(root, check)
    before = check({})
    work.left.update({path: _LASTING for path in before.spared if wanted(path)})
    undecodable = {fault.place.path for fault in before.diagnostics if fault.rule == "encodage"}
    for document in before.sources.documents:
        if not wanted(document.path) or document.path in before.lasting | undecodable:
            continue
        if document.cleaned:
            _make_visible(work, document)
        if document.data is None:
            _make_readable(work, document)
    checked = check(work.files) if work.files else before
    if work.doubtful:
        checked = _without_wrong_values(work, checked)
    for _ in range(_MOST_PASSES):
        edits = _edits(work, checked, wanted)
        if not edits:
            break
        checked = _pass(work, checked, edits)
    if order:
        checked = _put_in_order(work, checked, wanted)
    files = tuple(
        MendedFile(path, was, now)
        for path, now in sorted(work.files.items())
        if (was := content(root, path)) is not None and was != now
    )
    left = tuple(Left(path, reason) for path, reason in sorted(work.left.items()))
    count = sum(work.counts[path] for path in work.files)
    return Mended(files=files, left=left, count=count, before=before, after=checked)


_LASTING = (
    "une révision publiée ne change plus. Si elle l'est déjà, ajoutez-lui un erratum ; "
    "si vous l'écrivez encore, corrigez-la à la main"
)
_NOT_PROVED = "la correction changerait autre chose : faites-la à la main"
_NEW_FAULT = "la correction ferait paraître une autre faute ({fault}) : faites-la à la main"


def _make_visible(work: _Work, document: Document) -> None:
    """Take out the invisible characters that need no judgement; the record was read without them already."""
    before = work.bytes_of(document.path)
    if before is None:
        return
    _, faults = read_record(document.path, document.kind, document.id, content=before)
    edits = [edit for fault in faults if fault.rule in _CHARACTERS for edit in (*fault.edits, *fault.rest)]
    after, _ = apply(before, edits)
    again, _ = read_record(document.path, document.kind, document.id, content=after)
    if edits and again.data == document.data:
        work.files[document.path] = after
        work.counts[document.path] += len(edits)


def _make_readable(work: _Work, document: Document) -> None:
    """Mend a front matter, fault after fault, until it can be read; or leave the file as it is."""
    before = work.bytes_of(document.path)
    now, count = before, 0
    done: list[Edit] = []
    for _ in range(_MOST_STEPS):
        if now is None:
            return
        read, faults = read_record(document.path, document.kind, document.id, content=now)
        if read.data is not None:
            break
        mendable = [fault for fault in faults if fault.edits]
        if not mendable:
            return
        now, written = apply(now, [edit for fault in mendable for edit in fault.edits])
        done += written
        count += len(mendable)
    if now is None or read.data is None:
        return
    if holds(read, done):
        work.files[document.path] = now
        work.doubtful |= {(edit.place.path, edit.place.line) for edit in done if _DOUBT.match(edit.text)}
        work.counts[document.path] += count
    else:
        work.left[document.path] = _NOT_PROVED


def _without_wrong_values(work: _Work, checked: Checked) -> Checked:
    """Leave the files where quotes made a wrong value: a « # » opened a comment, or a « [ » a list."""
    wrong = {f.place.path for f in checked.diagnostics if (f.place.path, f.place.line) in work.doubtful}
    for path in wrong:
        del work.files[path]
        work.left[path] = _NOT_PROVED
    return work.check(work.files) if wrong else checked


def _edits(work: _Work, checked: Checked, wanted: Callable[[str], bool]) -> dict[str, list[Diagnostic]]:
    """The faults that carry edits, by file; files that were left, or cannot be read, have none."""
    readable = {document.path for document in checked.sources.documents if document.data is not None}
    readable -= {fault.place.path for fault in checked.diagnostics if fault.rule == "encodage"}
    found: dict[str, list[Diagnostic]] = {}
    for fault in checked.diagnostics:
        path = fault.place.path
        if (fault.edits or fault.rest) and path in readable and path not in work.left and wanted(path):
            found.setdefault(path, []).append(fault)
    return found


def _pass(work: _Work, checked: Checked, faults: Mapping[str, list[Diagnostic]]) -> Checked:
    """Mend each file once; if new faults appear, find the files that cause them and restore these."""
    documents = {document.path: document for document in checked.sources.documents}
    made = {}
    for path, listed in faults.items():
        after = _proved(work, documents[path], listed)
        if after is None:
            work.left[path] = _NOT_PROVED
        else:
            made[path] = after
    after_all = work.check(work.files | made)
    kept = made
    if new_error(checked, after_all) is not None:
        kept = _harmless(work, checked, made, after_all=after_all)
        after_all = work.check(work.files | kept) if kept else checked
    work.files |= kept
    work.counts.update({path: sum(bool(one.edits) + len(one.rest) for one in faults[path]) for path in kept})
    return after_all


def _harmless(
    work: _Work, checked: Checked, made: Mapping[str, bytes], *, after_all: Checked
) -> dict[str, bytes]:
    """The mended files that cause no new fault; the others are left, with that fault as the reason."""
    kept: dict[str, bytes] = {}
    for path, after in made.items():
        # Checking the whole commons is slow: it is not done again where its result is known.
        new = new_error(
            checked, after_all if len(made) == 1 else work.check(work.files | kept | {path: after})
        )
        if new is None:
            kept[path] = after
        else:
            work.left[path] = _NEW_FAULT.format(fault=new.rule)
    return kept


def _proved(work: _Work, document: Document, faults: Iterable[Diagnostic]) -> bytes | None:
    """The mended file, or None if it would not mean what was intended."""
    before = work.bytes_of(document.path)
    if before is None:
        return None
    after, written = apply(before, [edit for fault in faults for edit in (*fault.edits, *fault.rest)])
    again, _ = read_record(document.path, document.kind, document.id, content=after)
    return after if again.data is not None and says_as_meant(document, again, written) else None


def _put_in_order(work: _Work, checked: Checked, wanted: Callable[[str], bool]) -> Checked:
    apart = _at_fault(checked) | checked.lasting | work.left.keys()
    for document in checked.sources.documents:
        before = work.bytes_of(document.path) if document.data and document.path not in apart else None
        if before is not None and wanted(document.path):
            names = list(checked.schemas.trees[document.kind]["properties"])
            after = in_order(document, before, names)
            if after != before:
                work.files[document.path] = after
    return work.check(work.files)


def _at_fault(checked: Checked) -> set[str]:
    return {fault.place.path for fault in checked.diagnostics}
