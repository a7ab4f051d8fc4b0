"""Draft the next revision of a protocol from its newest one: `revise(sources, schemas, experiment, day)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import quoted
from generator.drafting.draft import BLANK, Draft, Refusal
from generator.drafting.field_blocks import Block, blocks
from generator.drafting.field_comments import comment, words
from generator.drafting.form import is_ours
from generator.drafting.knowledge import numbered, revisions
from generator.drafting.placing import experiment_id, experiment_named
from generator.model import brouillon, publiee
from generator.sources import Identity, identify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.schema import Schemas
    from generator.sources import Document, Sources

# A revision's own: its date, its state, why it was written, what was found wrong in it since. Two revisions
# may not bear one title, and a summary tells what is particular to one.
_OWN = frozenset(
    {"date", "etat", "titre", "resume", "motifs", "changements", "hypotheses_retirees"}
    | {"errata", "publie_le", "modifie_le", "anciens_ids", "anciennes_adresses", "non_personnel"}
)
_TEXT = ("titre", "resume")
# A front matter has a limit of size, and forty examples are enough to write the others.
_MOST_EXAMPLES = 40
_COMMENTED = re.compile(rf"# ?(?:{'|'.join(sorted(_OWN))}):")


def revise(sources: Sources, schemas: Schemas, typed: str, *, day: str) -> Draft | Refusal:
    """The file of the next revision: the hypotheses, the devices and the body copied as they are written.

    `typed` names an experiment; `day` (AAAA-MM-JJ) dates the new revision.
    """
    experiment = experiment_id(typed)
    unknown = experiment_named(sources, experiment)
    if unknown:
        return unknown
    earlier = revisions(sources, experiment)
    if not earlier:
        message = f"l'expérimentation {quoted(experiment)} n'a pas encore de protocole"
        return Refusal(message, f"pour en écrire la première révision : espace new protocole {experiment}")
    newest = earlier[-1]
    if refusal := _not_yet(sources, newest, day):
        return refusal
    cut = blocks(newest)
    if cut is None:
        return Refusal(
            f"l'en-tête de {newest.path} n'a pas un champ par ligne",
            f"recopiez ce fichier vous-même sous le nom {_next(newest)}.md",
        )
    path = f"{newest.path.rpartition('/')[0]}/{_next(newest)}.md"
    identity = identify(path)
    if not isinstance(identity, Identity):
        return Refusal(identity.message, identity.help)
    return Draft(path, _text(schemas, earlier, cut, day=day))


def _not_yet(sources: Sources, newest: Document, day: str) -> Refusal | None:
    """A refusal if the newest revision cannot be followed as it is (a draft, say), else None."""
    data = newest.data or {}
    name = newest.id.rpartition("/")[2]
    if brouillon(data):
        return Refusal(f"{name} est encore un brouillon : complétez-le", f"il est ici : {newest.path}")
    faulty = any(fault.place.path == newest.path for fault in sources.diagnostics)
    if faulty or not publiee(data) or not isinstance(data.get("date"), str):
        return Refusal(f"{newest.path} a des fautes", f"corrigez-les d'abord : espace check {newest.path}")
    if day <= data["date"]:
        return Refusal(
            f"{name} est datée du {data['date']}, et la suivante serait datée du {day}",
            "donnez une date plus tardive avec --date : chaque révision vient après la précédente",
        )
    return None


def _next(newest: Document) -> str:
    return f"r{int(newest.id.rpartition('/r')[2]) + 1}"


def _text(schemas: Schemas, earlier: list[Document], cut: tuple[Block, ...], *, day: str) -> str:
    newest = earlier[-1]
    retitled = [name for name in _TEXT if name in (newest.data or {})]
    head = [*_head(newest, day, retitled), "", *_motives(schemas)]
    changes = list(_changes(earlier, retitled=bool(retitled)))
    header = _assembled(head, list(_kept(cut)), [*changes, "", *_retired(newest)])
    return "\n".join(["---", *header, "---", newest.body])


def _kept(cut: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks to copy, without the comments and the commented-out fields that the form wrote."""
    for block in cut:
        if block.name in _OWN:
            continue
        ours = not block.name and (is_ours(block.lines) or any(map(_COMMENTED.match, block.lines)))
        if not ours:
            yield block


def _assembled(head: list[str], kept: list[Block], tail: list[str]) -> list[str]:
    """The new front matter: what the author must fill in comes after the hypotheses and the devices."""
    names = [block.name for block in kept]
    after = max((names.index(name) + 1 for name in ("hypotheses", "dispositifs") if name in names), default=0)
    parts = [Block("", tuple(head)), Block("", ("",)), *kept]
    at = after + 2 if after else len(parts)
    parts[at:at] = [Block("", ("",)), Block("", tuple(tail)), Block("", ("",))]
    lines: list[str] = []
    for block in parts:
        if not (block.empty and (not lines or not lines[-1].strip())):
            lines += block.lines
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _head(newest: Document, day: str, retitled: list[str]) -> Iterator[str]:
    name = newest.id.rpartition("/")[2]
    yield from comment(
        f"Cette révision part de {name}. Changez ce qui doit l'être dans les hypothèses, les dispositifs et "
        "le texte, puis remplissez les lignes marquées « à remplir ». Quand l'équipe l'a arrêtée, écrivez "
        "« etat: publiee » : elle ne changera plus."
    )
    yield f"date: {day}"
    yield "etat: brouillon"
    if retitled:
        yield from comment(f"Le titre et le résumé de {name} ne valent que pour elle.")
    yield from (f"{field}: {BLANK}" for field in retitled)


def _motives(schemas: Schemas) -> Iterator[str]:
    yield from words(schemas.trees["protocole"]["properties"]["motifs"], {}, full=True)
    yield "motifs:"
    yield f"  - {BLANK}"


def _changes(earlier: list[Document], *, retitled: bool) -> Iterator[str]:
    newest = earlier[-1]
    name = newest.id.rpartition("/")[2]
    yield from comment(
        "Changements. Une entrée pour chaque hypothèse ou dispositif ajouté, modifié ou retiré depuis "
        f"{name}, et une pour le texte s'il a changé. Retirez le « # » des deux lignes de ce que vous avez "
        "changé, écrivez pourquoi, et effacez les autres. Un numéro ne change jamais de sens et ne resert "
        f"jamais : une nouvelle hypothèse s'appelle {_free(earlier, 'hypotheses', 'H')}, "
        f"un nouveau dispositif {_free(earlier, 'dispositifs', 'D')}."
    )
    yield "changements:" if retitled else f"changements: {BLANK}"
    if retitled:
        yield "  - quoi: texte"
        yield f"    pourquoi: {BLANK}"
    parts = [
        part for field in ("hypotheses", "dispositifs") for part, _ in numbered(newest.data or {}, field)
    ]
    for part in [*dict.fromkeys(parts[:_MOST_EXAMPLES]), *(() if retitled else ("texte",))]:
        yield f"#  - quoi: {part}"
        yield "#    pourquoi:"


def _free(earlier: list[Document], field: str, letter: str) -> str:
    """The next number for a hypothesis or a device that no revision has ever used."""
    used = [int(name[1:]) for document in earlier for name, _ in numbered(document.data or {}, field)]
    return f"{letter}{max(used, default=0) + 1}"


def _retired(newest: Document) -> Iterator[str]:
    first = next(numbered(newest.data or {}, "hypotheses"), None)
    if first is None:
        return
    yield from comment(
        "Hypothèses retirées. Pour abandonner une hypothèse, effacez-la plus haut, dans la liste et dans les "
        "dispositifs qui la citent, dites-le dans « changements », puis retirez le « # » de ces trois lignes."
    )
    yield "#hypotheses_retirees:"
    yield f"#  - id: {first[0]}"
    yield "#    motif:"
