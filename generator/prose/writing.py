"""Write tokens as HTML, every author's word escaped: the one place that decides the tags of a body."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, ClassVar

from generator.prose.footnotes import Notes
from generator.prose.tokens import closing, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.prose.contents import Heading
    from generator.prose.targets import Targets
    from generator.prose.tokens import Token

_ALERTS = {
    "Note": ("note", "Note"),
    "Tip": ("conseil", "Conseil"),
    "Important": ("important", "Important"),
    "Warning": ("attention", "Attention"),
    "Caution": ("prudence", "Prudence"),
}
_ALIGNMENTS = {
    "Left": ' class="aligne-gauche"',
    "Center": ' class="aligne-centre"',
    "Right": ' class="aligne-droite"',
}
_LANGUAGE = re.compile(r"[a-z0-9-]{1,20}")
# Simple tokens: their tag, and what separates the words around them in the plain text.
_TAGS = {
    "-Paragraph": ("</p>\n", "\n"),
    "+Emphasis": ("<em>", ""),
    "-Emphasis": ("</em>", ""),
    "+Strong": ("<strong>", ""),
    "-Strong": ("</strong>", ""),
    "+Strikethrough": ("<del>", ""),
    "-Strikethrough": ("</del>", ""),
    "-CodeBlock": ("</code></pre>\n", "\n"),
    "+HtmlBlock": ("<p>", ""),
    "-HtmlBlock": ("</p>\n", "\n"),
    "+Item": ("<li>", "\n"),
    "-Item": ("</li>\n", "\n"),
    "+TableHead": ("<thead><tr>", "\n"),
    "-TableHead": ("</tr></thead>\n<tbody>\n", "\n"),
    "-TableRow": ("</tr>\n", "\n"),
    "-Table": ("</tbody></table></div>\n", "\n"),
    "SoftBreak": ("\n", " "),
    "HardBreak": ("<br>\n", "\n"),
    "Rule": ("<hr>\n", "\n"),
}


class Writer:
    """Writes one body, once. `headings` are those of the tokens, with the levels to show."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        headings: tuple[Heading, ...],
        targets: Targets,
    ) -> None:
        self._tokens = tokens
        self._headings = iter(headings)
        self._targets = targets
        self._html: list[str] = []
        self._text: list[str] = []
        self._closers: list[str] = []
        self._aside: list[tuple[list[str], list[str], str]] = []
        self._notes = Notes()
        self._columns: tuple[str, ...] = ()
        self._column = 0
        self._cell = "th"
        self._tables = 0
        self._blocks = 0
        self._link: tuple[str, int] | None = None

    def write(self) -> str:
        """The HTML, before `wall.py` sanitizes it."""
        index = 0
        while index < len(self._tokens):
            token = self._tokens[index]
            handler = self._HANDLERS.get(token.kind)
            if handler is None:
                self._put(*_TAGS[token.kind])
                index += 1
            else:
                index = handler(self, token, index) or index + 1
        return "".join(self._html) + self._notes.html()

    def text(self) -> str:
        """The plain text of what was written, footnotes last."""
        return "".join(self._text) + self._notes.text()

    def _put(self, html: str, text: str = "") -> None:
        self._html.append(html)
        self._text.append(text)

    def _open(self, html: str, closer: str) -> None:
        self._put(html, "\n")
        self._closers.append(closer)

    def _close(self, _token: Token, _index: int) -> None:
        self._put(self._closers.pop(), "\n")

    def _words(self, token: Token, _index: int) -> None:
        self._put(escape(token.value, quote=False), token.value)

    def _code(self, token: Token, _index: int) -> None:
        self._put(f"<code>{escape(token.value, quote=False)}</code>", token.value)

    def _paragraph(self, _token: Token, index: int) -> int | None:
        first = self._tokens[index + 1]
        if first.kind == "+Image":
            end = closing(self._tokens, index + 1)
            if self._tokens[end + 1].kind == "-Paragraph":
                figure = self._targets.figure(first, words(self._tokens, index + 1, end))
                if figure:
                    self._put(figure)
                    return end + 2
        self._put("<p>")
        return None

    def _heading(self, _token: Token, index: int) -> int | None:
        heading = next(self._headings)
        end = closing(self._tokens, index)
        if end == index + 1:
            return end + 1
        if heading.text:
            self._open(f'<h{heading.level} id="{escape(heading.id)}">', f"</h{heading.level}>\n")
        else:  # an image without a description: a heading must still have a name
            self._open("<p>", "</p>\n")
        return None

    def _quote(self, token: Token, _index: int) -> None:
        if token.value is None:
            self._open("<blockquote>\n", "</blockquote>\n")
        else:
            name, label = _ALERTS[token.value]
            self._open(
                f'<aside class="encart encart-{name}" role="note">\n<p class="encart-titre">{label}</p>\n',
                "</aside>\n",
            )

    def _code_block(self, token: Token, _index: int) -> None:
        fence = token.value["Fenced"] if isinstance(token.value, dict) else ""
        language = fence.split(maxsplit=1)[0].lower() if fence.strip() else ""
        known = f' class="language-{language}"' if _LANGUAGE.fullmatch(language) else ""
        self._blocks += 1
        # The theme's script gives an unnamed block an id derived from its parent: several would be equal.
        self._put(f'<pre id="Code-{self._blocks}" tabindex="0"><code{known}>', "\n")

    def _list(self, token: Token, _index: int) -> None:
        if token.value is None:
            self._open("<ul>\n", "</ul>\n")
        else:
            self._open("<ol>\n" if token.value == 1 else f'<ol start="{token.value}">\n', "</ol>\n")

    def _task(self, token: Token, _index: int) -> None:
        item = len(self._html) - (1 if self._html[-1] == "<li>" else 2)
        self._html[item] = '<li class="tache">'
        state = 'checked disabled aria-label="fait"' if token.value else 'disabled aria-label="à faire"'
        self._put(f'<input type="checkbox" {state}> ')

    def _table(self, token: Token, _index: int) -> None:
        self._tables += 1
        self._columns, self._column, self._cell = token.value, 0, 'th scope="col"'
        number = f" {self._tables}" if self._tables > 1 else ""
        self._put(
            f'<div class="tableau" tabindex="0" role="region" aria-label="Tableau{number}"><table>', "\n"
        )

    def _row(self, _token: Token, _index: int) -> None:
        self._column, self._cell = 0, "td"
        self._put("<tr>")

    def _cell_start(self, _token: Token, _index: int) -> None:
        self._put(f"<{self._cell}{_ALIGNMENTS.get(self._columns[self._column], '')}>")
        self._column += 1

    def _cell_end(self, _token: Token, _index: int) -> None:
        self._put(f"</{self._cell[:2]}>", " ")

    def _link_start(self, token: Token, _index: int) -> None:
        address, tag = self._targets.link(token)
        self._put(tag)
        self._link = (address, len(self._html))

    def _link_end(self, _token: Token, _index: int) -> None:
        address, opened = self._link or ("", 0)
        if address:
            # A link without text would be invisible and silent: its address is shown.
            self._put("</a>" if len(self._html) > opened else f"{escape(address, quote=False)}</a>")
        self._link = None

    def _image(self, token: Token, index: int) -> int:
        end = closing(self._tokens, index)
        self._put(self._targets.image(token, words(self._tokens, index, end)))
        return end + 1

    def _note_call(self, token: Token, _index: int) -> None:
        self._put(self._notes.call(token.value, in_link=self._link is not None))

    def _note_start(self, token: Token, _index: int) -> None:
        self._aside.append((self._html, self._text, token.value))
        self._html, self._text = [], []

    def _note_end(self, _token: Token, _index: int) -> None:
        html, text = "".join(self._html), "".join(self._text)
        self._html, self._text, label = self._aside.pop()
        self._notes.define(label, html, text)

    _HANDLERS: ClassVar[dict[str, Callable[[Writer, Token, int], int | None]]] = {
        "Text": _words,
        "Html": _words,
        "InlineHtml": _words,
        "Code": _code,
        "+Paragraph": _paragraph,
        "+Heading": _heading,
        "-Heading": _close,
        "+BlockQuote": _quote,
        "-BlockQuote": _close,
        "+CodeBlock": _code_block,
        "+List": _list,
        "-List": _close,
        "TaskListMarker": _task,
        "+Table": _table,
        "+TableRow": _row,
        "+TableCell": _cell_start,
        "-TableCell": _cell_end,
        "+Link": _link_start,
        "-Link": _link_end,
        "+Image": _image,
        "FootnoteReference": _note_call,
        "+FootnoteDefinition": _note_start,
        "-FootnoteDefinition": _note_end,
    }
