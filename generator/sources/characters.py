"""Decode a file as UTF-8 and refuse the characters nobody can see: they hide something or break a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import CHARACTERS, Diagnostic, Edit, Place, say
from generator.diagnostics.diagnostic import Related
from generator.sources import limits

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
# A text reads the same without them; of the others, a person says what should stand there.
_WIDTHLESS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SURROGATE = "\ud800-\udfff"
FORBIDDEN = re.compile(f"[{_CONTROL}{_BIDI}{_INVISIBLE}{_SURROGATE}]|{_JOINER}")
_IS_CONTROL = re.compile(f"[{_CONTROL}{_SURROGATE}]")
_IS_BIDI = re.compile(f"[{_BIDI}]")
_NOT_PLAIN = re.compile(f"[{_CONTROL}]")

_FRENCH = "àâçèéêëîïôöùûüÿœæÀÂÇÈÉÊËÎÏÔÙÛÜŒ«»°–…’€"


def decode(path: str, content: bytes) -> tuple[str | None, Diagnostic | None]:
    """The text of a file, byte order mark dropped and CRLF read as LF; or None and its first bad byte."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, _undecodable(path, content, error.start)
    return (text.replace("\r\n", "\n") if "\r" in text else text), None


def check(path: str, text: str) -> Iterator[Diagnostic]:
    """One fault per sort of invisible character: the first place, and the others beside it."""
    pattern = _NOT_PLAIN if text.isascii() else FORBIDDEN
    if pattern.search(text) is None:
        return
    found: dict[str, list[tuple[Place, str]]] = {}
    edits: dict[str, list[Edit]] = {}
    line, seen = 1, 0
    for match in pattern.finditer(text):
        rule, words = named(match[0])
        line, seen = line + text.count("\n", seen, match.start()), match.start()
        place = Place(path, line, seen - text.rfind("\n", 0, seen))
        places = found.setdefault(rule, [])
        if len(places) < limits.REPEATED_FAULTS:
            places.append((place, words))
        if match[0] in _WIDTHLESS:
            edits.setdefault(rule, []).append(Edit(place, ""))
    for rule, places in sorted(found.items()):
        place, words = places[0]
        others = tuple(Related(other, f"ici aussi, {what}") for other, what in places[1:])
        yield Diagnostic(
            place,
            rule,
            say("caractere-cache", caractere=words),
            say("caractere-cache-aide"),
            others,
            edits=tuple(edits.get(rule, ())),
        )


def named(character: str) -> tuple[str, str]:
    """The rule that refuses this invisible character, and its name in words."""
    code = ord(character[0])
    if _IS_BIDI.match(character):
        return "caractere-bidirectionnel", f"{say('bidirectionnel')} (U+{code:04X})"
    rule = "caractere-de-controle" if _IS_CONTROL.match(character) else "caractere-invisible"
    kind = say("controle" if rule == "caractere-de-controle" else "invisible")
    return rule, f"{CHARACTERS.get(f'{code:04X}', kind)} (U+{code:04X})"


def visible(text: str) -> str:
    """The same text with every invisible character replaced by U+FFFD, so that columns stay."""
    return FORBIDDEN.sub("\ufffd", text)


def place_of(path: str, text: str, index: int) -> Place:
    """The place of the character at `index` of `text`."""
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _undecodable(path: str, content: bytes, index: int) -> Diagnostic:
    before = content[:index].decode("utf-8").replace("\r\n", "\n")
    place = place_of(path, before, len(before))
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        message = "ce fichier est enregistré en UTF-16, il doit l'être en UTF-8"
    else:
        message = "ce fichier n'est pas enregistré en UTF-8"
        letter = content[index : index + 1].decode("cp1252", "replace")
        if letter in _FRENCH:
            message = (
                f"ce fichier n'est pas en UTF-8 : sans doute un « {letter} » écrit à la manière de Windows"
            )
    return Diagnostic(
        place,
        "encodage",
        message,
        "dans votre éditeur, choisissez Enregistrer sous, puis l'encodage UTF-8",
    )
