"""Write a new record's file: its fields in the schema's own words and order, needed ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drafting.field_comments import comment
from generator.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from generator.drafting.placing import Placed
    from generator.drafting.shapes import Layout

# A front matter is limited to 16 KiB with comments: this leaves room for what the author writes.
_LONGEST = 13 * 1024
_SECTION = "# --- "
_HOW = (
    "Remplissez les lignes marquées « à remplir » : mettez ce que vous avez à dire à la place de la marque.",
    "Un texte qui contient « : » ou « # » s'écrit entre guillemets droits.",
    "Plus bas, des champs facultatifs : pour en remplir un, retirez le « # » qui ouvre ses lignes.",
    "Pour ajouter une entrée à une liste, recopiez la première à partir de son tiret.",
    "Ce qui reste derrière un « # » n'est pas publié. Vous pouvez l'effacer quand vous avez fini.",
)


def form(tree: dict[str, Any], placed: Placed, layout: Layout) -> str:
    """The whole text of the file, to be filled in. The facts of the site have no body, so no fences.

    Where all fields do not fit, those that come later in the life of a record are only named (`x-plus-tard`).
    """
    everything = frozenset(tree["properties"])
    later = {name for name, node in tree["properties"].items() if "x-plus-tard" in node}
    for asked in (everything, everything - later):
        text = _text(tree, placed, layout, asked=asked)
        if len(text.encode()) <= _LONGEST:
            return text
    return _text(tree, placed, replace(layout, brief=True), asked=everything - later)


def is_ours(comments: Sequence[str]) -> bool:
    """Whether comments were written by the form, and not by an author."""
    return comments[0].startswith(_SECTION) or next(comment(_HOW[0])) in comments


def _text(tree: dict[str, Any], placed: Placed, layout: Layout, *, asked: frozenset[str]) -> str:
    fences = ["---"] if placed.path.endswith(".md") else []
    later = [name for name in tree["properties"] if name not in asked]
    lines = [*_header(tree, placed, layout, asked=asked), *_named(tree, later)]
    return "\n".join([*fences, *lines, *fences, ""])


def _header(tree: dict[str, Any], placed: Placed, layout: Layout, *, asked: frozenset[str]) -> Iterator[str]:
    yield from comment(f"{tree['title']}. {tree['description']}")
    yield "#"
    for advice in _HOW:
        yield from comment(advice)
    yield from _plan(tree, placed)
    required = {*tree.get("required", ()), *layout.wanted}
    for needed, title in ((True, "À remplir"), (False, "Facultatif")):
        chosen = [name for name in tree["properties"] if name in asked and (name in required) is needed]
        if chosen:
            yield from ("", f"{_SECTION}{title} ---")
        for name in chosen:
            yield ""
            yield from layout.field(tree["properties"][name], (name,), needed=needed)


def _named(tree: dict[str, Any], later: Iterable[str]) -> Iterator[str]:
    if later:
        yield from ("", f"{_SECTION}Plus tard ---", "")
        yield from comment("D'autres champs se remplissent plus tard, ou rarement :")
        for name in later:
            yield from comment(f"  {name} : {tree['properties'][name]['title']}", hanging="    ")
        yield from comment("La page « Les champs » du site les explique, avec un exemple de chacun.")


def _plan(tree: dict[str, Any], placed: Placed) -> Iterator[str]:
    if not placed.path.endswith(".md"):
        return
    plan = tree.get("x-plan", ())
    below = "Le texte de la page s'écrit tout en bas, sous la ligne « --- » qui ferme l'en-tête."
    yield "#"
    yield from comment(f"{below} Un plan possible :" if plan else below)
    yield from (f"#   ## {title}" for title in plan)
