"""Decode a file as UTF-8 and refuse invisible characters, which hide something or break a page."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import CHARACTERS, Diagnostic, Edit, Place, first, say
from generator.frozen import Frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

# U+000A and U+0009 alone are let through; U+0085 and U+2028-2029 break lines for YAML and for no one else.
_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164"
    "\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U0001fffe\U0001ffff"
)
# Emoji are joined by U+200D (a woman, a joiner, a sheaf of rice): the joiner is refused anywhere else.
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINER = f"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])"
# A sign that only one font knows: a bullet of a word processor is one. Everyone else sees an empty box.
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
# Removing these does not change how a text reads.
_WIDTHLESS = (
    "[\u00ad\u034f\u17b4\u17b5\u180b-\u180f\u200b\u200c\u2060-\u2065\u206a-\u206f\ufe00-\ufe0d\ufeff"
    f"\ufff9-\ufffb\U0001bca0-\U0001bca3\U000e0000-\U000e0fff]|{_JOINER}"
)
_LINES = "\x0b\x0c\x85\u2028\u2029"
_BLANKS = "\u115f\u1160\u3164\uffa0"
_SURROGATE = "\ud800-\udfff"
FORBIDDEN = re.compile(f"[{_CONTROL}{_BIDI}{_INVISIBLE}{_PRIVATE}{_SURROGATE}]|{_JOINER}")
# Nearly all of any text, known sooner.
PLAIN = re.compile("[\t\n -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u202f\u20ac\u2190-\u22ff]*")


class Sort(Frozen):
    """A class of invisible characters that are refused with the same message.

    `pattern` finds them in a text, for Python and for browsers; `phrase` names those without a name of their
    own, `help` is the phrase that says what to do.
    """

    pattern: str
    rule: str
    phrase: str
    help: str


# The first sort that has a character is its own. The form of contributors is given the same table.
SORTS = tuple(
    Sort(pattern=pattern, rule=rule, phrase=phrase, help=remedy)
    for pattern, rule, phrase, remedy in (
        (f"[{_BIDI}]", "caractere-bidirectionnel", "bidirectionnel", "caractere-sens-aide"),
        (f"[{_PRIVATE}]", "caractere-invisible", "prive", "caractere-prive-aide"),
        (r"[\x0b-\r\x85]", "caractere-de-controle", "controle", "caractere-de-ligne-aide"),
        (f"[{_CONTROL}{_SURROGATE}]", "caractere-de-controle", "controle", "caractere-cache-aide"),
        ("[\u2028\u2029]", "caractere-invisible", "invisible", "caractere-de-ligne-aide"),
        (f"[{_BLANKS}]", "caractere-invisible", "invisible", "caractere-blanc-aide"),
        (_WIDTHLESS, "caractere-invisible", "invisible", "caractere-de-trop-aide"),
        (f"[{_INVISIBLE}]", "caractere-invisible", "invisible", "caractere-cache-aide"),
    )
)
_SORTS = [(re.compile(sort.pattern), sort) for sort in SORTS]
# Where a line break would change more than the line: a heading, a list, a quote, a table, some code.
_NOT_PROSE = re.compile(r" {0,3}(?:[#>|]|[-+*=_~`]|\d+[.)])| {4}|\t")
_NOT_PLAIN = re.compile(f"[{_CONTROL}]")

_FRENCH = "àâçèéêëîïôöùûüÿœæÀÂÇÈÉÊËÎÏÔÙÛÜŒ«»°–…’€"


def decode(path: str, content: bytes) -> tuple[str, Diagnostic | None]:
    """The text of a file, without byte order mark and with LF ends of lines; its first byte not in UTF-8.

    What is not UTF-8 is read as its author most likely saw it, so that its other faults are told too.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    fault = None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = _undecodable(path, content, error.start)
        wide = content[:2] in _WIDE
        text = content.decode("utf-16", "replace") if wide else content.decode("utf-8", _BY_WINDOWS)
    return (text.replace("\r\n", "\n") if "\r" in text else text), fault


def _windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_WIDE = frozenset({b"\xff\xfe", b"\xfe\xff"})
_BY_WINDOWS = "espace-windows"
codecs.register_error(_BY_WINDOWS, _windows)


def check(path: str, text: str, body_line: int) -> Iterator[Diagnostic]:
    """A fault for each invisible character; `body_line` is where the front matter is over."""
    found: dict[str, list[_Hidden]] = {}
    for one in _hidden(path, text, body_line):
        found.setdefault(named(one.character)[0], []).append(one)
    for _, listed in sorted(found.items()):
        told = list(first(listed, _fault))
        rest = [edit for one in listed[len(told) :] for edit in one.edits]
        yield from told[:-1]
        yield replace(told[-1], rest=tuple(rest))


class _Hidden(NamedTuple):
    place: Place
    character: str
    instead: str | None

    @property
    def edits(self) -> tuple[Edit, ...]:
        return () if self.instead is None else (Edit(self.place, self.instead),)


def _hidden(path: str, text: str, body_line: int) -> Iterator[_Hidden]:
    """Every invisible character, with what should stand there where there is no doubt."""
    line, seen, head, prose = 1, 0, -1, False
    for match in _pattern(text).finditer(text):
        at = match.start()
        breaks = text.count("\n", seen, at)
        if breaks or not seen:
            line, head = line + breaks, max(head, text.rfind("\n", seen, at))
            foot = text.find("\n", at)
            whole = text[head + 1 : foot if foot >= 0 else None]
            prose = line >= body_line and "|" not in whole and not _NOT_PROSE.match(whole)
        seen = at
        instead = _instead(match[0], text[at - 1 : at], text[at + 1 : at + 12], prose=prose)
        yield _Hidden(Place(path, line, at - head), match[0], instead)


def _instead(character: str, before: str, after: str, *, prose: bool) -> str | None:
    """What to write instead of an invisible character, or None where a person must judge."""
    if character in _LINES:
        if not before.strip() or not after[:1].strip():
            return ""
        break_line = "\n\n" if character == "\u2029" else "\n"
        return break_line if prose and not _NOT_PROSE.match(after) else " "
    if character == "\r":
        return "" if after[:1] == "\n" else "\n"
    if character in _BLANKS:
        return " "
    return "" if _sort(character).help == "caractere-de-trop-aide" else None


def _fault(hidden: _Hidden) -> Diagnostic:
    rule, words = named(hidden.character)
    return Diagnostic(
        place=hidden.place,
        rule=rule,
        message=say("caractere-cache", caractere=words),
        help=say(_sort(hidden.character).help),
        edits=hidden.edits,
    )


def _sort(character: str) -> Sort:
    return next(sort for pattern, sort in _SORTS if pattern.match(character))


def _pattern(text: str) -> re.Pattern[str]:
    return _NOT_PLAIN if text.isascii() else FORBIDDEN


class Cleaned(Frozen):
    """A text without its invisible characters, which maps places back to those of the file.

    Later stages never see these characters, so they cause no further fault.
    """

    text: str
    _lines: tuple[int, ...]
    _removed: tuple[int, ...]
    _file_lines: tuple[int, ...]

    def in_file(self, place: Place) -> Place:
        """The same place in the lines and columns of the file."""
        line, column = self._at(place.line, place.column)
        end_line, end_column = self._at(place.end_line, place.end_column) if place.end_line else (0, 0)
        return Place(path=place.path, line=line, column=column, end_line=end_line, end_column=end_column)

    def _at(self, line: int, column: int) -> tuple[int, int]:
        offset = self._lines[min(line, len(self._lines)) - 1] + column - 1
        offset += bisect_right(self._removed, offset)
        line = bisect_right(self._file_lines, offset)
        return line, offset - self._file_lines[line - 1] + 1


def cleaned(text: str) -> Cleaned | None:
    """The text without invisible characters; None if it has none."""
    pieces, removed, done, shown = [], [], 0, 0
    for match in () if PLAIN.fullmatch(text) else _pattern(text).finditer(text):
        instead = {"\r": "\n"}.get(match[0], " " if match[0] in _LINES + _BLANKS else "")
        instead *= match[0] != "\r" or text[match.end() : match.end() + 1] != "\n"
        pieces += [text[done : match.start()], instead]
        shown += match.start() - done + len(instead)
        removed += [] if instead else [shown]
        done = match.end()
    if not done:
        return None
    clean = "".join([*pieces, text[done:]])
    return Cleaned(text=clean, _lines=_starts(clean), _removed=tuple(removed), _file_lines=_starts(text))


def _starts(text: str) -> tuple[int, ...]:
    """The offsets at which the lines of a text start."""
    return tuple(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))


def named(character: str) -> tuple[str, str]:
    """The rule that refuses this invisible character, and its name in words."""
    sort, code = _sort(character), f"{ord(character[0]):04X}"
    return sort.rule, f"{CHARACTERS.get(code) or say(sort.phrase)} (U+{code})"


def place_of(path: str, text: str, index: int) -> Place:
    """The place of the character at `index` of `text`."""
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _undecodable(path: str, content: bytes, index: int) -> Diagnostic:
    before = content[:index].decode("utf-8").replace("\r\n", "\n")
    place = place_of(path, before, len(before))
    if content[:2] in _WIDE:
        message = "ce fichier est enregistré en UTF-16, il doit l'être en UTF-8"
    else:
        message = "ce fichier n'est pas enregistré en UTF-8"
        letter = content[index : index + 1].decode("cp1252", "replace")
        if letter in _FRENCH:
            message = (
                f"ce fichier n'est pas en UTF-8 : sans doute un « {letter} » écrit à la manière de Windows"
            )
    return Diagnostic(
        place=place,
        rule="encodage",
        message=message,
        help="dans votre éditeur, choisissez Enregistrer sous, puis l'encodage UTF-8",
    )
