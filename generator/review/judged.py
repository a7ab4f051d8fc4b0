"""Report what a proposal changes of the rules it is judged by: site facts, and what records must provide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.judging import FACTS, RULE, Moved, Said, moved, sentence
from generator.model import Experimentation, Ref
from generator.protocol import opposable
from generator.review.field_changes import Wording
from generator.review.record_changes import address_of
from generator.review.report_blocks import BulletList, Cite, Sentences, Title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.review.moments import Moments
    from generator.review.pairs import RecordPair
    from generator.review.report_blocks import Bloc, Mots

_ORDERED = ("statut", "etat")


def judged(moments: Moments) -> Iterator[Bloc]:
    """The blocks about changes to what judges the proposal; empty where there is none."""
    speech = Wording(moments.apres.schemas, moments.apres.commons)
    told = [one for one in moments.apres.diagnostics if one.rule == RULE]
    records = [point for pair in moments.paires for point in _record(moments, speech, pair)]
    if told or records:
        yield Title(2, ("Ce qui juge cette proposition",))
    if told:
        yield Sentences(
            ("Cette proposition change ce qui sert à la juger. Relisez ceci avant tout le reste.",)
        )
        yield BulletList(tuple(_facts(moments)) or tuple((_sentence(one.message),) for one in told))
        yield Sentences((_sentence(told[0].help),))
    if records:
        yield Title(3, ("Fiches qui changent ce qui leur est demandé, ou ce qui reste publié",))
        yield BulletList(tuple(records))


def _facts(moments: Moments) -> Iterator[Mots]:
    """The facts of the site that changed, if both files can be read or one of them is new."""
    before, after = (
        next((one for one in documents if one.path == FACTS), None)
        for documents in (moments.documents_avant, moments.documents_apres)
    )
    if after is None or after.data is None:
        return
    for one in moved(moments.apres.schemas, before, after):
        parts = sentence(moments.apres.schemas, "site", one)
        yield ("Cette proposition ", *(Cite(part.text) if isinstance(part, Said) else part for part in parts))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _record(moments: Moments, speech: Wording, pair: RecordPair) -> Iterator[Mots]:
    """The points about a record that changes what it must provide, or withdraws addresses."""
    moment = moments.apres if pair.apres else moments.avant
    title = Cite(moment.commons.titre(pair.ref), address_of(pair.ref, moment.schemas.kinds))
    due, still = _due(moments, pair)
    if pair.ref.kind == "retrait" and pair.apres:
        yield from _withdrawn(
            title, *((one.data or {}).get("adresses") if one else () for one in (pair.avant, pair.apres))
        )
    elif pair.apres is None and due:
        yield title, " s'en va, avec ce que cette fiche devait documenter"
    elif pair.avant and pair.apres and pair.ref.kind != "site":
        must = "doit maintenant" if still else "ne doit plus"
        then = f" ; la fiche {must} documenter chaque étape" if due != still else ""
        yield from ((title, *change, then) for change in _owed(moments, speech, pair))


def _withdrawn(title: Cite, before: object, after: object) -> Iterator[Mots]:
    """The addresses that a record withdraws from the site and did not before."""
    old, new = (value if isinstance(value, list) else [] for value in (before, after))
    fresh = [str(one) for one in new if one not in old]
    if fresh:
        yield title, " retire du site ", Cite(", ".join(fresh))


def _owed(moments: Moments, speech: Wording, pair: RecordPair) -> Iterator[Mots]:
    kind, schemas = pair.ref.kind, moments.apres.schemas
    fields = {field.nom: field for field in schemas.fields(kind)}
    for one in moved(schemas, pair.avant, pair.apres):
        if not _is_progress(moments, kind, one):
            old, new = (
                Cite(speech.value(kind, (one.field,), fields.get(one.field), value=value) or "(rien)")
                for value in (one.before, one.after)
            )
            yield f" change {schemas.node(kind, (one.field,))['x-juge']} : ", old, " devient ", new


def _is_progress(moments: Moments, kind: str, one: Moved) -> bool:
    """Whether a change of phase goes forward: more is then required of the experiment, not less."""
    order = moments.apres.schemas.node(kind, (one.field,)).get("enum", ())
    if one.field not in _ORDERED or one.before not in order or one.after not in order:
        return False
    return one.after not in moments.apres.schemas.arrets and order.index(one.after) > order.index(one.before)


def _due(moments: Moments, pair: RecordPair) -> tuple[bool, bool]:
    """Whether missing documents are a fault for an experiment, before and after, by the published facts."""
    if pair.ref.kind != "experimentation" or pair.avant is None:
        return False, False
    before = moments.avant.commons.get(Ref("experimentation", pair.avant.id))
    after = moments.apres.commons.get(pair.ref)
    site = moments.avant.commons.site
    if not isinstance(before, Experimentation):
        return False, False
    due = opposable(site, before)
    return due, opposable(site, after) if isinstance(
        after, Experimentation
    ) else due and pair.apres is not None
