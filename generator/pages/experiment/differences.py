"""The pages of differences: any two revisions of a protocol side by side, each change beside its reason."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.addresses import difference_address as where
from generator.frozen import Frozen, replace
from generator.model import Ref
from generator.pages.experiment import diff_view
from generator.pages.experiment.revision_summary import LateRevision, VersionView, late_revisions, version
from generator.pages.frame.layout import SECTIONS, head_of
from generator.pages.frame.links import link_to
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import page
from generator.pages.frame.views import Value
from generator.protocol import difference, in_one_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Experimentation, Protocole
    from generator.pages.experiment.diff_fields import FieldDiff
    from generator.pages.experiment.diff_view import PartDiff, PassageDiff, ReasonView
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Head

# Shown at the head of each side, hence not among the differences.
_ON_TOP = ("date", "etat", "motifs", "auteurs")
_FEW = 5
# Reasons given for the text apply to these fields too.
_TITLES = frozenset({"titre", "resume"})


class DifferenceSide(Frozen):
    """One of the two revisions, with those who wrote it."""

    version: VersionView
    auteurs: str


class NearbyDifference(Frozen):
    """A difference in a list of them; `ici` for the one that is read."""

    de: int
    vers: int
    adresse: str
    ici: bool


class DifferenceView(Frozen):
    """What differs `avant` and `apres`. `entre` are the revisions in between, whose reasons are given too.

    `identiques` name the hypotheses and the devices that did not change; `vide` where the protocol did not.
    `texte` is empty where the body is the same; `titre_change` where the title or the summary is not.
    `comparaisons` are the other differences.
    """

    head: Head
    adresse: str
    experimentation: Value
    phrase: str
    avant: DifferenceSide
    apres: DifferenceSide
    entre: tuple[VersionView, ...]
    avertissements: tuple[LateRevision, ...]
    premier_jour: str | None
    vide: bool
    hypotheses: tuple[PartDiff, ...]
    hypotheses_identiques: tuple[str, ...]
    dispositifs: tuple[PartDiff, ...]
    dispositifs_identiques: tuple[str, ...]
    champs: tuple[FieldDiff, ...]
    titre_change: bool
    texte: tuple[PassageDiff, ...]
    raisons_texte: tuple[ReasonView, ...]
    comparaisons: tuple[NearbyDifference, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family: one for every two revisions."""
    for item in atlas.experimentations:
        for before, after in combinations(atlas.commons.revisions(item.id), 2):
            yield Planned(
                where(item.id, before.numero, after.numero),
                partial(difference_page, atlas, item, before, after=after),
            )


def difference_page(atlas: Atlas, item: Experimentation, before: Protocole, *, after: Protocole) -> Page:
    """`/experimentations/<e>/protocole/r<A>-r<B>/`, A before B."""
    owner = link_to(atlas, Ref("experimentation", item.id))
    home = Value("Protocole", f"{address(Ref('experimentation', item.id))}protocole/")
    title = f"Ce qui change de la révision {before.numero} à la révision {after.numero}"
    head = head_of(
        atlas,
        Ref("protocole", after.id),
        title,
        SECTIONS["experimentations"],
        owner,
        home,
        surtitre=item.titre,
    )
    view = _view(atlas, item, before, after=after, head=replace(head, cherchable=False))
    about = f"{title} du protocole de l'expérimentation « {item.titre} », et pourquoi."
    return page(where(item.id, before.numero, after.numero), "difference.html", view, description=about)


def _view(
    atlas: Atlas, item: Experimentation, before: Protocole, *, after: Protocole, head: Head
) -> DifferenceView:
    revisions = atlas.commons.revisions(item.id)
    since = [one for one in revisions if before.numero < one.numero <= after.numero]
    found = difference(before, after, since)
    days = atlas.commons.journal(item.id)
    shown = [(one.genre, diff_view.part_diff(atlas, found, one)) for one in found.elements]
    differing = {one.id for one in found.elements}
    return DifferenceView(
        head=head,
        adresse=where(item.id, before.numero, after.numero),
        experimentation=link_to(atlas, Ref("experimentation", item.id)),
        phrase=in_one_sentence(found),
        avant=DifferenceSide(version(atlas, item, before), ", ".join(before.auteurs)),
        apres=DifferenceSide(version(atlas, item, after), ", ".join(after.auteurs)),
        entre=tuple(version(atlas, item, one) for one in since[:-1]),
        avertissements=tuple(
            late for late in late_revisions(atlas, item, after.numero) if late.version.numero > before.numero
        ),
        premier_jour=days[0].date if days else None,
        vide=found.vide,
        hypotheses=tuple(one for genre, one in shown if genre == "hypothese"),
        hypotheses_identiques=tuple(one.id for one in after.hypotheses if one.id not in differing),
        dispositifs=tuple(one for genre, one in shown if genre == "dispositif"),
        dispositifs_identiques=tuple(one.id for one in after.dispositifs if one.id not in differing),
        champs=diff_view.field_diffs(atlas, found, *_ON_TOP),
        titre_change=any(one.champ in _TITLES for one in found.champs),
        texte=diff_view.passages(found),
        raisons_texte=diff_view.reason_views(found, found.raisons_texte),
        comparaisons=tuple(_comparisons(item, revisions, before.numero, last=after.numero)),
    )


def _comparisons(
    item: Experimentation, revisions: tuple[Protocole, ...], first: int, *, last: int
) -> Iterator[NearbyDifference]:
    """Every pair; of a long history, each step to the next, and the pairs that share a side with this one."""
    few = len(revisions) <= _FEW
    ranked = enumerate(one.numero for one in revisions)
    for (rank, one), (other_rank, other) in combinations(ranked, 2):
        if few or other_rank - rank == 1 or {one, other} & {first, last}:
            yield NearbyDifference(
                de=one, vers=other, adresse=where(item.id, one, other), ici=(one, other) == (first, last)
            )
