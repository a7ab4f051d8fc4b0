"""Write a difference for a person at a terminal: `[-out-]` and `{+in+}`, each change with its reason."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.diagnostics.quoting import printable
from generator.model import Dispositif, Etape, Hypothese, Source
from generator.protocol.diff_summary import in_one_sentence, name, participles
from generator.protocol.diff_words import DiffPiece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.protocol.diff_words import Genre
    from generator.protocol.revision_diff import ChangeReason, Difference, ElementChange, FieldChange
    from generator.schema import Field

_MARKS = {"egal": "{}", "retire": "[-{}-]", "ajoute": "{{+{}+}}"}
_PARTS = {"hypothese": "hypotheses", "dispositif": "dispositifs", "etape": "etapes"}
_OF_THE_TEXT = frozenset({"titre", "resume"})


def render(difference: Difference, fields: Iterable[Field]) -> str:
    """The summary sentence, then every change; `fields` of the schema of protocols give the French names."""
    known = {field.nom: field for field in fields}
    several = difference.vers - difference.de > 1
    sections = [[in_one_sentence(difference)]]
    sections += [
        [*_element(item, known), *_why(item.raisons, several=several)] for item in difference.elements
    ]
    sections += [_revision(difference, known), _text(difference, known, several=several)]
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in sections if lines)


def _element(item: ElementChange, known: Mapping[str, Field]) -> Iterator[str]:
    """The lines for a hypothesis, a device or a step: what happened to it, then the fields that changed."""
    inside = {field.nom: field for field in known[_PARTS[item.genre]].sous_champs}
    rank = f" (du rang {item.rang_avant} au rang {item.rang_apres})" if "deplace" in item.changements else ""
    yield f"{name(item.genre).capitalize()} {item.id}, {participles(item.genre, item.changements)}{rank}"
    if item.avant is None:
        yield from _whole(item.apres, "ajoute", inside)
    elif item.apres is None:
        yield from _whole(item.avant, "retire", inside)
    for change in item.champs:
        yield from _field(change, inside)
    for step in item.etapes:
        yield from _indented(_element(step, inside))


def _whole(
    part: Hypothese | Dispositif | Etape | None, genre: Genre, inside: Mapping[str, Field]
) -> Iterator[str]:
    """The lines for an element that was added or removed: every field, then its steps."""
    for field in inside.values():
        value = getattr(part, field.nom, None)
        if field.nom == "etapes" and isinstance(part, Dispositif):
            for step in part.etapes:
                yield from _labelled(f"Étape {step.id}", [DiffPiece(genre, step.texte)])
        elif field.nom != "id" and value not in (None, ()):
            yield from _labelled(field.titre, [DiffPiece(genre, _shown(value, field))])


def _field(change: FieldChange, known: Mapping[str, Field]) -> Iterator[str]:
    field = known[change.champ]
    pieces = change.morceaux or [
        DiffPiece("retire", _shown(change.avant, field)),
        DiffPiece("ajoute", _shown(change.apres, field)),
    ]
    yield from _labelled(field.titre, [piece for piece in pieces if piece.texte])


def _shown(value: object, field: Field) -> str:
    """A value as text; empty for None."""
    if isinstance(value, tuple):
        return ", ".join(_shown(one, field) for one in value)
    if value is None:
        return ""
    written = value.titre if isinstance(value, Source) else str(value)
    return dict(field.valeurs).get(written, written)


def _revision(difference: Difference, known: Mapping[str, Field]) -> list[str]:
    """The lines for the revision's own fields: its date, its motives and so on."""
    fields = [field for field in difference.champs if field.champ not in _OF_THE_TEXT]
    lines = [line for field in fields for line in _field(field, known)]
    return [f"Révision {difference.vers}", *lines] if lines else []


def _text(difference: Difference, known: Mapping[str, Field], *, several: bool) -> list[str]:
    """The title, the summary and the body; paragraphs that did not change are only counted."""
    lines = [
        line for field in difference.champs if field.champ in _OF_THE_TEXT for line in _field(field, known)
    ]
    for same, run in groupby(difference.texte, lambda paragraph: paragraph.genre == "egal"):
        paragraphs = list(run)
        if same:
            many = "s" * (len(paragraphs) > 1)
            lines += ["", f"  ({len(paragraphs)} paragraphe{many} inchangé{many})"]
        else:
            lines += [line for one in paragraphs for line in ("", *_indented(marked(one.morceaux)))]
    return ["Texte", *lines, "", *_why(difference.raisons_texte, several=several)] if lines else []


def _why(reasons: Sequence[ChangeReason], *, several: bool) -> Iterator[str]:
    """The reasons, each with the number of its revision where there is more than one."""
    for reason in reasons:
        whose = f" (révision {reason.revision})" if several else ""
        yield from _labelled("pourquoi", [DiffPiece("egal", reason.texte + whose)])
    if not reasons:
        yield "  sans raison donnée"


def _labelled(label: str, pieces: Iterable[DiffPiece]) -> Iterator[str]:
    first, *rest = marked(pieces)
    yield from _indented([f"{label} : {first}", *rest])


def marked(pieces: Iterable[DiffPiece]) -> list[str]:
    """The lines of a text, its changes between marks."""
    text = "".join(_MARKS[piece.genre].format(piece.texte) for piece in pieces)
    return [printable(line) for line in text.split("\n")]


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)
