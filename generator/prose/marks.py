"""Find markup that the parser does not read and so prints as text: that of other tools, or half written.

Each check walks the words of each block as typed (see `raw`), never code nor what was read as a link. A mark
after a backslash is meant to be printed. Most texts hold none of these marks: `SIGNS` says what a text must
hold for a check to have anything to find, which is looked up a hundred times sooner.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import quoted, say
from generator.prose.raw import HELD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.prose.raw import Raw


class Mark(NamedTuple):
    """A mark within a block: from where to where, what is wrong, what to do, and what to write instead."""

    start: int
    end: int
    message: str
    help: str
    instead: str | None = None


class Dialect(NamedTuple):
    """A mark of another tool, what to do of it, and the `sign` that every such mark holds.

    A sign that starts with the end of a line is looked for where lines start.
    """

    sign: str
    pattern: re.Pattern[str]
    help: str


def _dialect(sign: str, pattern: str, remedy: str) -> Dialect:
    return Dialect(sign, re.compile(rf"(?<!\\){pattern}", re.MULTILINE), remedy)


_PLAIN = "retirez ces signes, qui appartiennent à un autre outil, et gardez les mots"
_ALERT = "écrivez l'encart ainsi : « > [!NOTE] » sur une ligne, puis « > » devant chaque ligne du texte"
_BOLD = "mettez ces mots en gras entre deux paires d'étoiles : **mots**"
_CONTENTS = "retirez-la : la page a déjà son sommaire"
_RAISED = "écrivez l'exposant ou l'indice par son caractère : m², H₂O"
_TITLE = "écrivez le titre après deux dièses : ## Titre"
# Bounded and on one line, so that an unclosed mark does not make the search slow.
DIALECTS = (
    _dialect("{", r"\{[%#](?!\})[^\n{}]{0,200}[%#]\}", _PLAIN),
    _dialect("{{", r"\{\{[^\n{}]{0,200}\}\}", _PLAIN),
    _dialect(
        "![[", r"!\[\[[^\n\[\]]{1,200}\]\]", "écrivez l'image ![ce que l'on voit](fichier.jpg \"légende\")"
    ),
    _dialect("TOC", r"\[\[_?TOC_?\]\]|^\[_?TOC_?\]$", _CONTENTS),
    _dialect("{:toc}", r"^\{:toc\}$", _CONTENTS),
    _dialect("[[", r"\[\[[^\n\[\]]{1,200}\]\]", "écrivez le lien [texte](fichier.md)"),
    _dialect("==", r"==(?=[^\s=])[^\n=]{0,199}(?<=[^\s=])==(?!=)", _BOLD),
    _dialect("++", r"\+\+(?=[^\s+])[^\n+]{0,199}(?<=[^\s+])\+\+(?!\+)", _BOLD),
    _dialect("||", r"\|\|(?=[^\s|])[^\n|]{0,199}(?<=[^\s|])\|\|(?!\|)", _PLAIN),
    _dialect("'''", r"'''(?=[^\s'])[^\n']{0,199}'''", _BOLD),
    _dialect(
        "%%", r"%%(?=[^\s%])[^\n%]{0,200}%%", "retirez cette note : ce qui est dans le fichier est publié"
    ),
    _dialect("{", r"\{:? ?[.#][A-Za-z][^\n{}]{0,100}\}", _PLAIN),
    _dialect("\n:::", r"^:::+ ?[\w{-][^\n]{0,100}$|^:::+$", _ALERT),
    _dialect("\n!!!", r"^!!! ?[a-z]+(?: \"[^\n\"]{0,100}\")?$", _ALERT),
    _dialect("\n???", r"^\?\?\?\+? ?[a-z]+(?: \"[^\n\"]{0,100}\")?$", _ALERT),
    _dialect("\n[!", r"^\[!(?!\])[\w-]{1,30}\][+-]?", _ALERT),
    _dialect(
        "^[",
        r"\^\[[^\n\[\]]{1,200}\]",
        "appelez une note par [^1], et écrivez-la plus bas : [^1]: la note",
    ),
    _dialect("$$", r"\$\$(?=[^\s$])[^\n$]{1,200}\$\$", "écrivez la formule en mots, ou entre accents graves"),
    _dialect("^", r"(?<=\w)\^[\w-]{1,10}\^", _RAISED),
    _dialect("~", r"(?<=\w)~\w{1,10}~", _RAISED),
    _dialect("\n==", r"^={2,6} [^\n=]{1,200} ={2,6}$", _TITLE),
    _dialect("\nh", r"^h[1-6]\. ", _TITLE),
    _dialect(
        "[http", r"\[https?://[^\s\[\]]{1,300} [^\n\[\]]{1,200}\](?!\()", "écrivez le lien [texte](adresse)"
    ),
    _dialect(
        ":",
        r"(?<![\w:]):(?:smile|warning|bulb|tada|rocket|white_check_mark|heavy_check_mark|information_source|\+1"
        r"|thumbsup|heart|star|fire|memo|pushpin|point_right|arrow_right|exclamation|question|x):(?![\w:])",
        "collez le signe lui-même, ou dites-le en mots",
    ),
    _dialect("\n[", r"^\[[ xX]?\] (?=\S)", "mettez un tiret devant la case : - [ ] à faire"),
)
_HEADING = re.compile(r"^#{2,6}(?=[^\s#\\])", re.MULTILINE)
_BULLET = re.compile(r"^[•·▪◦‣●○■□➢➤✓✔\uf0b7][ \t\u00a0]*(?=\S)|^[o§][\t\u00a0]+(?=\S)", re.MULTILINE)
_DASH = re.compile(r"^[–—][ \t\u00a0]+(?=\S)", re.MULTILINE)
_TABBED = re.compile(r"(?<=[^\s])[ ]?\t+[ ]?(?=\S)")
_LETTERED = re.compile(r"^(?:[a-zA-Z]|[ivx]{2,4})[.)]\t(?=\S)", re.MULTILINE)
_NOTE = re.compile(r"(?<!\\)\[\^[^\s\[\]]{1,100}\](?!:)")
_INLINE = re.compile(r"(?<!\\)!?\[[^\n\[\]]{1,300}\]\((?=[^\s()])[^\n()]{1,500}\)")
_APART = re.compile(
    rf"(?<![\\\]])\[[^\n\[\]]{{1,300}}\]( +)\((?:{HELD}|https?://|mailto:|#|\.{{0,2}}/|[\w./%-]+\.(?:md|pdf|png|jpg|webp)\b)[^\s()]*\)"
)
# The words in round brackets and the address in square ones.
_INVERTED = re.compile(
    rf"\(([^()\[\]\n]{{1,200}})\)\[((?:https?://|/|\.{{1,2}}/)[^\s\[\]()]{{1,500}}|{HELD})\]"
)
_BY_NAME = re.compile(r"(?<!\\)!?\[(?=[^\n\[\]]*[^\W\d_])[^\n\[\]\^][^\n\[\]]{0,300}\]\[[^\n\[\]]{0,100}\]")
_OPENING = re.compile(r"(?<![\\*\w])\*\*(?=[^\W_])")


def of_other_tools(raw: Raw) -> Iterator[Mark]:
    """Markup of other dialects, which would be printed as text."""
    taken = -1
    lines = f"\n{raw.text}"
    found = [
        (match.start(), match, known.help)
        for known in DIALECTS
        if known.sign in lines
        for match in known.pattern.finditer(raw.text)
    ]
    for start, match, remedy in sorted(found, key=lambda one: one[0]):
        if start >= taken:  # the first dialect that matches wins: `![[x]]` is not `[[x]]`
            taken = match.end()
            yield Mark(
                start=start,
                end=taken,
                message=say("s-affichera", valeur=quoted(match[0].strip())),
                help=remedy,
            )


def glued_heading(raw: Raw) -> Iterator[Mark]:
    """Headings without a space (`##Titre`): the signs are printed, and there is no heading."""
    if raw.kind != "+TableCell":
        for match in _HEADING.finditer(raw.text):
            message = say("titre-colle", valeur=quoted(match[0]))
            yield Mark(
                start=match.start(),
                end=match.end(),
                message=message,
                help=say("titre-colle-aide"),
                instead=f"{match[0]} ",
            )


def from_a_word_processor(raw: Raw) -> Iterator[Mark]:
    """Lists pasted from a word processor (bullets, dashes, letters, tabs): their lines run together."""
    text = raw.text
    for match in _BULLET.finditer(text):
        message = say("puce-sans-liste", valeur=quoted(match[0].strip()))
        yield Mark(
            start=match.start(),
            end=match.end(),
            message=message,
            help=say("puce-sans-liste-aide"),
            instead="- ",
        )
    dashes = list(_DASH.finditer(text))
    for match in dashes if len(dashes) > 1 else ():
        message = say("tiret-sans-liste", valeur=quoted(match[0].strip()))
        remedy = say("tiret-sans-liste-aide")
        yield Mark(start=match.start(), end=match.end(), message=message, help=remedy)
    for match in _LETTERED.finditer(text):
        message = say("lettre-sans-liste", valeur=quoted(match[0].strip()))
        remedy = say("lettre-sans-liste-aide")
        yield Mark(start=match.start(), end=match.end(), message=message, help=remedy)
    listed = _BULLET.search(text) or _LETTERED.search(text) or raw.kind in {"+TableCell", "+Heading"}
    if not listed and (tab := _TABBED.search(text)):
        message = say("tabulations")
        remedy = say("tableau-aide")
        yield Mark(start=tab.start(), end=tab.end(), message=message, help=remedy)


def note_without_text(raw: Raw) -> Iterator[Mark]:
    """Calls of footnotes that are not defined."""
    for match in _NOTE.finditer(raw.text):
        label = match[0]
        yield Mark(
            start=match.start(),
            end=match.end(),
            message=say("note-sans-texte", note=quoted(label)),
            help=say("note-sans-texte-aide", note=label),
        )


def link_in_words(raw: Raw) -> Iterator[Mark]:
    """Links and images printed as typed, because of a space too many or a name that is not defined."""
    for match in _INLINE.finditer(raw.text):
        remedy = say("lien-avec-espaces-aide")
        yield Mark(start=match.start(), end=match.end(), message=_shown(match[0]), help=remedy)
    for match in _APART.finditer(raw.text):
        remedy = say("lien-espace-aide")
        yield Mark(start=match.start(1), end=match.end(1), message=_shown(match[0]), help=remedy, instead="")
    for match in _INVERTED.finditer(raw.text):
        remedy = say("lien-inverse-aide")
        right = None if match[2] == HELD else f"[{match[1]}]({match[2]})"
        shown = say("lien-affiche", valeur=f"« ({match[1]})[…] »")
        yield Mark(start=match.start(), end=match.end(), message=shown, help=remedy, instead=right)
    for match in _BY_NAME.finditer(raw.text):
        name = match[0].rpartition("[")[2].rstrip("]") or match[0].partition("[")[2].partition("]")[0]
        remedy = say("lien-par-un-nom-aide", nom=name)
        yield Mark(start=match.start(), end=match.end(), message=_shown(match[0]), help=remedy)


def _shown(written: str) -> str:
    words = quoted(written.replace(HELD, "…"))
    if written.startswith("!"):
        return say("image-affichee", valeur=words)
    return say("lien-affiche", valeur=words)


def open_bold(raw: Raw) -> Iterator[Mark]:
    """Pairs of stars (`**`) that open no bold text."""
    for match in _OPENING.finditer(raw.text):
        message = say("gras-non-ferme")
        yield Mark(
            start=match.start(),
            end=match.end(),
            message=message,
            help=say("gras-non-ferme-aide"),
        )


SIGNS: dict[Callable[[Raw], Iterator[Mark]], tuple[str, ...]] = {
    of_other_tools: tuple(dict.fromkeys(known.sign for known in DIALECTS)),
    glued_heading: ("\n##",),
    from_a_word_processor: (*"•·▪◦‣●○■□➢➤✓✔\uf0b7–—\t", "\no\u00a0", "\n§\u00a0"),
    note_without_text: ("[^",),
    link_in_words: ("](", "] ", "][", ")["),
    open_bold: ("**",),
}
"""Of each check, the signs of which a text, its lines each after the end of another, holds one at least."""

SHAPES = {
    "titre": _HEADING,
    "puce": _BULLET,
    "tiret": _DASH,
    "tabulation": _TABBED,
    "lettre": _LETTERED,
    "note": _NOTE,
    "lien": _INLINE,
    "espace": _APART,
    "inverse": _INVERTED,
    "nom": _BY_NAME,
    "gras": _OPENING,
}
"""What these checks look for, by name: the form of contributors is given the same."""
