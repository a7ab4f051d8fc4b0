"""Find parts of a text that would be silently lost, or shown otherwise than meant: one check a rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import quoted, say
from generator.prose import marks
from generator.prose.raw import raws
from generator.prose.tokens import closing, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.prose.raw import Raw
    from generator.prose.tokens import Token


class Loss(NamedTuple):
    """Bytes of a body from `start` to `end`, what is wrong there, what to do, what to write instead."""

    start: int
    end: int
    message: str
    help: str
    instead: str | None = None


class Typed:
    """A body, its tokens and its words as typed, which all the checks share."""

    __slots__ = ("body", "data", "lines", "raws", "tokens")

    def __init__(self, body: str, tokens: tuple[Token, ...]) -> None:
        self.body = body
        self.data = body.encode()
        self.tokens = tokens
        self.raws = tuple(raws(body, tokens))
        self.lines = "".join([f"\n{raw.text}" for raw in self.raws])


_CELL = re.compile(rb"(?<!\\)(?:\\\\)*\|")
_FENCE = re.compile(rb"`{3,}|~{3,}")
_DEFINITION = re.compile(rb"^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*\S", re.MULTILINE)
_LEAVES = {"+Paragraph", "+Heading", "+CodeBlock", "+Table", "+HtmlBlock"}
_SENTENCE = re.compile(r"[.…!?:;,»)]\s*$")
_FIELD = re.compile(rb"^[a-z_]+:(?:[ \t]|$)", re.MULTILINE)
_LONGEST_TITLE = 100
_LEVELS = {f"H{level}": level for level in range(1, 7)}


def _by(check: Callable[[Raw], Iterator[marks.Mark]]) -> Callable[[Typed], Iterator[Loss]]:
    signs = marks.SIGNS[check]

    def found(typed: Typed) -> Iterator[Loss]:
        if not any(sign in typed.lines for sign in signs):
            return
        for raw in typed.raws:
            for mark in check(raw):
                start, end = raw.offset(mark.start), raw.offset(mark.end - 1)
                last = len(raw.text[mark.end - 1].encode()) if mark.end > mark.start else 0
                yield Loss(
                    start=start, end=end + last, message=mark.message, help=mark.help, instead=mark.instead
                )

    return found


def uncalled_note(typed: Typed) -> Iterator[Loss]:
    """Footnotes that are never called: they would be shown last, without context."""
    called = {_folded(token.value) for token in typed.tokens if token.kind == "FootnoteReference"}
    written: set[str] = set()
    for token in typed.tokens:
        if token.kind != "+FootnoteDefinition":
            continue
        label = _folded(token.value)
        end = token.start + len(f"[^{token.value}]:".encode())
        if label in written:
            yield Loss(
                start=token.start,
                end=end,
                message=say("note-deux-fois", note=token.value),
                help=say("note-deux-fois-aide"),
            )
        elif label not in called:
            message = say("note-sans-appel", note=token.value)
            yield Loss(
                start=token.start,
                end=end,
                message=message,
                help=say("note-sans-appel-aide", note=token.value),
            )
        written.add(label)


def lost_cells(typed: Typed) -> Iterator[Loss]:
    """Table cells beyond the last column of the head: they are not shown."""
    columns = 0
    for token in typed.tokens:
        if token.kind == "+Table":
            columns = len(token.value)
        elif token.kind == "+TableRow":
            row = typed.data[token.start : token.end].strip()
            bars = [match.end() for match in _CELL.finditer(row)]
            first, last = row[:1] == b"|", bool(bars) and bars[-1] == len(row)
            cells = len(bars) + 1 - first - (last and len(bars) > first)
            if cells > columns:
                start = token.start + bars[columns - 1 + first]
                message = say("cases-perdues", cases=cells, colonnes=columns)
                remedy = say("cases-perdues-aide")
                yield Loss(start=start, end=token.start + len(row), message=message, help=remedy)


def skipped_level(typed: Typed) -> Iterator[Loss]:
    """Headings two levels below the one before: users of screen readers would think one is missing."""
    found = [token for token in typed.tokens if token.kind == "+Heading"]
    before = min((_LEVELS[token.value["level"]] for token in found), default=1) - 1
    for token in found:
        level = _LEVELS[token.value["level"]]
        if level > before + 1:
            signs = "#" * (before + 1)
            message = say("niveau-saute", dieses=level, suffisent=before + 1)
            written = typed.data[token.start : token.start + level] == b"#" * level
            instead = signs if written else None
            yield Loss(
                start=token.start,
                end=token.start + level,
                message=message,
                help=say("niveau-saute-aide", signes=signs),
                instead=instead,
            )
        before = level


def unexpected_heading(typed: Typed) -> Iterator[Loss]:
    """Paragraphs that a line of dashes right below turns into headings."""
    for index, token in enumerate(typed.tokens):
        if token.kind != "+Heading" or typed.data[token.start : token.start + 1] == b"#":
            continue
        if _FIELD.search(typed.data, token.start, token.end):  # a front matter that lacks its first line
            continue
        end = closing(typed.tokens, index)
        text = words(typed.tokens, index, end)
        long = len(text) > _LONGEST_TITLE or any(one.kind == "SoftBreak" for one in typed.tokens[index:end])
        if long or _SENTENCE.search(text):
            yield Loss(
                start=token.start,
                end=token.end,
                message=say("titre-par-un-trait"),
                help=say("titre-par-un-trait-aide"),
            )


def unclosed_code(typed: Typed) -> Iterator[Loss]:
    """Code fences that are not closed: all that follows is shown as code."""
    for token in typed.tokens:
        if token.kind == "+CodeBlock" and isinstance(token.value, dict):
            block = typed.data[token.start : token.end]
            fence = _FENCE.match(block)
            last = block[len(fence[0]) if fence else 0 :].rstrip().rpartition(b"\n")[2].lstrip(b"> \t")
            if fence and not (last.startswith(fence[0]) and not last.strip(fence[0][:1])):
                end = token.start + (block + b"\n").index(b"\n")
                message = say("code-non-ferme")
                yield Loss(
                    start=token.start,
                    end=end,
                    message=message,
                    help=say("code-non-ferme-aide"),
                )


def indented_code(typed: Typed) -> Iterator[Loss]:
    """Lines shown as code because they start with four spaces."""
    for index, token in enumerate(typed.tokens):
        if token.kind == "+CodeBlock" and not isinstance(token.value, dict):
            text = words(typed.tokens, index, closing(typed.tokens, index))
            message = say("code-par-des-espaces", valeur=quoted(text))
            remedy = say("code-par-des-espaces-aide")
            yield Loss(start=token.start, end=token.end, message=message, help=remedy)


def unused_definition(typed: Typed) -> Iterator[Loss]:
    """Link definitions that no link uses: their addresses are not shown."""
    used = {_folded(t.value["id"]) for t in typed.tokens if t.kind in {"+Link", "+Image"} and t.value["id"]}
    shown = iter([(token.start, token.end) for token in typed.tokens if token.kind in _LEAVES])
    start = end = 0
    for match in _DEFINITION.finditer(typed.data):
        while end <= match.start() and (here := next(shown, None)):
            start, end = here
        name = match[1].decode(errors="replace")
        if not start <= match.start() < end and _folded(name) not in used:
            message = say("definition-inutile", valeur=quoted(name))
            remedy = say("definition-inutile-aide", nom=name)
            yield Loss(
                start=match.start() + match[0].index(b"["), end=match.end() - 1, message=message, help=remedy
            )


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


LOSSES: dict[str, Callable[[Typed], Iterator[Loss]]] = {
    "note-sans-texte": _by(marks.note_without_text),
    "note-sans-appel": uncalled_note,
    "cases-perdues": lost_cells,
    "signes-d-un-autre-outil": _by(marks.of_other_tools),
    "titre-colle": _by(marks.glued_heading),
    "niveau-saute": skipped_level,
    "titre-par-un-trait": unexpected_heading,
    "liste-non-reconnue": _by(marks.from_a_word_processor),
    "lien-affiche-tel-quel": _by(marks.link_in_words),
    "definition-inutile": unused_definition,
    "gras-non-ferme": _by(marks.open_bold),
    "code-non-ferme": unclosed_code,
    "code-par-des-espaces": indented_code,
}
