"""Check that records are consistent with each other: circles, equal titles, former ids, unlinked records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Related, folded, quoted, say
from generator.model import Ref
from generator.web import within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.graph.mentions import Mention
    from generator.graph.whole import Whole


MOST_CIRCLES = 20


def circle(whole: Whole) -> Iterator[Diagnostic]:
    """Faults of tools that derive from each other in a circle, or territories that contain each other."""
    for kind, field in (("outil", "derive_de"), ("territoire", "parents")):
        edges: defaultdict[Ref, list[Mention]] = defaultdict(list)
        for mention in whole.mentions:
            if mention.source.kind == kind and mention.field == field and mention.target is not None:
                edges[mention.source].append(mention)
        for trail in (trail for knot in _knots(edges) for trail in _circles(knot, edges)):
            start = trail[0].source
            names = " → ".join([start.id, *(mention.written for mention in trail)])
            yield Diagnostic(
                place=trail[0].place,
                rule="cercle",
                message=say(f"cercle-{kind}", valeur=quoted(start.id), noms=names),
                help=say("cercle-aide" if trail[1:] else "cercle-seul-aide"),
                related=tuple(Related(mention.place, "le cercle passe par ici") for mention in trail[1:]),
            )


def _circles(knot: frozenset[Ref], edges: Mapping[Ref, list[Mention]]) -> Iterator[list[Mention]]:
    """Circles, each as a list of mentions in order, until every record of a component is in one.

    At most twenty: each costs a walk through the component, and the next check finds the others.
    """
    told: set[Ref] = set()
    for _ in range(MOST_CIRCLES):
        trail = _way_back(min(knot - told), edges, knot) if knot - told else []
        if not trail:
            return
        told |= {mention.source for mention in trail}
        yield trail


def _way_back(start: Ref, edges: Mapping[Ref, list[Mention]], knot: frozenset[Ref]) -> list[Mention]:
    """The shortest circle through `start`, by mentions within its component; empty if there is none."""
    came: dict[Ref, Mention] = {}
    queue = [start]
    for here in queue:
        for mention in edges.get(here, ()):
            target = mention.target
            if target == start:
                trail = [mention]
                while trail[-1].source != start:
                    trail.append(came[trail[-1].source])
                return trail[::-1]
            if target in knot and target not in came:
                came[target] = mention
                queue.append(target)
    return []


def _knots(edges: Mapping[Ref, list[Mention]]) -> list[frozenset[Ref]]:
    """The strongly connected components (sets of records that all lead to each other), by their first id.

    Kosaraju's two walks (strongly connected components): the time grows as the links do, whoever drew them.
    """
    ways = {source: [mention.target for mention in mentions] for source, mentions in edges.items()}
    back: defaultdict[Ref, list[Ref | None]] = defaultdict(list)
    for source, targets in ways.items():
        for target in targets:
            if target is not None:
                back[target].append(source)
    left: dict[Ref, None] = {}
    for start in sorted(ways):
        left.update(dict.fromkeys(_walk(start, ways, left)))
    knots, seen = [], dict[Ref, None]()
    for start in reversed(left):
        knot = dict.fromkeys(_walk(start, back, seen))
        seen.update(knot)
        if knot:
            knots.append(frozenset(knot))
    return sorted(knots, key=min)


def _walk(start: Ref, ways: Mapping[Ref, list[Ref | None]], seen: Mapping[Ref, None]) -> list[Ref]:
    """A depth-first walk from `start` over what is not `seen`: each record comes after all it leads to."""
    entered, left = set[Ref](), list[Ref]()
    trail = [] if start in seen else [(start, iter(ways.get(start, ())))]
    entered.add(start)
    while trail:
        here, targets = trail[-1]
        for target in targets:
            if target is not None and target not in seen and target not in entered:
                entered.add(target)
                trail.append((target, iter(ways.get(target, ()))))
                break
        else:
            left.append(here)
            trail.pop()
    return left


def same_title(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of records of one kind with the same title but for accents, case or spaces.

    Days of the journal are read under their experiment: those of two experiments may share a title.
    """
    first: dict[tuple[str, str, str], Ref] = {}
    for ref in sorted(whole.data):
        title = whole.data[ref].get("titre")
        if not isinstance(title, str):
            continue
        other = first.setdefault((ref.kind, _of_experiment(ref), " ".join(folded(title).split())), ref)
        if other != ref:
            elsewhere = whole.documents[other].positions.value(("titre",))
            yield Diagnostic(
                place=whole.documents[ref].positions.value(("titre",)),
                rule="titre-en-double",
                message=say("titre-en-double", valeur=quoted(title), fichier=whole.documents[other].path),
                help=say("titre-en-double-aide"),
                related=(Related(elsewhere, "l'autre fiche"),),
            )


def _of_experiment(ref: Ref) -> str:
    """`exp/` for a part of the experiment `exp`, empty for a record that is no part."""
    return f"{ref.id.partition('/')[0]}/" if ref.kind in {"protocole", "journal"} else ""


def old_id_taken(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of former ids that are the current id of a record, or that two records claim."""
    claimed: dict[Ref, Ref] = {}
    for ref in sorted(whole.data):
        former = whole.data[ref].get("anciens_ids")
        for index, old in enumerate(former if isinstance(former, list) else ()):
            was = Ref(ref.kind, f"{_of_experiment(ref)}{old}")
            owner = was if was in whole.documents else claimed.setdefault(was, ref)
            if owner != ref or was == ref:
                phrase = "ancien-id-d-une-autre" if owner != ref else "ancien-id-encore-porte"
                yield Diagnostic(
                    place=whole.documents[ref].positions.value(("anciens_ids", index)),
                    rule="ancien-id-pris",
                    message=say(phrase, valeur=quoted(old), fichier=whole.documents[owner].path),
                    help=say("ancien-id-pris-aide"),
                )


def depot_within_site(whole: Whole) -> Iterator[Diagnostic]:
    """The fault of a repository address under the site's own: links to its files would look like pages."""
    for _, document, data in whole.of_kind("site"):
        url, forge = data.get("url"), data.get("depot")
        if isinstance(url, str) and isinstance(forge, str) and within(url, forge):
            yield Diagnostic(
                place=document.positions.value(("depot",)),
                rule="adresse-sans-reponse",
                message=(
                    f"le dépôt {quoted(forge)} serait à l'intérieur du site : ses liens n'y trouveraient rien"
                ),
                help="donnez l'adresse du dépôt sur la forge, ou retirez cette ligne",
            )


def lonely_record(whole: Whole) -> Iterator[Diagnostic]:
    """Warnings about tools, actors, places and events that no other record refers to."""
    for ref, document in sorted(whole.documents.items()):
        if ref.kind not in {"outil", "acteur", "territoire", "evenement"} or whole.graph.to(ref):
            continue
        if ref.kind == "evenement" and whole.graph.of(ref):
            continue
        yield Diagnostic(
            place=document.positions.value(()),
            rule="fiche-isolee",
            message="aucune autre fiche ne cite celle-ci",
            help="citez-la depuis une expérimentation, un outil ou un texte qui en parle",
        )


def empty_enjeu(whole: Whole) -> Iterator[Diagnostic]:
    """Warnings about enjeux that no experiment and no tool refers to."""
    for ref, document in sorted(whole.documents.items()):
        if ref.kind == "enjeu" and not any(
            link.source.kind in {"experimentation", "outil"} for link in whole.graph.to(ref)
        ):
            yield Diagnostic(
                place=document.positions.value(()),
                rule="enjeu-vide",
                message="aucune expérimentation et aucun outil ne répondent à cet enjeu",
                help="ajoutez cet enjeu à une fiche qui y répond, ou proposez une expérimentation",
            )
