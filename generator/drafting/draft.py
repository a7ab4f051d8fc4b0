"""The values of this room: what is asked for, and the file to write or the reason why there is none."""

from __future__ import annotations

from generator.frozen import Frozen

BLANK = "# à remplir"


class Wish(Frozen):
    """The record that someone wants to begin.

    `names` are the words that name it: an id, an experiment and a word for a field note, a path for a page.
    `day` (AAAA-MM-JJ) dates it; `asked` says that someone gave that day, and that it is not just today's.
    """

    kind: str
    names: tuple[str, ...]
    day: str
    asked: bool = False


class Draft(Frozen):
    """A file that does not exist yet: its path from the root, with `/`, and its whole text."""

    path: str
    text: str

    @property
    def has_blanks(self) -> bool:
        """Whether some lines still have a mark that the author must fill in."""
        return any(line.endswith(f" {BLANK}") for line in self.text.splitlines())


class Refusal(Frozen):
    """Why there is nothing to write, and what to do instead, both in French."""

    message: str
    help: str
