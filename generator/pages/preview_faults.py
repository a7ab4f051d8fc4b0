"""In a preview, tell the faults: all of them on one page, and those of a record in the place of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.diagnostics import more
from generator.frozen import Frozen
from generator.pages.frame.layout import ACCUEIL, SECTIONS
from generator.pages.frame.templating import page, write
from generator.pages.frame.views import Head, Value
from generator.site_pages import SITE_PAGES, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.diagnostics import Diagnostic
    from generator.kinds import Kinds
    from generator.model import Commons, Ref
    from generator.pages.frame.page import Page, WrittenPage


class FaultView(Frozen):
    """A fault in its author's words. `regle` leads to the rule; `autres` says how many are not told."""

    ligne: int
    colonne: int
    grave: bool
    message: str
    aide: str
    regle: Value
    autres: str


class FaultyFile(Frozen):
    """One file and its faults, in its order."""

    chemin: str
    fautes: tuple[FaultView, ...]


class FaultsView(Frozen):
    """Files and their faults."""

    head: Head
    fichiers: tuple[FaultyFile, ...]


def faults(
    commons: Commons, files: Mapping[Ref, str], diagnostics: Iterable[Diagnostic]
) -> list[WrittenPage]:
    """A page of all the errors, and one for each record that `commons` leaves out; none without error.

    `files` gives the path of each record's file. A page that is made with or without its file (the home
    page, an official territory) is not made twice.
    """
    by_path: dict[str, list[Diagnostic]] = {}
    for found in diagnostics:
        by_path.setdefault(found.place.path, []).append(found)
    wrong = {path: found for path, found in by_path.items() if any(one.severity == "error" for one in found)}
    if not wrong:
        return []
    made = [_all(wrong)] + [
        _page(ref, commons.kinds, files[ref], found=by_path.get(files[ref], []))
        for ref in sorted(commons.broken)
        if ref in files and not _made_anyway(commons, ref)
    ]
    return [write(one, {}) for one in made]


def _all(wrong: Mapping[str, list[Diagnostic]]) -> Page:
    intro = "Ces fichiers sont laissés de côté dans l'aperçu, et rien ne sera publié avant leur correction."
    head = Head(titre="Ce qui est à corriger", breadcrumb=(ACCUEIL,), surtitre="Aperçu", resume=intro)
    return page(
        "/fautes/",
        "fautes.html",
        FaultsView(head, tuple(_file(*item) for item in wrong.items())),
        description=intro,
    )


def _made_anyway(commons: Commons, ref: Ref) -> bool:
    if ref.kind == "territoire":
        return commons.gazetteer.official.get(ref.id) is not None
    return ref.kind == "page" and ref.id in TEXTS


def _page(ref: Ref, kinds: Kinds, chemin: str, *, found: list[Diagnostic]) -> Page:
    intro = "Cette fiche n'apparaîtra sur le site qu'une fois ces points corrigés."
    above = (SECTIONS[name] for name, page in SITE_PAGES.items() if page.kind == ref.kind)
    trail = (ACCUEIL, *above)
    head = Head(titre=f"À corriger : {ref.id}", breadcrumb=trail, surtitre="Aperçu", resume=intro)
    return page(
        address(ref, kinds), "fautes.html", FaultsView(head, (_file(chemin, found),)), description=intro
    )


def _file(chemin: str, found: Iterable[Diagnostic]) -> FaultyFile:
    return FaultyFile(chemin, tuple(_fault(one) for one in found))


def _fault(found: Diagnostic) -> FaultView:
    return FaultView(
        ligne=found.place.line,
        colonne=found.place.column,
        grave=found.severity == "error",
        message=found.message,
        aide=found.help,
        regle=Value(found.rule, f"{SITE_PAGES['regles'].address}#Regle-{found.rule}"),
        autres=more(found),
    )
