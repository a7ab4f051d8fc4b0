"""Check that records agree with each other: circles, titles, former ids, records left alone."""

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


def circle(whole: Whole) -> Iterator[Diagnostic]:
    """Tools that derive from each other in a circle, territories that contain each other."""
    for kind, field, verb in (("outil", "derive_de", "dérive"), ("territoire", "parents", "fait partie")):
        edges: defaultdict[Ref, list[Mention]] = defaultdict(list)
        for mention in whole.mentions:
            if mention.source.kind == kind and mention.field == field and mention.target is not None:
                edges[mention.source].append(mention)
        told: set[Ref] = set()
        ways = _without_ends(edges)
        for start in sorted(ways):
            trail = [] if start in told else _way_back(start, ways)
            if trail:
                told |= {mention.source for mention in trail}
                names = " → ".join([start.id, *(mention.written for mention in trail)])
                yield Diagnostic(
                    trail[0].place,
                    "cercle",
                    f"{quoted(start.id)} {verb} de lui-même : {names}",
                    "retirez l'un de ces liens" if trail[1:] else "retirez ce lien",
                    tuple(Related(mention.place, "le cercle passe par ici") for mention in trail[1:]),
                )


def _way_back(start: Ref, edges: Mapping[Ref, list[Mention]]) -> list[Mention]:
    """The mentions that lead from `start` back to it, or nothing."""
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
            if target is not None and target not in came:
                came[target] = mention
                queue.append(target)
    return []


def _without_ends(edges: Mapping[Ref, list[Mention]]) -> dict[Ref, list[Mention]]:
    """The same, without the records from which every way ends: no circle passes there."""
    ways = {source: len(mentions) for source, mentions in edges.items()}
    sources: defaultdict[Ref, list[Ref]] = defaultdict(list)
    for source, mentions in edges.items():
        for mention in mentions:
            if mention.target is not None:
                sources[mention.target].append(source)
    ends = [ref for ref in sources if ref not in edges]
    for end in ends:
        for source in sources[end]:
            ways[source] -= 1
            if not ways[source]:
                ends.append(source)
    gone = set(ends)
    return {source: mentions for source, mentions in edges.items() if source not in gone}


def same_title(whole: Whole) -> Iterator[Diagnostic]:
    """Two records of one kind have the same title but for accents, case or spaces.

    Days of the journal are read under their experiment: those of two experiments may share a title.
    """
    first: dict[tuple[str, str, str], Ref] = {}
    for ref in sorted(whole.data):
        titre = whole.data[ref].get("titre")
        if not isinstance(titre, str):
            continue
        other = first.setdefault((ref.kind, _of_experiment(ref), " ".join(folded(titre).split())), ref)
        if other != ref:
            elsewhere = whole.documents[other].positions.value(("titre",))
            yield Diagnostic(
                whole.documents[ref].positions.value(("titre",)),
                "titre-en-double",
                say("titre-en-double", valeur=quoted(titre), fichier=whole.documents[other].path),
                say("titre-en-double-aide"),
                (Related(elsewhere, "l'autre fiche"),),
            )


def _of_experiment(ref: Ref) -> str:
    """`exp/` for a part of the experiment `exp`, nothing for what stands alone."""
    return f"{ref.id.partition('/')[0]}/" if ref.kind in {"protocole", "journal"} else ""


def old_id_taken(whole: Whole) -> Iterator[Diagnostic]:
    """A former id is a living record's, this one's included, or two records claim it."""
    claimed: dict[Ref, Ref] = {}
    for ref in sorted(whole.data):
        former = whole.data[ref].get("anciens_ids")
        for index, old in enumerate(former if isinstance(former, list) else ()):
            was = Ref(ref.kind, f"{_of_experiment(ref)}{old}")
            owner = was if was in whole.documents else claimed.setdefault(was, ref)
            if owner != ref or was == ref:
                whose = (
                    f"de « {whole.documents[owner].path} »" if owner != ref else "que la fiche porte encore"
                )
                yield Diagnostic(
                    whole.documents[ref].positions.value(("anciens_ids", index)),
                    "ancien-id-pris",
                    f"l'ancien nom {quoted(old)} est celui {whose}",
                    "retirez-le de cette liste",
                )


def depot_within_site(whole: Whole) -> Iterator[Diagnostic]:
    """The repository under the address of the site: links that lead to its files would look for pages."""
    for _, document, data in whole.of_kind("site"):
        url, depot = data.get("url"), data.get("depot")
        if isinstance(url, str) and isinstance(depot, str) and within(url, depot):
            yield Diagnostic(
                document.positions.value(("depot",)),
                "adresse-sans-reponse",
                f"le dépôt {quoted(depot)} serait à l'intérieur du site : ses liens n'y trouveraient rien",
                "donnez l'adresse du dépôt sur la forge, ou retirez cette ligne",
            )


def lonely_record(whole: Whole) -> Iterator[Diagnostic]:
    """A tool, an actor, a place or an event that no other record names."""
    for ref, document in sorted(whole.documents.items()):
        if ref.kind not in {"outil", "acteur", "territoire", "evenement"} or whole.graph.to(ref):
            continue
        if ref.kind == "evenement" and whole.graph.of(ref):
            continue
        yield Diagnostic(
            document.positions.value(()),
            "fiche-isolee",
            "aucune autre fiche ne cite celle-ci",
            "citez-la depuis une expérimentation, un outil ou un texte qui en parle",
        )


def empty_enjeu(whole: Whole) -> Iterator[Diagnostic]:
    """An enjeu that no experiment and no tool speaks to."""
    for ref, document in sorted(whole.documents.items()):
        if ref.kind == "enjeu" and not any(
            link.source.kind in {"experimentation", "outil"} for link in whole.graph.to(ref)
        ):
            yield Diagnostic(
                document.positions.value(()),
                "enjeu-vide",
                "aucune expérimentation et aucun outil ne répondent à cet enjeu",
                "ajoutez cet enjeu à une fiche qui y répond, ou proposez une expérimentation",
            )
