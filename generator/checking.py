"""Check a whole commons: what is sound of it, what links it, and every fault, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import judging
from generator.addresses import is_internal, is_passing
from generator.day import newest, too_far
from generator.diagnostics import told, told_once, total, veiled
from generator.frozen import Frozen, replace
from generator.gathering import gather
from generator.grammar import lab_of
from generator.graph import integrity, left_alone, shown_by, site_facts
from generator.index import Index, index_of
from generator.model import Commons, Ref
from generator.permanence import broken_promises, former_addresses, lasts, ledger_promises, withdrawals
from generator.protocol import faults
from generator.published import state, unanswered
from generator.soundness import commons_of
from generator.sources import content, in_files, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.graph import LinkGraph, Whole
    from generator.permanence import Ledger, State
    from generator.schema import Schemas
    from generator.sources import Document, Sources


class Checked(Frozen):
    """A commons once checked: what is sound of it, its links, and every fault, sorted by place.

    What it changes of its own judge comes before the faults.

    `index` is of a `commons` that leaves out the records that have errors; where `sound` is true it leaves
    out none. `lasting` are the paths of the revisions that are published, or may be: their faults carry no
    edits, and `spared` are those of them whose faults had some. `used` are the digests of the attachments
    that texts show, by path, and `shown` the paths of those that each revision shows.
    """

    sources: Sources
    index: Index
    used: Mapping[str, str]
    shown: Mapping[Ref, tuple[str, ...]]
    diagnostics: tuple[Diagnostic, ...]
    lasting: frozenset[str]
    spared: frozenset[str]

    @property
    def commons(self) -> Commons:
        """The records without errors."""
        return self.index.commons

    @property
    def graph(self) -> LinkGraph:
        """The links between all readable records, those with errors included."""
        return self.index.graph

    @property
    def schemas(self) -> Schemas:
        """The schemas that it was checked with, in the words of this commons."""
        return self.index.schemas

    @property
    def sound(self) -> bool:
        """Whether nothing stops a publication."""
        return not any(diagnostic.severity == "error" for diagnostic in self.diagnostics)

    @property
    def told(self) -> list[Diagnostic]:
        """The faults to show: of each rule in a file the first ones, the last of which counts the others."""
        return told(self.diagnostics)


def check(  # noqa: PLR0913 — what it is held to, each of its own sort
    root: Path,
    schemas: Schemas,
    past: Path | None = None,
    *,
    facts: bytes | None = None,
    ledger: Ledger | None = None,
    day: str = "",
    jobs: int = 1,
) -> Checked:
    """Read the commons under `root` and hold it against `schemas` and every rule.

    With `past` and `facts`, see `compare`; with `ledger`, hold it to the promises of what is online. `jobs`
    processes share the records. `day` is today; without it, the newest day that records tell of.
    """
    both = compare(root, schemas, past, facts=facts, day=day, jobs=jobs) if past else None
    checked = both[1] if both else _check(root, schemas, {}, jobs=jobs, day=day)
    if ledger is None:
        return checked
    judged = tuple(fault for fault in checked.diagnostics if fault.rule == judging.RULE)
    others = checked.diagnostics[len(judged) :]
    told = {(fault.rule, fault.place.path) for fault in others}
    found = ledger_promises(ledger, state_of(root, checked))
    more = [fault for fault in found if (fault.rule, fault.place.path) not in told]
    return replace(checked, diagnostics=(*judged, *_by_place([*others, *more])))


def to_publish(checked: Checked) -> Checked:
    """The same, held to what a site must say of itself once it is online: errors, no more warnings."""
    before = [fault for fault in checked.diagnostics if fault.rule != site_facts.EXPECTED]
    return replace(
        checked, diagnostics=(*before, *_by_place(site_facts.required_facts(checked.sources.documents)))
    )


def check_as_if(root: Path, schemas: Schemas, instead: Mapping[str, bytes], *, day: str = "") -> Checked:
    """What `check` would find under `root` if the files that `instead` names held those bytes."""
    return _check(root, schemas, instead, day=day)


def compare(  # noqa: PLR0913 — what it is held to, each of its own sort
    root: Path,
    schemas: Schemas,
    past: Path,
    *,
    facts: bytes | None = None,
    day: str = "",
    jobs: int = 1,
) -> tuple[Checked, Checked]:
    """What was published before, then the commons under `root` held to it: to its promises, by its judge.

    `past` is a folder that holds what was published where the work began; it is read by the same rules and
    its faults are not told. `facts` are those of the site as published today, where they are not those of
    `past`: they judge. What the commons under `root` changes of them is told first.
    """
    checked = _check(root, schemas, {}, jobs=jobs, day=day)
    before = _check(past, schemas, {}, jobs=jobs)
    kept = tuple(document for document in before.sources.documents if (past / document.path).is_file())
    before = replace(before, sources=replace(before.sources, documents=kept))
    told, found = _judged(root, past, (before, checked), facts=facts, jobs=jobs)
    was = state_of(past, before)
    own = {
        f"/schemas/{path.name}": f"schemas/{path.name}" for path in (past / "schemas").glob("*.schema.json")
    }
    broken = list(broken_promises(replace(was, files={**was.files, **own}), state_of(root, checked)))
    # A deleted revision also leaves a gap in the numbers: one fault is enough, the clearer one.
    gone = {fault.place.path.rpartition("/")[0] for fault in broken if fault.rule == "revision-effacee"}
    found = [
        fault
        for fault in found
        if fault.rule != "revision-manquante" or fault.place.path.rpartition("/")[0] not in gone
    ]
    return before, replace(checked, diagnostics=(*told, *_by_place([*found, *sorted(broken)])))


def _judged(
    root: Path, past: Path, moments: tuple[Checked, Checked], *, facts: bytes | None, jobs: int
) -> tuple[tuple[Diagnostic, ...], list[Diagnostic]]:
    """What the commons under `root` changes of its judge, and its faults as the published facts have them.

    Those that its own facts would bring once published are faults too: a build would stop at them.
    """
    before, checked = moments
    published = content(past, judging.FACTS) if facts is None else facts
    was, now = (_facts(where, moment) for where, moment in ((past, before), (root, checked)))
    told = list(judging.of_the_facts(checked.schemas, was, now)) if before.sources.documents else []
    own = list(checked.diagnostics)
    if published is None or published == content(root, judging.FACTS):
        return tuple(told), own
    kept = _check(root, checked.schemas, {judging.FACTS: published}, jobs=jobs)
    theirs = [fault for fault in kept.diagnostics if fault.place.path != judging.FACTS]
    hidden = total(set(theirs).difference(own), "error")
    beside = own if told else [fault for fault in own if fault.place.path == judging.FACTS]
    fresh = {fault for fault in beside if fault.place.path != judging.FACTS}.difference(theirs)
    added = total(fresh, "error")
    return judging.with_effects(told, hidden, added), [*theirs, *beside]


def _facts(root: Path, moment: Checked) -> Document | None:
    """The document of the site's facts, if a file or a link is at its path, readable or not."""
    if not (root / judging.FACTS).exists() and not (root / judging.FACTS).is_symlink():
        return None
    return next((one for one in moment.sources.documents if one.path == judging.FACTS), None)


def _by_place(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each fault once, by place and rule: those of a life stay in the order of its phases.

    Logs are public: what the author's words say of how to reach a person is not repeated in ours.
    """
    told = (replace(fault, message=veiled(fault.message), help=veiled(fault.help)) for fault in found)
    return tuple(sorted(dict.fromkeys(told), key=lambda fault: (fault.place, fault.rule)))


def state_of(root: Path, checked: Checked) -> State:
    """What the commons under `root`, once checked, holds and publishes."""
    return state(root, checked.sources.documents, checked.index, attached=(checked.used, checked.shown))


def _check(
    root: Path, schemas: Schemas, instead: Mapping[str, bytes], *, jobs: int = 1, day: str = ""
) -> Checked:
    sources = read(root, instead, kinds=schemas.kinds, jobs=jobs)
    documents = {Ref(document.kind, document.id): document for document in sources.documents}
    schemas = schemas.spoken(lab_of(sources.facts))
    held, whole = gather(sources, schemas, documents, jobs=jobs)
    day = day or newest(schemas, whole.data)
    misspelt, linked = told_once(held.fields, [*integrity(whole), *too_far(schemas, whole, day)])
    clean = {one.path: one.cleaned for one in sources.documents if one.cleaned}
    fields = in_files(clean, held.fields)
    found = [*in_files(clean, misspelt), *in_files(clean, [*held.text, *linked]), *sources.diagnostics]
    if not any(fault.severity == "error" for fault in found):
        found += in_files(clean, left_alone(whole))
    digests = {one.path: one.digest for one in sources.attachments}
    used = {m.path: digests[m.path] for m in whole.mentions if m.path in digests}
    shown = shown_by(whole.mentions, digests)
    unreadable = [*fields, *sources.diagnostics]
    images = {item.path: item.pixels for item in sources.attachments if item.pixels}

    def made() -> tuple[Index, Commons]:
        sound, lives = commons_of(
            documents, held.data, images=images, unreadable=unreadable, found=found, schemas=schemas
        )
        return index_of(sound, whole.graph, schemas, day=day), lives

    index, lives = made()
    if index.commons.retraits or _asks_what_answers(whole, sources.documents):
        today = state(root, sources.documents, index, attached=(used, {}))
        wrong = [
            *withdrawals(today, is_passing, is_internal),
            *former_addresses(today, is_internal),
            *unanswered(whole, today, schemas.sources),
        ]
        if wrong:
            found += in_files(clean, wrong)
            index, lives = made()
    lasting = frozenset(document.path for document in sources.documents if lasts(document))
    listed = _by_place([*sorted({*found}), *in_files(clean, faults(lives, documents))])
    spared = frozenset(fault.place.path for fault in listed if fault.edits or fault.rest) & lasting
    diagnostics = tuple(replace(f, edits=(), rest=()) if f.place.path in spared else f for f in listed)
    return Checked(sources, index, used, shown=shown, diagnostics=diagnostics, lasting=lasting, spared=spared)


def _asks_what_answers(whole: Whole, documents: Iterable[Document]) -> bool:
    """Whether a record names an address of the site: few do, and to list all addresses takes long."""
    return any(mention.kind == "adresse" for mention in whole.mentions) or any(
        "anciennes_adresses" in (one.data or {}) for one in documents
    )
