"""A fault as a value: nothing here prints, counts or decides what to do about it."""

from __future__ import annotations

from generator.diagnostics.rules import RULES, Severity
from generator.frozen import Frozen


class Place(Frozen, order=True):
    """Where in a contributor's file: lines and columns count characters from 1.

    The end is the first character after the place; zeros mean "a single character".
    `path` is relative to the root of the commons, with `/` between its parts.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def end(self) -> tuple[int, int]:
        """The line and column just after this place."""
        if self.end_line:
            return self.end_line, self.end_column
        return self.line, self.column + 1


class Related(Frozen, order=True):
    """Another place that helps to understand a fault, and why it does."""

    place: Place
    message: str


class Edit(Frozen, order=True):
    """An automatic correction: the text to put at a place; an empty one removes what is there."""

    place: Place
    text: str


class Diagnostic(Frozen, order=True):
    """A fault at a place. `rule` names an entry of the catalogue, which gives its severity.

    `message` says in the author's words what is wrong; `help` says what to do. Both are French,
    one or two short sentences, and may quote the author. `lines` are to be copied as they are into the
    file that `help` names. `edits` do what `help` says, in the file of `place`; there are none where more
    than one thing could be done, or where a person must judge. `others` counts the faults of the same rule
    in the same file that this one stands for, and `rest` are their edits.
    """

    place: Place
    rule: str
    message: str
    help: str = ""
    related: tuple[Related, ...] = ()
    lines: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    others: int = 0
    rest: tuple[Edit, ...] = ()

    @property
    def severity(self) -> Severity:
        """`error` stops a publication; `warning` does not."""
        return RULES[self.rule].severity
