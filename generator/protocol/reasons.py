"""Check the reasons a revision gives: one for each difference from the revision before, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Related, say, some_of
from generator.frozen import Frozen
from generator.protocol.version import TEXTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.diagnostics import Place
    from generator.model import Protocole
    from generator.protocol.version import Version


class Passage(Frozen):
    """A revision, the one it follows, and what differs (as `comparison.changed` tells it).

    `tus` are the ids whose number slipped: that fault is told, and hides what follows from it.
    """

    avant: Version
    apres: Version
    ecarts: Mapping[str, tuple[str, ...]]
    tus: frozenset[str]

    @property
    def revision(self) -> Protocole:
        """The newer of the two."""
        return self.apres.revision

    def disparues(self) -> list[str]:
        """The hypotheses that are gone without being declared as retired."""
        kept = {one.id for one in self.revision.hypotheses}
        told = {one.id for one in self.revision.hypotheses_retirees}
        return [one.id for one in self.avant.revision.hypotheses if one.id not in kept | told | self.tus]


def faults(passage: Passage) -> Iterator[Diagnostic]:
    """Every fault of the reasons that a revision gives of what changed."""
    for check in _CHECKS:
        yield from check(passage)


def of_the_first(first: Version) -> Iterator[Diagnostic]:
    """The faults of a first revision that says it changes or retires something."""
    for rank, change in enumerate(first.revision.changements):
        yield Diagnostic(
            place=first.place(("changements", rank, "quoi")),
            rule="raison-sans-changement",
            message=say("premiere-sans-changement", quoi=_named(change.quoi)),
            help=say("entree-de-trop-aide"),
        )
    for rank, gone in enumerate(first.revision.hypotheses_retirees):
        yield Diagnostic(
            place=first.place(("hypotheses_retirees", rank, "id")),
            rule="retrait-sans-objet",
            message=say("premiere-sans-retrait", quoi=gone.id),
            help=say("entree-de-trop-aide"),
        )


def _unexplained(passage: Passage) -> Iterator[Diagnostic]:
    """The faults of differences without a `changements` entry. A change of order needs no reason."""
    explained = {change.quoi for change in passage.revision.changements}
    hidden = {*explained, *passage.tus, *passage.disparues()}
    for identifier, changes in passage.ecarts.items():
        if identifier in hidden or changes == ("deplace",):
            continue
        change = next(one for one in changes if one != "deplace")
        listed = passage.apres.place(("changements",))
        told = (Related(listed, "les raisons se donnent ici"),) if passage.revision.changements else ()
        yield Diagnostic(
            place=_best(passage, identifier),
            rule="changement-sans-raison",
            message=say(f"sans-raison-{change}", quoi=_named(identifier), avant=passage.avant.nom),
            help=say("changement-sans-raison-aide", quoi=identifier),
            related=(*passage.avant.vers(identifier), *told),
        )


def _best(passage: Passage, identifier: str) -> Place:
    """The place in the newer file where a difference is best seen."""
    before, after = passage.avant.revision, passage.revision
    if identifier == TEXTE:
        if before.titre != after.titre:
            return passage.apres.place(("titre",))
        return passage.apres.place(("resume",)) if before.resume != after.resume else passage.apres.texte()
    idea = passage.apres.idees.get((identifier,))
    if idea:
        return passage.apres.place((*idea.champ, "id"))
    for rank, gone in enumerate(passage.revision.hypotheses_retirees):
        if gone.id == identifier:
            return passage.apres.place(("hypotheses_retirees", rank, "id"))
    return passage.apres.key("dispositifs")


def _idle(passage: Passage) -> Iterator[Diagnostic]:
    """The faults of `changements` entries about something that did not change."""
    before, after = passage.avant, passage.apres
    known = {key[0] for key in (*before.idees, *after.idees)} | {TEXTE}
    for rank, change in enumerate(passage.revision.changements):
        if change.quoi in passage.ecarts or change.quoi in passage.tus:
            continue
        yield Diagnostic(
            place=passage.apres.place(("changements", rank, "quoi")),
            rule="raison-sans-changement",
            message=say("raison-sans-changement", quoi=_named(change.quoi), avant=before.nom)
            if change.quoi in known
            else say("raison-d-un-inconnu", quoi=change.quoi, avant=before.nom, apres=after.nom),
            help=_meant(passage),
            related=(*before.vers(change.quoi), *after.vers(change.quoi)),
        )


def _meant(passage: Passage) -> str:
    explained = {change.quoi for change in passage.revision.changements}
    silent = explained | passage.tus
    left = [name for name, how in passage.ecarts.items() if name not in silent and how != ("deplace",)]
    if not left:
        return say("tout-a-sa-raison-aide")
    return say("autre-sans-raison-aide", restent=some_of(left, link="et"))


def _vanished(passage: Passage) -> Iterator[Diagnostic]:
    """The faults of hypotheses of the previous revision that are neither kept nor retired."""
    before, after = passage.avant, passage.apres
    old, new = before.fichier, after.fichier
    for identifier in passage.disparues():
        listed = after.key("hypotheses")
        yield Diagnostic(
            place=listed,
            rule="hypothese-disparue",
            message=say("hypothese-disparue", quoi=identifier, avant=old.path, apres=new.path),
            help=say("hypothese-disparue-aide", quoi=identifier),
            related=(
                *before.vers(identifier),
                Related(listed, f"les hypothèses de {after.nom}"),
            ),
        )


def _empty_retirement(passage: Passage) -> Iterator[Diagnostic]:
    """The faults of retirements of what is still there, or was not in the previous revision."""
    held = {one.id for one in passage.avant.revision.hypotheses}
    kept = {one.id for one in passage.revision.hypotheses}
    gone = passage.disparues()
    for rank, item in enumerate(passage.revision.hypotheses_retirees):
        if item.id in passage.tus or (item.id in held and item.id not in kept):
            continue
        there = item.id in kept
        wrong = say("retrait-autre-aide", disparues=some_of(gone)) if gone else say("entree-de-trop-aide")
        yield Diagnostic(
            place=passage.apres.place(("hypotheses_retirees", rank, "id")),
            rule="retrait-sans-objet",
            message=say(
                "retiree-et-gardee" if there else "retrait-d-une-inconnue",
                quoi=item.id,
                avant=passage.avant.nom,
            ),
            help=say("retiree-et-gardee-aide") if there else wrong,
            related=passage.apres.vers(item.id),
        )


def _named(identifier: str) -> str:
    return say("le-texte") if identifier == TEXTE else identifier


_CHECKS: tuple[Callable[[Passage], Iterator[Diagnostic]], ...] = (
    _unexplained,
    _idle,
    _vanished,
    _empty_retirement,
)
