"""Show fields as the schemas name and word them: those that a commons adds, and some of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model import OwnRecord, Ref, plain
from generator.pages.frame.dates_in_words import day_in_words
from generator.pages.frame.links import link_to, place_link
from generator.pages.frame.views import Fait, Value, outside_link
from generator.schema import faces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Record
    from generator.pages.frame.atlas import Atlas

# Fields of ours that these faces show as the schemas word them: others have places of their own.
_PLAIN = {
    ("experimentation", "liste"): ("themes", "recrutement", "decision"),
    ("experimentation", "page"): ("anterieure",),
}
# What the page of a kind that a commons adds shows by itself: its title, its summary, its licence.
_TYPED = frozenset(OwnRecord.__struct_fields__)
# In a list these values need no label: « Tirage au sort » speaks for itself.
_SPEAKING = {("recrutement", "liste"), ("decision", "liste")}


def own_facts(atlas: Atlas, ref: Ref, record: Record, *, face: str = "page") -> tuple[Fait, ...]:
    """What a record tells in fields of its own that show on that `face`, in the order of its schema."""
    told = _told(record)
    if names := _PLAIN.get((ref.kind, face)):
        told |= {name: value for name, value in plain(record).items() if name in names}
    fields = atlas.schemas.trees[ref.kind]["properties"].items()
    return tuple(
        Fait("" if (name, face) in _SPEAKING else node["title"], tuple(_values(atlas, node, told[name])))
        for name, node in fields
        if name in told and face in faces(node)
    )


def named_facts(atlas: Atlas, ref: Ref, record: Record) -> dict[str, Fait]:
    """Every field of its own that a page of this kind may show, by name; without values where it has none."""
    told = _told(record)
    return {
        name: Fait(node["title"], tuple(_values(atlas, node, told[name])) if name in told else ())
        for name, node in atlas.schemas.trees[ref.kind]["properties"].items()
        if "page" in faces(node) and (name == "date" or name not in _TYPED)
    }


def _told(record: Record) -> dict[str, Any]:
    told: dict[str, Any] = dict(record.supplement)
    if isinstance(record, OwnRecord) and record.date:
        told["date"] = record.date
    return told


def _values(atlas: Atlas, node: Mapping[str, Any], value: Any) -> Iterator[Value]:  # noqa: ANN401 — of any shape
    if isinstance(value, list):
        for item in value:
            yield from _values(atlas, node["items"], item)
    elif isinstance(value, dict):
        known = [(one, value[name]) for name, one in node["properties"].items() if name in value]
        yield Value(" ; ".join(f"{one['title']} : {_in_line(atlas, one, inner)}" for one, inner in known))
    elif "x-ref" in node:
        yield (
            place_link(atlas, value)
            if node["x-ref"] == "territoire"
            else link_to(atlas, Ref(node["x-ref"], value))
        )
    else:
        yield _plain(node, value)


def _plain(node: Mapping[str, Any], value: Any) -> Value:  # noqa: ANN401 — of any shape
    form = str(node.get("format", ""))
    if form.startswith("date"):
        return Value(jour=value)
    if form == "uri":
        return outside_link(value) or Value()
    if isinstance(value, bool):
        return Value("Oui" if value else "Non")
    if isinstance(value, int | float):
        return Value(_number(value, node.get("x-unite", "")))
    return Value(str(node.get("x-libelles", {}).get(value, value)))


def _number(value: float, unit: str) -> str:
    """`12 000 €`, as French has it."""
    return f"{value:,} {unit}".strip().replace(",", "\u202f").replace(".", ",").replace(" ", "\u00a0")


def _in_line(atlas: Atlas, node: Mapping[str, Any], value: Any) -> str:  # noqa: ANN401 — of any shape
    found = _values(atlas, node, value)
    return ", ".join(one.texte or day_in_words(one.jour or "") for one in found)
