"""Say what is wrong in a text itself, before anything is looked up: `examine(path, body, first_line)`."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import WORDS, Diagnostic, Edit, Place, first, quoted, say
from generator.frozen import Frozen, replace
from generator.prose.contents import Outline, outline_of
from generator.prose.destinations import destination, is_elsewhere
from generator.prose.forbidden import forbidden
from generator.prose.parsing import DEEPEST, MOST_CELLS, MOST_COLUMNS, MOST_TOKENS, parse
from generator.prose.silent_losses import LOSSES, Typed
from generator.prose.tokens import TextPositions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.prose.contents import Image, WrittenLink
    from generator.prose.parsing import ProseRefusal
    from generator.prose.silent_losses import Loss
    from generator.prose.tokens import Token

_TAG = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
_BLOCK_ENDS = frozenset({"-Paragraph", "-Item", "-Heading", "-TableRow", "-TableHead"})
_INSTEAD: dict[str, str] = WORDS["balises"]


class Examined(Frozen):
    """What a body holds, and its faults."""

    outline: Outline
    diagnostics: tuple[Diagnostic, ...]


@lru_cache(maxsize=512)  # as a record's file is: see `read_record`
def examine(path: str, body: str, first_line: int) -> Examined:
    """The outline and the faults of a body that starts at `first_line` of the file `path`, read once.

    The first faults of each rule are told and the others counted. A text refused for its size or its depth
    is examined as far as it was read.
    """
    parsed = parse(body)
    positions = TextPositions(body)
    place_of = partial(_place, path, first_line)
    tokens, refused = parsed.tokens, []
    held = outline_of(body, parsed.tokens)
    if parsed.refusal is not None:
        span = (*positions.at(parsed.refusal.start), *positions.at(parsed.refusal.end))
        fault = _Fault(span, partial(_refused, parsed.refusal))
        refused = [*_told([fault], parsed.refusal.rule, place_of)]
        tokens = parsed.start
        held = replace(outline_of(body, tokens), refused=True)
    text = _Text(tokens, held, positions)
    typed = Typed(body, tokens)
    checks = {rule: faults(text) for rule, faults in _CHECKS.items()}
    checks |= {rule: _lost(positions, losses(typed)) for rule, losses in LOSSES.items()}
    found = (
        diagnostic
        for rule, faults in checks.items()
        if (listed := sorted(faults, key=_span_of))
        for diagnostic in _told(listed, rule, place_of)
    )
    return Examined(held, (*refused, *found))


def check(path: str, body: str, first_line: int) -> tuple[Diagnostic, ...]:
    """The faults of a body alone."""
    return examine(path, body, first_line).diagnostics


class _Fault(NamedTuple):
    """A place, and a function that makes the message and remedy, called only for faults that are listed."""

    span: tuple[int, int, int, int]
    words: Callable[[], tuple[str, str]]
    instead: str | None = None


def _span_of(fault: _Fault) -> tuple[int, int, int, int]:
    return fault.span


class _Text(NamedTuple):
    tokens: tuple[Token, ...]
    outline: Outline
    positions: TextPositions


def _place(path: str, first_line: int, fault: _Fault) -> Place:
    line, column, end_line, end_column = fault.span
    shift = first_line - 1
    return Place(
        path=path, line=line + shift, column=column, end_line=end_line + shift, end_column=end_column
    )


def _edits(place: Place, fault: _Fault) -> tuple[Edit, ...]:
    return () if fault.instead is None else (Edit(place, fault.instead),)


def _told(faults: list[_Fault], rule: str, place_of: Callable[[_Fault], Place]) -> Iterator[Diagnostic]:
    """The first faults of a rule; the last one counts the others and holds their edits."""

    def diagnostic(fault: _Fault) -> Diagnostic:
        place = place_of(fault)
        return Diagnostic(place, rule, *fault.words(), edits=_edits(place, fault))

    told = list(first(faults, diagnostic))
    left = (fault for fault in faults[len(told) :] if fault.instead is not None)
    rest = tuple(edit for fault in left for edit in _edits(place_of(fault), fault))
    yield from told[:-1]
    yield from (replace(last, rest=rest) for last in told[-1:])


def _lost(positions: TextPositions, losses: Iterable[Loss]) -> Iterator[_Fault]:
    for loss in losses:
        span = (*positions.at(loss.start), *positions.at(loss.end))
        yield _Fault(span, partial(_words_of, loss), loss.instead)


def _words_of(loss: Loss) -> tuple[str, str]:
    return loss.message, loss.help


def _refused(refusal: ProseRefusal) -> tuple[str, str]:
    if refusal.rule == "texte-trop-imbrique":
        return say("texte-trop-imbrique", niveaux=DEEPEST), say("texte-trop-imbrique-aide")
    if refusal.rule == "texte-trop-decoupe":
        return say("texte-trop-decoupe", morceaux=_spaced(MOST_TOKENS)), say("texte-trop-decoupe-aide")
    if refusal.columns:
        message = say("tableau-trop-large", colonnes=_spaced(refusal.columns), limite=MOST_COLUMNS)
        return message, say("tableau-trop-large-aide")
    return say("tableau-trop-long", cases=_spaced(MOST_CELLS)), say("tableau-trop-long-aide")


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def _forbidden_link(text: _Text) -> Iterator[_Fault]:
    for link in text.outline.links:
        if destination(link.href) == "forbidden":
            yield _Fault(_span(link), partial(forbidden, link.href))
    for image in text.outline.images:
        if destination(image.src) == "forbidden" and not is_elsewhere(image.src):
            yield _Fault(_span(image), partial(forbidden, image.src))


def _remote_image(text: _Text) -> Iterator[_Fault]:
    for image in text.outline.images:
        if is_elsewhere(image.src):
            yield _Fault(_span(image), partial(_said, "image-distante", image.src))


def _undescribed_image(text: _Text) -> Iterator[_Fault]:
    for image in text.outline.images:
        if not _is_described(image):
            yield _Fault(_span(image), partial(_said, "image-sans-alternative", image.src))


def _is_described(image: Image) -> bool:
    """Whether the words between the brackets say anything: a dot, or the name of the file, does not."""
    name = image.src.rpartition("/")[2].casefold()
    said = image.alt.casefold()
    return any(sign.isalnum() for sign in said) and said not in {name, name.rpartition(".")[0]}


def _image_without_caption(text: _Text) -> Iterator[_Fault]:
    for image in text.outline.images:
        if image.src and not image.title.strip():
            yield _Fault(_span(image), partial(_said, "image-sans-legende", image.src))


def _literal_html(text: _Text) -> Iterator[_Fault]:
    in_paragraph = False
    for index, token in enumerate(text.tokens):
        if token.kind == "+HtmlBlock":
            inside = text.tokens[index + 1 : index + 2]
            yield _shown(text, token, inside[0].value if inside else "")
        elif token.kind == "InlineHtml" and not in_paragraph:
            in_paragraph = True  # one fault a paragraph, for a pair of tags too
            yield _shown(text, token, token.value)
        elif token.kind in _BLOCK_ENDS:
            in_paragraph = False


def _shown(text: _Text, token: Token, written: str | None) -> _Fault:
    return _Fault(text.positions.span(token), partial(_html, (written or "").strip()))


def _html(code: str) -> tuple[str, str]:
    if code.startswith("<!--"):
        return say("note-cachee", valeur=quoted(code)), say("note-cachee-aide")
    tag = _TAG.match(code)
    remedy = _INSTEAD.get(tag[1].lower() if tag else "") or say("html-affiche-aide")
    return say("html-affiche", valeur=quoted(code)), remedy


def _empty_heading(text: _Text) -> Iterator[_Fault]:
    headings = iter(text.outline.headings)
    words = (say("titre-vide"), say("titre-vide-aide"))
    for token in text.tokens:
        if token.kind == "+Heading" and not next(headings).text:
            yield _Fault(text.positions.span(token), lambda: words)


def _link_without_text(text: _Text) -> Iterator[_Fault]:
    for link in text.outline.links:
        if not link.text:
            yield _Fault(_span(link), partial(_said, "lien-sans-texte", link.href))


def _said(rule: str, address: str) -> tuple[str, str]:
    """The message and the advice from the table that the form shares."""
    return say(rule, valeur=quoted(address)), say(f"{rule}-aide")


def _span(item: WrittenLink | Image) -> tuple[int, int, int, int]:
    return item.line, item.column, item.end_line, item.end_column


_CHECKS: dict[str, Callable[[_Text], Iterator[_Fault]]] = {
    "lien-interdit": _forbidden_link,
    "lien-sans-texte": _link_without_text,
    "image-distante": _remote_image,
    "image-sans-alternative": _undescribed_image,
    "image-sans-legende": _image_without_caption,
    "html-affiche-tel-quel": _literal_html,
    "titre-vide": _empty_heading,
}
