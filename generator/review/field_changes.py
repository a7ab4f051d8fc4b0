"""Describe in French the differences between two states of a record: field by field, then its text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator.diagnostics import printable
from generator.frozen import Frozen
from generator.model import Ref
from generator.protocol import DiffPiece, by_paragraph, marked, word_by_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model import Commons
    from generator.schema import Field, Schemas
    from generator.sources import Document


class Wording(Frozen):
    """Turns values into words, with the labels of the schemas and the titles of the records."""

    schemas: Schemas
    commons: Commons

    def value(self, kind: str, steps: tuple[str, ...], field: Field | None, *, value: Any) -> str:  # noqa: ANN401 — as a file holds it
        """A value as a reader would say it: labels for a vocabulary, titles for what it names."""
        if isinstance(value, list):
            return _listed([self.value(kind, steps, field, value=one) for one in value], value)
        if isinstance(value, dict):
            inside = {one.nom: one for one in field.sous_champs} if field else {}
            return " ; ".join(
                f"{inside[name].titre if name in inside else printable(str(name))}"
                f" : {self.value(kind, (*steps, str(name)), inside.get(name), value=one)}"
                for name, one in value.items()
            )
        if value is None or isinstance(value, bool):
            return "" if value is None else "oui" if value else "non"
        return self._text(kind, steps, field, text=str(value))

    def _text(self, kind: str, steps: tuple[str, ...], field: Field | None, *, text: str) -> str:
        if field is not None and field.reference:
            title = self.commons.titre(Ref(field.reference, text))
            return text if title == text else f"{title} ({text})"
        if field is not None and field.valeurs:
            return self.schemas.label(kind, ".".join(steps), text)
        return text


def told(speech: Wording, kind: str, before: Document | None, *, after: Document | None) -> Iterator[str]:
    """The lines that tell the difference: `[-what went-]` and `{+what came+}`, under the names of fields.

    A record that came is told as it is.
    """
    if before is None and after is not None:
        return _whole(speech, kind, after)
    return _changed(speech, kind, before, after=after)


def _whole(speech: Wording, kind: str, after: Document) -> Iterator[str]:
    fields = {field.nom: field for field in speech.schemas.fields(kind)}
    data = after.data or {}
    for name in dict.fromkeys([*(one for one in fields if one in data), *data]):
        field = fields.get(name)
        label = field.titre if field else printable(str(name))
        yield from _line(
            label, [DiffPiece("egal", speech.value(kind, (str(name),), field, value=data[name]))]
        )
    if after.body.strip():
        yield "Texte :"
        yield from (f"  {line}" for line in after.body.strip().split("\n"))


def _changed(speech: Wording, kind: str, before: Document | None, *, after: Document | None) -> Iterator[str]:
    old, new = ((one.data or {}) if one else {} for one in (before, after))
    fields = {field.nom: field for field in speech.schemas.fields(kind)}
    yield from _group(speech, kind, (), fields=fields, old=old, new=new)
    yield from _text(before.body if before else "", after.body if after else "")


def _group(  # noqa: PLR0913 — where the value stands, and its two states
    speech: Wording,
    kind: str,
    steps: tuple[str, ...],
    *,
    fields: Mapping[str, Field],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
) -> Iterator[str]:
    for name in dict.fromkeys([*fields, *old, *new]):
        one, other = old.get(name), new.get(name)
        if one == other and type(one) is type(other):
            continue
        field = fields.get(name)
        path = (*steps, str(name))
        if isinstance(one, dict) and isinstance(other, dict):
            inside = {sub.nom: sub for sub in field.sous_champs} if field else {}
            yield f"{field.titre if field else printable(str(name))} :"
            yield from (f"  {line}" for line in _group(speech, kind, path, fields=inside, old=one, new=other))
        else:
            label = field.titre if field else printable(str(name))
            yield from _line(label, _pieces(speech, kind, path, field=field, one=one, other=other))


def _pieces(  # noqa: PLR0913 — as above
    speech: Wording,
    kind: str,
    path: tuple[str, ...],
    *,
    field: Field | None,
    one: Any,  # noqa: ANN401 — as a file holds it
    other: Any,  # noqa: ANN401 — as above
) -> list[DiffPiece]:
    if isinstance(one, list) and isinstance(other, list):
        before, after = (
            [speech.value(kind, path, field, value=item) for item in items] for items in (one, other)
        )
        return _items(before, after, _between([*one, *other]))
    return _texts(speech, kind, path, field=field, one=one, other=other)


def _texts(  # noqa: PLR0913 — as above
    speech: Wording,
    kind: str,
    path: tuple[str, ...],
    *,
    field: Field | None,
    one: Any,  # noqa: ANN401 — as above
    other: Any,  # noqa: ANN401 — as above
) -> list[DiffPiece]:
    before, after = (speech.value(kind, path, field, value=value) for value in (one, other))
    named = field is not None and (field.reference or field.valeurs)
    if isinstance(one, str) and isinstance(other, str) and not named:
        return list(word_by_word(before, after))
    return [DiffPiece("retire", before), DiffPiece("ajoute", after)]


def _between(values: Sequence[Any]) -> str:
    """The separator between the items of a list: a line end if some are groups of fields, else a space."""
    return "\n" if any(isinstance(one, dict) for one in values) else " "


def _listed(said: Sequence[str], values: Sequence[Any]) -> str:
    if _between(values) == " ":
        return ", ".join(said)
    return "".join(f"\n– {one}" for one in said)


def _items(before: Sequence[str], after: Sequence[str], between: str) -> list[DiffPiece]:
    """The lines for a list: items removed, then items added; if none, the new order."""
    gone, came = _without(before, after), _without(after, before)
    if not (gone or came):
        return [DiffPiece("egal", "même liste, dans un autre ordre")]
    rest = len(before) - len(gone)
    kept = [DiffPiece("egal", f"({rest} inchangé{'s' * (rest > 1)}){between}")] if rest else []
    pieces = [DiffPiece("retire", one) for one in gone] + [DiffPiece("ajoute", one) for one in came]
    return kept + [piece for one in pieces for piece in (one, DiffPiece("egal", between))]


def _without(these: Sequence[str], those: Sequence[str]) -> list[str]:
    left = list(those)
    found = []
    for one in these:
        if one in left:
            left.remove(one)
        else:
            found.append(one)
    return found


def _text(before: str, after: str) -> Iterator[str]:
    """The paragraphs that differ; the others are only counted."""
    paragraphs = by_paragraph(before, after)
    if all(one.genre == "egal" for one in paragraphs):
        return
    yield "Texte :"
    for same, run in groupby(paragraphs, lambda one: one.genre == "egal"):
        listed = list(run)
        if same:
            many = "s" * (len(listed) > 1)
            yield f"  ({len(listed)} paragraphe{many} inchangé{many})"
        else:
            for one in listed:
                yield from (f"  {line}".rstrip() for line in (*marked(one.morceaux), ""))


def _line(label: str, pieces: Sequence[DiffPiece]) -> Iterator[str]:
    first, *rest = marked([piece for piece in pieces if piece.texte])
    yield f"{label} : {first}".rstrip()
    yield from (f"  {line}" for line in rest if line)
