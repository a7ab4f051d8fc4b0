"""Say in which fields a record differs from what it was: values that schemas list, how much texts changed.

What people wrote is never repeated: a name or a sentence that was taken out must not stay in the history.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.protocol import by_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

VALUE, TEXT, ENTRIES = "valeur", "texte", "entrees"
BODY = "corps"
NAMES = ("id", "hypothese", "acteur", "nom", "collectivite", "type")
"""The fields that tell the items of a list apart, the best first."""

# The names of items that schemas make, and people do not: `h2`.
_MADE = frozenset({"id", "hypothese"})
# It changes with every other field, and says no more than the day of the publication.
_SAID_BY_THE_DAY = frozenset({"modifie_le"})
_LISTED = frozenset({"boolean", "integer", "number"})


class FieldDifference(Frozen):
    """What differs in one field.

    `champ` names it, from that of the record inwards, and `nommes` the items of lists on the way. A `valeur`
    became another: a code, a number, a date, the name of a record, empty where there was or is none. Of a
    `texte` its paragraphs are counted, of `entrees` the items of a list.
    """

    champ: tuple[str, ...]
    nommes: tuple[str, ...]
    genre: str
    avant: str = ""
    apres: str = ""
    plus: int = 0
    moins: int = 0
    changees: int = 0


class RecordDifference(Frozen):
    """A record that came (`ajout`), went (`retrait`) or changed (`modification`); `ancien_id` if renamed."""

    sorte: str
    id: str
    genre: str
    ancien_id: str = ""
    champs: tuple[FieldDifference, ...] = ()


def field_differences(
    tree: Mapping[str, Any], old: tuple[Mapping[str, Any], str], new: tuple[Mapping[str, Any], str]
) -> Iterator[FieldDifference]:
    """What differs between two states of a record, its fields and its text, by the schema of its kind."""
    known = tree.get("properties", {})
    for name in dict.fromkeys([*known, *old[0], *new[0]]):
        if name not in _SAID_BY_THE_DAY:
            yield from _of(known.get(name, {}), old[0].get(name), new[0].get(name), champ=(name,))
    yield from _text(*(side[1].strip() for side in (old, new)))


def item_name(item: object) -> tuple[str, str]:
    """The field that tells an item of a list apart, and what it says there; nothing for what is no group."""
    if not isinstance(item, dict):
        return "", ""
    texts = {key: value for key, value in item.items() if isinstance(value, str)}
    known = next((one for one in NAMES if one in texts), "")
    return known, texts[known] if known else max(texts.values(), key=len, default="")


def _of(
    node: Mapping[str, Any],
    old: Any,  # noqa: ANN401 — as a file holds it
    new: Any,  # noqa: ANN401 — as above
    *,
    champ: tuple[str, ...],
    nommes: tuple[str, ...] = (),
) -> Iterator[FieldDifference]:
    # A field that nobody filled in is absent, empty or false: each program says so in its own way.
    if old == new or not (old or new):
        return
    inner = node.get("items", {})
    if isinstance(old or new, list):
        before, after = (side if isinstance(side, list) else [] for side in (old, new))
        grouped = any(isinstance(one, dict) for one in (*before, *after))
        yield from (_groups if grouped else _values)(inner, before, after, champ=champ, nommes=nommes)
    elif isinstance(old or new, dict):
        was, now = (side if isinstance(side, dict) else {} for side in (old, new))
        inside = node.get("properties", {})
        for name in dict.fromkeys([*inside, *was, *now]):
            yield from _of(
                inside.get(name, {}), was.get(name), now.get(name), champ=(*champ, name), nommes=nommes
            )
    elif _is_listed(node):
        yield FieldDifference(champ=champ, nommes=nommes, genre=VALUE, avant=_code(old), apres=_code(new))
    else:
        yield FieldDifference(
            champ=champ,
            nommes=nommes,
            genre=TEXT,
            plus=int(not old),
            moins=int(not new),
            changees=int(bool(old and new)),
        )


def _is_listed(node: Mapping[str, Any]) -> bool:
    """Whether all that a field can say is listed somewhere: a vocabulary, numbers, days, other records."""
    types = node.get("type", ())
    types = {types} if isinstance(types, str) else {*types}
    return bool(
        "enum" in node
        or "x-ref" in node
        or (types and types <= _LISTED)
        or str(node.get("format", "")).startswith("date")
        or any(_is_listed(one) for one in node.get("anyOf", ()) if isinstance(one, dict))
    )


def _code(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return "" if value is None else str(value)


def _values(
    inner: Mapping[str, Any],
    old: Sequence[Any],
    new: Sequence[Any],
    *,
    champ: tuple[str, ...],
    nommes: tuple[str, ...],
) -> Iterator[FieldDifference]:
    before, after = (Counter(map(_code, side)) for side in (old, new))
    gone, came = sorted((before - after).elements()), sorted((after - before).elements())
    if _is_listed(inner):
        for one in gone:
            yield FieldDifference(champ=champ, nommes=nommes, genre=VALUE, avant=one)
        for one in came:
            yield FieldDifference(champ=champ, nommes=nommes, genre=VALUE, apres=one)
    elif gone or came:
        yield FieldDifference(
            champ=champ,
            nommes=nommes,
            genre=ENTRIES,
            plus=max(0, len(came) - len(gone)),
            moins=max(0, len(gone) - len(came)),
            changees=min(len(came), len(gone)),
        )


def _groups(
    inner: Mapping[str, Any],
    old: Sequence[Any],
    new: Sequence[Any],
    *,
    champ: tuple[str, ...],
    nommes: tuple[str, ...],
) -> Iterator[FieldDifference]:
    """The values that changed in items that stay, then how many came, went, or have other texts."""
    before, after = (_by_name(side) for side in (old, new))
    rewritten = 0
    fields = inner.get("properties", {})
    for key in (one for one in after if one in before):
        name, said = key[:2]
        shown = (said,) if name in _MADE or _is_listed(fields.get(name, {})) else ()
        inside = list(_of(inner, before[key], after[key], champ=champ, nommes=(*nommes, *shown)))
        told = [one for one in inside if one.genre == VALUE]
        yield from told
        rewritten += len(told) < len(inside)
    came, went = (len([one for one in these if one not in those]) for these, those in _both(before, after))
    # An item whose name changed is one that changed: nobody needs to know that it went and came.
    same = min(came, went)
    if came or went or rewritten:
        yield FieldDifference(
            champ=champ,
            nommes=nommes,
            genre=ENTRIES,
            plus=came - same,
            moins=went - same,
            changees=rewritten + same,
        )


def _both(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    return (after, before), (before, after)


def _by_name(items: Sequence[Any]) -> dict[tuple[str, str, int], Any]:
    """The items by the field that names them, its value, and the rank among those of that name."""
    found: dict[tuple[str, str, int], Any] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for one in items:
        name = item_name(one)
        seen[name] += 1
        found[(*name, seen[name])] = one
    return found


def _text(old: str, new: str) -> Iterator[FieldDifference]:
    if old == new:
        return
    told = Counter(one.genre for one in by_paragraph(old, new))
    yield FieldDifference(
        champ=(BODY,),
        nommes=(),
        genre=TEXT,
        plus=told["ajoute"],
        moins=told["retire"],
        changees=told["modifie"],
    )
