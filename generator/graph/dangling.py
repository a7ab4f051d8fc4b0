"""Check that what fields refer to exists: records, territories, hypotheses."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from generator.diagnostics import (
    MOST,
    Diagnostic,
    Known,
    closest,
    did_you_mean,
    quoted,
    say,
    some_of,
)
from generator.graph.postcodes import as_postcode
from generator.model import Ref
from generator.sources import slug
from generator.territory import FRANCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.graph.mentions import Mention
    from generator.graph.whole import Whole

_AROUND = " \u00a0\u202f«»“”‘’\"'"
_POSTED = "un code postal n'est pas un code officiel : "
_HYPOTHESIS = re.compile(r"H[1-9][0-9]?")


def unknown_reference(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of fields that refer to records which do not exist."""
    known = {kind.name: Known(_ids(whole, kind.name)) for kind in whole.kinds.nameable}
    # Without any enjeu, the missing enjeux are reported once, not each reference to one.
    told = {kind for kind in known if kind != "enjeu" or _ids(whole, kind)}
    lost = [one for one in whole.mentions if one.target is None and one.kind in told - {"territoire"}]
    titled = {kind: _by_title(whole, kind) for kind in {one.kind for one in lost}}
    for mention, shown in _in_files(lost):
        meant = titled[mention.kind].get(slug(mention.written), ())
        remedy, right = _right_reference(whole, mention, known[mention.kind], titled=meant, shown=shown)
        yield Diagnostic(
            place=mention.place,
            rule="reference-inconnue",
            message=say(
                "reference-inconnue",
                aucun=whole.kinds[mention.kind].none_of_them,
                valeur=quoted(mention.written),
            ),
            help=remedy,
            edits=mention.edit(right),
        )


def _ids(whole: Whole, kind: str) -> list[str]:
    return sorted(ref.id for ref in whole.documents if ref.kind == kind)


def _in_files(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, bool]]:
    """The mentions by place, and whether the fault of each is shown: what is only counted needs no advice."""
    seen: Counter[str] = Counter()
    for mention in sorted(mentions, key=lambda one: one.place):
        seen[mention.document.path] += 1
        yield mention, seen[mention.document.path] <= MOST


def _right_reference(
    whole: Whole, mention: Mention, known: Known, *, titled: Sequence[str], shown: bool
) -> tuple[str, str | None]:
    """The advice, and the id that was meant if there is no doubt; `titled` are the ids with that title."""
    for kind in whole.kinds.nameable:
        if Ref(kind.name, mention.written) in whole.documents:
            wanted = whole.kinds[mention.kind].in_a_sentence
            return say("autre-genre-aide", genre=kind.in_a_sentence, attendu=wanted), None
    if len(titled) == 1:
        return say("vouliez-vous", proche=quoted(titled[0])), titled[0]
    if shown and (several := _several(mention.written, known)):
        return say("plusieurs-noms-aide", noms=", ".join(several)), None
    name = mention.written.rstrip("/").rpartition("/")[2].removesuffix(".md").strip(_AROUND)
    near = did_you_mean(name, known) if shown else ""
    if mention.kind == "enjeu" and not near:
        return say("valeur-hors-liste-aide", choix=some_of(_ids(whole, "enjeu"))), None
    return near or say("reference-inconnue-aide"), known.unmistakable(name)


def _by_title(whole: Whole, kind: str) -> dict[str, list[str]]:
    """The records of a kind by their titles: people know titles, not names."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for ref, _, data in whole.of_kind(kind):
        if written := slug(str(data.get("titre"))):
            found[written].append(ref.id)
    return found


def _several(written: str, known: Known) -> list[str]:
    """The ids in a value that lists several, if each is recognised without a doubt."""
    parts = [part.strip() for part in re.split("[;,/|]", written) if part.strip()]
    meant = [known.unmistakable(part) for part in parts]
    return [one for one in meant if one] if len(parts) > 1 and all(meant) else []


def unknown_territory(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of fields that refer to places which are neither official nor records."""
    own = Known(_ids(whole, "territoire"))
    lost = (one for one in whole.mentions if one.target is None and one.kind == "territoire")
    for mention, shown in _in_files(lost):
        named = whole.gazetteer.meant(mention.written) if shown else ()
        posted = as_postcode(whole.gazetteer, mention.written) if shown else ""
        near = posted or (_closest_territory(whole, mention.written, named) if shown else "")
        yield Diagnostic(
            place=mention.place,
            rule="territoire-inconnu",
            message=say("territoire-inconnu", valeur=quoted(mention.written)),
            help=f"{_POSTED * bool(posted)}"
            f"{say('vouliez-vous', proche=near) if near else say('territoire-inconnu-aide')}",
            edits=mention.edit(named[0] if len(named) == 1 else own.unmistakable(mention.written)),
        )


def _closest_territory(whole: Whole, written: str, named: tuple[str, ...]) -> str:
    if named:
        places = ((one, whole.gazetteer.get(one)) for one in named)
        return some_of(f"« {one} » ({place.libelle})" for one, place in places if place)
    own = _ids(whole, "territoire")
    found = next(iter(difflib.get_close_matches(written[:100], own, 1)), None)
    found = found or whole.gazetteer.suggest(written[:100])
    lieu = whole.gazetteer.get(found) if found else None
    return f"« {found} » ({lieu.libelle})" if lieu else quoted(found) if found else ""


def former_territory(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of commune codes, in fields or ids, that another code has replaced."""
    for ref, document, _ in whole.of_kind("territoire"):
        official = whole.gazetteer.official.get(ref.id)
        if official and official.ancien:
            yield Diagnostic(
                place=document.positions.value(()),
                rule="territoire-ancien",
                message=official.note,
                help=f"renommez ce fichier en « {official.id}.md »",
            )
    for mention in whole.mentions:
        if mention.kind != "territoire" or mention.target is None or mention.target.id == mention.written:
            continue
        lieu = whole.gazetteer.get(mention.written)
        if lieu and lieu.ancien:
            yield Diagnostic(
                place=mention.place,
                rule="territoire-ancien",
                message=lieu.note,
                help=say("territoire-ancien-aide", propose=quoted(lieu.id)),
                edits=mention.edit(lieu.id),
            )


def own_territory(whole: Whole) -> Iterator[Diagnostic]:
    """A `territoire` record either adds words to an official place, or says itself what it is."""
    for ref, document, data in whole.of_kind("territoire"):
        official = whole.gazetteer.official.get(ref.id)
        if official:
            for name in ("niveau", "pays", "niveau_local", "parents"):
                if name in data:
                    yield Diagnostic(
                        place=document.positions.key((name,)),
                        rule="territoire-deja-officiel",
                        message=(
                            f"« {name} » est déjà donné par la référence officielle pour {official.libelle}"
                        ),
                        help="retirez cette ligne",
                    )
        elif not data.keys() & {"niveau", "niveau_local"} and not closest("niveau", data):  # or misspelt
            yield Diagnostic(
                place=document.positions.value(()),
                rule="territoire-sans-niveau",
                message=f"{quoted(ref.id)} n'a pas de code officiel : il faut dire ce que c'est",
                help="ajoutez « niveau », par exemple : niveau: syndicat-mixte"
                if data.get("pays", FRANCE) == FRANCE
                else "ajoutez ce que c'est dans les mots du pays, par exemple : niveau_local: Province",
            )


def unknown_hypothesis(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of devices and verdicts that name a hypothesis the protocol does not have."""
    ever: defaultdict[str, set[str]] = defaultdict(set)
    here: dict[Ref, set[str] | None] = {}
    uncertain: set[str] = set()
    for ref in whole.documents:
        if ref.kind == "protocole":
            held = here[ref] = _hypotheses(whole.data.get(ref))
            ever[_experiment(ref)] |= held or set()
            if held is None:
                uncertain.add(_experiment(ref))
    for mention in whole.mentions:
        if mention.kind != "hypothese":
            continue
        experiment = _experiment(mention.source)
        known = here.get(mention.source, None if experiment in uncertain else ever[experiment])
        if known is not None and mention.written not in known:
            whose = "hypothese-inconnue-ici" if mention.source in here else "hypothese-inconnue"
            listed = some_of(sorted(known, key=lambda name: (len(name), name)), 99)
            yield Diagnostic(
                place=mention.place,
                rule="hypothese-inconnue",
                message=say(whose, valeur=quoted(mention.written)),
                help=say("valeur-hors-liste-aide", choix=listed) if known else say("hypothese-inconnue-aide"),
            )


def _hypotheses(data: Mapping[str, Any] | None) -> set[str] | None:
    """The numbers of a revision's hypotheses; None if its own faults keep us from knowing them."""
    if data is None:
        return None
    if "hypotheses" not in data:
        misspelt = closest("hypotheses", data) not in {None, "hypotheses_retirees"}
        return None if misspelt else set()
    listed = data["hypotheses"]
    names = (
        [item.get("id") for item in listed if isinstance(item, dict)] if isinstance(listed, list) else [None]
    )
    if not all(isinstance(name, str) and _HYPOTHESIS.fullmatch(name) for name in names):
        return None
    return {str(name) for name in names}


def _experiment(ref: Ref) -> str:
    return ref.id.partition("/")[0]
